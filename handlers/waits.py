"""How long to wait between two tries, and the chance that spreads the waits."""

from collections.abc import Callable

from flows.record import record

Chance = Callable[[float, float], float]
"""Gives a number between two others by chance; it guards nothing."""


@record
class Waits:
    """Waits between tries: `first` seconds at the most, and then ever more, each shortened by chance."""

    first: float
    chance: Chance
