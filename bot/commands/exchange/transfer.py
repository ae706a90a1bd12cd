"""`main.py export indicators` and `import indicators`: what partners get, and what they give."""

import hashlib
import os
from collections import Counter
from collections.abc import Collection, Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.base import Base
from bot.commands.answer import Listing, Printed, Refused, WrongUsage
from bot.commands.casework.bundle import exported as exported_case
from bot.commands.casework.cases import REASON, Since, moment
from bot.commands.casework.earlier import tell_cases, told_earlier
from bot.commands.counts import counted
from bot.commands.exchange.gather import Gathered, Gathering, Wish
from bot.commands.exchange.read import ReadList, read
from bot.commands.exchange.rows import BadFile
from bot.commands.exchange.shared import TLP, Export, Tlp
from bot.commands.family import Family
from bot.commands.options import Actor, Force, reference
from flows.desk.case import CONFIRMED
from storage.campaigns.shareable import DAY
from storage.custody.directory import INDICATORS
from storage.custody.links import Act
from storage.durable import written_whole
from storage.errors import Unopened
from storage.sealing.age import key_text

SHOWN = 50
"""So many refused rows are named; `--json` names all."""
FORMATS = {"csv": "sheet", "stix": "stix", "misp": "misp"}
"""The module that writes each format; only that one is loaded, for one of them loads a large library."""

NewList = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write. Example: indicators.json")]
PartnersList = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV, a STIX bundle or a MISP event. Example: cert.json")
]
Format = Annotated[
    Literal["csv", "stix", "misp"],
    typer.Option("--format", metavar="FORMAT", help="One of csv, stix, misp. Example: --format stix"),
]
Mark = Annotated[
    Literal[TLP],  # type: ignore[valid-type]  # the tuple stands for its texts
    typer.Option(metavar="TLP", help=f"Who may see it: one of {', '.join(TLP)}. Example: --tlp green"),
]
Key = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="An officer's private key file; without it, a key that lies on this server. "
        "Example: --key /media/salma.key",
        show_default=False,
    ),
]
SourceName = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="The list's name, as officers will read it, up to 40 of A-Z a-z 0-9 . / _ -. "
        "Example: --source cert-ma",
    ),
]
OneCase = Annotated[
    str,
    typer.Option(
        "--case",
        metavar="REFERENCE",
        help="Only what this case names, though fewer people reported it. Example: --case K7M2-9QXA",
        show_default=False,
    ),
]
Public = Annotated[
    bool,
    typer.Option("--public", help="The public may hear that a value is on the list, whatever its TLP mark."),
]
Context = Annotated[
    bool,
    typer.Option("--context", help="MISP: take attributes too that are not marked for detection (to_ids)."),
]
Replace = Annotated[bool, typer.Option("--replace", help="Forget what this source listed before.")]


def exported(
    base: Base,
    file: NewList,
    *,
    form: Format,
    tlp: Mark = "amber",
    key: Key = None,
    since: Since = "",
    case: OneCase = "",
    actor: Actor = "command",
    force: Force = False,
) -> Printed:
    """Write the indicators that enough people reported, or an officer confirmed, for partners.

    With `--case` those of one case, such as the recruiting accounts of somebody who is held: who exports them
    vouches for them.

    Needs an officer's key, for the values stand in sealed cases alone: as few are opened as it takes. The
    custody log records each of them, and the export. docs/exchange.md says what is in the file, and what
    never is.
    """
    if file.exists() and not force:
        raise Refused(f"{file} exists already and was not overwritten; --force overwrites it")
    if not file.absolute().parent.is_dir():
        raise Refused(f"there is no folder {file.absolute().parent}")
    now = base.clock()
    day = int(moment(since, now, base.settings.timezone)) // DAY if since else 0
    least = base.config.limits.reporters_for_check
    found = _gathered(base, Wish(_identity(base, key), least, day, _known(base, case)), actor)
    data = _written(base, form, tlp, found, now)
    act = Act("indicators-exported", actor, f"{form}:{tlp}:{len(found.indicators)}", _digest(data))
    with base.storage.write() as unit:
        unit.custody.add(INDICATORS, unit.clock(), act)
    with written_whole(file) as fresh:
        _write(fresh, data)
    return Printed(
        (f"{file}: {counted(len(found.indicators), 'indicator')}, TLP:{tlp.upper()}", *_told(found))
    )


def _known(base: Base, typed: str) -> str:
    """Return the reference of the one case, or an empty text. Raises Refused if there is no such case."""
    case = reference(typed) if typed else ""
    with base.storage.read() as unit:
        if case and unit.cases.by_reference(case) is None:
            raise Refused("there is no case with this reference")
    return case


def _written(base: Base, form: str, tlp: Tlp, found: Gathered, now: float) -> bytes:
    with base.storage.read() as unit:
        signer = unit.custody.signer
    export = Export(base.settings.organisation, signer, tlp, now, found.indicators)
    written: bytes = import_module(f"bot.commands.exchange.{FORMATS[form]}").written(export)
    return written


