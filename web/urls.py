"""Routes of the pages."""

from django.urls import path
from django.views.generic import TemplateView

from .pages import calendar, doors, expenses, home

soon = TemplateView.as_view(template_name="web/soon.html")

urlpatterns = [
    path("", home.home, name="home"),
    path("jot/", home.jot, name="jot"),
    path("login/", doors.log_in, name="login"),
    path("signup/", doors.sign_up, name="signup"),
    path("logout/", doors.log_out, name="logout"),
    path("language/", doors.language, name="language"),
    path("expenses/", expenses.expenses, name="expenses"),
    path("expenses/bring-back/", expenses.bring_back, name="expense_bring_back"),
    path("expenses/<int:expense_id>/", expenses.expense, name="expense"),
    path("expenses/<int:expense_id>/exclude/", expenses.exclude, name="expense_exclude"),
    path("expenses/<int:expense_id>/remove/", expenses.remove, name="expense_remove"),
    path("calendar/", calendar.month, name="calendar"),
    # Not built yet.
    path("add/", soon, name="add"),
    path("budget/", soon, name="budget"),
    path("statistics/", soon, name="statistics"),
    path("settings/", soon, name="settings"),
    path("start/", soon, name="start"),
]
