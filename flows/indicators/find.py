"""Find the indicators in a text: numbers, links, accounts and amounts that an investigation can follow.

Every pattern is linear: it starts only where no earlier start could reach, and its parts share no character.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from flows.indicators.dates import dates
from flows.indicators.marks import MOST, SEAM, Kind, Mark, any_of, flat, hide
from flows.indicators.money.accounts import cards, ibans, ribs
from flows.indicators.money.amounts import amounts
from flows.indicators.money.wallets import wallets
from flows.indicators.phones import phones
from flows.indicators.senders import senders
from flows.indicators.web.addresses import PLATFORM_OF, emails
from flows.indicators.web.scan import web
from flows.indicators.web.written import plainly
from flows.record import record
from flows.remembered import remembered

CARD = re.compile(r"(?<![A-Za-z0-9])(?:([A-Za-z]{1,2})-?|([A-Z]{1,2})[ .]{1,2})([0-9]{5,6})(?![A-Za-z0-9])")
_WHOLE_CARD = re.compile(r"\s*([A-Za-z]{1,2})[ .-]{0,3}([0-9]{5,6})\s*")

Scan = Callable[[str], Iterator[Mark]]


@record
class Indicator:
    """`text` as found, a card's masked; `about` says more by name.

    `value`: a phone in E.164; a link without scheme, `www.` or final slash, its host in punycode; an e-mail
    and a handle in lower case; an invitation as `whatsapp:CODE`; an amount as `500 MAD` or `250-500 USD`; an
    account without spaces; a card as `************1111`; a wallet as `BTC …`; a date in ISO form.
    `about`: a link's registered `domain` and the name that it `imitates`, an account's `platform`.
    """

    kind: Kind
    value: str
    text: str
    about: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> str:
        """The value for an officer: an account with its platform, a link beside the name that it imitates."""
        more = dict(self.about)
        if platform := more.get("platform" if self.kind == "handle" else ""):
            return f"{self.value} ({platform})"
        return f"{self.value} ≈ {more['imitates']}" if "imitates" in more else self.value


_Kept = TypeVar("_Kept", Mark, Indicator)

_SCALE = "[أا]لف|آلاف|مل[ياو]|mill|alf|alef|thousand|ml[ya]|mely"
_SUM = re.compile(rf"\d|{_SCALE}", re.IGNORECASE).search
_WEB = re.compile(
    rf"\.(?=[\w\n]| ?[\])}}>])|:(?=\w| ?[/\\\]])|[@=]|dot|point|arobase|نقطة|{SEAM}"
    rf"|(?<![A-Za-z0-9_])(?:{any_of(PLATFORM_OF)})",
    re.IGNORECASE,
).search
_SCANS: tuple[tuple[Callable[[str], object], Scan], ...] = (
    (_WEB, web),
    (re.compile(r"\d(?:[ .\-]{0,2}\w){10}").search, ibans),
    (re.compile(r"(?:\D*\d){24}").match, ribs),
    (re.compile(r"(?:\D*\d){13}").match, cards),
    (re.compile(r"(?:\D*\d){4}").match, dates),
    (re.compile(r"(?:\D*\d){8}").match, phones),
    (re.compile(r"[A-Za-z0-9]{3}").search, senders),
    (_SUM, amounts),
)
"""The condition for a scan, and the scan; what one finds is hidden from those after it."""

_WALLET = re.compile(r"(?<![A-Za-z0-9])(?:0x|[bB][cC]1|[13T])[A-Za-z0-9]{6}").search
_SENT = "sms|text from|message|sender|metteur|diteur|re[çc]u|مرسل|رسالة|من "
_ANY = re.compile(rf"[\d@.:=。]|dot|point|arobase|{_SENT}|{_SCALE}", re.IGNORECASE)


def _some(found: Iterable[_Kept]) -> list[_Kept]:
    """At most fifty of each kind."""
    counts: dict[str, int] = {}
    kept = []
    for mark in found:
        counts[mark.kind] = counts.get(mark.kind, 0) + 1
        if counts[mark.kind] <= MOST:
            kept.append(mark)
    return kept


def _marks(text: str) -> list[Mark]:
    work = flat(text)
    found = _some(wallets(work)) if _WALLET(work) else []
    held = list(found)  # a link may hold a wallet: both are found
    for worthwhile, scan in _SCANS:
        if worthwhile(work):
            marks = _some(scan(work))
            found += marks
            work = hide(work, ((mark.start, mark.end) for mark in (*held, *marks)))
            held = []
    return found


def _indicator(text: str, mark: Mark) -> Indicator:
    written = mark.value if mark.kind == "cardnumber" else text[mark.start : mark.end]
    return Indicator(mark.kind, mark.value, written, mark.about)


@remembered()
def located(text: str) -> tuple[Mark, ...]:
    """Return the places of the indicators in a text, in its order, days too; at most 50 of a kind."""
    return tuple(sorted(_marks(text))) if _ANY.search(text) else ()


@remembered()
def find_all(text: str) -> tuple[Indicator, ...]:
    """Return the indicators of a text in its order, days too, each once; at most 50 of a kind."""
    seen: dict[tuple[str, str], Indicator] = {}
    for mark in located(text):
        seen.setdefault((mark.kind, mark.value), _indicator(text, mark))
    return tuple(seen.values())


def find_in_all(texts: Iterable[str]) -> list[Indicator]:
    """Return the indicators of several texts in their order, days too; at most 50 of a kind.

    Each text is read by itself: what stands in one says nothing about a number in another.
    """
    found: dict[tuple[str, str], Indicator] = {}
    for one in [each for text in texts for each in find_all(text)]:
        found.setdefault((one.kind, one.value), one)
    return _some(found.values())


def find(text: str) -> tuple[Indicator, ...]:
    """Return the indicators that lead to somebody: all but the days."""
    return tuple(one for one in find_all(text) if one.kind != "date")


def _first(text: str, scan: Scan) -> str | None:
    return next((mark.value for mark in scan(flat(text))), None)


def email(text: str) -> str | None:
    """Return the first e-mail address, in lower case."""
    return next((mail.value for mail in emails(plainly(flat(text)).text)), None)


def phone(text: str) -> str | None:
    """Return the first phone number, in E.164; a number without a country code is read as Moroccan."""
    return _first(text, phones)


def card(text: str) -> str | None:
    """A Moroccan identity card number, as `AB123456`; with a space only in capitals or standing alone."""
    plain = flat(text)
    if whole := _WHOLE_CARD.fullmatch(plain):
        return f"{whole[1]}{whole[2]}".upper()
    found = CARD.search(plain)
    return f"{found[1] or found[2]}{found[3]}".upper() if found else None
