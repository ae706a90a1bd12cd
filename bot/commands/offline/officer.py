"""The command line of the package `ballegh-officer`: what an officer does on their own machine.

The commands are those of `main.py`. Neither a database nor a module that Windows lacks is imported.
"""

import sys
from collections.abc import Iterator
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from bot.commands.family import Family, Group, built
from bot.commands.offline.bags import unsealing, verified
from bot.commands.offline.bundle import opening, rekeyed
from bot.commands.offline.keys import new
from bot.commands.run import run
from storage.audit.bundle import Opened

PROGRAM = "ballegh-officer"
ABOUT = (
    "Open, check and rekey the case that a reporting line exported, as a bundle or a bag, and make "
    "an officer's key. No server is needed.\n\n"
    "Exit status: 0 done, 1 refused or failed, or something in the case does not fit, 2 wrong usage."
)
LEFT_OUT = "no small pictures: main.py case open makes them, on Linux, where it can confine what reads them"


def main() -> int:
    """Run the command that was typed; its exit status."""
    _write_utf8()
    return run(root, PROGRAM, sys.argv[1:])


def root() -> Any:  # Any: Typer's group
    """The whole command line."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.callback(cls=Group, help=ABOUT)(_start)
    group: Any = get_command(app)
    group.add_command(built("open", "", opening(no_pictures)))
    group.add_command(built("rekey", "", rekeyed))
    group.add_command(built("unseal", "", unsealing(no_pictures)))
    group.add_command(built("verify", "", verified))
    group.add_command(built("keys", "Make a key pair.", Family({"new": new})), "keys")
    return group


def no_pictures(found: Opened, _folder: Path) -> Iterator[str]:
    """Yield the line that says that no small pictures are made, if there is any evidence."""
    if found.files:
        yield LEFT_OUT


def _write_utf8() -> None:
    """Write UTF-8 to files too: Windows would choose an alphabet without Arabic letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"{PROGRAM} {version(PROGRAM)}")
        raise typer.Exit


def _start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep the options for the command that follows."""
