"""Cases as the page gets them: rows of lists, and one case with its sealed contents."""

import base64
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from bot.bags.facts import thread
from bot.turn.officer_lookups import reachable, window_of
from bot.turn.status import is_own
from flows.core.statuses import STATUS
from flows.desk.roles import ever, may, steps
from flows.places.services import Service, province_name
from flows.record import record
from handlers.desk.refusals import Refused
from handlers.desk.settings import Caller, Json
from storage.cases.entries import IDENTITY
from storage.cases.evidence import EvidenceRow
from storage.cases.views import Case
from storage.custody.links import Act, Link
from storage.desk.contents import SealedEntry
from storage.desk.inbox import DeskCase
from storage.unit import Unit

AGAIN = 900.0
"""An officer who opens a case again within so many seconds, with nothing added to it, has opened it once."""
CHANGES = ("received", "status", "referral", "hold", "assigned", "noted", "handed-over", "handed-back")
"""The acts that make another version of a case."""


@record
class Rules:
    """`kept`: how long (seconds) each outcome is kept. `templates`: the languages with one for news.

    `services` are those to which cases are referred.
    """

    kept: Mapping[str, float]
    templates: Collection[str]
    services: tuple[Service, ...] = ()


@record
class Look:
    """An officer who looks at a case in a transaction at a moment, where there are these services."""

    unit: Unit
    caller: Caller
    case: Case
    own: bool
    now: float
    services: tuple[Service, ...] = ()

    def may(self, action: str) -> bool:
        """Return whether this officer may do this with this case."""
        return may(self.caller.role, action, own=self.own)

    def require(self, action: str) -> None:
        """Raise Refused if this officer may not do this with this case."""
        if not self.may(action):
            raise Refused(403, "not-own" if ever(self.caller.role, action) else "role")


def look(unit: Unit, caller: Caller, reference: str, now: float, services: tuple[Service, ...] = ()) -> Look:
    """Return a look at a case. Raises Refused where there is none, or for an officer who may see none."""
    if not may(caller.role, "see"):
        raise Refused(403, "role")
    case = unit.cases.by_reference(reference) if reference else None
    if case is None:
        raise Refused(404, "unknown")
    own = is_own(unit, services, (caller.id, caller.name), case)
    return Look(unit, caller, case, own, now, services)


def rows(unit: Unit, caller: Caller, cases: Iterable[DeskCase], now: float) -> list[Json]:
    """Return the rows of a list."""
    names, watching = unit.officers.names(), unit.desk.marks.watching(now)
    return [
        _row(case, names, [one for one in watching.get(case.reference, ()) if one != caller.id])
        for case in cases
    ]


def _row(case: DeskCase, names: Mapping[str, str], watching: Iterable[str]) -> Json:
    assigned = {"id": case.assigned, "name": names.get(case.assigned, "")} if case.assigned else None
    return {
        "reference": case.reference,
        "category": case.category,
        "status": case.status,
        "urgent": case.urgent,
        "place": case.place,
        "channel": case.channel,
        "language": case.language,
        "created": case.created,
        "updated": case.updated,
        "assigned": assigned,
        "unread": case.open and case.seen < case.updated,
        "evidence": case.evidence_count,
        "awaiting": case.asked > 0,
        "answered": case.answered > 0,
        "person": case.person,
        "money": case.money,
        "due": case.due,
        "campaign": case.campaign,
        "hold": case.hold,
        "snoozed": case.snoozed,
        "watching": [names.get(one, "") for one in watching],
    }


def version(links: Iterable[Link]) -> int:
    """Return the number of the last link that changed a case."""
    return max((link.seq for link in links if link.event in CHANGES), default=0)


def view(seen: Look, rules: Rules) -> Json:
    """Return a case; opening its contents is an act in the custody log."""
    unit, reference = seen.unit, seen.case.reference
    readable = seen.may("open")
    wraps = _wraps(seen) if readable else {}
    if readable:
        opens = "case" in wraps or not unit.desk.contents.recipient(reference)
        _note_opening(seen, "opened" if opens else "not-opened")
    links, names = unit.custody.of_case(reference), unit.officers.names()
    told: Json = {
        "case": _facts(seen, rules),
        "version": str(version(links)),
        "readable": readable,
        "statuses": statuses(seen),
        "evidence": [_piece(one) for one in unit.evidence.of_case(reference)],
        "log": [_link(link, names) for link in links],
        "head": _head(unit, reference),
        "outcome": _outcome(seen, names),
    }
    return told | (_contents(seen, names, wraps) if readable else _NOTHING)


