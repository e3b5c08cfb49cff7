from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string

from .operations import slow_queries


class BudgetConfig(AppConfig):
    name = "budget"

    def ready(self) -> None:
        if settings.SLOW_QUERY_MS:
            slow_queries.watch()
        if settings.SENTRY_DSN:
            # Loaded only where it is of use.
            import_string("budget.operations.failures.report_to")(settings.SENTRY_DSN)
