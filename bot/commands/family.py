"""Makes Typer commands of plain functions.

A command is a function that returns what to print. Its parameters are the command's arguments and options,
but for a first parameter `base` or `settings`, which is opened for it (`deployment.py`). A function that
returns a Listing gets `--json`.
"""

import inspect
from collections.abc import Callable, Mapping
from inspect import Parameter, Signature
from typing import Annotated, Any, get_type_hints

import typer
from typer.core import TyperGroup
from typer.main import get_command

from bot.commands.answer import Listing, Printed, Stop, say, unforeseen
from flows.record import record

Command = Callable[..., Any]
Caller = Callable[[Command, Any, dict[str, Any]], Printed]
"""Calls a command with the options before it and its own. Raises Stop for every error."""
OPENED = frozenset({"base", "settings"})
Json = Annotated[bool, typer.Option("--json", help="Print JSON for another program in place of text.")]


@record
class Family:
    """Commands under one name: `functions` by the second word, `default` runs where there is none.

    `leads` runs where the second word names no command: it is that command's first argument.
    """

    functions: Mapping[str, Command]
    default: str = ""
    leads: str = ""


class Group(TyperGroup):
    """A family as Typer's group."""

    default = ""
    leads = ""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command that is meant in front, unless a command or `--help` was typed."""
        named = args[:1] and args[0] in self.commands
        option = args[:1] and args[0].startswith("-") and args[0] != "--help"
        other = self.leads and args[:1] and not named and args[0] != "--help"
        if self.default and (not args or option):
            args = [self.default, *args]
        elif other:
            args = [self.leads, *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands with the first paragraph of their help, uncut."""
        with formatter.section("Commands"):
            formatter.write_dl([(word, _first(one.help or "")) for word, one in self.commands.items()])


def _first(text: str) -> str:
    """The first paragraph on one line."""
    return " ".join(text.split("\n\n")[0].split())


def plainly(function: Command, _invocation: Any, options: dict[str, Any]) -> Printed:
    """Call a command that needs no deployment. Raises Stop for every error."""
    return result(lambda: function(**options), unforeseen)


def result(call: Callable[[], Any], explained: Callable[[Exception], Stop]) -> Printed:
    """The call's result; a number is an exit status. Raises Stop for every error."""
    try:
        found = call()
    except Exception as error:
        raise explained(error) from error
    return found if isinstance(found, Printed) else Printed(status=int(found or 0))


def built(  # a Typer command or group
    title: str, about: str, made: Family | Command, caller: Caller = plainly
) -> Any:
    """The command `title` of the command line; `about` is its help if it is a family."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    if not isinstance(made, Family):
        app.command(title)(_runner(made, caller))
        return get_command(app)
    for word, function in made.functions.items():
        app.command(word)(_runner(function, caller))
    app.callback(cls=type(title, (Group,), {"default": made.default, "leads": made.leads}), help=about)(
        _nothing
    )
    return get_command(app)


def _nothing() -> None:
    """A group by itself does nothing."""


def _runner(function: Command, caller: Caller) -> Callable[..., int]:
    """The function as Typer calls it: with the context, and without what is opened for it."""
    hints = get_type_hints(function, include_extras=True)
    given = list(inspect.signature(function).parameters.values())
    opened = bool(given) and given[0].name in OPENED
    listing = hints.get("return") is Listing

    def run(context: typer.Context, **options: Any) -> int:
        as_json = options.pop("as_json", False)
        return say(caller(function, context.obj, options), as_json=as_json)

    parameters = [each.replace(annotation=hints[each.name]) for each in given[opened:]]
    parameters = [Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context), *parameters]
    if listing:
        parameters.append(Parameter("as_json", Parameter.KEYWORD_ONLY, annotation=Json, default=False))
    kept = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in parameters]
    run.__signature__ = Signature(kept)  # type: ignore[attr-defined]  # read by inspect.signature
    run.__annotations__ = {each.name: each.annotation for each in kept}
    run.__doc__ = function.__doc__
    return run
