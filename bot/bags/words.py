"""The words of documents on paper, in `locales/papers`, with the labels that the whole product has.

They are simple messages of Fluent: values and nothing else, no plurals, no terms. So an officer's computer
needs no library for them; `tests/bot/bags/test_words.py` compares each with what Fluent makes of it.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from bot.pdf.text import FSI, PDI, island

FOLDER = Path(__file__).parents[2] / "locales"
_MESSAGE = re.compile(r"^([a-z][\w-]*) = (.*(?:\n[ \t]+.*)*)", re.MULTILINE)
_VALUE = re.compile(r"\{ \$(\w+) \}")


class Words:
    """The words in one language: `ar`, `fr` or `en`, which has few."""

    def __init__(self, language: str, folder: Path = FOLDER) -> None:
        self.language = language
        files = (f"{language}.ftl", f"desk/{language}.ftl", f"papers/{language}.ftl")
        self._messages: dict[str, str] = {}
        for file in (folder / name for name in files):
            if file.is_file():
                self._messages |= _read(file)

    def text(self, key: str, **values: str) -> str:
        """Return a message, each value as an island of its own. Raises KeyError."""
        return _VALUE.sub(lambda found: _isolated(values[found[1]]), self._messages[key])

    def label(self, kind: str, name: str) -> str:
        """Return the label of a name (`status`, `received`); the name itself where there is none."""
        found = self._messages.get(f"{kind}-{name}", "")
        return found if found and "{" not in found else island(name)

    def has(self, key: str) -> bool:
        """Return whether there is such a message."""
        return key in self._messages


def moment(seconds: float) -> str:
    """Return a time as people read it on paper, in UTC."""
    return island(datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%d %H:%M:%S UTC"))


def _isolated(value: str) -> str:
    """Return a value as an island, unless it holds one already."""
    return value if PDI in value else f"{FSI}{value}{PDI}"


def _read(file: Path) -> dict[str, str]:
    """Return the messages of a file, continued lines joined as they stand."""
    return {
        key: "\n".join(line.strip() for line in value.split("\n"))
        for key, value in _MESSAGE.findall(file.read_text("utf-8"))
    }
