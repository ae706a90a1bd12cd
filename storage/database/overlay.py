"""Rows kept in memory beside the database, for as long as one transaction lasts."""

from collections.abc import Hashable, Iterable
from functools import partial
from typing import Generic, TypeVar

from storage.database.transaction import Transaction

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Overlay(Generic[K, V]):
    """Values that a transaction read or wrote, by key: its writes can be read before they reach the database.

    If a job is dropped, the values that it put or forgot here are restored.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._known: dict[K, V] = {}

    def __contains__(self, key: K) -> bool:
        return key in self._known

    def get(self, key: K) -> V | None:
        """Return the value of a key, or None."""
        return self._known.get(key)

    def values(self) -> Iterable[V]:
        """Return all values."""
        return self._known.values()

    def learn(self, key: K, value: V) -> None:
        """Keep a value that was read from the database; it stays if the job is dropped."""
        self._known[key] = value

    def put(self, key: K, value: V) -> None:
        """Keep a value that was written, in place of the one before."""
        self._transaction.on_drop(partial(self._restore, key, self._known.get(key)))
        self._known[key] = value

    def forget(self, key: K) -> None:
        """Remove the value of a key, if there is one."""
        self._transaction.on_drop(partial(self._restore, key, self._known.pop(key, None)))

    def _restore(self, key: K, before: V | None) -> None:
        if before is None:
            self._known.pop(key, None)
        else:
            self._known[key] = before
