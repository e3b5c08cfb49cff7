"""The mailed link to a new password, sent to addresses that were verified, in the background.

Who asks learns nothing: for a name that nobody has, all happens alike, down to the task in the queue.
"""

import logging

from django.conf import settings
from django.db import Error
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from accounts import limits, selectors
from accounts.addresses import site_address
from accounts.models import User
from accounts.services import make_reset_key

from .channels.base import SendingFailed
from .channels.email.mail import send_mail
from .channels.email.verification import link_message
from .messages import Message
from .models import Channel
from .secrets import SecretLost, decrypt

logger = logging.getLogger("harumok.auth")

NOBODY = 0


def ask(*, username: str, address: str, language: str) -> None:
    """Have a link mailed to whoever has this name. Raises TooManyAttempts."""
    limits.count_reset(username, address)
    if settings.SMTP_HOST:
        user = selectors.active_user(username)
        # By number: a name in the queue would outlive its owner's erasure.
        _enqueue(user.pk if user else NOBODY, language)


def _enqueue(user_id: int, language: str) -> None:
    """Call a worker. Whoever asks is told the same where the queue, other than the database, is away."""
    try:
        mail_reset_link.enqueue(user_id, language)
    except Error:
        raise
    except Exception:
        logger.exception("reset link not queued")


@task()
def mail_reset_link(user_id: int, language: str) -> int:
    """Mail the link to every address that the person has verified, and return how many took it."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return 0
    link = site_address() + reverse("password_reset_confirm", args=make_reset_key(username=user.username))
    message = reset_message(link, user.language or language)
    mailed = sum(_is_mailed(channel, message) for channel in _verified(user))
    logger.info("reset link mailed: user=%s addresses=%s", user.pk, mailed)
    return mailed


def reset_message(link: str, language: str) -> Message:
    """Return what goes with the link."""
    with translation.override(language):
        return link_message(
            _("A new password for Harumok"),
            _("Open this link to set a new password. It works once, for {minutes} minutes.").format(
                minutes=settings.PASSWORD_RESET_TIMEOUT // 60
            ),
            link,
            _("If you did not ask for this, do nothing: your password stays as it is."),
            language=language,
        )


def _verified(user: User) -> list[Channel]:
    """Return the addresses that are the person's: verified, and not found to be gone since."""
    found = Channel.objects.filter(owner=user, type=Channel.Type.EMAIL, off_reason="")
    return list(found.exclude(verified_at=None).order_by("pk"))


def _is_mailed(channel: Channel, message: Message) -> bool:
    try:
        send_mail(decrypt(channel.target)["address"], message)
    except SendingFailed as failed:
        reason = failed.code
    except SecretLost:
        reason = "secret_lost"
    else:
        return True
    logger.warning("reset link not mailed: user=%s error=%s", channel.owner_id, reason)
    return False
