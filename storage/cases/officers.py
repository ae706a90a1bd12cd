"""Officers: added by a command, enrolled by a one-time code.

They are never deleted, so that old entries keep names.
"""

import hashlib
import secrets

from sqlalchemy import ColumnElement, update
from sqlmodel import select

from flows.record import record
from storage.custody.directory import OfficerRoll
from storage.database.statements import inserting
from storage.database.transaction import Transaction
from storage.sealing.vault import Vault
from storage.tables.cases import StoredOfficer

_o = StoredOfficer.__table__.c
_ADD = inserting(StoredOfficer, order=5)
# No vowels and no look-alikes: nothing to misread, nothing that spells a word.
_LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
_CODE_LENGTH = 20
CODE_SECONDS = 24 * 3600.0


@record
class Officer:
    """An officer. `chat` is empty until the officer enrols; times are 0 until then."""

    id: str
    name: str
    chat: str
    language: str
    added: float
    enrolled: float
    removed: float


class Officers:
    """Reads and changes officers in one transaction. Never cached: commands change them beside the server."""

    def __init__(self, transaction: Transaction, vault: Vault, roll: OfficerRoll) -> None:
        self._transaction = transaction
        self._roll = roll
        self._vault = vault

    def add(self, name: str, now: float) -> tuple[Officer, str]:
        """Add an officer; return the officer and the enrolment code, of which only the hash is stored."""
        code = "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))
        officer = Officer(secrets.token_hex(4), name, "", "", now, 0.0, 0.0)
        self._transaction.write(
            _ADD,
            _ADD.row(
                id=officer.id,
                name=name,
                code_hash=_hash(code),
                chat="",
                language="",
                added=now,
                enrolled=0.0,
                removed=0.0,
                address=None,
            ),
        )
        self._note("officer-added", _o.id == officer.id, now)
        return officer, code

    def by_code(self, code: str, chat: str, now: float) -> Officer | None:
        """Return the officer that this code enrols in this chat, or None.

        A code holds for a day, and for the first chat that uses it alone. It ends with the officer.
        """
        bound = (_o.enrolled == 0) | (_o.chat == self._vault.chat(chat))
        return self._one((_o.code_hash == _hash(code)) & (_o.added > now - CODE_SECONDS) & bound)

    def by_chat(self, chat: str) -> Officer | None:
        """Return the officer that this chat belongs to, or None."""
        return self._one((_o.chat == self._vault.chat(chat)) & (_o.chat != ""))

    def get(self, officer: str) -> Officer | None:
        """Return the officer with this id, removed or not, or None."""
        found = self._transaction.found(select(StoredOfficer).where(_o.id == officer))
        return self._officer(found[0]) if found else None

    def enrol(self, officer: str, chat: str, now: float, *, language: str = "") -> None:
        """Give this chat to the officer, and to nobody else; no other chat can use the code."""
        token = self._vault.chat(chat)
        before = [row.id for row in self._transaction.found(select(StoredOfficer).where(_o.chat == token))]
        if before:
            others = _o.id.in_(before)
            self._transaction.execute(update(StoredOfficer).where(others).values(chat="", address=None))
            self._note("officer-left", others, now)
        address = self._vault.protect(chat.encode(), f"officer:{officer}")
        values = {"chat": token, "language": language, "enrolled": now, "address": address}
        self._transaction.execute(update(StoredOfficer).where(_o.id == officer).values(values))
        self._note("officer-enrolled", _o.id == officer, now)

    def remove(self, officer: str, now: float) -> bool:
        """Remove the officer's chat and code; return False if no present officer has this id."""
        present = (_o.id == officer) & (_o.removed == 0)
        values = {"removed": now, "chat": "", "address": None, "code_hash": ""}
        if not self._transaction.execute(update(StoredOfficer).where(present).values(values)):
            return False
        self._note("officer-removed", _o.id == officer, now)
        return True

    def present(self) -> list[Officer]:
        """Return all officers not removed, enrolled or not, in the order in which they were added."""
        query = select(StoredOfficer).where(_o.removed == 0).order_by(_o.added)
        return [self._officer(row) for row in self._transaction.found(query) if self._roll.believed(row)]

    def strange(self) -> list[str]:
        """Return the ids of rows that the log does not vouch for."""
        rows = self._transaction.found(select(StoredOfficer).order_by(_o.id))
        return [row.id for row in rows if not self._roll.believed(row)]

    def _note(self, event: str, these: ColumnElement[bool], now: float) -> None:
        for row in self._transaction.found(select(StoredOfficer).where(these)):
            self._roll.note(event, row, now)
        self._transaction.send()

    def _one(self, condition: ColumnElement[bool]) -> Officer | None:
        found = self._transaction.found(select(StoredOfficer).where(condition, _o.removed == 0))
        return next((self._officer(row) for row in found if self._roll.believed(row)), None)

    def _officer(self, row: StoredOfficer) -> Officer:
        box = row.address
        chat = self._vault.reveal(bytes(box), f"officer:{row.id}").decode() if box else ""
        return Officer(row.id, row.name, chat, row.language, row.added, row.enrolled, row.removed)


def _hash(code: str) -> str:
    """Hash a code without case, spaces and dashes: people type it. 95 random bits need no costly hash."""
    plain = "".join(code.split()).replace("-", "").upper()
    return hashlib.sha256(plain.encode()).hexdigest()
