"""A receipt as a link, and the link as a picture: made when the receipt is sent, stored nowhere.

The picture is a QR code as a PNG, without a word or a sign of its purpose. Drawing it takes about a
millisecond.
"""

import base64
import io
from dataclasses import replace

import segno

from flows.core import receipts
from handlers.channel import Message

QUIET = 4
"""Squares of white around a code, as the standard for QR codes asks."""
SQUARE = 8
"""Pixels along the side of a square."""
MASK = 0
"""A fixed one of the eight masks: having segno compare all eight takes several times as long."""


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
    url = link(address, message)
    if not url:
        return b""
    try:
        code = segno.make_qr(url, error="m", mask=MASK, mode="byte", boost_error=False)
    except segno.DataOverflowError:
        return b""
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=SQUARE, border=QUIET)
    return picture.getvalue()
