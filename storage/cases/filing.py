"""Filing a case and adding to it: everything that is said is sealed before it is stored."""

from sqlalchemy import text

from flows.core.effects import AmendCase, Answers, FileCase
from flows.record import changed, record
from storage.cases.evidence import EvidenceRows
from storage.cases.receipt_secrets import hashed
from storage.cases.views import Case, Reporter, Said, encode_said
from storage.custody.links import REPORTER, SERVER, Act, all_facts
from storage.custody.log import Custody
from storage.database.ids import Ids
from storage.database.overlay import Overlay
from storage.database.statements import Lookup, changing, inserting
from storage.database.transaction import Transaction
from storage.errors import UnknownCase
from storage.sealing.erasure_keys import ErasureKey
from storage.sealing.officer_keys import Keys
from storage.sealing.seals import Seals
from storage.sealing.vault import Vault
from storage.tables.cases import StoredCase, StoredEntry

_OPEN = inserting(StoredCase, order=0)
_ENTER = inserting(StoredEntry, order=5)
_AMEND = changing(
    text(
        "UPDATE cases SET urgent = urgent OR :urgent, category = COALESCE(NULLIF(:category, ''), category), "
        "place = COALESCE(NULLIF(:place, ''), place), evidence_count = evidence_count + :more, "
        "anonymous = CASE WHEN :named THEN false ELSE anonymous END, updated = :now "
        "WHERE reference = :reference"
    ),
    order=4,
)
_FIND = Lookup(
    "reference, erasure, category, urgent, place, anonymous, id, channel, secret_hash", "cases", "reference"
)


@record
class _OpenCase:
    """The number of a case's erasure key, and the facts that the custody log vouches for."""

    reference: str
    erasure: int
    category: str
    urgent: bool
    place: str
    anonymous: bool
    id: int
    channel: str
    secret_hash: str

    @property
    def facts(self) -> str:
        return all_facts(self)


@record
class _NewEntry:
    """An entry to be sealed; `kind` is `filed` or `added`."""

    case: _OpenCase
    key: ErasureKey
    kind: str
    answers: Answers
    evidence: tuple[str, ...]


class Filing:
    """Files cases and adds to them in one transaction."""

    def __init__(
        self,
        transaction: Transaction,
        *,
        vault: Vault,
        ids: Ids,
        seals: Seals,
        keys: Keys,
        custody: Custody,
        evidence: EvidenceRows,
    ) -> None:
        self._transaction = transaction
        self._vault = vault
        self._ids = ids
        self._seals = seals
        self._keys = keys
        self._custody = custody
        self._evidence = evidence
        self._known: Overlay[str, _OpenCase] = Overlay(transaction)

    def open(self, effect: FileCase, reporter: Reporter, now: float) -> Case:
        """File a case with its first entry and its evidence, which leaves the draft; return the case.

        Raises Unsealable: nothing is ever filed unsealed.
        """
        case, key = self._case(effect, reporter, now), self._seals.erasure.take()
        secret = hashed(effect.secret)
        self._insert(case, key, secret)
        known = _OpenCase(
            reference=case.reference,
            erasure=key.number,
            category=case.category,
            urgent=case.urgent,
            place=case.place,
            anonymous=case.anonymous,
            id=case.id,
            channel=case.channel,
            secret_hash=secret,
        )
        self._known.put(case.reference, known)
        acts = self._enter(_NewEntry(known, key, "filed", effect.answers, effect.evidence), now)
        if effect.traceless:
            acts.append(Act("forgotten", REPORTER, "address"))
        return changed(case, commitment=self._custody.add(case.reference, now, *acts, new=True))

    def amend(self, effect: AmendCase, now: float) -> None:
        """Add to a case. Raises UnknownCase and Unsealable."""
        known = self._amended(effect)
        self._transaction.write(
            _AMEND,
            _AMEND.row(
                reference=effect.reference,
                urgent=effect.urgent,
                category=effect.category,
                place=effect.place,
                more=len(effect.evidence),
                named=effect.named,
                now=now,
            ),
        )
        key = self._seals.key_of(known.erasure)
        acts = self._enter(_NewEntry(known, key, "added", effect.answers, effect.evidence), now)
        self._custody.add(effect.reference, now, *acts)

    def _case(self, effect: FileCase, reporter: Reporter, now: float) -> Case:
        return Case(
            id=self._ids.next(),
            reference=effect.reference,
            category=effect.category,
            status="received",
            urgent=effect.urgent,
            anonymous=effect.anonymous,
            place=effect.place,
            channel=reporter.chat.partition(":")[0],
            chat="" if effect.traceless else reporter.chat,
            language=reporter.language,
            pseudonym=self._vault.token("pseudonym:" + effect.reference)[:6].upper(),
            created=now,
            updated=now,
            evidence_count=len(effect.evidence),
        )

    def _insert(self, case: Case, key: ErasureKey, secret_hash: str) -> None:
        self._transaction.write(
            _OPEN,
            _OPEN.row(
                id=case.id,
                reference=case.reference,
                secret_hash=secret_hash,
                category=case.category,
                status=case.status,
                open=True,
                urgent=case.urgent,
                anonymous=case.anonymous,
                place=case.place,
                channel=case.channel,
                chat=self._vault.chat(case.chat) or None,
                language=case.language,
                pseudonym=case.pseudonym,
                created=case.created,
                updated=case.updated,
                evidence_count=case.evidence_count,
                address=self._address(case),
                erasure=key.number,
                hold=False,
            ),
        )

    def _address(self, case: Case) -> bytes | None:
        return self._vault.protect(case.chat.encode(), f"case:{case.reference}") if case.chat else None

    def _enter(self, new: _NewEntry, now: float) -> list[Act]:
        """Seal and store an entry with its evidence; return the acts for the custody log."""
        reference = new.case.reference
        items, evidence_acts = self._evidence.attach(new.evidence, reference)
        acts = [Act("received", REPORTER, new.kind, self._vault.token(new.case.facts))]
        if new.answers or items or new.kind == "filed":
            number = self._ids.next()
            said, place = encode_said(Said(new.answers, items)), (reference, str(number))
            entry = self._seals.seal(said, place, self._keys.recipients(now), new.key)
            self._transaction.write(
                _ENTER, _ENTER.row(id=number, reference=reference, kind=new.kind, body=entry.box, time=now)
            )
            acts.append(Act("sealed", SERVER, f"entry:{number}", entry.digest))
        return [*acts, *evidence_acts]

    def _amended(self, effect: AmendCase) -> _OpenCase:
        known = self._known.get(effect.reference)
        if known is None:
            found = self._transaction.lookup(_FIND, [effect.reference])
            if not found:
                raise UnknownCase
            known = _OpenCase(**found[0])
        amended = changed(
            known,
            category=effect.category or known.category,
            urgent=bool(known.urgent) or effect.urgent,
            place=effect.place or known.place,
            anonymous=bool(known.anonymous) and not effect.named,
        )
        self._known.put(effect.reference, amended)
        return amended
