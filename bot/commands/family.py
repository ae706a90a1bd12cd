"""Makes Typer commands of plain functions.

A command is a function that returns what to print. Its parameters are the command's arguments and options. A
first parameter `base` is an existing deployment, which is opened for it; a first parameter `settings` is only
read. A function that returns a Listing gets `--json`.
"""

import inspect
from collections.abc import Callable, Mapping
from inspect import Parameter, Signature
from typing import Annotated, Any, get_type_hints

import typer
from typer.core import TyperGroup
from typer.main import get_command

from bot.base import Base, existing, name
from bot.commands.answer import Listing, Printed, say, warn
from bot.commands.failures import explained
from bot.commands.options import Invocation
from bot.observe.logs import configure_logs
from bot.settings.environment import Settings
from bot.settings.load import BadSettings, load_settings
from flows.record import record

Command = Callable[..., Any]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for another program in place of text.")]


@record
class Family:
    """Commands under one name: `functions` by the second word, `default` runs where there is none."""

    functions: Mapping[str, Command]
    default: str = ""


class _Group(TyperGroup):
    """A family as Typer's group."""

    default = ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default command in front, unless a command or `--help` was typed."""
        if self.default and (not args or (args[0].startswith("-") and args[0] != "--help")):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands with the first paragraph of their help, uncut."""
        with formatter.section("Commands"):
            formatter.write_dl([(word, _first(one.help or "")) for word, one in self.commands.items()])


def _first(text: str) -> str:
    """The first paragraph on one line."""
    return " ".join(text.split("\n\n")[0].split())


def built(title: str, about: str, made: Family | Command) -> Any:  # Any: a Typer command or group
    """The command `title` of the command line; `about` is its help if it is a family."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    if not isinstance(made, Family):
        app.command(title)(_runner(made))
        return get_command(app)
    for word, function in made.functions.items():
        app.command(word)(_runner(function))
    app.callback(cls=type(title, (_Group,), {"default": made.default}), help=about)(_nothing)
    return get_command(app)


def _nothing() -> None:
    """A group by itself does nothing."""


def _runner(function: Command) -> Callable[..., int]:
    """The function as Typer calls it: with the context, and without what is opened for it."""
    hints = get_type_hints(function, include_extras=True)
    given = list(inspect.signature(function).parameters.values())
    opened = hints[given[0].name] if given and given[0].name in {"base", "settings"} else None
    listing = hints.get("return") is Listing

    def run(context: typer.Context, **options: Any) -> int:
        as_json = options.pop("as_json", False)
        return say(_printed(function, opened, context.obj, options), as_json=as_json)

    parameters = [each.replace(annotation=hints[each.name]) for each in given[opened is not None :]]
    parameters = [Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context), *parameters]
    if listing:
        parameters.append(Parameter("as_json", Parameter.KEYWORD_ONLY, annotation=Json, default=False))
    kept = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in parameters]
    run.__signature__ = Signature(kept)  # type: ignore[attr-defined]  # read by inspect.signature
    run.__annotations__ = {each.name: each.annotation for each in kept}
    run.__doc__ = function.__doc__
    return run


def _printed(function: Command, opened: Any, invocation: Invocation, options: dict[str, Any]) -> Printed:
    """Call the function with what it needs opened. Raises Stop."""
    if opened is None:
        return _result(lambda: function(**options), None)
    settings = _settings(invocation)
    close = configure_logs(settings.log_level)
    try:
        if opened is Base:
            return _result(lambda: _with_base(function, settings, invocation, options), settings)
        return _result(lambda: function(settings, **options), settings)
    finally:
        close()


def _settings(invocation: Invocation) -> Settings:
    try:
        return load_settings(invocation.env_file)
    except BadSettings as error:
        raise explained(error) from error


def _with_base(function: Command, settings: Settings, invocation: Invocation, options: dict[str, Any]) -> Any:
    base = existing(settings)
    try:
        if not invocation.quiet:
            warn(f"using data folder {settings.data_dir}, database {name(settings)}")
        return function(base, **options)
    finally:
        base.database.close()


def _result(call: Callable[[], Any], settings: Settings | None) -> Printed:
    """The call's result; a number is an exit status. Raises Stop for every error."""
    try:
        result = call()
    except Exception as error:
        raise explained(error, settings) from error
    return result if isinstance(result, Printed) else Printed(status=int(result or 0))
