from django.apps import AppConfig


class BudgetManagementConfig(AppConfig):
    name = "budget_management"
