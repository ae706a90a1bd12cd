"""Stored cases, written as rows (`grown.py`), and open conversations, through storage's own interface."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import grown
from bench.dialogue import LANGUAGE, NOON, STORY
from flows.core.conversation import Answer, Conversation
from storage.database.engine import Database
from storage.sealing.vault import Vault
from storage.unit import Storage

AT_ONCE = 5_000


@contextmanager
def opened(folder: Path) -> Iterator[Storage]:
    """The product's database in this run's folder, made where there is none."""
    data = folder / "data"
    database = Database("", data)
    database.migrate()
    try:
        yield Storage(database, Vault(Vault.server_key(data / "server.key")))
    finally:
        database.close()


def conversations(folder: Path, count: int) -> None:
    """People in the middle of a report."""
    given = (Answer("category", "other"), Answer("story", STORY), Answer("evidence", "done"))
    with opened(folder) as storage:
        for numbers in _batches(0, count):
            with storage.write() as unit:
                for number in numbers:
                    chat = f"telegram:{number + 1}"
                    unit.conversations.save(
                        Conversation(
                            chat, language=LANGUAGE, flow="report", run=1, answers=given, due=NOON * 2
                        )
                    )


def cases(folder: Path, first: int, count: int) -> None:
    """Cases of a year, all of them still open: the digest's worst case."""
    with opened(folder) as storage:
        grown.cases(storage, first, count)


def _batches(first: int, count: int) -> Iterator[range]:
    for start in range(first, first + count, AT_ONCE):
        yield range(start, min(start + AT_ONCE, first + count))
