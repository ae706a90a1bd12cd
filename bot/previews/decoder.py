"""Looks into one picture, as a program of its own that has given up whatever it could do harm with.

Started by its path, isolated (`python -I decoder.py`), the file on its standard input; it imports nothing of
ours. Once the libraries are loaded it limits itself for good: memory, processor time, no new file, socket or
process, no system call beyond reading, writing and memory. Only then does it look at the first byte. So a
decoder that was taken over can lie about the picture, and nothing else. What it says is a line of JSON, then
the bare points of a small picture: no format that anyone would have to parse again.
"""

import ctypes
import json
import os
import platform
import re
import resource
import struct
import sys
import warnings
from contextlib import suppress
from io import BytesIO
from typing import BinaryIO

from PIL import ExifTags, Image, ImageOps, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin

MEMORY = 640 << 20
"""Of addresses, the program itself included."""
SECONDS = 5
POINTS = 50_000_000
EDGE = 320
LINE = 80
HEAD, TAIL = 1024, 66_000
NOBODY = 65534
FORMATS = ("BMP", "GIF", "JPEG", "PNG", "WEBP")
MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "I;16")
LOADED = (MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)
"""Beside those that Pillow loads first: what a photo says of itself is TIFF, and some phones' are MPO."""
OTHERS_BEGIN = re.compile(rb"%PDF-|<(?:script|html|svg|!doctype|\?php|iframe)\b", re.IGNORECASE)
ARCHIVE_ENDS = b"PK\x05\x06"

CALLS = {
    "x86_64": (0xC000003E, (0, 1, 3, 5, *range(8, 16), 17, 19, 20, 24, 25, 28, 60, 202, 228, 231)),
    "aarch64": (
        0xC00000B7,
        (57, *range(62, 68), 80, 93, 94, 98, 113, 124, 134, 135, 139, 214, 215, 216, 222, 226, 233),
    ),
}
"""read, write, close, fstat, lseek, mmap, mprotect, munmap, brk, three of signals, pread, readv, writev,
sched_yield, mremap, madvise, exit, futex, clock_gettime, exit_group; before their numbers the machine's."""
SET_PARENT_DEATH, SET_UNDUMPABLE, SET_FILTER, SET_NO_MORE_RIGHTS = 1, 4, 22, 38
NEW_NETWORK, NEW_USER = 0x40000000, 0x10000000


class MoreThanAPicture(Exception):
    """The file is something else as well: an archive behind the picture, a page or a document in front."""


