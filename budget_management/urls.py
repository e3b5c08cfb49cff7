"""Routes of budget_management, below /api/."""

from django.urls import path

from . import api

urlpatterns = [
    path("budget/", api.Budget.as_view()),
    path("budget/recommendation/", api.Recommendation.as_view()),
    path("budget/<str:category>/", api.BudgetCategory.as_view()),
]
