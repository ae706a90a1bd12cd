"""Filing a case and adding to it: everything that is said is sealed before it is stored."""

from sqlalchemy import text

from flows.core.effects import AmendCase, FileCase
from flows.record import changed, record
from flows.said import Answers
from storage.campaigns.joining import Joining
from storage.campaigns.listed import ListedIndicators
from storage.campaigns.views import Growth
from storage.cases.entries import IDENTITY, Said, by_day, encode_said, parted
from storage.cases.evidence import EvidenceRows
from storage.cases.receipts import hashed
from storage.cases.views import Case, Reporter
from storage.cases.work import Work
from storage.custody.links import REPORTER, SERVER, Act, all_facts
from storage.custody.log import Custody
from storage.database.ids import Ids
from storage.database.overlay import Overlay
from storage.database.statements import Lookup, changing, inserting
from storage.database.transaction import Transaction
from storage.errors import UnknownCase, Unsealable
from storage.figures.facts import keep_facts
from storage.sealing import case_keys
from storage.sealing.age import recipient
from storage.sealing.erasure_keys import ErasureKey
from storage.sealing.officer_keys import Keys
from storage.sealing.seals import Seals, SealTo
from storage.sealing.vault import Vault
from storage.sealing.wraps import Wraps
from storage.tables.cases import StoredCase, StoredEntry

_OPEN = inserting(StoredCase, order=0)
_ENTER = inserting(StoredEntry, order=5)
_AMEND = changing(
    text(
        "UPDATE cases SET urgent = urgent OR :urgent, category = COALESCE(NULLIF(:category, ''), category), "
        "province = CASE WHEN :province <> '' OR (:place <> '' AND :place <> place) THEN :province "
        "ELSE province END, "
        "place = COALESCE(NULLIF(:place, ''), place), evidence_count = evidence_count + :more, "
        "anonymous = CASE WHEN :named THEN false ELSE anonymous END, updated = :now "
        "WHERE reference = :reference"
    ),
    order=4,
)
_FIND = Lookup(
    "reference, erasure, category, urgent, place, province, anonymous, id, channel, secret_hash, chat, "
    "recipient, recipient_seal",
    "cases",
    "reference",
)


@record
class _OpenCase:
    """The number of a case's erasure key, and the facts that the custody log vouches for.

    `chat` names the chat that filed the case; empty or None if the case has no address.
    """

    reference: str
    erasure: int
    category: str
    urgent: bool
    place: str
    province: str
    anonymous: bool
    id: int
    channel: str
    secret_hash: str
    chat: str | None
    recipient: str
    recipient_seal: str

    @property
    def facts(self) -> str:
        return all_facts(self)


