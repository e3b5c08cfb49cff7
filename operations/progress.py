"""How far it is, for whoever looks at a terminal."""

import sys
from collections.abc import Iterable, Iterator

MEGABYTE = 1_000_000


class Progress:
    """A line that is written over and over; nothing where the standard error is no terminal."""

    def __init__(self) -> None:
        self.shown = ""

    def show(self, what: str, done: int, total: int = 0) -> None:
        """Tell how many bytes or rows of `total` are done; without a total, how many megabytes."""
        part = f"{min(done, total) * 100 // total} %" if total else f"{done // MEGABYTE} MB"
        self._write(f"{what}: {part}")

    def watch(self, what: str, chunks: Iterable[bytes], total: int = 0) -> Iterator[bytes]:
        """Give the chunks on, and tell how far it is."""
        done = 0
        for chunk in chunks:
            yield chunk
            done += len(chunk)
            self.show(what, done, total)

    def clear(self) -> None:
        """Leave an empty line for what is said next."""
        self._write("")

    def _write(self, line: str) -> None:
        if line != self.shown and sys.stderr.isatty():
            sys.stderr.write(f"\r{line:<{len(self.shown)}}" if line else f"\r{'':<{len(self.shown)}}\r")
            sys.stderr.flush()
            self.shown = line
