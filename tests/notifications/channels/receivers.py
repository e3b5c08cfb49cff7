"""Real servers on this machine that take what is sent to them."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage, Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat


@dataclass
class Taken:
    """A request as it came."""

    path: str
    headers: Message
    body: bytes


@dataclass
class Receiver:
    """An HTTP server; `answer` is what it says to everything."""

    port: int = 0
    answer: tuple[int, dict[str, str], bytes] = (200, {}, b"ok")
    taken: list[Taken] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "/in/5ec7e7-t0ken") -> str:
        return f"http://{self.host}{path}"


@contextmanager
def http_receiver(tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """Serve until the end of the block."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.taken.append(Taken(self.path, self.headers, body))
            status, headers, answer = receiver.answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(answer)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    with Server(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        receiver.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, args=[0.01], daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def raw_receiver(act: Callable[[socket.socket, Event], None]) -> Iterator[str]:
    """Let `act` do with each connection what it likes until the event is set; give host and port."""
    over = Event()

    def serve(listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                connection.recv(65_536)
                act(connection, over)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=serve, args=[listener], daemon=True)
        thread.start()
        try:
            yield f"127.0.0.1:{listener.getsockname()[1]}"
        finally:
            over.set()
            listener.shutdown(socket.SHUT_RDWR)
    thread.join()


def certificate(folder: Path, *names: str) -> tuple[ssl.SSLContext, Path]:
    """Return how a server proves these names, and the file of the authority that says so."""
    authority, server = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "tests")])

    def signed(subject: x509.Name, key: Any, *extensions: tuple[x509.ExtensionType, bool]) -> x509.Certificate:
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
        made = made.serial_number(x509.random_serial_number())
        made = made.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        for extension, critical in extensions:
            made = made.add_extension(extension, critical=critical)
        return made.sign(authority, SHA256())

    # All that RFC 5280 asks of both, since Python 3.13 takes nothing less.
    root = signed(
        issuer,
        authority,
        (x509.BasicConstraints(ca=True, path_length=None), True),
        (x509.SubjectKeyIdentifier.from_public_key(authority.public_key()), False),
        (_only(key_cert_sign=True), True),
    )
    leaf = signed(
        x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0])]),
        server,
        (x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), False),
    )
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    chain, key = folder / "leaf.pem", folder / "key.pem"
    chain.write_bytes(leaf.public_bytes(Encoding.PEM))
    key.write_bytes(server.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    return context, folder / "root.pem"


def _only(**uses: bool) -> x509.KeyUsage:
    every = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement")
    every += ("key_cert_sign", "crl_sign", "encipher_only", "decipher_only")
    return x509.KeyUsage(**(dict.fromkeys(every, False) | uses))


@dataclass
class Mailbox:
    """A mail server's mails, and what it says instead of taking one."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    recipient: str = "250 OK"
    data: str = "250 OK"
