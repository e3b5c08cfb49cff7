"""What stands on a page, as somebody reads it."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse

TAGS = re.compile(r"<(script|style|template|title|desc)\b.*?</\1>|<[^>]*>", re.DOTALL)
ROW = re.compile(r'<li class="row.*?</li>', re.DOTALL)


def words(response: HttpResponse | str) -> str:
    """Return the text of an answer, without what is not shown, each space one space."""
    html = response if isinstance(response, str) else response.content.decode()
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def rows(response: HttpResponse) -> list[str]:
    """Return the expenses that are listed, each as its text."""
    return [words(found) for found in ROW.findall(response.content.decode())]


def field(response: HttpResponse, name: str) -> str:
    """Return what stands in an input."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', response.content.decode())
    assert found, f"there is no input named {name}"
    value = re.search(r'value="([^"]*)"', found.group())
    return unescape(value.group(1)) if value else ""


def days(response: Any) -> dict[str, int]:
    """Return the sums that stand over the days of a list."""
    return {str(one.day): one.total for one in response.context["days"]}
