"""Phone numbers in a text; one without a country is Moroccan. A date, a sum or a reference is none."""

import re
from collections.abc import Callable, Iterator

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    ValidationResult,
    format_number,
    is_possible_number_with_reason,
    is_valid_number,
    parse,
)

from flows.indicators.dates import without_stamps
from flows.indicators.marks import SEAM, Mark, hide

_SIGNS = rf" .\-()/*_,|·•~{SEAM}"
_GAP_SIGNS = " -./()*_,|·•~\n" + SEAM


def _pattern(signs: str) -> re.Pattern[str]:
    gap = rf"[{signs}]{{0,3}}"
    return re.compile(
        rf"(?<![\d+])(?:(?:(?:\+{{1,2}}|00|\+00){gap})?212{gap}0?|[0oO]){gap}(?P<local>[5-8](?:{gap}\d){{8}})(?!\d)"
        rf"|(?<![\d+])(?P<sign>\+{{1,2}}|00)[ (]{{0,2}}(?P<abroad>[1-9](?:{gap}\d){{6,14}})(?!\d)",
        re.ASCII,
    )


_ON_A_LINE = _pattern(_SIGNS)
_OVER_LINES = _pattern(rf"{_SIGNS}\r\n")
_CUED = re.compile(
    r"(?:whats ?app|wtsp|wts|watsap|t[ée]l(?:[ée]phone)?|gsm|num[ée]ro|num|nmra|nemra|appel\w{0,4}|call|phone"
    r"|واتساب|الواتساب|واتس|هاتف|الهاتف|رقم|الرقم|نمرة|النمرة|نمرتو|اتصل)(?: (?:على|ب|au|le|sur|at|on|est|is|:))?"
    r"[ :.=]{1,3}(?P<number>[1-9](?:[ .\-]?\d){7,13})(?![\d])(?![.,:\-/]\d)",
    re.IGNORECASE,
)
_NOT_DIGIT = re.compile(r"\D")
_MAX_CUTS = 4
_WORD = re.compile(r"[A-Za-z0-9_]*[A-Za-z]$")
_PHONE_WORD = re.compile(r"(?:tel|num|gsm|app|wts|wsp|wa|sap|numero|phone|appel|call|fix|mob|n|t|p|dial)$", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Za-z]+")
_UNIT = re.compile(
    r"[ .]?(?:dhs?|dirhams?|drhm|mad|درهم|دراهم|ريال|euros?|eur|€|\$|usd|dollars?|دولار|fcfa|millions?)(?!\w)",
    re.IGNORECASE,
)
_TIME = re.compile(r":\d{1,2}(?!\d)|[.,]\d{1,2}(?!\d)(?![.,]\d)|h\d|-[A-Z]|[ \-]?[A-Z]{2}(?![A-Za-z])")
_PART_OF_MORE = re.compile(r"(?:\d[-/._,:|]|(?<![A-Za-z])(?!N-|GSM|TEL|FIX)[A-Z]{1,6}\d{0,4}[-_/#])$")
_REFERENCE = re.compile(
    r"(?<![A-Za-z])(?:r[ée]f(?:[ée]rence)?s?|dossier|commande|facture|colis|suivi|tracking|transaction|ticket|contrat"
    r"|code|order|invoice|cin|otp|pin|compte|client|op[ée]ration|version|imei|iban|rib|quittance|police|re[çc]u n[°o]"
    r"|(?:ال)?مرجع|(?:ال)?طلبي?ة|(?:ال)?طلب|(?:ال)?ملف|(?:ال)?شحنة|(?:ال)?كود|(?:ال)?رمز|(?:ال)?فاتورة|(?:ال)?حساب)"
    r"[ .:#]{0,3}(?:(?:n[°o]?|num[ée]ro|number|no|رقم|est|is|هو)[ .:#°]{1,3})?$",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"0[1-9]([/.\-])(?:0\d|1[0-2])\1\d\d(?:\d\d)?(?!\1|\d)")
_LONG_REST = re.compile(r"[ \-]?(?:\d[ \-]?){8,}")
_NEARBY = 32

Reading = Callable[[str], str | None]


