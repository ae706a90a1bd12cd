"""Officers' invitations, keys and passkeys for the desk. The custody log vouches for each row."""

from dataclasses import astuple
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import select

from flows.record import changed, record
from storage.cases.officers import CODE_SECONDS, fresh_code, plain_code
from storage.custody.directory import DeskRoll
from storage.custody.links import SERVER, Act
from storage.database.statements import upserting
from storage.database.transaction import Transaction
from storage.errors import Unopened
from storage.sealing.vault import Vault
from storage.tables.desk import StoredDeskKey, StoredInvitation, StoredPasskey

SHEET_SECONDS = 90 * 86400.0
"""After so many seconds the recovery sheet is to be typed again."""
LONG_AGO = 1.0
"""The time of a proof that counts no longer."""
_INVITE = upserting(StoredInvitation, order=5)
_KEY = upserting(StoredDeskKey, order=5)
_PASSKEY = upserting(StoredPasskey, order=5)
_i, _k, _p = StoredInvitation.__table__.c, StoredDeskKey.__table__.c, StoredPasskey.__table__.c


@record
class DeskKey:
    """An officer's key as the log vouches for it; see `StoredDeskKey`."""

    officer: str
    recipient: str
    made: float
    passkey_proved: float = 0.0
    sheet_proved: float = 0.0
    confirmed: float = 0.0
    confirmed_by: str = ""

    @property
    def state(self) -> str:
        """Return how far the key is on its way to cases: unproved, unconfirmed or ready."""
        if not (self.passkey_proved and self.sheet_proved):
            return "unproved"
        return "ready" if self.confirmed else "unconfirmed"


@record
class Passkey:
    """A passkey, and the box that it opens. `count` is not vouched for: it grows with each signature."""

    id: str
    officer: str
    public_key: str
    way: str
    box: bytes
    added: float
    count: int = 0


