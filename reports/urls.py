"""Routes of reports, below /api/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
