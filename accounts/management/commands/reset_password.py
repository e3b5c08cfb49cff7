"""`manage.py reset_password NAME`"""

from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from accounts import services
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
        self.stdout.write(_base() + reverse("password_reset_confirm", args=key))
        self.stderr.write(f"Good for {minutes} minutes, and once.")


def _base() -> str:
    """Return the address of the home page, without its final slash."""
    if settings.PUBLIC_URL.netloc:
        return f"{settings.PUBLIC_URL.scheme}://{settings.PUBLIC_URL.netloc}"
    return f"http://{_host()}:{settings.PORT}"


def _host() -> str:
    try:
        address = ip_address(settings.HOST)
    except ValueError:
        return str(settings.HOST)
    if address.is_unspecified:
        return "localhost"
    return f"[{address}]" if address.version == 6 else str(address)
