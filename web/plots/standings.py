"""Categories: what was spent against the budget, with a tick for the same days of last month."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.amounts import amount_text
from reports.statistics import CategoryStanding

from .scale import WIDTH, Scale, compact
from .texts import TIP_HEIGHT, Tip, shortened, tip, width

# A row's height, and the room above the first one for its tip.
ROW, TOP = 26, 24
MOST_LABEL = 140
# The mark of what is over stands between its bar and the figure.
MARK, GAP = 8, 6
MOST_USED = 1_000


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A category's row, `y` below the plot's top; all else is measured from there. No tick where there was nothing."""

    standing: CategoryStanding
    name: str
    label: str
    y: int
    track: float
    spent: float
    tick: float | None
    mark: float | None
    used: str
    tip: Tip


@dataclass(frozen=True, slots=True)
class StandingsPlot:
    """What the template draws; the bars begin at `left`."""

    height: int
    left: float
    rows: list[StandingRow]

    @property
    def over(self) -> list[str]:
        """The names of the categories that are over their budgets."""
        return [row.name for row in self.rows if row.standing.is_over]


def standings_plot(standings: Sequence[tuple[CategoryStanding, str]], currency: str, language: str) -> StandingsPlot:
    """Return the plot of categories, each with its name."""
    labels = [shortened(name, MOST_LABEL) for _, name in standings]
    figures = [used_text(one.used) for one, _ in standings]
    left = max(width(label) for label in labels) + GAP + 4
    right = WIDTH - max(width(figure) for figure in figures) - MARK - 2 * GAP
    most = max(max(one.spent, one.budget or 0, one.previous, 1) for one, _ in standings)
    across = Scale(most, 0, right - left)

    def row(place: int) -> StandingRow:
        one, name = standings[place]
        spent = across(one.spent)
        return StandingRow(
            standing=one,
            name=name,
            label=labels[place],
            y=TOP + place * ROW,
            track=across(one.budget or 0),
            spent=spent,
            tick=round(left + across(one.previous), 1) if one.previous else None,
            mark=round(left + max(spent, across(one.previous)) + GAP, 1) if one.is_over else None,
            used=figures[place],
            tip=tip(_tips(one, currency, language), left + spent / 2, -TIP_HEIGHT),
        )

    return StandingsPlot(TOP + ROW * len(standings), left, [row(place) for place in range(len(standings))])


def used_text(used: float | None) -> str:
    """Return a share of a budget as there is room for it."""
    if used is None:
        return "–"
    return f"{used:.1f}%" if used < MOST_USED else f">{MOST_USED - 1}%"


def _tips(one: CategoryStanding, currency: str, language: str) -> list[str]:
    amounts = [one.spent] if one.budget is None else [one.spent, one.budget]
    exact = " / ".join(amount_text(amount, currency, language) for amount in amounts)
    return [exact, " / ".join(compact(amount, currency, language) for amount in amounts)]
