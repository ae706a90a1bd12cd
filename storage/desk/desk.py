"""The repositories of the desk in one transaction, made when they are first used."""

from functools import cached_property

from storage.cases.cases import Cases
from storage.custody.directory import DeskRoll
from storage.custody.log import Custody
from storage.database.ids import Ids
from storage.database.transaction import Transaction
from storage.desk.access import Access
from storage.desk.contents import Contents
from storage.desk.grants import Grants
from storage.desk.headers import Headers
from storage.desk.inbox import Inbox
from storage.desk.marks import Marks
from storage.desk.news import News
from storage.desk.sessions import Sessions
from storage.sealing.seals import Seals
from storage.sealing.vault import Vault
from storage.sealing.wraps import Wraps
from storage.waiting.deadlines import RunningDeadlines


class Desk:
    """The repositories of the desk."""

    def __init__(
        self,
        transaction: Transaction,
        *,
        vault: Vault,
        roll: DeskRoll,
        seals: Seals,
        wraps: Wraps,
        custody: Custody,
        ids: Ids,
        cases: Cases,
        deadlines: RunningDeadlines,
    ) -> None:
        self._transaction = transaction
        self._vault = vault
        self._roll = roll
        self._seals = seals
        self._wraps = wraps
        self._custody = custody
        self._ids = ids
        self._cases = cases
        self._deadlines = deadlines

    @cached_property
    def access(self) -> Access:
        """Return the officers' invitations, keys and passkeys."""
        return Access(self._transaction, self._vault, self._roll)

    @cached_property
    def sessions(self) -> Sessions:
        """Return the signed-in browsers."""
        return Sessions(self._transaction, self._vault)

    @cached_property
    def inbox(self) -> Inbox:
        """Return the lists of cases."""
        return Inbox(self._transaction, self._deadlines)

    def overdue(self, now: float) -> int:
        """Return the number of cases whose deadline is over."""
        return self._deadlines.count(now)

    @cached_property
    def marks(self) -> Marks:
        """Return the officers' own marks on cases."""
        return Marks(self._transaction)

    @cached_property
    def contents(self) -> Contents:
        """Return the sealed contents of cases."""
        return Contents(
            self._transaction,
            cases=self._cases,
            seals=self._seals,
            wraps=self._wraps,
            custody=self._custody,
            ids=self._ids,
        )

    @cached_property
    def headers(self) -> Headers:
        """Return the headers of cases that were brought over to a key of their own."""
        return Headers(
            self._transaction,
            vault=self._vault,
            seals=self._seals,
            wraps=self._wraps,
            custody=self._custody,
        )

    @cached_property
    def grants(self) -> Grants:
        """Return the wraps that officers give one another."""
        return Grants(self._transaction, seals=self._seals, wraps=self._wraps, custody=self._custody)

    @cached_property
    def news(self) -> News:
        """Return the cases that changed lately."""
        return News(self._transaction, self._deadlines)
