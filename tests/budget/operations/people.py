"""Whoever calls what is not in the API's description."""

from datetime import timedelta

from rest_framework.test import APIClient

from accounts import tokens
from accounts.models import AuthSession, User
from core import clock


def client_for(user: User) -> APIClient:
    """Return a client that is logged in, whose answers are held against nothing."""
    login = AuthSession.objects.create(user=user, expires_at=clock.now() + timedelta(days=180))
    client = APIClient(raise_request_exception=False)
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens.issue_access(login.id, user)}")
    return client
