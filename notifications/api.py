"""Messages over HTTP: when they are wanted, through which channels, what was sent, and the inbox."""

from typing import Any

from django.http import QueryDict
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.addresses import client_address
from core import clock, errors
from core.api.ids import ID
from core.api.pagination import read_cursor, write_cursor
from core.api.schema import describe
from core.api.views import ApiView

from . import content, examples, selectors, services, trial, verification
from .channels.web_push import vapid_public_key
from .models import Kind
from .serializers import (
    ChannelChangesSerializer,
    ChannelSerializer,
    DeliveryListSerializer,
    InboxQuery,
    InboxSerializer,
    MessageSettingsSerializer,
    NewChannelSerializer,
    OutcomeSerializer,
    PageQuery,
    PreviewQuery,
    PreviewSerializer,
    SavedChannelSerializer,
    WebPushKeySerializer,
    WishesSerializer,
)

LOCATION = OpenApiParameter("Location", str, OpenApiParameter.HEADER, response=[201])
TARGET_ERRORS = (errors.AddressInvalid, errors.AddressNotPublic, errors.MailNotSetUp, errors.WrongPassword)


class MessageSettings(ApiView):
    """Which messages a person wants, and when."""

    @describe(
        id="notifications_settings",
        summary="Which messages I want, and when",
        description="Everything is off until it is asked for. Times are those where the person lives.",
        answers={200: MessageSettingsSerializer},
        examples=[examples.SETTINGS],
    )
    def get(self, request: Request) -> Response:
        wanted = selectors.preferences_of(self.user)
        return Response(selectors.preferences_row(wanted, self.user.time_zone))

    @describe(
        id="notifications_settings_replace",
        summary="Say which messages I want: what is left out returns to its default",
        description="The first time makes the inbox, too.",
        request=WishesSerializer,
        answers={200: MessageSettingsSerializer},
        errors=[errors.NotDistinct],
        examples=[examples.TO_WISH, examples.SETTINGS],
    )
    def put(self, request: Request) -> Response:
        wanted = services.save_preferences(owner=self.user, **self.body(WishesSerializer))
        return Response(selectors.preferences_row(wanted, self.user.time_zone))


class Channels(ApiView):
    """A person's channels."""

    @describe(
        id="notifications_channels",
        summary="My channels, the oldest first",
        answers={200: ChannelSerializer(many=True)},
        examples=[examples.ONE_CHANNEL],
    )
    def get(self, request: Request) -> Response:
        return Response([selectors.channel_row(channel) for channel in selectors.channels_of(self.user)])

    @describe(
        id="notifications_channels_create",
        summary="Add a channel",
        description="An e-mail address asks for the password, and is used once the link mailed to it was opened.",
        request=NewChannelSerializer,
        answers={201: SavedChannelSerializer},
        errors=[*TARGET_ERRORS, errors.InboxThere, errors.TooManyChannels, errors.TooManyAttempts],
        headers=[LOCATION],
        examples=[examples.TO_ADD, examples.SAVED],
    )
    def post(self, request: Request) -> Response:
        body = self.body(NewChannelSerializer)
        password, address = body.pop("password", None), client_address(request)
        services.confirm_owner(owner=self.user, type=body["type"], password=password, address=address)
        saved = services.add_channel(owner=self.user, **body)
        headers = {"Location": f"/api/notifications/channels/{saved.channel.pk}/"}
        return Response(_saved(saved), 201, headers=headers)


class OneChannel(ApiView):
    """A channel of the person's own; anybody else's is not there."""

    @describe(
        id="notifications_channels_read",
        summary="One channel",
        answers={200: ChannelSerializer},
        errors=[errors.NotFound],
        headers=[ID],
        examples=[examples.ONE_CHANNEL],
    )
    def get(self, request: Request, id: int) -> Response:
        return Response(selectors.channel_row(selectors.channel_of(self.user, id)))

    @describe(
        id="notifications_channels_change",
        summary="Change a channel, or switch it on or off",
        description="A new e-mail address asks for the password; it is unverified, and a link is mailed to it.",
        request=ChannelChangesSerializer,
        answers={200: SavedChannelSerializer},
        errors=[*TARGET_ERRORS, errors.NotFound, errors.TooManyAttempts],
        headers=[ID],
        examples=[examples.TO_CHANGE, examples.SAVED],
    )
    def patch(self, request: Request, id: int) -> Response:
        # Somebody else's channel is not there, whatever the body.
        channel = selectors.channel_of(self.user, id)
        changes = self.body(ChannelChangesSerializer)
        password, address = changes.pop("password", None), client_address(request)
        if "target" in changes:
            services.confirm_owner(owner=self.user, type=channel.type, password=password, address=address)
        return Response(_saved(services.change_channel(owner=self.user, channel_id=id, changes=changes)))

    @describe(
        id="notifications_channels_remove",
        summary="Delete a channel, with the record of what was sent through it",
        answers={204: None},
        errors=[errors.NotFound, errors.InboxStays],
        headers=[ID],
    )
    def delete(self, request: Request, id: int) -> Response:
        services.remove_channel(owner=self.user, channel_id=id)
        return Response(status=204)


