"""`main.py outbox`: what waits, fails or was given up, and why; never to whom, nor what it says."""

import time
from argparse import Namespace
from collections.abc import Iterator

from bot.base import Base
from bot.commands.keys import Answer
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


def listed(made: Base, given: Namespace) -> Answer:
    """`outbox list`: how much, by channel and state; then each row that fails or was given up."""
    now, limit = time.time(), getattr(given, "limit", LIMIT)
    with made.storage.read() as unit:
        piles = unit.undelivered.piles()
        rows = [*unit.undelivered.failing(limit), *unit.undelivered.given_up(limit)]
    if not piles:
        return Answer(("nothing waits, nothing failed",))
    lines = [_pile(pile, now) for pile in piles]
    if rows:
        lines += ["", _columns(HEAD), *(_columns(tuple(_cells(row, now))) for row in rows)]
    more = sum(pile.count for pile in piles if pile.state != "waiting") - len(rows)
    if more > 0:
        lines.append(f"and {more} more: --limit")
    return Answer(tuple(lines))


def retried(made: Base, given: Namespace) -> Answer:
    """`outbox retry ID`: now, whatever its next try was; one that was given up from the beginning."""
    now = time.time()
    with made.storage.write() as unit:
        verdict = unit.undelivered.retry(given.id, now)
    return _answer(verdict, "It is tried again as soon as a server runs.")


def dropped(made: Base, given: Namespace) -> Answer:
    """`outbox drop ID --reason TEXT`: it does not go out; the reason stays in its row."""
    reason = " ".join(given.reason.split())
    if not 0 < len(reason) <= LONGEST:
        return Answer((f"The reason is recorded: give one of at most {LONGEST} characters",), 1)
    with made.storage.write() as unit:
        verdict = unit.undelivered.drop(given.id, reason, time.time())
    return _answer(verdict, "Dropped. What it said is erased, the reason is recorded.")


def _answer(verdict: Verdict, done: str) -> Answer:
    return Answer((done,)) if verdict == "done" else Answer((f"Nothing was changed: {REFUSALS[verdict]}",), 1)


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
    """`12m`: the largest unit that fits; `now` for what is past."""
    for size, unit in UNITS:
        if seconds >= size:
            return f"{int(seconds // size)}{unit}"
    return "now"
