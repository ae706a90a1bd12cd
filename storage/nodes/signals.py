"""Words from node to node, by the LISTEN and NOTIFY of Postgres. SQLite has one node, and no words.

A word that is lost is no loss: it only says that there is something to read in the database. Whoever listens
is told so too when the connection was lost and is there again, for meanwhile any word may have been said.
"""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from storage.database.connections import ALIVE
from storage.database.driver_errors import failed
from storage.database.engine import Database
from storage.database.ids import session_of

CHANNEL = "ballegh"
LONGEST = 7000
"""The bytes that one word may have; Postgres allows 8000."""
AGAIN = ""
"""Heard in place of a word: the connection is there, again or for the first time."""
_PAUSE = 1.0
_TELL = text("SELECT pg_notify(:channel, word) FROM unnest(CAST(:words AS text[])) word")


class Signals:
    """Calls `heard` on a thread of its own with each word, and with AGAIN; `connected` while it listens."""

    def __init__(self, database: Database, heard: Callable[[str], object]) -> None:
        self._database = database
        self._heard = heard
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="signals", daemon=True)
        self.connected = False

    def start(self) -> None:
        """Begin to listen, where there may be other nodes."""
        if not self._database.exclusive:
            self._thread.start()

    def stop(self) -> None:
        """Stop listening. Blocks for a moment."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def tell(self, words: Sequence[str]) -> None:
        """Tell all nodes these words, this one too. Blocks. Raises StorageFailed."""
        try:
            with self._database.write() as connection:
                connection.execute(_TELL, {"channel": CHANNEL, "words": [*words]})
        except SQLAlchemyError as error:
            raise failed(error) from None

    def _name(self, connection: Any) -> None:  # Any: a driver's connection
        """Show the others whose session this is: a node with one has not ended."""
        name = session_of(self._database.ids.node)
        connection.execute("SELECT set_config('application_name', %s, false)", (name,))

    def _listen(self) -> None:
        from psycopg import Error, connect  # only where the database is Postgres

        address = self._database.url.set(drivername="postgresql").render_as_string(hide_password=False)
        while not self._ended.is_set():
            with suppress(Error), connect(address, autocommit=True, **ALIVE) as connection:
                self._name(connection)
                connection.execute(f"LISTEN {CHANNEL}")
                self.connected = True
                self._heard(AGAIN)
                while not self._ended.is_set():
                    for notice in connection.notifies(timeout=_PAUSE):
                        self._heard(notice.payload)
                    self._name(connection)  # a lost connection shows itself
            self.connected = False
            self._ended.wait(_PAUSE)
