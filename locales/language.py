"""One language: its file, read once, and its messages with their values."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentType, fluent_date, fluent_number
from fluent.syntax import FluentParser, ast

from flows.core.effects import Args, Label, Value, When
from flows.languages import LANGUAGES
from locales import abroad
from locales.terms import BadTerm, written_out

FOLDER = Path(__file__).parent

NOTHING: Args = MappingProxyType({})
KEPT = 4096

LEFT_OUT = "\0"
"""A given value that there is none of: a constant message is said without the line that holds the value."""

NUMBERS_ABROAD = "abroad-numbers"
"""The message with the number for help in another country, and the consulate."""

_ALONE = re.compile(r"^\u2068([^\u2068\u2069\n]*)\u2069$", re.MULTILINE)
_LEFT_OUT = re.compile(r"^.*\0.*\n?", re.MULTILINE)
_ISOLATES = {0x2068: None, 0x2069: None}
_DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class BadLocale(Exception):
    """A language's file is broken; the text names the file and the line, never a value."""


class Language:
    """The messages of one language, by key. Those without variable values are rendered once.

    Its syntax is let go then: four of five messages are such. So no message can name another; the terms that
    it names have been written into it.
    """

    def __init__(self, name: str, given: Mapping[str, str], zone: ZoneInfo, folder: Path = FOLDER) -> None:
        messages = read(folder / f"{name}.ftl")
        constant = [key for key, message in messages.items() if set(variables(message)) <= given.keys()]
        self._bundle = _bundle(name, messages)
        self._given = {
            key: {name: given[name] for name in variables(message) if name in given}
            for key, message in messages.items()
        }
        self._zone = zone
        self._counted = lru_cache(KEPT)(self._fill)
        filled = self._marked(constant, given)
        self._moroccan = {key: text for key, text in filled.items() if abroad.MARK in text}
        self._texts = {key: text.replace(abroad.MARK, "") for key, text in filled.items()}
        self._bundle = _bundle(name, {key: messages[key] for key in messages.keys() - self._texts.keys()})
        self._labels = {key: bare(text) for key, text in self._texts.items()}

    def _marked(self, constant: Iterable[str], given: Mapping[str, str]) -> dict[str, str]:
        """The texts of constant messages, with marks around the numbers of Morocco."""
        marked = abroad.marked(given, LEFT_OUT)
        return {
            key: _LEFT_OUT.sub("", self._fill(key, [(name, marked[name]) for name in self._given[key]]))
            for key in constant
        }

    def say_instead(self, texts: Mapping[str, str]) -> None:
        """Say a deployment's own texts in place of these constant messages."""
        self._texts |= texts
        self._labels = {key: bare(text) for key, text in self._texts.items()}

    @property
    def labels(self) -> Mapping[str, str]:
        """Return the messages without variable values, without isolation marks."""
        return self._labels

    def text(self, key: str, args: Args = NOTHING) -> str:
        """The message; each value stands in isolation marks, unless alone on its line. Raises KeyError."""
        ready = self._texts.get(key)
        if ready is not None:
            return ready
        items = tuple(args.items())
        if any(isinstance(value, str) for value in args.values()):
            return self._fill(key, items)  # someone's words: said, never kept
        return self._counted(key, items)

    def text_abroad(self, key: str, args: Args, numbers: Args, *, told: bool) -> str:
        """The message for somebody abroad; `told`: the reply has the numbers already. Raises KeyError."""
        marked = self._moroccan.get(key)
        if marked is None:
            return self.text(key, args)
        lines = self.text(NUMBERS_ABROAD, numbers)
        return abroad.there(marked, str(numbers["emergency"]), lines, told=told)

    def label(self, key: str, args: Args = NOTHING) -> str:
        """The message without isolation marks, for a button. Raises KeyError."""
        ready = self._labels.get(key)
        return bare(self.text(key, args)) if ready is None else ready

    def _fill(self, key: str, items: Iterable[tuple[str, Value]]) -> str:
        values: dict[str, str | FluentType] = {name: self._shown(value) for name, value in items}
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        text, errors = self._bundle.format_pattern(pattern, {**self._given[key], **values})
        if errors:
            raise KeyError(key)
        return _ALONE.sub(r"\1", str(text))

    def _shown(self, value: Value) -> str | FluentType:
        if isinstance(value, Label):
            return self.label(value.key)
        if isinstance(value, When):
            return fluent_date(datetime.fromtimestamp(value.time, self._zone))
        if isinstance(value, str):
            return undirected(value)
        return fluent_number(value, useGrouping=False)


def _bundle(name: str, messages: Mapping[str, ast.Message]) -> FluentBundle:
    bundle = FluentBundle([LANGUAGES[name].region], use_isolating=True)
    bundle.add_resource(ast.Resource([*messages.values()]))
    return bundle


def bare(text: str) -> str:
    """Without isolation marks."""
    return text.translate(_ISOLATES)


def undirected(value: str) -> str:
    """A value without marks of its own that would reach beyond it."""
    return value if value.isascii() else value.translate(_DIRECTION)


def read(path: Path) -> dict[str, ast.Message]:
    """A file's messages by key, the words of the terms in them. Raises BadLocale.

    The file is broken where a line is no Fluent, a key stands twice, or a message names what there is not.
    """
    messages, terms = entries(path)
    try:
        return written_out(messages, terms)
    except BadTerm as bad:
        raise BadLocale(f"{path.name}: {bad}") from None


def entries(path: Path) -> tuple[dict[str, ast.Message], dict[str, ast.Term]]:
    """A file's messages and terms as they are written. Raises BadLocale."""
    messages: dict[str, ast.Message] = {}
    terms: dict[str, ast.Term] = {}
    source = path.read_text("utf-8")
    for entry in FluentParser(with_spans=False).parse(source).body:
        if isinstance(entry, ast.Junk):
            line = source.count("\n", 0, source.index(str(entry.content))) + 1
            raise BadLocale(f"{path.name}, line {line}: not understood")
        if isinstance(entry, ast.Message):
            _keep(messages, entry, path)
        elif isinstance(entry, ast.Term):
            _keep(terms, entry, path)
    return messages, terms


def _keep(kept: dict[str, Any], entry: ast.Message | ast.Term, path: Path) -> None:
    if entry.id.name in kept:
        raise BadLocale(f"{path.name}: {entry.id.name} stands twice")
    kept[entry.id.name] = entry


def variables(node: object) -> Iterator[str]:
    """The names of the values that a message takes."""
    if isinstance(node, ast.VariableReference):
        yield node.id.name
    elif isinstance(node, ast.BaseNode):
        for child in vars(node).values():
            yield from variables(child)
    elif isinstance(node, list):
        for child in node:
            yield from variables(child)
