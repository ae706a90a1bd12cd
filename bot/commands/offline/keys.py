"""`keys new`: an officer makes a key pair, of which the server gets the public half alone."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.answer import Printed, Refused
from storage.sealing.age import new_key

KeyFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="The new file for the private key. Example: salma.key")
]


def new(file: KeyFile) -> Printed:
    """Make a key pair, on an officer's own machine; needs no server. An existing file is not overwritten."""
    try:
        public = new_key(file)
    except FileExistsError:
        raise Refused(f"{file} exists already; nothing was changed") from None
    return Printed((f"The private key is in {file}. Keep it off the server.", f"Recipient: {public}"))
