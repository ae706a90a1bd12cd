"""Contact cards (vCard 2.1 to 4.0): the names and numbers in them."""

import quopri
import re
from collections.abc import Iterator

from flows.core.events import Contact
from flows.record import record

MOST_CARDS, MOST_NUMBERS = 20, 20
FOLD = re.compile(r"(?<!=)(?<!=\r)\r?\n[ \t]")
"""A line that goes on. After `=` it may be a quoted-printable line, which is joined in its own way."""
END = re.compile(r"END:VCARD", re.IGNORECASE)
QUOTED = re.compile(r";(?:ENCODING=)?QUOTED-PRINTABLE", re.IGNORECASE)
CHARSET = re.compile(r";CHARSET=\"?([\w.:-]+)", re.IGNORECASE)
PARTS = re.compile(r"(?<!\\);")


@record
class Property:
    """One line of a card: its name in capitals, and its decoded value."""

    name: str
    value: str


def contacts(data: bytes) -> tuple[Contact, ...]:
    """Every card with at least one number, its numbers joined by commas."""
    found = (contact(card) for card in cards(data.decode("utf-8", "replace")))
    return tuple(each for each in found if each is not None)[:MOST_CARDS]


def cards(text: str) -> list[list[Property]]:
    """The properties of each card in a text; a text without BEGIN is one card."""
    found: list[list[Property]] = [[]]
    for line in properties(text):
        if line.name == "BEGIN":
            found.append([])
        else:
            found[-1].append(line)
    return found


def properties(text: str) -> Iterator[Property]:
    """Yield the lines of a text that have a value, unfolded and decoded."""
    lines = iter(FOLD.sub("", END.sub("\\g<0>\n", text)).splitlines())
    for line in lines:
        head, colon, value = line.partition(":")
        if QUOTED.search(head):
            while value.endswith("="):
                value = value[:-1] + next(lines, "")
            value = unquoted(value, head)
        name = head.partition(";")[0].rpartition(".")[2].strip().upper()
        if colon and value.strip():
            yield Property(name, value.strip())


def unquoted(value: str, head: str) -> str:
    """A quoted-printable value in its character set, UTF-8 if none is named or known."""
    data = quopri.decodestring(value.encode())
    named = CHARSET.search(head)
    try:
        return data.decode(named[1] if named else "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def contact(card: list[Property]) -> Contact | None:
    """The name and the numbers of a card; None if it has no number."""
    numbers = dict.fromkeys(each.value.removeprefix("tel:") for each in card if each.name == "TEL")
    if not numbers:
        return None
    return Contact(name(card), ", ".join([*numbers][:MOST_NUMBERS]))


def name(card: list[Property]) -> str:
    """The name as shown (FN), or else put together from its parts (N)."""
    first = {each.name: each.value for each in reversed(card)}
    parts = [part for part in reversed(PARTS.split(first.get("N", ""))) if part]
    return unescaped(first.get("FN", "")) or unescaped(" ".join(parts))


def unescaped(value: str) -> str:
    """A value on one line, its escapes replaced."""
    plain = re.sub(r"\\(.)", lambda found: " " if found[1] in "nN" else found[1], value)
    return " ".join(plain.split())
