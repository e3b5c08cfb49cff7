"""Calling the commands, and what they refuse with."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from .places import Place


def back_up(place: Place, file: Path) -> None:
    with place.as_default():
        call_command("backup", str(file))


def restore(place: Place, file: Path) -> None:
    with place.as_default():
        call_command("restore", str(file))


def refusal(place: Place, *command: Any) -> str:
    """Return the line that a command ends with."""
    with place.as_default(), pytest.raises(SystemExit) as ended:
        call_command(*map(str, command))
    line = str(ended.value.code)
    assert line.startswith("harumok: ")
    return line.removeprefix("harumok: ")
