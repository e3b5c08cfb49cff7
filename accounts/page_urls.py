"""Routes of the account pages, below /account/."""

from django.urls import path

from . import pages

urlpatterns = [
    path("reset/done/", pages.ResetDone.as_view(), name="password_reset_complete"),
    path("reset/<uidb64>/<token>/", pages.ResetPassword.as_view(), name="password_reset_confirm"),
]
