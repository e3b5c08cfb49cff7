"""The pages about messages: which are wanted, where to, what has come, and links that are mailed."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import PageRequest, signed_in
from accounts.addresses import client_address
from core import clock, errors
from core.api.pagination import read_cursor, write_cursor
from core.pages import text_of

from . import content, links, password_reset, reasons, selectors, services, trial, verification
from .channels.web_push import vapid_public_key
from .forms import ChannelForm, ForgottenForm, WishesForm
from .models import Channel, Kind

PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def wishes(request: PageRequest) -> HttpResponse:
    """Show which messages somebody wants, and keep what they change."""
    wanted = selectors.preferences_of(request.user)
    form = WishesForm(request.POST) if request.method == "POST" else WishesForm.of(wanted)
    if form.is_bound and form.is_valid():
        services.save_preferences(owner=request.user, **form.wishes(wanted))
        messages.success(request, _("Saved."))
        return redirect("messages")
    return _wishes_page(request, form, ChannelForm(), 422 if form.is_bound else 200)


@require_POST
@signed_in
def add_channel(request: PageRequest) -> HttpResponse:
    """Add a channel."""
    form = ChannelForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            services.confirm_owner(
                owner=request.user, type=given["type"], password=given["password"], address=client_address(request)
            )
            saved = services.add_channel(owner=request.user, type=given["type"], target=form.target(), label="")
        except errors.DomainError as error:
            form.refuse(error)
        else:
            return _added(request, saved)
    return _wishes_page(request, WishesForm.of(selectors.preferences_of(request.user)), form, 422)


@require_POST
@signed_in
def subscribe(request: PageRequest) -> HttpResponse:
    """Add this browser: what it was given to be reached by comes as JSON in the form."""
    try:
        target = json.loads(request.POST.get("subscription", ""))
        services.add_channel(
            owner=request.user, type=Channel.Type.WEB_PUSH, target=target if isinstance(target, dict) else {}, label=""
        )
    except (ValueError, RecursionError):
        return HttpResponse(status=400)
    except errors.DomainError as error:
        messages.error(request, text_of(error))
    else:
        messages.success(request, _("Messages come to this device, too."))
    return redirect("messages")


@require_POST
@signed_in
def change_channel(request: PageRequest, channel_id: int) -> HttpResponse:
    """Do to a channel what its button says."""
    act = {"test": _test, "on": _switch, "off": _switch, "remove": _remove, "mail": _mail_again}.get(
        request.POST.get("do", "")
    )
    if act is None:
        return HttpResponse(status=400)
    try:
        messages.success(request, act(request, channel_id))
    except errors.NotFound:
        raise
    except errors.DomainError as error:
        messages.error(request, text_of(error))
    return redirect("messages")


@require_safe
@signed_in
def inbox(request: PageRequest) -> HttpResponse:
    """Show what has come."""
    scope = f"inbox page {request.user.pk}"
    cursor = request.GET.get("cursor")
    page = selectors.inbox_page(request.user, PAGE, after=read_cursor(cursor, scope=scope) if cursor else None)
    older = write_cursor(page.end, scope=scope) if page.end else None
    unread = selectors.unread_count(request.user)
    context = {"rows": page.rows, "older": older, "unread": unread, "here": "inbox"}
    return render(request, "notifications/inbox.html", context)


@require_POST
@signed_in
def read_all(request: PageRequest) -> HttpResponse:
    """Note that everything was read."""
    services.mark_all_read(owner=request.user)
    return redirect("inbox")


@require_POST
@signed_in
def remove_message(request: PageRequest, message_id: int) -> HttpResponse:
    """Delete a message."""
    services.remove_message(owner=request.user, message_id=message_id)
    return redirect("inbox")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify_email(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button, or do what it says. Opening the page changes nothing: mail scanners open links."""
    done = request.method == "POST"
    try:
        if done:
            verification.verify(token=token)
        channel = links.channel_of(token, Channel.objects.all())
    except errors.LinkInvalid:
        return _verification_page(request, 404)
    return _verification_page(request, 200, address=selectors.channel_row(channel)["target_shown"], done=done)


def _verification_page(request: HttpRequest, status: int, **shown: Any) -> HttpResponse:
    title = _("Your e-mail address for messages")
    return render(request, "notifications/verify.html", {"title": title, **shown}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Have a link to a new password mailed; the answer is the same for every name."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        name, language = form.cleaned_data["username"], get_language() or "ko"
        try:
            password_reset.ask(username=name, address=client_address(request), language=language)
        except errors.DomainError as error:
            form.refuse(error)
        else:
            return redirect(f"{request.path}?asked")
    context = {
        "form": form,
        "asked": "asked" in request.GET,
        "sends_mail": bool(settings.SMTP_HOST),
        "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
    }
    return render(request, "notifications/forgotten.html", context, status=422 if form.is_bound else 200)


def _wishes_page(request: PageRequest, form: WishesForm, channel_form: ChannelForm, status: int) -> HttpResponse:
    today = clock.today(request.user)
    channels = selectors.channels_of(request.user)
    context = {
        "form": form,
        "channel_form": channel_form,
        "channels": [selectors.channel_row(one) | {"name": reasons.name_of(one)} for one in channels],
        "previews": [content.preview(request.user, kind, today) for kind in (Kind.MORNING, Kind.EVENING)],
        "push_key": vapid_public_key(),
        "here": "settings",
    }
    return render(request, "notifications/wishes.html", context, status=status)


def _added(request: PageRequest, saved: services.Saved) -> HttpResponse:
    if saved.secret:
        return render(request, "notifications/secret.html", {"secret": saved.secret, "here": "settings"})
    if saved.link_failed:
        messages.error(request, _("The mail with the link could not be sent. Check the address."))
    elif saved.channel.is_unverified:
        messages.success(request, _("We have mailed a link to this address. Messages go there once it was opened."))
    else:
        messages.success(request, _("Added."))
    return redirect("messages")


def _test(request: PageRequest, channel_id: int) -> str:
    error = trial.send_test(owner=request.user, channel=selectors.channel_of(request.user, channel_id))
    return (
        _("The test message did not arrive: {error}").format(error=error) if error else _("The test message has left.")
    )


def _switch(request: PageRequest, channel_id: int) -> str:
    on = request.POST["do"] == "on"
    services.change_channel(owner=request.user, channel_id=channel_id, changes={"is_on": on})
    return _("Switched on.") if on else _("Switched off.")


def _remove(request: PageRequest, channel_id: int) -> str:
    services.remove_channel(owner=request.user, channel_id=channel_id)
    return _("Deleted.")


def _mail_again(request: PageRequest, channel_id: int) -> str:
    error = verification.mail_link_again(channel=selectors.channel_of(request.user, channel_id))
    return (
        _("The mail with the link could not be sent. Check the address.") if error else _("The link is mailed again.")
    )
