"""Password login for Django's own pages (the admin)."""

from typing import Any

from asgiref.sync import sync_to_async
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from core.errors import TooManyAttempts, WrongCredentials

from .addresses import client_address
from .models import User
from .passwords import check_password


class LimitedBackend(ModelBackend):
    """Counts attempts with all others."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if username is None or password is None:
            return None
        try:
            return check_password(username, password, client_address(request) if request else "")
        except (WrongCredentials, TooManyAttempts):
            return None

    async def aauthenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        # Django's own would check the password without counting.
        return await sync_to_async(self.authenticate)(request, username, password)
