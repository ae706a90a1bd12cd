"""The repositories of what waits in one transaction, made when they are first used."""

from functools import cached_property

from flows.deadlines import Deadlines
from storage.database.transaction import Transaction
from storage.waiting.deadlines import RunningDeadlines
from storage.waiting.duty import DutyWords
from storage.waiting.persons import Persons


class Waiting:
    """The repositories of what waits."""

    def __init__(self, transaction: Transaction, rules: Deadlines) -> None:
        self._transaction = transaction
        self._rules = rules

    @cached_property
    def deadlines(self) -> RunningDeadlines:
        """Return the deadlines of cases."""
        return RunningDeadlines(self._transaction, self._rules)

    @cached_property
    def persons(self) -> Persons:
        """Return the reporters who asked for a person."""
        return Persons(self._transaction)

    @cached_property
    def duty(self) -> DutyWords:
        """Return what officers said of their duty."""
        return DutyWords(self._transaction)
