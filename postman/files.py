"""The files that are made, and what has to stand in them."""

import json
from pathlib import Path

from .collection import collection, environment

FOLDER = Path(__file__).resolve().parent.parent / "docs/postman"


def files() -> dict[Path, str]:
    """Return each file's text."""
    made = {"budget.postman_collection.json": collection(), "local.postman_environment.json": environment()}
    return {FOLDER / name: json.dumps(made, ensure_ascii=False, indent=2) + "\n" for name, made in made.items()}
