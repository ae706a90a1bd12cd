"""A small picture of a reporter's picture, and a few words about it, for an officer who opens a case.

Nothing of ours reads the file: a program of its own does, under limits it cannot leave (`decoder.py`), and
is killed when its time is up. What comes back are bare points and a line of JSON, of known size; the small
picture is drawn from them here. Whatever goes wrong, the file itself stays as received.
"""

import signal
import struct
import subprocess
import sys
import threading
import zlib
from collections.abc import Mapping
from dataclasses import field
from mimetypes import guess_type
from pathlib import Path
from typing import BinaryIO

import msgspec

from flows.record import record

DECODER = Path(__file__).with_name("decoder.py")
SHOWN = frozenset({"image/png", "image/apng", "image/jpeg", "image/gif", "image/webp", "image/bmp"})
EDGE = 320
LARGEST = 64 << 20
SECONDS = 10.0
FAILURES = frozenset({"too-large", "more-than-a-picture", "broken"})
"""What the decoder may say of a file."""
MOST = EDGE * EDGE * 3 + 16_384
OUT_OF_TIME = frozenset({-signal.SIGXCPU, -signal.SIGKILL})
PLACES = 8


@record
class Claims:
    """What is known of a file without reading it: the type its first bytes showed at receipt, the name and
    kind (photo, video…) that its sender gave it."""

    media_type: str
    name: str = ""
    kind: str = ""


@record
class Preview:
    """`png` is the small picture; where there is none, `failed` says why, or is empty: nothing to show.

    `failed`: `wrong-type`, `more-than-a-picture`, `too-large`, `too-slow`, `broken`, `not-here`.
    """

    failed: str = ""
    png: bytes = b""
    size: tuple[int, int] = (0, 0)
    facts: Mapping[str, str] = field(default_factory=dict)


class _About(msgspec.Struct):
    """What the decoder says."""

    failed: str = ""
    width: int = 0
    height: int = 0
    across: int = 0
    down: int = 0
    facts: dict[str, str] = {}


_about = msgspec.json.Decoder(_About).decode


@record
class Previews:
    """Makes them; none takes longer than `seconds`, whatever is in the file."""

    decoder: Path = DECODER
    seconds: float = SECONDS

    def of(self, path: Path, claims: Claims) -> Preview:
        """What can be shown of this file, which stays as it is. Raises OSError where it cannot be opened."""
        if _claims_otherwise(claims):
            return Preview("wrong-type")
        if claims.media_type not in SHOWN:
            return Preview()
        if path.stat().st_size > LARGEST:
            return Preview("too-large")
        status, said = self._decoded(path)
        return _drawn(said) if said else Preview(_silent(status))

    def _decoded(self, path: Path) -> tuple[int, bytes]:
        """The decoder's exit status, and what it said; it has ended when this returns."""
        command = (sys.executable, "-I", "-B", str(self.decoder))
        with path.open("rb") as file, _started(command, file) as process:
            last = threading.Timer(self.seconds, process.kill)
            last.start()
            try:
                said = process.stdout.read(MOST) if process.stdout else b""
                if len(said) < MOST:
                    process.wait()
            finally:
                last.cancel()
                process.kill()
        return process.returncode, said


def _started(command: tuple[str, ...], file: BinaryIO) -> "subprocess.Popen[bytes]":
    """Nothing is handed on but the file, open for reading: no environment, no folder, no terminal."""
    return subprocess.Popen(  # noqa: S603 - this very Python, with a file of ours
        command,
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )


def _silent(status: int) -> str:
    """Why nothing was said: time was up, the file brought it down, or it could not confine itself here."""
    if status in OUT_OF_TIME:
        return "too-slow"
    return "broken" if status < 0 else "not-here"


def _claims_otherwise(claims: Claims) -> bool:
    """A picture by name or kind that is none by its first bytes, or the other way round."""
    found = claims.media_type.startswith("image/")
    named = guess_type(claims.name, strict=False)[0]
    if named is not None and named.startswith("image/") != found:
        return True
    return claims.kind == "photo" and not found


def _drawn(said: bytes) -> Preview:
    """The decoder's word, believed only as far as it adds up."""
    line, _, points = said.partition(b"\n")
    try:
        about = _about(line)
    except msgspec.DecodeError:
        return Preview("broken")
    if about.failed:
        return Preview(about.failed if about.failed in FAILURES else "broken")
    if len(points) != about.across * about.down * 3 or not 0 < about.across <= EDGE or not about.down:
        return Preview("broken")
    facts = dict(list(about.facts.items())[:PLACES])
    return Preview("", drawn(points, about.across), (about.width, about.height), facts)


def drawn(points: bytes, across: int) -> bytes:
    """Points, three bytes each, as a PNG."""
    row = across * 3
    lines = b"".join(b"\0" + points[at : at + row] for at in range(0, len(points), row))
    head = struct.pack(">IIBBBBB", across, len(points) // row, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, chunks))


def _chunk(chunk: tuple[bytes, bytes]) -> bytes:
    kind, data = chunk
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
