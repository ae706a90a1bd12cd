"""How long cases took: the median and the 90th percentile of durations."""

from collections.abc import Iterable
from math import ceil

from flows.figures.hiding import FEW
from flows.record import record


@record
class Durations:
    """The median and the 90th percentile in seconds, None where too few cases have a duration.

    How many have one is not told: with the table of outcomes it could give a small count away.
    """

    median: float | None = None
    ninetieth: float | None = None


def measure(seconds: Iterable[float], *, few: int = FEW) -> Durations:
    """Return the measures of durations, by nearest rank; of fewer than `few` none is told."""
    found = sorted(max(0.0, each) for each in seconds)
    if len(found) < few:
        return Durations()
    return Durations(_at(found, 0.5), _at(found, 0.9))


def _at(found: list[float], share: float) -> float:
    return found[ceil(share * len(found)) - 1]
