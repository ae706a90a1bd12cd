"""`python -m bench.inbox`: the processor time of the desk's lists at 100,000 cases, in milliseconds.

The first view of the inbox is `counts` and `all` together; each filter asks for the counts again.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flows.core.receipts import draw
from flows.core.statuses import CLOSED
from storage.database.engine import Database
from storage.desk.inbox import QUEUES, SORTS, Wanted
from storage.sealing.vault import Vault
from storage.tables.cases import StoredCase
from storage.tables.desk import StoredCaseMark, StoredCaseWork
from storage.unit import Storage, Unit

CASES = 100_000
OFFICER, OFFICERS = "officer1", 20
STATUSES = ("received", "examined", *("referred",) * 2, *("closed",) * 14, *("identified",) * 2)
ROUNDS = 5


def filled(storage: Storage, now: float, chance: random.Random, count: int = CASES) -> None:
    """Cases of a month, most of them closed, two thirds assigned, a third seen."""
    cases, work, marks = [], [], []
    for number in range(count):
        created = now - (count - number) * 30
        each = (int(created * 1000) << 20) + number
        cases.append(case(each, created, chance).model_dump())
        asked, answered = (now * (chance.random() < share) for share in (0.05, 0.02))
        if chance.random() < 0.6:
            assigned = f"officer{chance.randrange(OFFICERS)}"
            told = StoredCaseWork(
                case_id=each,
                assigned=assigned,
                asked=asked,
                answered=answered,
                reminders=0,
                reminded=0.0,
                looked=0.0,
                service="",
                handed=0.0,
            )
            work.append(told.model_dump())
        if chance.random() < 0.3:
            put_off = now + 1000 if chance.random() < 0.01 else 0.0
            mark = StoredCaseMark(officer=OFFICER, case_id=each, seen=now, snoozed=put_off, looking=0.0)
            marks.append(mark.model_dump())
    with storage.database.write() as connection:
        for table, rows in ((StoredCase, cases), (StoredCaseWork, work), (StoredCaseMark, marks)):
            connection.execute(table.__table__.insert(), rows)


def case(number: int, created: float, chance: random.Random) -> StoredCase:
    """A row as wide as a real one."""
    status = chance.choice(STATUSES)
    return StoredCase(
        id=number,
        reference=draw(chance.randbytes(24))[0],
        secret_hash="x" * 97,
        category=chance.choice(("fraud", "blackmail", "threat", "terrorism", "child")),
        status=status,
        open=status not in CLOSED,
        urgent=chance.random() < 0.05,
        anonymous=True,
        province="",
        place=chance.choice(("rabat", "casablanca", "fes", "agadir", "")),
        channel=chance.choice(("telegram", "whatsapp", "web")),
        chat="c" * 32,
        language=chance.choice(("ar", "fr", "ary")),
        pseudonym=f"{chance.randrange(1 << 24):06X}",
        created=created,
        updated=created + chance.random() * 1000,
        evidence_count=1,
        address=b"a" * 60,
        erasure=number,
        hold=False,
        recipient="age1" + "q" * 58,
        recipient_seal="s" * 32,
    )


def looks(now: float) -> Iterator[tuple[str, Callable[[Unit], object]]]:
    """Every list that the page can ask for."""

    def listed(**more: Any) -> Callable[[Unit], object]:
        return lambda unit: unit.desk.inbox.listed(Wanted(OFFICER, now, **more))

    yield "counts", lambda unit: unit.desk.inbox.counts(Wanted(OFFICER, now))
    yield "all", listed()
    yield from ((f"queue {name}", listed(queue=name)) for name in QUEUES)
    yield from ((f"sort {name}", listed(sort=name)) for name in SORTS)
    filters = {"category": "fraud", "place": "rabat", "channel": "web", "language": "fr", "status": "closed"}
    yield from ((f"filter {name}", listed(filters=((name, value),))) for name, value in filters.items())
    yield "period", listed(since=now - 3 * 86400, until=now)
    yield "page 500", listed(page=500)


def asked(about: str) -> int:
    """Return how many cases were asked for on the command line."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("--cases", type=int, default=CASES)
    return int(parser.parse_args().cases)


def main() -> None:
    """Measure each list in turn, and print the median of its rounds."""
    now, count = time.time(), asked(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        database = Database("", Path(folder))
        database.migrate()
        storage = Storage(database, Vault(b"k" * 32))
        filled(storage, now, random.Random(1), count)
        for name, look in looks(now):
            times = []
            for _ in range(ROUNDS):
                begun = time.process_time()
                with storage.read() as unit:
                    look(unit)
                times.append(1000 * (time.process_time() - begun))
            sys.stdout.write(f"{name:<18} {sorted(times)[ROUNDS // 2]:6.1f} ms\n")
        database.close()


if __name__ == "__main__":
    main()
