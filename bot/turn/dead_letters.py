"""The event inside a dead letter, as the turn that failed kept it (`Turn.bury`)."""

from dataclasses import replace
from secrets import token_bytes
from typing import Any, get_args

import msgspec

from flows.core.events import Body, Event
from flows.core.found import Found
from flows.said import Origin
from storage.chats.dead_letters import Letter

# An answer to a look-up never comes by itself: the letter holds the event that asked.
BODIES = {body.__name__: body for body in get_args(Body) if body is not Found}
_kept = msgspec.msgpack.Decoder(tuple[str, dict[str, Any]])


class BadLetter(Exception):
    """A dead letter does not hold an event that this version of the program knows."""


def kind(letter: Letter) -> str:
    """Return the kind of the event in the letter, such as `Text`; `?` if it cannot be read."""
    try:
        return _kept.decode(letter.body)[0]
    except msgspec.DecodeError:
        return "?"


def event_of(letter: Letter) -> Event:
    """The event as it came. Raises BadLetter."""
    try:
        name, values = _kept.decode(letter.body)
        body = msgspec.convert(values.pop("body"), BODIES[name])
        origin = msgspec.convert(values.pop("origin"), Origin | None)
        return Event(body=body, origin=origin, **values)
    except (msgspec.MsgspecError, KeyError, TypeError):
        raise BadLetter from None


def again(letter: Letter, now: float) -> Event:
    """The event to take effect now, under an id of its own: that of the first time has been taken.

    Raises BadLetter.
    """
    return replace(event_of(letter), id=f"retry:{letter.id}", time=now, fresh=token_bytes(24))
