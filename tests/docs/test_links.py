import pytest

from tests.docs.markdown import PAGES, anchors, links
from tests.servers import ROOT


def is_ours(target: str) -> bool:
    return "://" not in target and not target.startswith("mailto:")


def names(pages):
    return [str(page.relative_to(ROOT)) for page in pages]


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_link_leads_to_a_file_of_ours_and_to_a_heading_in_it(page):
    dead = []
    for target in filter(is_ours, links(page)):
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        found = file.is_relative_to(ROOT) and file.exists()
        if not found or (anchor and anchor not in anchors(file)):
            dead.append(target)
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_every_page_is_reached_from_the_readme(page):
    assert page in reached({ROOT / "README.md"})


def reached(pages):
    """Return the pages, and all that their links lead to, and so on."""
    found = set(pages)
    while new := {(page.parent / link.partition("#")[0]).resolve() for page in found for link in links(page)} - found:
        new = {page for page in new if page in PAGES} - found
        if not new:
            break
        found |= new
    return found
