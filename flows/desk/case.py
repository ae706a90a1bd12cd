"""One case as an officer reads it: its facts, what was said, whom words reach, and when it is erased."""

from flows.core.effects import Code, Label, Line, When
from flows.core.found import OfficerCase, OpenedCase
from flows.core.questions import Prompt
from flows.indicators.defang import still
from flows.money.told import FACTS
from flows.report.summary import lines as answer_lines

WINDOWS = ("template", "closed", "stopped")
"""The ways in which an officer's words do not reach a reporter at once."""

UNDELIVERED = ("announced", "window", "stopped", "ceiling", "gone", "other")
"""The reasons, as officers read them, why a notice did not reach the reporter."""

CONFIRMED = "confirmed"
"""The name among the lists of what our own officers confirmed."""


def case_lines(found: OpenedCase) -> Prompt:
    """The case as an officer sees it; the reporter is named by the pseudonym only."""
    case = found.case
    if case is None:
        return (Line("desk-none"),)
    lines: list[Line | Code] = [Code(case.row.reference)]
    if case.row.urgent:
        lines.append(Line("case-urgent"))
    if case.row.money is not None:
        lines.append(Line("case-money", {"hours": case.row.money}))
    lines += [_head(case), *_reach(case)]
    if case.assigned:
        mine = Line("case-taken")
        lines.append(mine if case.mine else Line("case-taken-by", {"name": case.assigned}))
    if case.place:
        kind = "where" if case.place in {"morocco", "abroad"} else "region"
        lines.append(Line("case-place", {"place": Label(f"{kind}-{case.place}")}))
    if case.province:
        lines.append(Line("case-province", {"town": case.province}))
    if case.service:
        lines.append(Line("case-with", {"service": case.service}))
    if case.campaign:
        lines.append(Line("case-campaign", {"campaign": case.campaign}))
    if case.beside:
        lines.append(Line("case-beside", {"campaign": case.beside}))
    lines += _listed(case)
    if case.sealed:
        lines.append(Line("case-sealed"))
    answers = sorted(case.answers, key=lambda one: one[0] not in FACTS)
    said = ((question, still(value)) for question, value in answers if question != "category")
    lines += answer_lines(said)
    lines.append(Line("case-evidence", {"count": case.evidence, "failed": case.failed}))
    if case.undelivered and case.row.reachable:
        lines.append(Line("case-undelivered", {"reason": Label(f"undelivered-{case.undelivered}")}))
    return (*lines, *_fate(case))


def _head(case: OfficerCase) -> Line:
    return Line(
        "case-head",
        {
            "category": Label(f"category-{case.row.category}"),
            "status": Label(f"status-{case.status}"),
            "date": When(case.row.created),
            "pseudonym": case.pseudonym,
            "channel": Label(f"channel-{case.channel}"),
        },
    )


def _listed(case: OfficerCase) -> tuple[Line, ...]:
    """Says that something in the case is known: to which lists, and whether to an officer."""
    lists = ", ".join(name for name in case.listed if name != CONFIRMED)
    ours = (Line("case-confirmed"),) if CONFIRMED in case.listed else ()
    return (*ours, Line("case-listed", {"lists": lists})) if lists else ours


def _reach(case: OfficerCase) -> tuple[Line, ...]:
    """Says that the reporter cannot be reached, or not at once, and how many notices did not arrive."""
    if not case.row.reachable:
        return (Line("case-unreachable"),)
    later = window_lines(case.window)
    return (*later, Line("case-missed", {"count": case.missed})) if case.missed else later


def window_of(case: OfficerCase) -> str:
    """How an officer's words reach the reporter: `Conversation.window`."""
    if not case.addressed:
        return "unaddressed"
    return case.window if case.row.reachable else "unreachable"


def window_lines(window: str) -> tuple[Line, ...]:
    """The line on how an officer's words reach the reporter, where they do not go out at once."""
    return (Line(_SAID_OF_THE_CASE.get(window, f"window-{window}")),) if window else ()


_SAID_OF_THE_CASE = {"unaddressed": "case-unaddressed", "unreachable": "case-unreachable"}


def _fate(case: OfficerCase) -> Prompt:
    """Says whether the reporter gets news without asking, and how long the case is kept."""
    silent = () if case.addressed else (Line("case-unaddressed"),)
    if case.hold:
        return (*silent, Line("case-hold"))
    if case.until:
        return (*silent, Line("case-until", {"date": When(case.until)}))
    return (*silent, Line("case-kept"))
