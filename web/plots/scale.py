"""Scales and labels that the plots have in common. Lengths are in units of the viewBox, 360 wide."""

from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import format_compact_decimal, get_currency_precision

WIDTH = 360


def ticks(highest: int, most: int = 3) -> list[int]:
    """Return round values above 0, at most `most`, of which the last is the highest not above `highest`."""
    if highest <= 0:
        return []
    step = 1
    while True:
        for factor in (1, 2, 4, 5):
            if highest // (step * factor) <= most:
                return [step * factor * place for place in range(1, highest // (step * factor) + 1)]
        step *= 10


def compact(amount: int, currency: str, language: str, digits: int = 1) -> str:
    """Return an amount (minor units) as a plot has room for: 89.1만, 891K; at most `digits` after the point."""
    # Rounded before its unit is chosen, or what is next to a 조 would be 10000억.
    whole = float(f"{amount / 10 ** get_currency_precision(currency):.{4 + digits}g}")
    return str(format_compact_decimal(whole, locale="en" if language == "en" else "ko", fraction_digits=digits))


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values from 0 to `top` to heights from `bottom` up, or places from left to right."""

    top: int
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return round(self.start + (self.end - self.start) * value / self.top, 1)


def points(places: Sequence[tuple[float, float]]) -> str:
    """Return what a polyline wants."""
    return " ".join(f"{x},{y}" for x, y in places)
