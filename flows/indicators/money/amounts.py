"""Sums of money as people write them, read into one form."""

import re
from collections.abc import Iterator
from decimal import Decimal

from flows.indicators.marks import Mark, any_of, hide

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
_DIGIT = re.compile(r"\d").search
_SCALED = re.compile(
    r"[أا]لف|آلاف|لاف|مل[ياو]|mill|billion|alf|thousand|ml[ya]|mely|alef|mio|(?<!\w)[km] ", re.IGNORECASE
).search
"""A quick look for the words of `_SCALES` and `_TWICE`."""
_CODE_OF_FIRST = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "₿": "BTC", "dh": "MAD", "dhs": "MAD"}
_CENTS = re.compile(r"[.,](\d{1,8})$")
_THOUSAND = re.compile(r"[.,]\d{3}$")
_SEPARATOR = re.compile(r"[ .,]")
_COUNTED = re.compile(
    r" ?(?:de |d'|of )?(?:vues?|views?|abonn|followers?|fans|j'aime|likes?|personnes|habitants"
    r"|marocains|people|users|utilisateurs|fois|messages|مشاهد|متابع|شخص|مواطن|مغربي|نسمة|de |d')",
    re.IGNORECASE,
)

_WORDS = {
    2: "deux|two|jouj|joj|zouj|جوج|اثنين",
    3: "trois|three|tlata|tlat|ثلاثة|ثلاث|تلاتة|تلت",
    4: "quatre|four|reb3a|rb3a|أربعة|اربعة|ربعة|أربع",
    5: "cinq|five|khamsa|khemsa|5amsa|خمسة|خمس",
    6: "six|setta|stta|ستة|ست",
    7: "sept|seven|seb3a|سبعة|سبع",
    8: "huit|eight|tmnya|تمنية|ثمانية|ثماني",
    9: "neuf|nine|tes3oud|tes3a|تسعة|تسعود|تسع",
    10: "dix|ten|3echra|3chra|عشرة",
}
_TWICE = {2_000: "ألفين|الفين|alfin|alfayn", 2_000_000: "مليونين|melyounayn"}
_IN_WORDS = re.compile(
    r"(?<![\w.,])(?:(?P<before>[^\W_]{1,20})(?P<of> d| de| dyal| ديال)? )?"
    rf"(?P<scale>{any_of((*_SCALES.values(), *_TWICE.values()))}) {{1,2}}"
    rf"(?:de |d'|ديال |dyal |d )?(?P<unit>{_AFTER})(?!\w)",
    re.IGNORECASE,
)
_PREFIX = re.compile(r"^[بلفك](?=[؀-ۿ]{3})")
_AND = "و"
_MORE_NUMBER = re.compile(
    r"\d+|cents?|vingt|trente|quarante|cinquante|soixante|mille|et|w|o|onze|douze|quinze|demi|"
    r"(?:مئة|مائة|مية|ميتين|ميات|عشرين|ثلاثين|تلاتين|أربعين|ربعين|خمسين|ستين|سبعين|تسعين|نصف|نص|مئات|عشرات|عشر)|"
    r"m?yat?|mitin|3echrin|tlatin|reb3in|khemsin|plusieurs|quelques|des|hundred|twenty|thirty|fifty|عدة|بضعة",
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


def _named(names: dict[int, str], written: str) -> int | None:
    return next((value for value, ways in names.items() if re.fullmatch(ways, written, re.IGNORECASE)), None)


def _in_words(work: str) -> Iterator[Mark]:
    """Sums of one number word and a scale at most, as `ألف درهم` or `cinq mille dirhams`."""
    for match in _IN_WORDS.finditer(work):
        before = _PREFIX.sub("", match["before"] or "")
        count = _named(_WORDS, before)
        compound = before.startswith(_AND) and _named(_WORDS, before[1:])
        if compound or (count is None and (match["of"] or _MORE_NUMBER.fullmatch(before))):
            continue
        start = match.start() if count else match.start("scale")
        whole = (count or 1) * (_named(_TWICE, match["scale"]) or _factor(match["scale"]))
        code = next(code for code in _UNITS if match[code])
        yield Mark(start, match.end(), "amount", f"{whole} {code}")


def amounts(work: str) -> Iterator[Mark]:
    """Sums in a flat text, as `500 MAD` or `250-500 USD`; `MILLION` is as said, its unit unknown."""
    places = []
    for match in _AMOUNT.finditer(work) if _DIGIT(work) else ():
        places.append(match.span())
        code = _code(match)
        if code == "MILLION" and _COUNTED.match(work, match.end()):
            continue
        bounds = _bounds(match, code)
        if bounds and any(bounds):
            scaled = any(match[name] for name in ("scale", "scale2", "scale_low", "scale_low2"))
            value = "-".join(_plain(bound, scaled=scaled) for bound in bounds)
            yield Mark(*match.span(), "amount", f"{value} {code}")
    if _SCALED(work):
        yield from _in_words(hide(work, places))
