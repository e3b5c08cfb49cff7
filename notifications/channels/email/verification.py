"""The mail with the link that verifies an address."""

from html import escape

from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.addresses import site_address
from notifications import links
from notifications.messages import Message
from notifications.models import Channel
from notifications.secrets import decrypt

from .mail import send_mail


def send_verification(channel: Channel) -> None:
    """Mail the link, in the owner's language, else in that of the request. Raises SendingFailed."""
    language = channel.owner.language or get_language() or "ko"
    link = site_address() + reverse("verify_email", args=[links.make_token(channel)])
    send_mail(decrypt(channel.target)["address"], verification_message(link, language))


def verification_message(link: str, language: str) -> Message:
    """Return what goes with the link."""
    with translation.override(language):
        return link_message(
            _("Use this address for messages of Harumok?"),
            _("Open this link and press the button there. It works for 24 hours."),
            link,
            _("If you did not ask for this, do nothing: no messages will come."),
            language=language,
        )


def link_message(title: str, what: str, link: str, otherwise: str, *, language: str) -> Message:
    """Return a message around a link."""
    safe = escape(link)
    html = f'<p>{escape(what)}</p>\n<p><a href="{safe}">{safe}</a></p>\n<p>{escape(otherwise)}</p>'
    return Message(title=title, text=f"{what}\n\n{link}\n\n{otherwise}\n", html=html, language=language)
