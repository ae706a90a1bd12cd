"""Cases: what the server must know of each, and sealed entries that are only ever added.

A receipt's secret is kept as an argon2id hash with cheap parameters (one pass, 64 KiB, one lane: some
50 µs). The cost of argon2 is there to slow the guessing of secrets that people choose; this secret is
made from more than 75 random bits, which no one can guess at any price worth naming, while an expensive
hash would hand every stranger a way to keep the server busy.
"""

from dataclasses import replace
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, Select, bindparam, delete, func, select, text, update

from flows.effects import AmendCase, Answers, ChangeStatus, FileCase
from flows.statuses import CLOSED
from storage.evidence import ATTACH
from storage.ids import Ids
from storage.statements import Write, inserting
from storage.tables import CASES, ENTRIES, GUESSES, STATUS_CHANGES
from storage.transaction import Transaction
from storage.vault import Vault
from storage.views import (
    Case,
    Entry,
    Overview,
    Reporter,
    Step,
    UnknownCase,
    decode_answers,
    encode_answers,
)

_c = CASES.c
_OPEN = inserting(CASES, order=0)
_ENTER = inserting(ENTRIES, order=5)
_STEP = inserting(STATUS_CHANGES, order=5)
_GUESS = inserting(GUESSES, order=5)
_AMEND = Write(
    text(
        "UPDATE cases SET urgent = urgent OR :urgent, category = COALESCE(NULLIF(:category, ''), category), "
        "place = COALESCE(NULLIF(:place, ''), place), evidence_count = evidence_count + :more, "
        "anonymous = CASE WHEN :named THEN false ELSE anonymous END, updated = :now "
        "WHERE reference = :reference"
    ),
    ("urgent", "category", "place", "more", "named", "now", "reference"),
    order=4,
)
_CHANGE = Write(
    update(CASES)
    .where(_c.reference == bindparam("reference_"))
    .values(status=bindparam("status_"), open=bindparam("open_"), updated=bindparam("updated_")),
    ("status_", "open_", "updated_", "reference_"),
    order=4,
)
_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
_NOBODY = _HASHER.hash("nobody's secret")


