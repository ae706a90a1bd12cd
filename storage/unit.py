"""The access to stored data: a unit is one transaction with all repositories, and a Storage makes units."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from flows.deadlines import Deadlines
from storage.campaigns.campaigns import Campaigns
from storage.campaigns.decisions import Decisions
from storage.campaigns.joining import Joining
from storage.campaigns.listed import ListedIndicators, Present
from storage.campaigns.rulings import Rulings
from storage.campaigns.shareable import Shareable
from storage.campaigns.tokens import CaseTokens
from storage.cases.cases import Cases
from storage.cases.evidence import EvidenceRows
from storage.cases.filing import Filing
from storage.cases.officers import Officers
from storage.cases.privacy import Privacy
from storage.cases.receipts import Guesses
from storage.cases.retention import Retention
from storage.chats.conversations import Cache, Conversations
from storage.chats.dead_letters import DeadLetters
from storage.chats.inbox import InboxRows
from storage.chats.remembered import Remembered
from storage.chats.whatsapp_people import WhatsAppChats
from storage.custody.directory import DeskRoll, Directory, KeyRoll, OfficerRoll
from storage.custody.log import Custody
from storage.database.clock import Clock
from storage.database.driver_errors import failed
from storage.database.engine import Database
from storage.database.transaction import Transaction
from storage.delivery.backlog import Undelivered
from storage.delivery.delivery_reports import DeliveryReports
from storage.delivery.held import Held
from storage.delivery.missed import MissedMessages
from storage.delivery.outbox import OutboxRows
from storage.delivery.spending import Spending
from storage.desk.desk import Desk
from storage.digests.choices import DigestChoices
from storage.digests.counts import DigestCounts
from storage.figures.counts import Counts
from storage.life.feedback import FeedbackRows
from storage.life.suspects import Suspects
from storage.nodes.nodes import Nodes
from storage.sealing.officer_keys import Keys
from storage.sealing.seals import Seals
from storage.sealing.vault import Vault
from storage.sealing.wraps import Wraps
from storage.waiting.waiting import Waiting


class Unit:
    """One transaction with its repositories. A read sees every write made before it in the transaction."""

    def __init__(self, transaction: Transaction, storage: "Storage", cache: Cache | None = None) -> None:
        vault, ids = self._vault, self._ids = storage.vault, storage.database.ids
        self._storage = storage
        self.clock = storage.clock
        self.transaction = transaction
        self.inbox = InboxRows(transaction, vault)
        self.conversations = Conversations(transaction, vault, cache)
        self.outbox = OutboxRows(transaction, vault=vault, ids=ids, clock=self.clock, held=storage.held)
        self.custody = Custody(transaction, storage.signer, ids)
        self.wraps = Wraps(transaction)
        self.evidence = EvidenceRows(
            transaction, vault=vault, custody=self.custody, ids=ids, wraps=self.wraps
        )
        self.keys = storage.keys(transaction, self.custody)

    @cached_property
    def filing(self) -> Filing:
        """Return the repository that files cases and adds to them."""
        return Filing(
            self.transaction,
            vault=self._vault,
            ids=self._ids,
            seals=self._storage.seals,
            keys=self.keys,
            wraps=self.wraps,
            custody=self.custody,
            evidence=self.evidence,
            listed=self.listed,
            joining=self.joining,
        )

    @cached_property
    def tokens(self) -> CaseTokens:
        """Return the keyed tokens by which cases are found."""
        return CaseTokens(self.transaction, self._vault, web_only=self._storage.web_only)

    @cached_property
    def listed(self) -> ListedIndicators:
        """Return the lists of known indicators."""
        return ListedIndicators(self.transaction, self._vault, self.tokens, self._storage.lists)

    @cached_property
    def rulings(self) -> Rulings:
        """Return the rulings of officers on what cases name."""
        return Rulings(self.transaction)

    @cached_property
    def shareable(self) -> Shareable:
        """Return the indicators that may be shared with partners."""
        return Shareable(self.transaction, web_only=self._storage.web_only)

    @cached_property
    def joining(self) -> Joining:
        """Return the way of cases into campaigns."""
        return Joining(self.transaction, vault=self._vault, ids=self._ids, tokens=self.tokens)

    @cached_property
    def campaigns(self) -> Campaigns:
        """Return the campaigns."""
        return Campaigns(self.transaction, vault=self._vault, custody=self.custody)

    @cached_property
    def decisions(self) -> Decisions:
        """Return the decisions on campaigns."""
        return Decisions(self.transaction, vault=self._vault, ids=self._ids, custody=self.custody)

    @cached_property
    def cases(self) -> Cases:
        """Return the repository of cases."""
        return Cases(
            self.transaction,
            vault=self._vault,
            ids=self._ids,
            seals=self._storage.seals,
            keys=self.keys,
            wraps=self.wraps,
            custody=self.custody,
        )

    @cached_property
    def suspects(self) -> Suspects:
        """Return the suspects of cases."""
        return Suspects(self.transaction, self.custody)

    @cached_property
    def feedback(self) -> FeedbackRows:
        """Return what reporters say of the help they got."""
        return FeedbackRows(self.transaction, self.custody)

    @cached_property
    def guesses(self) -> Guesses:
        """Return the receipts that opened no case."""
        return Guesses(self.transaction, self._vault, self._ids)

    @cached_property
    def undelivered(self) -> Undelivered:
        """Return the messages not delivered, for operators."""
        return Undelivered(self.transaction)

    @cached_property
    def officers(self) -> Officers:
        """Return the officers."""
        roll = OfficerRoll(self._storage.directory, self.transaction, self.custody)
        return Officers(self.transaction, self._vault, roll)

    @cached_property
    def desk(self) -> Desk:
        """Return the repositories of the officers' desk in the browser."""
        roll = DeskRoll(self._storage.directory, self.transaction, self.custody)
        return Desk(
            self.transaction,
            vault=self._vault,
            roll=roll,
            seals=self._storage.seals,
            wraps=self.wraps,
            custody=self.custody,
            ids=self._ids,
            cases=self.cases,
            deadlines=self.waiting.deadlines,
        )

    @cached_property
    def waiting(self) -> Waiting:
        """Return the repositories of what waits: deadlines, persons, duty."""
        return Waiting(self.transaction, self._storage.deadlines)

    @cached_property
    def nodes(self) -> Nodes:
        """Return the servers on this database."""
        return Nodes(self.transaction, self._storage.database.clock)

    @cached_property
    def figures(self) -> Counts:
        """Return the counts of a period."""
        return Counts(self.transaction)

    @cached_property
    def remembered(self) -> Remembered:
        """Return the values that the server remembers for itself."""
        return Remembered(self.transaction, self._vault)

    @cached_property
    def digests(self) -> DigestChoices:
        """Return the digests that officers chose."""
        return DigestChoices(self.transaction, self._vault)

    @cached_property
    def digest_counts(self) -> DigestCounts:
        """Return the counts in digests."""
        return DigestCounts(self.transaction, self.waiting.deadlines)

    @cached_property
    def dead(self) -> DeadLetters:
        """Return the events that could not take effect."""
        return DeadLetters(self.transaction, self._vault, self._ids)

    @cached_property
    def retention(self) -> Retention:
        """Return the erasure of cases whose time is over."""
        return Retention(self.transaction, custody=self.custody, evidence=self.evidence)

    @cached_property
    def missed(self) -> MissedMessages:
        """Return the messages that did not arrive, kept until the person is back."""
        return MissedMessages(self.transaction, self._vault, self.outbox)

    @cached_property
    def spending(self) -> Spending:
        """Return the counts of WhatsApp messages."""
        return Spending(self.transaction, self._vault)

    @cached_property
    def whatsapp(self) -> WhatsAppChats:
        """Return the people of WhatsApp."""
        return WhatsAppChats(self.transaction, self._vault)

    @cached_property
    def delivery_reports(self) -> DeliveryReports:
        """Return the providers' delivery reports, with those that came before their message was recorded."""
        return DeliveryReports(self.transaction, self.outbox)

    @cached_property
    def privacy(self) -> Privacy:
        """Return the reporters' rights over what is stored about them."""
        return Privacy(self.transaction, self._vault, self)

    def prefetch(self, event_ids: Iterable[str], chats: Iterable[str]) -> None:
        """Read what a batch of jobs needs into memory, with three queries at most."""
        self.inbox.prefetch(event_ids)
        self.conversations.prefetch(chats)
        if self.transaction.shared and self._storage.sends:
            self.outbox.find_free(chats)


