"""Routes of reports, below /api/."""

from django.urls import path

from . import api

urlpatterns = [
    path("expenses/daily-recommendation/", api.DailyRecommendation.as_view()),
    path("expenses/daily-summary/", api.DailySummary.as_view()),
    path("expenses/spending-statistics/", api.SpendingStatistics.as_view()),
    path("accounts/export/", api.Export.as_view()),
]
