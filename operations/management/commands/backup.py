"""`manage.py backup FILE`, `backup --folder DIR [--keep N]`, `backup --nightly`."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from operations.backup import back_up, back_up_by_date
from operations.commands import Operation
from operations.errors import NotDone
from operations.nightly import Nightly
from operations.progress import Progress


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise ArgumentTypeError("give a whole number, at least 1")
    return int(text)


def _path(text: str) -> Path:
    return Path(text).absolute()


class Command(Operation):
    """Back up everything, while people go on."""

    help = "Write everything into one file, while people go on: a FILE, or one named by the time in a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=_path, nargs="?", metavar="FILE", help="a new file")
        parser.add_argument("--folder", type=_path, metavar="DIR", help="instead of FILE; BACKUP_DIR if unset")
        parser.add_argument("--keep", type=_count, metavar="N", help="so many stay in DIR; BACKUP_KEEP if unset")
        parser.add_argument("--nightly", action="store_true", help="go on, and make one in DIR each night")

    def operate(
        self,
        progress: Progress,
        *,
        file: Path | None = None,
        folder: Path | None = None,
        keep: int | None = None,
        nightly: bool = False,
        **options: Any,
    ) -> list[str]:
        folder, keep = folder or settings.BACKUP_DIR, keep or settings.BACKUP_KEEP
        if file and not nightly:
            back_up(file, progress)
        elif folder is None:
            raise NotDone("say where: a FILE, --folder DIR, or BACKUP_DIR.")
        elif nightly:
            nights = Nightly(folder, keep)
            nights.stop_on_signals()
            nights.run()
            return []
        else:
            file = back_up_by_date(folder, keep, progress)
        return [f"{file}: {file.stat().st_size:,} bytes"]
