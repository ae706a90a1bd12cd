"""Decodes one picture and the QR codes in it, in a process that has given up every right to do harm.

A template (`template.py`) loads it by its path, isolated, and forks a child for each picture, with the file
as its standard input; none of our modules is imported. The libraries are loaded and rehearsed before the
fork. The child limits itself for good: memory, processor time, no new file, socket or process, no system
call but reading, writing and memory. Only then does it read the first byte, and it ends with its picture. So
a decoder that an attacker has taken over can lie about the picture, and do nothing else. Its output is a line
of JSON, then the plain pixels of a small picture: no format that must be parsed again. zxing-cpp sees pixels
only, never the file.
"""

import ctypes
import json
import os
import platform
import re
import resource
import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import BinaryIO

import zxingcpp
from PIL import ExifTags, Image, ImageOps, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin

MEMORY = 640 << 20
"""Bytes of address space, the program itself included."""
SECONDS = 5
PIXELS = 50_000_000
EDGE = 320
LINE = 80
QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
CODES, CODE_EDGE, CODE_LINE = 4, 1600, 1000
"""So many QR codes are read, in a picture no wider or higher than this, and so many characters of each."""
CODES_ALONE = b"codes"
HEAD, TAIL = 1024, 66_000
NOBODY = 65534
FORMATS = ("BMP", "GIF", "JPEG", "PNG", "WEBP")
MODES = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "I;16")
LOADED = (MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)
"""Loaded beside Pillow's first ones: a photo's own facts are TIFF, and some phones write MPO."""
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
    """The file is something else too: an archive follows the picture, or a page or document comes first."""


def confine() -> None:
    """Give up all rights but memory, time and open files. Raises OSError if a limit cannot be set."""
    parent = os.getppid()
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
    if os.geteuid() == 0:
        with suppress(OSError):
            os.setgroups([])
            os.setresgid(NOBODY, NOBODY, NOBODY)
            os.setresuid(NOBODY, NOBODY, NOBODY)
    libc.unshare(NEW_USER | NEW_NETWORK)  # where the kernel lets anyone; what follows holds without it
    libc.prctl(SET_PARENT_DEATH, 9, 0, 0, 0)  # a change of user has undone it
    if os.getppid() != parent:
        raise OSError("the parent has ended")
    libc.prctl(SET_UNDUMPABLE, 0, 0, 0, 0)
    for kind, most in _limits():
        resource.setrlimit(kind, (most, most))
    if libc.prctl(SET_NO_MORE_RIGHTS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no_new_privs")
    _filter_calls(libc)


def _limits() -> tuple[tuple[int, int], ...]:
    """The limits as (kind, most). No file number is left, so no socket can be opened, filter or not."""
    return (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 3),
    )


def _filter_calls(libc: ctypes.CDLL) -> None:
    """Refuse every system call but CALLS; on a machine whose numbers are unknown, only the limits hold."""
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
    """Facts about the picture, and the pixels of a small one, three bytes each. Raises Pillow's errors."""
    _only_a_picture(file)
    with Image.open(file, formats=FORMATS) as picture:
        width, height = picture.size
        about: dict[str, object] = {"width": width, "height": height}
        about["facts"] = _facts(picture.getexif())
        picture.draft(None, (CODE_EDGE, CODE_EDGE))
        about["codes"] = _codes(picture)
        picture.thumbnail((EDGE, EDGE))
        small = ImageOps.exif_transpose(picture).convert("RGBA")
        ground = Image.new("RGBA", small.size, "white")
        pixels = Image.alpha_composite(ground, small).convert("RGB")
    return about | {"across": pixels.width, "down": pixels.height}, pixels.tobytes()


def look_for_codes(file: BinaryIO) -> tuple[dict[str, object], bytes]:
    """The QR codes in the picture alone, for which grey points will do. Raises Pillow's errors."""
    _only_a_picture(file)
    with Image.open(file, formats=FORMATS) as picture:
        picture.draft("L", (CODE_EDGE, CODE_EDGE))
        return {"codes": _codes(picture)}, b""


def _codes(picture: Image.Image) -> list[str]:
    """The texts of the QR codes in a picture, which stays as it is; empty where they cannot be looked for."""
    with suppress(OSError, ValueError, RuntimeError, MemoryError):
        small = picture.convert("RGBA" if picture.has_transparency_data else "L")
        small.thumbnail((CODE_EDGE, CODE_EDGE))
        if small.mode == "RGBA":
            small = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small).convert("L")
        points = memoryview(small.tobytes()).cast("B", (small.height, small.width))
        found = zxingcpp.read_barcodes(points, formats=QR, text_mode=zxingcpp.TextMode.Plain)
        return [code.text[:CODE_LINE] for code in found[:CODES] if code.valid and code.text]
    return []


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
    """Facts that a photo holds about its origin: device, program, time, place."""
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
    """Latitude and longitude in degrees; empty without a valid place."""
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
    """Decode small pictures of our own, so that the libraries load all their parts before the limits hold."""
    said = Image.Exif()
    said.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (1.0, 1.0, 1.0)
    for kind in FORMATS:
        for mode in MODES:
            kept = BytesIO()
            with suppress(OSError, ValueError, KeyError):
                Image.new(mode, (8, 8)).save(kept, kind, exif=said)
                look(kept)
                look_for_codes(kept)
    with suppress(OSError):
        look(BytesIO(b"no picture"))


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError | Image.DecompressionBombError | Image.DecompressionBombWarning):
        return "too-large"
    return "more-than-a-picture" if isinstance(error, MoreThanAPicture) else "broken"


def prepare() -> Callable[[bytes], int]:
    """Load all that a child needs; the function is called in it, and gives its exit status."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = PIXELS
    rehearse()
    return main


def main(task: bytes) -> int:
    """Confine this process, do the task (`codes` or all), write the result; 0 also for a reason why there is
    none."""
    with files() as (source, out):
        confine()
        pixels = b""
        try:
            about, pixels = (look_for_codes if task == CODES_ALONE else look)(source)
        except Exception as error:
            about = {"failed": _reason(error)}
        out.write(json.dumps(about).encode() + b"\n" + pixels)
    return 0


@contextmanager
def files() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The picture and the output, for a process that gives way to others."""
    with suppress(OSError):  # a service may forbid it
        os.nice(10)
    with open(0, "rb", closefd=False) as source, open(1, "wb", closefd=False) as out:
        yield source, out
