"""The options that stand before the command, and those that several commands have."""

import unicodedata
from pathlib import Path
from typing import Annotated

import typer

from flows.record import LARGEST_ID, record

MOST_ROWS = 1_000_000


@record
class Invocation:
    """The options before the command; `env_file` is None where none was given."""

    env_file: Path | None = None
    quiet: bool = False


Reference = Annotated[
    str,
    typer.Argument(
        metavar="REFERENCE",
        help="The case's reference, with or without dashes, in any digits. Example: K7M2-9QXA",
    ),
]
RowId = Annotated[
    int,
    typer.Argument(
        metavar="ID",
        min=0,
        max=LARGEST_ID,
        help="The number that the list shows. Example: 1882515838267064321",
    ),
]
Actor = Annotated[
    str, typer.Option(metavar="NAME", help="Who does it, for the custody log. Example: --actor salma")
]
Limit = Annotated[
    int,
    typer.Option(min=1, max=MOST_ROWS, metavar="ROWS", help="The most rows to show. Example: --limit 200"),
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")]

RECEIPT = 24
"""Letters of a whole receipt; its reference is the first eight."""
REFERENCE = 8


def reference(typed: str) -> str:
    """A case's reference as it is stored: without separators and invisible marks, in ASCII capitals.

    A whole receipt gives the reference that it begins with.
    """
    folded = unicodedata.normalize("NFKC", typed)
    plain = "".join(map(_letter, folded))
    return plain[:REFERENCE] if len(plain) == RECEIPT else plain


def _letter(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return letter.upper() if letter.isalnum() else ""
