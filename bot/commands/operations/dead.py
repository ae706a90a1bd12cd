"""`main.py dead`: events that failed inside the program, kept sealed to be looked at and tried again."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from bot.base import Base
from bot.commands.answer import Listing, Printed, Refused
from bot.commands.family import Family
from bot.commands.options import Limit, RowId
from bot.delivery.dead_letters import ask_retry
from bot.turn.dead_letters import BadLetter, event_of, kind
from storage.chats.dead_letters import Letter
from storage.unit import Unit

LIMIT = 50
HIDDEN = frozenset({"id", "chat", "fresh", "time"})
"""Fields of an event that `--content` does not print: addresses, and what the list says already."""
Content = Annotated[
    bool,
    typer.Option("--content", help="Print what the person wrote or sent too; it is printed nowhere else."),
]


def listed(base: Base, limit: Limit = LIMIT) -> Listing:
    """List the events that failed, the newest first: kind, channel, time and error, never content."""
    with base.storage.read() as unit:
        count, letters = unit.dead.count(), unit.dead.newest(limit)
    lines = [_line(letter) for letter in letters] or ["no event failed"]
    if count > len(letters):
        lines.append(f"and {count - len(letters)} more: --limit")
    return Listing(tuple(lines), data={"count": count, "letters": [_facts(each) for each in letters]})


def shown(base: Base, number: RowId, content: Content = False) -> Listing:
    """Show one event that failed: kind, channel, time and error."""
    with base.storage.read() as unit:
        letter = _letter(unit, number)
    facts = _facts(letter)
    lines = [f"{about:<8} {value}" for about, value in facts.items()]
    if content:
        facts |= {"content": _content(letter)}
        lines += [f"  {about}: {value}" for about, value in _flat(facts["content"])]
    return Listing(tuple(lines), data=facts)


def retried(base: Base, number: RowId) -> Printed:
    """Let an event that failed take effect, once; it then leaves the list, and its sender is answered.

    A server does so within a moment, or when one starts. If the event fails again, it stays in the list, and
    `main.py outbox list` says why.
    """
    with base.storage.write() as unit:
        letter = _letter(unit, number)
        _event(letter)
        ask_retry(unit, letter, unit.clock())
    return Printed(("It takes effect as soon as a server runs.",))


def dropped(base: Base, number: RowId) -> Printed:
    """Erase an event that failed: it takes no effect."""
    with base.storage.write() as unit:
        unit.dead.remove(_letter(unit, number).id)
    return Printed(("Dropped. What it held is erased.",))


def _letter(unit: Unit, number: int) -> Letter:
    letter = unit.dead.get(number)
    if letter is None:
        raise Refused("there is no such event: main.py dead list")
    return letter


def _event(letter: Letter) -> Any:
    try:
        return event_of(letter)
    except BadLetter:
        raise Refused("this event cannot be read: another version of the program kept it") from None


def _facts(letter: Letter) -> dict[str, Any]:
    moment = datetime.fromtimestamp(letter.time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    channel = letter.chat.partition(":")[0]
    return {
        "id": letter.id,
        "kind": kind(letter),
        "channel": channel,
        "time": moment,
        "error": letter.error,
    }


def _line(letter: Letter) -> str:
    facts = _facts(letter)
    return "{id:<20} {channel:<9} {kind:<13} {time}  {error}".format(**facts)


def _content(letter: Letter) -> dict[str, Any]:
    return {about: value for about, value in asdict(_event(letter)).items() if about not in HIDDEN}


def _flat(given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for about, value in given.items():
        if isinstance(value, dict):
            yield from ((f"{about}.{inner}", each) for inner, each in _flat(value))
        else:
            yield about, value


DEAD = Family({"list": listed, "show": shown, "retry": retried, "drop": dropped}, default="list")
