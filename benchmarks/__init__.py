"""What is measured, on a database of its own: TEST_DATABASE=postgresql python -m benchmarks.morning."""

import os

import django

# Importing it points the settings at that database, which goes with the process.
import tests.database  # noqa: F401

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budget.settings")
django.setup()
