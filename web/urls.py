"""Routes of the pages."""

from django.urls import path

from .pages import add, budget, calendar, doors, expenses, home, settings, start, statistics

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
    path("add/", add.add, name="add"),
    path("add/empty/", add.empty, name="add_empty"),
    path("add/token/", add.token, name="add_token"),
    path("offline/", add.offline, name="offline"),
    path("sw.js", add.worker, name="worker"),
    path("manifest.webmanifest", add.manifest, name="manifest"),
    path("settings/", settings.settings, name="settings"),
    path("settings/profile/", settings.profile, name="settings_profile"),
    path("settings/rules/", settings.rules, name="settings_rules"),
    path("settings/privacy/", settings.privacy, name="settings_privacy"),
    path("settings/password/", settings.password, name="settings_password"),
    path("settings/logins/<uuid:login_id>/end/", settings.end_login, name="settings_end_login"),
    path("settings/export/", settings.export, name="settings_export"),
    path("settings/erase/", settings.erase, name="settings_erase"),
    path("erased/", settings.erased, name="erased"),
    path("budget/", budget.budget, name="budget"),
    path("start/", start.total, name="start"),
    path("start/split/", start.parts, name="start_split"),
    path("start/spent/", start.spent, name="start_spent"),
    path("statistics/", statistics.statistics, name="statistics"),
]
