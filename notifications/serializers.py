"""Messages as JSON: what comes in, and the description of what goes out."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.serializers import PasswordField
from core.api.fields import (
    DayField,
    KeptTextField,
    QueryNumberField,
    QuerySerializer,
    StrictSerializer,
    TextField,
    TrueFalseField,
    WholeNumberField,
)

from .models import Channel, Delivery, Kind
from .selectors import WEEKDAYS

# The description names them after these, in the settings.
CHANNEL_TYPES, KINDS = Channel.Type.values, Kind.values
DAILY_KINDS = [Kind.MORNING.value, Kind.EVENING.value]
LONGEST_LABEL = 64
NO_OBJECT = _("Write a JSON object here.")
TIME_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"


@extend_schema_field({"type": "string", "pattern": TIME_PATTERN, "example": "08:00"})
class TimeField(serializers.Field[int, Any, str, Any]):
    """A time of day, exactly five ASCII characters HH:MM from 00:00 to 23:59, as minutes from midnight."""

    default_error_messages = {"invalid": _("Write a time as HH:MM, from 00:00 to 23:59, such as 08:00.")}

    def to_internal_value(self, data: Any) -> int:
        if not (isinstance(data, str) and re.fullmatch(TIME_PATTERN.strip("^$"), data, re.ASCII)):
            self.fail("invalid")
        hours, minutes = data.split(":")
        return int(hours) * 60 + int(minutes)


class PartSerializer(StrictSerializer):
    """A part of a larger body, whose fields belong to the whole."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, source="*", required=False, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, Mapping):
            # As an error of the part itself, and not of a field in it that has no name.
            raise serializers.ValidationError([serializers.ErrorDetail(str(NO_OBJECT), "invalid")])
        return super().to_internal_value(data)


class MorningSerializer(PartSerializer):
    """What may be spent today."""

    on = TrueFalseField(source="morning_on", default=False)
    at = TimeField(source="morning_at", required=False, help_text="By default 08:00.")


class EveningSerializer(PartSerializer):
    """How today went."""

    on = TrueFalseField(source="evening_on", default=False)
    at = TimeField(source="evening_at", required=False, help_text="By default 20:00.")


class AlertsSerializer(PartSerializer):
    """A message when a category, or the whole, first passes a part of its budget."""

    on = TrueFalseField(source="alerts_on", default=False)
    thresholds = serializers.ListField(
        child=WholeNumberField(min_value=1, max_value=1_000),
        source="alert_thresholds",
        required=False,
        min_length=1,
        max_length=10,
        help_text="In percent of the budget, each once; by default 80 and 100. Kept in ascending order.",
    )


class SilentSerializer(PartSerializer):
    """Days without a daily message."""

    weekdays = serializers.ListField(
        child=serializers.ChoiceField(WEEKDAYS), source="silent_weekdays", default=list, help_text="Each once."
    )
    holidays = TrueFalseField(source="silent_holidays", default=False, help_text="Public holidays of Korea.")


class WishesSerializer(StrictSerializer):
    """Which messages a person wants, and when, where they live. What is left out returns to its default."""

    morning = MorningSerializer()
    evening = EveningSerializer()
    alerts = AlertsSerializer()
    hide_amounts = TrueFalseField(default=False, help_text="For lock screens.")
    silent = SilentSerializer()


class TargetField(serializers.DictField):
    """What a channel's type needs to reach its end; the type itself says what that is."""

    child = serializers.JSONField()
    default_error_messages = {"invalid": NO_OBJECT}

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            self.fail("invalid")
        return super().to_internal_value(data)


def _label_field(**kwargs: Any) -> KeptTextField:
    about = "At most 64 characters, counted trimmed and in NFC."
    return KeptTextField(longest=LONGEST_LABEL, help_text=about, **kwargs)


TARGETS = """What the type needs to reach its end:

- `email`: `address`
- `discord`, `slack`: `url`, the whole address of the webhook as their settings show it
- `telegram`: `bot_token`, `chat_id` (a number, or the name of a channel such as `@my_channel`)
- `webhook`: `url`
- `web_push`: what `PushSubscription.toJSON()` gives: `endpoint`, `keys` with `p256dh` and `auth`
- `inbox`: nothing
"""


def _password() -> PasswordField:
    return PasswordField(
        required=False,
        help_text="The person's own, with the address of an `email` channel: links to a new password may go there.",
    )


class ChannelChangesSerializer(StrictSerializer):
    """What may change of a channel."""

    label = _label_field(required=False)
    is_on = TrueFalseField(required=False)
    target = TargetField(
        required=False, help_text="A new end, whole, as when it was added. Nothing of the old one stays."
    )
    password = _password()


class NewChannelSerializer(StrictSerializer):
    """A new way to the person."""

    type = serializers.ChoiceField(CHANNEL_TYPES)
    label = _label_field(default="")
    target = TargetField(default=dict, help_text=TARGETS)
    password = _password()


