"""Bank accounts and cards: a Moroccan RIB, an IBAN, a card number. The check digits decide.

A card is masked to its last four digits, in its value and in the words as found.
"""

import re
from collections.abc import Iterator
from itertools import islice

from flows.indicators.marks import SEAM, Mark

_GAP = rf"[ .\-/{SEAM}]{{0,2}}"
_RIB = re.compile(rf"(?<![\d])\d(?:{_GAP}\d){{23}}(?!\d)")
_RIB_WRAPPED = re.compile(rf"(?<![\d])\d(?:[ .\-/\r\n{SEAM}]{{0,2}}\d){{23}}(?!\d)")
_IBAN = re.compile(
    rf"(?<![A-Za-z0-9])[A-Za-z]{{2}}{_GAP}\d{_GAP}\d"
    rf"(?:[ .\-\n{SEAM}]{{0,2}}[A-Za-z0-9]){{11,30}}(?![A-Za-z0-9])"
)
_LONG_IBAN = re.compile(rf"(?<![A-Za-z0-9])[A-Za-z]{{2}}\d\d(?:[ \-{SEAM}]?[A-Za-z0-9]){{11,30}}")
_CARD = re.compile(rf"(?<![\d+])(?<!\d[ .\-])[2-6](?:[ .\-\r\n{SEAM}]{{0,2}}\d){{12,18}}(?!\d)")
_NOT_SIGN = re.compile(r"[^A-Za-z0-9]")
_NOT_DIGIT = re.compile(r"\D")
_LENGTHS = {"3": {15}, "4": {13, 16, 19}, "5": {16}, "2": {16}, "6": {16, 17, 18, 19}}
_PREFIX = re.compile(r"4|5[0-9]|3[47]|2[2-7]|6[0-9]")
_MOST_ENDS = 5
_AS_NUMBERS = {ord(sign): str(int(sign, 36)) for sign in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def is_rib(digits: str) -> bool:
    """True for 24 digits whose key, the last two, is right."""
    key = 97 - int(digits[:22] + "00") % 97
    return int(digits[22:]) == key and digits.strip(digits[0]) != ""


def ribs(work: str) -> Iterator[Mark]:
    """Moroccan accounts of a flat text, as 24 digits."""
    seen = -1
    for pattern in (_RIB, _RIB_WRAPPED):
        for match in pattern.finditer(work):
            digits = _NOT_DIGIT.sub("", match[0])
            if is_rib(digits) and match.start() != seen:
                seen = match.start()
                yield Mark(*match.span(), "rib", digits)


def _is_iban(written: str) -> bool:
    """True for a right checksum, and for what the bank registry says of the country's accounts."""
    moved = written[4:] + written[:4]
    if int(moved.translate(_AS_NUMBERS)) % 97 != 1:
        return False
    from schwifty import IBAN

    return bool(IBAN(written, allow_invalid=True).is_valid)


def ibans(work: str) -> Iterator[Mark]:
    """International accounts of a flat text, in capitals without spaces."""
    at = 0
    while match := _IBAN.search(work, at) or _LONG_IBAN.search(work, at):
        at = match.start() + 2
        for end in _ends(match):
            written = _NOT_SIGN.sub("", work[match.start() : end]).upper()
            if 15 <= len(written) <= 34 and _is_iban(written):
                yield Mark(match.start(), end, "iban", written)
                at = end
                break


def _ends(match: re.Match[str]) -> Iterator[int]:
    """The ends of the groups of signs, the last first: words or a sum may follow an account."""
    ends = [gap.start() + match.start() for gap in re.finditer(r"[^A-Za-z0-9]+", match[0])]
    yield from islice((match.end(), *reversed(ends)), _MOST_ENDS)


def _is_card(digits: str) -> bool:
    """True for a card's length and first digits, and a last digit that is right by Luhn."""
    if len(digits) not in _LENGTHS[digits[0]] or not _PREFIX.match(digits) or not digits.strip(digits[0]):
        return False
    doubled = (int(digit) * (2 if at % 2 else 1) for at, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def masked(digits: str) -> str:
    """The last four digits, a star for each other."""
    return "*" * (len(digits) - 4) + digits[-4:]


def cards(work: str) -> Iterator[Mark]:
    """Bank cards of a flat text, masked."""
    for match in _CARD.finditer(work):
        for end in _ends(match):
            digits = _NOT_DIGIT.sub("", work[match.start() : end])
            if len(digits) > 12 and _is_card(digits):
                yield Mark(match.start(), end, "cardnumber", masked(digits))
                break
