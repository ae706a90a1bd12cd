"""Phone numbers in a text; one without a country is Moroccan."""

import re
from collections.abc import Iterator

from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number, parse

from flows.marks import Mark

_GAP = r"[ .\-()/]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w+])(?:(?:(?:\+|00) ?)?212{_GAP}0?|0){_GAP}(?P<local>[5-8](?:{_GAP}\d){{8}})(?!\d)"
    rf"|(?<![\w+])(?:\+|00) ?(?P<abroad>[1-9](?:{_GAP}\d){{6,14}})(?!\d)",
    re.ASCII,
)
_NOT_DIGIT = re.compile(r"\D")
_GAP_SIGNS = " -./()"
_MAX_CUTS = 4


def _abroad(digits: str) -> str | None:
    try:
        number = parse(f"+{digits}")
    except NumberParseException:
        return None
    return format_number(number, PhoneNumberFormat.E164) if is_valid_number(number) else None


def _longest(start: int, written: str) -> tuple[int, str] | None:
    """Where the longest valid foreign number that begins here ends: two may stand side by side."""
    for _ in range(_MAX_CUTS):
        if value := _abroad(_NOT_DIGIT.sub("", written)):
            return start + len(written), value
        cut = max(map(written.rfind, _GAP_SIGNS))
        if cut < 0:
            return None
        written = written[:cut].rstrip(_GAP_SIGNS)
    return None


def _mark(match: re.Match[str]) -> Mark | None:
    if local := match["local"]:
        return Mark(*match.span(), "phone", f"+212{_NOT_DIGIT.sub('', local)}")
    found = _longest(match.start("abroad"), match["abroad"])
    return Mark(match.start(), found[0], "phone", found[1]) if found else None


def phones(work: str) -> Iterator[Mark]:
    """Phone numbers of a flat text, their values in E.164."""
    at = 0
    while match := _PHONE.search(work, at):
        mark = _mark(match)
        at = mark.end if mark else match.end()
        if mark:
            yield mark
