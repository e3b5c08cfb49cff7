"""What is measured, on a database of its own: TEST_DATABASE=postgresql python -m benchmarks.morning."""

import os

import django

# Importing it points the settings at that database.
from tests import database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budget.settings")
django.setup()


def put_away() -> None:
    """Stop and delete the database."""
    database.pytest_unconfigure()
