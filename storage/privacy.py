"""What a reporter may ask of us: to be told what is held, and to be forgotten."""

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import delete, func, select

from storage.cases import Cases
from storage.conversations import Conversations
from storage.custody import REPORTER, Act, Custody
from storage.dead import DeadLetters
from storage.evidence import EvidenceRows
from storage.inbox import InboxRows
from storage.outbox import OutboxRows
from storage.retention import Retention
from storage.tables import GUESSES, INBOX, OUTBOX
from storage.transaction import Transaction
from storage.vault import Vault
from storage.views import Case

BEFORE_REFERRAL = ("received", "examined", "withdrawn")
_ALL = 10_000


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a chat: its cases, whether a draft is open, its pieces, and messages in and out."""

    cases: tuple[Case, ...]
    draft: bool
    pieces: int
    received: int
    waiting: int
    language: str


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went (`erased`), and what remains without its chat: `referred` to justice, or on legal `hold`."""

    erased: tuple[str, ...]
    referred: tuple[str, ...]
    held: tuple[str, ...]


class Forgetful(Protocol):
    """Keeps something of chats beside what follows from the conversation."""

    def forget(self, chat: str) -> object:
        """Nothing of this chat stays."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Where something of a chat may stand."""

    cases: Cases
    conversations: Conversations
    custody: Custody
    dead: DeadLetters
    evidence: EvidenceRows
    inbox: InboxRows
    outbox: OutboxRows
    retention: Retention
    more: tuple[Forgetful, ...] = ()


class Privacy:
    """A reporter's rights, as one transaction sees them."""

    def __init__(self, transaction: Transaction, vault: Vault, rows: Rows) -> None:
        self._transaction = transaction
        self._vault = vault
        self._rows = rows

    def my_data(self, chat: str) -> Held:
        """What is held of this chat."""
        token, conversation = self._vault.chat(chat), self._rows.conversations.get(chat)
        received = self._count(select(func.count()).where(INBOX.c.chat == token))
        queued = (OUTBOX.c.chat == token) & (OUTBOX.c.state == "queued")
        waiting = self._count(select(func.count()).where(queued))
        cases = tuple(self._rows.cases.of_chat(chat, _ALL))
        pieces = len(self._rows.evidence.loose(chat))
        return Held(cases, bool(conversation.answers), pieces, received, waiting, conversation.language)

    def forget_chat(self, chat: str, now: float) -> Forgotten:
        """Consent is withdrawn: drafts, the address and every case not yet referred go.

        Call `Shelf.shred` after the commit. What is posted to this chat after this, in the same transaction
        too, still goes out; a conversation saved after this is there again.
        """
        rows = self._rows
        gone = Forgotten((), (), ())
        for case in rows.cases.of_chat(chat, _ALL):
            gone = self._let_go(case, gone, now)
        rows.conversations.forget(chat)
        places: tuple[Forgetful, ...] = (rows.evidence, rows.outbox, rows.dead, rows.inbox, *rows.more)
        for place in places:
            place.forget(chat)
        self._transaction.execute(delete(GUESSES).where(GUESSES.c.chat == self._vault.chat(chat)))
        return gone

    def _let_go(self, case: Case, gone: Forgotten, now: float) -> Forgotten:
        reference = case.reference
        if self._referred(reference, case.status):
            self._unaddressed(reference, now)
            return Forgotten(gone.erased, (*gone.referred, reference), gone.held)
        if self._rows.retention.erase(reference, Act("erasure", REPORTER, "forget"), now):
            return Forgotten((*gone.erased, reference), gone.referred, gone.held)
        self._unaddressed(reference, now)
        return Forgotten(gone.erased, gone.referred, (*gone.held, reference))

    def _unaddressed(self, reference: str, now: float) -> None:
        self._rows.cases.forget_address(reference)
        self._rows.custody.add(reference, now, Act("forgotten", REPORTER, "address"))

    def _referred(self, reference: str, status: str) -> bool:
        """A case that was ever referred is justice's, whatever came after."""
        ever = {step.status for step in self._rows.cases.history(reference)} | {status}
        return not ever <= set(BEFORE_REFERRAL)

    def _count(self, query: object) -> int:
        return int(self._transaction.rows(query)[0][0])  # type: ignore[arg-type]  # a Select; its type is long
