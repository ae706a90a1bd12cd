"""What a piece of work sees of the database: one transaction, with every repository hung on it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from storage.cases import Cases
from storage.conversations import Cache, Conversations
from storage.database import Database
from storage.dead import DeadLetters
from storage.errors import failed
from storage.evidence import EvidenceRows
from storage.inbox import InboxRows
from storage.officers import Officers
from storage.outbox import OutboxRows
from storage.settings import Settings
from storage.transaction import Transaction
from storage.vault import Vault


class Unit:
    """Reads see every write made before them in the same transaction."""

    __slots__ = (
        "cases",
        "conversations",
        "dead",
        "evidence",
        "inbox",
        "officers",
        "outbox",
        "settings",
        "transaction",
    )

    def __init__(self, transaction: Transaction, shelf: "Shelf", cache: Cache | None = None) -> None:
        vault, ids = shelf.vault, shelf.database.ids
        self.transaction = transaction
        self.inbox = InboxRows(transaction)
        self.conversations = Conversations(transaction, vault, cache)
        self.outbox = OutboxRows(transaction, vault, ids)
        self.cases = Cases(transaction, vault, ids)
        self.evidence = EvidenceRows(transaction, vault)
        self.officers = Officers(transaction)
        self.settings = Settings(transaction, vault)
        self.dead = DeadLetters(transaction, vault, ids)

    def prefetch(self, event_ids: Iterable[str], chats: Iterable[str]) -> None:
        """Have at hand what a batch needs, with two reads at most."""
        self.inbox.prefetch(event_ids)
        self.conversations.prefetch(chats)


class Shelf:
    """A database and the vault that opens it: what every unit is made from."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.database = database
        self.vault = vault

    def unit(self, connection: Connection, cache: Cache | None = None) -> Unit:
        """A unit on a connection that has begun."""
        return Unit(Transaction(connection), self, cache)

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """For reading, from any thread: pages, metrics, digests. Raises StorageFailed."""
        try:
            with self.database.read() as connection:
                yield self.unit(connection)
        except SQLAlchemyError as error:
            raise failed(error) from None

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """One durable transaction outside the writer: for commands. Raises StorageFailed."""
        try:
            with self.database.write() as connection:
                unit = self.unit(connection)
                yield unit
                unit.transaction.keep_job()
                unit.transaction.flush()
        except SQLAlchemyError as error:
            raise failed(error) from None
