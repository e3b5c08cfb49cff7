"""`manage.py purge_logins`"""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.housekeeping import purge


class Command(BaseCommand):
    help = "Deletes ended logins, counts of attempts that no limit looks at any more, and expired sessions of pages."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(", ".join(f"{kind}: {number}" for kind, number in purge().items()))
