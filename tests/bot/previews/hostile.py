"""Files made to hurt whoever looks into them, made anew for each test."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import segno
from PIL import Image

from bot.previews.preview import DECODER

SIDE = 50_000


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """A PNG of one bit a point, with these chunks."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(chunks) + chunk(b"IEND", b"")


def packed(size: int) -> bytes:
    """So many zeros, packed without ever being whole in memory."""
    packing = zlib.compressobj(9)
    return b"".join([*_packing(packing, size), packing.flush()])


def _packing(packing: "zlib._Compress", size: int) -> Iterator[bytes]:
    block = bytes(1 << 20)
    for _ in range(size >> 20):
        yield packing.compress(block)
    yield packing.compress(block[: size & 0xFFFFF])


def png_bomb() -> bytes:
    """50,000 by 50,000 points, all of them there: a few hundred kilobytes that become gigabytes."""
    return png(SIDE, SIDE, chunk(b"IDAT", packed(SIDE * (SIDE // 8 + 1))))


def png_of_words() -> bytes:
    """A small picture with 500 MB of text beside it, packed."""
    said = b"Comment\0\0" + packed(500 << 20)
    return png(8, 8, chunk(b"zTXt", said), chunk(b"IDAT", zlib.compress(bytes(16))))


def jpeg(width: int = 640, height: int = 480) -> bytes:
    """A photo that says where it was taken, and with what."""
    said = Image.Exif()
    said[271], said[272], said[274] = "Acme\x1b[31m", "=Phone", 6
    place = said.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (33.0, 34.0, 12.0), "W", (7.0, 35.0, 1.0)
    return saved(Image.linear_gradient("L").resize((width, height)).convert("RGB"), "JPEG", exif=said)


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    """A picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def harmless() -> list[tuple[str, str]]:
    """Kinds of picture, and each mode that they can be of."""
    pairs = []
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "BMP"):
        for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"):
            with suppress(OSError, KeyError, ValueError):
                saved(Image.new(mode, (8, 8)), kind)
                pairs.append((kind, mode))
    return pairs


def qr(text: str, scale: int = 6) -> Image.Image:
    """A QR code that says this."""
    out = io.BytesIO()
    segno.make(text, micro=False).save(out, kind="png", scale=scale)
    return Image.open(out).convert("RGB")


def gif() -> bytes:
    """A small GIF."""
    return saved(Image.new("P", (64, 48), 3), "GIF")


def gif_and_zip() -> bytes:
    """A file that is both a picture and an archive."""
    out = io.BytesIO(gif())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("run.exe", b"MZ" + bytes(100))
    return out.getvalue()


def gif_and_page() -> bytes:
    """A GIF whose comment is a web page."""
    whole = gif()
    at = whole.index(b",")
    said = b"<script>alert(1)</script>"
    return whole[:at] + b"!\xfe" + bytes([len(said)]) + said + b"\0" + whole[at:]


def gif_canvas() -> bytes:
    """A GIF that says it is as large as a GIF can be."""
    whole = gif()
    return whole[:6] + struct.pack("<HH", 65535, 65535) + whole[10:]


def jpeg_of_scans(side: int = 7000, scans: int = 3000) -> bytes:
    """A picture drawn three thousand times over: a third of a megabyte that takes minutes."""

    def part(mark: int, data: bytes) -> bytes:
        return b"\xff" + bytes([mark]) + struct.pack(">H", len(data) + 2) + data

    one = bytes([1, *[0] * 15])
    head = b"\xff\xd8" + part(0xDB, b"\0" + b"\1" * 64)
    head += part(0xC2, struct.pack(">BHHB", 8, side, side, 1) + b"\x01\x11\x00")
    head += part(0xC4, b"\x00" + one + b"\x00") + part(0xC4, b"\x10" + one + b"\xe0")
    blocks = ((side + 7) // 8) ** 2
    first = part(0xDA, b"\x01\x01\x00\x00\x00\x00") + bytes((blocks + 7) // 8)
    runs = ("0" + "1" * 14) * -(-blocks // 32767)
    runs += "1" * (-len(runs) % 8)
    raw = int(runs, 2).to_bytes(len(runs) // 8, "big").replace(b"\xff", b"\xff\x00")
    return head + first + (part(0xDA, b"\x01\x01\x00\x01\x3f\x00") + raw) * scans + b"\xff\xd9"


def huge(path: Path, head: bytes) -> None:
    """A file of 200 MB that begins like this and takes no room on the disk."""
    path.write_bytes(head)
    with path.open("r+b") as file:
        file.truncate(200 << 20)


def program(folder: Path, code: str) -> Path:
    """A program in the decoder's place, which does this with each picture and is not confined."""
    path = folder / "other.py"
    said = "import sys\n\n\ndef prepare():\n    return work\n\n\ndef work(task):\n"
    path.write_text(f"{said}    exec({code!r}, {{}})\n    sys.stdout.flush()\n    return 0\n")
    return path


def taken_over(folder: Path, action: str, also: str = "pass") -> Path:
    """The decoder itself, which inside its limits does this instead, and says `done` or the error's name."""
    path = folder / "taken.py"
    path.write_text(TAKEN.format(decoder=str(DECODER), also=also, action=action))
    return path


TAKEN = """
import ctypes, os, resource, signal, socket, sys, time
from importlib.util import module_from_spec, spec_from_file_location

spec = spec_from_file_location("decoder", {decoder!r})
decoder = module_from_spec(spec)
spec.loader.exec_module(decoder)
libc = ctypes.CDLL(None, use_errno=True)


def prepare():
    decoder.prepare()
    {also}
    return work


def called(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")


def work(task):
    sibling, template = int(sys.stdin.read() or 0), os.getppid()
    with decoder.files() as (_, out):
        decoder.confine()
        try:
            {action}
            said = "done"
        except BaseException as error:
            said = type(error).__name__
        out.write(f"{{template}} {{said}}".encode())
    return 0
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>'
XML_BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>'
PROGRAM = b"MZ\x90\x00" + bytes(200)
