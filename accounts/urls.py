"""Routes of accounts, below /api/."""

from django.urls import path

from . import api

urlpatterns = [
    path("accounts/register/", api.Register.as_view()),
    path("accounts/login/", api.Login.as_view()),
    path("accounts/logout/", api.Logout.as_view()),
    path("accounts/me/", api.Me.as_view()),
    path("accounts/password/", api.Password.as_view()),
    path("accounts/erase/", api.Erase.as_view()),
    path("accounts/sessions/", api.SessionList.as_view()),
    # Any text: what is no id answers as an id that nobody has, to every method.
    path("accounts/sessions/<str:sid>/", api.SessionDetail.as_view()),
    path("token/refresh/", api.Refresh.as_view()),
]