class Storage:
    """A database with the vault and the seals for its contents. Makes units, for any thread.

    `web_only`: the web chat is the line's only channel, so that each of its chats counts as a reporter.
    `sends`: this process sends what it writes to the outbox.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        *,
        web_only: bool = False,
        deadlines: Deadlines | None = None,
        sends: bool = True,
    ) -> None:
        self.web_only, self.sends = web_only, sends
        self.deadlines = deadlines or Deadlines()
        self.database = database
        self.vault = vault
        self.directory = Directory(vault)
        self.signer = self.directory.signer
        self.seals = Seals(database, vault, self.keys)
        self.held = Held()
        self.lists = Present(database.clock.steady)

    @property
    def clock(self) -> Clock:
        """The time by which everything over this database goes."""
        return self.database.clock

    def keys(self, transaction: Transaction, custody: Custody | None = None) -> Keys:
        """Return the officers' keys in this transaction."""
        log = custody or Custody(transaction, self.signer, self.database.ids)
        return Keys(transaction, self.database.folder, KeyRoll(self.directory, transaction, log))

    def unit(self, connection: Connection, cache: Cache | None = None) -> Unit:
        """Return a unit on a connection that has begun."""
        return Unit(Transaction(connection), self, cache)

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """Yield a unit for reading, from any thread. Raises StorageFailed."""
        try:
            with self.database.read() as connection:
                yield self.unit(connection)
        except SQLAlchemyError as error:
            raise failed(error) from None

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """Yield a unit that commits at the end, outside the writer: for commands. Raises StorageFailed."""
        unit: Unit | None = None
        try:
            with self.database.write() as connection:
                unit = self.unit(connection)
                yield unit
                unit.transaction.keep_job()
                unit.transaction.flush()
            unit.outbox.leases.committed()
            if unit.transaction.erases:
                self.database.empty_log()
        except SQLAlchemyError as error:
            if unit is not None:
                unit.outbox.leases.failed()
            raise failed(error) from None
