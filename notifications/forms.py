"""Forms of the pages about messages."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import CurrentPassword
from core.pages import PageForm

from .models import Channel, Preferences
from .reasons import type_name
from .selectors import WEEKDAYS, time_text, weekday_names
from .services import Wishes

DAYS = dict(zip(WEEKDAYS, (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")), strict=True))
TYPES = (Channel.Type.EMAIL, Channel.Type.TELEGRAM, Channel.Type.DISCORD, Channel.Type.SLACK, Channel.Type.WEBHOOK)
# What each type is reached by, and which of the form's fields has it.
FIELDS: dict[str, tuple[str, ...]] = {
    Channel.Type.EMAIL: ("address",),
    Channel.Type.TELEGRAM: ("bot_token", "chat_id"),
    Channel.Type.DISCORD: ("url",),
    Channel.Type.SLACK: ("url",),
    Channel.Type.WEBHOOK: ("url",),
}


class WishesForm(PageForm):
    """Which messages somebody wants, and when."""

    morning_on = forms.BooleanField(required=False)
    morning_at = forms.TimeField(input_formats=["%H:%M"], widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    evening_on = forms.BooleanField(required=False)
    evening_at = forms.TimeField(input_formats=["%H:%M"], widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    alerts_on = forms.BooleanField(required=False)
    hide_amounts = forms.BooleanField(required=False)
    silent_holidays = forms.BooleanField(required=False)
    silent_weekdays = forms.MultipleChoiceField(choices=list(DAYS.items()), required=False)

    @classmethod
    def of(cls, wanted: Preferences) -> "WishesForm":
        """Return the form as somebody has filled it in before."""
        names = ("morning_on", "evening_on", "alerts_on", "hide_amounts", "silent_holidays")
        initial: dict[str, Any] = {name: getattr(wanted, name) for name in names}
        initial |= {"morning_at": time_text(wanted.morning_at), "evening_at": time_text(wanted.evening_at)}
        return cls(initial=initial | {"silent_weekdays": weekday_names(wanted.silent_weekdays)})

    def wishes(self, wanted: Preferences) -> Wishes:
        """Return what the form says; of the thresholds, which it does not show, what was there."""
        given = self.cleaned_data
        minutes = {name: given[name].hour * 60 + given[name].minute for name in ("morning_at", "evening_at")}
        return cast(Wishes, given | minutes | {"alert_thresholds": wanted.alert_thresholds})


class ChannelForm(PageForm):
    """A new channel: its type, and the fields by which that type is reached."""

    type = forms.ChoiceField(label=_("Where to"), choices=lambda: [(one.value, type_name(one)) for one in TYPES])
    address = forms.CharField(label=_("E-mail address"), max_length=254, required=False)
    url = forms.CharField(label=_("Address of the webhook"), max_length=2048, required=False)
    bot_token = forms.CharField(label=_("Token of the bot"), max_length=200, required=False)
    chat_id = forms.CharField(label=_("Chat"), max_length=100, required=False)
    password = CurrentPassword(
        required=False, help_text=_("Once more: if you forget it, the link to a new one goes to this address.")
    )

    def target(self) -> dict[str, str]:
        """Return what the chosen type is reached by."""
        given = self.cleaned_data
        return {name: given[name] for name in FIELDS[given["type"]]}


class ForgottenForm(PageForm):
    """Whose password was forgotten."""

    username = forms.CharField(
        label=_("Name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True})
    )
