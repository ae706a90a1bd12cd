"""Answers to the flows' look-ups, read inside the turn's own transaction."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from bot.settings.config import Limits, Retention
from bot.turn import owed
from bot.turn.missed import missed, undelivered
from bot.turn.parting import INBOX_DAYS
from flows.core.conversation import Conversation
from flows.core.effects import LookUp
from flows.core.events import Found
from flows.record import record
from storage.cases.custody import Act
from storage.cases.views import Case
from storage.errors import Sealed
from storage.unit import Unit

HOUR = 3600.0
DAY = 86400.0
LISTED = 10
SORTED = 1000
OWN = 5

Data = Mapping[str, Any]


@record
class Kept:
    """How long cases, messages and (`draft`, in seconds) an unfinished report are kept."""

    retention: Retention
    draft: float


@record
class Asking:
    """Who asks, in which transaction, at what time (seconds since the epoch)."""

    unit: Unit
    conversation: Conversation
    now: float
    limits: Limits
    kept: Kept

    @property
    def chat(self) -> str:
        """Whose conversation it is."""
        return self.conversation.chat


def look_up(asking: Asking, effect: LookUp) -> Found:
    """The answer to one look-up."""
    if effect.query in _OFFICERS and asking.unit.officers.by_chat(asking.chat) is None:
        return Found("dismissed")
    return Found(effect.query, _ANSWERS[effect.query](asking, effect.args))


def _shown(asking: Asking, case: Case) -> Data:
    """As its reporter sees it; `addressed` where somebody gets news of it, `mine` where that is who asks."""
    steps = asking.unit.cases.history(case.reference)
    return {
        "reference": case.reference,
        "status": case.status,
        "updated": case.updated,
        "note": steps[-1].note if steps else "",
        "language": case.language,
        "addressed": bool(case.chat),
        "mine": case.chat == asking.chat,
    }


def _cases(asking: Asking, _: Data) -> Data:
    mine = asking.unit.cases.of_chat(asking.chat, OWN)
    return {"cases": [_shown(asking, case) for case in mine]}


def _case(asking: Asking, args: Data) -> Data:
    """A case of this chat's, or the one its receipt opened here."""
    case = asking.unit.cases.by_reference(args["reference"])
    opened = asking.conversation.case
    if case is None or (case.chat != asking.chat and case.reference != opened):
        return {"cases": []}
    return {"cases": [_shown(asking, case)]}


def _guessed_out(asking: Asking) -> bool:
    """Guesses are counted for each chat and for all together, receipts and enrolments alike."""
    guesses, limits, since = asking.unit.guesses, asking.limits, asking.now - HOUR
    mine = guesses.since(since, asking.chat)
    return mine >= limits.guesses_per_chat or guesses.since(since) >= limits.guesses_overall


def _receipt(asking: Asking, args: Data) -> Data:
    """What a receipt's code opens, for those who have not guessed too often."""
    cases = asking.unit.cases
    if _guessed_out(asking):
        return {"outcome": "limited"}
    case = cases.by_receipt(args["reference"], args["secret"])
    if case is None:
        asking.unit.guesses.add(asking.chat, asking.now)
        return {"outcome": "unknown"}
    return {"outcome": "found", "cases": [_shown(asking, case)]}


def _my_data(asking: Asking, _: Data) -> Data:
    """What is held of this chat, and for how long; what was said is not among it: it is sealed."""
    held, kept = asking.unit.privacy.my_data(asking.chat), asking.kept
    by_outcome = kept.retention.by_outcome()
    cases = []
    for case in held.cases:
        fate = asking.unit.retention.fate(case.reference, by_outcome)
        told = {"hold": fate.hold, "until": fate.until} if fate else {"hold": False, "until": None}
        cases.append({**_shown(asking, case), **told, "days": max(1, round(by_outcome["closed"] / DAY))})
    return {
        "cases": cases,
        "sealed": asking.unit.keys.sealed(),
        "draft": held.draft,
        "pieces": held.pieces,
        "hours": round(kept.draft / HOUR),
        "language": held.language,
        "days": max(INBOX_DAYS, round(kept.retention.delivered / DAY)),
    }


