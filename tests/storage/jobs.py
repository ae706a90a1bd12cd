"""Submits jobs to a writer and waits for their results."""

import threading
from collections.abc import Callable
from typing import Any

from storage.database.engine import Database
from storage.sealing.vault import Vault
from storage.unit import Storage, Unit
from storage.writer import Job, Writer


class Jobs:
    """A writer, and the results that it delivered."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.delivered: list[int] = []
        self.writer = Writer(Storage(database, vault), self._deliver)
        self._results: dict[int, tuple[Any, BaseException | None]] = {}
        self._jobs = 0
        self._changed = threading.Condition()

    def submit(self, chat: str, run: Callable[[Unit], Any], event_id: str = "") -> int:
        self._jobs += 1
        number = self._jobs
        self.writer.submit(Job(chat, event_id, run, lambda *result: self._keep(number, result)))
        return number

    def result(self, number: int) -> tuple[Any, BaseException | None]:
        with self._changed:
            assert self._changed.wait_for(lambda: number in self._results, timeout=30)
            return self._results[number]

    def is_settled(self, number: int) -> bool:
        with self._changed:
            return number in self._results

    def do(self, run: Callable[[Unit], Any], chat: str = "web:1") -> Any:
        """Run one job and return its result, or raise its error."""
        value, error = self.result(self.submit(chat, run))
        if error is not None:
            raise error
        return value

    def together(self, runs: list[tuple[str, Callable[[Unit], Any]]]) -> list[tuple[Any, Any]]:
        """Run jobs of one thread in one batch: the thread is held until all are queued."""
        started, gate = threading.Event(), threading.Event()

        def hold(unit: Unit) -> bool:
            started.set()
            return gate.wait(30)

        self.submit(runs[0][0], hold)
        started.wait(30)
        numbers = [self.submit(chat, run) for chat, run in runs]
        gate.set()
        return [self.result(number) for number in numbers]

    def _deliver(self, callback: Callable[[], None]) -> None:
        with self._changed:
            before = len(self._results)
            callback()
            self.delivered.append(len(self._results) - before)
            self._changed.notify_all()

    def _keep(self, number: int, result: tuple[Any, ...]) -> None:
        assert number not in self._results, "settled twice"
        self._results[number] = (result[0], result[1])
