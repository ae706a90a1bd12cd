"""A reporter's rights: to be told what is stored about a chat, and to have the chat forgotten."""

from collections.abc import Iterator
from typing import Protocol

from sqlalchemy import update
from sqlmodel import col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from flows.core.conversation import has_draft
from flows.core.found import Forgotten
from flows.record import record
from storage.campaigns.membership import Membership
from storage.cases.cases import Cases
from storage.cases.evidence import EvidenceRows
from storage.cases.receipts import Guesses
from storage.cases.retention import Retention
from storage.cases.views import Case, Reporter
from storage.chats.conversations import Conversations
from storage.chats.dead_letters import DeadLetters
from storage.chats.inbox import InboxRows
from storage.custody.links import REPORTER, Act
from storage.custody.log import Custody
from storage.database.transaction import Transaction
from storage.delivery.outbox import OutboxRows
from storage.sealing.vault import Vault
from storage.tables.cases import StoredCase
from storage.tables.messages import Inbox, Outbox, StoredDeadLetter
from storage.waiting.persons import ENDED

_ALL = 10_000
_ADDRESS_FORGOTTEN = Act("forgotten", REPORTER, "address")


@record
class Held:
    """Everything stored about a chat: its cases, whether a draft is open, its draft's pieces of evidence, the
    number of messages received and waiting, its language, and the number of events that failed.
    """

    cases: tuple[Case, ...]
    draft: bool
    pieces: int
    received: int
    waiting: int
    language: str
    failed: int


class Forgetful(Protocol):
    """A repository with rows of chats."""

    def forget(self, chat: str) -> object:
        """Delete the chat's rows, or remove the chat from them."""


class Parting(Forgetful, Protocol):
    """A repository with the names and addresses of chats."""

    def part(self, chat: str, *, goes_on: bool) -> None:
        """Delete what tells who and when the chat was, as far as nothing else needs it."""


class Repositories(Protocol):
    """The repositories with rows of chats; a unit has them."""

    conversations: Conversations
    custody: Custody
    evidence: EvidenceRows
    inbox: InboxRows
    outbox: OutboxRows

    @property
    def cases(self) -> Cases:
        """The repository of cases."""

    @property
    def dead(self) -> DeadLetters:
        """The events that could not take effect."""

    @property
    def guesses(self) -> Guesses:
        """The receipts that opened no case."""

    @property
    def retention(self) -> Retention:
        """The erasure of cases whose time is over."""

    @property
    def spending(self) -> Forgetful:
        """The counts of messages."""

    @property
    def whatsapp(self) -> Parting:
        """The people of WhatsApp."""


class Privacy:
    """Carries out a reporter's rights in one transaction."""

    def __init__(self, transaction: Transaction, vault: Vault, rows: Repositories) -> None:
        self._transaction = transaction
        self._vault = vault
        self._rows = rows

    def my_data(self, chat: str) -> Held:
        """Return everything stored about this chat."""
        token, conversation = self._vault.chat(chat), self._rows.conversations.get(chat)
        waiting = select(func.count()).where(Outbox.chat == token, Outbox.state == "queued")
        return Held(
            cases=tuple(self._rows.cases.of_chat(chat, _ALL)),
            draft=has_draft(conversation),
            pieces=len(self._rows.evidence.loose(chat)),
            received=self._count(select(func.count()).where(Inbox.chat == token, Inbox.message != "")),
            waiting=self._count(waiting),
            language=conversation.language,
            failed=self._count(select(func.count()).where(StoredDeadLetter.chat == token)),
        )

    def would_forget(self, chat: str, opened: str = "") -> Forgotten:
        """Return what `forget_chat` would do now."""
        sorted_out: dict[str, list[str]] = {"erased": [], "referred": [], "held": []}
        for case, becomes in self._sorted(chat, opened):
            sorted_out[becomes].append(case.reference)
        return Forgotten(*map(tuple, sorted_out.values()))

    def forget_chat(self, chat: str, now: float, opened: str = "") -> Forgotten:
        """Withdraw consent: erase drafts, the address, and every case not yet referred.

        The case that was `opened` by its receipt is treated as one of the chat's own. Call `Storage.shred`
        after the commit. Messages posted to this chat afterwards still go out, even in the same transaction,
        and a conversation saved afterwards is stored again.
        """
        self._rows.outbox.lock(chat)  # a turn has its chat before it has the log
        self._rows.custody.lock()  # a hold that comes meanwhile is seen, and the reporter told of it
        rows, gone = self._rows, self.would_forget(chat, opened)
        self._transaction.erases = True
        for reference in gone.erased:
            rows.retention.erase(reference, Act("erasure", REPORTER, "forget"), now)
        for reference in (*gone.referred, *gone.held):
            self.untie(reference, chat, now)
            Membership(self._transaction).forget(reference)
        rows.conversations.forget(chat)
        own: tuple[Forgetful, ...] = (rows.evidence, rows.outbox, rows.dead, rows.inbox, rows.guesses)
        for repository in (*own, rows.spending, rows.whatsapp):
            repository.forget(chat)
        return gone

    def untie(self, reference: str, chat: str, now: float) -> None:
        """Remove the chat and its address from a case of its own; other cases are left alone."""
        mine = (col(StoredCase.reference) == reference) & (col(StoredCase.chat) == self._vault.chat(chat))
        if self._transaction.execute(update(StoredCase).where(mine).values(chat=None, address=None)):
            self._rows.custody.add(reference, now, _ADDRESS_FORGOTTEN)
            number = self._rows.cases.number(reference)
            self._transaction.write(ENDED, ENDED.row(case_id=number))  # nobody can write to them any more

    def follow(self, reference: str, reporter: Reporter, now: float) -> None:
        """Store the reporter's chat and address in a case without one: the receipt's holder wants news."""
        box = self._vault.protect(reporter.chat.encode(), f"case:{reference}")
        free = (col(StoredCase.reference) == reference) & col(StoredCase.address).is_(None)
        values = {"chat": self._vault.chat(reporter.chat), "address": box, "language": reporter.language}
        if self._transaction.execute(update(StoredCase).where(free).values(values)):
            self._rows.custody.add(reference, now, Act("followed", REPORTER, "receipt"))

    def part(self, chat: str, *, collected: bool, goes_on: bool = False) -> None:
        """Forget a chat except for its own cases; call this last in a transaction.

        Messages still to be sent are sent. If the chat's page collects them (`collected`), they keep the chat
        until then. `goes_on`: a new draft was begun, and it stays with its conversation.
        """
        rows = self._rows
        self._transaction.erases = True
        if not goes_on:
            rows.conversations.forget(chat)
            rows.evidence.forget(chat)
        others: tuple[Forgetful, ...] = (rows.dead, rows.inbox, rows.guesses)
        for repository in others:
            repository.forget(chat)
        rows.whatsapp.part(chat, goes_on=goes_on)
        rows.outbox.part(chat, collected=collected)

    def _sorted(self, chat: str, opened: str) -> Iterator[tuple[Case, str]]:
        """Yield the cases that a wish to be forgotten concerns, each with what becomes of it."""
        cases = self._rows.cases
        mine = {case.reference: case for case in cases.of_chat(chat, _ALL)}
        if opened and (other := cases.by_reference(opened)):
            mine.setdefault(opened, other)
        for reference, case in mine.items():
            fate = self._rows.retention.fate(reference, {})
            if fate is not None:
                yield case, "referred" if fate.referred else "held" if fate.hold else "erased"

    def _count(self, query: SelectOfScalar[int]) -> int:
        return self._transaction.values(query)[0]
