"""Where a request comes from, and where people reach us.

Headers are believed only as far as our own proxies wrote them.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Return the client's address: that of the connection, or what the outermost of TRUSTED_PROXIES saw."""
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return direct
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if len(hops) < settings.TRUSTED_PROXIES:
        return direct
    seen = _parse(hops[-settings.TRUSTED_PROXIES].strip())
    return str(seen) if seen else direct


def network_of(address: str) -> str:
    """Return what is counted as one client: an IPv4 address, or the /64 that an IPv6 client chooses from at will."""
    parsed = _parse(address)
    if not isinstance(parsed, IPv6Address):
        return str(parsed or address)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((int(parsed), 64), strict=False))


def site_address() -> str:
    """Return the address of the home page, without its final slash. No request has a say in it."""
    if settings.PUBLIC_URL.netloc:
        return f"{settings.PUBLIC_URL.scheme}://{settings.PUBLIC_URL.netloc}"
    return f"http://{_host()}:{settings.PORT}"


def _host() -> str:
    address = _parse(settings.HOST)
    if address is None:
        return str(settings.HOST)
    if address.is_unspecified:
        return "localhost"
    return f"[{address}]" if address.version == 6 else str(address)


def _parse(address: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(address)
    except ValueError:
        return None
