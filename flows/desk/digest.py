"""The digest for officers: how many cases came, how many wait and what changed, in a few lines."""

from collections.abc import Iterable, Iterator, Mapping

from flows.core.campaigns import shown
from flows.core.effects import Code, Label, Line, When
from flows.core.found import DigestContent
from flows.core.questions import Prompt

DEAD_LETTERS = "main.py dead list"
"""The command that shows them."""


def lines(content: DigestContent) -> Prompt:
    """The digest's lines; the custody root stands alone, to be copied."""
    said: list[Line | Code] = [*_counts(content)]
    if content.root:
        said += [Line("digest-root"), Code(content.root)]
    if content.signer:
        said.append(Line("signer", {"fingerprint": content.signer}))
    if content.unsealed:
        said.append(Line("digest-unsealed"))
    if content.dead:
        said.append(Line("digest-dead", {"count": content.dead, "command": DEAD_LETTERS}))
    if content.faults:
        said.append(Line("digest-faults", {"count": content.faults}))
    return tuple(said)


def rows(counts: Iterable[tuple[str, int]]) -> Iterator[Line]:
    """A line for each count that is not nought, by the key of the message that names it."""
    for key, count in counts:
        if count:
            yield Line("digest-category", {"category": Label(key), "count": count})


def largest_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """The same counts, the largest first."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _counts(content: DigestContent) -> Iterator[Line]:
    if content.nothing:
        yield Line("digest-nothing")
        return
    yield Line("digest-title-weekly" if content.weekly else "digest-title")
    new, still_open, urgent = content.new, content.still_open, content.urgent
    yield Line(
        "digest-counts", {"new": new, "open": still_open, "urgent": urgent, "date": When(content.since)}
    )
    yield from rows((("digest-row-overdue", content.overdue), ("digest-row-answered", content.answered)))
    if content.by_category:
        yield Line("digest-by-category")
        yield from rows((f"category-{name}", count) for name, count in largest_first(content.by_category))
    if content.moved:
        yield Line("digest-moved")
        yield from rows((f"status-{name}", count) for name, count in largest_first(content.moved))
    for one in content.growing:
        named = shown(one.code, one.name)
        yield Line("digest-campaign", {"campaign": named, "more": one.more, "cases": one.cases})
    if content.listed:
        yield Line("digest-listed", {"count": content.listed})
    if content.oldest:
        yield Line("digest-oldest", {"date": When(content.oldest)})
