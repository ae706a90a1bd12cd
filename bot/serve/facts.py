"""The state of a deployment, read from its database and its disks: for gauges and for alerts."""

import shutil
from collections.abc import Iterator, Mapping, Sequence

from bot.base import Base
from bot.digests.posting import LAST_DIGEST
from bot.observe import metrics
from bot.turn.officer_lookups import CHECKED
from bot.upkeep.untaken import MOST
from flows.record import record
from storage.backup.manifest import LAST_BACKUP
from storage.case_list import by_channel
from storage.delivery.backlog import Pile

DAY = 86400.0


@record
class Facts:
    """Numbers and times (seconds since the epoch); `time`: when they were read; `cases` by channel,
    `free` bytes by folder.

    `faults`: how many the last nightly check found. `last_backup`: 0 if none was ever made. `untaken`: urgent
    cases that no officer has taken for too long. `enrolled`: officers with a chat or a confirmed key.
    """

    time: float
    piles: Sequence[Pile]
    cases: Mapping[str, int]
    enrolled: int
    invited: int
    sealed: bool
    dead: int
    last_digest: float
    database_bytes: int
    free: Mapping[str, int]
    faults: int = 0
    last_backup: float = 0.0
    untaken: int = 0


def facts(base: Base) -> Facts:
    """Read the facts. Raises StorageFailed, Unopened, OSError."""
    now = base.clock()
    with base.storage.read() as unit:
        officers, desk = unit.officers.present(), unit.desk.access.keys()
        ready = {one.id for one in officers if one.works and one.id in desk and desk[one.id].state == "ready"}
        enrolled = sum(bool(officer.chat or officer.id in ready) for officer in officers)
        keys = unit.keys.present()
        return Facts(
            time=now,
            piles=unit.undelivered.piles(),
            # Of days that are over: a number that moved with each filing would tell when that was.
            cases=by_channel(unit.transaction, now - now % DAY),
            enrolled=enrolled,
            invited=len(officers) - enrolled,
            sealed=bool(keys) and unit.keys.sealed(),
            dead=unit.dead.count(),
            last_digest=float(unit.remembered.get(LAST_DIGEST) or 0),
            database_bytes=base.database.size(),
            free=dict(_free(base)),
            faults=int(unit.remembered.get(CHECKED) or 0),
            last_backup=float(unit.remembered.get(LAST_BACKUP) or 0),
            untaken=len(unit.cases.work.untaken(now - base.config.alerts.escalate_after, MOST)),
        )


def expose(found: Facts, channels: Sequence[str]) -> None:
    """Set the gauges to these facts, for these channels."""
    metrics.measure(found.piles, channels, found.time)
    for channel in {*channels, *found.cases}:
        metrics.cases.labels(channel).set(found.cases.get(channel, 0))
    metrics.officers.labels("enrolled").set(found.enrolled)
    metrics.officers.labels("invited").set(found.invited)
    metrics.sealed.set(found.sealed)
    metrics.dead_letters.set(found.dead)
    metrics.last_digest.set(found.last_digest)
    metrics.backup_age.set(found.time - found.last_backup if found.last_backup else 0)
    metrics.database_bytes.set(found.database_bytes)
    for folder, free in found.free.items():
        metrics.free_bytes.labels(folder).set(free)


def _free(base: Base) -> Iterator[tuple[str, int]]:
    for name, folder in (("data", base.settings.data_dir), ("evidence", base.settings.evidence_folder)):
        if folder and folder.exists():
            yield name, shutil.disk_usage(folder).free
