"""The page behind the link that verifies an e-mail address. Opening it changes nothing: mail scanners open links."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.errors import LinkInvalid

from . import links, selectors, verification
from .models import Channel


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify_email(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button, or do what it says."""
    done = request.method == "POST"
    try:
        if done:
            verification.verify(token=token)
        channel = links.channel_of(token, Channel.objects.all())
    except LinkInvalid:
        return _page(request, 404)
    return _page(request, 200, address=selectors.channel_row(channel)["target_shown"], done=done)


def _page(request: HttpRequest, status: int, **shown: Any) -> HttpResponse:
    title = _("Your e-mail address for messages")
    return render(request, "notifications/verify.html", {"title": title, **shown}, status=status)
