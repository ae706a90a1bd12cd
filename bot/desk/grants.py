"""Grants at the desk: pages of wraps that a colleague lacks, and the wraps that the giver's browser made."""

import base64
import secrets

import pyrage

from bot.desk.people import owners_of
from bot.desk.units import Units
from flows.desk.roles import OPENING, may
from handlers.desk.refusals import Refused
from handlers.desk.settings import Caller, Json
from handlers.desk.shapes import Granted
from storage.desk.grants import Content
from storage.errors import Unopened
from storage.sealing.age import fingerprint, recipient
from storage.sealing.bare_wraps import is_wrap
from storage.sealing.officer_keys import FIRST_OWNER
from storage.unit import Unit


class GrantWork:
    """Keeps `handlers.desk.settings.Grants`."""

    def __init__(self, units: Units) -> None:
        self._units = units

    async def lacking(self, caller: Caller, to: str, after: int, of: str = "") -> Json:
        """Return what the caller's key opens and the other key does not, one page of it.

        `of` is an earlier key of the caller, whose recovery sheet still opens what it had, or the first key
        of the server, for who has its file; what these open goes to the caller's own key.
        """

        def read(unit: Unit) -> Json:
            mine, recipient = _mine(unit, caller, to, of), recipient_of(unit, to)
            found = unit.desk.grants.lacking(mine, to, after)
            return {
                "contents": [
                    {"number": str(number), "wrap": base64.b64encode(age).decode()} for number, age in found
                ],
                "to": {"fingerprint": to, "recipient": recipient},
            }

        return await self._units.read(read)

    async def challenge(self, caller: Caller, of: str) -> Json:
        """Return random bytes that are sealed to an earlier key, or to the first key of the server."""

        def begin(unit: Unit) -> Json:
            if not may(caller.role, "grant"):
                raise Refused(403, "role")
            earlier = _earlier(unit, caller.id).get(of)
            if earlier is None:
                raise Refused(404, "old-key")
            answer = secrets.token_bytes(32)
            unit.desk.sessions.challenge(_asked(caller, of), answer, unit.clock())
            return {"age": base64.b64encode(pyrage.encrypt(answer, (recipient(earlier),))).decode()}

        return await self._units.write(begin)

    async def grant(self, caller: Caller, given: Granted) -> Json:
        """Keep wraps for a key that is in use: a colleague's, or the caller's own after an earlier one.

        Who gives from an earlier key has opened a challenge with it: a useless wrap could else stand where
        the only one that opens is then withdrawn.
        """
        to, of = given.to, given.of
        wraps = {int(each.number): each.age for each in given.wraps}
        if not all(map(is_wrap, wraps.values())):
            raise Refused(400, "request")

        def keep(unit: Unit) -> Json:
            mine = _mine(unit, caller, to, of)
            recipient_of(unit, to)
            if of and not unit.desk.sessions.answered(_asked(caller, of), given.answer, unit.clock()):
                raise Refused(400, "not-held")
            try:
                granted = unit.desk.grants.grant(mine, to, wraps, caller.id, unit.clock())
            except Unopened:
                raise Refused(404, "unknown") from None
            return {"granted": granted}

        return await self._units.write(keep)

    async def discard(self, caller: Caller, reference: str, content: str) -> Json:
        """Delete the wrap that a colleague gave to the caller's key, which says that it opens nothing."""

        def delete(unit: Unit) -> Json:
            unit.custody.lock()  # of two at once, the second finds what the first has left
            key = unit.desk.access.key(caller.id)
            number = unit.cases.key_numbers(reference).get(content)
            if key is None or number is None:
                raise Refused(404, "unknown")
            given, mine = Content(number, reference, content), fingerprint(key.recipient)
            if [wrap.fingerprint for wrap in unit.wraps.of(number)] == [mine]:
                raise Refused(409, "only-wrap")
            if not unit.desk.grants.discard(mine, given, caller.id, unit.clock()):
                raise Refused(409, "wrap")
            return {}

        return await self._units.write(delete)


def _mine(unit: Unit, caller: Caller, to: str, of: str) -> str:
    """Return the fingerprint of the caller's key, or the named earlier one of the caller. Raises Refused.

    What an earlier key opened goes to the caller's own present key alone.
    """
    key = unit.desk.access.key(caller.id)
    if key is None or not may(caller.role, "grant"):
        raise Refused(403, "role")
    if not of:
        return fingerprint(key.recipient)
    if of not in _earlier(unit, caller.id):
        raise Refused(404, "old-key")
    if to != fingerprint(key.recipient):
        raise Refused(404, "unknown")
    return of


def _asked(caller: Caller, of: str) -> str:
    return f"grant:{caller.id}:{of}"


def _earlier(unit: Unit, officer: str) -> dict[str, str]:
    """Return an officer's keys by fingerprint, with those of before the desk, and the first key.

    The first key is nobody's own. The wraps for it are sealed to it, and serve only who has its file.
    """
    present = unit.officers.present()
    who = next((one for one in present if one.id == officer), None)
    owners = set(owners_of(unit, who)) if who else set()
    if all(FIRST_OWNER not in (one.id, one.name) for one in present):
        owners.add(FIRST_OWNER)
    return {one.fingerprint: one.recipient for one in unit.keys.all() if one.owner in owners}


def recipient_of(unit: Unit, to: str) -> str:
    """Return the public key of this fingerprint, if it is an officer's in use who may open cases.

    Raises Refused.
    """
    found = next((key for key in unit.keys.present() if key.fingerprint == to), None)
    if found is None:
        raise Refused(404, "unknown")
    owner = next((one for one in unit.officers.present() if found.owner in (one.id, one.name)), None)
    if owner is not None and (not owner.works or owner.role not in OPENING):
        raise Refused(404, "unknown")
    return found.recipient
