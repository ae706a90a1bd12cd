"""Reads cases and changes their status. `filing.py` opens them."""

from dataclasses import replace

from sqlalchemy import bindparam, update
from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from flows.core.effects import ChangeStatus
from flows.core.statuses import ACTED, NOT_HANDED_OVER, STATUS
from flows.record import changed
from storage.campaigns.membership import SPLIT, Membership
from storage.cases.entries import IDENTITY, Entry, decode_said
from storage.cases.receipts import NOBODYS, matches
from storage.cases.views import Case, StatusChange
from storage.cases.work import Work
from storage.custody.links import REPORTER, Act
from storage.custody.log import Custody
from storage.custody.words import Words
from storage.database.ids import Ids
from storage.database.statements import changing, inserting
from storage.database.transaction import Transaction
from storage.errors import UnknownCase
from storage.sealing.officer_keys import Keys
from storage.sealing.seals import Seals
from storage.sealing.vault import Vault
from storage.sealing.wraps import Wraps
from storage.tables.campaigns import StoredCampaign, StoredCampaignCase
from storage.tables.cases import StoredCase, StoredEntry, StoredEvidence, StoredStatusChange

_c = StoredCase
_COLUMNS = StoredCase.__table__.c
_s = StoredStatusChange.__table__.c
_HANDED_OVER = _s.status.in_(ACTED)
_RECORD_CHANGE = inserting(StoredStatusChange, order=5)
_CHANGE = changing(
    update(StoredCase.__table__)
    .where(_COLUMNS.reference == bindparam("reference_"))
    .values(status=bindparam("status_"), open=bindparam("open_"), updated=bindparam("updated_")),
    order=4,
)


