"""What a reporter may ask of us: to be told what is held, and to be forgotten."""

from collections.abc import Iterator
from typing import Protocol

from sqlalchemy import func, select, update

from flows.core.draft import has_draft
from flows.core.found import Forgotten
from flows.record import record
from storage.cases.cases import Cases
from storage.cases.custody import REPORTER, Act, Custody
from storage.cases.evidence import EvidenceRows
from storage.cases.retention import Retention
from storage.cases.views import Case, Reporter
from storage.chats.conversations import Conversations
from storage.chats.dead_letters import DeadLetters
from storage.chats.inbox import InboxRows
from storage.database.transaction import Transaction
from storage.delivery.backlog import OUTBOX
from storage.delivery.outbox import OutboxRows
from storage.sealing.vault import Vault
from storage.tables.cases import CASES, GUESSES, INBOX

_ALL = 10_000
_OWN = Act("forgotten", REPORTER, "address")


@record
class Held:
    """What is held of a chat: its cases, whether a draft is open, its pieces, and messages in and out."""

    cases: tuple[Case, ...]
    draft: bool
    pieces: int
    received: int
    waiting: int
    language: str


class Forgetful(Protocol):
    """Keeps something of chats beside what follows from the conversation."""

    def forget(self, chat: str) -> object:
        """Nothing of this chat stays."""


@record
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
        return Held(cases, has_draft(conversation), pieces, received, waiting, conversation.language)

    def would_forget(self, chat: str, opened: str = "") -> Forgotten:
        """What `forget_chat` would do now."""
        sorted_out: dict[str, list[str]] = {"erased": [], "referred": [], "held": []}
        for case, becomes in self._sorted(chat, opened):
            sorted_out[becomes].append(case.reference)
        return Forgotten(*map(tuple, sorted_out.values()))

    def forget_chat(self, chat: str, now: float, opened: str = "") -> Forgotten:
        """Consent is withdrawn: drafts, the address and every case not yet referred go, and with them the
        one that was `opened` by its receipt.

        Call `Storage.shred` after the commit. What is posted to this chat after this, in the same transaction
        too, still goes out; a conversation saved after this is there again.
        """
        rows, gone = self._rows, self.would_forget(chat, opened)
        for reference in gone.erased:
            rows.retention.erase(reference, Act("erasure", REPORTER, "forget"), now)
        for reference in (*gone.referred, *gone.held):
            self.untie(reference, chat, now)
        rows.conversations.forget(chat)
        places: tuple[Forgetful, ...] = (rows.evidence, rows.outbox, rows.dead, rows.inbox, *rows.more)
        for place in places:
            place.forget(chat)
        self._forget_guesses(chat)
        return gone

    def untie(self, reference: str, chat: str, now: float) -> None:
        """This chat's case knows it no longer; nothing happens to a case that is not this chat's."""
        mine = (CASES.c.reference == reference) & (CASES.c.chat == self._vault.chat(chat))
        if self._transaction.execute(update(CASES).where(mine).values(chat=None, address=None)):
            self._rows.custody.add(reference, now, _OWN)

    def follow(self, reference: str, reporter: Reporter, now: float) -> None:
        """The other way round, for a case that has no address: whoever holds its receipt may ask for news."""
        box = self._vault.protect(reporter.chat.encode(), f"case:{reference}")
        free = (CASES.c.reference == reference) & CASES.c.address.is_(None)
        values = {"chat": self._vault.chat(reporter.chat), "address": box, "language": reporter.language}
        if self._transaction.execute(update(CASES).where(free).values(values)):
            self._rows.custody.add(reference, now, Act("followed", REPORTER, "receipt"))

    def part(self, chat: str, *, collected: bool, goes_on: bool = False) -> None:
        """Nothing tells of this chat but the cases that are its own; call it last in a transaction.

        What is still to be sent is sent; where the chat's page collects it (`collected`), until it has.
        `goes_on`: a new draft is under way, and stays.
        """
        rows = self._rows
        if not goes_on:
            rows.conversations.forget(chat)
            rows.evidence.forget(chat)
        for place in (rows.dead, rows.inbox):
            place.forget(chat)
        self._forget_guesses(chat)
        rows.outbox.part(chat, collected=collected)

    def _forget_guesses(self, chat: str) -> None:
        """They still count among everybody's."""
        mine = GUESSES.c.chat == self._vault.chat(chat)
        self._transaction.execute(update(GUESSES).where(mine).values(chat=""))

    def _sorted(self, chat: str, opened: str) -> Iterator[tuple[Case, str]]:
        """The cases that a wish to be forgotten concerns, and what becomes of each."""
        cases = self._rows.cases
        mine = {case.reference: case for case in cases.of_chat(chat, _ALL)}
        if opened and (other := cases.by_reference(opened)):
            mine.setdefault(opened, other)
        for reference, case in mine.items():
            fate = self._rows.retention.fate(reference, {})
            if fate is not None:
                yield case, "referred" if fate.referred else "held" if fate.hold else "erased"

    def _count(self, query: object) -> int:
        return int(self._transaction.rows(query)[0][0])  # type: ignore[arg-type]  # a Select; its type is long
