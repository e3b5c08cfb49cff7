"""Whether an address that somebody gives may be used."""

from contextlib import suppress
from math import ceil
from threading import BoundedSemaphore

from core.errors import AddressInvalid, AddressNotPublic, TooManyAttempts
from notifications import addresses

SECONDS = 2.0
# A resolver may take its time: those who wait for it must not be all that the server can do.
AT_ONCE = 8
places = BoundedSemaphore(AT_ONCE)


def checked(url: str, *, attr: str) -> addresses.Address:
    """Return the address. Raises AddressInvalid, or AddressNotPublic if it leads nowhere public at this moment.

    One that is not known just now is taken: what counts is asked again whenever something is sent. Raises
    TooManyAttempts while as many as may are looked up.
    """
    try:
        address = addresses.read(url)
        # A name that the operator has listed leads where it leads.
        if not address.is_trusted:
            _look_up(address)
    except addresses.NotAnAddress as error:
        raise AddressInvalid(attr=attr) from error
    except addresses.NotPublic as error:
        raise AddressNotPublic(attr=attr) from error
    return address


def _look_up(address: addresses.Address) -> None:
    """Raise NotPublic where that can be said soon."""
    if not places.acquire(blocking=False):
        raise TooManyAttempts(retry_after=ceil(SECONDS))
    try:
        with suppress(OSError):
            addresses.ends(address, SECONDS)
    finally:
        places.release()
