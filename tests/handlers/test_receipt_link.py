"""The link of a receipt and its picture: the library's own squares, read by somebody else's reader."""

import struct
import zlib
from dataclasses import replace

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.core import receipts
from handlers import receipt_link
from handlers.channel import Message
from tests.qr import scanned

TELEGRAM = "https://t.me/ballegh_bot?start="
WEB = "https://report.example.org/#start="
LONG = "https://a-long-name.of-a-ministry.example.org:8443/line/of/reports/#start="
CODES = st.text(receipts.ALPHABET, min_size=24, max_size=24)


def receipt(code: str = "K7M29QXACDEFGHJKMNPQRTVW") -> Message:
    shown = receipts.show(code[:8], code[8:])
    proof = receipts.proof("ab" * 32)
    return Message(f"x\n{code[:8]}\n{shown}\n{proof}", (), (code[:8], shown, proof), "fr", purpose="receipt")


def squares(picture: bytes) -> list[list[int]]:
    """The squares of a PNG, quiet zone included; every pixel of a square must be alike."""
    chunks, at = {}, 8
    while at < len(picture):
        size, kind = struct.unpack(">I4s", picture[at : at + 8])
        chunks[kind] = picture[at + 8 : at + 8 + size]
        assert struct.unpack(">I", picture[at + 8 + size : at + 12 + size])[0] == zlib.crc32(
            picture[at + 4 : at + 8 + size]
        )
        at += 12 + size
    width, height, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (width, rest) == (height, [1, 0, 0, 0, 0])
    body, stride = zlib.decompress(chunks[b"IDAT"]), width // 8 + 1
    rows: list[bytes] = []
    for start in range(0, len(body), stride):
        line = body[start + 1 : start + stride]
        rows.append(rows[-1] if body[start] == 2 and not any(line) else line)
    assert len(rows) == height
    assert all(rows[at] == rows[at - at % 8] for at in range(height))
    assert set(b"".join(rows)) == {0, 255}
    return [[int(value == 0) for value in row] for row in rows[::8]]


def expected(text: str) -> list[list[int]]:
    """The library's own drawing of the same link, with four squares of white around."""
    code = segno.make_qr(text, error="m", mask=0, mode="byte", boost_error=False)
    return [[int(value) for value in row] for row in code.matrix_iter(border=4)]


@settings(max_examples=60, deadline=None)
@given(CODES, st.sampled_from([TELEGRAM, WEB, LONG]))
def test_a_picture_is_what_the_library_draws(code, address):
    picture = receipt_link.draw(address, receipt(code))
    assert squares(picture) == expected(address + code)


@pytest.mark.parametrize("address", [TELEGRAM, WEB, LONG])
@pytest.mark.parametrize("letter", ["2", "9", "A", "Y", ""])
def test_a_picture_is_read_as_its_link(tmp_path, address, letter):
    message = receipt(letter * 24) if letter else receipt()
    picture = receipt_link.draw(address, message)
    assert scanned(picture, tmp_path) == receipt_link.link(address, message)
    assert len(picture) < 1500


def test_a_link_carries_the_code_alone_and_fits_where_it_goes():
    payload = receipt_link.payload(receipt())
    assert payload == "K7M29QXACDEFGHJKMNPQRTVW"
    assert len(payload) <= 64
    assert receipts.read(payload) == ("K7M29QXA", "CDEFGHJKMNPQRTVW")
    assert receipt_link.link(WEB, receipt()) == WEB + payload


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("", receipt()),
        (WEB, replace(receipt(), purpose="")),
        (WEB, replace(receipt(), codes=("K7M29QXA",))),
        (WEB, Message("bonjour")),
    ],
)
def test_where_there_is_no_link(address, message):
    assert receipt_link.link(address, message) == ""
    assert receipt_link.draw(address, message) == b""
    assert receipt_link.inline(address, message) == ""
    assert receipt_link.spelled(address, message) == message


def test_a_link_too_long_to_draw_is_still_a_link():
    address = f"https://{'a' * 3000}/#start="
    assert receipt_link.draw(address, receipt()) == b""
    assert receipt_link.link(address, receipt()).startswith(address)


def test_where_pictures_cannot_go_the_link_is_spelled_out():
    spelled = receipt_link.spelled(WEB, receipt())
    assert spelled.text == f"{receipt().text}\n\n{WEB}K7M29QXACDEFGHJKMNPQRTVW"
    assert spelled.codes == receipt().codes
