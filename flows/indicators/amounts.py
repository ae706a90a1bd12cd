"""Sums of money as people write them, read into one form."""

import re
from collections.abc import Iterator

from flows.indicators.marks import Mark

_UNITS = {
    "MAD": "dirhams|dirham|dhs|dh|mad|drhm|derhem|dirhem|درهما|درهم|دراهم|الدرهم",
    "EUR": "euros|euro|eur|€|أورو|اورو|يورو",
    "USD": "dollars|dollar|usd|\\$|دولارات|دولارا|دولار",
    "GBP": "livres sterling|pounds|gbp|£",
    "USDT": "usdt|tether",
    "BTC": "bitcoins|bitcoin|btc",
    "RIAL": "riyals|ryals|rials|riyal|ryal|rial|ريال",
    "CENTIME": "centimes|centime|سنتيم",
    "MILLION": "millions|million|mlyoun|melyoun|ملايين|مليون",
}
_SCALES = {
    1_000: "mille|thousand|alf|آلاف|ألف|الاف|الف|k",
    1_000_000: "millions de|million de|millions|million|mlyoun|melyoun|ملايين|مليون",
}
_CODES = {name: code for code, names in _UNITS.items() for name in names.replace("\\", "").split("|")}
_FACTORS = {name: factor for factor, names in _SCALES.items() for name in names.split("|")}

_NUMBER = r"(?:\d{1,3}(?:[ .,]\d{3}){1,3}(?!\d)|\d{1,12})(?:[.,]\d{1,2}(?!\d))?"
_TO = r" {0,2}(?:-|/|à|to|et|and|حتى|إلى|الى|ل|7tal|htal|hta|l) {0,2}"
_UNIT = "|".join(_UNITS.values())
_SCALE = "|".join(_SCALES.values())
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<low>{_NUMBER})(?:{_TO}(?P<high>{_NUMBER}))?"
    rf" {{0,2}}(?:(?P<scale>{_SCALE})(?!\w) {{0,2}})?(?P<unit>{_UNIT})(?!\w)"
    rf"|(?<!\w)(?P<first>[$€£]|usd|eur|mad|dhs) ?(?P<low2>{_NUMBER})"
    rf"(?:{_TO}[$€£]?(?P<high2>{_NUMBER}))?(?!\d)",
    re.I,
)
_CENTS = re.compile(r"[.,](\d{1,2})$")
_SEPARATOR = re.compile(r"[ .,]")


def _plain(written: str, factor: int) -> str:
    """`1.200,50` as `1200.50`."""
    cents = _CENTS.search(written)
    whole = _SEPARATOR.sub("", written[: cents.start()] if cents else written)
    fraction = f".{cents[1]}" if cents and cents[1].strip("0") else ""
    return f"{int(whole) * factor}{fraction if factor == 1 else ''}"


def _value(match: re.Match[str]) -> str:
    code = _CODES[(match["unit"] or match["first"]).casefold()]
    factor = _FACTORS.get((match["scale"] or "").casefold(), 1)
    low, high = match["low"] or match["low2"], match["high"] or match["high2"]
    numbers = "-".join(_plain(number, factor) for number in (low, high) if number)
    return f"{numbers} {code}"


def amounts(work: str) -> Iterator[Mark]:
    """Sums in a flat text, as `500 MAD` or `250-500 USD`; `MILLION` is as said, its unit unknown."""
    for match in _AMOUNT.finditer(work):
        yield Mark(*match.span(), "amount", _value(match))
