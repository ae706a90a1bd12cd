"""The pairs (kind, value) under which lists of known indicators are kept, and looked up.

A domain on a list stands for all its links, a whole link for itself alone: a partner that lists one page of a
site that was broken into says nothing about the site.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, get_args

from flows.indicators.find import Indicator, find, located
from flows.indicators.traces import SHORTENERS, Traces, host_of, is_public, of_indicators
from flows.record import record

ListedKind = Literal["phone", "domain", "link", "email", "handle", "group", "rib", "iban", "crypto"]
"""The kinds that a list may hold."""
BORROWED = frozenset({"sender"})
"""Kinds that anyone can put on: a real bank's name on an SMS says nothing of the bank."""
LISTED_KINDS: tuple[str, ...] = get_args(ListedKind)

Reason = Literal["unreadable", "country", "public", "too-long"]

LONGEST = 2000
"""Characters of a value; a longer one is refused unread."""

_ABROAD = re.compile(r"(?:tel:)?\s*(\+|00)([\d\s().\-/]{7,40})", re.IGNORECASE)
_HANDLE = re.compile(r"(?:([a-z]{0,20}):)?@?([a-z0-9_][a-z0-9_.\-]{1,60}[a-z0-9_])", re.IGNORECASE)
_GROUP = re.compile(r"(whatsapp|telegram):([A-Za-z0-9_-]{5,64})")
_SCHEME = re.compile(r"\s*(?:h(?:tt|xx)ps?|ftp|tg|whatsapp|viber|signal|fb)(?:\[?:\]?)//", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?:rib:)?\s*([\d\s.\-]{20,60})", re.IGNORECASE)
_COIN = r"btc|bitcoin|eth|ethereum|trx|tron|usdt|usdc"
_BEFORE = {
    "rib": re.compile(r"rib\s?", re.IGNORECASE),
    "crypto": re.compile(rf"(?:{_COIN})\s?:?\s?", re.IGNORECASE),
}
"""Names that may stand before a value of these kinds."""
_DEFANGED = str.maketrans({"[": "", "]": "", "{": "", "}": ""})


@record
class Refused:
    """The reason why a list's value is not taken.

    `unreadable`: it is none of its kind. `country`: a phone number without the code of its country. `public`:
    a service that everybody uses, or a shortener as a whole. `too-long`: longer than any value.
    """

    reason: Reason


Pair = tuple[str, str]
ListNames = tuple[Traces, ...]
"""For each indicator the pairs by which a list may know it, its trace first."""


def on_lists(found: Iterable[Indicator]) -> ListNames:
    """The pairs by which lists may know each of these indicators."""
    return tuple(names for one in found if (names := tuple(names_of(one))))


def names_of(one: Indicator) -> Iterator[Pair]:
    """The pairs by which a list may know one indicator: for a link its domain, its host and itself."""
    if one.kind in BORROWED:
        return
    yield from of_indicators((one,))
    if one.kind != "link":
        return
    # A page of a public service is known by itself alone.
    host, path = one.value.partition("/")[::2]
    domain = host_of(one)
    if path:
        yield "link", one.value
    if domain not in SHORTENERS and not is_public(domain):
        yield "link", host.partition(":")[0]


def as_listed(kind: ListedKind, value: str) -> Pair | Refused:
    """The pair under which a list's value is kept."""
    if len(value) > LONGEST:
        return Refused("too-long")
    return _READ[kind](value.strip())


def _phone(value: str) -> Pair | Refused:
    """A number without a country's code is nobody's: a partner abroad means another one than we would."""
    if not (written := _ABROAD.fullmatch(value)):
        return Refused("country" if re.fullmatch(r"[\d\s().\-/]{6,40}", value) else "unreadable")
    return _only(f"+{written[2]}" if written[1] == "00" else f"{written[1]}{written[2]}", "phone")


def _domain(value: str) -> Pair | Refused:
    written = f"https://{value.translate(_DEFANGED)}/"
    found = [one for one in find(written) if one.kind == "link"]
    if len(found) != 1 or "/" in found[0].value or "@" in value or not _is_whole(written, "link"):
        return Refused("unreadable")
    return _host(found[0])


def _host(one: Indicator) -> Pair | Refused:
    """A whole site. One without a registered domain, as `co.ma`, is a name under which anybody registers."""
    domain = dict(one.about).get("domain")
    if not domain or is_public(one.value) or is_public(domain) or domain in SHORTENERS:
        return Refused("public")
    return "link", one.value


def _link(value: str) -> Pair | Refused:
    """A link to an account, an invitation or a number stands for these; another one for itself."""
    written = value if _SCHEME.match(value) else f"https://{value}"
    found = [one for one in find(written) if one.kind in {"phone", "handle", "group", "link"}]
    leads = [one for one in found if one.kind != "link"] or found
    if len(leads) != 1 or not _is_whole(written, "link"):
        return Refused("unreadable")
    if leads[0].kind != "link":
        return next(of_indicators(leads))
    return ("link", leads[0].value) if "/" in leads[0].value else _host(leads[0])


def _handle(value: str) -> Pair | Refused:
    if _SCHEME.match(value):
        pair = _link(value)
        return pair if isinstance(pair, Refused) or pair[0] == "handle" else Refused("unreadable")
    named = _HANDLE.fullmatch(value)
    return ("handle", f"{(named[1] or '').lower()}:@{named[2].lower()}") if named else Refused("unreadable")


def _group(value: str) -> Pair | Refused:
    if _GROUP.fullmatch(value):
        return "group", value
    pair = _link(value)
    return pair if isinstance(pair, Refused) or pair[0] == "group" else Refused("unreadable")


def _rib(value: str) -> Pair | Refused:
    written = _ACCOUNT.fullmatch(value)
    return _only(f"RIB {written[1]}", "rib") if written else Refused("unreadable")


def _only(text: str, kind: str) -> Pair | Refused:
    """The one indicator in a text, if it is of this kind."""
    found = find(text)
    if len(found) != 1 or not _is_whole(text, kind):
        return Refused("unreadable")
    return next(of_indicators(found))


def _is_whole(text: str, kind: str) -> bool:
    """True where an indicator of this kind is the whole text: a part of a value may be somebody else's."""
    return any(
        mark.kind == kind and mark.end == len(text) and _may_precede(text[: mark.start], kind)
        for mark in located(text)
    )


def _may_precede(before: str, kind: str) -> bool:
    return not before or (kind in _BEFORE and bool(_BEFORE[kind].fullmatch(before)))


_READ: Mapping[str, Callable[[str], Pair | Refused]] = {
    "phone": _phone,
    "domain": _domain,
    "link": _link,
    "email": lambda value: _only(value.removeprefix("mailto:"), "email"),
    "handle": _handle,
    "group": _group,
    "rib": _rib,
    "iban": lambda value: _only(value, "iban"),
    "crypto": lambda value: _only(value, "crypto"),
}
