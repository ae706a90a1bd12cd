"""`main.py case`: lists cases, shows one, and sets or lifts a legal hold, which beats erasure."""

import re
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import typer

from bot.base import Base
from bot.commands.answer import LANGUAGE, Listing, Printed, Refused, WrongUsage
from bot.commands.casework.bundle import granted
from bot.commands.casework.pictures import small_pictures
from bot.commands.family import Family
from bot.commands.offline.bags import unsealing
from bot.commands.offline.bundle import opening, rekeyed
from bot.commands.options import Actor, Limit, Reference, reference
from bot.turn.officer_lookups import officer_case
from flows.core.effects import Say
from flows.core.statuses import STATUSES
from flows.desk.case import case_lines
from flows.report.categories import CATEGORIES
from storage.case_list import Filter, ListedCase
from storage.case_list import listed as found_cases
from storage.custody.links import Act

LIMIT = 50
NO_CASE = "there is no case with this reference"
REASON = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]{0,39}")
"""A file number or a code: the custody log outlives the case, and holds nothing that was said."""
AGO = re.compile(r"(\d{1,5})([mhd])", re.ASCII)
HOUR = 3600
SECONDS = {"m": 60, "h": HOUR, "d": 86400}

Status = Annotated[
    Literal["all", "open", STATUSES],  # type: ignore[valid-type]  # the tuple stands for its texts
    typer.Option(
        metavar="STATUS", help=f"One of all, open, {', '.join(STATUSES)}. Example: --status received"
    ),
]
Category = Annotated[
    Literal[("", *CATEGORIES)],  # type: ignore[valid-type]  # the tuple stands for its texts
    typer.Option(
        metavar="CATEGORY",
        help=f"One of {', '.join(CATEGORIES)}. Example: --category fraud",
        show_default=False,
    ),
]
Channel = Annotated[
    Literal["", "web", "telegram", "whatsapp"],
    typer.Option(
        metavar="CHANNEL",
        help="One of web, telegram, whatsapp. Example: --channel web",
        show_default=False,
    ),
]
Urgent = Annotated[bool, typer.Option("--urgent", help="Urgent cases only.")]
Since = Annotated[
    str,
    typer.Option(
        metavar="WHEN",
        help="Filed at this time or later: a day, or so many minutes, hours or days ago. "
        "Example: --since 2026-11-21, --since 90m, --since 24h, --since 7d",
        show_default=False,
    ),
]
Reason = Annotated[
    str,
    typer.Option(
        metavar="CODE",
        help="A file number or a code for the custody log, up to 40 of A-Z a-z 0-9 . / _ -. "
        "Example: --reason order-2026/7",
    ),
]


def listed(
    base: Base,
    *,
    status: Status = "all",
    category: Category = "",
    channel: Channel = "",
    urgent: Urgent = False,
    since: Since = "",
    limit: Limit = LIMIT,
) -> Listing:
    """List cases, the newest first.

    Reference, time, status, category, channel, urgency, how many hours ago the reporter said that money had
    just left, while it may still be held, and the number of files.
    """
    now = base.clock()
    earliest = moment(since, now, base.settings.timezone) if since else 0.0
    wanted = Filter("" if status == "all" else status, category, channel, urgent, earliest)
    with base.storage.read() as unit:
        count, cases = found_cases(unit.transaction, wanted, limit, now)
    lines = [_line(case, now, base.settings.timezone) for case in cases] or ["no such case"]
    if count > len(cases):
        lines.append(f"and {count - len(cases)} more: --limit")
    return Listing(tuple(lines), data={"count": count, "cases": [_facts(case) for case in cases]})


def shown(base: Base, typed: Reference) -> Listing:
    """Show one case as officers see it in a chat, and when it will be erased.

    On a server with a private key this opens the case, which the custody log records.
    """
    case = reference(typed)
    with base.storage.read() as unit:
        found = officer_case(unit, case, base.config.retention.by_outcome(), base.clock())
    if found.case is None:
        raise Refused(NO_CASE)
    if not found.case.sealed:
        with base.storage.write() as unit:
            unit.custody.add(case, unit.clock(), Act("opened", "command", "show"))
            unit.cases.work.look(unit.cases.number(case), unit.clock())
    text = base.catalogue.rendered(Say(case_lines(found)), LANGUAGE)[0]
    return Listing(tuple(text.split("\n")), data=asdict(found.case))


def held(base: Base, typed: Reference, *, reason: Reason, actor: Actor = "command") -> Printed:
    """Put a legal hold on a case: nothing erases the case until the hold is released."""
    case = _set(base, typed, Act("hold", actor, reason), on=True)
    return Printed((f"{case}: nothing erases it until main.py case release {case}",))


def released(base: Base, typed: Reference, *, reason: Reason, actor: Actor = "command") -> Printed:
    """Lift a legal hold: the case is erased when its time has come."""
    case = _set(base, typed, Act("hold", actor, reason), on=False)
    return Printed((f"{case}: it will be erased when its time has come",))


def moment(given: str, now: float, zone: ZoneInfo) -> float:
    """The time that `--since` names, in seconds since the epoch. Raises WrongUsage."""
    if ago := AGO.fullmatch(given):
        return now - int(ago[1]) * SECONDS[ago[2]]
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        raise WrongUsage("--since: expected a day such as 2026-11-21, or 90m, 24h, 7d") from None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).timestamp()


def _set(base: Base, typed: str, act: Act, *, on: bool) -> str:
    """Set or lift the hold; the case's reference. Raises WrongUsage and Refused."""
    case = reference(typed)
    if not REASON.fullmatch(act.purpose):
        raise WrongUsage("--reason: a file number or a code, up to 40 of A-Z a-z 0-9 . / _ -")
    with base.storage.write() as unit:
        done = unit.retention.hold(case, on, act, unit.clock())
    if not done:
        raise Refused(NO_CASE)
    return case


def _line(case: ListedCase, now: float, zone: ZoneInfo) -> str:
    filed = datetime.fromtimestamp(case.created, zone).strftime("%Y-%m-%d %H:%M")
    urgent = "urgent" if case.urgent else ""
    head = f"{case.reference:<9} {filed}  {case.status:<13} {case.category:<13} {case.channel:<9}"
    money = f"money-{int((now - case.money) / HOUR) or '<1'}h" if case.money else ""
    return f"{head} {urgent:<7} {money:<9} {case.evidence_count:>3}"


def _facts(case: ListedCase) -> dict[str, Any]:
    times = {about: utc(getattr(case, about)) for about in ("created", "updated")}
    return asdict(case) | times | {"money": utc(case.money) if case.money else None}


def utc(seconds: float) -> str:
    """Return a moment as `--json` tells it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


CASE = Family(
    {
        "list": listed,
        "show": shown,
        "hold": held,
        "release": released,
        "open": opening(small_pictures),
        "rekey": rekeyed,
        "unseal": unsealing(small_pictures),
        "grant": granted,
    }
)
