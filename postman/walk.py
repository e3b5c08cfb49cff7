"""The walk, in the order of the brief."""

from . import walk_accounts, walk_budget, walk_expenses, walk_reports

FOLDERS = (
    walk_accounts.SIGN_UP,
    walk_accounts.LOG_IN,
    walk_accounts.LOG_OUT,
    walk_accounts.REFRESH,
    walk_accounts.NEEDS_A_TOKEN,
    walk_budget.CATEGORIES,
    walk_budget.SET,
    walk_budget.LISTED,
    walk_budget.RECOMMENDED,
    walk_expenses.CREATED,
    walk_expenses.LISTED,
    walk_expenses.ONE,
    walk_reports.SUMMARY,
    walk_reports.RECOMMENDATION,
    walk_reports.STATISTICS,
    walk_reports.MESSAGES,
    walk_accounts.FAREWELL,
)
