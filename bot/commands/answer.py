"""The result of a command, and how it is printed: text or JSON, and errors apart on standard error."""

import json
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from bot.commands.harmless import terminal
from bot.observe.places import places
from flows.record import record

PROGRAM = "main.py"
LANGUAGE = "fr"
"""The language of case texts in the terminal; the commands' own words are English."""


@record
class Printed:
    """A command's lines, and its exit status: 0 done, 1 something is wrong that the lines name."""

    lines: tuple[str, ...] = ()
    status: int = 0


@record
class Listing(Printed):
    """As Printed, with the same facts for `--json`: made of mappings, lists, texts, numbers and booleans."""

    data: object = None


class Stop(Exception):
    """A command ends with this one line on standard error, and this exit status."""

    status = 1

    def __init__(self, line: str, status: int | None = None) -> None:
        super().__init__(line)
        self.line = line
        self.status = self.status if status is None else status


class Refused(Stop):
    """The command did not do what it was asked; its line says why. Exit status 1."""


class WrongUsage(Stop):
    """The command line or a setting is wrong; its line says how. Exit status 2."""

    status = 2


def unforeseen(error: Exception) -> Stop:
    """The error of the system, or the mistake in the program, as the line that a command ends with."""
    if isinstance(error, Stop):
        return error
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return Stop(f"{where}{error.strerror or type(error).__name__}")
    at = " < ".join(places(error))
    return Stop(f"{type(error).__name__} at {at}: this is a mistake in the program, please report it")


def say(printed: Printed, *, as_json: bool = False) -> int:
    """Print a result; its exit status. Raises Stop if standard output is closed or full."""
    if as_json and isinstance(printed, Listing):
        write([json.dumps(printed.data, indent=2)])  # ASCII alone, so that nothing in it steers a terminal
    else:
        write([*map(terminal, printed.lines)])
    return printed.status


def write(lines: Sequence[str]) -> None:
    """Write lines to standard output at once. Raises Stop if it is closed or full."""
    out: TextIO | None = sys.stdout  # None where the program was started without one
    if not lines:
        return
    if out is None:
        raise Stop("standard output is closed: nothing was printed")
    try:
        for line in lines:
            out.write(f"{line}\n")
        out.flush()
    except OSError as error:
        let_go(out)
        raise Stop(f"standard output cannot be written ({error.strerror})") from None


def warn(line: str, program: str = PROGRAM) -> None:
    """Write one line to standard error; nothing can be done where that fails too."""
    err: TextIO | None = sys.stderr
    if err is not None:
        try:
            err.write(f"{program}: {terminal(' '.join(line.split()))}\n")
            err.flush()
        except OSError:
            let_go(err)


def let_go(stream: TextIO) -> None:
    """Send the rest of a stream nowhere: Python writes it at the end, and would complain a second time."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
