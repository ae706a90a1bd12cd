"""Words on deadlines for officers, before and after the end of one."""

from collections.abc import Sequence

from flows.core.effects import Code, Line, Option, Say
from flows.core.step import STANDING, standing

NAMED = 2
"""The most cases of each kind that are named, and that have a button."""


def told(soon: Sequence[str], passed: Sequence[str], escalated: Sequence[str]) -> Say:
    """For an officer: cases whose deadline ends soon or is over, and those of which supervisors are told."""
    lines: list[Line | Code] = []
    for line, cases in (
        (Line("deadline-soon", {"count": len(soon)}), soon),
        (Line("deadline-passed", {"count": len(passed)}), passed),
        (Line("deadline-escalated", {"count": len(escalated)}), escalated),
    ):
        if cases:
            lines += [line, *map(Code, cases[:NAMED])]
    buttons = [
        Option(f"{STANDING}:alert:{one}", "case-option", {"reference": one})
        for one in dict.fromkeys((*escalated, *passed, *soon))
    ]
    return Say(tuple(lines), (*buttons[:NAMED], standing("desk")), purpose="digest")
