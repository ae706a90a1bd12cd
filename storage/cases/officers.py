"""Officers: added by a command, enrolled by a one-time code.

They are never deleted, so that old entries keep names.
"""

import hashlib
import secrets

from sqlalchemy import ColumnElement, update
from sqlmodel import select

from flows.record import record
from storage.custody.directory import SUPERVISOR, OfficerRoll
from storage.custody.links import SERVER
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
    """An officer. `chat` is empty until the officer enrols; times are 0 until then.

    `suspended` is 0 while the officer may work. `role` is one of `flows/desk/roles.py`.
    """

    id: str
    name: str
    chat: str
    language: str
    added: float
    enrolled: float
    removed: float
    role: str = SUPERVISOR
    suspended: float = 0.0

    @property
    def works(self) -> bool:
        """Return whether the officer is neither removed nor suspended."""
        return not (self.removed or self.suspended)

    def expired(self, now: float) -> bool:
        """Return whether the officer has no chat and a code that enrols nobody any more."""
        return not self.chat and (self.enrolled > 0 or self.added <= now - CODE_SECONDS)


class Officers:
    """Reads and changes officers in one transaction. Never cached: commands change them beside the server."""

    def __init__(self, transaction: Transaction, vault: Vault, roll: OfficerRoll) -> None:
        self._transaction = transaction
        self._roll = roll
        self._vault = vault

    def add(self, name: str, now: float) -> tuple[Officer, str]:
        """Add an officer; return the officer and the enrolment code, of which only the hash is stored."""
        code = fresh_code()
        return self._add(Officer(secrets.token_hex(4), name, "", "", now, 0.0, 0.0), _hash(code)), code

    def recode(self, officer: str, now: float) -> str:
        """Return a new enrolment code for a present officer, who has no chat from here on."""
        code = fresh_code()
        values = {"code_hash": _hash(code), "added": now, "enrolled": 0.0, "chat": "", "address": None}
        self._change("officer-added", officer, values, now, SERVER)
        return code

    def invite(self, name: str, role: str, now: float, by: str = SERVER) -> Officer:
        """Add an officer of the desk in the browser, who has no chat and no code for one."""
        return self._add(Officer(secrets.token_hex(4), name, "", "", now, 0.0, 0.0, role), "", by)

    def _add(self, officer: Officer, code_hash: str, by: str = SERVER) -> Officer:
        self._transaction.write(
            _ADD,
            _ADD.row(
                id=officer.id,
                name=officer.name,
                code_hash=code_hash,
                chat="",
                language="",
                added=officer.added,
                enrolled=0.0,
                removed=0.0,
                address=None,
                role=officer.role,
                suspended=0.0,
            ),
        )
        self._note("officer-added", _o.id == officer.id, officer.added, by)
        return officer

    def by_code(self, code: str, chat: str, now: float) -> Officer | None:
        """Return the officer that this code enrols in this chat, or None.

        A code holds for a day, and for the first chat that uses it alone. It ends with the officer.
        """
        bound = ((_o.enrolled == 0) | (_o.chat == self._vault.chat(chat))) & (_o.suspended == 0)
        return self._one((_o.code_hash == _hash(code)) & (_o.added > now - CODE_SECONDS) & bound)

    def by_chat(self, chat: str) -> Officer | None:
        """Return the officer that this chat belongs to, or None. A suspended officer's is nobody's."""
        return self._one((_o.chat == self._vault.chat(chat)) & (_o.chat != "") & (_o.suspended == 0))

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

    def remove(self, officer: str, now: float, by: str = SERVER) -> bool:
        """Remove the officer's chat and code; return False if no present officer has this id."""
        gone = {"removed": now, "chat": "", "address": None, "code_hash": ""}
        return self._change("officer-removed", officer, gone, now, by)

    def detach(self, officer: str, now: float, by: str = SERVER) -> bool:
        """Take the officer's chat off the desk; return False if no present officer has this id."""
        return self._change("officer-left", officer, {"chat": "", "address": None, "code_hash": ""}, now, by)

    def suspend(self, officer: str, now: float, by: str = SERVER) -> bool:
        """Let the officer do nothing until `restore`; return False if no present officer has this id."""
        return self._change("officer-suspended", officer, {"suspended": now}, now, by)

    def restore(self, officer: str, now: float, by: str = SERVER) -> bool:
        """End a suspension; return False if no present officer has this id."""
        return self._change("officer-restored", officer, {"suspended": 0.0}, now, by)

    def _change(  # the act, whose row, its new values, when, by whom
        self, event: str, officer: str, values: dict[str, object], now: float, by: str
    ) -> bool:
        present = (_o.id == officer) & (_o.removed == 0)
        if not self._transaction.execute(update(StoredOfficer).where(present).values(values)):
            return False
        self._note(event, _o.id == officer, now, by)
        return True

    def present(self) -> list[Officer]:
        """Return all officers not removed, enrolled or not, in the order in which they were added.

        Suspended ones are among them, without their chats.
        """
        query = select(StoredOfficer).where(_o.removed == 0).order_by(_o.added)
        return [self._officer(row) for row in self._transaction.found(query) if self._roll.believed(row)]

    def on_duty(self) -> list[Officer]:
        """Return the officers who may work and have a chat, in the order in which they were added."""
        return [one for one in self.present() if one.works and one.chat]

    def names(self) -> dict[str, str]:
        """Return the name of every officer that there ever was, by id."""
        return {row[0]: row[1] for row in self._transaction.rows(select(_o.id, _o.name))}

    def strange(self) -> list[str]:
        """Return the ids of rows that the log does not vouch for."""
        rows = self._transaction.found(select(StoredOfficer).order_by(_o.id))
        return [row.id for row in rows if not self._roll.believed(row)]

    def _note(self, event: str, these: ColumnElement[bool], now: float, by: str = SERVER) -> None:
        for row in self._transaction.found(select(StoredOfficer).where(these)):
            self._roll.note(event, row, now, by)
        self._transaction.send()

    def _one(self, condition: ColumnElement[bool]) -> Officer | None:
        found = self._transaction.found(select(StoredOfficer).where(condition, _o.removed == 0))
        return next((self._officer(row) for row in found if self._roll.believed(row)), None)

    def _officer(self, row: StoredOfficer) -> Officer:
        box = row.address
        known = box if not row.suspended else None
        chat = self._vault.reveal(bytes(known), f"officer:{row.id}").decode() if known else ""
        return Officer(
            id=row.id,
            name=row.name,
            chat=chat,
            language=row.language,
            added=row.added,
            enrolled=row.enrolled,
            removed=row.removed,
            role=row.role,
            suspended=row.suspended,
        )


def fresh_code() -> str:
    """Return a new code of 95 random bits, which people can type."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH))


def plain_code(code: str) -> str:
    """Return a typed code without case, spaces and dashes."""
    return "".join(code.split()).replace("-", "").upper()


def _hash(code: str) -> str:
    """Hash a code. 95 random bits need no costly hash."""
    return hashlib.sha256(plain_code(code).encode()).hexdigest()
