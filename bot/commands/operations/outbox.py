"""`main.py outbox`: what waits, fails or was given up, and why; never to whom, nor what it says."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from bot.base import Base
from bot.commands.answer import Listing, Printed, Refused, WrongUsage
from bot.commands.family import Family
from bot.commands.options import Limit, RowId
from storage.delivery.backlog import Entry, Pile, Verdict
from storage.delivery.messages import BROADCAST, FAILED, NOTICE

LIMIT = 50
LONGEST = 200
URGENCY = {NOTICE: "notice", BROADCAST: "broadcast"}
UNITS = ((86400, "d"), (3600, "h"), (60, "m"), (1, "s"))
HEAD = ("id", "channel", "what", "state", "tries", "age", "next try", "reason")
WIDTHS = (20, 9, 10, 14, 6, 6, 9, 0)
REFUSALS: dict[Verdict, str] = {
    "busy": "a server is sending it, or was stopped while it did: try again in a minute",
    "erased": "it was given up, and its content erased",
    "settled": "it was sent",
    "absent": "there is no such row: main.py outbox list",
}
Reason = Annotated[
    str,
    typer.Option(
        metavar="TEXT",
        help=f"Why, in at most {LONGEST} characters; stays in the row. Example: --reason 'asked by phone'",
    ),
]


def listed(base: Base, limit: Limit = LIMIT) -> Listing:
    """List how much waits, by channel and state; then each row that fails or was given up.

    `--limit` counts the rows that fail and those that were given up apart.
    """
    now = base.clock()
    with base.storage.read() as unit:
        piles = unit.undelivered.piles()
        rows = [*unit.undelivered.failing(limit), *unit.undelivered.given_up(limit)]
    data = {"counts": [asdict(pile) for pile in piles], "rows": [asdict(row) for row in rows]}
    if not piles:
        return Listing(("nothing waits, nothing failed",), data=data)
    lines = [_pile(pile, now) for pile in piles]
    if rows:
        lines += ["", _columns(HEAD), *(_columns(tuple(_cells(row, now))) for row in rows)]
    more = sum(pile.count for pile in piles if pile.state != "waiting") - len(rows)
    if more > 0:
        lines.append(f"and {more} more: --limit")
    return Listing(tuple(lines), data=data)


def retried(base: Base, number: RowId) -> Printed:
    """Try a row now, whenever its next try was; one that was given up is tried from the beginning."""
    with base.storage.write() as unit:
        verdict = unit.undelivered.retry(number, unit.clock())
    return _answer(verdict, "It is tried again as soon as a server runs.")


def dropped(base: Base, number: RowId, reason: Reason) -> Printed:
    """Give a row up: it does not go out, what it says is erased, the reason stays in the row."""
    plain = " ".join(reason.split())
    if not 0 < len(plain) <= LONGEST:
        raise WrongUsage(f"--reason: the reason is recorded: give one of at most {LONGEST} characters")
    with base.storage.write() as unit:
        verdict = unit.undelivered.drop(number, plain, unit.clock())
    return _answer(verdict, "Dropped. What it said is erased, the reason is recorded.")


def _answer(verdict: Verdict, done: str) -> Printed:
    if verdict != "done":
        raise Refused(f"nothing was changed: {REFUSALS[verdict]}")
    return Printed((done,))


def _pile(pile: Pile, now: float) -> str:
    channel = pile.channel or "-"
    return f"{channel:<9} {pile.state:<14} {pile.count:>8}  oldest {_age(now - pile.oldest)}"


def _cells(row: Entry, now: float) -> Iterator[str]:
    yield from (str(row.id), row.channel or "-")
    yield URGENCY.get(row.priority, row.kind)
    yield row.state if row.state in FAILED else "failing"
    yield from (str(row.attempts), _age(now - row.created))
    yield "-" if row.state in FAILED else _age(row.due - now)
    yield ", ".join((row.reason or "-", *_marks(row, now)))


def _marks(row: Entry, now: float) -> Iterator[str]:
    if row.resent:
        yield "may have gone out before"
    if row.state in FAILED and row.kept:
        yield "kept for when they write"
    if row.state not in FAILED and row.lease > now:
        yield "in a server's hands"


def _columns(cells: tuple[str, ...]) -> str:
    return " ".join(f"{cell:<{width}}" for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def _age(seconds: float) -> str:
    """`12m`: the largest unit that fits; `now` for a moment that is past."""
    for size, unit in UNITS:
        if seconds >= size:
            return f"{int(seconds // size)}{unit}"
    return "now"


OUTBOX = Family({"list": listed, "retry": retried, "drop": dropped}, default="list")
