"""The facts that the server seals into a bag: the case, words to its reporter, names of officers."""

from collections.abc import Mapping
from typing import Any

import msgspec

from flows.record import record
from storage.cases.views import Case
from storage.unit import Unit

Json = dict[str, Any]  # Any: what JSON holds
_json = msgspec.json.Encoder().encode


@record
class Export:
    """An export: the institution's name, the officer's id or name, the time."""

    organisation: str
    actor: str
    now: float


def facts(unit: Unit, case: Case, export: Export) -> bytes:
    """Return the facts of a case as JSON."""
    names = unit.officers.names()
    pieces = unit.evidence.of_case(case.reference)
    return _json(
        {
            "reference": case.reference,
            "category": case.category,
            "status": case.status,
            "urgent": case.urgent,
            "anonymous": case.anonymous,
            "place": case.place,
            "channel": case.channel,
            "language": case.language,
            "pseudonym": case.pseudonym,
            "created": case.created,
            "updated": case.updated,
            "organisation": export.organisation,
            "exported": export.now,
            "exported_by": names.get(export.actor, export.actor),
            "officers": names,
            "thread": thread(unit, case.reference, names),
            "files": [
                {"id": one.id, "state": one.state, "received": one.received, "sealed_sha256": one.sha256}
                for one in pieces
            ],
        }
    )


def thread(unit: Unit, reference: str, names: Mapping[str, str]) -> list[Json]:
    """Return what was said to the reporter, and when the reporter added something, oldest first."""
    found: list[Json] = [
        {"time": time, "officer": "", "kind": "answer", "status": "", "note": "", "number": "", "salt": ""}
        for time in unit.cases.additions(reference)
    ]
    before = "received"
    for one in unit.cases.history(reference):
        kind, before = "ask" if one.status == before else "status", one.status
        status = one.status if kind == "status" else ""
        said = {"officer": names.get(one.officer, ""), "kind": kind, "status": status, "note": one.note}
        found.append({"time": one.time, "number": one.number, "salt": one.salt, **said})
    return sorted(found, key=lambda item: item["time"])
