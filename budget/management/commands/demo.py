"""`manage.py demo`: fill a folder of its own with a made-up household. `make demo` also serves it."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.models import User
from budget.demo import build
from budget.preparation import prepare
from core import clock

FOLDER = "demo"
BUILT_ON = "built_on"


class Command(BaseCommand):
    """Build the demo, or build it anew on another day."""

    help = "Fill a data folder named demo with a made-up household and 200 others, up to today."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.EMBEDDED or settings.DATA_DIR.name != FOLDER:
            sys.exit(f"harumok: the demo lives in a data folder named {FOLDER}, never among real people: make demo")
        # The averages come when everybody is there.
        prepare(averages=False)
        if build.has_strangers() and not build.is_built():
            sys.exit(f"harumok: {settings.DATA_DIR} has people of its own; the demo does not mix with them.")
        self._bring_up_to_date()
        self.stdout.write(f"Demo: log in as {build.NAME} with the password {build.PASSWORD}")

    def _bring_up_to_date(self) -> None:
        mark, today = settings.DATA_DIR / BUILT_ON, clock.today(User()).isoformat()
        if build.is_built() and mark.exists() and mark.read_text() == today:
            return
        if build.has_strangers():
            self.stdout.write(f"Somebody has registered in {settings.DATA_DIR}, so it stays as it is.")
            return
        self.stdout.write("Making up a household of 13 months and 200 others")
        build.build()
        mark.write_text(today)