class PreviewQuery(QuerySerializer):
    """Which message to show."""

    kind = serializers.ChoiceField(DAILY_KINDS)
    date = DayField(required=False, help_text="By default today where the person lives.")


class PageQuery(QuerySerializer):
    """A part of a list."""

    limit = QueryNumberField(min_value=1, max_value=200, default=50)
    cursor = TextField(max_length=1_000, required=False, help_text="From `next`, for the same list only.")


class InboxQuery(PageQuery):
    """Which messages of the inbox."""

    unread = serializers.ChoiceField(["true", "false"], default="false", help_text="`true`: only unread ones.")


# From here on: the description of what goes out.


class DailyShown(serializers.Serializer[Any]):
    """A message of every day."""

    on = serializers.BooleanField()
    at = serializers.RegexField(TIME_PATTERN, help_text="HH:MM where the person lives.")


class AlertsShown(serializers.Serializer[Any]):
    """Alerts."""

    on = serializers.BooleanField()
    thresholds = serializers.ListField(child=serializers.IntegerField(), help_text="In percent, ascending.")


class SilentShown(serializers.Serializer[Any]):
    """Days without a daily message."""

    weekdays = serializers.ListField(child=serializers.ChoiceField(WEEKDAYS))
    holidays = serializers.BooleanField()


class MessageSettingsSerializer(serializers.Serializer[Any]):
    """Which messages a person wants, and when."""

    morning = DailyShown()
    evening = DailyShown()
    alerts = AlertsShown()
    hide_amounts = serializers.BooleanField()
    silent = SilentShown()
    time_zone = serializers.CharField(help_text="Changed at /api/accounts/me/.")


class OffReasonSerializer(serializers.Serializer[Any]):
    """Why we switched it off."""

    code = serializers.CharField(help_text="Stable, and the same in every language.")
    detail = serializers.CharField(help_text="A sentence for people, in their language.")


class ChannelSerializer(serializers.Serializer[Any]):
    """A way to the person."""

    id = serializers.IntegerField()
    type = serializers.ChoiceField(CHANNEL_TYPES)
    label = serializers.CharField(allow_blank=True)
    target_shown = serializers.CharField(allow_blank=True, help_text="Masked: enough to recognise, nothing to use.")
    is_on = serializers.BooleanField()
    verification = serializers.ChoiceField(
        ["none", "waiting", "failed", "done"],
        help_text="Of e-mail addresses. `waiting`: for the mailed link to be opened; `failed`: this request could "
        "not mail it; `none`: nothing to verify.",
    )
    off_reason = OffReasonSerializer(allow_null=True, help_text="Null unless we switched it off.")
    created_at = serializers.DateTimeField()


class SavedChannelSerializer(ChannelSerializer):
    """A channel as it is kept from now on."""

    secret = serializers.CharField(
        allow_null=True,
        help_text="Of a webhook that has got a new target: signs what is sent there. Told now and never again.",
    )


class WebPushKeySerializer(serializers.Serializer[Any]):
    """The key that a browser subscribes with."""

    public_key = serializers.CharField(help_text="`applicationServerKey`: base64url of an uncompressed point of P-256.")


class OutcomeSerializer(serializers.Serializer[Any]):
    """What became of something sent at once."""

    state = serializers.ChoiceField(["sent", "failed"])
    error = serializers.CharField(allow_null=True, help_text="A class of error.")


class PreviewSerializer(serializers.Serializer[Any]):
    """A message as it would be sent."""

    kind = serializers.ChoiceField(DAILY_KINDS)
    date = DayField()
    title = serializers.CharField()
    text = serializers.CharField()
    html = serializers.CharField()


class DeliverySerializer(serializers.Serializer[Any]):
    """One message to one channel, and what became of it."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(KINDS)
    date = DayField(help_text="The day it is about.")
    channel = serializers.IntegerField(help_text="The channel's id.")
    type = serializers.ChoiceField(CHANNEL_TYPES)
    state = serializers.ChoiceField(Delivery.State.values)
    attempts = serializers.IntegerField()
    due_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    next_attempt_at = serializers.DateTimeField(allow_null=True, help_text="While it waits.")
    error = serializers.CharField(allow_null=True, help_text="A class of error, of the last attempt.")


class DeliveryListSerializer(serializers.Serializer[Any]):
    """A page of deliveries."""

    deliveries = DeliverySerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="The path of the next page.")


class InboxMessageSerializer(serializers.Serializer[Any]):
    """A message in the inbox."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(KINDS)
    title = serializers.CharField()
    body = serializers.CharField()
    created_at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)


class InboxSerializer(serializers.Serializer[Any]):
    """A page of the inbox."""

    unread = serializers.IntegerField(help_text="Of the whole inbox.")
    messages = InboxMessageSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="The path of the next page.")
