"""`python -m bench.erasing`: what it costs that SQLite overwrites what it deletes (`secure_delete`).

The product's turns are played into a new database, sixteen chats to a transaction, and the rows of what was
sent are settled as the sender does: rounds with and without overwriting alternate, for the machine's speed
swings. Telegram, HTTP and photos are left out, so the ratio for a whole server is smaller.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import event

from bench.dialogue import LANGUAGE, NOON, PLAYED
from bot.settings.config import Config
from bot.turn.effects import TurnRules
from bot.turn.render import decode
from bot.turn.turn import Turn
from flows.all_flows import FLOWS
from flows.core.events import Body, Event, Media, Start, Tap, Text
from flows.dialogue.engine import Engine
from locales import Catalogue
from storage.database.engine import Database
from storage.delivery.messages import OutboxRow, Outcome
from storage.sealing.vault import Vault
from storage.unit import Storage

TOGETHER = 16
"""Chats whose turns share a transaction."""


@dataclass(frozen=True, slots=True)
class Round:
    """For each update: milliseconds of the clock and of the processor, and kilobytes written.

    `emptying` and `rewriting` are milliseconds for the log and for the whole file, once.
    """

    clock: float
    processor: float
    written: float
    emptying: float
    rewriting: float


@contextmanager
def opened(folder: Path, *, overwriting: bool) -> Iterator[Storage]:
    """A new database, with or without overwriting."""
    database = Database("", folder)

    def plain(connection: Any, _: object) -> None:  # Any: the driver's connection
        connection.execute("PRAGMA secure_delete = OFF")

    if not overwriting:
        event.listen(database.engine, "connect", plain)
    database.migrate()
    try:
        with database.engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA secure_delete").scalar()
        if bool(found) != overwriting:
            sys.exit("SQLite does not do as it was told")
        yield Storage(database, Vault(bytes(32)))
    finally:
        database.close()


class Players:
    """Chats that file a report each, step by step."""

    def __init__(self, storage: Storage, rules: TurnRules) -> None:
        self._storage = storage
        self._rules = rules
        self._shown: dict[str, list[str]] = {}
        self._sent: list[OutboxRow] = []

    def play(self, chats: Sequence[int]) -> None:
        """Every step of the dialogue, taken by all these chats in one transaction."""
        for number, (kind, argument) in enumerate(PLAYED):
            with self._storage.write() as unit:
                done = [Outcome(row.id, "sent", NOON, provider_id=str(row.id)) for row in self._sent]
                unit.outbox.settle(done)
                self._sent = []
                for chat in chats:
                    name = f"telegram:{chat}"
                    body = self._body(kind, argument, name)
                    fresh = sha256(f"{name} {number}".encode()).digest()[:24]
                    said = Event(f"{name} {number}", name, NOON + number, body, "1", LANGUAGE, fresh=fresh)
                    self._note(Turn(self._rules, unit, said).play())

    def _note(self, rows: Sequence[OutboxRow]) -> None:
        self._sent += rows
        for row in rows:
            if row.kind == "reply" and (buttons := [one.id for one in decode(row.body).buttons]):
                self._shown[row.chat] = buttons

    def _body(self, kind: str, argument: str, chat: str) -> Body:
        if kind == "tap":
            return Tap(next(one for one in self._shown[chat] if one.endswith(argument)))
        if kind == "photo":
            return Media("photo", "ref", size=1000)
        return Start() if argument == "/start" else Text(argument)


def measured(folder: Path, rules: TurnRules, chats: int, *, overwriting: bool) -> Round:
    """Play so many chats into a new database."""
    with opened(folder, overwriting=overwriting) as storage:
        players = Players(storage, rules)
        players.play(range(1, TOGETHER + 1))  # statements are compiled, keys are made
        clock, processor, wrote = time.perf_counter(), time.process_time(), written()
        for first in range(TOGETHER + 1, chats + TOGETHER, TOGETHER):
            players.play(range(first, first + TOGETHER))
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        wrote = written() - wrote
        emptied = time.perf_counter()
        storage.database.empty_log()
        rewritten = time.perf_counter()
        storage.database.rewrite()
        end = time.perf_counter()
    each = 1000 / (chats * len(PLAYED))
    return Round(
        clock=clock * each,
        processor=processor * each,
        written=wrote / 1e6 * each,
        emptying=(rewritten - emptied) * 1000,
        rewriting=(end - rewritten) * 1000,
    )


def written() -> int:
    """Return the bytes that this process has written so far, to whatever file."""
    lines = Path("/proc/self/io").read_text("utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("wchar")).split()[1])


def main() -> None:
    """Print the medians of both kinds of round, and their ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.erasing", description="What overwriting costs.")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--chats", type=int, default=480)
    parser.add_argument("--folder", type=Path, help="where the databases are made (a real disk)")
    given = parser.parse_args()
    catalogue = Catalogue.load(asdict(Config().lines), "Ballegh", "Africa/Casablanca")
    rules = TurnRules(Engine(FLOWS, catalogue.names(), burst_quiet=0.0), catalogue, Config().limits)
    rounds: dict[bool, list[Round]] = {True: [], False: []}
    for _ in range(given.rounds):
        for overwriting in rounds:
            with tempfile.TemporaryDirectory(dir=given.folder) as folder:
                rounds[overwriting].append(
                    measured(Path(folder), rules, given.chats, overwriting=overwriting)
                )
    for name in Round.__dataclass_fields__:
        with_it, without = ([getattr(one, name) for one in rounds[each]] for each in (True, False))
        pairs = sorted(one / other for one, other in zip(with_it, without, strict=True))
        print(
            f"{name}: {median(with_it):.3f} with, {median(without):.3f} without; of the pairs "
            f"{median(pairs):.2f} times, {pairs[0]:.2f} to {pairs[-1]:.2f}"
        )


if __name__ == "__main__":
    main()
