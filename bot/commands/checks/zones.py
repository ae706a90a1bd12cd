"""Whether the rules of the time zone are new enough: governments change them at a few weeks' notice."""

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo

import tzdata  # type: ignore[import-untyped]  # it comes without types

from bot.base import Base
from bot.commands.checks.finding import ON, WARN, Finding

LINE = "# version "


def time_zone(base: Base) -> Finding:
    """The clock of the deployment's zone, as this system's rules have it."""
    return compared(base.settings.timezone, system_version(TZPATH), datetime.fromtimestamp(base.clock(), UTC))


def compared(zone: ZoneInfo, version: str, now: datetime) -> Finding:
    """Compare the system's rules of this version with those that came with the program.

    A version is as `2026f`; an empty one is not known, and taken for the older one where the clocks differ.
    """
    here, newer = now.astimezone(zone), _of_program(zone.key)
    said = f"{here:%H:%M} now in {zone.key}"
    if (
        newer is None
        or version >= tzdata.IANA_VERSION
        or now.astimezone(newer).utcoffset() == here.utcoffset()
    ):
        return Finding(ON, "time", said)
    rules = f"rules of {version}" if version else "rules"
    right = f"{now.astimezone(newer):%H:%M} by those of {tzdata.IANA_VERSION}"
    return Finding(WARN, "time", f"{said} by this system's {rules}, {right}: update the system's tzdata")


def system_version(folders: tuple[str, ...]) -> str:
    """Return the version of the rules in the first of these folders that says it; empty where none does."""
    for folder in folders:
        try:
            with (Path(folder) / "tzdata.zi").open(encoding="utf-8") as file:
                first = file.readline()
        except OSError:
            continue
        if first.startswith(LINE):
            return first.removeprefix(LINE).strip()
    return ""


def _of_program(key: str) -> ZoneInfo | None:
    try:
        with files("tzdata").joinpath("zoneinfo", *key.split("/")).open("rb") as file:
            return ZoneInfo.from_file(file, key)
    except (OSError, ValueError):
        return None
