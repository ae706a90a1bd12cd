"""A receipt as a link, and the link as a picture: made when the receipt is sent, stored nowhere.

Theory of operation. segno takes 0.55 ms to make a QR code and another 1 to 1.5 ms to write its PNG (Pillow:
0.26 ms). A filed report is some ten updates of half a millisecond, so this would add a third to the cost of
each; the code below takes 0.04 ms. A QR code is linear: with a fixed size and mask, flipping a bit of the
text always flips the same squares. The links of a deployment differ in their codes only. So segno draws one
link with a blank code, and once more for each bit of each letter; after that a picture is the blank one, XOR
the squares that its letters flip.

The picture is a PNG of one bit a pixel, eight pixels (one byte) to a square. No word and no sign in the
picture tells its purpose. Tests compare the pictures with segno's own.
"""

import base64
import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import segno

from flows.core import receipts
from handlers.channel import Message

LENGTH = receipts.REFERENCE_LENGTH + receipts.SECRET_LENGTH
QUIET = 4
"""Squares of white around a code, as the standard for QR codes asks."""
SQUARE = 8
"""Pixels along the side of a square."""
_BLANK = "A"
_BITS = 7
_INK = bytes.maketrans(b"01", b"\xff\x00")
_DIGITS = bytes.maketrans(b"\x00\x01", b"01")
_FAST = 1

Shape = tuple[int, int, Sequence[Sequence[int]]]
"""Squares along a side; the blank code's squares as one number; the squares that each letter's bits flip."""


def payload(message: Message) -> str:
    """The code that opens the case: letters and digits only. Empty where the message has none."""
    found = (receipts.read(code) for code in message.codes) if message.purpose == "receipt" else ()
    return next(("".join(each) for each in found if each), "")


def link(address: str, message: Message) -> str:
    """The link that opens the case; `address` is all that comes before the code. Empty without a code."""
    code = payload(message)
    return address + code if address and code else ""


def spelled(address: str, message: Message) -> Message:
    """The message with its link added to the text, where there is a link."""
    url = link(address, message)
    return replace(message, text=f"{message.text}\n\n{url}") if url else message


def inline(address: str, message: Message) -> str:
    """The picture as a `data:` address; empty where there is no picture."""
    picture = draw(address, message)
    return f"data:image/png;base64,{base64.b64encode(picture).decode()}" if picture else ""


def draw(address: str, message: Message) -> bytes:
    """The link as a PNG; empty where there is no link, or where it is longer than a QR code can hold."""
    code = payload(message)
    shape = _shape(address) if address and code else None
    return _png(shape[0], _squares(shape, code)) if shape else b""


def prepare(address: str) -> None:
    """Compute now what all pictures of this address share: 100 ms, too long a wait for the first receipt."""
    if address:
        _shape(address)


@lru_cache(maxsize=8)
def _shape(address: str) -> Shape | None:
    """The part that all links of this address share; None where they are too long for a QR code."""
    try:
        size, blank = _drawn(address + _BLANK * LENGTH)
    except segno.DataOverflowError:
        return None
    flips = [
        [_drawn(address + _flipped(place, 1 << bit))[1] ^ blank for bit in range(_BITS)]
        for place in range(LENGTH)
    ]
    return size, blank, flips


def _flipped(place: int, bit: int) -> str:
    return _BLANK * place + chr(ord(_BLANK) ^ bit) + _BLANK * (LENGTH - place - 1)


def _drawn(text: str) -> tuple[int, int]:
    """A QR code by segno: squares along a side, and the squares as one number."""
    code = segno.make_qr(text, error="m", mask=0, mode="byte", boost_error=False)
    return len(code.matrix), int(b"".join(code.matrix).translate(_DIGITS), 2)


def _squares(shape: Shape, code: str) -> int:
    _, squares, flips = shape
    for letter, flip in zip(code, flips, strict=True):
        differs = ord(letter) ^ ord(_BLANK)
        for bit in range(_BITS):
            if differs >> bit & 1:
                squares ^= flip[bit]
    return squares


def _png(size: int, squares: int) -> bytes:
    """Dark squares on white, with the quiet zone."""
    cells = format(squares, f"0{size * size}b").encode().translate(_INK)
    side = size + 2 * QUIET
    white, again = b"\xff" * QUIET, b"\x02" + bytes(side)  # filter 2: as the line above
    empty = (b"\x00" + b"\xff" * side + again * (SQUARE - 1)) * QUIET
    lines = (b"\x00" + white + cells[at : at + size] + white for at in range(0, size * size, size))
    body = empty + b"".join(line + again * (SQUARE - 1) for line in lines) + empty
    head = struct.pack(">IIBBBBB", side * SQUARE, side * SQUARE, 1, 0, 0, 0, 0)
    parts = (b"IHDR", head), (b"IDAT", zlib.compress(body, _FAST)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
