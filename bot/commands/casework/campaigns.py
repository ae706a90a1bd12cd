"""`main.py campaign`: the campaigns that cases make up, and what officers do with them."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from bot.base import Base
from bot.commands.answer import Listing, Printed, Refused, WrongUsage
from bot.commands.casework.cases import utc
from bot.commands.counts import counted
from bot.commands.family import Family
from bot.commands.options import Actor, Limit, Reference, reference
from flows.core.statuses import GIVEN
from storage.campaigns.campaigns import NAME
from storage.campaigns.views import Campaign, CampaignCase, Decided, Gathered

LIMIT = 50
LONGEST = 500
"""Characters of a note, as at the desk."""
TIMES = {"first", "last", "created", "time"}
NO_CAMPAIGN = "there is no campaign with this code: main.py campaign list"

Code = Annotated[
    str, typer.Argument(metavar="CODE", help="The campaign's code, as the list shows it. Example: CKM2X7")
]
Joined = Annotated[
    str,
    typer.Argument(metavar="WHAT", help="A case's reference or another campaign's code. Example: K7M2-9QXA"),
]
Name = Annotated[
    str,
    typer.Argument(
        metavar="NAME", help=f"Up to {NAME} characters; '' takes the name away. Example: 'Faux colis'"
    ),
]
Status = Annotated[
    Literal[GIVEN],  # type: ignore[valid-type]  # the tuple stands for its texts
    typer.Argument(metavar="STATUS", help=f"One of {', '.join(GIVEN)}. Example: referred"),
]
Note = Annotated[
    str,
    typer.Option(
        metavar="TEXT",
        help=f"Words for the reporters, who read them as they stand, up to {LONGEST} characters. "
        "Example: --note 'Merci'",
        show_default=False,
    ),
]


def listed(base: Base, *, limit: Limit = LIMIT) -> Listing:
    """List campaigns, those that grew most in the last week first.

    Shown are code, cases, cases of the last week, reporters, times of the first and last report, and name.
    Reporters are the chats that reported; behind + stand the cases without a chat, each of which may be
    another person.
    """
    with base.storage.read() as unit:
        campaigns, count = unit.campaigns.listed(unit.clock(), limit)
    lines = [_line(one, base.settings.timezone) for one in campaigns] or ["no campaigns yet"]
    if count > len(campaigns):
        lines.append(f"and {count - len(campaigns)} more: --limit")
    return Listing(tuple(lines), data={"count": count, "campaigns": [_facts(one) for one in campaigns]})


def shown(base: Base, code: Code) -> Listing:
    """Show a campaign: its kinds, categories, regions, channels, decisions, and why each case joined."""
    with base.storage.read() as unit:
        found = unit.campaigns.gathered(_code(code), unit.clock())
    if found is None:
        raise Refused(NO_CAMPAIGN)
    data = asdict(found) | {
        "campaign": _facts(found.campaign),
        "cases": [_facts(one) for one in found.cases],
        "decisions": [_facts(one) for one in found.decisions],
    }
    return Listing(tuple(_told(found, base.settings.timezone)), data=data)


def named(base: Base, code: Code, name: Name, *, actor: Actor = "command") -> Printed:
    """Give a campaign a name for officers. Reporters never read it."""
    given = " ".join(name.split())
    if len(given) > NAME:
        raise WrongUsage(f"NAME: up to {NAME} characters")
    with base.storage.write() as unit:
        done = unit.campaigns.name(_code(code), given, actor, unit.clock())
    if not done:
        raise Refused(NO_CAMPAIGN)
    return Printed((f"{_code(code)}: {given or 'no name'}",))


def joined(base: Base, code: Code, what: Joined, *, actor: Actor = "command") -> Printed:
    """Put a case, or all cases of another campaign, into a campaign.

    New cases then meet the case, too: it stands for the campaign.
    """
    campaign, other = _code(code), reference(what)
    with base.storage.write() as unit:
        done = unit.campaigns.put(other, campaign, actor, unit.clock())
    if not done:
        raise Refused("there is no such campaign, or no such case or other campaign to join it")
    return Printed((f"{other}: now in {campaign}",))


def split(base: Base, typed: Reference, *, actor: Actor = "command") -> Printed:
    """Take a case out of its campaign, to which it does not come back by itself."""
    case = reference(typed)
    with base.storage.write() as unit:
        code = unit.campaigns.split(case, actor, unit.clock())
    if not code:
        raise Refused("there is no such case here, or it is in no campaign")
    return Printed((f"{case}: no longer in {code}",))


def dismissed(base: Base, code: Code, *, actor: Actor = "command") -> Printed:
    """Say that a campaign is none: its cases are alone, and nothing meets again by what they shared."""
    with base.storage.write() as unit:
        done = unit.campaigns.dismiss(_code(code), actor, unit.clock())
    if not done:
        raise Refused(NO_CAMPAIGN)
    return Printed((f"{_code(code)}: dismissed",))


def decided(base: Base, code: Code, status: Status, *, note: Note = "", actor: Actor = "command") -> Printed:
    """Give all cases of a campaign a status; each reporter hears of it once, in their language.

    The server does it, also after an interruption. Cases that cannot get it from theirs stay as they are.
    """
    if len(note) > LONGEST:
        raise WrongUsage(f"--note: up to {LONGEST} characters")
    with base.storage.write() as unit:
        count = unit.decisions.decide(_code(code), status, note.strip(), actor, unit.clock())
    if not count:
        raise Refused("there is no campaign with this code, or none of its cases is open to a decision")
    return Printed(
        (f"{_code(code)}: {status}, for {counted(count, 'case')}; main.py campaign show tells how far it is",)
    )


def _code(typed: str) -> str:
    return reference(typed)


def _facts(one: Campaign | CampaignCase | Decided) -> dict[str, object]:
    """The fields for `--json`, without the number of the row, and with times as `case list` has them."""
    found = asdict(one)
    return {name: utc(value) if name in TIMES else value for name, value in found.items() if name != "id"}


def _line(one: Campaign, zone: ZoneInfo) -> str:
    people = f"{one.chats}+{one.traceless}" if one.traceless else str(one.chats)
    head = f"{one.code:<7} {one.cases:>6} {f'+{one.fresh}':>6} {people:>9}"
    times = f"{_day(one.first, zone)}  {_day(one.last, zone)}"
    return f"{head}  {times}  {'urgent' if one.urgent else '':<6}  {one.name}".rstrip()


def _told(found: Gathered, zone: ZoneInfo) -> list[str]:
    facts = (
        ("kinds", found.kinds),
        ("categories", found.categories),
        ("regions", found.places),
        ("channels", found.channels),
    )
    lines = [_line(found.campaign, zone)]
    lines += [
        f"{name}: {', '.join(f'{each} {count}' for each, count in counts.items())}"
        for name, counts in facts
        if counts
    ]
    lines += [_decision(one, zone) for one in found.decisions]
    return [*lines, *(_case(one, zone) for one in found.cases)]


def _decision(one: Decided, zone: ZoneInfo) -> str:
    left = f", {counted(one.waiting, 'still waits', 'still wait')}" if one.waiting else ""
    reached = f"{counted(one.reached, 'case')} reached{left}"
    head = f"decided {_day(one.time, zone)} by {one.officer}: {one.status}, {reached}"
    return f"{head}; note: {one.note}" if one.note else head


def _case(one: CampaignCase, zone: ZoneInfo) -> str:
    head = (
        f"{one.reference:<9} {_day(one.created, zone)}  {one.status:<13} {one.category:<13} {one.channel:<9}"
    )
    return f"{head} {'urgent' if one.urgent else '':<7} {one.state:<10} {one.why}"


def _day(moment: float, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(moment, zone).strftime("%Y-%m-%d %H:%M")


CAMPAIGN = Family(
    {
        "list": listed,
        "show": shown,
        "name": named,
        "join": joined,
        "split": split,
        "dismiss": dismissed,
        "decide": decided,
    },
    default="list",
)
