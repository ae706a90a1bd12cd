"""Whom cases are sealed to: the officers' age keys and the recovery key, public halves only.

Where no officer has a key, one is made so that the line can open its doors; its private half then lies on
this server, which is as good as not sealed, and is said wherever it matters until the file is gone.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from flows.record import record
from storage.database.transaction import Transaction
from storage.durable import sync_folder
from storage.errors import Unsealable
from storage.sealing.age import Recipients, fresh_key, identity, recipient
from storage.sealing.server_keys import made
from storage.tables.custody import KEYS

RECOVERY = "recovery"
FOLDER = "keys"
FIRST = "officer.key"
_k = KEYS.c
_RECIPIENTS = "SELECT recipient, owner FROM keys WHERE removed = 0 ORDER BY added, fingerprint"


class LastKey(Exception):
    """The only officer's key cannot go: nobody could open what is filed next."""


@record
class Key:
    """A public key. `owner` is an officer (id or name) or `recovery`; `removed` is 0 while it is in use."""

    fingerprint: str
    recipient: str
    owner: str
    added: float
    removed: float


class Keys:
    """Keys as one transaction sees them; `folder` is where a private half made here would lie."""

    def __init__(self, transaction: Transaction, folder: Path) -> None:
        self._transaction = transaction
        self._folder = folder / FOLDER
        self._recipients: Recipients = ()

    def present(self) -> list[Key]:
        """The keys that new cases are sealed to, the oldest first."""
        found = self._transaction.rows(select(KEYS).where(_k.removed == 0).order_by(_k.added, _k.fingerprint))
        return [Key(*row) for row in found]

    def all(self) -> list[Key]:
        """Those too that were removed."""
        return [Key(*row) for row in self._transaction.rows(select(KEYS).order_by(_k.added))]

    def add(self, owner: str, public: str, now: float) -> Key:
        """From now on new cases open for this key too. Raises ValueError."""
        recipient(public)
        key = Key(fingerprint(public), public, owner, now, 0.0)
        known = select(_k.fingerprint).where(_k.fingerprint == key.fingerprint)
        values = {"recipient": public, "owner": owner, "added": now, "removed": 0.0}
        if self._transaction.rows(known):
            self._transaction.execute(update(KEYS).where(_k.fingerprint == key.fingerprint).values(values))
        else:
            self._transaction.execute(insert(KEYS).values(values | {"fingerprint": key.fingerprint}))
        self._recipients = ()
        return key

    def remove(self, name: str, now: float) -> bool:
        """New cases no longer open for this key; old ones do. False: no such key. Raises LastKey."""
        here = self.present()
        gone = [key for key in here if key.fingerprint == name or key.owner == name]
        if not gone:
            return False
        if not [key for key in here if key.owner != RECOVERY and key not in gone]:
            raise LastKey
        names = [key.fingerprint for key in gone]
        self._transaction.execute(update(KEYS).where(_k.fingerprint.in_(names)).values(removed=now))
        self._recipients = ()
        return True

    def ensure(self, now: float) -> Path | None:
        """Where no officer has a key, make one; the file of its private half."""
        if any(key.owner != RECOVERY for key in self.present()):
            return None
        path = self._folder / FIRST
        text = made(path, fresh_key()[0].encode()).decode()
        self.add("officer", str(identity(text).to_public()), now)
        return path

    def recipients(self, now: float) -> Recipients:
        """Whom to seal to; at least one officer. One cheap read for each transaction. Raises Unsealable."""
        if not self._recipients:
            try:
                self._recipients = self._read(now)
            except (ValueError, OSError):
                raise Unsealable from None
        return self._recipients

    def ready(self) -> Recipients:
        """Whom to seal to; nobody where no officer has a key. Raises ValueError."""
        found = self._transaction.peek(_RECIPIENTS)
        if all(owner == RECOVERY for _, owner in found):
            return ()
        return [recipient(public) for public, _ in found]

    def _read(self, now: float) -> Recipients:
        found = self.ready()
        if not found:
            self.ensure(now)
            found = self.ready()
        return found

    def sealed(self) -> bool:
        """Whether no private half of any key, in use or removed, lies on this server."""
        return not self.local_identity()

    def local_identity(self) -> str:
        """The private half that lies on this server, one in use before others; empty once all are moved."""
        found = (_identity(path) for path in sorted(self._folder.glob("*.key")))
        here = {str(each.to_public()): str(each) for each in found if each is not None}
        known = sorted(self.all(), key=lambda key: key.removed > 0) if here else []
        return next((here[key.recipient] for key in known if key.recipient in here), "")

    def local_files(self) -> list[Path]:
        """The files in which a private half lies."""
        return [path for path in sorted(self._folder.glob("*.key")) if _identity(path) is not None]


def new_key(path: Path) -> str:
    """Make a key pair for someone: writes the identity file, which must not exist; gives the recipient."""
    text, public = fresh_key()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.absolute().parent)
    return public


def fingerprint(public: str) -> str:
    """A short name to compare a public key by."""
    return hashlib.sha256(public.encode()).hexdigest()[:16]


def _identity(path: Path) -> Any:  # Any: pyrage's identity, or None
    try:
        return identity(path.read_text("ascii", "replace"))
    except (OSError, ValueError):
        return None