def _issued(digits: str) -> str | None:
    """A number of a plan the library knows."""
    try:
        number = parse(f"+{digits}")
    except NumberParseException:
        return None
    return format_number(number, PhoneNumberFormat.E164) if is_valid_number(number) else None


def _plausible(digits: str) -> str | None:
    """A number of its country's length, as written: new ranges and made-up senders are evidence too."""
    try:
        number = parse(f"+{digits}")
    except NumberParseException:
        return None
    fits = is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    return f"+{digits}" if fits else None


def _longest(start: int, written: str, read: Reading) -> tuple[int, str] | None:
    """Return the end of the longest valid number that begins here: two numbers may stand side by side."""
    for _ in range(_MAX_CUTS):
        if value := read(_NOT_DIGIT.sub("", written)):
            return start + len(written), value
        cut = max(map(written.rfind, _GAP_SIGNS))
        if cut < 0:
            return None
        written = written[:cut].rstrip(_GAP_SIGNS)
    return None


def _abroad(match: re.Match[str]) -> tuple[int, str] | None:
    """Return a foreign number. A number of no known plan counts only with a `+` before it."""
    place = match.start("abroad"), match["abroad"]
    found = _longest(*place, _issued)
    return found or (_longest(*place, _plausible) if match["sign"] != "00" else None)


def _mark(match: re.Match[str]) -> Mark | None:
    if local := match["local"]:
        return Mark(*match.span(), "phone", f"+212{_NOT_DIGIT.sub('', local)}")
    found = _abroad(match)
    return Mark(match.start(), found[0], "phone", found[1]) if found else None


def _joined(before: str, after: str) -> bool:
    """True where letters stand so close that the number is a part of a code, as in `RR0612345678MA`."""
    if (word := _WORD.search(before)) and not _PHONE_WORD.search(word[0]):
        if len(word[0]) < 3 or not word[0].isalpha() or not word[0].islower():
            return True
    close = _LETTERS.match(after)
    return bool(close) and (len(close[0]) < 3 or not close[0].islower()) and not _PHONE_WORD.search(close[0])


def _stands(work: str, mark: Mark, previous: int) -> bool:
    """True for a number that is no part of a sum, a time, a date, a reference or a longer number."""
    written = work[mark.start : mark.end]
    before = work[max(0, mark.start - _NEARBY) : mark.start]
    after = work[mark.end : mark.end + _NEARBY]
    if _joined(before, after) or _UNIT.match(after) or _TIME.match(after):
        return False
    if _PART_OF_MORE.search(before) and mark.start - previous > 1:
        return False
    if written.startswith(("+", "00", "212", "(")):
        return True
    if _REFERENCE.search(before) or _DATE_LIKE.match(written):
        return False
    rest = _LONG_REST.match(after)
    return not rest or bool(_ON_A_LINE.match(work, mark.end + len(after) - len(after.lstrip(" -"))))


def _matched(work: str, pattern: re.Pattern[str]) -> Iterator[Mark]:
    at = previous = 0
    while match := pattern.search(work, at):
        mark = _mark(match)
        at = mark.end if mark else match.end()
        if mark and _stands(work, mark, previous):
            previous = mark.end
            yield mark


def _cued(work: str) -> Iterator[Mark]:
    """Numbers that a word announces, without a plus or a first zero."""
    for match in _CUED.finditer(work):
        digits = _NOT_DIGIT.sub("", match["number"])
        moroccan = len(digits) == 9 and digits[0] in "567"
        value = f"+212{digits}" if moroccan else _issued(digits) if len(digits) > 9 else None
        mark = Mark(*match.span("number"), "phone", value or "")
        if value and _stands(work, mark, 0):
            yield mark


def phones(work: str) -> Iterator[Mark]:
    """Phone numbers of a flat text, their values in E.164."""
    work = without_stamps(work)
    for scan in (_line, _cued, _lines):
        marks = tuple(scan(work))
        yield from marks
        work = hide(work, ((mark.start, mark.end) for mark in marks))


def _line(work: str) -> Iterator[Mark]:
    return _matched(work, _ON_A_LINE)


def _lines(work: str) -> Iterator[Mark]:
    """Numbers that a line's end cuts in two."""
    return _matched(work, _OVER_LINES) if "\n" in work else iter(())
