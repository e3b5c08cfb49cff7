"""The only resolver that these tests know."""

import socket
from ipaddress import ip_address
from typing import Any

End = str | tuple[str, int]
_system = socket.getaddrinfo


class Names:
    """What names stand for. An end is an IP address, or one with a port, which goes before that of the URL."""

    def __init__(self) -> None:
        self._known: dict[str, list[list[End]]] = {}
        self.asked: list[str] = []

    def set(self, name: str, *ends: End, then: list[End] | None = None) -> None:
        """Let a name stand for these ends; `then`: from the second time on for those."""
        self._known[name] = [list(ends), then] if then else [list(ends)]

    def getaddrinfo(self, host: Any, port: Any, *args: Any, **kwargs: Any) -> list[Any]:
        if host is None or host == "localhost" or _is_number(host):
            return _system(host, port, *args, **kwargs)
        self.asked.append(host)
        answers = self._known.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        ends = answers.pop(0) if len(answers) > 1 else answers[0]
        return [_row(end, port) for end in ends]


def _row(end: End, port: int) -> Any:
    address, port = (end, port) if isinstance(end, str) else end
    if ip_address(address).version == 4:
        return socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)
    return socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0)


def _is_number(host: Any) -> bool:
    try:
        ip_address(host.decode() if isinstance(host, bytes) else host)
    except ValueError:
        return False
    return True
