"""`main.py migrate`: the tables are brought to this program's version, or all rows to a Postgres database."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from pydantic import SecretStr
from sqlalchemy import make_url

from bot.base import Base, bring_up, existing, found, name
from bot.commands.answer import Printed, Refused, WrongUsage, write
from bot.commands.counts import counted
from bot.commands.failures import LEAST, reason
from bot.commands.operations.interruption import Interruption, interruptible
from bot.settings.environment import Settings
from bot.settings.server_key import in_a_file, key_path, key_source
from storage.audit.verify import verify
from storage.backup.move import begun, held, tables
from storage.database.engine import Database
from storage.database.migrate import newest
from storage.errors import BadBackup, StorageFailed

Target = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        help="Instead: copy every row and key to this empty Postgres database, and verify the copy. "
        "Example: --to postgresql://ballegh@localhost/ballegh",
    ),
]
UNTOUCHED = "nothing was moved, the source is as it was"
WHOLE = "the move is whole: set BALLEGH_DATABASE_URL to the target, and main.py verify tells so"


def migrate(settings: Settings, *, to: Target = None) -> Printed:
    """Bring the tables to this program's version, in one transaction, while no server runs.

    The start of a server does the same. There is no way back: make a backup first. With --to, all rows and
    erasure keys are copied to an empty Postgres database, from SQLite or Postgres, while no server runs; the
    source is only read, and files stay in their places. Exit status 1 if nothing was moved, or if the copy
    does not verify; 130 where Ctrl-C ended it, 143 where SIGTERM did, and the line says whether it is whole.
    """
    if to is not None:
        with interruptible(UNTOUCHED) as interruption, _alone(settings) as source:
            return _moved(source, _target(settings, to), interruption)
    with _alone(settings) as deployment:
        before = deployment.database.version()
        bring_up(deployment)
    said = "has" if before == newest() else f"had version {before}, now has"
    return Printed((f"The database {said} version {newest()}.",))


@contextmanager
def _alone(settings: Settings) -> Iterator[Base]:
    """Open the deployment, which no server may have where it is SQLite. Raises Unusable, InUse."""
    deployment = found(settings)
    try:
        deployment.database.claim_exclusive()
        yield deployment
    finally:
        deployment.database.close()


def _target(settings: Settings, to: str) -> Settings:
    """Return the settings of the deployment as they will be. Raises WrongUsage."""
    url = to.replace("postgresql://", "postgresql+psycopg://", 1)
    if not re.match(r"postgresql\+psycopg://\S+$", url):
        raise WrongUsage("--to: expected an address as postgresql://user@host/database")
    return settings.model_copy(update={"database_url": SecretStr(url)})


def _moved(source: Base, target: Settings, interruption: Interruption) -> Printed:
    """Copy, and verify the copy as a server would see it."""
    stands = source.database.version()
    if stands != newest():
        raise Refused(
            f"the source has version {stands}, this program needs {newest()}: main.py migrate first"
        )
    begin = time.monotonic()
    try:
        count, rows = _copy(source, target, interruption)
    except (BadBackup, StorageFailed) as error:
        why = reason(error, LEAST) if isinstance(error, StorageFailed) else error
        raise Refused(f"{why}; {UNTOUCHED}") from None
    interruption.stands, interruption.waits = WHOLE, False
    write(
        [
            _line(
                "committed",
                f"{counted(count, 'table')}, {counted(rows, 'row')} in {time.monotonic() - begin:.1f} s",
            )
        ]
    )
    interruption.check()
    there = existing(target)
    try:
        fits, said = _verified(source, there)
        lines = (_line("verify" if fits else "BAD verify", said), *_staying(there), _next(target))
    finally:
        there.database.close()
    return Printed(lines, 0 if fits else 1)


def _copy(source: Base, target: Settings, interruption: Interruption) -> tuple[int, int]:
    """Copy in one transaction, and say each table; return the numbers of tables and rows.

    From the first row to the commit an interruption waits for the end of a row, and then for the commit's.
    """
    database = Database(target.database_url.get_secret_value(), target.data_dir)
    count = rows = empty = 0
    try:
        with held(source.database) as reading, begun(database) as writing:
            interruption.waits = True
            write(
                [
                    _line("source", f"{name(source.settings)}, tables {newest()}, held against writers"),
                    _line("target", f"{name(target)}, was empty"),
                ]
            )
            for table, content in tables(reading, source.storage.seals.erasure, writing, interruption.check):
                count, rows, empty = count + 1, rows + content.rows, empty + (not content.rows)
                if content.rows:
                    many = counted(content.rows, "row")
                    write([_line(table, f"{many}, the same in both, sum {content.digest[:16]}")])
            write([_line("no rows", f"in {counted(empty, 'table')}")])
    finally:
        database.close()
    return count, rows


def _verified(source: Base, there: Base) -> tuple[bool, str]:
    """Verify the copy; a discrepancy that the source has too did not come by the move."""
    found = verify(there.storage, there.store("evidence"))
    if not found:
        return True, "every chain, file and row fits"
    known = set(verify(source.storage, source.store("evidence")))
    said = counted(len(found), "discrepancy", "discrepancies")
    if known.issuperset(found):
        return True, f"{said}, all of which the source has too: main.py verify"
    return False, f"{said}, {len(set(found) - known)} of which the source has not: do not use the copy"


def _staying(there: Base) -> Iterator[str]:
    """The files that both databases go with."""
    settings = there.settings
    files = sum(1 for _ in there.store("evidence").names())
    yield _line("stays", f"evidence, {counted(files, 'file')} in {settings.evidence_url}")
    key = str(key_path(settings)) if in_a_file(settings) else key_source(settings)
    yield _line("stays", f"the server key, {key}; uploads in {settings.data_dir}")


def _next(target: Settings) -> str:
    """The last line: the setting to change, its password hidden."""
    url = make_url(target.database_url.get_secret_value()).render_as_string(hide_password=True)
    return _line("now set", f"BALLEGH_DATABASE_URL={url} and start; never serve the old database again")


def _line(about: str, said: str) -> str:
    return f"{about:<20} {said}"
