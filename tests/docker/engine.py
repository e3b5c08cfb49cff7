"""What a container engine would do, done by hand: the steps of the Dockerfile, and processes confined as services are.

An image is an overlay over a Debian of the release that the Dockerfile names, with this machine's Python where the base
image has its own. Everything is mounted in a namespace of this process, and gone with it. A rehearsal, not a prison.
"""

import fcntl
import os
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp
from typing import Any

from . import compose

PATH = "/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin"
BASE = re.compile(r"python:(?P<python>\d+\.\d+)-slim-(?P<release>\w+)")
# What the image of Python has beside Debian's least: what Python is linked with. Slim ones have no documentation.
OF_PYTHON = (
    "ca-certificates netbase tzdata zlib1g libbz2-1.0 libffi8 liblzma5 libncursesw6 libreadline8t64 "
    "libsqlite3-0 libssl3t64 libuuid1"
)
SLIM = ("/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*")
# And like Docker's, no packages, nor lists of packages that are made anew when they are missing.
UNKEPT = 'APT::Keep-Downloaded-Packages "false"; Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";'
# Python 3.13 as its image has it: without tests, compiled files, and what only debuggers read. Measured 2026-11-26.
PYTHON_BYTES = 36_000_000
PACKAGES = "var/cache/packages"
BUILDING = {
    "HOME": "/root",
    "DEBIAN_FRONTEND": "noninteractive",
    "PIP_QUIET": "2",
    "PIP_NO_INDEX": "1",
    "PIP_FIND_LINKS": f"/{PACKAGES}",
}
SIOCSIFFLAGS, IFF_UP = 0x8914, 1
GRACE, PATIENCE = 10, 60


def wait_for(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"not within {PATIENCE} s: {what}"
        time.sleep(0.1)


def mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True)


def release() -> str:
    """Return the Debian that the image is made of; end the process where it is of another Python than this."""
    here = f"{sys.version_info.major}.{sys.version_info.minor}"
    found = [BASE.fullmatch(stage.base) for stage in compose.stages()]
    if {match and match["python"] for match in found} != {here}:
        sys.exit(f"The image is made of {compose.stages()[-1].base}; rehearse with that Python, not with {here}.")
    if shutil.which("mmdebstrap") is None:
        sys.exit("The rehearsal begins with an empty Debian: install mmdebstrap.")
    (name,) = {match["release"] for match in found if match}
    return name


@contextmanager
def scratch() -> Iterator[Path]:
    """Give a folder in memory, and mounts that nobody else sees."""
    try:
        os.unshare(os.CLONE_NEWNS)
    except PermissionError:
        sys.exit("The rehearsal needs root, to mount and to become somebody else: sudo docker/rehearse")
    mount("--make-rprivate", "/")
    folder = Path(mkdtemp(prefix="harumok-rehearsal-"))
    mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", folder)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        folder.rmdir()


def leave_the_network() -> None:
    """Have a network of our own, where every port is free and nobody else can be reached."""
    os.unshare(os.CLONE_NEWNET)
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh", b"lo", IFF_UP))


@dataclass
class Image:
    """A tree of files, and how to run something in it."""

    root: Path
    layer: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": PATH})
    workdir: str = "/"
    user: str = "0:0"
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)

    def words(self, command: Sequence[str]) -> list[str]:
        """Return what runs a command in here, as the image's user and with no more rights than that has."""
        user, _, group = self.user.partition(":")
        confined = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "--pdeathsig=KILL"]
        if user != "0":
            confined += ["--no-new-privs", "--inh-caps=-all", "--bounding-set=-all"]
        return ["chroot", str(self.root), *confined, "env", f"--chdir={self.workdir}", *command]

    def build(self, command: str) -> None:
        """Run a command of the shell as the Dockerfile does."""
        proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
        environment = proxies | BUILDING | self.environment
        subprocess.run(self.words(["sh", "-c", command]), env=environment, check=True, stdout=subprocess.DEVNULL)

    def bytes_added(self) -> int:
        """Return how much the image holds beyond its base."""
        return size_of(self.layer.rglob("*"))

    def close(self, temporary: Sequence[str]) -> None:
        """Let nothing be written but in folders in memory, and let the database be found by its name."""
        (self.root / "etc/hosts").write_text("127.0.0.1 localhost db\n")
        mount("-o", "remount,ro", self.root)
        for folder in temporary:
            mount("-t", "tmpfs", "-o", "mode=1777,noexec,nosuid,nodev", "tmpfs", f"{self.root}{folder}")

    def mount_volume(self, folder: str) -> None:
        """Mount an empty volume, which Docker gives to whom the folder in the image belongs to."""
        there = (self.root / folder.lstrip("/")).stat()
        options = f"mode={there.st_mode & 0o7777:o},uid={there.st_uid},gid={there.st_gid}"
        mount("-t", "tmpfs", "-o", options, "tmpfs", f"{self.root}{folder}")


