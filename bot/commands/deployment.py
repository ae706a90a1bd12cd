"""Opens a deployment for the commands that work on one, and explains the errors that it ends with.

A command whose first parameter is `base` gets an existing deployment; one with `settings` gets these alone.
"""

import inspect
from typing import Any

from bot.base import existing, name
from bot.commands.answer import Printed, warn
from bot.commands.failures import explained
from bot.commands.family import OPENED, Command, plainly, result
from bot.commands.options import Invocation
from bot.observe.logs import configure_logs
from bot.settings.environment import Settings
from bot.settings.load import BadSettings, load_settings


def called(function: Command, invocation: Invocation, options: dict[str, Any]) -> Printed:
    """Call a command with what it needs opened. Raises Stop for every error."""
    first = next(iter(inspect.signature(function).parameters), "")
    if first not in OPENED:
        return plainly(function, invocation, options)
    settings = _settings(invocation)
    close = configure_logs(settings.log_level)
    try:
        if first == "base":
            return result(
                lambda: _with_base(function, settings, invocation, options),
                lambda error: explained(error, settings),
            )
        return result(lambda: function(settings, **options), lambda error: explained(error, settings))
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
