"""Routes of budget_management, below /api/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
