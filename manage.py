#!/usr/bin/env python
"""Django's command line, for 하루몫."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command; a configuration that cannot work is told in one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budget.settings")
    try:
        from budget import settings  # noqa: F401  # read here, so that a refusal is not swallowed by "help"
    except ImproperlyConfigured as error:
        sys.exit(f"harumok: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
