"""Kept averages in the admin."""

from django.contrib import admin

from accounts.admin import LookOnly

from .models import PeerAverage


@admin.register(PeerAverage)
class PeerAverageAdmin(LookOnly[PeerAverage]):
    """Means of spending, which only a refresh writes."""

    list_display = ("day", "start_day", "mean_nano", "contributors", "computed_at")
    ordering = ("-day", "start_day")
