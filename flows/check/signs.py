"""The signs of a scam in a text, and the kind of scam that it looks like, by readings of the text alone."""

import re
from collections.abc import Iterator

from flows.answers.read import said
from flows.indicators.find import Indicator, find, located
from flows.indicators.marks import hide
from flows.indicators.traces import SHORTENERS, host_of, is_public
from flows.lexicon.check_words import ASKS_CODE, ASKS_MONEY, BRANDS, FAMILIES, URGES

SIGNS = ("lookalike", "shortener", "code", "money", "urgency", "link")
"""The signs, the most telling first: `sign-<name>` says why each is one."""

TOLD = 3
"""So many signs are told: more would not be read."""

_NO_SIGN_ALONE = frozenset({"money", "urgency"})
"""Honest bills have these too: they count beside another sign only."""


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")


_FAMILIES = {name: _pattern(words) for name, words in FAMILIES.items()}
_CODE, _MONEY, _URGES = _pattern(ASKS_CODE), _pattern(ASKS_MONEY), _pattern(URGES)
_BRAND = re.compile(rf"(?:^|[.\-_0-9])(?:{'|'.join(BRANDS.split())})(?:$|[.\-_0-9])")
_PAID_TO = frozenset({"rib", "iban", "crypto"})


def family(text: str) -> str:
    """The kind of scam whose words a text has; empty for none."""
    plain = " ".join(said(text))
    return next((name for name, pattern in _FAMILIES.items() if pattern.search(plain)), "")


def signs(text: str) -> tuple[str, ...]:
    """The signs of a scam in a text, the most telling first."""
    found = find(text)
    seen = {sign for one in found if one.kind == "link" for sign in _of_link(one)}
    seen |= set(_of_words(" ".join(said(_unlinked(text))), found))
    if seen <= _NO_SIGN_ALONE and not (len(seen) > 1 and _leads(found)):
        return ()
    return tuple([name for name in SIGNS if name in seen][:TOLD])


def _unlinked(text: str) -> str:
    """The text without its links, which hold words of no language."""
    return hide(text, ((mark.start, mark.end) for mark in located(text) if mark.kind == "link"))


def _leads(found: tuple[Indicator, ...]) -> bool:
    return any(one.kind not in {"amount", "sender"} for one in found)


def _of_link(one: Indicator) -> Iterator[str]:
    host = host_of(one)
    if host in SHORTENERS:
        yield "shortener"
    elif host and not is_public(host):
        yield "lookalike" if "imitates" in dict(one.about) or _BRAND.search(host) else "link"


def _of_words(plain: str, found: tuple[Indicator, ...]) -> Iterator[str]:
    if _CODE.search(plain):
        yield "code"
    if _MONEY.search(plain) or any(one.kind in _PAID_TO for one in found):
        yield "money"
    if _URGES.search(plain):
        yield "urgency"
