"""Password hashing at a cost that does not starve everybody else."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection

_slots = BoundedSemaphore(settings.PASSWORD_HASHES_AT_ONCE)


class Argon2Hasher(Argon2PasswordHasher):
    """Argon2id, m = 19456 KiB, t = 2, p = 1 (OWASP's second choice), a few at a time in each process.

    Django's default (100 MiB, 8 lanes) let 32 parallel logins push every other request to many seconds.
    Passwords count in Unicode's composed form (NFC): Hangul from a Mac opens what Hangul from a phone closed.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _turn():
            return super().encode(unicodedata.normalize("NFC", password), salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _turn():
            return super().verify(unicodedata.normalize("NFC", password), encoded)


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for a turn, and meanwhile leave the connection to the database to those who can use it."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        # It goes back into the pool; whoever asks the database next takes one out again.
        connection.close()
    with _slots:
        yield
