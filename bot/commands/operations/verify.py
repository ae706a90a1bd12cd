"""`main.py verify`: whether the custody log, the files and the rows fit together; what a receipt proves."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Listing, Refused, WrongUsage
from bot.commands.checks.log import LOG_HELP
from bot.commands.checks.removed_keys import open_to_removed
from bot.commands.counts import counted
from bot.commands.family import Family
from bot.commands.offline.bags import verified
from bot.commands.options import reference
from storage.audit import verify as audit
from storage.audit.proof import Proven, prove

NOT_FOUND = "this proof belongs to nothing that was filed under this reference"
Commitment = Annotated[
    tuple[str, str] | None,
    typer.Option(
        metavar="CODE REFERENCE",
        help="Instead: say what the proof of filing on a receipt proves, with the case's reference. "
        "Example: --commitment 7KMQ-29XA-CDEF-GHJK-MNPQ-RTVW-XY23 K7M29QXA",
    ),
]
Root = Annotated[
    tuple[str, str] | None,
    typer.Option(
        metavar="DAY HASH",
        help="Also compare the log with a root noted elsewhere, as a digest told it: an older copy of the "
        "database, or one from which a case vanished, has another. "
        "Example: --root 2026-11-27 9b3f…",
    ),
]


def verify(base: Base, commitment: Commitment = None, root: Root = None) -> Listing:
    """Check the custody log, the files and the rows against each other, and name every discrepancy.

    Exit status 1 if there is one. A removed key that still opens something is told and is no discrepancy: the
    server keeps such a wrap where nobody else surely opens the case.
    """
    if commitment is not None:
        return proven(base, *commitment)
    told = {_day(root[0]): root[1]} if root else {}
    found = audit.verify(base.storage, base.store("evidence"), told)
    with base.storage.read() as unit:
        warnings = [*open_to_removed(unit)]
    last = (
        counted(len(found), "discrepancy", "discrepancies")
        if found
        else "every chain, file and row is as it should be"
    )
    how = (f"how to go on: {LOG_HELP}",) if found else ()
    lines = (*map(str, found), *(f"WARN  {each}" for each in warnings), *how, last)
    data = {"discrepancies": [asdict(each) for each in found], "warnings": warnings}
    return Listing(lines, 1 if found else 0, data)


def _day(given: str) -> str:
    """Return a day as roots are named by it. Raises WrongUsage."""
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise WrongUsage("--root: expected a day such as 2026-11-27, and its root") from None


def proven(base: Base, proof: str, typed: str) -> Listing:
    """Say when a receipt's proof shows that its case was filed; status 1 if something was changed since."""
    case = reference(typed)
    found = prove(base.storage, base.store("evidence"), case, proof)
    if found is None:
        raise Refused(NOT_FOUND)
    data = {"reference": case, "filed": _when(found), **asdict(found)}
    return Listing(tuple(_lines(case, found)), 1 if found.wrong else 0, data)


def _when(found: Proven) -> str:
    return datetime.fromtimestamp(found.time, UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def _lines(case: str, found: Proven) -> Iterator[str]:
    yield f"case {case} was filed at {_when(found)}, with {', '.join(found.sealed)}"
    if found.erased:
        yield "it was erased since: the log vouches that it was filed, and no more"
    elif not found.wrong:
        yield "all of it is here and unchanged; what it says opens with an officer's key"
    yield from (f"DOES NOT FIT  {what}" for what in found.wrong)


VERIFY = Family({"records": verify, "bagit": verified}, default="records", leads="bagit")
"""The commands of `main.py verify`."""
