"""How long answers took: told in the long versions, and no test fails by it."""

from collections.abc import Sequence
from statistics import quantiles


def percentile(seconds: Sequence[float], percent: int) -> float:
    """Return the time that so many per cent of the answers took at most."""
    return quantiles(seconds, n=100, method="inclusive")[percent - 1]


def told(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"
