"""What a page says for a moment at its edge, and the event on which the parts around it come anew."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import trigger_client_event

from accounts.access import PageRequest

CHANGED = "expenses-changed"


def say(request: HttpRequest, text: str, undo: dict[str, Any] | None = None) -> None:
    """Say something on the page that comes next; `undo` is an action and the fields to send there."""
    messages.success(request, text, extra_tags=json.dumps(undo) if undo else "")


def done(request: PageRequest, text: str, *, back: str, undo: dict[str, Any] | None = None) -> HttpResponse:
    """Answer what has changed an expense: a toast, on which the page renews itself, or the page at `back`."""
    if not request.htmx:
        say(request, text, undo)
        return redirect(back)
    return announced(render(request, "web/parts/toast.html", {"text": text, "undo": undo}))


def announced(response: HttpResponse) -> HttpResponse:
    """Return the answer of a fragment, after which the parts of the page that show expenses renew themselves."""
    return trigger_client_event(response, CHANGED, after="settle")
