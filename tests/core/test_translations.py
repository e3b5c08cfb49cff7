import re
from functools import cache
from pathlib import Path

import pytest
import rest_framework
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po
from django.conf import settings

from core.api.borrowed import TEXTS
from tests.translations import extract_template

ROOMS = (
    "accounts", "budget", "budget_management", "categories", "core", "expenses", "insights", "notifications",
    "operations", "reports", "web",
)  # fmt: skip
METHODS = [("**/templates/**.html", extract_template), ("**.py", "python")]
KEYWORDS = DEFAULT_KEYWORDS | {"N_": None, "gettext_lazy": None, "gettext_noop": None}


def texts_in_use():
    for room in ROOMS:
        for found in extract_from_dir(settings.BASE_DIR / room, METHODS, keywords=KEYWORDS):
            yield found[2]


@cache
def korean():
    with (settings.BASE_DIR / "budget/locale/ko/LC_MESSAGES/django.po").open("rb") as file:
        return {message.id: message for message in read_po(file, locale="ko") if message.id}


def spoken(text):
    """A text, or the first form of one that has several."""
    return text if isinstance(text, str) else text[0]


def placeholders(text):
    return set(re.findall(r"\{\w*\}|%\(\w+\)s", spoken(text)))


@pytest.mark.parametrize("text", sorted(set(texts_in_use()), key=str))
def test_a_text_people_read_has_its_korean(text):
    message = korean()[text]
    assert spoken(message.string)
    assert not message.fuzzy
    assert placeholders(message.string) == placeholders(text)


def test_the_catalogue_keeps_nothing_that_is_gone():
    assert set(korean()) <= set(texts_in_use())


def test_every_borrowed_text_is_still_one_of_drfs():
    folder = Path(rest_framework.__file__).parent
    sources = "".join(file.read_text() for file in folder.glob("*.py")) + "Server Error (500)"
    assert [text for text in TEXTS if text not in sources] == []
