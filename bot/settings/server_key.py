"""The source of the server's key: a systemd credential, a variable or a file."""

import os
from pathlib import Path

from bot.settings.environment import Settings, variable
from storage.sealing.server_keys import CREDENTIAL, VARIABLE


def environment(settings: Settings) -> dict[str, str]:
    """The process's environment, with the key that the file of settings gives."""
    given = settings.server_key
    return dict(os.environ) | ({VARIABLE: given.get_secret_value()} if given else {})


def key_path(settings: Settings) -> Path:
    """The file of the server's key; needed only if no credential and no variable gives the key."""
    return settings.server_key_file or settings.data_dir / "server.key"


def key_source(settings: Settings) -> str:
    """The variable, credential or file that decides which server key is used, for an error's line."""
    if _credential().is_file():
        return f"the systemd credential {CREDENTIAL}"
    if settings.server_key:
        return VARIABLE
    return f"{variable(settings, 'server_key_file', 'data_dir')}: {key_path(settings)}"


def key_exists(settings: Settings) -> bool:
    """Whether there is a server key, good or bad."""
    return _credential().is_file() or settings.server_key is not None or key_path(settings).is_file()


def in_a_file(settings: Settings) -> bool:
    """Whether the server's key is read from a file, not from a credential or a variable."""
    return not _credential().is_file() and settings.server_key is None


def _credential() -> Path:
    return Path(os.environ.get("CREDENTIALS_DIRECTORY", "/nonexistent")) / CREDENTIAL
