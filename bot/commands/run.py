"""Runs a command line to its end: an error is one line on standard error, and an exit status."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

import typer

from bot.commands.answer import Stop, WrongUsage, let_go, warn
from bot.commands.confined import confine

PRINTED_BY_TYPER = frozenset({"--help", "--version"})
INTERRUPTED = 130
"""The exit status that Typer gives for Ctrl-C, and no command of ours without a line of its own."""


def run(made: Callable[[], Any], program: str, arguments: Sequence[str]) -> int:  # a Typer command
    """Run the command line that `made` returns; its exit status. New files are their owner's alone."""
    confine()
    if (sys.stdout is None) and PRINTED_BY_TYPER.intersection(arguments):  # closed before the start
        return _end(program, Stop("standard output is closed: nothing was printed"))
    try:
        status = int(made()(args=[*arguments], prog_name=program, standalone_mode=False) or 0)
        return _end(program, Stop("interrupted", status)) if status == INTERRUPTED else status
    except typer.TyperException as error:
        return _end(program, _misused(error, program))
    except Stop as error:
        return _end(program, error)
    except (SystemExit, OSError) as error:  # of Typer, which could not print; a command's errors are a Stop
        let_go(sys.stdout)
        reason = getattr(error, "strerror", None) or "it is closed"
        return _end(program, Stop(f"standard output cannot be written ({reason})"))


def _end(program: str, error: Stop) -> int:
    warn(error.line, program)
    return error.status


def _misused(error: typer.TyperException, program: str) -> WrongUsage:
    context = getattr(error, "ctx", None)
    where = context.command_path if context else program
    return WrongUsage(f"{error.format_message().rstrip('.')}. Help: {where} --help")
