"""Reads the words in one picture with Tesseract, as a program that has given up every right to do harm.

It is forked and confined as `decoder.py` is, whose limits it uses, with more processor time. Tesseract's
library and its languages are loaded once, in the template; the picture is decoded and read in the limits. The
output is a line of JSON: the text, or the reason why there is none.
"""

import ctypes
import ctypes.util
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image, ImageOps

LANGUAGES = (("eng",), ("fra", "ara"))
"""A picture is read twice: English keeps numbers in the order in which they stand, also in Arabic lines."""
SECONDS = 15
"""Seconds of processor time."""
EDGE, LEAST = 2600, 1000
"""A picture is made so small that no side is longer than the first, and twice as large below the second."""
TEXT = 8000
"""So many characters are passed on."""
BLOCK = 6
"""Tesseract's way of reading a picture as one block of lines: screenshots have no columns."""


class Missing(Exception):
    """Tesseract, or each of its languages, is not installed."""


class Tesseract:
    """The library, with these languages loaded. Raises Missing."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        os.environ["OMP_THREAD_LIMIT"] = "1"  # read when the library is loaded; no thread may be made later
        name = ctypes.util.find_library("tesseract")
        if name is None:
            raise Missing
        self._library = library = ctypes.CDLL(name)
        library.TessBaseAPICreate.restype = ctypes.c_void_p
        library.TessBaseAPIGetUTF8Text.restype = ctypes.c_void_p
        self._api = ctypes.c_void_p(library.TessBaseAPICreate())
        if library.TessBaseAPIInit3(self._api, None, "+".join(_installed(languages)).encode()):
            raise Missing
        library.TessBaseAPISetPageSegMode(self._api, BLOCK)

    def read(self, picture: Image.Image) -> str:
        """The words in a picture of grey points."""
        points = picture.tobytes()
        self._library.TessBaseAPISetImage(
            self._api, ctypes.c_char_p(points), picture.width, picture.height, 1, picture.width
        )
        self._library.TessBaseAPISetSourceResolution(self._api, 150)
        found = ctypes.c_void_p(self._library.TessBaseAPIGetUTF8Text(self._api))
        if not found.value:
            return ""
        text = ctypes.string_at(found).decode("utf-8", "replace")
        self._library.TessDeleteText(found)
        return text


def _installed(languages: tuple[str, ...]) -> list[str]:
    """Those of these languages whose data lie where Debian or Tesseract itself puts them. Raises Missing."""
    folders = [*Path("/usr/share/tesseract-ocr").glob("*/tessdata"), Path("/usr/share/tessdata")]
    folders.append(Path("/usr/local/share/tessdata"))
    there = [name for name in languages if any((one / f"{name}.traineddata").exists() for one in folders)]
    if not there:
        raise Missing
    return there


def _decoder() -> Any:  # Any: a module
    """The program beside this one; started isolated, no other folder of ours is searched."""
    folder = str(Path(__file__).parent)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return import_module("decoder")


def look(file: BinaryIO, readers: Sequence[Tesseract]) -> str:
    """The words in a picture, as each reader reads them. Raises Pillow's errors."""
    _decoder()._only_a_picture(file)
    with Image.open(file, formats=_decoder().FORMATS) as picture:
        picture.draft("L", (EDGE, EDGE))
        whole = ImageOps.exif_transpose(picture)
        clear = whole.convert("RGBA" if whole.has_transparency_data else "L")
    if clear.mode == "RGBA":
        clear = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("L")
    clear.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
    if max(clear.size) < LEAST:
        clear = clear.resize((clear.width * 2, clear.height * 2), Image.Resampling.LANCZOS)
    return "\n\n".join(one.read(clear) for one in readers)


def rehearse(readers: Sequence[Tesseract]) -> None:
    """Read a small picture of our own, so that the libraries load all their parts before the limits hold."""
    kept = BytesIO()
    Image.linear_gradient("L").save(kept, "PNG")
    look(kept, readers)


def _loaded() -> list[Tesseract]:
    """A reader for each group of languages that is installed."""
    found = []
    for languages in LANGUAGES:
        with suppress(Missing):
            found.append(Tesseract(languages))
    return found


def prepare() -> Callable[[bytes], int]:
    """Load all that a child needs; the function is called in it, and gives its exit status."""
    _decoder().SECONDS = SECONDS
    _decoder().prepare()
    readers = _loaded()
    if readers:
        rehearse(readers)
    return partial(main, readers)


def main(readers: Sequence[Tesseract], _task: bytes) -> int:
    """Confine this process, read the picture, write the result; 0 also for a reason why there is none."""
    with _decoder().files() as (source, out):
        _decoder().confine()
        try:
            about = {"text": look(source, readers)[:TEXT]} if readers else {"failed": "not-here"}
        except Exception as error:
            about = {"failed": _decoder()._reason(error)}
        out.write(json.dumps(about).encode() + b"\n")
    return 0
