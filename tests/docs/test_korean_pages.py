"""The Korean pages say what the English ones say, as far as a program can tell."""

import re

import pytest

from tests.docs.markdown import PAGES, blocks
from tests.servers import ROOT

KOREAN = [page for page in PAGES if page.name.endswith(".ko.md")]
# Headings and words aside, a row of a worked case is all numbers.
CASE = re.compile(r"^\|[^|]*\| (20\d\d-\d\d-\d\d \|.*)$", re.MULTILINE)


def english(page):
    return page.with_name(page.name.replace(".ko.md", ".md"))


@pytest.mark.parametrize("page", KOREAN, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_korean_page_and_its_english_one_lead_to_each_other(page):
    assert f"]({english(page).name})" in page.read_text()
    assert f"]({page.name})" in english(page).read_text()


@pytest.mark.parametrize("page", [page for page in KOREAN if page.parent.name == "docs"], ids=lambda page: page.name)
def test_commands_that_are_not_run_are_the_same_in_both(page):
    assert unrun(page) == unrun(english(page))


def test_the_worked_cases_are_the_same_in_both():
    cases = CASE.findall((ROOT / "docs/arithmetic.md").read_text())
    assert len(cases) == 11
    assert cases == CASE.findall((ROOT / "docs/arithmetic.ko.md").read_text())


def unrun(page):
    """Return the lines of commands, those set in by four spaces, too, without comments and what is in quotes."""
    fenced = [block.text for block in blocks(page) if block.language == "sh" and not block.is_runnable]
    set_in = re.findall(r"^    \S.*$", page.read_text(), re.MULTILINE)
    return [re.sub(r' +#.*|".*?"', "", text) for text in [*fenced, *set_in]]
