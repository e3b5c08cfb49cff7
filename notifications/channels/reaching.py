"""Whether an address that somebody gives may be used."""

from contextlib import suppress

from core.errors import AddressInvalid, AddressNotPublic
from notifications import addresses

SECONDS = 2.0


def checked(url: str, *, attr: str) -> addresses.Address:
    """Return the address. Raises AddressInvalid, or AddressNotPublic if it leads nowhere public at this moment.

    One that is not known just now is taken: what counts is asked again whenever something is sent.
    """
    try:
        address = addresses.read(url)
        # A name that the operator has listed leads where it leads.
        if not address.is_trusted:
            with suppress(OSError):
                addresses.ends(address, SECONDS)
    except addresses.NotAnAddress as error:
        raise AddressInvalid(attr=attr) from error
    except addresses.NotPublic as error:
        raise AddressNotPublic(attr=attr) from error
    return address
