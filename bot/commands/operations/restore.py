"""`main.py restore`: a backup is put into an empty deployment, checked, and a case of it is opened."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.base import Base, bring_up, exists, name, refuse_newer
from bot.base import found as open_deployment
from bot.commands.answer import Listing, Refused, WrongUsage
from bot.commands.checks.removed_keys import open_to_removed
from bot.commands.counts import counted
from bot.commands.operations.backup import step
from bot.places import KINDS, place, wrong
from bot.settings.environment import Settings
from bot.settings.server_key import environment, key_exists, key_path, key_source
from flows.record import record
from storage.audit.missing_keys import missing_keys
from storage.audit.verify import verify
from storage.backup import restore as backups
from storage.backup.databases import POSTGRES, SQLITE
from storage.backup.restore import Found
from storage.cases.views import Case
from storage.database.clock import Clock
from storage.database.engine import Database
from storage.errors import BadBackup, BadPlace, Sealed, Unopened
from storage.places.place import Place
from storage.sealing.age import key_text
from storage.sealing.erasure_keys import FILE as ERASURE_FILE
from storage.sealing.vault import Vault

TRIED = 50
"""The most cases that are tried with an officer's key; an older or newer key opens some of them only."""
Folder = Annotated[
    Path,
    typer.Argument(
        metavar="FOLDER", help="The folder that backup wrote. Example: /var/backups/ballegh/2026-11-21"
    ),
]
ErasureKeys = Annotated[
    Path | None,
    typer.Option(
        metavar="FOLDER",
        help="Where the erasure keys are, if not in FOLDER: those of this backup or of a later one. "
        "Example: --erasure-keys /media/keys/2026-11-27",
    ),
]
Key = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="An officer's private key, to open a case to the last word. Example: --key salma.key",
    ),
]


@record
class Step:
    """A step of the restore: `good` is false where something is missing."""

    about: str
    said: str
    good: bool = True


def restore(
    settings: Settings, folder: Folder, *, erasure_keys: ErasureKeys = None, key: Key = None
) -> Listing:
    """Put a backup into a deployment that holds nothing but the server key, and prove that a case opens.

    Cases that were erased after the backup, whose keys are gone, are erased again. Nothing is overwritten.
    Exit status 1 if nothing was restored, or if a part does not fit or a case does not open.
    """
    _refuse_unless_empty(settings)
    vault = Vault.load(key_path(settings), environment(settings))
    try:
        backup = backups.find(folder, erasure_keys, vault)
        steps = [*_put_back(settings, backup, _empty_places(settings, vault))]
    except BadBackup as error:
        raise Refused(f"{error}; nothing was restored") from None
    deployment = open_deployment(settings)
    try:
        deployment.database.claim_exclusive()
        bring_up(deployment)
        steps += _checked(deployment, backup, key)
    finally:
        deployment.database.close()
    lines = tuple(step(each.about if each.good else f"BAD {each.about}", each.said) for each in steps)
    data = [{"about": each.about, "said": each.said, "good": each.good} for each in steps]
    return Listing(lines, 0 if all(each.good for each in steps) else 1, data)


def _refuse_unless_empty(settings: Settings) -> None:
    """Raises Refused if there is anything that a restore would overwrite, or no server key."""
    if not key_exists(settings):
        raise Refused(f"{key_source(settings)}: put the server key back first; nothing was restored")
    if exists(settings):
        raise Refused(f"there is a database already, {name(settings)}; nothing was overwritten")
    files = [settings.data_dir / ERASURE_FILE, *filter(None, (settings.database_file,))]
    there = [path for path in files if path.exists()]
    folders = (settings.evidence_folder, settings.data_dir / "uploads")
    there += [path for path in folders if path and path.is_dir() and any(path.rglob("*/*"))]
    if there:
        raise Refused(f"{there[0]} holds something already; nothing was overwritten")


def _empty_places(settings: Settings, vault: Vault) -> dict[str, Place]:
    """The places for evidence and uploads. Raises Refused if they hold any, WrongUsage if they are none."""
    places = {kind: place(settings, kind, vault, Clock()) for kind in KINDS}
    for kind, each in places.items():
        try:
            each.prepare()
        except BadPlace as error:
            raise WrongUsage(f"{wrong(error)}; nothing was restored") from None
        if next(each.names(), ""):
            raise Refused(f"{settings.evidence_url} holds {kind} already; nothing was overwritten")
    return places


