"""The files that are made, and what has to stand in them."""

import json
from pathlib import Path

from .collection import collection, environment

FOLDER = Path(__file__).resolve().parent.parent / "docs/postman"
COLLECTION = FOLDER / "budget.postman_collection.json"
ENVIRONMENT = FOLDER / "local.postman_environment.json"


def files() -> dict[Path, str]:
    """Return each file's text."""
    made = {COLLECTION: collection(), ENVIRONMENT: environment()}
    return {path: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for path, content in made.items()}
