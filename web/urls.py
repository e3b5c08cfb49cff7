"""Routes of the pages."""

from django.urls import path
from django.views.generic import TemplateView

from .pages import add, doors, expenses, home

soon = TemplateView.as_view(template_name="web/soon.html")

urlpatterns = [
    path("", home.home, name="home"),
    path("jot/", home.jot, name="jot"),
    path("login/", doors.log_in, name="login"),
    path("signup/", doors.sign_up, name="signup"),
    path("logout/", doors.log_out, name="logout"),
    path("language/", doors.language, name="language"),
    path("expenses/<int:expense_id>/remove/", expenses.remove, name="expense_remove"),
    path("add/", add.add, name="add"),
    path("add/empty/", add.empty, name="add_empty"),
    path("add/token/", add.token, name="add_token"),
    path("offline/", add.offline, name="offline"),
    path("sw.js", add.worker, name="worker"),
    path("manifest.webmanifest", add.manifest, name="manifest"),
    # Not built yet.
    path("expenses/", soon, name="expenses"),
    path("expenses/<int:expense_id>/", soon, name="expense"),
    path("calendar/", soon, name="calendar"),
    path("budget/", soon, name="budget"),
    path("statistics/", soon, name="statistics"),
    path("settings/", soon, name="settings"),
    path("start/", soon, name="start"),
]
