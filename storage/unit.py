"""What a piece of work sees of the database: one transaction, with every repository hung on it."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from storage.cases.cases import Cases, Desk
from storage.cases.custody import Custody, Signer
from storage.cases.evidence import EvidenceRows
from storage.cases.files import EvidenceStore
from storage.cases.officers import Officers
from storage.cases.privacy import Privacy, Rows
from storage.cases.retention import Retention
from storage.chats.conversations import Cache, Conversations
from storage.chats.dead_letters import DeadLetters
from storage.chats.inbox import InboxRows
from storage.chats.remembered import Settings
from storage.chats.whatsapp_people import WhatsAppChats
from storage.database.engine import Database
from storage.database.transaction import Transaction
from storage.delivery.backlog import Undelivered
from storage.delivery.delivery_reports import Words
from storage.delivery.missed import MissedMessages
from storage.delivery.outbox import OutboxRows
from storage.delivery.spending import Spending
from storage.errors import StorageFailed, Unopened, Unsealable, failed
from storage.sealing.age import seal
from storage.sealing.officer_keys import RECOVERY, Keys
from storage.sealing.seals import Seals
from storage.sealing.vault import Vault


class Unit:
    """Reads see every write made before them in the same transaction. What few turns need is made late."""

    def __init__(self, transaction: Transaction, storage: "Storage", cache: Cache | None = None) -> None:
        vault, ids = storage.vault, storage.database.ids
        self._storage = storage
        self.transaction = transaction
        self.inbox = InboxRows(transaction, vault)
        self.conversations = Conversations(transaction, vault, cache)
        self.outbox = OutboxRows(transaction, vault, ids)
        self.custody = Custody(transaction, storage.signer, ids)
        self.evidence = EvidenceRows(transaction, vault, self.custody, ids)
        self.keys = Keys(transaction, storage.database.folder)
        desk = Desk(vault, ids, storage.seals, self.keys, self.custody, self.evidence)
        self.cases = Cases(transaction, desk)

    @cached_property
    def undelivered(self) -> Undelivered:
        """What failed, and what is kept for who comes back."""
        return Undelivered(self.transaction)

    @cached_property
    def officers(self) -> Officers:
        """Who works the cases."""
        return Officers(self.transaction, self._storage.vault)

    @cached_property
    def settings(self) -> Settings:
        """What the server itself must remember."""
        return Settings(self.transaction, self._storage.vault)

    @cached_property
    def dead(self) -> DeadLetters:
        """Events that could not take effect."""
        return DeadLetters(self.transaction, self._storage.vault, self._storage.database.ids)

    @cached_property
    def retention(self) -> Retention:
        """What is erased, and when."""
        return Retention(self.transaction, self.custody, self._storage.database.ids, self.evidence)

    @cached_property
    def missed(self) -> MissedMessages:
        """Messages that did not arrive, kept until the person is back."""
        return MissedMessages(self.transaction, self._storage.vault, self.outbox)

    @cached_property
    def spending(self) -> Spending:
        """What WhatsApp costs."""
        return Spending(self.transaction, self._storage.vault)

    @cached_property
    def whatsapp(self) -> WhatsAppChats:
        """Who writes there under which names."""
        return WhatsAppChats(self.transaction, self._storage.vault)

    @cached_property
    def words(self) -> Words:
        """What is to be blotted out at the provider."""
        return Words(self.transaction, self.outbox)

    @cached_property
    def privacy(self) -> Privacy:
        """What a reporter may ask of us."""
        return Privacy(self.transaction, self._storage.vault, self._rows())

    def _rows(self) -> Rows:
        return Rows(
            self.cases,
            self.conversations,
            self.custody,
            self.dead,
            self.evidence,
            self.inbox,
            self.outbox,
            self.retention,
            (self.spending, self.whatsapp),
        )

    def prefetch(self, event_ids: Iterable[str], chats: Iterable[str]) -> None:
        """Have at hand what a batch needs, with two reads at most."""
        self.inbox.prefetch(event_ids)
        self.conversations.prefetch(chats)


class Storage:
    """A database and the vault that opens it: what every unit is made from."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.database = database
        self.vault = vault
        self.seals = Seals(database, vault)
        self.signer = Signer(vault)

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

    def shred(self, files: EvidenceStore) -> int:
        """Destroy what erasures left to destroy: keys first, then files; how much. Harmless to repeat."""
        with self.read() as unit:
            left = unit.retention.shreds()
        if left:
            self.seals.erasure.destroy(shred.erasure for shred in left)
            for shred in left:
                if shred.evidence:
                    files.delete(shred.evidence)
            with self.write() as unit:
                unit.retention.shredded(left)
        return len(left)

    def sealable(self, *, tried: bool = False) -> bool:
        """Whether what is filed now would be sealed; `tried` in earnest, else by the officers' keys alone."""
        try:
            return self.selftest() if tried else self._has_whom_to_seal_to()
        except (Unsealable, Unopened, StorageFailed, SQLAlchemyError, OSError):
            return False

    def _has_whom_to_seal_to(self) -> bool:
        """Where nobody has a key yet, the first filing makes one."""
        with self.read() as unit:
            if any(key.owner != RECOVERY for key in unit.keys.present()):
                seal(b"0", ("SELFTEST", "0"), unit.keys.recipients(time.time()))
        return True

    def selftest(self) -> bool:
        """Seal something to the present keys; where a private half is here, open it again. Raises what fails.

        With no key here nothing can be opened: then only the server's half is tried.
        """
        place = ("SELFTEST", "0")
        with self.write() as unit:
            to, here = unit.keys.recipients(time.time()), unit.keys.local_identity()
        key = self.seals.erasure.one()
        closed = self.seals.close(b'"selftest"', place, to, key)
        try:
            age = self.seals.age_form(closed.box, place)
            return not here or (self.seals.open(closed.box, place, here), bool(age)) == (b'"selftest"', True)
        finally:
            self.seals.erasure.destroy((key[0],))
