"""`manage.py reset_password NAME`"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from accounts import services
from accounts.addresses import site_address
from core.errors import NotFound


class Command(BaseCommand):
    help = "Prints a link with which somebody sets a new password, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            key = services.make_reset_key(username=options["name"])
        except NotFound as error:
            raise CommandError(f"Nobody active is called {options['name']}.") from error
        minutes = settings.PASSWORD_RESET_TIMEOUT // 60
        self.stdout.write(site_address() + reverse("password_reset_confirm", args=key))
        self.stderr.write(f"Good for {minutes} minutes, and once.")
