"""One thing is named as one: no command says `1 cases`."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import bot
from bot.commands.counts import counted

NOUNS = (
    "boxes cases characters conversations days discrepancies entries events files indicators keys letters "
    "lines messages minutes numbers officers people pictures pieces rows sources values wraps"
)
_AFTER = re.compile(rf" (?:\w+ ){{0,2}}(?:{'|'.join(NOUNS.split())})\b")
FILES = [
    path
    for path in sorted(Path(bot.__file__).parent.joinpath("commands").rglob("*.py"))
    if path.name != "__init__.py"
]


def counts(source: str) -> Iterator[str]:
    """The formatted numbers that a noun in the plural follows, apart from constants, which are many."""
    for node in ast.walk(ast.parse(source)):
        parts = node.values if isinstance(node, ast.JoinedStr) else []
        for number, after in pairwise(parts):
            if (
                isinstance(number, ast.FormattedValue)
                and isinstance(after, ast.Constant)
                and isinstance(after.value, str)
                and _AFTER.match(after.value)
                and not ast.unparse(number.value).isupper()
                and not ast.unparse(number.value).startswith("counted(")
            ):
                yield f"{ast.unparse(number.value)}" + after.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_command_words_a_number_by_itself(path: Path) -> None:
    assert [*counts(path.read_text("utf-8"))] == []


def test_such_words_are_found() -> None:
    assert [*counts('f"{n} cases"')] == ["n cases"]
    assert [*counts('f"{len(x)} more keys for {NAME} characters, {counted(n, 1)} cases"')] == [
        "len(x) more keys for "
    ]


@pytest.mark.parametrize(("number", "said"), [(0, "0 boxes"), (1, "1 box"), (2, "2 boxes")])
def test_a_number_has_the_word_that_fits(number: int, said: str) -> None:
    assert counted(number, "box", "boxes") == said
    assert counted(number, "key") == f"{number} key{'' if number == 1 else 's'}"
