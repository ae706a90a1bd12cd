"""Two transactions on one Postgres: the second begins while the first is open, and ends after it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import text

from storage.database.engine import Database
from storage.unit import Storage, Unit

WAITING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@contextmanager
def overtaken(first: Storage, second: Storage, change: Callable[[Unit], object]) -> Iterator[Unit]:
    """Yield an open unit of the first; before it commits, the second has begun this change and waits."""
    failures: list[Exception] = []

    def changing() -> None:
        try:
            with second.write() as unit:
                change(unit)
        except Exception as error:
            failures.append(error)

    thread = threading.Thread(target=changing)
    with first.write() as unit:
        yield unit
        unit.transaction.send()
        thread.start()
        wait_for_lock(first.database, thread)
    thread.join()
    assert failures == []


def wait_for_lock(database: Database, thread: threading.Thread) -> None:
    """Return once a connection to this database waits for another's lock."""
    with database.engine.connect() as connection:
        while thread.is_alive() and not connection.execute(WAITING).scalar():
            connection.rollback()  # a transaction sees the activity of one moment
            thread.join(0.01)
