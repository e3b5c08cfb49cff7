import pytest

from tests.docs.markdown import PAGES, anchors, links
from tests.servers import ROOT


def is_ours(target: str) -> bool:
    return "://" not in target and not target.startswith("mailto:")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file_of_ours_and_to_a_heading_in_it(page):
    dead = []
    for target in filter(is_ours, links(page)):
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        found = file.is_relative_to(ROOT) and file.exists()
        if not found or (anchor and anchor not in anchors(file)):
            dead.append(target)
    assert dead == []


def test_every_page_is_reached_from_the_readme():
    found, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in PAGES and page not in found:
            found.add(page)
            waiting += [(page.parent / target.partition("#")[0]).resolve() for target in links(page)]
    assert sorted(set(PAGES) - found) == []
