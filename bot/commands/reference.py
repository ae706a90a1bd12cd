"""Writes `docs/commands.md` from the commands themselves: `make commands`."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from bot.commands.answer import PROGRAM
from bot.commands.cli import ABOUT, loaded, root

TYPE = re.compile(r" <\w+>$")
"""Typer's name of an argument's type, which says nothing that the help does not."""
PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
HEAD = """# Commands

This page is made from the commands by `make commands`. `main.py` stands for `.venv/bin/python main.py`;
`main.py COMMAND --help` says the same in the terminal.

Settings come from the environment, and from one file: the one that `--env-file` names, else
`/etc/ballegh/ballegh.env` if it can be read, else `.env` in the present folder. The environment wins.

Only `serve` and `init` make a database or a server key. Every other command that needs a database says on
standard error which data folder and database it uses, and stops if there is none. An error is one line on
standard error.

| exit status | means |
| --- | --- |
| 0 | done |
| 1 | refused or failed, or something is wrong that the output names (`doctor`, `verify`, `case open`) |
| 2 | wrong usage, or a wrong setting |
"""


def page() -> str:
    """The whole page."""
    command = root()
    parts = [HEAD, f"## {PROGRAM}\n\n{_prose(ABOUT)}", _usage(command, PROGRAM), *_options(command, PROGRAM)]
    for title in command.list_commands(typer.Context(command)):
        parts += _described(loaded(title), f"{PROGRAM} {title}", 2)
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _described(command: Any, path: str, level: int) -> Iterator[str]:
    """One command, and those below it."""
    yield f"{'#' * level} {path}\n\n{_prose(command.help or '')}"
    if hasattr(command, "commands"):
        if command.default:
            yield f"Without a further word: `{path} {command.default}`."
        if command.leads:
            yield f"With a word that is no command: `{path} {command.leads}`."
        for word, one in command.commands.items():
            yield from _described(one, f"{path} {word}", level + 1)
    else:
        yield _usage(command, path)
        yield from _options(command, path)


def _prose(text: str) -> str:
    """Paragraphs, each on one line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _usage(command: Any, path: str) -> str:
    context = typer.Context(command, info_name=path)
    return f"```\n{' '.join((path, *command.collect_usage_pieces(context)))}\n```"


def _options(command: Any, path: str) -> Iterator[str]:
    context = typer.Context(command, info_name=path)
    records = [parameter.get_help_record(context) for parameter in command.params]
    rows = [f"| `{TYPE.sub('', name)}` | {_cell(said)} |" for name, said in filter(None, records)]
    if rows:
        yield "\n".join(("| | |", "| --- | --- |", *rows))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
