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

from flows.core.effects import AmendCase, Answers, ChangeStatus, FileCase
from flows.core.statuses import CLOSED
from flows.record import record
from storage.cases.custody import REPORTER, SERVER, Act, Custody
from storage.cases.evidence import EvidenceRows
from storage.cases.views import Case, Entry, Overview, Reporter, Said, StatusChange, decode_said, encode_said
from storage.database.ids import Ids
from storage.database.statements import Lookup, Write, inserting
from storage.database.transaction import Transaction
from storage.errors import UnknownCase
from storage.sealing.erasure_keys import Taken
from storage.sealing.officer_keys import Keys
from storage.sealing.seals import Seals
from storage.sealing.vault import Vault
from storage.tables.cases import CASES, ENTRIES, GUESSES, STATUS_CHANGES

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


_FIND = Lookup("reference, erasure, category, urgent, place, anonymous", "cases", "reference")


@record
class Desk:
    """What filing a case takes beside the transaction."""

    vault: Vault
    ids: Ids
    seals: Seals
    keys: Keys
    custody: Custody
    evidence: EvidenceRows


@record
class _Open:
    """What adding to a case takes: the erasure key's number, and what the custody log vouches for."""

    reference: str
    erasure: int
    category: str
    urgent: bool
    place: str
    anonymous: bool

    @property
    def state(self) -> str:
        return facts(self.reference, self.category, self.urgent, self.place, self.anonymous)


