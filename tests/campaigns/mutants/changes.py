"""Every kind of changed request, and what each must lead to; one file for each that sends them.

`FORGED`: the proof of where it comes from is missing, wrong, or no longer fits what was changed. It must be
refused, with one of the statuses named, and nothing may happen. `TRUSTED`: the proof is right, so its sender
may say what they like; but nothing they say may be a server error. `SAME`: what was changed says nothing and
is covered by no proof (other headers, white space, order); it is taken as if unchanged.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial

from tests.campaigns.mutants import edits
from tests.campaigns.mutants.raw import Request

Dice = random.Random
Base = Callable[[Dice], Request]
MEGABYTE = 1_048_576


class Kind(Enum):
    """What a changed request is."""

    FORGED = "forged"
    TRUSTED = "trusted"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """One kind of change. `wants` are the statuses it may be answered with; 0 is none at all."""

    surface: str
    name: str
    kind: Kind
    wants: frozenset[int]
    make: Base


REFUSED, UNPROVEN = frozenset({400, 403}), frozenset({403})
ELSEWHERE = frozenset({307, 400, 404, 405})
BELOW_500 = frozenset({200, 400, 403, 404, 405, 408, 411, 413, 414, 415, 422, 431})
HUNG_UP, TOO_LARGE = frozenset({0, 400}), frozenset({0, 403, 413})
TAKEN = frozenset({200})


def forged(surface: str, name: str, wants: frozenset[int], make: Base) -> Change:
    """To be refused."""
    return Change(surface, name, Kind.FORGED, wants, make)


# --- what any of them may suffer ---

METHODS = (b"GET", b"PUT", b"DELETE", b"PATCH", b"HEAD", b"OPTIONS", b"TRACE", b"POSTED", b"post")
PATHS: Sequence[Callable[[bytes], bytes]] = (
    lambda path: path + b"/",
    lambda path: b"/" + path,
    lambda path: path + b"%00",
    lambda path: path + b"x",
    lambda path: path.upper(),
    lambda path: path[:-1],
    lambda path: path + b"/../telegramx",
    lambda path: path.replace(b"/", b"%2f"),
    lambda path: path + b"%0d%0aX: y",
    lambda path: b"/static/.." + path,
)
TYPES = (b"text/plain", b"multipart/form-data; boundary=x", b"application/xml", b"", b"\xff/\xfe")
NOTHING_SAID = (
    (b"X-Forwarded-For", b"127.0.0.1"),
    (b"X-Forwarded-Host", b"evil.example"),
    (b"X-Forwarded-Proto", b"http"),
    (b"Forwarded", b"for=127.0.0.1;host=evil.example"),
    (b"User-Agent", b"\xff\xfe" * 20),
    (b"X-Original-URL", b"/elsewhere"),
    (b"X-HTTP-Method-Override", b"DELETE"),
    (b"Accept-Charset", b"utf-16"),
    (b"X-Long", b"x" * 8000),
)


def on_another_path(base: Base, dice: Dice) -> Request:
    """The same to an address nearby."""
    request = base(dice)
    path, mark, query = request.target.partition(b"?")
    return replace(request, target=dice.choice(PATHS)(path) + mark + query)


def by_another_method(base: Base, dice: Dice) -> Request:
    """The same by another method."""
    return replace(base(dice), method=dice.choice(METHODS))


def cut_short(base: Base, dice: Dice) -> Request:
    """The line breaks before the end of the body."""
    request = base(dice)
    return replace(request, cut=dice.randrange(len(request.body)))


def with_something_else(base: Base, dice: Dice) -> Request:
    """Headers that say nothing."""
    request = base(dice)
    for name, value in dice.sample(NOTHING_SAID, dice.randint(1, 3)):
        request = request.and_header(name, value)
    return request


def common(surface: str, base: Base) -> list[Change]:
    """Whatever the proof, it is for this address, this method, and the whole of it."""
    return [
        forged(surface, "another path", ELSEWHERE | UNPROVEN, partial(on_another_path, base)),
        forged(surface, "another method", ELSEWHERE, partial(by_another_method, base)),
        forged(surface, "cut short", HUNG_UP, partial(cut_short, base)),
        Change(surface, "other headers", Kind.SAME, TAKEN, partial(with_something_else, base)),
    ]


def too_large(base: Base, dice: Dice) -> Request:
    """More than a provider ever sends."""
    request = base(dice)
    return replace(request, body=request.body + b" " * (MEGABYTE + dice.randrange(1000)))


def other_content(base: Base, dice: Dice) -> Request:
    """The proof is right, the JSON is not what it was."""
    request = base(dice)
    return replace(request, body=edits.other_json(dice, request.body))


def other_type(base: Base, dice: Dice) -> Request:
    """The same under another type of content."""
    return base(dice).with_header(b"Content-Type", dice.choice(TYPES))


def written_otherwise(base: Base, dice: Dice) -> Request:
    """The same JSON in other words."""
    request = base(dice)
    return replace(request, body=edits.same_json(dice, request.body))
