"""Whether what channels keep encrypted can still be read."""

from notifications import secrets
from notifications.models import Channel


def unreadable_channels() -> int:
    """Return how many channels have a target that was encrypted with a key we do not have."""
    targets = Channel.objects.exclude(target="").values_list("target", flat=True)
    return sum(not _is_readable(target) for target in targets.iterator())


def advice(unreadable: int) -> list[str]:
    """Return what to tell about so many channels."""
    if not unreadable:
        return []
    return [
        f"{unreadable:,} channels were encrypted with another SECRET_KEY and cannot be used as it is: "
        "set the one they were made with, or add it to SECRET_KEY_FALLBACKS."
    ]


def _is_readable(target: str) -> bool:
    try:
        secrets.decrypt(target)
    except secrets.SecretLost:
        return False
    return True