def _put_back(settings: Settings, backup: Found, places: Mapping[str, Place]) -> Iterator[Step]:
    """Copy the parts to their places, the database last. Raises BadBackup, Unusable and OSError."""
    kind = SQLITE if settings.database_file else POSTGRES
    if kind != backup.data.database:
        raise BadBackup(f"the backup is of {backup.data.database}, BALLEGH_DATABASE_URL names {kind}")
    refuse_newer(backup.data.tables)
    yield Step("backup", f"of {backup.data.time}, program {backup.data.program}: every file's hash is right")
    database = Database(settings.database_url.get_secret_value(), settings.data_dir)
    try:
        if not database.exclusive and database.version() is not None:
            raise BadBackup(f"there is a database already, {name(settings)}")
        for about, count in backups.put_files(backup, places).items():
            yield Step(about, counted(count, "file"))
        backups.put_database(backup, database)
    finally:
        database.close()
    by = ", by pg_restore" if kind == POSTGRES else ""
    yield Step("database", f"{name(settings)}, tables {backup.data.tables}{by}")
    yield Step("erasure keys", f"of {backup.keys.time}{by}")


def _checked(base: Base, backup: Found, key: Path | None) -> Iterator[Step]:
    """Finish erasures, compare everything with the custody log, and open a case."""
    files = base.store("evidence")
    missing = missing_keys(base.storage)
    if backup.tells_erasures:
        erased = backups.finish_erasures(base.storage, files, missing, base.clock())
        if erased:
            yield Step("erasures", f"{counted(erased, 'case')} erased after the backup: erased here too")
        missing = missing_keys(base.storage)
    if missing:
        why = "; they are older than the data" if backup.keys_are_older else ""
        yield Step("erasure keys", f"none for {missing}: not to be opened{why}", good=False)
    with base.storage.write() as unit:
        unit.desk.sessions.clear()
        unit.desk.access.withdraw_invitations(unit.clock())
    yield Step("desk", "everybody is signed out, and invitations of before invite nobody")
    yield from _admitted(base, backup)
    found = verify(base.storage, files)
    said = (
        f"{counted(len(found), 'discrepancy', 'discrepancies')}: main.py verify"
        if found
        else "every chain, file and row fits"
    )
    yield Step("verify", said, good=not found)
    yield _opened(base, key_text(key) if key else "")


def _admitted(base: Base, backup: Found) -> Iterator[Step]:
    """Say who works and opens again, as on the day of the backup: later removals are not in it."""
    with base.storage.read() as unit:
        officers, keys = unit.officers.present(), unit.keys.present()
        names = {one.id: one.name for one in officers}
        wraps = {key.fingerprint: unit.wraps.of_keys([key.fingerprint]) for key in keys}
        removed = [*open_to_removed(unit)]
    since = f"as of {backup.data.time}; removed since? again"
    told = ", ".join(one.name for one in officers) or "none"
    yield Step("officers", f"{told} ({since}: main.py officer remove)")
    for key in keys:
        opens = counted(wraps[key.fingerprint], "case or file", "cases and files")
        owner = names.get(key.owner, key.owner)
        yield Step("a key", f"{key.fingerprint} of {owner} opens {opens} ({since}: main.py keys remove)")
    for line in removed:
        yield Step("a removed key", line)


def _opened(base: Base, identity: str) -> Step:
    """Open the newest case that this key, or one that lies on the server, opens."""
    with base.storage.read() as unit:
        cases = unit.cases.newest(TRIED, status="")
    if not cases:
        return Step("a case", "none is in the backup")
    for case in cases:
        try:
            entries, pieces = _read(base, case, identity)
        except Sealed:
            if not identity:
                return Step("cases", "the server's half opens; the officers' half was not tried: --key FILE")
            continue
        except (Unopened, ValueError, FileNotFoundError):
            continue
        parts = f"{counted(entries, 'entry', 'entries')}, {counted(pieces, 'file')} of evidence"
        return Step("a case", f"{case.reference} opens: {parts}")
    return Step("a case", f"none of {len(cases)} opens with this key", good=False)


def _read(base: Base, case: Case, identity: str) -> tuple[int, int]:
    """Read a whole case to its last word; how many entries and files. Raises Unopened and Sealed."""
    files = base.store("evidence")
    with base.storage.read() as unit:
        entries = unit.cases.contents(case.reference, identity)
        pieces = [piece for piece in unit.evidence.of_case(case.reference) if piece.state == "stored"]
    for piece in pieces:
        for _ in files.read(piece.id, identity):
            pass
    return len(entries), len(pieces)