def _saved(saved: services.Saved) -> selectors.Row:
    row = selectors.channel_row(saved.channel) | {"secret": saved.secret}
    return row | {"verification": "failed"} if saved.link_failed else row


class ChannelTest(ApiView):
    """A test message."""

    @describe(
        id="notifications_channels_test",
        summary="Send a test message now, through a switched-off channel too",
        description="Tried once. A channel that fails is no failed request: the answer says what became of it.",
        answers={200: OutcomeSerializer},
        errors=[errors.NotFound, errors.ChannelUnverified, errors.TooManyAttempts],
        headers=[ID],
        examples=[examples.OUTCOME],
    )
    def post(self, request: Request, id: int) -> Response:
        return _outcome(trial.send_test(owner=self.user, channel=selectors.channel_of(self.user, id)))


class ChannelVerification(ApiView):
    """The link that verifies an e-mail address."""

    @describe(
        id="notifications_channels_verification",
        summary="Mail the link again, at most once a minute",
        answers={200: OutcomeSerializer},
        errors=[errors.NotFound, errors.NothingToVerify, errors.TooManyAttempts],
        headers=[ID],
        examples=[examples.OUTCOME],
    )
    def post(self, request: Request, id: int) -> Response:
        return _outcome(verification.mail_link_again(channel=selectors.channel_of(self.user, id)))


def _outcome(error: str | None) -> Response:
    return Response({"state": "failed" if error else "sent", "error": error})


class WebPushKey(ApiView):
    """The key of web push."""

    @describe(
        id="notifications_web_push",
        summary="The key that a browser subscribes with, before it is added as a channel",
        answers={200: WebPushKeySerializer},
        examples=[examples.WEB_PUSH_KEY],
    )
    def get(self, request: Request) -> Response:
        return Response({"public_key": vapid_public_key()})


class Preview(ApiView):
    """A message of every day, before it is sent."""

    queries = {"GET": PreviewQuery}

    @describe(
        id="notifications_preview",
        summary="The very text that would be sent",
        answers={200: PreviewSerializer},
        examples=[examples.PREVIEW],
    )
    def get(self, request: Request) -> Response:
        kind, day = Kind(self.query["kind"]), self.query.get("date") or clock.today(self.user)
        message = content.preview(self.user, kind, day)
        shown = {"title": message.title, "text": message.text, "html": message.html}
        return Response({"kind": kind.value, "date": day} | shown)


class Deliveries(ApiView):
    """What was sent, and when."""

    queries = {"GET": PageQuery}

    @describe(
        id="notifications_deliveries",
        summary="What was sent when, and what became of it, newest first",
        answers={200: DeliveryListSerializer},
        errors=[errors.CursorInvalid],
        examples=[examples.DELIVERIES],
    )
    def get(self, request: Request) -> Response:
        scope = f"deliveries {self.user.pk}"
        page = selectors.deliveries_page(self.user, self.query["limit"], _position(self.query, scope))
        return Response({"deliveries": page.rows, "next": _next(request, page, scope)})


class Inbox(ApiView):
    """The messages in the app itself."""

    queries = {"GET": InboxQuery}

    @describe(
        id="notifications_inbox",
        summary="My inbox, newest first",
        answers={200: InboxSerializer},
        errors=[errors.CursorInvalid],
        examples=[examples.INBOX],
    )
    def get(self, request: Request) -> Response:
        unread = self.query["unread"] == "true"
        scope = f"inbox {self.user.pk} {unread}"
        after = _position(self.query, scope)
        page = selectors.inbox_page(self.user, self.query["limit"], unread=unread, after=after)
        count = selectors.unread_count(self.user)
        return Response({"unread": count, "messages": page.rows, "next": _next(request, page, scope)})


def _position(query: dict[str, Any], scope: str) -> list[Any] | None:
    cursor = query.get("cursor")
    return read_cursor(cursor, scope=scope) if cursor else None


def _next(request: Request, page: selectors.Page, scope: str) -> str | None:
    if page.end is None:
        return None
    query: QueryDict = request.query_params.copy()
    query["cursor"] = write_cursor(page.end, scope=scope)
    return f"{request.path_info}?{query.urlencode()}"


class InboxRead(ApiView):
    """Everything in the inbox that has been seen."""

    @describe(id="notifications_inbox_read_all", summary="Mark all as read, up to now", answers={204: None})
    def post(self, request: Request) -> Response:
        services.mark_all_read(owner=self.user)
        return Response(status=204)


class MessageRead(ApiView):
    """One message that has been seen."""

    @describe(
        id="notifications_inbox_read",
        summary="Mark a message as read; again changes nothing",
        answers={204: None},
        errors=[errors.NotFound],
        headers=[ID],
    )
    def post(self, request: Request, id: int) -> Response:
        services.mark_read(owner=self.user, message_id=id)
        return Response(status=204)


class OneMessage(ApiView):
    """A message in the inbox."""

    @describe(
        id="notifications_inbox_remove",
        summary="Delete a message from the inbox",
        answers={204: None},
        errors=[errors.NotFound],
        headers=[ID],
    )
    def delete(self, request: Request, id: int) -> Response:
        services.remove_message(owner=self.user, message_id=id)
        return Response(status=204)
