"""Routes of the pages of messages, below /account/."""

from django.urls import path

from . import pages

urlpatterns = [path("email/<token>/", pages.verify_email, name="verify_email")]