class Access:
    """Reads and changes invitations, keys and passkeys in one transaction."""

    def __init__(self, transaction: Transaction, vault: Vault, roll: DeskRoll) -> None:
        self._transaction = transaction
        self._vault = vault
        self._roll = roll

    def invite(self, officer: str, now: float, by: str = SERVER) -> str:
        """Return a new code for an officer, in place of an earlier one."""
        code = fresh_code()
        token = self._code(code)
        self._transaction.write(_INVITE, _INVITE.row(officer=officer, token=token, made=now))
        self._roll.note(Act("invited", by, f"invitation:{officer}"), now, token, now)
        return code

    def invited(self, code: str, now: float) -> str:
        """Return the officer whom this code invites; empty where it is older than a day, used or unknown."""
        query = select(StoredInvitation).where(_i.token == self._code(code), _i.made > now - CODE_SECONDS)
        for row in self._transaction.found(query):
            if self._roll.believed(f"invitation:{row.officer}", row.token, row.made):
                return row.officer
        return ""

    def open_invitations(self, now: float) -> set[str]:
        """Return the officers whose invitation is neither used nor older than a day."""
        rows = self._transaction.found(select(StoredInvitation).where(_i.made > now - CODE_SECONDS))
        return {
            row.officer
            for row in rows
            if self._roll.believed(f"invitation:{row.officer}", row.token, row.made)
        }

    def withdraw_invitations(self, now: float) -> None:
        """Withdraw every invitation that nobody has used yet."""
        for row in self._transaction.found(select(StoredInvitation)):
            self._withdraw_invitation(row.officer, now, SERVER)

    def enrol(self, key: DeskKey, passkey: Passkey) -> None:
        """Use up the officer's invitation for a key and its first passkey, in place of earlier ones."""
        self._withdraw_invitation(key.officer, key.made, key.officer)
        for other in self.passkeys(key.officer):
            self.drop(other.id, key.made, key.officer)
        self._keep(key, "desk-enrolled", key.officer, key.made)
        self.add_passkey(passkey)

    def key(self, officer: str) -> DeskKey | None:
        """Return the officer's key, or None."""
        found = self._transaction.found(select(StoredDeskKey).where(_k.officer == officer))
        return next((key for row in found if (key := self._key(row))), None)

    def keys(self) -> dict[str, DeskKey]:
        """Return every officer's key, by officer."""
        found = map(self._key, self._transaction.found(select(StoredDeskKey)))
        return {key.officer: key for key in found if key}

    def prove(self, officer: str, now: float, *, sheet: bool, passkey: bool) -> DeskKey | None:
        """Record that the private half opened again, from the sheet or by a passkey."""
        key = self.key(officer)
        if key is None:
            return None
        if passkey and not key.passkey_proved:
            key = changed(key, passkey_proved=now)
        if sheet:
            key = changed(key, sheet_proved=now)
        self._keep(key, "desk-proved", officer, now)
        return key

    def ask_sheet(self, officer: str, now: float) -> None:
        """Have the recovery sheet of an officer asked for again; the key stays as it is."""
        key = self.key(officer)
        if key is not None and key.sheet_proved:
            self._keep(changed(key, sheet_proved=LONG_AGO), "desk-proved", officer, now)

    def confirm(self, officer: str, by: str, now: float) -> DeskKey | None:
        """Record that somebody compared the officer's fingerprint."""
        key = self.key(officer)
        if key is not None:
            key = changed(key, confirmed=now, confirmed_by=by)
            self._keep(key, "desk-confirmed", by, now)
        return key

    def end(self, officer: str, now: float, by: str = SERVER) -> None:
        """Delete an officer's invitation, passkeys and key."""
        self._withdraw_invitation(officer, now, by)
        for each in self.passkeys(officer):
            self.drop(each.id, now, by)
        if self._transaction.execute(delete(StoredDeskKey).where(_k.officer == officer)):
            self._roll.note(Act("desk-ended", by, f"key:{officer}"), now)

    def add_passkey(self, passkey: Passkey) -> None:
        """Keep a passkey with its box."""
        box = self._vault.protect(passkey.box, f"passkey:{passkey.id}")
        self._transaction.write(_PASSKEY, _PASSKEY.row(**_fields(passkey) | {"box": box}))
        name = f"passkey:{passkey.id}"
        self._roll.note(Act("passkey-added", passkey.officer, name), passkey.added, *_vouched(passkey))

    def passkey(self, identity: str) -> Passkey | None:
        """Return the passkey with this credential id, or None."""
        found = self._transaction.found(select(StoredPasskey).where(_p.id == identity))
        return next((one for row in found if (one := self._passkey(row))), None)

    def passkeys(self, officer: str) -> list[Passkey]:
        """Return an officer's passkeys, the oldest first."""
        query = select(StoredPasskey).where(_p.officer == officer).order_by(_p.added, _p.id)
        return [one for row in self._transaction.found(query) if (one := self._passkey(row))]

    def counted(self, identity: str, count: int) -> None:
        """Record how often the authenticator says that it has signed."""
        self._transaction.execute(update(StoredPasskey).where(_p.id == identity).values(count=count))

    def drop(self, identity: str, now: float, by: str) -> None:
        """Delete a passkey."""
        if self._transaction.execute(delete(StoredPasskey).where(_p.id == identity)):
            self._roll.note(Act("passkey-removed", by, f"passkey:{identity}"), now)

    def visited(self, officer: str, now: float, every: float = 60.0) -> None:
        """Record the officer's last visit, once in a while."""
        due = (_k.officer == officer) & (_k.seen < now - every)
        self._transaction.execute(update(StoredDeskKey).where(due).values(seen=now))

    def visits(self) -> dict[str, float]:
        """Return the last visit of each officer."""
        return {row[0]: row[1] for row in self._transaction.rows(select(_k.officer, _k.seen))}

    def strange(self) -> list[str]:
        """Return the names of rows that the log does not vouch for, and of rows that it misses."""
        told = self._roll.told()
        keys = self._transaction.found(select(StoredDeskKey))
        passkeys = self._transaction.found(select(StoredPasskey))
        invitations = self._transaction.found(select(StoredInvitation))
        here = {f"key:{row.officer}": bool(self._key(row)) for row in keys}
        here |= {f"passkey:{row.id}": bool(self._passkey(row)) for row in passkeys}
        for row in invitations:
            name = f"invitation:{row.officer}"
            here[name] = self._roll.believed(name, row.token, row.made)
        return sorted({name for name, token in told.items() if token and not here.get(name)} | _wrong(here))

    def _withdraw_invitation(self, officer: str, now: float, by: str) -> None:
        if self._transaction.execute(delete(StoredInvitation).where(_i.officer == officer)):
            self._roll.note(Act("invitation-used", by, f"invitation:{officer}"), now)

    def _keep(self, key: DeskKey, event: str, by: str, now: float) -> None:
        self._transaction.write(_KEY, _KEY.row(**_fields(key), seen=now))
        self._roll.note(Act(event, by, f"key:{key.officer}"), now, *astuple(key))

    def _key(self, row: StoredDeskKey) -> DeskKey | None:
        key = DeskKey(
            officer=row.officer,
            recipient=row.recipient,
            made=row.made,
            passkey_proved=row.passkey_proved,
            sheet_proved=row.sheet_proved,
            confirmed=row.confirmed,
            confirmed_by=row.confirmed_by,
        )
        return key if self._roll.believed(f"key:{row.officer}", *astuple(key)) else None

    def _passkey(self, row: StoredPasskey) -> Passkey | None:
        name = f"passkey:{row.id}"
        try:
            box = self._vault.reveal(bytes(row.box), name)
        except Unopened:
            return None
        one = Passkey(row.id, row.officer, row.public_key, row.way, box, row.added, row.count)
        return one if self._roll.believed(name, *_vouched(one)) else None

    def _code(self, code: str) -> str:
        return self._vault.token("desk invitation:" + plain_code(code))


def _fields(one: DeskKey | Passkey) -> dict[str, Any]:
    return {name: getattr(one, name) for name in type(one).__dataclass_fields__}


def _vouched(one: Passkey) -> tuple[str | float, ...]:
    """Return what the log vouches for; the box itself by its bytes, which never change."""
    return (one.officer, one.public_key, one.way, one.box.hex(), one.added)


def _wrong(here: dict[str, bool]) -> set[str]:
    return {name for name, believed in here.items() if not believed}
