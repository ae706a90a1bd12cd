"""The public keys that cases are sealed to: the officers' age keys and the recovery key.

If no officer has a key, the server makes one, so that reports can be taken at once. The private key then lies
on this server, which is no better than not sealing; commands and `doctor` say so until the file is moved
away.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import update
from sqlmodel import col, select

from flows.record import record
from storage.database.statements import upserting
from storage.database.transaction import Transaction
from storage.durable import create_file
from storage.errors import LastKey, Unsealable
from storage.sealing.age import (
    Recipients,
    fingerprint,
    fresh_key,
    identities,
    identity,
    key_text,
    recipient,
)
from storage.sealing.wraps import Unsure, Wraps
from storage.tables.custody import StoredOfficerKey

RECOVERY = "recovery"
FOLDER = "keys"
FIRST = "officer.key"
FIRST_OWNER = "officer"
"""The owner of the key that the server makes where no officer has one; it is no officer's own."""
_ADD = upserting(StoredOfficerKey, order=5)
_IN_USE = (
    "SELECT fingerprint, recipient, owner, added, removed FROM keys "
    "WHERE removed = 0 ORDER BY added, fingerprint"
)


@record
class Key:
    """A public key. `owner` is an officer (id or name) or `recovery`; `removed` is 0 while it is in use."""

    fingerprint: str
    recipient: str
    owner: str
    added: float
    removed: float


class Roll(Protocol):
    """The custody log's word on keys: only rows whose token it tells are believed."""

    def told(self) -> Mapping[str, str]:
        """Return the newest token of every key, by its fingerprint."""

    def token(self, row: Key) -> str:
        """Return the token of a row."""

    def note(self, event: str, row: Key, now: float) -> None:
        """Write a change of a key into the log."""

    def lock(self) -> None:
        """Lock the log until the end of the transaction."""


