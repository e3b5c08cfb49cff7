"""`manage.py serve [--web-only]`: migrate, serve, and do what works beside the web server, until Ctrl-C or SIGTERM."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from budget import server


class Command(BaseCommand):
    """Serve on HOST and PORT."""

    help = "Migrate the database and serve on HOST and PORT until Ctrl-C or SIGTERM."
    # The preparation checks more, with the database.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--web-only",
            action="store_true",
            help="leave scheduler, worker and refresh_averages to processes of their own",
        )

    def handle(self, *args: Any, web_only: bool = False, **options: Any) -> None:
        try:
            code = server.serve(settings.HOST, settings.PORT, say=self._say, web_only=web_only)
        except server.CannotServe as error:
            sys.exit(f"harumok: {error}")
        sys.exit(code)

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
