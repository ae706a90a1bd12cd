"""The digest for officers: how many cases came and how many wait, in a few lines."""

from flows.core.campaigns import shown
from flows.core.effects import Code, Label, Line, When
from flows.core.found import DigestContent
from flows.core.questions import Prompt


def lines(content: DigestContent) -> Prompt:
    """The digest's lines; the custody root stands alone, to be copied."""
    said = [*_counts(content)]
    if content.root:
        said += [Line("digest-root"), Code(content.root)]
    if content.signer:
        said.append(Line("signer", {"fingerprint": content.signer}))
    if content.unsealed:
        said.append(Line("digest-unsealed"))
    if content.dead:
        said.append(Line("digest-dead", {"count": content.dead}))
    if content.faults:
        said.append(Line("digest-faults", {"count": content.faults}))
    return tuple(said)


def _counts(content: DigestContent) -> Prompt:
    if not content.new and not content.still_open:
        return (Line("digest-nothing"),)
    new, still_open, urgent = content.new, content.still_open, content.urgent
    said: list[Line | Code] = [
        Line("digest-title"),
        Line("digest-counts", {"new": new, "open": still_open, "urgent": urgent}),
    ]
    for category, count in sorted(content.by_category.items(), key=lambda item: (-item[1], item[0])):
        said.append(Line("digest-category", {"category": Label(f"category-{category}"), "count": count}))
    said += [
        Line(
            "digest-campaign",
            {"campaign": shown(one.code, one.name), "more": one.more, "cases": one.cases},
        )
        for one in content.growing
    ]
    if content.listed:
        said.append(Line("digest-listed", {"count": content.listed}))
    if content.oldest:
        said.append(Line("digest-oldest", {"date": When(content.oldest)}))
    return tuple(said)
