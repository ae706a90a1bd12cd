"""Letting officers in: invitations, passkeys and keys, sessions, proofs that a key can be opened again."""

import asyncio
import base64
import secrets

import pyrage

from bot.desk import passkeys
from bot.desk.passkeys import Made
from bot.desk.people import retire
from bot.desk.refer import shown_services
from bot.desk.units import Units
from bot.settings.config import Config
from flows.desk.roles import may
from flows.places.services import of_officer
from handlers.desk.refusals import Refused
from handlers.desk.settings import Caller, Desk, Enrolment, Json
from storage.cases.officers import Officer
from storage.custody.directory import SIGN_INS
from storage.custody.links import Act
from storage.desk.access import SHEET_SECONDS, DeskKey, Passkey
from storage.desk.sessions import Session
from storage.sealing.age import fingerprint, recipient
from storage.unit import Unit

FRESH = 600.0
"""A further passkey is added in so many seconds after the sign-in: who finds an open browser adds none."""
_AGE = b"age-encryption.org/v1\n"


class EntryWork:
    """Keeps `handlers.desk.settings.Access`."""

    def __init__(self, units: Units, organisation: str, config: Config) -> None:
        self._read = units.read
        self._write = units.write
        self._clock = units.clock
        self._signer = base64.b64encode(units.storage.signer.public).decode()
        self._organisation = organisation
        self._services, self._bureau = config.offered, config.interpol.bureau

    async def caller(self, secret: str) -> Caller | None:
        """Return whose cookie this is, or None."""

        def read(unit: Unit) -> Caller | None:
            session = unit.desk.sessions.find(secret, unit.clock())
            officer = _working(unit, session.officer) if session else None
            key = unit.desk.access.key(session.officer) if session else None
            if session is None or officer is None or key is None:
                return None
            if unit.desk.access.passkey(session.passkey) is None:
                return None
            return Caller(
                id=officer.id,
                name=officer.name,
                role=officer.role,
                state=key.state,
                secret=secret,
                passkey=session.passkey,
                signed_in=session.made,
            )

        return await self._read(read)

    async def invitation(self, code: str, desk: Desk) -> Json:
        """Return the officer whom a one-time code invites, and what to make a passkey with."""

        def begin(unit: Unit) -> Json:
            officer = _invited(unit, code)
            options = self._to_make(unit, officer, desk)
            return {"officer": _shown(officer), "organisation": self._organisation, "options": options}

        return await self._write(begin)

    async def enrol(self, code: str, made: Enrolment, desk: Desk) -> Json:
        """Use a code up for a passkey and a key, of which nothing is believed yet."""
        _check_box(made.box)
        name = _check_recipient(made.recipient)
        challenge, passkey = await asyncio.to_thread(passkeys.made, made.credential, desk)

        def keep(unit: Unit) -> Json:
            unit.custody.lock()  # of two who use a code at once, the second finds it used
            now, officer = unit.clock(), _invited(unit, code)
            if not unit.desk.sessions.answered(f"make:{officer.id}", challenge, now):
                raise Refused(400, "passkey")
            if any(key.fingerprint == name for key in unit.keys.all()):
                raise Refused(400, "recipient")
            if unit.desk.access.passkey(passkey.id) is not None:
                raise Refused(400, "passkey")
            unit.desk.sessions.end_all(officer.id)
            retire(unit, officer.id, now)
            key = DeskKey(officer.id, made.recipient, now)
            unit.desk.access.enrol(key, _passkey(passkey, officer.id, made, now))
            return {"fingerprint": name}

        return await self._write(keep)

    async def sign_in_options(self, desk: Desk) -> Json:
        """Return what to use a passkey with."""
        challenge, options = await asyncio.to_thread(passkeys.to_use, desk)
        await self._write(lambda unit: unit.desk.sessions.challenge("use", challenge, unit.clock()))
        return {"options": options}

    async def sign_in(self, credential: bytes, desk: Desk) -> tuple[str, Json]:
        """Check a passkey's signature and begin a session; each one is an act in the custody log."""
        given = passkeys.used(credential)
        known = await self._read(lambda unit: unit.desk.access.passkey(given.id))
        if known is None or known.officer != given.officer:
            raise Refused(400, "passkey")
        public = Made(known.id, known.public_key, known.count)
        count = await asyncio.to_thread(passkeys.count, credential, public, given.challenge, desk)

        def begin(unit: Unit) -> tuple[str, Json]:
            now = unit.clock()
            if not unit.desk.sessions.answered("use", given.challenge, now):
                raise Refused(400, "passkey")
            if _working(unit, known.officer) is None:
                raise Refused(403, "suspended")
            unit.desk.access.counted(known.id, count)
            unit.desk.access.visited(known.officer, now)
            unit.custody.add(SIGN_INS, now, Act("signed-in", known.officer, known.id))
            session = Session(known.officer, known.id, now)
            return unit.desk.sessions.begin(known.officer, known.id, now), self._me(unit, session)

        return await self._write(begin)

    async def sign_out(self, caller: Caller) -> None:
        """End the session."""
        await self._write(lambda unit: unit.desk.sessions.end(caller.secret))

    async def me(self, caller: Caller) -> Json:
        """Return the officer who is signed in."""
        return await self._read(lambda unit: self._me(unit, _session(caller)))

    async def challenge(self, caller: Caller) -> Json:
        """Return random bytes that are sealed to the officer's key."""

        def begin(unit: Unit) -> Json:
            answer, key = secrets.token_bytes(32), _key(unit, caller.id)
            unit.desk.sessions.challenge(f"prove:{caller.id}", answer, unit.clock())
            age = bytes(pyrage.encrypt(answer, (recipient(key.recipient),)))
            return {"age": base64.b64encode(age).decode()}

        return await self._write(begin)

    async def prove(self, caller: Caller, answer: bytes, way: str) -> Json:
        """Take the opened bytes as a proof. A second passkey stands for the sheet too."""

        def keep(unit: Unit) -> Json:
            now = unit.clock()
            if not unit.desk.sessions.answered(f"prove:{caller.id}", answer, now):
                raise Refused(400, "proof")
            first = unit.desk.access.passkeys(caller.id)[:1]
            second = way == "passkey" and [each.id for each in first] != [caller.passkey]
            sheet = way == "sheet" or second
            unit.desk.access.prove(caller.id, now, sheet=sheet, passkey=way == "passkey")
            return self._me(unit, _session(caller))

        return await self._write(keep)

    async def passkey_options(self, caller: Caller, desk: Desk) -> Json:
        """Return what to make a further passkey with."""
        self._check_fresh(caller)

        def begin(unit: Unit) -> Json:
            officer = _working(unit, caller.id)
            if officer is None:
                raise Refused(401, "session")
            return {"options": self._to_make(unit, officer, desk)}

        return await self._write(begin)

    async def add_passkey(self, caller: Caller, made: Enrolment, desk: Desk) -> Json:
        """Keep a further passkey with its box."""
        self._check_fresh(caller)
        _check_box(made.box)
        challenge, passkey = await asyncio.to_thread(passkeys.made, made.credential, desk)

        def keep(unit: Unit) -> Json:
            now, known = unit.clock(), unit.desk.access.passkey(passkey.id)
            if known or not unit.desk.sessions.answered(f"make:{caller.id}", challenge, now):
                raise Refused(400, "passkey")
            unit.desk.access.add_passkey(_passkey(passkey, caller.id, made, now))
            return self._me(unit, _session(caller))

        return await self._write(keep)

    async def passkeys(self, caller: Caller) -> Json:
        """Return the officer's passkeys, the oldest first."""
        found = await self._read(lambda unit: unit.desk.access.passkeys(caller.id))
        rows = [{"id": one.id, "added": one.added, "here": one.id == caller.passkey} for one in found]
        return {"passkeys": rows}

    async def remove_passkey(self, caller: Caller, identity: str) -> Json:
        """Take a passkey away, but for the last one; its sessions end.

        Where one is left, the recovery sheet is asked for again: nothing else opens the key without that one.
        """
        self._check_fresh(caller)

        def work(unit: Unit) -> Json:
            unit.custody.lock()  # of two at once, the second finds what the first has left
            now, access = unit.clock(), unit.desk.access
            left = [one.id for one in access.passkeys(caller.id) if one.id != identity]
            known = access.passkey(identity)
            if known is None or known.officer != caller.id:
                raise Refused(404, "unknown")
            if not left:
                raise Refused(409, "last-passkey")
            access.drop(identity, now, caller.id)
            if len(left) == 1:
                access.ask_sheet(caller.id, now)
            return {"left": len(left)}

        return await self._write(work)

    def _to_make(self, unit: Unit, officer: Officer, desk: Desk) -> object:
        shown = passkeys.Officer(officer.id, officer.name, self._organisation)
        known = [each.id for each in unit.desk.access.passkeys(officer.id)]
        challenge, options = passkeys.to_make(desk, shown, known)
        unit.desk.sessions.challenge(f"make:{officer.id}", challenge, unit.clock())
        return options

    def _check_fresh(self, caller: Caller) -> None:
        if caller.signed_in < self._clock() - FRESH:
            raise Refused(403, "stale")

    def _me(self, unit: Unit, session: Session) -> Json:
        officer, key = unit.officers.get(session.officer), _key(unit, session.officer)
        passkey = unit.desk.access.passkey(session.passkey)
        if officer is None or passkey is None:
            raise Refused(401, "session")
        due = key.state == "ready" and key.sheet_proved < unit.clock() - SHEET_SECONDS
        return {
            "officer": _shown(officer),
            "state": key.state,
            "box": {"way": passkey.way, "age": base64.b64encode(passkey.box).decode()},
            "recipient": key.recipient,
            "fingerprint": fingerprint(key.recipient),
            "confirmable": _confirmable(unit, officer),
            "sheet_due": due,
            "language": officer.language,
            "organisation": self._organisation,
            "signer": self._signer,
            "services": [one.id for one in of_officer(self._services, officer.name)],
            "offered": shown_services(self._services),
            "bureau": self._bureau,
        }


