"""Phone numbers in a text; one without a country is Moroccan. A date, a sum or a reference is none."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

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
from flows.indicators.marks import MOST, SEAM, Mark, hide

_SIGNS = rf" .\-()/*_,|·•~{SEAM}"
_GAP_SIGNS = " -./()*_,|·•~\n" + SEAM


def _pattern(signs: str) -> re.Pattern[str]:
    gap = rf"[{signs}]{{0,4}}"
    return re.compile(
        rf"(?<![\d+])(?:(?:(?:\+{{1,2}}|00|\+00){gap})?212{gap}0?|[0oO]){gap}"
        rf"(?P<local>[5-8](?:{gap}\d){{8}})(?!\d)"
        rf"|(?<![\d+])(?P<sign>\+{{1,2}}|00)[ (]{{0,2}}(?P<abroad>[1-9](?:{gap}\d){{6,14}})(?!\d)",
        re.ASCII,
    )


_ON_A_LINE = _pattern(_SIGNS)
_OVER_LINES = _pattern(rf"{_SIGNS}\r\n")
_CUED = re.compile(
    r"(?:whats ?app|wtsp|wts|watsap|t[ée]l(?:[ée]phone)?|gsm|num[ée]ro|num|nmra|nemra|appel\w{0,4}|call|phone"
    r"|واتساب|الواتساب|واتس|هاتف|الهاتف|رقم|الرقم|نمرة|النمرة|نمرتو|اتصل)"
    r"(?: (?:على|ب|au|le|sur|at|on|est|is|:))?"
    r"[ :.=]{1,3}(?P<number>[1-9](?:[ .\-]?\d){7,13})(?![\d])(?![.,:\-/]\d)",
    re.IGNORECASE,
)
_NOT_DIGIT = re.compile(r"\D")
_MAX_CUTS = 4
_WORD = re.compile(r"[A-Za-z0-9_]*[A-Za-z]\Z")
_PHONE_WORD = re.compile(
    r"(?:tel|num|gsm|app|wts|wsp|wa|sap|numero|phone|appel|call|fix|mob|n|t|p|dial)$", re.IGNORECASE
)
_LETTERS = re.compile(r"[A-Za-z]+")
_UNIT = re.compile(
    r"[ .]?(?:dhs?|dirhams?|drhm|mad|درهم|دراهم|ريال|euros?|eur|€|\$|usd|dollars?|دولار|fcfa|millions?)"
    r"(?!\w)",
    re.IGNORECASE,
)
_TIME = re.compile(r":\d{1,2}(?!\d)|[.,]\d{1,2}(?!\d)(?![.,]\d)|h\d|-[A-Z]|[ \-]?[A-Z]{2}(?![A-Za-z])")
_PART_OF_MORE = re.compile(
    r"(?:\d[-/._,:|*]|(?<![A-Za-z])(?!(?:N|GSM|TEL|FIX|WA|WSP|NUM|MOB)[-_/#])[A-Z]{1,6}\d{0,4}[-_/#])$"
)
_REFERENCE = re.compile(
    r"(?<![A-Za-z])(?:r[ée]f(?:[ée]rence)?s?|dossier|commande|facture|colis|suivi|tracking|transaction|ticket"
    r"|contrat|code|order|invoice|cin|otp|pin|compte|client|op[ée]ration|version|imei|iban|rib|quittance|police"
    r"|re[çc]u n[°o]|(?:ال)?(?:مرجع|طلبي?ة|طلب|ملف|شحنة|كود|رمز|فاتورة|حساب))"
    r"[ .:#]{0,3}(?:(?:n[°o]?|num[ée]ro|number|no|رقم|est|is|هو)[ .:#°]{1,3})?$",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"0[1-9]([/.\-])(?:0\d|1[0-2])\1\d\d(?:\d\d)?(?!\1|\d)")
_LEAD = re.compile(r"(?:\d[ \-]?)+\Z")
_REST = re.compile(r"(?:[ \-]?\d)+")
_LONGER = 8
"""With so many more digits on its sides, a number is a part of an account's."""
_ACCOUNT = re.compile(
    r"(?<!\d)(?:\d{3}[ \-]\d{3}[ \-](?:\d{16}|\d{4}(?:[ \-]\d{4}){3})[ \-]?\d\d"
    r"|\d{4}(?:[ \-]\d{4}){5})(?!\d)"
)
"""The groups in which an account is written, its key right or wrong."""
_BEGINS_A_NUMBER = re.compile(r"[ \-/]{1,3}(?:0[5-8]|\+|00 ?212|212)")
_NEARBY = 32
_NEXT = 3

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
    word, close = _WORD.search(before), _LETTERS.match(after)
    if word and not _PHONE_WORD.search(word[0]) and not _is_word(word[0]):
        return True
    return bool(close and not _PHONE_WORD.search(close[0]) and not _is_word(close[0]))


def _is_word(letters: str) -> bool:
    return len(letters) > 2 and letters.isalpha() and letters.islower()


def _stands(work: str, mark: Mark, previous: int) -> bool:
    """True for a number that is no part of a sum, a time, a date, a reference or a longer number."""
    written = work[mark.start : mark.end]
    before = work[max(0, mark.start - _NEARBY) : mark.start]
    after = work[mark.end : mark.end + _NEARBY]
    if _joined(before, after) or _UNIT.match(after) or _TIME.match(after):
        return False
    beside = mark.start - previous <= _NEXT
    if not beside and _PART_OF_MORE.search(before):
        return False
    if not written.startswith("+") and (_REFERENCE.search(before) or _DATE_LIKE.match(written)):
        return False
    lead, rest = _LEAD.search(before), _REST.match(after)
    more = 0 if beside or not lead else _digits(lead[0])
    if rest and not _BEGINS_A_NUMBER.match(after):
        more += _digits(rest[0])
    return more < _LONGER


def _digits(written: str) -> int:
    return sum(map(str.isdecimal, written))


def _matched(work: str, pattern: re.Pattern[str]) -> Iterator[Mark]:
    at, previous = 0, -_NEARBY
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
        if value and _stands(work, mark, -_NEARBY):
            yield mark


def phones(work: str) -> Iterator[Mark]:
    """Phone numbers of a flat text, their values in E.164."""
    work = hide(without_stamps(work), (match.span() for match in _ACCOUNT.finditer(work)))
    for scan in (_line, _cued, _lines):
        marks = tuple(islice(scan(work), MOST))
        yield from marks
        work = hide(work, ((mark.start, mark.end) for mark in marks))


def _line(work: str) -> Iterator[Mark]:
    return _matched(work, _ON_A_LINE)


def _lines(work: str) -> Iterator[Mark]:
    """Numbers that a line's end cuts in two."""
    return _matched(work, _OVER_LINES) if "\n" in work else iter(())
