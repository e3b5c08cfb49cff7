"""The command line: `budget` once installed, `python -m budget`, or manage.py in a checkout."""

import os
import sys
from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from budget import __version__


def main() -> None:
    """Run a command; a configuration that cannot work is told in one line."""
    if sys.argv[1:] == ["--version"]:
        # Django would tell its own.
        sys.stdout.write(f"harumok {__version__}\n")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budget.settings")
    try:
        # Read here, because Django swallows a refusal to list its commands.
        import_module("budget.settings")
    except ImproperlyConfigured as error:
        sys.exit(f"harumok: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
