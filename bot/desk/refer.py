"""Handing a case to a service, with the wraps for its officers or its own key, and taking it back."""

from collections.abc import Callable, Sequence

from bot.desk.view import Look, encoded, statuses
from bot.turn.status import change_status, having, proposed
from flows.core.effects import ChangeStatus
from flows.core.statuses import CLOSED, follows
from flows.desk.roles import OPENING
from flows.places.services import Service, of_id
from flows.record import record
from handlers.desk.refusals import Refused
from handlers.desk.settings import Change, Json
from locales import Catalogue
from storage.cases.officers import Officer
from storage.custody.links import Act
from storage.delivery.messages import OutboxRow
from storage.errors import Unopened
from storage.sealing.age import fingerprint
from storage.sealing.bare_wraps import is_wrap
from storage.unit import Unit

REASONS = ("place", "subject", "facts", "known", "other")
"""Why a service hands a case back, as the log has it: a code, never a story."""


@record
class ServiceKey:
    """A key to which a case is wrapped: of a service or an officer; `officer` is None for a service's own."""

    recipient: str
    officer: Officer | None = None

    @property
    def fingerprint(self) -> str:
        """The name of the key."""
        return fingerprint(self.recipient)


def keys(unit: Unit, service: Service) -> list[ServiceKey]:
    """Return the keys of a service: of its officers who may open cases, as the log vouches for them."""
    found = _keys_of(unit, lambda one: one.name in service.officers)
    return [*found, ServiceKey(service.key)] if service.key else found


def officer_keys(unit: Unit, officer: str) -> list[ServiceKey]:
    """Return the keys of an officer, by id, who may open cases."""
    return _keys_of(unit, lambda one: one.id == officer)


def is_closed(unit: Unit, reference: str, officer: str) -> bool:
    """Return whether the officer, by id, has a key for cases and none that opens all of this one."""
    numbers = unit.cases.key_numbers(reference)
    has = [unit.desk.contents.wraps(reference, key.recipient) for key in officer_keys(unit, officer)]
    return bool(has) and not any(numbers.keys() <= one.keys() for one in has)


def _keys_of(unit: Unit, wanted: Callable[[Officer], bool]) -> list[ServiceKey]:
    there = [one for one in unit.officers.present() if one.works and one.role in OPENING and wanted(one)]
    named = {key: one for one in there for key in (one.id, one.name)}
    return [ServiceKey(key.recipient, named[key.owner]) for key in unit.keys.present() if key.owner in named]


def lacking(seen: Look, wanted: str) -> Json:
    """Return the keys of a service, each with the contents of the case for which it has no wrap yet.

    With them come the caller's own wraps of these contents: a wrap alone tells nothing of a case.
    """
    service = _service(seen, wanted)
    seen.require("refer")
    return {"service": service.id} | _lacking(seen, keys(seen.unit, service))


def lacking_of(seen: Look, officer: str) -> Json:
    """Return the keys of an officer to whom the case may be given, as `lacking` does for a service."""
    seen.require("assign")
    return {"service": ""} | _lacking(seen, officer_keys(seen.unit, officer))


def _lacking(seen: Look, allowed: Sequence[ServiceKey]) -> Json:
    contents = seen.unit.desk.contents
    numbers = seen.unit.cases.key_numbers(seen.case.reference)
    found: list[Json] = []
    for key in allowed:
        has = contents.wraps(seen.case.reference, key.recipient)
        one = key.officer
        found.append(
            {
                "fingerprint": key.fingerprint,
                "recipient": key.recipient,
                "officer": {"id": one.id, "name": one.name, "role": one.role} if one else None,
                "lacking": [content for content in numbers if content not in has],
            }
        )
    mine = seen.unit.desk.access.key(seen.caller.id) if seen.may("open") else None
    held = contents.wraps(seen.case.reference, mine.recipient) if mine else {}
    lacked = {content for key in found for content in key["lacking"]}
    wraps = {content: encoded(age) for content, age in held.items() if content in lacked}
    return {"keys": found, "wraps": wraps}


def _service(seen: Look, wanted: str) -> Service:
    """Return the service of this id; with an empty one, the one that is proposed. Raises Refused."""
    if not wanted:
        found = proposed(seen.services, seen.case)
        service = found.service if found else None
    else:
        service = of_id(seen.services, wanted)
    if service is None:
        raise Refused(404, "service")
    return service