def _confirmable(unit: Unit, officer: Officer) -> bool:
    """Return whether a colleague who can sign in may confirm the officer's key."""
    keys = unit.desk.access.keys()
    ready = {name for name, key in keys.items() if key.state == "ready" and name != officer.id}
    return any(one.id in ready and one.works and may(one.role, "confirm") for one in unit.officers.present())


def _working(unit: Unit, officer: str) -> Officer | None:
    """Return the officer, if the log vouches for one who is neither removed nor suspended."""
    return next((one for one in unit.officers.present() if one.id == officer and one.works), None)


def _invited(unit: Unit, code: str) -> Officer:
    """Return the officer whom the code invites. Raises Refused 410."""
    officer = _working(unit, unit.desk.access.invited(code, unit.clock()))
    if officer is None:
        raise Refused(410, "gone")
    return officer


def _key(unit: Unit, officer: str) -> DeskKey:
    key = unit.desk.access.key(officer)
    if key is None:
        raise Refused(401, "session")
    return key


def _session(caller: Caller) -> Session:
    return Session(caller.id, caller.passkey, caller.signed_in)


def _shown(officer: Officer) -> Json:
    return {"id": officer.id, "name": officer.name, "role": officer.role}


def _passkey(made: Made, officer: str, given: Enrolment, now: float) -> Passkey:
    return Passkey(made.id, officer, made.public_key, given.way, given.box, now, made.count)


def _check_box(box: bytes) -> None:
    if not box.startswith(_AGE):
        raise Refused(400, "box")


def _check_recipient(public: str) -> str:
    """Return the fingerprint of a public key. Raises Refused."""
    try:
        recipient(public)
    except ValueError:
        raise Refused(400, "recipient") from None
    return fingerprint(public)
