"""What the commands have in common."""

import sys
from abc import abstractmethod
from typing import Any

from django.core.management.base import BaseCommand

from budget.preparation import first_line

from .errors import EXPECTED
from .progress import Progress


class Operation(BaseCommand):
    """A command that ends well, or with one line that says why not."""

    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress()
        try:
            said = self.operate(progress, **options)
        except EXPECTED as error:
            progress.clear()
            sys.exit(f"harumok: {first_line(error)}")
        except KeyboardInterrupt:
            progress.clear()
            sys.exit("harumok: stopped.")
        progress.clear()
        for line in said:
            self.stdout.write(line)

    @abstractmethod
    def operate(self, progress: Progress, **options: Any) -> list[str]:
        """Do it, and return what to say of it, by lines."""
