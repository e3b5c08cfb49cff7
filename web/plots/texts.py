"""How much room a text takes in a plot, and boxes for texts that come up when somebody points at something."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from .scale import WIDTH

# The largest that the stylesheet makes it, on the smallest phones.
SIZE = 15
NARROW, BROAD = frozenset(" .,:;'|·iljI()"), frozenset("mwMW%@&→")
TIP_HEIGHT = 20


def width(text: str) -> float:
    """Return about how wide a text is in bold, rather too much than too little."""
    return round(SIZE * sum(_ems(letter) for letter in text), 1)


def shortened(text: str, most: float) -> str:
    """Return a text, or as much of it as there is room for."""
    if width(text) <= most:
        return text
    while text and width(f"{text}…") > most:
        text = text[:-1]
    return f"{text.rstrip()}…"


@dataclass(frozen=True, slots=True)
class Tip:
    """A box with a text in its middle."""

    text: str
    x: float
    y: float
    width: float

    @property
    def base(self) -> float:
        """Where the text's line stands."""
        return self.y + 14

    @property
    def middle(self) -> float:
        """Where the text stands."""
        return round(self.x + self.width / 2, 1)


def tip(texts: Sequence[str], x: float, y: float) -> Tip:
    """Return a box about `x` with the first of the texts that fits, or the last, shortened; all of it in the plot."""
    most = WIDTH - 4
    text = next((one for one in texts if width(one) + 16 <= most), shortened(texts[-1], most - 16))
    wide = round(width(text) + 16, 1)
    return Tip(text, round(min(max(x - wide / 2, 2), WIDTH - 2 - wide), 1), y, wide)


def _ems(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1
    if letter in NARROW:
        return 0.36
    return 0.95 if letter in BROAD else 0.74 if letter.isupper() else 0.62
