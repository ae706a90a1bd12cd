"""The command line: which commands there are, and how each of them ends.

Exit status: 0 done, 1 refused or failed, 2 wrong usage or a wrong setting. An error is one line on standard
error. Only the module of the command that is called is loaded.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from bot.commands.answer import PROGRAM, WrongUsage
from bot.commands.options import Invocation
from bot.commands.run import run
from flows.record import record

ABOUT = (
    "Ballegh, a reporting line in a web chat, Telegram and WhatsApp. Without a command: serve.\n\n"
    "Exit status: 0 done, 1 refused or failed, 2 wrong usage or a wrong setting."
)


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
    "link": Entry("operations.link", "link", "Print links and QR codes that open the chat at a category."),
    "officer": Entry(
        "casework.officers", "OFFICER", "List the officers; add, invite, confirm, suspend or remove one."
    ),
    "desk": Entry("operations.desk", "DESK", "Print the hashes of the officers' page."),
    "keys": Entry("casework.keys", "KEYS", "List, add or remove the keys that cases are sealed to."),
    "case": Entry("casework.cases", "CASE", "List, show or hold cases; open or rekey a bundle."),
    "campaign": Entry("casework.campaigns", "CAMPAIGN", "List campaigns, show, change or decide one."),
    "export": Entry(
        "exchange.transfer", "EXPORT", "Write one case for an officer, or indicators for partners."
    ),
    "import": Entry("exchange.transfer", "IMPORT", "Mark what a partner's list names as known."),
    "indicator": Entry(
        "exchange.indicators", "INDICATOR", "Confirm indicators; list and drop partners' lists."
    ),
    "dead": Entry("operations.dead", "DEAD", "List, show, retry or drop events that failed."),
    "outbox": Entry("operations.outbox", "OUTBOX", "List, retry or drop messages that did not go out."),
    "digest": Entry("casework.digest", "digest", "Print the digest as officers get it."),
    "stats": Entry("casework.stats", "stats", "Count the cases of a period, beside the one before."),
    "statement": Entry("casework.statement", "statement", "Print the statement to the press on a period."),
    "understand": Entry("casework.understand", "understood", "Say how texts are read, one JSON line each."),
    "backup": Entry("operations.backup", "backup", "Copy everything that can be lost, beside the server."),
    "restore": Entry("operations.restore", "restore", "Put a backup into an empty deployment."),
    "verify": Entry(
        "operations.verify", "VERIFY", "Check the custody log, the files and the rows; or a bag."
    ),
}
"""Every command in the order of the help; another one is another line."""


def main(arguments: Sequence[str]) -> int:
    """Run a command; its exit status."""
    return run(root, PROGRAM, arguments)


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
            raise WrongUsage(f"there is no command {cmd_name!r}{hint}. Help: {PROGRAM} --help")
        return loaded(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the names with their help, loading none of the modules."""
        with formatter.section("Commands"):
            formatter.write_dl([(title, entry.about) for title, entry in COMMANDS.items()])


def loaded(title: str) -> Any:  # Any: a Typer command or group
    """The command of this name, its module loaded."""
    from bot.commands.deployment import called  # loads storage: not for each `--help`
    from bot.commands.family import built

    entry = COMMANDS[title]
    module = import_module(f"bot.commands.{entry.module}")
    return built(title, entry.about, getattr(module, entry.attribute), called)


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
