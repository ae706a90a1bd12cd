"""Receipts: a public reference, a secret and a proof of filing, in an alphabet without look-alikes.

A secret opens its case. A proof opens no case and may be shown to anyone: a short form of the case's custody
hash, which a person can copy by hand and which the holder of the custody log can compare.
"""

import re
import unicodedata
from collections.abc import Iterable

ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
REFERENCE_LENGTH = 8
SECRET_LENGTH = 16  # 27**16 > 2**76: guessing is hopeless even without a limit
PROOF_LENGTH = 28  # 27**28 > 2**133: nothing else can be found that has the same proof
GROUP = 4

_TOKEN = f"[{ALPHABET}]"
_GAP = r"[\s\-–—_.:/]*"


def _letters(count: int) -> re.Pattern[str]:
    return re.compile(rf"(?:{_TOKEN}{_GAP}){{{count - 1}}}{_TOKEN}")


_CODE = _letters(REFERENCE_LENGTH + SECRET_LENGTH)
_WITHIN = re.compile(
    rf"(?<!\w){_TOKEN}{{{REFERENCE_LENGTH}}}(?:{_GAP}{_TOKEN}{{{GROUP}}}){{{SECRET_LENGTH // GROUP}}}(?!\w)"
)
_EDGES = re.compile(r"^\W+|\W+$")
SENTENCE = 200
"""The longest text in characters that is read as a receipt for the code in it; a longer one is a story."""
LONGEST_REFERENCE = 40
"""Characters, with marks and spaces between those of the reference."""
_REFERENCE = re.compile(f"{_TOKEN}{{{REFERENCE_LENGTH}}}")
CAMPAIGN_SIGNS = 4
"""Signs of a campaign's code between its C and the digit at its end, by which no word is a code."""
_CAMPAIGN = re.compile(f"C{_TOKEN}{{{CAMPAIGN_SIGNS}}}[2-9]")
_NAMED = re.compile(
    rf"(?<!\w)(?=({_TOKEN}{{8}}(?!\w)|{_TOKEN}{{4}}[ \-–—_.]{_TOKEN}{{4}}(?!\w)"
    rf"|(?:{_TOKEN}{{2}}[ \-–—_.]){{3}}{_TOKEN}{{2}}(?!\w)|(?:{_TOKEN}[ \-]){{7}}{_TOKEN}(?!\w)))"
)
_PROOF = _letters(PROOF_LENGTH)


def draw(fresh: bytes) -> tuple[str, str]:
    """A reference and a secret from 24 random bytes."""
    code = _spelled(int.from_bytes(fresh, "big"), REFERENCE_LENGTH + SECRET_LENGTH)
    return code[:REFERENCE_LENGTH], code[REFERENCE_LENGTH:]


def show(reference: str, secret: str) -> str:
    """The receipt as shown to a person: `K7M29QXA-CDEF-…`."""
    return f"{reference}-{_grouped(secret)}"


def read(text: str) -> tuple[str, str] | None:
    """The reference and secret of a text that is a receipt, or of a short text with one in its usual form.

    Marks around the code, invisible ones in it, and digits of any script are read too. None where the
    text holds no receipt.
    """
    code = _read(_CODE, text)
    if not code and len(text) <= SENTENCE and (found := _WITHIN.search(_plain(text))):
        code = _letters_of(found[0])
    return (code[:REFERENCE_LENGTH], code[REFERENCE_LENGTH:]) if code else None


def read_reference(text: str) -> str:
    """The reference in a text that is a reference and no more, with any marks and digits; else empty."""
    if len(text) > LONGEST_REFERENCE:
        return ""
    plain = "".join(letter for letter in _plain(text) if letter.isalnum())
    return plain if _REFERENCE.fullmatch(plain) else ""


def read_campaign(text: str) -> str:
    """The code in a text that is a campaign's code and no more, in any spelling; else empty."""
    if len(text) > LONGEST_REFERENCE:
        return ""
    plain = "".join(letter for letter in _plain(text) if letter.isalnum())
    return plain if _CAMPAIGN.fullmatch(plain) else ""


def references(text: str) -> tuple[str, ...]:
    """Possible references inside a text, in one piece or in groups: eight signs, digits and letters."""
    return tuple(one for one in _eights(text) if not one.isalpha())


def lettered(text: str) -> tuple[str, ...]:
    """Possible references of letters alone, as one in sixteen is: a word may look like one, too."""
    return tuple(one for one in _eights(text) if one.isalpha())


def _eights(text: str) -> Iterable[str]:
    found = (_letters_of(one[1]) for one in _NAMED.finditer(_plain(text)))
    return dict.fromkeys(one for one in found if not one.isdecimal())


def proof(commitment: str) -> str:
    """The proof of a custody hash (hexadecimal): `7KMQ-…`, seven groups."""
    return _grouped(_spelled(int(commitment, 16), PROOF_LENGTH))


def read_proof(text: str) -> str:
    """The proof in its usual form, where the text is a proof and no more; else empty."""
    return _grouped(_read(_PROOF, text))


def _spelled(number: int, length: int) -> str:
    letters, base = "", len(ALPHABET)
    for _ in range(length):
        number, rest = divmod(number, base)
        letters += ALPHABET[rest]
    return letters


def _grouped(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def _read(shape: re.Pattern[str], text: str) -> str:
    bare = _EDGES.sub("", _plain(text))
    return _letters_of(bare) if shape.fullmatch(bare) else ""


def _letters_of(code: str) -> str:
    return "".join(letter for letter in code if letter in ALPHABET)


def _plain(text: str) -> str:
    """Capitals in their usual form, without invisible marks, with the digits 0 to 9."""
    return unicodedata.normalize("NFKC", text).upper().translate(_PLAINLY)


class _Plainly(dict[int, int | str | None]):
    """A table for `str.translate` that learns each character when it is first met."""

    def __missing__(self, code: int) -> int | str | None:
        one = chr(code)
        dropped = unicodedata.category(one) == "Cf"
        plain = None if dropped else str(unicodedata.decimal(one)) if one.isdecimal() else code
        self[code] = plain
        return plain


_PLAINLY = _Plainly()
