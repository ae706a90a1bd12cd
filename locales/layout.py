"""How the lines of a message stand together: paragraphs apart, what belongs together close."""

from collections.abc import Sequence

from flows.core.effects import Code, Line

COMPACT = frozenset(
    {
        "review-answer",
        "review-evidence",
        "review-notes",
        "case-status",
        "case-urgent",
        "case-head",
        "case-place",
        "case-evidence",
        "case-unaddressed",
        "case-hold",
        "case-until",
        "case-kept",
        "held-open",
        "held-open-years",
        "held-until",
        "held-hold",
        "means-anonymous",
        "means-traceless",
        "means-named",
        "case-row",
        "case-row-urgent",
        "digest-counts",
        "digest-category",
    }
)
"""Rows of a list, and what stands directly under the code it speaks of."""


def joined(lines: Sequence[Line | Code], texts: Sequence[str]) -> str:
    """One text: a blank line between paragraphs, a single break between rows and around codes."""
    if len(texts) == 1:
        return texts[0]
    parts = list(texts[:1])
    for at in range(1, len(lines)):
        parts.append("\n" if _close(lines[at - 1], texts[at - 1], lines[at]) else "\n\n")
        parts.append(texts[at])
    return "".join(parts)


def _close(before: Line | Code, text: str, after: Line | Code) -> bool:
    if isinstance(after, Code):
        return isinstance(before, Code) or text.endswith(":")
    if after.key not in COMPACT:
        return False
    return isinstance(before, Code) or before.key in COMPACT or text.endswith(":")