@record
class _NewEntry:
    """An entry to be sealed; `kind` is `filed`, `added` (what the person writes to the case) or `detail`."""

    case: _OpenCase
    key: ErasureKey
    kind: str
    answers: Answers
    evidence: tuple[str, ...]
    sent: tuple[float, ...]


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
        wraps: Wraps,
        custody: Custody,
        evidence: EvidenceRows,
        joining: Joining,
        listed: ListedIndicators,
    ) -> None:
        self._transaction = transaction
        self._vault = vault
        self._ids = ids
        self._seals = seals
        self._keys = keys
        self._wraps = wraps
        self._custody = custody
        self._evidence = evidence
        self._joining = joining
        self._listed = listed
        self._known: Overlay[str, _OpenCase] = Overlay(transaction)

    def open(self, effect: FileCase, reporter: Reporter, now: float) -> Case:
        """File a case with its first entry and its evidence, which leaves the draft; return the case.

        Raises Unsealable: nothing is ever filed unsealed.
        """
        case, key = self._case(effect, reporter, now), self._seals.erasure.take()
        secret = hashed(effect.secret)
        own = case_keys.make(key, self._keys.recipients(now))
        self._wraps.keep(own.wraps)
        known = _OpenCase(
            reference=case.reference,
            erasure=key.number,
            category=case.category,
            urgent=case.urgent,
            place=case.place,
            province=case.province,
            anonymous=case.anonymous,
            id=case.id,
            channel=case.channel,
            secret_hash=secret,
            chat=case.chat,
            recipient=own.recipient,
            recipient_seal=recipient_seal(self._vault, case.reference, own.recipient),
        )
        self._insert(case, known)
        self._known.put(case.reference, known)
        keep_facts(self._transaction, effect, case.category, now)
        growth = self._meet(known, effect, now)
        acts = self._enter(_NewEntry(known, key, "filed", effect.answers, effect.evidence, effect.sent), now)
        acts += self._known_to_lists(effect)
        if effect.traceless:
            acts.append(Act("forgotten", REPORTER, "address"))
        commitment = self._custody.add(case.reference, now, *acts, new=True)
        return changed(case, commitment=commitment, growth=growth)

    def _meet(self, case: _OpenCase, effect: FileCase, now: float) -> Growth | None:
        """Keep the tokens of a new case; return the campaign that the case comes to."""
        if not effect.traces:
            return None
        if effect.contests:
            self._joining.contest(case.id, effect.traces)
            return None
        self._custody.lock()
        return self._joining.file(case.id, effect.traces, now, urgent=case.urgent)

    def amend(self, effect: AmendCase, now: float, kind: str = "added") -> Growth | None:
        """Add to a case; return the campaign that it comes to by that. Raises UnknownCase and Unsealable.

        An entry of the kind `added` answers the officer who asked; a `detail` does not.
        """
        known = self._amended(effect)
        self._transaction.write(
            _AMEND,
            _AMEND.row(
                reference=effect.reference,
                urgent=effect.urgent,
                category=effect.category,
                place=effect.place,
                province=effect.province,
                more=len(effect.evidence),
                named=effect.named,
                now=now,
            ),
        )
        keep_facts(self._transaction, effect, known.category, now)
        if kind == "added":
            Work(self._transaction, self._custody).answered(known.id, now)
        growth = None
        if effect.traces:
            self._custody.lock()
            growth = self._joining.add(known.id, effect.traces, now, urgent=known.urgent)
        key = self._seals.key_of(known.erasure)
        acts = self._enter(_NewEntry(known, key, kind, effect.answers, effect.evidence, effect.sent), now)
        acts += self._known_to_lists(effect)
        self._custody.add(effect.reference, now, *acts)
        return growth

    def _known_to_lists(self, effect: FileCase | AmendCase) -> list[Act]:
        """Return an act for each list that names something in the case, so that officers see it."""
        sources = self._listed.known(effect.listed) if effect.listed else ()
        return [Act("listed", SERVER, one) for one in dict.fromkeys(one for some in sources for one in some)]

    def _case(self, effect: FileCase, reporter: Reporter, now: float) -> Case:
        return Case(
            id=self._ids.next(),
            reference=effect.reference,
            category=effect.category,
            status="received",
            urgent=effect.urgent,
            anonymous=effect.anonymous,
            place=effect.place,
            province=effect.province,
            channel=reporter.chat.partition(":")[0],
            chat="" if effect.traceless else reporter.chat,
            language=reporter.language,
            pseudonym=self._vault.token("pseudonym:" + effect.reference)[:6].upper(),
            created=now,
            updated=now,
            evidence_count=len(effect.evidence),
        )

    def _insert(self, case: Case, known: _OpenCase) -> None:
        self._transaction.write(
            _OPEN,
            _OPEN.row(
                id=case.id,
                reference=case.reference,
                secret_hash=known.secret_hash,
                category=case.category,
                status=case.status,
                open=True,
                urgent=case.urgent,
                anonymous=case.anonymous,
                place=case.place,
                province=case.province,
                channel=case.channel,
                chat=self._vault.chat(case.chat) or None,
                language=case.language,
                pseudonym=case.pseudonym,
                created=case.created,
                updated=case.updated,
                evidence_count=case.evidence_count,
                address=self._address(case),
                erasure=known.erasure,
                hold=False,
                recipient=known.recipient,
                recipient_seal=known.recipient_seal,
            ),
        )

    def _address(self, case: Case) -> bytes | None:
        return self._vault.protect(case.chat.encode(), f"case:{case.reference}") if case.chat else None

    def _enter(self, new: _NewEntry, now: float) -> list[Act]:
        """Seal and store an entry with its evidence; return the acts for the custody log.

        Answers that say who the reporter is become an entry of their own, which two officers open together.
        """
        items, evidence_acts = self._evidence.attach(new.evidence, new.case.reference)
        said, naming = Said(new.answers, items, new.sent), Said(())
        if new.case.recipient:  # entries to officers' own keys cannot be kept from one of them
            said, naming = parted(said)
        vouched = self._vault.token(new.case.facts)
        acts = [Act("received", REPORTER, new.kind, vouched)]
        if said.answers or items or new.kind == "filed":
            acts.append(self._store(new, new.kind, said, now))
        acts += evidence_acts
        if naming.answers:
            acts.append(Act("received", REPORTER, IDENTITY, vouched))
            acts.append(self._store(new, IDENTITY, naming, now))
        return acts

    def _store(self, new: _NewEntry, kind: str, said: Said, now: float) -> Act:
        """Seal and store one entry; return its act."""
        number, reference = self._ids.next(), new.case.reference
        told = encode_said(said if new.case.chat else by_day(said))
        entry = self._seals.seal(told, (reference, str(number)), self._seal_to(new.case, now), new.key)
        self._transaction.write(
            _ENTER, _ENTER.row(id=number, reference=reference, kind=kind, body=entry.box, time=now)
        )
        return Act("sealed", SERVER, f"entry:{number}", entry.digest)

    def _seal_to(self, case: _OpenCase, now: float) -> SealTo:
        """Return the keys that an entry is sealed to. Raises Unsealable."""
        if not case.recipient:
            return SealTo(self._keys.recipients(now), own=False)
        if case.recipient_seal != recipient_seal(self._vault, case.reference, case.recipient):
            raise Unsealable
        return SealTo((recipient(case.recipient),), own=True)

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
            province=_province(known, effect),
            anonymous=bool(known.anonymous) and not effect.named,
        )
        self._known.put(effect.reference, amended)
        return amended


def _province(known: _OpenCase, effect: AmendCase) -> str:
    """Return the province after the effect: another place takes the earlier one away, as in `_AMEND`."""
    moved = effect.place not in ("", known.place)
    return effect.province if effect.province or moved else known.province


def recipient_seal(vault: Vault, reference: str, public: str) -> str:
    """Return the server's token of a case's own public key."""
    return vault.token(f"recipient:{reference}:{public}")
