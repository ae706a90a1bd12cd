"""Rows kept in memory beside the database, for as long as one transaction lasts."""

from collections.abc import Hashable
from functools import partial
from typing import TypeVar

from storage.database.transaction import Transaction

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Overlay(dict[K, V]):
    """Values that a transaction read or wrote, by key; writes can be read before they reach the database.

    Values that were read are assigned (`overlay[key] = value`), values that were written are `put`.
    If a job is dropped, the values before it are restored.
    """

    def __init__(self, transaction: Transaction) -> None:
        super().__init__()
        self._on_drop = transaction.on_drop

    def put(self, key: K, value: V) -> None:
        """Keep a value that was written."""
        self._on_drop(partial(self._restore, key, self.get(key)))
        self[key] = value

    def forget(self, key: K) -> None:
        """Remove the value of a key, if there is one, because its row was deleted."""
        self._on_drop(partial(self._restore, key, self.pop(key, None)))

    def _restore(self, key: K, before: V | None) -> None:
        if before is None:
            self.pop(key, None)
        else:
            self[key] = before