def refer(seen: Look, change: Change, catalogue: Catalogue) -> list[OutboxRow]:
    """Hand the case to a service, and keep the wraps that the officer's browser made. Raises Refused.

    A case that the service has already only gets the wraps.
    """
    for action in ("refer", *(("status",) if change.note else ())):
        seen.require(action)
    service, has = _service(seen, change.service), having(seen.unit, seen.services, seen.case)
    referred = seen.case.status == "referred"
    if not (referred or "referred" in statuses(seen)):
        raise Refused(400, "status")
    reference, by = seen.case.reference, seen.caller.id
    rows: list[OutboxRow] = []
    if not referred:
        effect = ChangeStatus(reference, "referred", change.note.strip(), by, service=service.id)
        _, rows = change_status(seen.unit, catalogue, effect, seen.now)
    elif has is None or has.id != service.id:
        act = Act("handed-over", by, service.id)
        seen.unit.cases.work.hand_over(seen.case.id, reference, act, seen.now)
    keep(seen, keys(seen.unit, service), change)
    return rows


def keep(seen: Look, keyed: Sequence[ServiceKey], change: Change) -> None:
    """Keep wraps for these keys, of contents of this case that the officer has. Raises Refused."""
    if not change.wraps:
        return
    unit, allowed = seen.unit, {key.fingerprint for key in keyed}
    mine = unit.desk.access.key(seen.caller.id)
    if mine is None:
        raise Refused(403, "role")
    numbers = unit.cases.key_numbers(seen.case.reference)
    for to in dict.fromkeys(wrap.to for wrap in change.wraps):
        brought = {wrap.content: wrap.age for wrap in change.wraps if wrap.to == to}
        if (
            to not in allowed
            or not brought.keys() <= numbers.keys()
            or not all(map(is_wrap, brought.values()))
        ):
            raise Refused(400, "request")
        given = {numbers[content]: age for content, age in brought.items()}
        try:
            unit.desk.grants.grant(fingerprint(mine.recipient), to, given, seen.caller.id, seen.now)
        except Unopened:
            raise Refused(404, "unknown") from None


def hand_back(seen: Look, change: Change, catalogue: Catalogue) -> list[OutboxRow]:
    """Take the case back from the service that has it, with the service's reason. Raises Refused."""
    has = having(seen.unit, seen.services, seen.case)
    if not may_hand_back(seen, has):
        raise Refused(403, "role")
    if has is None or not _can_go_back(seen):
        raise Refused(400, "status")
    if change.reason not in REASONS:
        raise Refused(400, "request")
    reference, by = seen.case.reference, seen.caller.id
    effect = ChangeStatus(reference, "examined", "", by)
    _, rows = change_status(seen.unit, catalogue, effect, seen.now)
    seen.unit.custody.add(reference, seen.now, Act("handed-back", by, f"{has.id}:{change.reason}"))
    return rows


def may_hand_back(seen: Look, has: Service | None) -> bool:
    """Return whether this officer may hand the case back: one of the service's, or a supervisor."""
    return has is not None and (seen.caller.name in has.officers or seen.may("release"))


def _can_go_back(seen: Look) -> bool:
    """Return whether the case is one to be examined again: not once the prosecutor knows, nor when closed."""
    return seen.case.status not in CLOSED and follows("examined", seen.case.status)


def added(viewed: Json, seen: Look) -> Json:
    """Return a case for the page with its services; where there are some, a status alone refers no case."""
    services = told(seen)
    statuses = [one for one in viewed["statuses"] if services is None or one != "referred"]
    return viewed | {"services": services, "statuses": statuses}


def told(seen: Look) -> Json | None:
    """Return the services for the page: which has the case, which is proposed and why, and all of them."""
    if not seen.services:
        return None
    has, found = having(seen.unit, seen.services, seen.case), proposed(seen.services, seen.case)
    refers = seen.may("refer") and (seen.case.status == "referred" or "referred" in statuses(seen))
    return {
        "has": has.id if has else "",
        "proposed": found.service.id if found else "",
        "why": found.kind if found else "",
        "named": bool(found and found.named),
        "all": shown_services(seen.services),
        "refers": refers,
        "hands_back": may_hand_back(seen, has) and _can_go_back(seen),
    }


def shown_services(services: Sequence[Service]) -> list[Json]:
    """Return the services as the page gets them."""
    return [
        {
            "id": one.id,
            "name": {"fr": one.name.latin, "ar": one.name.arabic},
            "city": {"fr": one.city.latin, "ar": one.city.arabic},
            "contact": one.contact,
            "own_key": bool(one.key),
            "shown": one.shown,
        }
        for one in services
    ]