def _identity(base: Base, key: Path | None) -> str:
    """The officer's private key. Raises Refused."""
    with base.storage.read() as unit:
        identity = key_text(key) if key else unit.keys.local_identity()
    if not identity:
        raise Refused("cases are sealed, and no officer's key lies here: --key FILE")
    return identity


def _gathered(base: Base, wish: Wish, actor: str) -> Gathered:
    """Open the cases; those that were opened are in the log, whatever goes wrong."""
    with base.storage.read() as unit:
        gathering = Gathering(unit, wish)
        try:
            return gathering.gather()
        except Unopened:
            raise Refused("this case does not open with this key") from None
        finally:
            _record_opened(base, gathering.opened, actor)


def _record_opened(base: Base, opened: Mapping[str, Collection[int]], actor: str) -> None:
    """Write into the log which cases were opened, before any value of theirs leaves this process."""
    with base.storage.write() as unit:
        for reference, telling in opened.items():
            if unit.cases.by_reference(reference) is not None:
                unit.custody.add(reference, unit.clock(), Act("opened", actor, "indicators"))
                unit.shareable.learn(reference, telling)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(file: Path, data: bytes) -> None:
    """Write a new file and sync it. Raises OSError."""
    with file.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _told(found: Gathered) -> tuple[str, ...]:
    opened = counted(found.opened, "case was", "cases were")
    lines = [f"{opened} opened for it, and the custody log says so"]
    if found.shut:
        shut = counted(found.shut, "case does", "cases do")
        lines.append(f"{shut} not open with this key: what such a case alone tells is left out")
    if found.unknown:
        unknown = counted(found.unknown, "indicator is", "indicators are")
        lines.append(f"{unknown} left out: no case that opened tells the value")
    if found.own:
        own = counted(found.own, "number is", "numbers are")
        lines.append(f"{own} left out: of people who write to this line")
    return tuple(lines)


def imported(
    base: Base,
    file: PartnersList,
    *,
    source: SourceName,
    public: Public = False,
    contextual: Context = False,
    replace: Replace = False,
    actor: Actor = "command",
) -> Listing:
    """Mark what a partner's list names as known; the values themselves are not kept.

    From then on a case that names one tells its officers, and the check tells the public where the list
    allows that (TLP:CLEAR, no mark, or --public). Rows that cannot be taken are named with the reason.
    """
    if not REASON.fullmatch(source):
        raise WrongUsage("--source: up to 40 of A-Z a-z 0-9 . / _ -")
    if source.lower() == CONFIRMED:
        raise WrongUsage(f"--source: {source} is the name of what our own officers confirmed")
    now = base.clock()
    try:
        found = read(file, now, public=public, context=contextual)
    except BadFile as error:
        raise Refused(f"{file} was not imported: {error}") from None
    with base.storage.write() as unit:
        if replace:
            unit.listed.drop(source)
        unit.listed.keep(found.marked, source, now)
        counts = f"{source}:{len(found.marked)}:{len(found.refused)}"
        unit.custody.add(INDICATORS, now, Act("list-imported", actor, counts, found.digest))
        earlier = tell_cases(unit, [one.pair for one in found.marked], source, actor, now)
    data = {
        "source": source,
        "taken": len(found.marked),
        "earlier_cases": earlier,
        "refused": [{"place": place, "reason": reason} for place, reason in found.refused],
    }
    return Listing(
        (*_report(found), *told_earlier(earlier)), 0 if found.marked or not found.refused else 1, data=data
    )


REASONS = {
    "unreadable": "cannot be read as a value of its kind",
    "country": "phone numbers without the code of their country",
    "public": "services that everybody uses",
    "too-long": "longer than any value",
    "kind": "of a kind that messages do not name",
    "compound": "patterns that are not read",
    "revoked": "revoked or deleted",
    "expired": "no longer valid",
    "benign": "benign",
    "context": "not marked for detection (to_ids): --context takes them",
    "observable": "observables that no indicator calls bad",
}


def _report(found: ReadList) -> tuple[str, ...]:
    told = sum(one.told for one in found.marked)
    known = counted(len(found.marked), "indicator is", "indicators are")
    lines = [f"{known} known from now on, {told} of them to the public too"]
    if told < len(found.marked):
        lines.append("the others' mark is for officers alone; --public tells the public too")
    for reason, count in Counter(reason for _, reason in found.refused).most_common():
        lines.append(f"{counted(count, 'row was', 'rows were')} not taken: {REASONS[reason]}")
    lines += [f"  {place}: {reason}" for place, reason in found.refused[:SHOWN]]
    if len(found.refused) > SHOWN:
        lines.append(f"  and {len(found.refused) - SHOWN} more: --json")
    return tuple(lines)


EXPORT = Family({"case": exported_case, "indicators": exported}, default="case", leads="case")
IMPORT = Family({"indicators": imported})
