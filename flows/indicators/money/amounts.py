"""Sums of money as people write them, read into one form."""

import re
from collections.abc import Iterator
from decimal import Decimal

from flows.indicators.marks import Mark, any_of

_UNITS = {
    "AED": "dirhams? [ée]miratis?|aed|درهم إماراتي|درهم اماراتي",
    "MAD": "dirhams?|dhs|dh|mad|drhm|drhem|derhem|dirhem|drahem|derham|درهما|درهم|دراهم|الدرهم|د\\.م\\.?",
    "CAD": "dollars canadiens|cad",
    "EUR": "euros?|eur|€|أورو|اورو|يورو",
    "USD": "dollars?|us\\$|usd|\\$|دولارات|دولارا|دولار",
    "GBP": "livres sterling|pounds?|gbp|£",
    "CHF": "francs suisses|chf",
    "SAR": "riyals saoudiens|sar|ريال سعودي",
    "TND": "dt|tnd|dinars? tunisiens?|دينار تونسي|د\\.ت",
    "DZD": "dzd|dinars? alg[ée]riens?|دينار جزائري|دج",
    "XOF": "fcfa|f cfa|cfa|xof",
    "USDT": "usdt|tether",
    "BTC": "bitcoins?|btc|₿|بيتكوين|بتكوين",
    "ETH": "ethereum|ethers?|eth|إيثيريوم",
    "TRX": "trx",
    "RIAL": "riyals?|ryals?|rials?|ryel|ريالات|ريال",
    "CENTIME": "centimes?|سنتيم|frank|فرنك",
    "MILLION": "millions?|mlyoun|melyoun|mlayen|ملايين|مليون",
}
_SCALES = {
    1_000: "mille|thousand|alf|alef|آلاف|ألف|الاف|الف|ألاف|k",
    1_000_000: "millions? (?:de|d')|millions?|mlyoun|melyoun|mlayen|mio|(?-i:M)|ملايين|مليون",
    1_000_000_000: "milliards? (?:de|d')|milliards?|billions?|mlyar|melyar|ملايير|مليار",
}
_DECIMAL_UNITS = frozenset({"BTC", "ETH", "TND", "USDT", "TRX"})
"""Units of which a thousandth is written, so that three digits after a point are no thousands."""

_NUMBER = r"(?:\d{1,3}(?:[ .,]\d{3}){1,3}(?!\d)|\d{1,12})(?:[.,]\d{1,8}(?!\d))?"
_TO = r"(?: {0,2}(?:-|/|à|a|to|et|and|و|حتى|حتى ل|إلى|الى|ل|7tal|htal|7ta l|hta l|hta|l|w) {0,2})"
_AFTER = "(?:" + "|".join(f"(?P<{code}>{names})" for code, names in _UNITS.items()) + ")"
_FIRST = r"(?:us\$|[$€£₿]|usd|eur|mad|dhs?|btc|eth|usdt|gbp|aed|sar)"
_SCALE = any_of(_SCALES.values())
_HALF = r"(?P<half> {1,2}(?:et demi|و ?نصف|و ?نص|w ?nes|w ?ness|o nes))?"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<low>{_NUMBER})(?: {{0,2}}(?P<scale_low>{_SCALE})(?!\w))?"
    rf"(?: {{0,2}}[$€£](?=[ -]))?(?:{_TO}(?P<high>{_NUMBER}))?"
    rf" {{0,2}}(?:(?P<scale>{_SCALE})(?!\w){_HALF} {{0,2}})?(?:de )?(?P<unit>{_AFTER})(?!\w)"
    rf"|(?<![\w.])(?P<first>{_FIRST}) ?(?P<low2>{_NUMBER})(?: ?(?P<scale_low2>{_SCALE})(?!\w))?"
    rf"(?:{_TO}[$€£]?(?P<high2>{_NUMBER}))?(?: ?(?P<scale2>{_SCALE})(?!\w))?(?![\d.,]\d)",
    re.IGNORECASE,
)
_A_UNIT = re.compile(rf"{_AFTER}(?!\w)|(?<!\w){_FIRST}", re.IGNORECASE)
_CODE_OF_FIRST = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₿": "BTC", "dh": "MAD", "dhs": "MAD"}
_CENTS = re.compile(r"[.,](\d{1,8})$")
_THOUSAND = re.compile(r"[.,]\d{3}$")
_SEPARATOR = re.compile(r"[ .,]")
_COUNTED = re.compile(
    r" ?(?:de |d'|of )?(?:vues?|views?|abonn|followers?|fans|j'aime|likes?|personnes|habitants"
    r"|marocains|people|users|utilisateurs|fois|messages|مشاهد|متابع|شخص|مواطن|مغربي|نسمة|de |d')",
    re.IGNORECASE,
)


def _number(written: str, code: str) -> Decimal | None:
    """`1.200,50` as 1200.50; None for a number with a first zero, as no sum has."""
    cents = _CENTS.search(written)
    if cents and _THOUSAND.search(written) and code not in _DECIMAL_UNITS and not written.startswith("0"):
        cents = None
    whole = _SEPARATOR.sub("", written[: cents.start()] if cents else written)
    if len(whole) > 1 and whole.startswith("0"):
        return None
    return Decimal(f"{whole}.{cents[1]}" if cents else whole)


def _plain(number: Decimal, *, scaled: bool) -> str:
    """A whole number without its zeros behind the point; others as written."""
    if number == number.to_integral_value():
        return str(int(number))
    return f"{number.normalize():f}" if scaled else f"{number:f}"


def _factor(scale: str | None) -> int:
    for factor, names in _SCALES.items():
        if scale and re.fullmatch(names, scale, re.IGNORECASE):
            return factor
    return 1


def _code(match: re.Match[str]) -> str:
    if first := match["first"]:
        return _CODE_OF_FIRST.get(first.lower(), first.upper())
    return next(code for code in _UNITS if match[code])


def _bounds(match: re.Match[str], code: str) -> tuple[Decimal, ...] | None:
    """The lower and the upper sum, or the only one."""
    low, high = match["low"] or match["low2"], match["high"] or match["high2"]
    own, last = match["scale_low"] or match["scale_low2"], match["scale"] or match["scale2"]
    numbers = [_number(written, code) for written in (low, high) if written]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    factor = _factor(last or own) if len(known) == 1 else _factor(last)
    upper = known[-1] * factor + (Decimal(factor) / 2 if match["half"] else 0)
    if len(known) == 1:
        return (upper,)
    lower = known[0] * (_factor(own) if own else factor if known[0] < known[1] else 1)
    return (lower, upper) if lower < upper else (upper,)


def amounts(work: str) -> Iterator[Mark]:
    """Sums in a flat text, as `500 MAD` or `250-500 USD`; `MILLION` is as said, its unit unknown."""
    for match in _AMOUNT.finditer(work) if _A_UNIT.search(work) else ():
        code = _code(match)
        if code == "MILLION" and _COUNTED.match(work, match.end()):
            continue
        bounds = _bounds(match, code)
        if bounds and any(bounds):
            scaled = any(match[name] for name in ("scale", "scale2", "scale_low", "scale_low2"))
            value = "-".join(_plain(bound, scaled=scaled) for bound in bounds)
            yield Mark(*match.span(), "amount", f"{value} {code}")
