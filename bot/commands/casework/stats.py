"""`main.py stats`: how many cases there are."""

from bot.base import Base
from bot.commands.answer import Listing


def stats(base: Base) -> Listing:
    """Count the cases by category and status."""
    with base.storage.read() as unit:
        counts = sorted(unit.cases.tally().items())
    total = sum(count for _, count in counts)
    lines = [f"{category:<14}{status:<14}{count:>8}" for (category, status), count in counts]
    rows = [{"category": category, "status": status, "count": count} for (category, status), count in counts]
    return Listing((*lines, f"{'all':<28}{total:>8}"), data={"all": total, "cases": rows})
