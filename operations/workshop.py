"""Files that appear whole or not at all."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import NotDone


@contextmanager
def workshop(place: Path, name: str) -> Iterator[Path]:
    """Give a folder in `place` that is this process's alone, and gone afterwards; so is what a killed one left in it.

    Raises NotDone where another process is at work in it.
    """
    folder = place / name
    folder.mkdir(mode=0o700, exist_ok=True)
    with _alone_in(folder):
        try:
            for left in folder.iterdir():
                left.unlink()
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def publish(draft: Path, file: Path) -> None:
    """Put a finished file in its place, or in place of what is there, so that it survives a power cut."""
    with draft.open("rb") as stream:
        os.fsync(stream.fileno())
    draft.replace(file)
    with _opened(file.parent) as folder:
        os.fsync(folder)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    with _opened(folder) as descriptor:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise NotDone(f"another process is at work in {folder}.") from error
        yield


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
