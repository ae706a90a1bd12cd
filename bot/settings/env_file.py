"""The one file that holds a deployment's settings: which one it is, and whether all of it can be read."""

import codecs
import io
import os
from pathlib import Path

from dotenv.parser import Binding, parse_stream

SYSTEM = Path("/etc/ballegh/ballegh.env")
LOCAL = Path(".env")
_OTHER_ENCODINGS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class BadEnvFile(Exception):
    """The file of settings cannot be read; one line with the file, the line and the reason, never a value."""


def env_file(given: Path | None, system: Path = SYSTEM, local: Path = LOCAL) -> Path | None:
    """The file to read: the given one, else the system's if readable, else the local one if it exists."""
    if given is not None:
        return given
    if system.is_file() and os.access(system, os.R_OK):
        return system
    return local if local.is_file() else None


def read_names(path: Path) -> tuple[str, ...]:
    """The names that the file sets, in its order. Raises BadEnvFile if a line cannot be read."""
    return tuple(_name(path, binding) for binding in parse_stream(io.StringIO(_text(path))) if _says(binding))


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadEnvFile(f"{path}: cannot be read ({error.strerror})") from None
    if content.startswith(_OTHER_ENCODINGS) or b"\0" in content:
        raise BadEnvFile(f"{path}, line 1: is not UTF-8 but UTF-16 or binary: save the file as UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadEnvFile(f"{path}, line {line}: is not UTF-8: save the file as UTF-8") from None


def _says(binding: Binding) -> bool:
    """False for comments and empty lines."""
    return binding.error or binding.key is not None


def _name(path: Path, binding: Binding) -> str:
    """The binding's name. Raises BadEnvFile."""
    at = f"{path}, line {_line(binding)}"
    if binding.error or binding.key is None:
        raise BadEnvFile(f"{at}: is not NAME=value; a quote may not be closed")
    if binding.value is None:
        raise BadEnvFile(f"{at}: {binding.key} has no = and no value")
    # A quote that is not closed takes in the lines up to the next quote; no setting has more than one line.
    if "\n" in binding.value:
        raise BadEnvFile(f"{at}: the quote after {binding.key}= is not closed on its line")
    return binding.key


def _line(binding: Binding) -> int:
    """The line that the binding itself begins on: empty lines before a binding belong to the binding."""
    text = binding.original.string
    return binding.original.line + text.count("\n", 0, len(text) - len(text.lstrip()))