class Keys:
    """Reads and changes the keys in one transaction. Private keys made here go to `keys/` in `folder`."""

    def __init__(self, transaction: Transaction, folder: Path, roll: Roll) -> None:
        self._transaction = transaction
        self._roll = roll
        self._data = folder
        self._recipients: Recipients = ()

    @property
    def _folder(self) -> Path:
        return self._data / FOLDER

    def present(self) -> list[Key]:
        """Return the keys that new cases are sealed to, the oldest first."""
        k = StoredOfficerKey
        query = select(k).where(k.removed == 0).order_by(col(k.added), k.fingerprint)
        return [*self._believed(map(_key, self._transaction.found(query)))]

    def strange(self) -> list[str]:
        """Return the fingerprints of rows that the log does not vouch for, and of rows that it misses."""
        rows = {key.fingerprint: key for key in self.all()}
        told = self._roll.told()
        return sorted(
            name
            for name in rows.keys() | told.keys()
            if name not in rows or told.get(name) != self._roll.token(rows[name])
        )

    def known(self) -> bool:
        """Return whether the log knows of any key: then the server makes none by itself."""
        return bool(self._roll.told())

    def _believed(self, rows: Iterable[Key]) -> Iterator[Key]:
        told = self._roll.told()
        return (row for row in rows if told.get(row.fingerprint) == self._roll.token(row))

    def all(self) -> list[Key]:
        """Return all keys, removed ones included, the oldest first."""
        query = select(StoredOfficerKey).order_by(col(StoredOfficerKey.added))
        return [_key(row) for row in self._transaction.found(query)]

    def first(self) -> Key | None:
        """Return the key that this server made for want of an officer's, while it is in use; else None.

        It is made where the log knows no key, so no other one is older.
        """
        oldest = self.all()[:1]
        return next((key for key in self.present() if key.owner == FIRST_OWNER and key in oldest), None)

    def add(self, owner: str, public: str, now: float) -> Key:
        """Seal new cases to this public key too. Raises ValueError if it is no age recipient."""
        recipient(public)
        name = fingerprint(public)
        key = Key(name, public, owner, now, 0.0)
        self._transaction.write(
            _ADD, _ADD.row(fingerprint=name, recipient=public, owner=owner, added=now, removed=0.0)
        )
        self._roll.note("key-added", key, now)
        self._transaction.send()  # `ready` reads without regard to rows in memory
        self._recipients = ()
        return key

    def remove(self, name: str, now: float, *, withdraw: bool = True) -> bool:
        """Seal new cases to this key (fingerprint or owner) no more, and delete its wraps.

        A wrap stays where nobody else surely has the content (`Wraps.of_keys` counts them), and all stay if
        not `withdraw`. Cases of versions before 0.3 still open for the key. Return False if there is no such
        key. Raises LastKey.
        """
        self._roll.lock()
        here = self.present()
        gone = [key for key in here if key.fingerprint == name or key.owner == name]
        if not gone:
            return False
        if not [key for key in here if key.owner != RECOVERY and key not in gone]:
            raise LastKey
        names = [key.fingerprint for key in gone]
        these = col(StoredOfficerKey.fingerprint).in_(names)
        self._transaction.execute(update(StoredOfficerKey).where(these).values(removed=now))
        if withdraw:
            Wraps(self._transaction).withdraw(names)
        for row in self._transaction.found(select(StoredOfficerKey).where(these)):
            self._roll.note("key-removed", _key(row), now)
        self._transaction.send()
        self._recipients = ()
        return True

    def withdraw(self, name: str, now: float) -> list[str]:
        """Delete the wraps of removed keys (fingerprint or owner) where a colleague has a grant.

        Return the fingerprints of these keys. `unsure` tells before, under `lock`, what nobody surely has.
        """
        self._roll.lock()
        gone = self._removed(name)
        names = [key.fingerprint for key in gone]
        Wraps(self._transaction).withdraw(names, granted=True)
        for key in gone:
            self._roll.note("key-withdrawn", key, now)
        return names

    def lock(self) -> None:
        """Let nobody else add or remove a key until the end of the transaction."""
        self._roll.lock()

    def unsure(self, name: str) -> Unsure:
        """Return how much `withdraw` would take from removed keys that no officer surely has."""
        return Wraps(self._transaction).unsure([key.fingerprint for key in self._removed(name)], RECOVERY)

    def _removed(self, name: str) -> list[Key]:
        return [key for key in self.all() if key.removed and name in (key.owner, key.fingerprint)]

    def ensure(self, now: float) -> Path | None:
        """Make a key if no officer has one, and return the path of its private key; else None.

        Raises ValueError if the log knows keys that are gone, or that it does not vouch for as they are.
        """
        if self._officers_have():
            return None
        self._roll.lock()  # of two who make the first key at once, the second finds that of the first
        if self._officers_have():
            return None
        if self.known():
            raise ValueError("the log knows keys that are not here")
        path = self._folder / FIRST
        text = create_file(path, fresh_key()[0].encode()).decode()
        self.add(FIRST_OWNER, str(identity(text).to_public()), now)
        return path

    def _officers_have(self) -> bool:
        """Return whether an officer has a key that is in use."""
        return any(key.owner != RECOVERY for key in self.present())

    def recipients(self, now: float) -> Recipients:
        """Return the keys to seal to; at least one is an officer's. Reads once for each transaction.

        Raises Unsealable.
        """
        if not self._recipients:
            try:
                self._recipients = self._read(now)
            except (ValueError, OSError):
                raise Unsealable from None
        return self._recipients

    def ready(self) -> Recipients:
        """Return the keys to seal to, or none if no officer has one. Raises ValueError."""
        found = [*self._believed(Key(*row) for row in self._transaction.peek(_IN_USE))]
        if all(row.owner == RECOVERY for row in found):
            return ()
        return [recipient(row.recipient) for row in found]

    def _read(self, now: float) -> Recipients:
        found = self.ready()
        if not found:
            self.ensure(now)
            found = self.ready()
        if not found:
            raise ValueError("no key that the log vouches for")
        return found

    def sealed(self) -> bool:
        """Return whether no private key, in use or removed, lies on this server."""
        return not self.local_identity()

    def local_identity(self, *, in_use: bool = False) -> str:
        """Return a private key that lies on this server, preferably one in use; empty if there is none.

        `in_use`: only one that new cases are sealed to. A removed key whose file is still here is none.
        """
        found = [each for path in sorted(self._folder.glob("*.key")) for each in _identities(path)]
        here = {str(each.to_public()): str(each) for each in found}
        if not here:
            return ""
        known = self.present() if in_use else sorted(self.all(), key=lambda key: key.removed > 0)
        return next((here[key.recipient] for key in known if key.recipient in here), "")

    def local_files(self) -> list[Path]:
        """Return the files on this server that hold a private key."""
        return [path for path in sorted(self._folder.glob("*.key")) if _identities(path)]


def _key(row: StoredOfficerKey) -> Key:
    return Key(row.fingerprint, row.recipient, row.owner, row.added, row.removed)


def _identities(path: Path) -> list[Any]:  # Any: pyrage's identities
    try:
        return identities(key_text(path))
    except (OSError, ValueError):
        return []
