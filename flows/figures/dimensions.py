"""The tables of the figures: each with all its values, in the order in which they are hidden."""

from collections.abc import Callable, Mapping

from flows.channels import CHANNELS
from flows.core.statuses import STATUSES
from flows.figures.groups import GROUPS
from flows.figures.world import WORLD, region_of
from flows.languages import LANGUAGES
from flows.lexicon.places import REGIONS
from flows.record import record
from flows.report.categories import CATEGORIES

NONE = "none"
UNKNOWN = "unknown"


@record
class Cell:
    """A number of cases that are alike in everything that figures tell of."""

    category: str
    place: str
    country: str
    channel: str
    language: str
    named: bool
    urgent: bool
    outcome: str
    group: str
    helped: str
    count: int


@record
class Dimension:
    """A table: its value for a cell (None: such a cell is not in the table), and all values it can have.

    In its order the values are hidden, so that the ones that tell least come first.
    """

    value: Callable[[Cell], str | None]
    order: tuple[str, ...]


def _world(cell: Cell) -> str | None:
    return (region_of(cell.country) or UNKNOWN) if cell.place == "abroad" else None


def _first(values: tuple[str, ...], *first: str) -> tuple[str, ...]:
    """Return all values, these first."""
    return (*first, *(each for each in values if each not in first))


DIMENSIONS: Mapping[str, Dimension] = {
    "category": Dimension(lambda cell: cell.category, _first(tuple(reversed(CATEGORIES)), "other")),
    "place": Dimension(lambda cell: cell.place or UNKNOWN, (UNKNOWN, "morocco", *REGIONS, "abroad")),
    "world": Dimension(_world, (UNKNOWN, *reversed([*WORLD]))),
    "channel": Dimension(lambda cell: cell.channel, tuple(CHANNELS)),
    "language": Dimension(lambda cell: cell.language, tuple(LANGUAGES)),
    "identity": Dimension(lambda cell: "named" if cell.named else "anonymous", ("anonymous", "named")),
    "urgency": Dimension(lambda cell: "urgent" if cell.urgent else "usual", ("usual", "urgent")),
    "outcome": Dimension(
        lambda cell: cell.outcome, _first(STATUSES, "closed", "withdrawn", "examined", "received")
    ),
    "group": Dimension(lambda cell: cell.group or NONE, (NONE, *GROUPS)),
    "helped": Dimension(lambda cell: cell.helped or NONE, (NONE, "yes", "no")),
}
"""Countries are apart: their table stands within that of the regions of the world (`count.py`)."""
