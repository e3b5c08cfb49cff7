"""Answers for the API's description."""

from core.api.schema import example_answer

CATEGORIES = example_answer("The first", {"category": "food", "label": "식비"})
