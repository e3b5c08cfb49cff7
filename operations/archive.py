"""A backup: one ZIP file with the database, the generated key where there is one, and a manifest of both.

Anything that reads ZIP opens it: what is in it is a plain SQLite file, or an archive for pg_restore.
"""

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from .errors import NotDone
from .progress import Progress

FORMAT = 1
MANIFEST = "harumok-backup.json"
DATABASES = {"sqlite": "harumok.sqlite3", "postgresql": "harumok.dump"}
KEY = "secret_key"
CHUNK = 1_048_576
# Better compression takes far longer and saves little.
COMPRESSION = 1
LARGEST_MANIFEST = 10_000_000
# What zipfile raises over files that are cut, altered, or something else.
DAMAGE = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, KeyError, TypeError, RuntimeError)


@dataclass(frozen=True)
class Manifest:
    """What a backup is of. `rows` counts by table; `files` has size and SHA-256 by name."""

    kind: str
    server: str
    version: str
    created_at: str
    migrations: list[tuple[str, str]]
    rows: dict[str, int]
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def database(self) -> str:
        """Return the name of the file with the database."""
        return DATABASES[self.kind]


class Writer:
    """Adds files to a backup that is being made, and remembers what the manifest says of them."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.files: dict[str, tuple[int, str]] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """Add a file."""
        size, digest = 0, hashlib.sha256()
        with self.archive.open(name, "w", force_zip64=True) as target:
            for chunk in chunks:
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.files[name] = (size, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest, which comes last, with what it says of the files."""
        self.archive.writestr(MANIFEST, json.dumps(asdict(replace(manifest, files=self.files)), indent=1))


@contextmanager
def writing(file: Path) -> Iterator[Writer]:
    """Make a backup in `file`, readable by its owner only."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with (
        os.fdopen(descriptor, "w+b") as stream,
        ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=COMPRESSION) as archive,
    ):
        yield Writer(archive)


class Backup:
    """A backup that is there."""

    def __init__(self, file: Path, archive: ZipFile) -> None:
        self.file, self.archive = file, archive
        self.manifest = _manifest(archive)

    @property
    def has_key(self) -> bool:
        """Tell whether the generated key is in it."""
        return KEY in self.manifest.files

    def read(self, name: str, progress: Progress, what: str) -> Iterator[bytes]:
        """Give a file's content; whoever has read it to the end knows that it is what was backed up. Raises NotDone."""
        size, expected = self.manifest.files[name]
        done, digest = 0, hashlib.sha256()
        with _complaining(self.file), self.archive.open(name) as source:
            for chunk in progress.watch(what, chunks_of(source), size):
                done += len(chunk)
                digest.update(chunk)
                yield chunk
            if (done, digest.hexdigest()) != (size, expected):
                raise ValueError(name)

    def extract(self, name: str, to: Path, progress: Progress, what: str) -> None:
        """Write a file out, readable by its owner only. Raises NotDone."""
        with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
            for chunk in self.read(name, progress, what):
                target.write(chunk)


@contextmanager
def opened(file: Path) -> Iterator[Backup]:
    """Open a backup. Raises NotDone where it is none, is damaged, or is of a newer kind."""
    try:
        stream = file.open("rb")
    except OSError as error:
        raise NotDone(f"{file} cannot be read: {error.strerror}.") from error
    with stream:
        with _complaining(file):
            backup = Backup(file, ZipFile(stream))
        yield backup


def chunks_of(stream: IO[bytes]) -> Iterator[bytes]:
    """Give what is left of a stream."""
    while chunk := stream.read(CHUNK):
        yield chunk


@contextmanager
def _complaining(file: Path) -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise NotDone(f"{file} is no backup of this service, or it is damaged. Nothing was changed.") from error


def _manifest(archive: ZipFile) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise ValueError(MANIFEST)
    fields: dict[str, Any] = json.loads(archive.read(MANIFEST))
    if fields["format"] > FORMAT:
        raise NotDone("this backup was made by a newer version. Update first, then restore it.")
    fields["migrations"] = [(app, name) for app, name in fields["migrations"]]
    manifest = Manifest(**fields)
    if set(manifest.files) - {KEY} != {manifest.database}:
        raise ValueError(MANIFEST)
    return manifest
