"""The command line: which commands there are, and how each of them ends.

Exit status: 0 done, 1 refused or failed, 2 wrong usage or a wrong setting. An error is one line on standard
error. Only the module of the command that is called is loaded.
"""

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from bot.commands.answer import Stop, WrongUsage, let_go, warn
from bot.commands.confined import confine
from bot.commands.options import Invocation
from flows.record import record

NAME = "main.py"
ABOUT = (
    "Ballegh, a reporting line in a web chat, Telegram and WhatsApp. Without a command: serve.\n\n"
    "Exit status: 0 done, 1 refused or failed, 2 wrong usage or a wrong setting."
)


PRINTED_BY_TYPER = frozenset({"--help", "--version"})


@record
class Entry:
    """A command of the first level: the module and the name in it, and a line of help."""

    module: str
    attribute: str
    about: str


COMMANDS = {
    "serve": Entry("operations.serve", "serve", "Serve the web chat and the channels that are on."),
    "init": Entry("operations.init", "init", "Make the data folder, the database and the server key."),
    "doctor": Entry("operations.doctor", "doctor", "Say what is on, what is off, and what is wrong."),
    "migrate": Entry("operations.migrate", "migrate", "Bring the tables to this program's version."),
    "officer": Entry("casework.officers", "OFFICER", "List the officers; add or remove one."),
    "keys": Entry("casework.keys", "KEYS", "List, add or remove the keys that cases are sealed to."),
    "case": Entry("casework.cases", "CASE", "List, show or hold cases; open or rekey a bundle."),
    "export": Entry("casework.bundle", "exported", "Write one case as a bundle for an officer's machine."),
    "dead": Entry("operations.dead", "DEAD", "List, show, retry or drop events that failed."),
    "outbox": Entry("operations.outbox", "OUTBOX", "List, retry or drop messages that did not go out."),
    "digest": Entry("casework.digest", "digest", "Print the digest as officers get it."),
    "stats": Entry("casework.stats", "stats", "Count the cases by category and status."),
    "understand": Entry("casework.understand", "understood", "Say how texts are read, one JSON line each."),
    "backup": Entry("operations.backup", "backup", "Copy everything that can be lost, beside the server."),
    "restore": Entry("operations.restore", "restore", "Put a backup into an empty deployment."),
    "verify": Entry("operations.verify", "verify", "Check the custody log, the files and the rows."),
}
"""Every command in the order of the help; another one is another line."""


def main(arguments: Sequence[str]) -> int:
    """Run a command; its exit status. What the process makes from here on is its owner's alone."""
    confine()
    if (sys.stdout is None) and PRINTED_BY_TYPER.intersection(arguments):  # closed before the start
        return _end(Stop("standard output is closed: nothing was printed"))
    try:
        return int(root()(args=[*arguments], prog_name=NAME, standalone_mode=False) or 0)
    except typer.TyperException as error:
        return _end(_misused(error))
    except Stop as error:
        return _end(error)
    except (SystemExit, OSError) as error:  # of Typer, which could not print; a command's errors are a Stop
        let_go(sys.stdout)
        reason = getattr(error, "strerror", None) or "it is closed"
        return _end(Stop(f"standard output cannot be written ({reason})"))


def _end(error: Stop) -> int:
    warn(error.line)
    return error.status


def _misused(error: typer.TyperException) -> WrongUsage:
    context = getattr(error, "ctx", None)
    where = context.command_path if context else NAME
    return WrongUsage(f"{error.format_message().rstrip('.')}. Help: {where} --help")


class Commands(TyperGroup):
    """The first level; each command's module is loaded when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name. Raises WrongUsage if there is none."""
        if cmd_name not in COMMANDS:
            close = get_close_matches(cmd_name, COMMANDS, n=1)
            hint = f", did you mean {close[0]}?" if close else ""
            raise WrongUsage(f"there is no command {cmd_name!r}{hint}. Help: {NAME} --help")
        return loaded(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the names with their help, loading none of the modules."""
        with formatter.section("Commands"):
            formatter.write_dl([(title, entry.about) for title, entry in COMMANDS.items()])


def loaded(title: str) -> Any:  # Any: a Typer command or group
    """The command of this name, its module loaded."""
    from bot.commands.family import built  # loads storage: not for each `--help`

    entry = COMMANDS[title]
    module = import_module(f"bot.commands.{entry.module}")
    return built(title, entry.about, getattr(module, entry.attribute))


def root() -> Any:  # Any: Typer's group
    """The whole command line."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.callback(cls=Commands, invoke_without_command=True, help=ABOUT)(_start)
    return get_command(app)


def _version(asked: bool) -> None:
    if asked:
        from bot.observe.version import version

        typer.echo(f"ballegh {version()}")
        raise typer.Exit


def _start(
    context: typer.Context,
    env_file: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="The file of settings; environment variables win over it. By default "
            "/etc/ballegh/ballegh.env if it can be read, else .env. Example: --env-file /srv/ballegh.env",
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Do not say which data folder and database are used.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> Any:
    """Keep the options for the command that follows; serve where none does."""
    context.obj = Invocation(env_file, quiet)
    if context.invoked_subcommand is None:
        command = loaded("serve")
        with command.make_context("serve", [], parent=context) as serving:
            return command.invoke(serving)
    return None
