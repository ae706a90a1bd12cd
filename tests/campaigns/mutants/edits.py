"""Small random changes of bytes, forms and JSON; each gives something else than it was given."""

import json
import random
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus

Pairs = list[tuple[str, str]]
Dice = random.Random

PRINTABLE = bytes(range(0x21, 0x7F))
LONG_TEXT = "ا" * 5000
JUNK: Sequence[Any] = (
    None,
    True,
    -1,
    2**70,
    10**400,
    1e308,
    "",
    "x",
    LONG_TEXT,
    [],
    {},
    [[]],
    {"a": {}},
    "\ud800",
)
"""What may stand where something sensible should."""


def edited(dice: Dice, value: bytes, letters: bytes = bytes(range(256))) -> bytes:
    """A few bytes put in, left out, replaced, swapped, doubled or cut off."""
    edits = (_insert, _delete, _replace, _swap, _double, _cut)
    while True:
        changed = value
        for _ in range(dice.choice((1, 1, 1, 2, 5))):
            changed = dice.choice(edits)(dice, changed or b"x", letters)
        if changed != value:
            return changed


def _insert(dice: Dice, value: bytes, letters: bytes) -> bytes:
    at = dice.randint(0, len(value))
    return value[:at] + bytes((dice.choice(letters),)) + value[at:]


def _delete(dice: Dice, value: bytes, _: bytes) -> bytes:
    at = dice.randrange(len(value))
    return value[:at] + value[at + 1 :]


def _replace(dice: Dice, value: bytes, letters: bytes) -> bytes:
    at = dice.randrange(len(value))
    return value[:at] + bytes((dice.choice(letters),)) + value[at + 1 :]


def _swap(dice: Dice, value: bytes, _: bytes) -> bytes:
    at = dice.randrange(max(1, len(value) - 1))
    return value[:at] + value[at : at + 2][::-1] + value[at + 2 :]


def _double(dice: Dice, value: bytes, _: bytes) -> bytes:
    at, size = dice.randrange(len(value)), dice.randint(1, 20)
    return value[: at + size] + value[at:]


def _cut(dice: Dice, value: bytes, _: bytes) -> bytes:
    return value[: dice.randrange(len(value))]


# --- forms ---


def pairs(body: bytes) -> Pairs:
    """A form's fields, blank and repeated ones too."""
    return parse_qsl(body.decode("latin-1"), keep_blank_values=True)


def form(fields: Pairs) -> bytes:
    """And back."""
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields).encode()


def other_bytes(dice: Dice, body: bytes) -> bytes:
    """A form whose bytes were changed so that it says something else."""
    while True:
        changed = edited(dice, body)
        if sorted(pairs(changed)) != sorted(pairs(body)):
            return changed


def other_field(dice: Dice, fields: Pairs) -> Pairs:
    """One field changed, added, left out, blanked or renamed."""
    at = dice.randrange(len(fields))
    name, value = fields[at]
    ways: tuple[Callable[[], Pairs], ...] = (
        lambda: [
            *fields[:at],
            (name, edited(dice, value.encode(), PRINTABLE).decode("latin-1")),
            *fields[at + 1 :],
        ],
        lambda: [
            *fields,
            (dice.choice(("Extra", "Body2", "MediaUrl9", "ListId", "")), dice.choice(("", "x"))),
        ],
        lambda: [*fields[:at], *fields[at + 1 :]],
        lambda: [*fields[:at], (name, "" if value else " "), *fields[at + 1 :]],
        lambda: [
            *fields[:at],
            (edited(dice, name.encode(), PRINTABLE).decode("latin-1"), value),
            *fields[at + 1 :],
        ],
    )
    return dice.choice(ways)()


def moved_border(dice: Dice, fields: Pairs) -> Pairs:
    """A name ends elsewhere than it did; name and value run together are what they were."""
    at = dice.choice([number for number, (name, value) in enumerate(fields) if len(name) > 1])
    name, value = fields[at]
    whole = name + value
    ends = [end for end in range(1, len(whole) + 1) if end != len(name)]
    end = len(whole) if dice.random() < 0.3 and value else dice.choice(ends)
    return [*fields[:at], (whole[:end], whole[end:]), *fields[at + 1 :]]


def repeated(dice: Dice, fields: Pairs) -> Pairs:
    """One field twice, with the same value or another."""
    name, value = dice.choice(fields)
    return [*fields, (name, dice.choice((value, value, "x", "")))]


def spelled(dice: Dice, fields: Pairs) -> bytes:
    """The same form written otherwise: in another order, every byte escaped or as few as may be."""
    shuffled = dice.sample(fields, len(fields))
    ways: tuple[Callable[[str], str], ...] = (
        quote_plus,
        lambda text: quote(text, safe=""),
        lambda text: "".join(f"%{byte:02x}" for byte in text.encode()),
    )
    way = dice.choice(ways)
    return "&".join(f"{way(name)}={way(value)}" for name, value in shuffled).encode()


# --- JSON ---


def other_json(dice: Dice, body: bytes) -> bytes:
    """Something else in one place, or not JSON at all."""
    if dice.random() < 0.4:
        return edited(dice, body)
    if dice.random() < 0.15:
        return dice.choice(BROKEN)
    value = json.loads(body)
    holder, key = dice.choice(_places(value))
    holder[key] = dice.choice(JUNK)
    if dice.random() < 0.2 and isinstance(holder, dict):
        holder[dice.choice(("x", "", "id", "text", "type"))] = dice.choice(JUNK)
    return json.dumps(value).encode()


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every (holder, key) inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [(value, key) for key, _ in inner]
    return [*found, *(place for _, key in found for place in _places(value[key]))]


BROKEN: Sequence[bytes] = (
    b"",
    b"null",
    b"[]",
    b"{}",
    b'"x"',
    b"NaN",
    b"[" * 20_000,
    b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    b"\xef\xbb\xbf{}",
    '{"update_id": 1}'.encode("utf-16"),
    b'{"update_id": 99999999999999999999999}',
    b'{"update_id": 5, "message": {"text": "\xff\xfe"}}',
    b"update_id=5&message=x",
    b"\x00" * 50,
)


def same_json(dice: Dice, body: bytes) -> bytes:
    """The same value, with other spaces, escapes or order."""
    value = json.loads(body)
    if isinstance(value, dict):
        value = {name: value[name] for name in dice.sample([*value], len(value))}
    indent = dice.choice((None, 1, 4))
    return json.dumps(value, ensure_ascii=dice.random() < 0.5, indent=indent).encode()
