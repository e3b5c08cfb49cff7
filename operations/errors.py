"""What ends an operation."""

import sqlite3

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import Error

from budget.preparation import NotReady


class NotDone(Exception):
    """Why, in one line for people."""


# What their first line says is enough.
EXPECTED = (NotDone, NotReady, ImproperlyConfigured, Error, sqlite3.Error, psycopg.Error, OSError)
