"""Addresses given by users: what they say, and whether we may connect to what they stand for.

`ipaddress.is_global` alone will not do: it differs between versions of Python, and lets through addresses that carry
a private one inside or are routed to wherever the network likes.
"""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpx
from django.conf import settings

LONGEST = 2048
PORTS = {"http": 80, "https": 443}
LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
NAME = re.compile(rf"(?=.{{1,253}}$){LABEL}(?:\.{LABEL})*")
# The system's resolver takes 127.1, 0x7f.1 and 2130706433 for addresses, and so do some services behind a proxy.
NUMBER = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")

NOT_PUBLIC_IPV4 = [
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "192.0.0.0/24",
        # The way into 6to4.
        "192.88.99.0/24",
        "198.18.0.0/15",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
# Everything public is in here today. Outside are loopback, link-local, private and multicast addresses, and those
# that carry an IPv4 address: mapped, compatible, translated, NAT64 (64:ff9b::/96, 64:ff9b:1::/48).
PUBLIC_IPV6 = ip_network("2000::/3")
NOT_PUBLIC_IPV6 = [
    ip_network(network)
    for network in (
        # Of the protocols themselves, with Teredo.
        "2001::/23",
        "2001:db8::/32",
        # 6to4.
        "2002::/16",
        "3fff::/20",
    )
]
# ISATAP puts an IPv4 address behind these 32 bits, whatever the network.
ISATAP = (0x0000_5EFE, 0x0200_5EFE)

SocketAddress = tuple[Any, ...]


class NotAnAddress(ValueError):
    """It is no https address, or one with a name and password in it."""


class NotPublic(ValueError):
    """It leads to where users have no business: into this machine, its network, or nowhere."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of HTTP, taken apart. `host` is ASCII, in lower case, without brackets or a final dot."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def netloc(self) -> str:
        """Return host and port, as the header `Host` has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """Return it in its one spelling."""
        return f"{self.scheme}://{self.netloc}{self.target}"

    @property
    def is_trusted(self) -> bool:
        """Tell whether the operator has listed it, with or without its port, in WEBHOOK_ALLOWED_HOSTS."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return not {host, f"{host}:{self.port}"}.isdisjoint(settings.WEBHOOK_ALLOWED_HOSTS)


@dataclass(frozen=True, slots=True)
class End:
    """One of the ends that a name stands for, ready to connect to."""

    family: int
    address: SocketAddress


def read(text: str) -> Address:
    """Return an address taken apart. Raises NotAnAddress; http is for trusted hosts only."""
    try:
        if len(text) > LONGEST:
            raise NotAnAddress
        found = httpx.URL(text.strip())
        host = _host(found.raw_host.decode())
    except (httpx.InvalidURL, ValueError) as error:
        raise NotAnAddress from error
    if found.scheme not in PORTS or found.userinfo:
        raise NotAnAddress
    port = PORTS[found.scheme] if found.port is None else found.port
    address = Address(found.scheme, host, port, found.raw_path.decode())
    if not 1 <= port <= 65535 or (address.scheme == "http" and not address.is_trusted):
        raise NotAnAddress
    return address


def ends(address: Address, seconds: float) -> list[End]:
    """Return what the name stands for at this moment, each end checked.

    Raises NotPublic if any of them is not public, OSError if the name is not known, TimeoutError.
    """
    found = _look_up(address.host, address.port, seconds)
    if not address.is_trusted and not all(is_public(end.address[0]) for end in found):
        raise NotPublic
    return found


def is_public(text: str) -> bool:
    """Tell whether an IP address is one of the public internet that belongs to a single host."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in NOT_PUBLIC_IPV4)
    return address.is_global and address in PUBLIC_IPV6 and not _is_special(address)


def _is_special(address: IPv6Address) -> bool:
    is_tunnelled = int(address) >> 32 & 0xFFFF_FFFF in ISATAP
    return is_tunnelled or any(address in network for network in NOT_PUBLIC_IPV6)


def _host(text: str) -> str:
    """Return a host in its one spelling. Raises ValueError for what only some programs take for one."""
    if ":" in text:
        if "%" in text:
            raise NotAnAddress
        return str(IPv6Address(text))
    name = text.lower().removesuffix(".")
    if not NAME.fullmatch(name):
        raise NotAnAddress
    return str(IPv4Address(name)) if NUMBER.fullmatch(name.rpartition(".")[2]) else name


def _look_up(host: str, port: int, seconds: float) -> list[End]:
    """Ask the system's resolver, which knows no limit of time: who does not answer is left to it."""
    answers: SimpleQueue[list[End] | OSError] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([End(family, address) for family, _, _, _, address in found])
        except OSError as error:
            answers.put(error)

    Thread(target=ask, name="look-up", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return answer
