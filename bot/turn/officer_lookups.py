"""The answers that officers get: lists of cases, one case, the digest's counts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil

from bot.turn.asking import DAY, Asking
from bot.turn.missed import undelivered
from flows.core.found import DigestContent, ListedCase, Listing, LookedUp, OfficerCase, OpenedCase
from storage.cases.views import Case
from storage.custody.links import Act
from storage.errors import Sealed
from storage.unit import Unit

LISTED = 8
"""The most cases that a page of a list shows."""
SORTED = 1000
"""The most cases that are read to put the urgent ones first."""

CHECKED = "nightly_check"
"""The remembered number of faults that the nightly check found."""


def _row(unit: Unit, case: Case) -> ListedCase:
    return ListedCase(
        reference=case.reference,
        category=case.category,
        urgent=case.urgent,
        created=case.created,
        reachable=not case.chat or unit.conversations.get(case.chat).reachable,
    )


def _listing(asking: Asking, args: Mapping[str, str]) -> Listing:
    """Urgent cases first, then those that have waited longest."""
    status = "received" if args["which"] == "new" else "open"
    waiting = sorted(
        asking.unit.cases.newest(SORTED, status=status), key=lambda case: (not case.urgent, case.id)
    )
    pages = max(1, ceil(len(waiting) / LISTED))
    page = min(int(args["page"]), pages - 1)
    shown = waiting[page * LISTED : (page + 1) * LISTED]
    return Listing(tuple(_row(asking.unit, case) for case in shown), len(waiting), page, pages)


def officer_case(unit: Unit, reference: str, kept: Mapping[str, float]) -> OpenedCase:
    """The case without its reporter's chat. `kept` is how long (seconds) each outcome is kept."""
    case = unit.cases.by_reference(reference)
    if case is None:
        return OpenedCase()
    pieces = unit.evidence.of_case(case.reference)
    fate = unit.retention.fate(case.reference, kept)
    missed, reason = undelivered(unit, case)
    found = OfficerCase(
        row=_row(unit, case),
        status=case.status,
        pseudonym=case.pseudonym,
        channel=case.channel,
        place=case.place,
        evidence=len(pieces),
        failed=sum(piece.state == "fetch_failed" for piece in pieces),
        missed=missed,
        undelivered=reason,
        addressed=bool(case.chat),
        hold=fate is not None and fate.hold,
        until=fate.until if fate else None,
        changes=len(unit.cases.history(case.reference)),
    )
    return OpenedCase(_with_answers(unit, found))


def _with_answers(unit: Unit, case: OfficerCase) -> OfficerCase:
    try:
        entries = unit.cases.contents(case.row.reference)
    except Sealed:
        return replace(case, sealed=True)
    return replace(case, answers=tuple(answer for entry in entries for answer in entry.answers))


def _opened(asking: Asking, args: Mapping[str, str]) -> OpenedCase:
    """Reading the answers is recorded in the custody log."""
    found = officer_case(asking.unit, args["reference"], asking.retention.by_outcome())
    if found.case and not found.case.sealed:
        act = Act("opened", asking.conversation.officer, "desk")
        asking.unit.custody.add(args["reference"], asking.now, act)
    return found


def overview(unit: Unit, now: float) -> DigestContent:
    """The digest's counts for the last day, without the custody root."""
    counts = unit.cases.overview(now - DAY)
    return DigestContent(
        new=counts.new,
        still_open=counts.open,
        urgent=counts.urgent,
        by_category=counts.by_category,
        oldest=counts.oldest,
        unsealed=not unit.keys.sealed(),
        dead=unit.dead.count(),
        signer=unit.custody.signer,
        faults=int(unit.remembered.get(CHECKED) or 0),
    )


def _digest(asking: Asking, _: Mapping[str, str]) -> DigestContent:
    return overview(asking.unit, asking.now)


ANSWERS: Mapping[str, Callable[[Asking, Mapping[str, str]], LookedUp]] = {
    "listing": _listing,
    "officer-case": _opened,
    "digest": _digest,
}
