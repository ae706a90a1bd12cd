"""Loads the settings of a deployment; an error is one line that names the variable, never its value."""

import os
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.settings.config import BadConfig, load_config
from bot.settings.env_file import LOCAL, SYSTEM, BadEnvFile, env_file, read_names
from bot.settings.environment import PREFIX, Settings, example, variables
from bot.settings.shared.objects import A_BUCKET, NO_BUCKET

PREFIXES = (PREFIX, "TELEGRAM_", "TWILIO_", "SMTP_", "DIGEST_")
"""Beginnings of names that nobody but us sets: an unknown name with one of them is a mistake."""
IN_DATA_FOLDER = {"BALLEGH_DATABASE_URL", "BALLEGH_EVIDENCE_URL"}
"""Variables whose default lies in the data folder."""


class BadSettings(Exception):
    """A setting is wrong: one line with the variable, the reason and an example, never the value."""


def load_settings(given: Path | None = None, system: Path = SYSTEM, local: Path = LOCAL) -> Settings:
    """The settings: the environment first, then the one file (see `env_file`), then the defaults.

    Raises BadSettings.
    """
    path = env_file(given, system, local)
    try:
        names = (*os.environ, *(read_names(path) if path else ()))
    except BadEnvFile as error:
        raise BadSettings(str(error)) from None
    _refuse_unknown(names)
    try:
        settings = Settings(_env_file=path, _env_file_encoding="utf-8-sig")  # type: ignore[call-arg]  # the base class takes both
        load_config(settings.config_file)
    except ValidationError as error:
        raise BadSettings(_line(error, {name.upper() for name in names})) from None
    except BadConfig as error:
        raise BadSettings(f"BALLEGH_CONFIG: {error}") from None
    return settings


def _refuse_unknown(names: Iterable[str]) -> None:
    known = list(variables())
    for name in names:
        if name.upper().startswith(PREFIXES) and name not in known:
            close = get_close_matches(name.upper(), known, n=1)
            hint = f", did you mean {close[0]}?" if close else ""
            raise BadSettings(f"{name}: no such setting{hint}")


def _line(error: ValidationError, given: set[str]) -> str:
    """The first error as a line that names a variable of `given` where one of them is the cause."""
    first = error.errors(include_url=False, include_input=False)[0]
    reason = first["msg"].removeprefix("Value error, ")
    if not first["loc"]:
        return reason
    name = _variable(first)
    reason = f"{reason[0].lower()}{reason[1:]}"
    if name in IN_DATA_FOLDER and name not in given:
        return f"BALLEGH_DATA_DIR: in this folder {reason}{example('BALLEGH_DATA_DIR')}"
    if reason == NO_BUCKET:
        return f"{name}: {reason}. For example {name}={A_BUCKET}"
    return f"{name}: {reason}{example(name)}"


def _variable(first: ErrorDetails) -> str:
    place = str(first["loc"][0])
    field = Settings.model_fields.get(place)
    return str(field.validation_alias) if field else place
