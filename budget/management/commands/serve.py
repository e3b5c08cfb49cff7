"""`manage.py serve`: migrate, serve, and keep the averages fresh, until Ctrl-C or SIGTERM."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from budget import server


class Command(BaseCommand):
    """Serve on HOST and PORT."""

    help = "Migrate the database and serve on HOST and PORT until Ctrl-C or SIGTERM."
    # The preparation checks more, with the database.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code = server.serve(settings.HOST, settings.PORT, say=self._say)
        except server.CannotServe as error:
            sys.exit(f"harumok: {error}")
        sys.exit(code)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