class Cases:
    """Cases as one transaction sees them."""

    def __init__(self, transaction: Transaction, vault: Vault, ids: Ids) -> None:
        self._transaction = transaction
        self._vault = vault
        self._ids = ids

    def open(self, effect: FileCase, reporter: Reporter, now: float) -> Case:
        """File: the case, its first entry, and its evidence, which belongs to the draft no longer."""
        case = self._filed(effect, reporter, now)
        secret = _HASHER.hash(effect.secret)
        head = (case.id, case.reference, secret, case.category, case.status, True, case.urgent)
        told = (case.anonymous, case.place, case.channel, case.chat, case.language, case.pseudonym)
        self._transaction.write(_OPEN, (*head, *told, now, now, case.evidence_count))
        self._enter(case.reference, "filed", effect.answers, now)
        self._attach(effect.evidence, case.reference)
        return case

    def amend(self, effect: AmendCase, now: float) -> None:
        """Add to a case; a case that is not there fails the transaction."""
        flags = (effect.urgent, effect.category, effect.place, len(effect.evidence), effect.named)
        self._transaction.write(_AMEND, (*flags, now, effect.reference))
        self._enter(effect.reference, "added", effect.answers, now)
        self._attach(effect.evidence, effect.reference)

    def change_status(self, effect: ChangeStatus, now: float) -> Case:
        """Give a case a new status; the case as it then is. Raises UnknownCase."""
        case = self.by_reference(effect.reference)
        if case is None:
            raise UnknownCase
        self._transaction.write(_CHANGE, (effect.status, effect.status not in CLOSED, now, case.reference))
        number = self._ids.next()
        note = self._vault.protect(effect.note.encode(), f"note:{number}")
        self._transaction.write(_STEP, (number, case.reference, effect.status, effect.officer, note, now))
        return replace(case, status=effect.status, updated=now)

    def by_reference(self, reference: str) -> Case | None:
        """The case, for officers and for its own chat; a stranger needs the secret."""
        found = self._some(_c.reference == reference, 1)
        return found[0] if found else None

    def by_receipt(self, reference: str, secret: str) -> Case | None:
        """The case that this receipt opens; a wrong reference takes as long as a wrong secret."""
        found = self._transaction.rows(select(_c.secret_hash).where(_c.reference == reference))
        known = found[0][0] if found else _NOBODY
        try:
            _HASHER.verify(known, secret)
        except (VerificationError, InvalidHashError):
            return None
        return self.by_reference(reference) if found else None

    def of_chat(self, chat: str, limit: int) -> list[Case]:
        """The cases that this chat filed, newest first."""
        return self._some(_c.chat == chat, limit)

    def newest(self, limit: int, offset: int = 0, *, status: str = "open") -> list[Case]:
        """Cases, newest first: those with this status, the `open` ones, or (empty) all."""
        condition = _c.status == status if status else _c.id > 0
        return self._some(_c.open.is_(True) if status == "open" else condition, limit, offset)

    def contents(self, reference: str, identity: str = "") -> list[Entry]:
        """All that was said of a case, oldest first. Raises storage.vault.Unopened."""
        of_case = select(ENTRIES).where(ENTRIES.c.reference == reference).order_by(ENTRIES.c.id)
        return [self._entry(row, identity) for row in self._transaction.rows(of_case)]

    def history(self, reference: str) -> list[Step]:
        """The changes of status of a case, oldest first; its filing is not among them."""
        s = STATUS_CHANGES.c
        steps = self._transaction.rows(select(STATUS_CHANGES).where(s.reference == reference).order_by(s.id))
        return [Step(row.status, row.officer, self._note(row), row.time) for row in steps]

    def overview(self, since: float) -> Overview:
        """Counts for the digest; new ones are those filed at `since` or later."""
        new = select(_c.category, func.count()).where(_c.created >= since).group_by(_c.category)
        by_category = {row[0]: row[1] for row in self._transaction.rows(new)}
        is_open = _c.open.is_(True)
        grouped = self._transaction.rows(select(_c.urgent, func.count()).where(is_open).group_by(_c.urgent))
        counts = {bool(row[0]): row[1] for row in grouped}
        waiting = select(_c.created).where(_c.status == "received").order_by(_c.id).limit(1)
        oldest = self._transaction.rows(waiting)
        total = sum(by_category.values()), sum(counts.values()), counts.get(True, 0)
        return Overview(total[0], by_category, total[1], total[2], oldest[0][0] if oldest else None)

    def tally(self) -> dict[tuple[str, str], int]:
        """All cases, counted by (category, status)."""
        counted = select(_c.category, _c.status, func.count()).group_by(_c.category, _c.status)
        return {(row[0], row[1]): row[2] for row in self._transaction.rows(counted)}

    def guess(self, chat: str, now: float) -> None:
        """A receipt from this chat opened nothing."""
        self._transaction.write(_GUESS, (self._ids.next(), chat, now))

    def guesses_since(self, since: float, chat: str | None = None) -> int:
        """How many such guesses there were, from this chat or from all."""
        g = GUESSES.c
        whose = g.chat == chat if chat is not None else g.id > 0
        counted = self._transaction.rows(select(func.count()).where(g.time >= since, whose))
        return int(counted[0][0])

    def purge_guesses(self, before: float) -> int:
        """Forget older guesses; how many went."""
        return self._transaction.execute(delete(GUESSES).where(GUESSES.c.time < before))

    def _filed(self, effect: FileCase, reporter: Reporter, now: float) -> Case:
        pseudonym = self._vault.token("pseudonym:" + effect.reference)[:6].upper()
        flags = (effect.urgent, effect.anonymous, effect.place)
        said_by = (reporter.chat.partition(":")[0], reporter.chat, reporter.language, pseudonym)
        head = (self._ids.next(), effect.reference, effect.category, "received")
        return Case(*head, *flags, *said_by, now, now, len(effect.evidence))

    def _enter(self, reference: str, kind: str, answers: Answers, now: float) -> None:
        if answers or kind == "filed":
            number = self._ids.next()
            body = self._vault.seal(encode_answers(answers), f"entry:{reference}:{number}")
            self._transaction.write(_ENTER, (number, reference, kind, body, now))

    def _entry(self, row: Any, identity: str) -> Entry:
        plain = self._vault.open(bytes(row.body), f"entry:{row.reference}:{row.id}", identity)
        return Entry(row.kind, decode_answers(plain), row.time)

    def _note(self, row: Any) -> str:
        return self._vault.reveal(bytes(row.note), f"note:{row.id}").decode()

    def _attach(self, evidence: tuple[str, ...], reference: str) -> None:
        for piece in evidence:
            self._transaction.write(ATTACH, (reference, piece))

    def _some(self, condition: ColumnElement[bool], limit: int, offset: int = 0) -> list[Case]:
        found = _cases().where(condition).order_by(_c.id.desc()).limit(limit).offset(offset)
        return [Case(*row) for row in self._transaction.rows(found)]


def _cases() -> Select[Any]:
    """The columns of a `Case`, in its order."""
    head = (_c.id, _c.reference, _c.category, _c.status, _c.urgent, _c.anonymous, _c.place, _c.channel)
    rest = (_c.language, _c.pseudonym, _c.created, _c.updated, _c.evidence_count)
    return select(*head, func.coalesce(_c.chat, ""), *rest)