def confine() -> None:
    """Give up everything but memory, time and what is open. Raises OSError where a limit cannot be set."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
    if os.geteuid() == 0:
        with suppress(OSError):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
    libc.unshare(NEW_USER | NEW_NETWORK)  # where the kernel lets anyone; what follows holds without it
    libc.prctl(SET_PARENT_DEATH, 9, 0, 0, 0)  # a change of user would have undone it
    libc.prctl(SET_UNDUMPABLE, 0, 0, 0, 0)
    for kind, most in _limits():
        resource.setrlimit(kind, (most, most))
    if libc.prctl(SET_NO_MORE_RIGHTS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no_new_privs")
    _filter_calls(libc)


def _limits() -> tuple[tuple[int, int], ...]:
    """With no number left for a new file there is no socket either, whatever the kernel filters."""
    return (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 3),
    )


def _filter_calls(libc: ctypes.CDLL) -> None:
    """Any system call but CALLS is refused; where their numbers are not known the limits stand alone."""
    if platform.machine() not in CALLS:
        return
    machine, calls = CALLS[platform.machine()]
    load, equal, give = 0x20, 0x15, 0x06
    allow, refuse = 0x7FFF0000, 0x00050001
    steps = [(load, 0, 0, 4), (equal, 1, 0, machine), (give, 0, 0, refuse), (load, 0, 0, 0)]
    steps += [(equal, len(calls) - at, 0, call) for at, call in enumerate(calls)]
    steps += [(give, 0, 0, refuse), (give, 0, 0, allow)]
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    handed = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(program)))
    if libc.prctl(SET_FILTER, 2, ctypes.addressof(handed), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def look(file: BinaryIO) -> tuple[dict[str, object], bytes]:
    """What the picture is, and a small one of it as points, three bytes each. Raises what Pillow raises."""
    _only_a_picture(file)
    with Image.open(file, formats=FORMATS) as picture:
        width, height = picture.size
        about = {"width": width, "height": height}
        facts = _facts(picture.getexif())
        picture.thumbnail((EDGE, EDGE))
        small = ImageOps.exif_transpose(picture).convert("RGBA")
        ground = Image.new("RGBA", small.size, "white")
        points = Image.alpha_composite(ground, small).convert("RGB")
    return about | {"facts": facts, "across": points.width, "down": points.height}, points.tobytes()


def _only_a_picture(file: BinaryIO) -> None:
    """Raises MoreThanAPicture."""
    file.seek(0)
    if OTHERS_BEGIN.search(file.read(HEAD)):
        raise MoreThanAPicture
    file.seek(max(0, file.seek(0, 2) - TAIL))
    if ARCHIVE_ENDS in file.read(TAIL):
        raise MoreThanAPicture
    file.seek(0)


def _facts(said: Image.Exif) -> dict[str, str]:
    """What a photo says of its origin: device, program, time, place."""
    inner = said.get_ifd(ExifTags.IFD.Exif)
    told = {
        "device": f"{said.get(ExifTags.Base.Make, '')} {said.get(ExifTags.Base.Model, '')}",
        "program": said.get(ExifTags.Base.Software, ""),
        "taken": inner.get(ExifTags.Base.DateTimeOriginal, "") or said.get(ExifTags.Base.DateTime, ""),
        "place": _place(said.get_ifd(ExifTags.IFD.GPSInfo)),
    }
    facts = {name: str(value).strip("\0 ")[:LINE] for name, value in told.items()}
    return {name: value for name, value in facts.items() if value}


def _place(said: dict[int, object]) -> str:
    """Latitude and longitude in degrees; empty where it has none, or none that is one."""
    with suppress(TypeError, ValueError, KeyError, ZeroDivisionError):
        gps = ExifTags.GPS
        north, east = _degrees(said[gps.GPSLatitude]), _degrees(said[gps.GPSLongitude])
        south, west = said.get(gps.GPSLatitudeRef) == "S", said.get(gps.GPSLongitudeRef) == "W"
        return f"{-north if south else north:.5f}, {-east if west else east:.5f}"
    return ""


def _degrees(given: object) -> float:
    degrees, minutes, seconds = (float(part) for part in given)  # type: ignore[attr-defined]  # else TypeError
    return degrees + minutes / 60 + seconds / 3600


def rehearse() -> None:
    """Look at small pictures of our own: whatever is loaded when it is first needed is needed now."""
    said = Image.Exif()
    said.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (1.0, 1.0, 1.0)
    for kind in FORMATS:
        for mode in MODES:
            kept = BytesIO()
            with suppress(OSError, ValueError, KeyError):
                Image.new(mode, (8, 8)).save(kept, kind, exif=said)
                look(kept)
    with suppress(OSError):
        look(BytesIO(b"no picture"))


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError | Image.DecompressionBombError | Image.DecompressionBombWarning):
        return "too-large"
    return "more-than-a-picture" if isinstance(error, MoreThanAPicture) else "broken"


def main() -> int:
    """Confined from here on; 0 where something was said, even if only why not."""
    source, out = sys.stdin.buffer, sys.stdout.buffer
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = POINTS
    rehearse()
    confine()
    points = b""
    try:
        about, points = look(source)
    except Exception as error:
        about = {"failed": _reason(error)}
    out.write(json.dumps(about).encode() + b"\n" + points)
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
