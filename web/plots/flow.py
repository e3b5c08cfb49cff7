"""The month so far against the plan: what was spent, the plan's line, and where the pace leads."""

from dataclasses import dataclass, replace

from reports.flow import Flow

from .scale import WIDTH, Scale, compact, points, ticks

TOP, BASE = 28, 196
LEFT, RIGHT = 2, WIDTH - 2
# Labels closer than this would cover each other.
LINE = 14
# About how much room the label of a line's end takes.
END = 80


@dataclass(frozen=True, slots=True)
class Label:
    """A text and where it stands."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class FlowPlot:
    """What the template draws. `x` and `y` are where today stands."""

    grid: list[Label]
    spent: str
    area: str
    plan_y: float
    ahead_y: float
    x: float
    y: float
    today: Label
    today_anchor: str
    planned: Label
    ahead: Label
    days: list[tuple[int, float, str]]


def flow_plot(flow: Flow, currency: str, language: str) -> FlowPlot:
    """Return the plot of a month."""
    across = Scale(flow.days, LEFT, RIGHT)
    up = Scale(max(flow.planned, flow.ahead, flow.so_far, 1), BASE, TOP)
    spent = [(across(0), up(0)), *((across(day), up(total)) for day, total in enumerate(flow.spent, start=1))]
    x, y = spent[-1]
    plan_y, ahead_y = up(flow.planned), up(flow.ahead)
    planned_label, ahead_label = _apart(plan_y, ahead_y, y)
    leftish = x < WIDTH / 3
    today = Label(compact(flow.so_far, currency, language), x + (8 if leftish else -9), max(y - 9, TOP))
    return FlowPlot(
        grid=[Label(compact(value, currency, language), LEFT, up(value)) for value in ticks(up.top)],
        spent=points(spent),
        area=points([*spent, (x, BASE)]),
        plan_y=plan_y,
        ahead_y=ahead_y,
        x=x,
        y=y,
        today=today,
        today_anchor="start" if leftish else "end",
        planned=_beside(today, Label(compact(flow.planned, currency, language), RIGHT, planned_label)),
        ahead=_beside(today, Label(compact(flow.ahead, currency, language), RIGHT, ahead_label)),
        days=_days(flow, across),
    )


def _apart(plan_y: float, ahead_y: float, today_y: float) -> tuple[float, float]:
    """Return where the labels of both lines' ends stand: the higher one's above it, the other's below, off today."""
    if plan_y <= ahead_y:
        return round(plan_y - 7, 1), _below(max(ahead_y, today_y, plan_y))
    return _below(max(plan_y, ahead_y)), round(ahead_y - 7, 1)


def _beside(today: Label, end: Label) -> Label:
    """Return the label of a line's end, without its text where today's, at the end of a month, is in its place."""
    return replace(end, text="") if end.x - today.x < END and abs(end.y - today.y) < LINE else end


def _below(y: float) -> float:
    """Return where a label below a line stands; above it, where the days' own labels are in the way."""
    return round(y + LINE + 4 if y + LINE + 4 < BASE else y - 7, 1)


def _days(flow: Flow, across: Scale) -> list[tuple[int, float, str]]:
    """Return the days named below: the first, the last, today, and every tenth that is far from all of these."""
    named = [1, flow.elapsed, flow.days]
    named += [day for day in range(10, flow.days, 10) if all(abs(day - other) > 3 for other in named)]
    if flow.elapsed - 1 <= 2:
        named.remove(1)
    if 0 < flow.days - flow.elapsed <= 2:
        named.remove(flow.days)
    anchors = {1: "start", flow.days: "end"}
    return [(day, across(day), anchors.get(day, "middle")) for day in sorted(set(named))]
