"""`manage.py restore FILE`"""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from operations import keys
from operations.commands import Operation
from operations.progress import Progress
from operations.restore import restore


class Command(Operation):
    """Bring a backup back."""

    help = "Bring a backup back, whole or not at all, into a database that has nobody in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def operate(self, progress: Progress, *, file: Path = Path(), **options: Any) -> list[str]:
        restored = restore(file, progress)
        return [
            f"Restored {restored.rows:,} rows as of {restored.made_at}.",
            *keys.advice(restored.unreadable_channels),
        ]
