"""The state of the place for evidence: a folder, or a bucket that is tried."""

from collections.abc import Iterator
from datetime import datetime
from math import isinf
from typing import TYPE_CHECKING

from bot.base import Base
from bot.commands.checks.finding import BAD, ON, WARN, Finding
from bot.commands.counts import counted
from bot.places import away, wrong
from storage.errors import BadPlace, PlaceAway, Retained
from storage.places.folder import Folder

if TYPE_CHECKING:
    from storage.places.bucket import Bucket


def evidence(base: Base) -> Finding:
    """The place of files, and whether a bucket takes the credentials; waits a few seconds for an answer."""
    bucket = _bucket(base)
    try:
        if bucket:
            bucket.versions.check()
    except BadPlace as error:
        return Finding(BAD, "evidence", wrong(error))
    except PlaceAway as error:
        return Finding(BAD, "evidence", away(base.settings, error))
    where = str(bucket.address) if bucket else str(base.settings.evidence_folder)
    return Finding(ON, "evidence", f"files up to {base.settings.max_file_mb} MB in {where}")


def evidence_asked(base: Base) -> Iterator[Finding]:
    """Whether a bucket can be written to, read and deleted from, and how it keeps what is deleted."""
    bucket = _bucket(base)
    if bucket is None:
        return
    try:
        yield _trial(bucket)
        yield from _kept(bucket)
        yield from _held(base, bucket)
    except PlaceAway as error:
        yield Finding(BAD, "bucket", away(base.settings, error))


def _trial(bucket: "Bucket") -> Finding:
    try:
        failed = bucket.tried()
    except Retained as held:
        said = f"takes a file and gives it back; its lock holds the trial {_until(held.until)}"
        return Finding(ON, "bucket", said)
    return Finding(BAD if failed else ON, "bucket", failed or "takes a file, gives it back and deletes it")


def _kept(bucket: "Bucket") -> Iterator[Finding]:
    kept = bucket.versions.kept()
    versions = "keeps versions, which an erasure deletes too" if kept.versioned else "keeps no versions"
    lock = f"object lock {kept.lock}" if kept.lock else "no object lock"
    yield Finding(ON, "bucket", f"{versions}; {lock}")
    if kept.retains:
        said = "holds each file for its term: what is erased stays, for nobody to open; uploads stay, too, "
        yield Finding(WARN, "bucket", f"{said}and open with the server key until then")


def _held(base: Base, bucket: "Bucket") -> Iterator[Finding]:
    """Files of evidence that were erased and cannot be deleted yet, each once however often it is to go."""
    with base.storage.read() as unit:
        pieces = {one.evidence for one in unit.retention.shreds() if one.evidence}
    until = [end for end in map(bucket.held, pieces) if end > base.clock()]
    if until:
        files = counted(len(until), "erased file of evidence is", "erased files of evidence are")
        said = f"{files} held by the lock, the last {_until(max(until))}: the keys are destroyed"
        yield Finding(WARN, "bucket", said)


def _until(end: float) -> str:
    return (
        "for as long as its legal hold lasts"
        if isinf(end)
        else f"until {datetime.fromtimestamp(end):%Y-%m-%d}"
    )


def _bucket(base: Base) -> "Bucket | None":
    place = base.store("evidence").place
    if isinstance(place, Folder):
        return None
    from storage.places.bucket import Bucket  # obstore, which others do without

    return place if isinstance(place, Bucket) else None
