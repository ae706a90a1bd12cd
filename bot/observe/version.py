"""The version of this program, which stands in `pyproject.toml` alone."""

import tomllib
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[2] / "pyproject.toml"


@cache
def version() -> str:
    """The version, such as `0.2.0`."""
    return str(tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"])
