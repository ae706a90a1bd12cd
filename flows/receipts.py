"""Receipts: a public reference and a secret, in an alphabet without look-alikes."""

import re

ALPHABET = "23456789ACDEFGHJKMNPQRTVWXY"
REFERENCE_LENGTH = 8
SECRET_LENGTH = 16  # 27**16 > 2**76: guessing is hopeless even without a limit

_TOKEN = f"[{ALPHABET}]"
_GAP = r"[\s\-–—_.:/]*"
_CODE = re.compile(
    rf"(?:{_TOKEN}{_GAP}){{{REFERENCE_LENGTH + SECRET_LENGTH - 1}}}{_TOKEN}",
)


def draw(fresh: bytes) -> tuple[str, str]:
    """A reference and a secret from 24 random bytes."""
    number = int.from_bytes(fresh, "big")
    letters = []
    for _ in range(REFERENCE_LENGTH + SECRET_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    code = "".join(letters)
    return code[:REFERENCE_LENGTH], code[REFERENCE_LENGTH:]


def show(reference: str, secret: str) -> str:
    """The receipt as a person sees it: `K7M29QXA-CDEF-…`."""
    groups = [secret[at : at + 4] for at in range(0, len(secret), 4)]
    return "-".join([reference, *groups])


def read(text: str) -> tuple[str, str] | None:
    """The reference and secret, when the text is nothing but a receipt."""
    upper = text.strip().upper()
    if not _CODE.fullmatch(upper):
        return None
    code = "".join(letter for letter in upper if letter in ALPHABET)
    return code[:REFERENCE_LENGTH], code[REFERENCE_LENGTH:]
