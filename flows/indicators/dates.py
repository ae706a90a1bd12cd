"""Days that a text names, as ISO dates, with Moroccan, eastern Arabic, French and English months."""

import re
from collections.abc import Iterator
from datetime import date

from flows.indicators.marks import Mark, any_of, hide

_MONTHS = (
    "janvier janv jan january yanayer يناير جانفي",
    "février fevrier fév fev feb february febrayer fbrayer فبراير فيفري",
    "mars march mar مارس",
    "avril avr april apr abril أبريل ابريل إبريل نيسان أفريل",
    "mai may mayo ماي مايو",
    "juin june jun yonyo يونيو يونيه جوان",
    "juillet juil july jul yolyoz youlyouz يوليوز يوليو يوليه جويلية",
    "août aout august aug ghocht ghoucht غشت أغسطس اغسطس أوت",
    "septembre sept september sep chtanbir chotanbir shtanbir شتنبر سبتمبر",
    "octobre oct october oktobr أكتوبر اكتوبر",
    "novembre nov november nonbir نونبر نوفمبر",
    "décembre decembre déc dec december dojanbir دجنبر ديسمبر",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_NAME = any_of(_MONTH_OF)
_YEAR = r"(?:19|20)\d\d"
_DAY_FIRST = re.compile(
    rf"(?<![vV\d/.,-])(?P<day>[0-3]?\d)(?P<sign>[/.\-_]| ?/ ?| - )(?P<month>[01]?\d)(?P=sign)"
    rf"(?P<year>{_YEAR}|[1-3]\d(?=[^\d/.\-]|[.,](?:\D|$)|$))(?!\d)(?!(?P=sign)\d)"
)
_SPACED = re.compile(rf"(?<![vV\d/.,-])(?P<day>[0-3]\d) (?P<month>[01]\d) (?P<year>{_YEAR})(?!\d)")
_YEAR_FIRST = re.compile(
    rf"(?<![vV\d/.,-])(?P<year>{_YEAR})(?P<sign>[/.\-_])(?P<month>[01]?\d)(?P=sign)(?P<day>[0-3]?\d)(?!\d)"
)
_MONTH_NAMED = re.compile(
    r"(?<!\d)(?P<day>[0-3]?\d|فاتح)(?: ?(?:er|st|nd|rd|th))?(?: ?- ?| {0,2}(?:de |of |من |d )?)"
    rf"(?:شهر )?(?P<name>{_NAME})\.?(?: {{0,2}}|-|, ?| ?/ ?)"
    rf"(?:سنة |عام |لسنة |de |of )?(?P<year>{_YEAR})(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?P<name>{_NAME})\.? (?P<day>[0-3]?\d)(?:st|nd|rd|th)?,? (?P<year>{_YEAR})(?!\d)", re.IGNORECASE
)
_PATTERNS = (_MONTH_NAMED, _MONTH_FIRST, _YEAR_FIRST, _DAY_FIRST, _SPACED)
# Dates that no calendar has, too: no number of theirs is a phone.
_STAMPS = re.compile(
    rf"(?<![\d+])(?:\d{{1,2}}([/.\-_ ])\d{{1,2}}\1{_YEAR}(?!\1?\d)"
    rf"|{_YEAR}([/.\-_ ])\d{{1,2}}\2\d{{1,2}}(?!\2?\d)"
    rf"|\d{{1,2}} \d{{1,2}} {_YEAR}(?= \d{{1,2}}(?:\D|$))"
    rf"|[0-3]\d[01]\d{_YEAR}(?= ?[0-2]\d ?[:h]))"
)
_CLOCK = re.compile(
    r"(?:\bdat[ée]e?s?|\bjour|\bheure|\bhorodat\w*|\btarikh|\bnhar|(?<![ء-ي])(?:ب|ال)?(?:تاريخ|يوم|نهار)[ء-ي]{0,2})"
    r"(?: (?:et heure|du|le|est|هو))? ?[:=]? {0,2}"
    r"(?P<stamp>[0-3]\d ([01]\d) \d\d [0-2]\d [0-5]\d)(?! ?\d)",
    re.IGNORECASE,
)
"""A day and a time in pairs, `05 06 24 10 15`. Alone, they are a Moroccan number: only a word tells."""
_CENTURY = 2000
_BIRTH = re.compile(
    r"(?:n[ée]+e?s?(?: le)?|naissance|born(?: on)?|birth|mwal[ou]da?|tzad\w*|mzyod\w*|مواليد|الميلاد|ولد\w*"
    r"|مزداد\w*|مزاد\w*|تزاد\w*|ازداد\w*)(?: (?:le|on|f|nhar|يوم|في|بتاريخ))?[ :]{1,3}$",
    re.IGNORECASE,
)


def _value(match: re.Match[str]) -> str | None:
    facts = match.groupdict()
    month = _MONTH_OF[facts["name"].lower()] if facts.get("name") else int(facts["month"])
    year = int(facts["year"])
    try:
        return date(
            year if year > 99 else _CENTURY + year, month, int(facts["day"].replace("فاتح", "1"))
        ).isoformat()
    except ValueError:
        return None


def dates(work: str) -> Iterator[Mark]:
    """Days of a flat text that a calendar has, but for days of birth."""
    for pattern in _PATTERNS:
        places = []
        for match in pattern.finditer(work):
            before = work[max(0, match.start() - 32) : match.start()]
            if (value := _value(match)) and not _BIRTH.search(before):
                yield Mark(*match.span(), "date", value)
            places.append(match.span())
        work = hide(work, places)


def without_stamps(work: str) -> str:
    """The text with its dates hidden, those of no calendar too: no part of one is a phone number."""
    places = [match.span() for pattern in _PATTERNS for match in pattern.finditer(work)]
    work = hide(work, places)
    work = hide(work, (match.span("stamp") for match in _CLOCK.finditer(work)))
    return hide(work, (match.span() for match in _STAMPS.finditer(work)))
