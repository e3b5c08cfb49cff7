"""The route of mailed password resets, below /api/accounts/."""

from django.urls import path

from .api_reset import PasswordReset

urlpatterns = [path("password/reset/", PasswordReset.as_view())]
