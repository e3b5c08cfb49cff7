"""The Postman collection, made from the API's description and a walk through it: python -m postman."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budget.settings")
django.setup()
