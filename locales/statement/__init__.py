"""The words of the statement to the press, in French and Arabic."""

from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from locales.language import Language

SPOKEN = ("ar", "fr")
_FOLDER = Path(__file__).parent


@cache
def words(language: str, organisation: str) -> Language:
    """Return the messages of the statement. Raises BadLocale."""
    return Language(language, {"organisation": organisation}, ZoneInfo("UTC"), _FOLDER)
