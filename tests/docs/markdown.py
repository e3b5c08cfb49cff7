"""The little of Markdown that our pages use: headings, links, and blocks of code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.servers import ROOT

FENCE = re.compile(r"^ *```(?P<info>[^`\n]*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)")
HEADING = re.compile(r"^#+ +(?P<text>.+?) *$", re.MULTILINE)
LINK = re.compile(r"\[(?P<text>(?:[^\[\]]|\[[^\]]*\])*)\]\((?P<target>[^)\s]+)\)")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@dataclass(frozen=True)
class Block:
    """A block of code, and its first line in the page."""

    info: tuple[str, ...]
    text: str
    line: int

    @property
    def language(self) -> str:
        return self.info[0] if self.info else ""

    @property
    def is_runnable(self) -> bool:
        return "runnable" in self.info


def blocks(page: Path) -> Iterator[Block]:
    source = page.read_text()
    for found in FENCE.finditer(source):
        line = source.count("\n", 0, found.start("text")) + 1
        yield Block(tuple(found["info"].split()), found["text"], line)


def links(page: Path) -> list[str]:
    return [found["target"] for found in LINK.finditer(CODE.sub("", prose(page)))]


def anchors(page: Path) -> set[str]:
    """Return the anchors of the headings, as GitHub makes them."""
    found: list[str] = []
    for heading in HEADING.finditer(prose(page)):
        text = LINK.sub(lambda link: link["text"], heading["text"]).replace("`", "").lower()
        slug = re.sub(r"[^\w\- ]", "", text).replace(" ", "-")
        again = sum(1 for other in found if re.fullmatch(rf"{re.escape(slug)}(-\d+)?", other))
        found.append(f"{slug}-{again}" if again else slug)
    return set(found)


def prose(page: Path) -> str:
    return FENCE.sub("", page.read_text())
