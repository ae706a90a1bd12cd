"""Bringing a case of versions before 0.3 over to a key of its own, which an officer's browser made.

All or nothing, in one transaction: the new key, a header for every content, and the wraps.
"""

from collections.abc import Mapping

from bot.desk.contents.wanted import wanted
from bot.desk.contents.whole import view
from bot.desk.grants import recipient_of
from bot.desk.units import Units
from bot.desk.view import Look, Rules, look
from flows.core.receipts import read_reference
from handlers.desk.refusals import Refused
from handlers.desk.settings import Caller, Json
from storage.audit.headers import is_header
from storage.cases.files import EvidenceStore
from storage.desk.headers import BroughtOver
from storage.sealing.age import fingerprint, recipient
from storage.sealing.bare_wraps import is_wrap
from storage.sealing.seals import own_key
from storage.unit import Unit


class Bringing:
    """Keeps `handlers.desk.settings.Bringing`."""

    def __init__(self, units: Units, files: EvidenceStore, rules: Rules) -> None:
        self._units = units
        self._files = files
        self._rules = rules

    async def bring(
        self,
        caller: Caller,
        reference: str,
        public: str,
        headers: Mapping[str, bytes],
        wraps: Mapping[str, bytes],
    ) -> Json:
        """Give a case a key of its own; return the case as it is then."""
        plain = read_reference(reference)
        if not all(map(is_wrap, wraps.values())) or not all(map(is_header, headers.values())):
            raise Refused(400, "request")

        def work(unit: Unit) -> Json:
            unit.custody.lock()  # of two at once, the second finds the key of the first
            seen = look(unit, caller, plain, unit.clock())
            if not seen.may("open"):
                raise Refused(403, "role")
            if unit.desk.contents.recipient(plain):
                raise Refused(409, "brought")
            _check_keys(seen, public, wraps)
            if lacking := [key for key in wanted(unit, plain) if key.fingerprint not in wraps]:
                names = unit.officers.names()
                who = sorted({names.get(key.owner, key.owner) for key in lacking})
                raise Refused(409, "lacking", officer=", ".join(who))
            if set(headers) != self._older(unit, plain):
                raise Refused(409, "changed", changes=[])
            brought = BroughtOver(plain, public, headers, wraps)
            unit.desk.headers.bring(brought, caller.id, seen.now)
            return view(look(unit, caller, plain, seen.now), self._rules)

        return await self._units.write(work)

    def _older(self, unit: Unit, reference: str) -> set[str]:
        """Return the contents that are sealed to each officer's key. Raises Refused."""
        pieces = [one.id for one in unit.evidence.of_case(reference) if one.state == "stored"]
        try:
            older = [one for one in pieces if not own_key(next(iter(self._files.raw(one)), b""))]
        except FileNotFoundError:
            raise Refused(404, "unknown") from None
        return {*unit.desk.headers.older_entries(reference), *(f"evidence:{one}" for one in older)}


def _check_keys(seen: Look, public: str, wraps: Mapping[str, bytes]) -> None:
    """Refuse a key that is somebody's, and wraps that lack the officer's own or are for a key not in use."""
    unit = seen.unit
    try:
        recipient(public)
    except ValueError:
        raise Refused(400, "recipient") from None
    if any(one.fingerprint == fingerprint(public) for one in unit.keys.all()):
        raise Refused(400, "recipient")
    key = unit.desk.access.key(seen.caller.id)
    if key is None or fingerprint(key.recipient) not in wraps:
        raise Refused(400, "request")
    for name in wraps:
        recipient_of(unit, name)
