"""Stored cases and open conversations, written through storage's own interface."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from bench.dialogue import LANGUAGE, NOON, STORY, SUSPECT
from flows.core.conversation import Answer, Conversation
from flows.core.effects import FileCase
from flows.core.receipts import ALPHABET, REFERENCE_LENGTH, draw
from flows.report.categories import CATEGORIES
from storage.cases.views import Reporter
from storage.database.engine import Database
from storage.sealing.vault import Vault
from storage.unit import Storage, Unit

AT_ONCE = 5_000
YEAR = 365 * 86400.0
SCATTER = 174_539_261_981
"""Shares no factor with 27, so that every number has a reference of its own."""


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
    random = Random(first)
    with opened(folder) as storage:
        for numbers in _batches(first, count):
            with storage.write() as unit:
                for number in numbers:
                    _file(unit, number, random)


def _file(unit: Unit, number: int, random: Random) -> None:
    _, secret = draw(random.randbytes(24))
    filed = FileCase(
        reference=_reference(number),
        secret=secret,
        category=random.choice(CATEGORIES),
        urgent=number % 50 == 0,
        anonymous=True,
        place="",
        answers=(("story", STORY), ("suspects", SUSPECT)),
    )
    unit.filing.open(filed, Reporter(f"telegram:{number + 1}", LANGUAGE), NOON - random.random() * YEAR)


def _reference(number: int) -> str:
    """Scattered as drawn ones are, but never twice: among a million drawn ones two are likely equal."""
    scattered = number * SCATTER % len(ALPHABET) ** REFERENCE_LENGTH
    letters = [scattered // len(ALPHABET) ** place % len(ALPHABET) for place in range(REFERENCE_LENGTH)]
    return "".join(ALPHABET[letter] for letter in letters)


def _batches(first: int, count: int) -> Iterator[range]:
    for start in range(first, first + count, AT_ONCE):
        yield range(start, min(start + AT_ONCE, first + count))
