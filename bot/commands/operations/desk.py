"""`main.py desk`: the officers' page, so that anybody can compare what a server sends with what it should."""

import json
from typing import Annotated

import typer

from bot.commands.answer import Listing, Refused
from bot.commands.family import Family
from bot.observe.version import version
from handlers.desk.page import hashes, manifest
from handlers.desk.settings import BUILT

UNBUILT = "the officers' page is not built: make desk"


Webcat = Annotated[
    str | None,
    typer.Option(
        metavar="SOURCE",
        help="Instead: print an unsigned WEBCAT manifest of the page; SOURCE is the address of its source. "
        "Example: --webcat https://code.example.org/ballegh",
    ),
]


def hashed(webcat: Webcat = None) -> Listing:
    """Print the SHA-256 of each file of the officers' page, as the server sends it, and one of all of them.

    Compare with: curl -s https://HOST/desk | sha256sum
    """
    if webcat is not None:
        told = manifest(BUILT, webcat, version())
        if not told:
            raise Refused(UNBUILT)
        return Listing((json.dumps(told, indent=2),), data=told)
    found = hashes(BUILT)
    if not found:
        raise Refused(UNBUILT)
    return Listing(tuple(f"{digest}  {name}" for name, digest in found.items()), data=found)


DESK = Family({"hash": hashed}, default="hash")