class Cases:
    """Reads and changes cases in one transaction."""

    def __init__(
        self,
        transaction: Transaction,
        *,
        vault: Vault,
        ids: Ids,
        seals: Seals,
        keys: Keys,
        wraps: Wraps,
        custody: Custody,
    ) -> None:
        self._transaction = transaction
        self._vault = vault
        self._ids = ids
        self._seals = seals
        self._keys = keys
        self._wraps = wraps
        self._custody = custody
        self.work = Work(transaction, custody)

    def change_status(self, effect: ChangeStatus, now: float) -> Case:
        """Give a case a new status and return the changed case. Raises UnknownCase."""
        case = self.by_reference(effect.reference)
        if case is None:
            raise UnknownCase
        effect = changed(effect, status=effect.status or case.status)
        is_open = STATUS[effect.status].queued
        if effect.status == "withdrawn":
            self._transaction.erases = True
            Membership(self._transaction).forget(case.reference)
        self._silence(case, effect.status)
        self._transaction.write(
            _CHANGE, _CHANGE.row(reference=case.reference, status=effect.status, open=is_open, updated=now)
        )
        number, words = self._ids.next(), Words.fresh(effect.note)
        self._transaction.write(
            _RECORD_CHANGE,
            _RECORD_CHANGE.row(
                id=number,
                reference=case.reference,
                status=effect.status,
                officer=effect.officer,
                note=self._vault.protect(words.kept(), f"note:{number}"),
                time=now,
            ),
        )
        if effect.officer:
            self.work.look(case.id, now)
        if effect.status in NOT_HANDED_OVER:
            self.work.returned(case.id)
        if effect.officer or not is_open:
            self.work.acted(case.id, now, note=bool(effect.note), ended=not is_open)
        event = "referral" if effect.status == "referred" else "status"
        act = Act(event, effect.officer or REPORTER, f"{number}:{effect.status}", words.digest)
        self._custody.add(case.reference, now, act)
        return replace(case, status=effect.status, updated=now)

    def _silence(self, case: Case, status: str) -> None:
        """A case closed as groundless that was never referred is no report of what it names any more."""
        if STATUS[status].silent != STATUS[case.status].silent:
            referred = self._transaction.rows(
                select(_s.id).where(_s.reference == case.reference, _HANDED_OVER).limit(1)
            )
            if not referred:
                self._custody.lock()
                Membership(self._transaction).silence(case.id, on=STATUS[status].silent)

    def number(self, reference: str) -> int:
        """Return the number of a case's row. Raises UnknownCase."""
        found = self._transaction.values(select(_c.id).where(_c.reference == reference))
        if not found:
            raise UnknownCase
        return int(found[0])

    def by_reference(self, reference: str) -> Case | None:
        """Return the case, for officers and for its own chat; anyone else needs the receipt's secret."""
        found = self._some(select(_c).where(_c.reference == reference))
        return found[0] if found else None

    def by_receipt(self, reference: str, secret: str) -> Case | None:
        """Return the case that a receipt opens. A wrong reference takes as long as a wrong secret."""
        known = self._transaction.values(select(_c.secret_hash).where(_c.reference == reference))
        opens = matches(known[0] if known else NOBODYS, secret)
        return self.by_reference(reference) if known and opens else None

    def of_chat(self, chat: str, limit: int) -> list[Case]:
        """Return the cases that this chat filed, newest first."""
        mine = select(_c).where(_c.chat == self._vault.chat(chat))
        found = self._some(mine.order_by(col(_c.id).desc()).limit(limit))
        return [case for case in found if case.chat == chat]  # the address cannot be forged, the token can

    def newest(self, limit: int, offset: int = 0, *, status: str = "open") -> list[Case]:
        """Return cases, newest first: those with this status, all open ones (`open`), or all (empty)."""
        query = select(_c).order_by(col(_c.id).desc()).limit(limit).offset(offset)
        if status == "open":
            query = query.where(col(_c.open).is_(True))
        elif status:
            query = query.where(_c.status == status)
        return self._some(query)

    def of_campaign(self, code: str, limit: int) -> list[Case]:
        """Return the cases of the campaign with this code, newest first."""
        mine = select(_c).join(StoredCampaignCase, col(StoredCampaignCase.case_id) == _c.id)
        mine = mine.join(StoredCampaign, col(StoredCampaign.id) == StoredCampaignCase.campaign)
        inside = (col(StoredCampaign.code) == code) & (col(StoredCampaignCase.state) != SPLIT)
        return self._some(mine.where(inside).order_by(col(_c.id).desc()).limit(limit))

    def of_pseudonym(self, pseudonym: str, limit: int) -> list[str]:
        """Return the references of the cases whose reporter has this pseudonym."""
        mine = select(_c.reference).where(_c.pseudonym == pseudonym).order_by(col(_c.id).desc())
        return [*self._transaction.values(mine.limit(limit))]

    def contents(self, reference: str, identity: str = "") -> list[Entry]:
        """Return everything said in a case, oldest first.

        Without an identity a key that lies on this server is used. Raises Sealed if there is none, and
        Unopened.
        """
        of_case = select(StoredEntry).where(StoredEntry.reference == reference).order_by(col(StoredEntry.id))
        opening = identity or self._keys.local_identity()
        return [self._entry(row, opening) for row in self._transaction.found(of_case)]

    def history(self, reference: str) -> list[StatusChange]:
        """Return a case's changes of status, oldest first; its filing is not among them."""
        s = StoredStatusChange
        changes = self._transaction.found(select(s).where(s.reference == reference).order_by(col(s.id)))
        return [self._change(row) for row in changes]

    def unanswered(self, reference: str) -> StatusChange | None:
        """Return the newest note of an officer, where the reporter has written nothing to the case since.

        Answers to further questions of the report, and what is read in a picture later, answer no officer.
        """
        s, e = StoredStatusChange, StoredEntry
        noted = select(s).where(s.reference == reference, s.officer != "").order_by(col(s.id).desc())
        for row in self._transaction.found(noted):
            if (change := self._change(row)).note:
                later = (
                    select(e.id)
                    .where(e.reference == reference, e.kind == "added", col(e.id) > row.id)
                    .limit(1)
                )
                answered = self._transaction.values(later)
                return None if answered else change
        return None

    def additions(self, reference: str) -> list[float]:
        """Return the times at which the reporter added to a case, oldest first."""
        e = StoredEntry
        of_officers = ("filed", "feedback", IDENTITY)
        added = select(e.time).where(e.reference == reference, col(e.kind).not_in(of_officers))
        return list(self._transaction.values(added.order_by(col(e.id))))

    def key_numbers(self, reference: str) -> dict[str, int]:
        """Return the number of the key of a case's entries (`case`) and of each stored file (its id).

        Empty if there is no such case, or if it has no key of its own.
        """
        own = select(_c.erasure).where(_c.reference == reference, _c.recipient != "")
        numbers = self._transaction.values(own)
        if not numbers:
            return {}
        e = StoredEvidence
        files = select(e.id, e.erasure).where(e.reference == reference, e.state == "stored")
        return {"case": numbers[0]} | {row[0]: row[1] for row in self._transaction.rows(files)}

    def sealed_before_own_keys(self) -> int:
        """Return the number of cases of versions before 0.3, which are sealed to each officer's key."""
        return self._transaction.values(select(func.count()).where(_c.recipient == ""))[0]

    def tally(self) -> dict[tuple[str, str], int]:
        """Return the number of cases by (category, status)."""
        counted = select(_c.category, _c.status, func.count()).group_by(_c.category, _c.status)
        return {(row[0], row[1]): row[2] for row in self._transaction.rows(counted)}

    def _entry(self, row: StoredEntry, identity: str) -> Entry:
        place = (row.reference, str(row.id))
        said = decode_said(self._seals.open(bytes(row.body), place, identity, self._wraps.of))
        return Entry(row.kind, said.answers, row.time, said.evidence, said.sent)

    def _change(self, row: StoredStatusChange) -> StatusChange:
        words = Words.read(self._vault.reveal(bytes(row.note), f"note:{row.id}"))
        return StatusChange(row.status, row.officer, words.text, row.time, str(row.id), words.salt)

    def _some(self, query: SelectOfScalar[StoredCase]) -> list[Case]:
        return [self._case(row) for row in self._transaction.found(query)]

    def _case(self, row: StoredCase) -> Case:
        box = row.address
        return Case(
            id=row.id,
            reference=row.reference,
            category=row.category,
            status=row.status,
            urgent=row.urgent,
            anonymous=row.anonymous,
            place=row.place,
            province=row.province,
            channel=row.channel,
            chat=self._vault.reveal(bytes(box), f"case:{row.reference}").decode() if box else "",
            language=row.language,
            pseudonym=row.pseudonym,
            created=row.created,
            updated=row.updated,
            evidence_count=row.evidence_count,
        )
