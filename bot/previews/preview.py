"""Makes a small picture of a reporter's picture, with a few facts and the QR codes in it.

This program never reads the file. Another process does (`decoder.py`), under limits that it cannot lift, and
is killed when its time is up (`runner.py`). It sends back a line of JSON and plain pixels, of known size; the
small picture is written from the pixels here. If anything goes wrong, the file itself stays as received.
"""

import os
import signal
import struct
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field
from mimetypes import guess_type
from pathlib import Path

import msgspec

from bot.previews.runner import Runner
from flows.reading.answers import clean
from flows.record import record

DECODER = Path(__file__).with_name("decoder.py")
SHOWN = frozenset({"image/png", "image/apng", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
EDGE = 320
LARGEST = 64 << 20
SECONDS = 10.0
FAILURES = frozenset({"too-large", "more-than-a-picture", "broken"})
"""The reasons that the decoder may give."""
CODES, CODE_LINE = 4, 1000
TEXT = 8000
"""Characters of a picture's words."""
MOST = EDGE * EDGE * 3 + 65_536
OUT_OF_TIME = frozenset({-signal.SIGXCPU, -signal.SIGKILL})
PLACES = 8


@record
class Claims:
    """Facts about a file that is not read: the type its first bytes showed at receipt, and the name and the
    kind (photo, video…) that its sender gave."""

    media_type: str
    name: str = ""
    kind: str = ""


@record
class Preview:
    """A small picture in `png`; without one, `failed` is the reason, or empty for a kind that is not shown.

    `failed`: `wrong-type`, `more-than-a-picture`, `too-large`, `too-slow`, `broken`, `not-here`.
    """

    failed: str = ""
    png: bytes = b""
    size: tuple[int, int] = (0, 0)
    facts: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[str, ...] = ()


@record
class Reading:
    """The words in a picture; empty where there are none. `failed` is as for a preview."""

    text: str = ""
    failed: str = ""


class _About(msgspec.Struct):
    """The decoder's line of JSON."""

    failed: str = ""
    width: int = 0
    height: int = 0
    across: int = 0
    down: int = 0
    facts: dict[str, str] = {}
    codes: list[str] = []


class _Words(msgspec.Struct):
    """The reader's line of JSON."""

    failed: str = ""
    text: str = ""


_about = msgspec.json.Decoder(_About).decode
_words = msgspec.json.Decoder(_Words).decode


class Previews:
    """Makes previews; each takes `seconds` at most, whatever is in the file."""

    def __init__(self, decoder: Path = DECODER, seconds: float = SECONDS) -> None:
        self._runner = Runner(decoder)
        self._seconds = seconds

    def of(self, path: Path, claims: Claims) -> Preview:
        """The preview of this file, which stays as it is. Raises OSError, as where it cannot be opened."""
        if _claims_otherwise(claims):
            return Preview("wrong-type")
        if claims.media_type not in SHOWN:
            return Preview()
        if path.stat().st_size > LARGEST:
            return Preview("too-large")
        with path.open("rb") as file:
            status, said = self._runner.run(b"all", file, self._seconds, MOST)
        return _drawn(said) if said else Preview(_silent(status))

    def codes(self, data: bytes) -> tuple[str, ...]:
        """The texts of the QR codes in a picture, which no disk ever holds; else empty. Raises OSError."""
        with open(os.memfd_create("picture"), "w+b") as file:
            file.write(data)
            _, said = self._runner.run(b"codes", file, self._seconds, MOST)
        with suppress(msgspec.MsgspecError):
            return _cleaned(_about(said.partition(b"\n")[0]).codes)
        return ()

    def words(self, data: bytes) -> Reading:
        """The words in a picture, which no disk ever holds. The decoder is `reader.py`. Raises OSError."""
        with open(os.memfd_create("picture"), "w+b") as file:
            file.write(data)
            status, said = self._runner.run(b"words", file, self._seconds, MOST)
        try:
            found = _words(said)
        except msgspec.MsgspecError:
            return Reading(failed="broken" if said else _silent(status))
        if found.failed == "not-here":
            self._runner.leave()  # the next picture looks again whether Tesseract is there
            return Reading(failed=found.failed)
        if found.failed:
            return Reading(failed=found.failed if found.failed in FAILURES else "broken")
        return Reading(clean(found.text[:TEXT]))

    def close(self) -> None:
        """Kill the decoder's processes and start no more; waits for nothing. What is read fails: OSError."""
        self._runner.close()


def _silent(status: int) -> str:
    """The reason for no output: time was up, the file crashed the decoder, or it could not confine itself."""
    if status in OUT_OF_TIME:
        return "too-slow"
    return "broken" if status < 0 else "not-here"


def _claims_otherwise(claims: Claims) -> bool:
    """Whether name or kind say picture and the first bytes do not, or the other way round."""
    found = claims.media_type.startswith("image/")
    named = guess_type(claims.name, strict=False)[0]
    if named is not None and named.startswith("image/") != found:
        return True
    return claims.kind == "photo" and not found


def _drawn(said: bytes) -> Preview:
    """The preview that the decoder's output describes; `broken` if its numbers do not fit together."""
    line, _, pixels = said.partition(b"\n")
    try:
        about = _about(line)
    except msgspec.DecodeError:
        return Preview("broken")
    if about.failed:
        return Preview(about.failed if about.failed in FAILURES else "broken")
    if len(pixels) != about.across * about.down * 3 or not 0 < about.across <= EDGE or not about.down:
        return Preview("broken")
    facts = dict(list(about.facts.items())[:PLACES])
    png, size = drawn(pixels, about.across), (about.width, about.height)
    return Preview("", png, size, facts, _cleaned(about.codes))


def _cleaned(codes: list[str]) -> tuple[str, ...]:
    """The texts that are taken, each once."""
    return tuple(dict.fromkeys(text for code in codes[:CODES] if (text := clean(code[:CODE_LINE]))))


def drawn(pixels: bytes, across: int) -> bytes:
    """Pixels, three bytes each, as a PNG. Written by hand: no image library may be loaded in this program."""
    row = across * 3
    lines = b"".join(b"\0" + pixels[at : at + row] for at in range(0, len(pixels), row))
    head = struct.pack(">IIBBBBB", across, len(pixels) // row, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks))


def _chunk(chunk: tuple[bytes, bytes]) -> bytes:
    kind, data = chunk
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
