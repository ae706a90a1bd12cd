"""The values that a STIX pattern compares with. Only plain patterns are read, in linear time."""

import re
from collections.abc import Iterator

from bot.commands.exchange.rows import kind_named
from flows.indicators.listed import ListedKind
from flows.record import record

LONGEST = 10_000
"""Characters of a pattern; a longer one is not read."""

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<text>'(?:[^'\\]|\\.)*')|(?P<word>[A-Za-z0-9_:.\-]+)|(?P<sign>.)", re.DOTALL
)
_PLAIN = frozenset({"[", "]", "(", ")"})
_NAMED = {
    "bank-account:iban": "iban",
    "bank-account:account_number": "rib",
    "email-message:from_ref.value": "email",
    "x-opencti-cryptocurrency-wallet:value": "crypto",
    "x-opencti-hostname:value": "domain",
}
_LOGIN, _PLATFORM = "user-account:account_login", "user-account:account_type"
_PLATFORMS = {"twitter": "x"}


@record
class Compared:
    """A value in a pattern, and its kind; None for a kind that messages do not name."""

    kind: ListedKind | None
    value: str


def compared(pattern: str) -> tuple[Compared, ...]:
    """The values of a pattern that is one comparison, or several joined by OR; none for any other pattern.

    An account's name and platform may be joined by AND.
    """
    if len(pattern) > LONGEST or (found := _comparisons(pattern)) is None:
        return ()
    pairs, joined = found
    if "AND" in joined:
        return _account(pairs) if "OR" not in joined else ()
    return tuple(Compared(_kind(path), value) for path, value in pairs)


def _comparisons(pattern: str) -> tuple[list[tuple[str, str]], set[str]] | None:
    """The paths with their values, and the words that join them; None where there is anything else."""
    pairs: list[tuple[str, str]] = []
    joined: set[str] = set()
    tokens, due = _tokens(pattern), True
    for kind, text in tokens:
        if kind == "word" and text in {"AND", "OR"} and not due:
            joined.add(text)
            due = True
        elif kind == "word" and ":" in text and due:
            due = False
            equals, (form, value) = next(tokens, ("", "")), next(tokens, ("", ""))
            if equals != ("sign", "=") or form != "text":
                return None
            pairs.append((text, re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL)))
        elif text not in _PLAIN:
            return None
    return None if due else (pairs, joined)


def _tokens(pattern: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(pattern):
        kind = str(match.lastgroup)
        if kind != "space":
            yield kind, match[kind]


def _kind(path: str) -> ListedKind | None:
    if path in _NAMED:
        return kind_named(_NAMED[path])
    where, _, what = path.partition(":")
    return kind_named(where) if what == "value" else "handle" if path == _LOGIN else None


def _account(pairs: list[tuple[str, str]]) -> tuple[Compared, ...]:
    told = dict(pairs)
    if len(pairs) != len(told) or not told.keys() <= {_LOGIN, _PLATFORM} or _LOGIN not in told:
        return ()
    platform = told.get(_PLATFORM, "").lower()
    return (Compared("handle", f"{_PLATFORMS.get(platform, platform)}:@{told[_LOGIN].removeprefix('@')}"),)
