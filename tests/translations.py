"""Finds the texts that need a translation: Babel reads Python, and templates once Django turned them into it."""

from io import BytesIO
from typing import Any

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def extract_template(fileobj: Any, keywords: Any, comment_tags: Any, options: Any) -> Any:
    """Yield the texts of a Django template, for Babel."""
    source = templatize(fileobj.read().decode())
    yield from extract_python(BytesIO(source.encode()), keywords, comment_tags, options)
