"""The files of keys: their places, and whether others than their owner can read them."""

import stat
from collections.abc import Iterator
from pathlib import Path

from bot.base import Base
from bot.commands.checks.finding import BAD, ON, WARN, Finding
from bot.settings.environment import Settings
from bot.settings.server_key import in_a_file, key_path


def key_modes(base: Base) -> Iterator[Finding]:
    """Findings about key files that others than their owner may read or change, and about the data folder."""
    folder = base.settings.data_dir
    files = sorted({*folder.glob("*.key"), *folder.glob("keys/*.key")})
    if in_a_file(base.settings):
        files.append(key_path(base.settings))
    for path in dict.fromkeys(files):
        if others := _others(path):
            yield Finding(
                BAD, "key file", f"{path} has mode {others}, wider than its owner: chmod 600 {path}"
            )
    if others := _others(folder):
        yield Finding(WARN, "data folder", f"{folder} has mode {others}: chmod 700 {folder}")


def _others(path: Path) -> str:
    """The mode of a path that is open to more than its owner; else empty, as for a path that is not there."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return ""
    return f"{mode:o}" if mode & (stat.S_IRWXG | stat.S_IRWXO) else ""


def server_key(settings: Settings) -> Finding:
    """Return where the server's key lies."""
    if not in_a_file(settings):
        return Finding(ON, "server key", "from the environment")
    path = key_path(settings)
    if settings.data_dir in path.absolute().parents:
        return Finding(WARN, "server key", f"lies beside the data, in {path}: set BALLEGH_SERVER_KEY_FILE")
    return Finding(ON, "server key", str(path))