_NOTHING: Json = {"entries": [], "wraps": {}, "thread": [], "notes": []}


def statuses(seen: Look) -> list[str]:
    """Return the statuses that this officer can give the case."""
    return [*steps(seen.caller.role, seen.case.status, own=seen.own)]


def _wraps(seen: Look) -> dict[str, bytes]:
    key = seen.unit.desk.access.key(seen.caller.id)
    return seen.unit.desk.contents.wraps(seen.case.reference, key.recipient) if key else {}


def _contents(seen: Look, names: Mapping[str, str], wraps: Mapping[str, bytes]) -> Json:
    unit, reference = seen.unit, seen.case.reference
    found = unit.desk.contents.entries(reference)
    return {
        "entries": [_sealed(one) for one in found if one.kind != IDENTITY],
        "wraps": {content: encoded(age) for content, age in wraps.items()},
        "notes": [_sealed(one) | {"officer": one.by} for one in unit.desk.contents.notes(reference)],
        "thread": thread(unit, reference, names),
    }


def _note_opening(seen: Look, event: str) -> None:
    """Record that the officer opens the case, or asks for one that no wrap opens; so once in a while."""
    links = seen.unit.custody.of_case(seen.case.reference)
    mine = [link for link in links if (link.event, link.actor) == (event, seen.caller.id)]
    last = next((link for link in reversed(mine) if link.purpose == "desk"), None)
    fresh = any(link.event == "sealed" for link in links[last.seq :]) if last else True
    if last is None or fresh or last.time < seen.now - AGAIN:
        seen.unit.custody.add(seen.case.reference, seen.now, Act(event, seen.caller.id, "desk"))
    seen.unit.desk.marks.see(seen.caller.id, seen.case.id, seen.now)
    seen.unit.cases.work.look(seen.case.id, seen.now)


def _facts(seen: Look, rules: Rules) -> Json:
    unit, case = seen.unit, seen.case
    (row,) = rows(unit, seen.caller, unit.desk.inbox.cases([case.id], seen.caller.id, seen.now), seen.now)
    fate, province = unit.retention.fate(case.reference, rules.kept), province_name(case.province)
    return row | {
        "province": {"fr": province.latin, "ar": province.arabic} if province else None,
        "pseudonym": case.pseudonym,
        "anonymous": case.anonymous,
        "recipient": unit.desk.contents.recipient(case.reference),
        "addressed": bool(case.chat),
        "reachable": reachable(unit, case),
        "window": window_of(unit, case, seen.now, rules.templates),
        "until": fate.until if fate else None,
    }


def _outcome(seen: Look, names: Mapping[str, str]) -> Json:
    """Return the suspects, what the reporter says of the help, and the first look at the case."""
    unit, case = seen.unit, seen.case
    answer = unit.feedback.of(case.id)
    suspects = [
        {
            "number": one.number,
            "outcome": one.outcome,
            "officer": names.get(one.officer, ""),
            "time": one.time,
        }
        for one in unit.suspects.of(case.reference)
    ]
    given = None if answer is None or answer.helped is None else answer
    return {
        "suspects": suspects,
        "counts_suspects": seen.may("status") and STATUS[case.status].police,
        "feedback": {"helped": given.helped, "time": given.time} if given else None,
        "looked": unit.cases.work.looked(case.id),
    }


def _piece(one: EvidenceRow) -> Json:
    return {
        "id": one.id,
        "kind": one.kind,
        "state": one.state,
        "size": one.size,
        "media_type": one.media_type,
        "sha256": one.sha256,
        "received": one.received,
    }


def _sealed(one: SealedEntry) -> Json:
    return {"id": one.name, "kind": one.kind, "time": one.time, "age": encoded(one.age)}


def _link(link: Link, names: Mapping[str, str]) -> Json:
    return {
        "chain": link.chain,
        "seq": link.seq,
        "time": link.time,
        "event": link.event,
        "actor": link.actor,
        "purpose": link.purpose,
        "digest": link.digest,
        "previous": link.previous,
        "hash": link.hash,
        "name": names.get(link.actor, ""),
    }


def _head(unit: Unit, reference: str) -> Json | None:
    head = unit.custody.head(reference)
    if head is None:
        return None
    return {"count": head.count, "hash": head.hash, "signature": encoded(head.signature)}


def encoded(octets: Any) -> str:  # Any: bytes of either driver
    """Return octets in base64."""
    return base64.b64encode(bytes(octets)).decode()