class Debian:
    """What all images here begin with."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.root = folder, folder / "debian"
        slim = [f"--dpkgopt=path-exclude={pattern}" for pattern in SLIM]
        options = ["--quiet", "--variant=minbase", f"--include={OF_PYTHON}", *slim]
        subprocess.run(["mmdebstrap", *options, name, self.root], check=True)
        (self.root / "etc/apt/apt.conf.d/unkept").write_text(UNKEPT)
        shutil.copy("/etc/resolv.conf", self.root / "etc/resolv.conf")
        # By this machine's pip, which knows its ways to them; the one in the image is handed them.
        fetch = [sys.executable, "-m", "pip", "--quiet", "--quiet", "download", "--dest", self.root / PACKAGES]
        subprocess.run([*fetch, "--require-hashes", "--requirement", compose.ROOT / "requirements.txt"], check=True)
        # Some come as sources.
        subprocess.run([*fetch, "setuptools"], check=True)

    def bytes(self) -> int:
        """Return how much the base image is, with Python."""
        return size_of(self.root.rglob("*")) - size_of((self.root / PACKAGES).iterdir()) + PYTHON_BYTES

    def image(self, name: str) -> Image:
        """Return an image that is this, and can be written."""
        layer, work, root = (self.folder / name / part for part in ("layer", "work", "root"))
        for each in (layer, work, root):
            each.mkdir(parents=True)
        mount("-t", "overlay", "-o", f"lowerdir={self.root},upperdir={layer},workdir={work}", "overlay", root)
        for special in ("proc", "dev"):
            mount("--rbind", f"/{special}", root / special)
        mount("-t", "tmpfs", "-o", "mode=1777", "tmpfs", root / "tmp")
        mount("--bind", sys.base_prefix, root / "usr/local")
        mount("-o", "remount,bind,ro", root / "usr/local")
        image = Image(root, layer)
        subprocess.run(image.words(["ldconfig"]), check=True)
        return image


def size_of(files: Iterable[Path]) -> int:
    return sum(file.lstat().st_size for file in files)


def build(debian: Debian) -> Image:
    """Do what the Dockerfile says; return the image of its last stage."""
    built: dict[str, Image] = {}
    for number, stage in enumerate(compose.stages()):
        image = built[stage.name or str(number)] = debian.image(f"stage{number}")
        for instruction, rest in stage.steps:
            _STEPS[instruction](image, rest, built)
    return image


def _run(image: Image, rest: str, built: Mapping[str, Image]) -> None:
    _, command = compose.flags(rest)
    image.build(command)


def _copy(image: Image, rest: str, built: Mapping[str, Image]) -> None:
    found, rest = compose.flags(rest)
    *sources, target = rest.split()
    place = image.root / PurePosixPath(image.workdir, target).relative_to("/")
    if origin := found.get("from"):
        place.mkdir(parents=True, exist_ok=True)
        inside = [Path(f"{built[origin].root}{source}") for source in sources]
        # Of a folder, what is in it.
        copied = [f"{each}/." if each.is_dir() else str(each) for each in inside]
        subprocess.run(["cp", "-a", *copied, str(place)], check=True)
        return
    (source,) = sources
    for file in compose.context():
        if source == "." or file == Path(source):
            (place / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(compose.ROOT / file, place / file)


def _workdir(image: Image, rest: str, built: Mapping[str, Image]) -> None:
    image.workdir = rest
    (image.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)


def _env(image: Image, rest: str, built: Mapping[str, Image]) -> None:
    image.environment |= compose.environment_of(rest, image.environment)


def _user(image: Image, rest: str, built: Mapping[str, Image]) -> None:
    image.user = rest


def _cmd(image: Image, rest: str, built: Mapping[str, Image]) -> None:
    image.command = compose.exec_form(rest)


def _healthcheck(image: Image, rest: str, built: Mapping[str, Image]) -> None:
    image.health = compose.exec_form(compose.flags(rest)[1].removeprefix("CMD"))


def _expose(image: Image, rest: str, built: Mapping[str, Image]) -> None:
    """Say what is listened on, which changes nothing."""


_STEPS = {
    "RUN": _run,
    "COPY": _copy,
    "WORKDIR": _workdir,
    "ENV": _env,
    "USER": _user,
    "CMD": _cmd,
    "HEALTHCHECK": _healthcheck,
    "EXPOSE": _expose,
}


class Container:
    """A service's process and those it starts, with a log."""

    def __init__(self, image: Image, name: str, service: Mapping[str, Any], **changed: str) -> None:
        self.image, self.name = image, name
        self.command: list[str] = service.get("command", image.command)
        self.environment = image.environment | {"HOME": "/"} | service["environment"] | changed
        self.log = image.root.parent / f"{name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Container":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.image.words(self.command),
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def execute(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run another command beside it, as `docker compose exec` does."""
        words = self.image.words(command)
        return subprocess.run(words, env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL)

    def is_healthy(self) -> bool:
        assert self.code() is None, f"{self.name} ended: {self.said()}"
        return self.execute(*self.image.health).returncode == 0

    def said(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def code(self) -> int | None:
        assert self.process
        return self.process.poll()

    def stop(self) -> None:
        """End it by SIGTERM; it must be gone, with all it started and code 0, before an engine would lose patience."""
        assert self.process
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(GRACE)
        assert code == 0, f"{self.name} ended with {code}: {self.said()}"
        assert time.monotonic() - began < GRACE
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return
        raise AssertionError(f"{self.name} left processes behind")
