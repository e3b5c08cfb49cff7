"""What a weekday usually costs (docs/arithmetic.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.money import round_quotient


@dataclass(frozen=True, slots=True)
class Weekdays:
    """The mean of each weekday, Monday first, and that of all days: None where there was no such day.

    In minor units, rounded half up.
    """

    means: Sequence[int | None]
    overall: int | None

    @property
    def differences(self) -> list[int | None]:
        """How much more each weekday's mean is than that of all days, as shown."""
        overall = self.overall or 0
        return [None if mean is None else mean - overall for mean in self.means]


def weekday_means(spent: Mapping[date, int]) -> Weekdays:
    """Return the means over the days given, those of nothing spent included as 0."""
    by_weekday: list[list[int]] = [[] for _ in range(7)]
    for day, amount in spent.items():
        by_weekday[day.weekday()].append(amount)
    return Weekdays([_mean(amounts) for amounts in by_weekday], _mean(list(spent.values())))


def _mean(amounts: Sequence[int]) -> int | None:
    return round_quotient(sum(amounts), len(amounts)) if amounts else None