class Cases:
    """Cases as one transaction sees them."""

    def __init__(self, transaction: Transaction, desk: Desk) -> None:
        self._transaction = transaction
        self._desk = desk
        self._vault = desk.vault
        self._ids = desk.ids
        self._known: dict[str, _Open] = {}

    def open(self, effect: FileCase, reporter: Reporter, now: float) -> Case:
        """File: the case, its first entry, and its evidence, which belongs to the draft no longer.

        Raises storage.sealing.Unsealable where it cannot be sealed: nothing is ever filed in plain.
        """
        case = self._filed(effect, reporter, now)
        secret = _HASHER.hash(effect.secret)
        key = self._desk.seals.erasure.take()
        head = (case.id, case.reference, secret, case.category, case.status, True, case.urgent)
        chat, address = self._vault.chat(case.chat) or None, self._address(case)
        told = (case.anonymous, case.place, case.channel, chat, case.language, case.pseudonym)
        row = (*head, *told, now, now, case.evidence_count, address, key[0], False)
        self._transaction.write(_OPEN, row)
        known = _Open(case.reference, key[0], case.category, case.urgent, case.place, case.anonymous)
        self._know(known)
        acts = self._enter(_Entering(known, key, "filed", effect.answers, effect.evidence), now)
        if effect.traceless:
            acts.append(Act("forgotten", REPORTER, "address"))
        return replace(case, commitment=self._desk.custody.add(case.reference, now, *acts, new=True))

    def amend(self, effect: AmendCase, now: float) -> None:
        """Add to a case. Raises UnknownCase, and storage.sealing.Unsealable."""
        flags = (effect.urgent, effect.category, effect.place, len(effect.evidence), effect.named)
        known = self._amended(effect)
        self._transaction.write(_AMEND, (*flags, now, effect.reference))
        key = self._desk.seals.key_of(known.erasure)
        acts = self._enter(_Entering(known, key, "added", effect.answers, effect.evidence), now)
        self._desk.custody.add(effect.reference, now, *acts)

    def change_status(self, effect: ChangeStatus, now: float) -> Case:
        """Give a case a new status; the case as it then is. Raises UnknownCase."""
        case = self.by_reference(effect.reference)
        if case is None:
            raise UnknownCase
        self._transaction.write(_CHANGE, (effect.status, effect.status not in CLOSED, now, case.reference))
        number = self._ids.next()
        note = self._vault.protect(effect.note.encode(), f"note:{number}")
        self._transaction.write(_STEP, (number, case.reference, effect.status, effect.officer, note, now))
        event = "referral" if effect.status == "referred" else "status"
        act = Act(event, effect.officer or REPORTER, f"{number}:{effect.status}")
        self._desk.custody.add(case.reference, now, act)
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
        return self._some(_c.chat == self._vault.chat(chat), limit)

    def newest(self, limit: int, offset: int = 0, *, status: str = "open") -> list[Case]:
        """Cases, newest first: those with this status, the `open` ones, or (empty) all."""
        condition = _c.status == status if status else _c.id > 0
        return self._some(_c.open.is_(True) if status == "open" else condition, limit, offset)

    def contents(self, reference: str, identity: str = "") -> list[Entry]:
        """All that was said of a case, oldest first; without an identity the key that lies on this server.

        Raises storage.seals.Sealed where none does, and Unopened.
        """
        of_case = select(ENTRIES).where(ENTRIES.c.reference == reference).order_by(ENTRIES.c.id)
        rows = self._transaction.rows(of_case)
        opening = identity or self._desk.keys.local_identity()
        return [self._entry(row, opening) for row in rows]

    def history(self, reference: str) -> list[StatusChange]:
        """The changes of status of a case, oldest first; its filing is not among them."""
        s = STATUS_CHANGES.c
        steps = self._transaction.rows(select(STATUS_CHANGES).where(s.reference == reference).order_by(s.id))
        return [StatusChange(row.status, row.officer, self._note(row), row.time) for row in steps]

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
        self._transaction.write(_GUESS, (self._ids.next(), self._vault.chat(chat), now))

    def guesses_since(self, since: float, chat: str | None = None) -> int:
        """How many such guesses there were, from this chat or from all."""
        g = GUESSES.c
        whose = g.chat == self._vault.chat(chat) if chat is not None else g.id > 0
        counted = self._transaction.rows(select(func.count()).where(g.time >= since, whose))
        return int(counted[0][0])

    def purge_guesses(self, before: float) -> int:
        """Forget older guesses; how many went."""
        return self._transaction.execute(delete(GUESSES).where(GUESSES.c.time < before))

    def _filed(self, effect: FileCase, reporter: Reporter, now: float) -> Case:
        pseudonym = self._vault.token("pseudonym:" + effect.reference)[:6].upper()
        flags = (effect.urgent, effect.anonymous, effect.place)
        channel, address = reporter.chat.partition(":")[0], "" if effect.traceless else reporter.chat
        said_by = (channel, address, reporter.language, pseudonym)
        head = (self._ids.next(), effect.reference, effect.category, "received")
        return Case(*head, *flags, *said_by, now, now, len(effect.evidence))

    def _enter(self, entering: "_Entering", now: float) -> list[Act]:
        """Seal what was said, with what came along; what the custody log is to say of it."""
        known, seals = entering.case, self._desk.seals
        items, sealed = self._desk.evidence.attach(entering.evidence, known.reference)
        acts = [Act("received", REPORTER, entering.kind, self._vault.token(known.state))]
        if entering.answers or items or entering.kind == "filed":
            number = self._ids.next()
            said = encode_said(Said(entering.answers, items))
            place = (known.reference, str(number))
            closed = seals.close(said, place, self._desk.keys.recipients(now), entering.key)
            self._transaction.write(_ENTER, (number, known.reference, entering.kind, closed.box, now))
            acts.append(Act("sealed", SERVER, f"entry:{number}", closed.digest))
        return [*acts, *sealed]

    def _entry(self, row: Any, identity: str) -> Entry:
        place = (row.reference, str(row.id))
        said = decode_said(self._desk.seals.open(bytes(row.body), place, identity))
        return Entry(row.kind, said.answers, row.time, said.evidence)

    def _amended(self, effect: AmendCase) -> _Open:
        if effect.reference not in self._known:
            for row in self._transaction.lookup(_FIND, [effect.reference]):
                self._known[effect.reference] = _Open(*row)
        known = self._known.get(effect.reference)
        if known is None:
            raise UnknownCase
        amended = replace(
            known,
            category=effect.category or known.category,
            urgent=bool(known.urgent) or effect.urgent,
            place=effect.place or known.place,
            anonymous=bool(known.anonymous) and not effect.named,
        )
        self._know(amended)
        return amended

    def _know(self, known: _Open) -> None:
        before = self._known.get(known.reference)
        self._known[known.reference] = known
        self._transaction.on_drop(lambda: self._recall(known.reference, before))

    def _recall(self, reference: str, before: _Open | None) -> None:
        if before is None:
            self._known.pop(reference, None)
        else:
            self._known[reference] = before

    def _address(self, case: Case) -> bytes | None:
        return self._vault.protect(case.chat.encode(), f"case:{case.reference}") if case.chat else None

    def _note(self, row: Any) -> str:
        return self._vault.reveal(bytes(row.note), f"note:{row.id}").decode()

    def _some(self, condition: ColumnElement[bool], limit: int, offset: int = 0) -> list[Case]:
        found = _cases().where(condition).order_by(_c.id.desc()).limit(limit).offset(offset)
        return [self._case(row) for row in self._transaction.rows(found)]

    def _case(self, row: Any) -> Case:
        box = row.address
        chat = self._vault.reveal(bytes(box), f"case:{row.reference}").decode() if box else ""
        values = (*row[:8], chat, *row[9:])
        return Case(*values)


@record
class _Entering:
    """An entry on its way into its case."""

    case: _Open
    key: Taken
    kind: str
    answers: Answers
    evidence: tuple[str, ...]


def facts(reference: str, category: str, urgent: bool, place: str, anonymous: bool) -> str:  # one row's five
    """What the custody log vouches for in a case's row, as its token's text."""
    return f"state:{reference}:{category}:{bool(urgent)}:{place}:{bool(anonymous)}"


def _cases() -> Select[Any]:
    """The columns of a `Case`, in its order, its chat still closed."""
    head = (_c.id, _c.reference, _c.category, _c.status, _c.urgent, _c.anonymous, _c.place, _c.channel)
    rest = (_c.language, _c.pseudonym, _c.created, _c.updated, _c.evidence_count)
    return select(*head, _c.address, *rest)
