"""The nightly check: whether log, rows and files fit together, and whether SQLite's file is sound.

The result is remembered in the database, so that the digest has it on every node and after a restart.
"""

import asyncio

import structlog
from prometheus_client import Gauge

from bot.observe.metrics import PLACE
from bot.turn.jobs import Piece, write
from bot.turn.officer_lookups import CHECKED
from storage.audit.missing_keys import missing_keys
from storage.audit.verify import verify
from storage.cases.files import EvidenceStore
from storage.errors import StorageError
from storage.unit import Storage
from storage.writer import Writer

HOUR = 3
"""The hour of the check, in the deployment's time zone."""

log = structlog.get_logger()
discrepancies = Gauge("ballegh_verify_discrepancies", "Discrepancies at the last check", **PLACE)
damaged = Gauge("ballegh_database_damaged", "1 if SQLite's file was damaged", **PLACE)
last_check = Gauge("ballegh_verify_time_seconds", "When the last check ended, Unix time", **PLACE)


class NightlyCheck:
    """Called as a tick."""

    def __init__(self, storage: Storage, writer: Writer, files: EvidenceStore) -> None:
        self._storage = storage
        self._writer = writer
        self._files = files

    async def __call__(self) -> None:
        """Check everything, set the gauges, remember the number of faults, and write SQLite's file anew."""
        sound = await asyncio.to_thread(self._storage.database.sound)
        count = await asyncio.to_thread(self._count) if sound else 0
        now = self._storage.clock()
        discrepancies.set(count)
        damaged.set(not sound)
        last_check.set(now)
        faults = str(count + (not sound))
        await write(self._writer, Piece(lambda unit: unit.remembered.set(CHECKED, faults)))
        if sound:
            await asyncio.to_thread(self._storage.database.rewrite)
        if faults != "0":
            log.error("the nightly check found something wrong: main.py verify", count=int(faults))

    def _count(self) -> int:
        """The discrepancies that are there twice: what changes while the check reads is not among them."""
        try:
            found = set(verify(self._storage, self._files))
            found = found and found & set(verify(self._storage, self._files))
            return len(found) + len(missing_keys(self._storage).cases)
        except StorageError:
            return 1
