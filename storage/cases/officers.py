"""Officers: added by a command, enrolled by a one-time code, never deleted: the past keeps its names."""

import hashlib
import secrets
from typing import Any

from sqlalchemy import ColumnElement, insert, select, update

from flows.record import record
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.cases import OFFICERS

_o = OFFICERS.c
# No vowels and no look-alikes: nothing to misread, nothing that spells a word.
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
_CODE_LENGTH = 20


@record
class Officer:
    """An officer; `chat` is empty until enrolled; times are 0 until they happen."""

    id: str
    name: str
    chat: str
    language: str
    added: float
    enrolled: float
    removed: float


class Officers:
    """Officers as one transaction sees them. Never cached: commands change them beside the server."""

    def __init__(self, transaction: Transaction, vault: Vault) -> None:
        self._transaction = transaction
        self._vault = vault

    def add(self, name: str, now: float) -> tuple[Officer, str]:
        """A new officer and the enrolment code, which is shown once: only its hash is kept."""
        code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
        officer = Officer(secrets.token_hex(4), name, "", "", now, 0.0, 0.0)
        row = {
            "id": officer.id,
            "name": name,
            "code_hash": _hash(code),
            "chat": "",
            "language": "",
            "address": None,
        }
        times = {"added": now, "enrolled": 0.0, "removed": 0.0}
        self._transaction.execute(insert(OFFICERS).values(row | times))
        return officer, code

    def by_code(self, code: str) -> Officer | None:
        """The officer for whom this code waits; None once it was used or the officer removed."""
        return self._one(_o.code_hash == _hash(code))

    def by_chat(self, chat: str) -> Officer | None:
        """The officer that this chat belongs to."""
        return self._one((_o.chat == self._vault.chat(chat)) & (_o.chat != ""))

    def get(self, officer: str) -> Officer | None:
        """The officer with this id, removed or not."""
        found = self._transaction.rows(_select().where(_o.id == officer))
        return self._officer(found[0]) if found else None

    def enrol(self, officer: str, chat: str, now: float, *, language: str = "") -> None:
        """The chat is the officer's from now on, and nobody else's; the code is used up."""
        token = self._vault.chat(chat)
        self._transaction.execute(update(OFFICERS).where(_o.chat == token).values(chat="", address=None))
        address = self._vault.protect(chat.encode(), f"officer:{officer}")
        values = {"chat": token, "language": language, "enrolled": now, "code_hash": "", "address": address}
        self._transaction.execute(update(OFFICERS).where(_o.id == officer).values(values))

    def remove(self, officer: str, now: float) -> bool:
        """The officer hears and sees nothing any more; False where there is none with this id."""
        present = (_o.id == officer) & (_o.removed == 0)
        values = {"removed": now, "chat": "", "address": None, "code_hash": ""}
        return self._transaction.execute(update(OFFICERS).where(present).values(values)) > 0

    def present(self) -> list[Officer]:
        """Everyone not removed, enrolled or not, in the order in which they were added."""
        found = self._transaction.rows(_select().where(_o.removed == 0).order_by(_o.added))
        return [self._officer(row) for row in found]

    def _one(self, condition: ColumnElement[bool]) -> Officer | None:
        found = self._transaction.rows(_select().where(condition, _o.removed == 0))
        return self._officer(found[0]) if found else None

    def _officer(self, row: Any) -> Officer:
        box = row.address
        chat = self._vault.reveal(bytes(box), f"officer:{row.id}").decode() if box else ""
        return Officer(row.id, row.name, chat, *row[3:])


def _select() -> Any:  # Any: a Select of seven columns; its full type says nothing more
    return select(_o.id, _o.name, _o.address, _o.language, _o.added, _o.enrolled, _o.removed)


def _hash(code: str) -> str:
    """A plain hash suffices for 95 random bits. Typed by hand: case, spaces and dashes do not count."""
    plain = "".join(code.split()).replace("-", "").upper()
    return hashlib.sha256(plain.encode()).hexdigest()
