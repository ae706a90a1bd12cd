"""The words of the product: one Fluent file a language. Message keys and values come in, texts go out."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flows.core.effects import Args, Code, Say
from flows.languages import LANGUAGES as TABLE
from locales.language import FOLDER, LEFT_OUT, NOTHING, NUMBERS_ABROAD, BadLocale, Language
from locales.layout import joined

__all__ = ["LANGUAGES", "BadLocale", "Catalogue", "Choice", "Rendered"]

LANGUAGES = tuple(TABLE)
GIVEN = (
    "police",
    "police_mobile",
    "gendarmerie",
    "ambulance",
    "children",
    "women",
    "trafficking",
    "platform",
    "consulate",
    "images_adults",
    "images_minors",
    "listening",
)
"""The lines to call, which every message may use, as `organisation` too."""

OPTIONAL = frozenset({"listening"})
"""Lines that a deployment need not have."""


class Choice(NamedTuple):
    """A button."""

    id: str
    label: str
    nav: bool


class Rendered(NamedTuple):
    """A message in one language. Each code stands in the text, alone on its line."""

    text: str
    buttons: tuple[Choice, ...]
    codes: tuple[str, ...]


def _abroad(speaks: Language, say: Say) -> list[str]:
    """The texts of a message for somebody abroad: the numbers for help there, once."""
    numbers = {"emergency": say.emergency}
    first = speaks.text(NUMBERS_ABROAD, numbers).split("\n")[0]
    texts: list[str] = []
    for line in say.lines:
        if isinstance(line, Code):
            texts.append(line.text)
        else:
            told = any(first in text for text in texts)
            texts.append(speaks.text_abroad(line.key, line.args, numbers, told=told))
    return texts


class Catalogue:
    """Every message in every language."""

    def __init__(self, languages: Mapping[str, Language]) -> None:
        self._languages = languages

    @classmethod
    def load(
        cls, lines: Mapping[str, str | int], organisation: str, zone: str, folder: Path = FOLDER
    ) -> "Catalogue":
        """The three files, with the `lines` that GIVEN names. Raises BadLocale or KeyError."""
        given = {name: str(lines[name]) for name in GIVEN if name not in OPTIONAL}
        given |= {name: str(lines.get(name) or LEFT_OUT) for name in OPTIONAL} | {
            "organisation": organisation
        }
        return cls({name: Language(name, given, ZoneInfo(zone), folder) for name in LANGUAGES})

    def with_statuses(self, own: Mapping[str, Mapping[str, str]]) -> "Catalogue":
        """Say a deployment's own words for what statuses mean, by language and status; return the same."""
        for language, texts in own.items():
            self._languages[language].say_instead({f"meaning-{name}": text for name, text in texts.items()})
        return self

    def text(self, language: str, key: str, args: Args = NOTHING) -> str:
        """A message, each value isolated from the text's direction. Raises KeyError."""
        return self._languages[language].text(key, args)

    def label(self, language: str, key: str, args: Args = NOTHING) -> str:
        """A message for a button, without isolation marks. Raises KeyError."""
        return self._languages[language].label(key, args)

    def names(self) -> dict[str, tuple[str, ...]]:
        """Return the label of each option in every language, by its message key."""
        labels = [language.labels for language in self._languages.values()]
        keys = [key for key in labels[0] if not key.startswith("web-")]
        return {key: tuple(known[key] for known in labels) for key in keys}

    def rendered(self, say: Say, language: str) -> Rendered:
        """A whole message: its text, its buttons, and the codes in it. Raises KeyError."""
        speaks = self._languages[language]
        codes = [line.text for line in say.lines if isinstance(line, Code)]
        texts = (
            _abroad(speaks, say)
            if say.emergency
            else [
                line.text if isinstance(line, Code) else speaks.text(line.key, line.args)
                for line in say.lines
            ]
        )
        choices = [Choice(one.id, speaks.label(one.key, one.args), one.nav) for one in say.options]
        return Rendered(joined(say.lines, texts), tuple(choices), tuple(codes))

    def web_texts(self) -> dict[str, dict[str, str]]:
        """Return the texts of the web page itself (`web-…`), by language."""
        return {
            name: {key: text for key, text in language.labels.items() if key.startswith("web-")}
            for name, language in self._languages.items()
        }
