from html.parser import HTMLParser

import pytest

from categories.models import Category
from expenses.models import Expense
from notifications.models import Kind
from tests.factories import make_expense, make_plan

from .saying import MONDAY, said


class Reader(HTMLParser):
    """What a mail program shows, and which tags there are."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = set(), ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.text += "\n" if tag in ("br", "p") else ""

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("kind", [Kind.MORNING, Kind.EVENING])
def test_the_html_says_what_the_text_says(alice, kind):
    make_plan(alice, food=300_000, transport=90_000)
    make_expense(alice, 5_000)
    found = said(alice, kind)
    read = Reader(found.html)
    assert read.text.split("\n")[1:] == [line for line in found.text.split("\n") if line]
    assert read.tags <= {"p", "br"}
    assert "<p></p>" not in found.html


def test_a_label_cannot_bring_markup(alice):
    own = Category.objects.create(
        owner=alice, code="own", label_ko="<img src=x onerror=alert(1)>&", label_en='"a"', position=3
    )
    make_plan(alice, food=300_000)
    Expense.objects.create(owner=alice, category=own, amount=700, spent_on=MONDAY)
    found = said(alice, Kind.EVENING)
    assert "<img src=x onerror=alert(1)>& 700원" in found.text
    assert Reader(found.html).tags <= {"p", "br"}
    assert "&lt;img src=x onerror=alert(1)&gt;&amp; 700원" in found.html


def test_a_label_with_braces_is_only_a_label(alice):
    own = Category.objects.create(owner=alice, code="own", label_ko="{a}{0}", label_en="{x}", position=3)
    make_plan(alice, food=300_000)
    Expense.objects.create(owner=alice, category=own, amount=700, spent_on=MONDAY)
    assert "{a}{0} 700원" in said(alice, Kind.EVENING).text
