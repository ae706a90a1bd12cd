"""The digest: what came, what waits, in a few lines."""

from collections.abc import Mapping
from typing import cast

from flows.core.effects import Code, Label, Line, When
from flows.core.questions import Data, Prompt


def lines(overview: Data) -> Prompt:
    """From counts: `new`, `open`, `urgent`, `dead`, `by_category` (id to count), `oldest` (epoch seconds)."""
    said = [*_counts(overview)]
    if root := overview.get("root"):
        said += [Line("digest-root"), Code(str(root))]
    if overview.get("unsealed"):
        said.append(Line("digest-unsealed"))
    if dead := overview.get("dead"):
        said.append(Line("digest-dead", {"count": cast("int", dead)}))
    return tuple(said)


def _counts(overview: Data) -> Prompt:
    new, still_open = cast("int", overview["new"]), cast("int", overview["open"])
    if not new and not still_open:
        return (Line("digest-nothing"),)
    said: list[Line | Code] = [
        Line("digest-title"),
        Line("digest-counts", {"new": new, "open": still_open, "urgent": cast("int", overview["urgent"])}),
    ]
    by_category = cast("Mapping[str, int]", overview["by_category"])
    for category, count in sorted(by_category.items(), key=lambda item: (-item[1], item[0])):
        said.append(Line("digest-category", {"category": Label(f"category-{category}"), "count": count}))
    if oldest := overview.get("oldest"):
        said.append(Line("digest-oldest", {"date": When(cast("float", oldest))}))
    return tuple(said)
