"""Phone numbers in a text; one without a country is Moroccan."""

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

from flows.indicators.marks import Mark

_GAP = r"[ .\-()/]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w+])(?:(?:(?:\+|00) ?)?212{_GAP}0?|0){_GAP}(?P<local>[5-8](?:{_GAP}\d){{8}})(?!\d)"
    rf"|(?<![\w+])(?:\+|00) ?(?P<abroad>[1-9](?:{_GAP}\d){{6,14}})(?!\d)",
    re.ASCII,
)
_NOT_DIGIT = re.compile(r"\D")
_GAP_SIGNS = " -./()"
_MAX_CUTS = 4


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


Reading = Callable[[str], str | None]


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
    return found or (_longest(*place, _plausible) if match[0].startswith("+") else None)


def _mark(match: re.Match[str]) -> Mark | None:
    if local := match["local"]:
        return Mark(*match.span(), "phone", f"+212{_NOT_DIGIT.sub('', local)}")
    found = _abroad(match)
    return Mark(match.start(), found[0], "phone", found[1]) if found else None


def phones(work: str) -> Iterator[Mark]:
    """Phone numbers of a flat text, their values in E.164."""
    at = 0
    while match := _PHONE.search(work, at):
        mark = _mark(match)
        at = mark.end if mark else match.end()
        if mark:
            yield mark
