"""`manage.py transfer --from FILE-or-URL`"""

from typing import Any

from django.core.management.base import CommandParser

from operations import keys
from operations.commands import Operation
from operations.progress import Progress
from operations.transfer import transfer


class Command(Operation):
    """Move everything here."""

    help = "Copy everything from another database into the one of the settings, which has nobody in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from", dest="source", required=True, metavar="FILE-or-URL", help="an SQLite file, or postgres://…"
        )

    def operate(self, progress: Progress, *, source: str = "", **options: Any) -> list[str]:
        moved = transfer(source, progress)
        return [
            f"Moved {moved.rows:,} rows of {moved.tables} tables; the same on both sides.",
            "The source is as it was. Logins and channels go on where SECRET_KEY is the one from there.",
            *keys.advice(moved.unreadable_channels),
        ]
