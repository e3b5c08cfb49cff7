"""`manage.py create_staff NAME`"""

import sys
from getpass import getpass
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import services
from core.errors import DomainError


class Command(BaseCommand):
    help = "Creates a person who may use the admin pages. Asks for the password, or takes STAFF_PASSWORD."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--password-stdin", action="store_true", help="read the password from the standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = services.create_staff(username=options["name"], password=_password(options["password_stdin"]))
        except DomainError as error:
            raise CommandError(error.text.format(**error.params)) from error
        self.stdout.write(f"{user.username} may use the admin pages.")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return settings.STAFF_PASSWORD or getpass()
