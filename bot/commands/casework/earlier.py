"""Cases that were filed before a list came: their officers see that it names something in them."""

from collections.abc import Sequence

from bot.commands.counts import counted
from flows.indicators.listed import Pair
from storage.custody.directory import INDICATORS
from storage.custody.links import SERVER, Act
from storage.unit import Unit


def tell_cases(unit: Unit, pairs: Sequence[Pair], source: str, actor: str, now: float) -> int:
    """Write into the log of each earlier case that this list names something in it, once; return how many.

    Their number is in the log of indicators too, which the digest reads.
    """
    new = 0
    for reference in unit.listed.naming(pairs):
        told = {link.purpose for link in unit.custody.of_case(reference) if link.event == "listed"}
        if source not in told:
            unit.custody.add(reference, now, Act("listed", SERVER, source))
            new += 1
    if new:
        unit.custody.add(INDICATORS, now, Act("cases-listed", actor, f"{source}:{new}"))
    return new


def told_earlier(count: int) -> tuple[str, ...]:
    """Return the line about earlier cases; none where there are none."""
    named = counted(count, "earlier case names", "earlier cases name")
    return (f"{named} it: officers see it there, and in the digest",) if count else ()
