"""Why a channel was switched off, in sentences. The codes are those of the channels' errors."""

from django.utils.translation import gettext

from core.errors import N_

from .models import Channel

# What a code says that is not known here.
ANY_REASON = N_("Messages could not be delivered there.")
REASONS = {
    "gone": N_("The address does not exist any more."),
    "refused": N_("The other side refuses our messages."),
    "key_changed": N_("Our key has changed since. Let the browser subscribe again."),
}
NAMES = {
    Channel.Type.INBOX: N_("Inbox"),
    Channel.Type.EMAIL: N_("E-mail"),
    Channel.Type.WEBHOOK: N_("Webhook"),
    Channel.Type.WEB_PUSH: N_("Web push"),
}


def sentence(code: str) -> str:
    """Return the reason in the language of the moment."""
    return gettext(REASONS.get(code, ANY_REASON))


def switched_off(channel: Channel, code: str) -> tuple[str, str]:
    """Return title and body of the message that says so, in the language of the moment."""
    name = name_of(channel)
    help_text = gettext("Messages go on through your other channels. Switch it on again once it works.")
    return gettext("“{name}” was switched off").format(name=name), f"{sentence(code)} {help_text}"


def name_of(channel: Channel) -> str:
    """Return what a channel is called: by its owner, or else by its type, in the language of the moment."""
    return channel.label or type_name(channel.type)


def type_name(type: str) -> str:
    """Return what channels of a type are called, in the language of the moment; brands in none."""
    name = NAMES.get(Channel.Type(type))
    return gettext(name) if name else Channel.Type(type).label
