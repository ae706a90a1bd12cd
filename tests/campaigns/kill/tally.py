"""What was due against what arrived: the bot's own ledger on one side, the people's screens on the other."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from tests.databases import reading

SETTLED = frozenset({"sent", "delivered", "read"})


@dataclass(frozen=True, slots=True)
class Due:
    """A reply's row in the outbox. `sids` are the provider's ids of its parts, and of what went with it."""

    chat: str
    state: str
    sids: tuple[str, ...]
    resent: bool


@dataclass(frozen=True, slots=True)
class Arrived:
    """A message on a person's screen."""

    sid: str
    text: str


@dataclass
class Tally:
    """`lost`: due, not arrived, and the ledger does not say so. `doubled`: arrived once more; `unmarked`: of
    these, how many the ledger takes for sent once. `unknown`: the ledger says that nobody knows, and of these
    `absent` did not arrive. `stray`: arrived out of order, or without a row."""

    due: int = 0
    delivered: int = 0
    lost: int = 0
    doubled: int = 0
    unmarked: int = 0
    unknown: int = 0
    absent: int = 0
    stray: int = 0
    states: Counter[str] = field(default_factory=Counter)


def replies(data: Path) -> list[Due]:
    """The replies in a deployment's outbox, in the order they were written."""
    query = "SELECT chat, state, provider_id, resent FROM outbox WHERE kind = 'reply' ORDER BY id"
    with reading(data) as database:
        rows = database.exec_driver_sql(query).fetchall()
    return [
        Due(chat, state, tuple(filter(None, ids.split(","))), bool(mark)) for chat, state, ids, mark in rows
    ]


def queued(data: Path) -> int:
    """How many rows still wait, of any kind."""
    with reading(data) as database:
        found = database.exec_driver_sql("SELECT count(*) FROM outbox WHERE state = 'queued'").scalar()
    return int(found or 0)


def tally(rows: Iterable[Due], screens: Sequence[Sequence[Arrived]]) -> Tally:
    """A chat's rows belong to the screen that shows one of their ids; where no row has one, to any screen
    that is left. Of a row's ids the last that is shown counts. Neighbouring texts must differ."""
    total = Tally()
    shown = {seen.sid: number for number, screen in enumerate(screens) for seen in screen}
    chats = [
        list(every) for _, every in groupby(sorted(rows, key=lambda row: row.chat), lambda row: row.chat)
    ]
    whose = [next((shown[sid] for row in chat for sid in row.sids if sid in shown), -1) for chat in chats]
    left = iter(sorted(set(range(len(screens))) - set(whose), key=lambda number: -len(screens[number])))
    for chat, number in sorted(zip(chats, whose, strict=True), key=lambda each: -each[1]):
        found = next(left, -1) if number < 0 else number
        ends = [next((sid for sid in reversed(row.sids) if sid in shown), "") for row in chat]
        _count(total, [*zip(chat, ends, strict=True)], screens[found] if found >= 0 else [])
    total.stray += sum(len(screens[number]) for number in left)
    return total


def _count(total: Tally, rows: Sequence[tuple[Due, str]], screen: Sequence[Arrived]) -> None:
    """One chat. A row that was sent ends the run of its copies; an unknown row may have a run of its own."""
    at = 0
    for number, (row, end) in enumerate(rows):
        total.due += 1
        total.states[row.state] += 1
        if row.state == "unknown":
            copies = _run(screen, at, [later for _, later in rows[number:] if later])
            total.unknown += 1
            total.absent += not copies
        else:
            copies = _upto(screen, at, end) if row.state in SETTLED else 0
            total.lost += not copies
        total.delivered += bool(copies)
        total.doubled += max(0, copies - 1)
        total.unmarked += max(0, copies - 1) if not row.resent else 0
        at += copies
    total.stray += len(screen) - at


def _upto(screen: Sequence[Arrived], at: int, sid: str) -> int:
    """How many copies there are from here to the one that was acknowledged; 0 where it is not the next."""
    for number, seen in enumerate(screen[at:], 1):
        if seen.text != screen[at].text:
            return 0
        if seen.sid == sid:
            return number
    return 0


def _run(screen: Sequence[Arrived], at: int, ends: Sequence[str]) -> int:
    """How many copies of an unknown row there are from here: none where this is the following row's text."""
    following = next((seen.text for seen in screen if ends and seen.sid == ends[0]), None)
    count = 0
    for seen in screen[at:]:
        if seen.sid in ends or seen.text == following or seen.text != screen[at].text:
            break
        count += 1
    return count


def without_late_copies(
    screen: Sequence[Arrived], whose: Mapping[str, Any]
) -> tuple[list[Arrived], Sequence[str]]:
    """The screen without copies that came late, and their texts. `whose`: the row of each message id.

    A server that stood still as it sent a message sends it when it wakes. Meanwhile others have sent the
    message again, marked, and those after it. No provider can be told to refuse such a copy: one is allowed
    for each row that says that it may have been sent twice. Of two the first counts, under the row's id.
    """
    kept, late = list(screen), list[str]()
    for seen in screen:
        if seen.sid in whose and whose[seen.sid].resent and (copy := _copy(kept, seen, whose)) is not None:
            first, last = sorted((kept.index(seen), copy))
            kept[first] = seen
            del kept[last]
            late.append(seen.text)
    return kept, late


def _copy(screen: Sequence[Arrived], seen: Arrived, whose: Mapping[str, Any]) -> int | None:
    """The place of a message of no row with the same words, but for one just before it: `tally` counts it."""
    at = screen.index(seen)
    for place, other in enumerate(screen):
        if other.sid not in whose and other.text == seen.text and place != at - 1:
            return place
    return None