def _forget(asking: Asking, _: Data) -> Data:
    """What would go and what would remain; a case that its receipt opened here is among it."""
    conversation = asking.conversation
    opened = conversation.case if conversation.guest else ""
    return asdict(asking.unit.privacy.would_forget(asking.chat, opened))


def _enrolment(asking: Asking, args: Data) -> Data:
    """An enrolment code is guessed no more often than a receipt."""
    if _guessed_out(asking):
        return {}
    officer = asking.unit.officers.by_code(args["code"])
    if officer is None:
        asking.unit.guesses.add(asking.chat, asking.now)
        return {}
    return {"officer": officer.id, "name": officer.name}


def _row(unit: Unit, case: Case) -> Data:
    return {
        "reference": case.reference,
        "category": case.category,
        "urgent": case.urgent,
        "created": case.created,
        "reachable": not case.chat or unit.conversations.get(case.chat).reachable,
    }


def _listing(asking: Asking, args: Data) -> Data:
    """Those in danger first, then those who have waited longest."""
    status = "received" if args["which"] == "new" else "open"
    waiting = sorted(
        asking.unit.cases.newest(SORTED, status=status), key=lambda case: (not case.urgent, case.id)
    )
    return {"cases": [_row(asking.unit, case) for case in waiting[:LISTED]], "count": len(waiting)}


def officer_case(unit: Unit, reference: str, kept: Mapping[str, float]) -> Data:
    """All an officer may see of a case; never the reporter's chat. `kept`: seconds by outcome."""
    case = unit.cases.by_reference(reference)
    if case is None:
        return {"cases": []}
    pieces = unit.evidence.of_case(case.reference)
    sealed = False
    try:
        answers = [answer for entry in unit.cases.contents(case.reference) for answer in entry.answers]
    except Sealed:
        sealed, answers = True, []
    failed = sum(piece.state == "fetch_failed" for piece in pieces)
    fate = unit.retention.fate(case.reference, kept)
    seen = {
        "status": case.status,
        "pseudonym": case.pseudonym,
        "channel": case.channel,
        "place": case.place,
        "answers": answers,
        "sealed": sealed,
        "evidence": len(pieces),
        "failed": failed,
        "undelivered": owed.shown(unit, case.chat),
        "missed": undelivered(unit, case),
        "addressed": bool(case.chat),
        "hold": fate is not None and fate.hold,
        "until": fate.until if fate else None,
    }
    return {"cases": [dict(_row(unit, case)) | seen]}


def _opened(asking: Asking, args: Data) -> Data:
    """An officer's look at what was said is part of the case's history."""
    found = officer_case(asking.unit, args["reference"], asking.kept.retention.by_outcome())
    if found["cases"] and not found["cases"][0]["sealed"]:
        officer = asking.conversation.officer
        asking.unit.custody.add(args["reference"], asking.now, Act("opened", officer, "desk"))
    return found


def overview(unit: Unit, now: float) -> Data:
    """The digest's counts for the last day."""
    counts = unit.cases.overview(now - DAY)
    return {
        "new": counts.new,
        "open": counts.open,
        "urgent": counts.urgent,
        "by_category": counts.by_category,
        "oldest": counts.oldest,
        "unsealed": not unit.keys.sealed(),
    }


_OFFICERS = frozenset({"listing", "officer-case", "digest"})
_ANSWERS: Mapping[str, Callable[[Asking, Data], Data]] = {
    "cases": _cases,
    "case": _case,
    "receipt": _receipt,
    "my-data": _my_data,
    "forget": _forget,
    "enrolment": _enrolment,
    "listing": _listing,
    "officer-case": _opened,
    "digest": lambda asking, _: overview(asking.unit, asking.now),
    "missed": lambda asking, _: {"told": missed(asking.unit, asking.conversation.chat)},
}
