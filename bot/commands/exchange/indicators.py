"""`main.py indicator`: what officers know to be an indicator of crime, and which lists are known."""

from datetime import UTC, datetime
from typing import Annotated, Literal

import typer

from bot.base import Base
from bot.commands.answer import Listing, Printed, Refused
from bot.commands.casework.earlier import tell_cases, told_earlier
from bot.commands.counts import counted
from bot.commands.exchange.transfer import REASONS
from bot.commands.family import Family
from bot.commands.options import Actor
from flows.desk.case import CONFIRMED
from flows.indicators.listed import LISTED_KINDS, Pair, as_listed
from flows.indicators.listed import Refused as NotListed
from storage.campaigns.listed import OURS, Marked
from storage.campaigns.shareable import DAY
from storage.custody.directory import INDICATORS
from storage.custody.links import Act
from storage.unit import Unit

Kind = Annotated[
    Literal[LISTED_KINDS],  # type: ignore[valid-type]  # the tuple stands for its texts
    typer.Argument(metavar="KIND", help=f"One of {', '.join(LISTED_KINDS)}. Example: phone"),
]
Value = Annotated[
    str,
    typer.Argument(
        metavar="VALUE", help="The value; a phone number with its country's code. Example: +212612345678"
    ),
]
ListName = Annotated[
    str, typer.Argument(metavar="NAME", help="The list's name, as sources shows it. Example: cert-ma")
]


def confirmed(base: Base, kind: Kind, value: Value, *, actor: Actor = "command") -> Printed:
    """Confirm that a number, domain or account is an indicator of crime; its value itself is not kept.

    The check says so from then on, cases that name it tell their officers, and exports hold it.
    """
    pair = _pair(kind, value)
    now = base.clock()
    with base.storage.write() as unit:
        if unit.listed.cleared(pair):
            raise Refused("an officer ruled it out: main.py indicator reopen takes that back")
        unit.listed.keep([Marked(pair, told=True)], OURS, now)
        unit.custody.add(
            INDICATORS, now, Act("indicator-confirmed", actor, pair[0], _token(unit, base, pair))
        )
        earlier = tell_cases(unit, (pair,), CONFIRMED, actor, now)
    page = "; an export holds domains and no pages" if pair[0] == "link" and "/" in pair[1] else ""
    return Printed((f"confirmed as {pair[0]} {pair[1]}{page}", *told_earlier(earlier)))


def forgotten(base: Base, kind: Kind, value: Value, *, actor: Actor = "command") -> Printed:
    """Take a confirmation back."""
    pair = _pair(kind, value)
    with base.storage.write() as unit:
        if not unit.listed.drop(OURS, pair):
            raise Refused("no officer had confirmed it")
        act = Act("indicator-forgotten", actor, pair[0], _token(unit, base, pair))
        unit.custody.add(INDICATORS, unit.clock(), act)
    return Printed((f"no longer confirmed: {pair[0]} {pair[1]}",))


def cleared(base: Base, kind: Kind, value: Value, *, actor: Actor = "command") -> Printed:
    """Say that a value is no scam's, such as a bank's own number: it is never called reported, nor exported.

    No cases meet by it. It needs no case that contests it; `indicator reopen` takes it back.
    """
    pair = _pair(kind, value)
    with base.storage.write() as unit:
        (token,) = unit.tokens.of((pair,))
        if not unit.rulings.rule_out(token):
            raise Refused("it is cleared already")
        act = Act("indicator-cleared", actor, pair[0], _token(unit, base, pair))
        unit.custody.add(INDICATORS, unit.clock(), act)
    return Printed((f"cleared: {pair[0]} {pair[1]}",))


def reopened(base: Base, kind: Kind, value: Value, *, actor: Actor = "command") -> Printed:
    """Take rulings back: cases meet by it again, and it is told as reported again.

    A ruling is *Not a campaign*, or *Not a scam*, and stays when its cases are erased.
    """
    pair = _pair(kind, value)
    with base.storage.write() as unit:
        (token,) = unit.tokens.of((pair,))
        if not unit.rulings.lift(token):
            raise Refused("no officer had ruled it out")
        act = Act("indicator-reopened", actor, pair[0], _token(unit, base, pair))
        unit.custody.add(INDICATORS, unit.clock(), act)
    return Printed((f"no longer ruled out: {pair[0]} {pair[1]}",))


def sources(base: Base) -> Listing:
    """List the lists: name, number of indicators, how many the public hears of, the last day."""
    with base.storage.read() as unit:
        found = unit.listed.sources()
    data = [
        {"source": one.name or "confirmed", "count": one.count, "public": one.told, "day": _day(one.day)}
        for one in found
    ]
    lines = [f"{one['source']:<40} {one['count']:>7} {one['public']:>7}  {one['day']}" for one in data]
    return Listing(tuple(lines or ["no lists yet: main.py import indicators FILE --source NAME"]), data=data)


def dropped(base: Base, source: ListName, *, actor: Actor = "command") -> Printed:
    """Forget a whole list of a partner."""
    with base.storage.write() as unit:
        count = unit.listed.drop(source) if source != OURS else 0
        if not count:
            raise Refused("there is no list of this name: main.py indicator sources")
        unit.custody.add(INDICATORS, unit.clock(), Act("list-dropped", actor, f"{source}:{count}"))
    return Printed((f"{counted(count, 'indicator')} of {source}: forgotten",))


def _pair(kind: Kind, value: str) -> Pair:
    """The pair that is kept. Raises Refused."""
    found = as_listed(kind, value)
    if isinstance(found, NotListed):
        raise Refused(f"not taken: {REASONS[found.reason]}")
    return found


def _token(unit: Unit, base: Base, pair: Pair) -> str:
    """A keyed token for the log, which outlives the confirmation and must not tell its value."""
    return base.vault.token(f"indicator:{pair[0]}:{pair[1]}")


def _day(number: int) -> str:
    return datetime.fromtimestamp(number * DAY, UTC).date().isoformat()


INDICATOR = Family(
    {
        "confirm": confirmed,
        "forget": forgotten,
        "clear": cleared,
        "reopen": reopened,
        "sources": sources,
        "drop": dropped,
    },
    default="sources",
)
