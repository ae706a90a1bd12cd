"""Terms of a language's file (`-receipt = …`): what has one wording, wherever a message names it.

A term is written into the messages that name it when the file is read, so nothing of it is left to be
looked up later. fluent.runtime would look it up at each rendering, and put it into isolation marks: a line
of Arabic that begins with a term would lose its direction.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

from fluent.syntax import ast
from fluent.syntax.visitor import Transformer


class BadTerm(Exception):
    """A message or a term names what it cannot; the text names both."""


class _Writer(Transformer):
    """Replaces each reference to a term by the term's own words, inside one message."""

    def __init__(self, terms: Mapping[str, ast.Term], within: tuple[str, ...]) -> None:
        self._terms = terms
        self._within = within

    def visit_Pattern(self, node: ast.Pattern) -> ast.Pattern:
        parts = [part for element in node.elements for part in self._parts(element)]
        node.elements = list(_joined(parts))
        return self.generic_visit(node)

    def visit_MessageReference(self, node: ast.MessageReference) -> Any:
        raise BadTerm(f"{self._within[0]} names {node.id.name}, a message")

    def visit_TermReference(self, node: ast.TermReference) -> Any:
        raise BadTerm(f"{self._within[0]} takes -{node.id.name} for something else than its words")

    def _parts(self, element: ast.TextElement | ast.Placeable) -> list[ast.TextElement | ast.Placeable]:
        named = element.expression if isinstance(element, ast.Placeable) else None
        if not isinstance(named, ast.TermReference) or named.attribute or named.arguments:
            return [element]
        name = f"-{named.id.name}"
        if named.id.name not in self._terms:
            raise BadTerm(f"{self._within[0]} names {name}, and there is no such term")
        if name in self._within:
            raise BadTerm(f"{name} names itself")
        words = deepcopy(self._terms[named.id.name].value)
        return list(_Writer(self._terms, (*self._within, name)).visit(words).elements)


def _joined(parts: Iterable[Any]) -> Iterable[Any]:
    """Neighbouring texts as one, as the parser would have read them."""
    text = ""
    for part in parts:
        if isinstance(part, ast.TextElement):
            text += part.value
            continue
        if text:
            yield ast.TextElement(text)
        text = ""
        yield part
    if text:
        yield ast.TextElement(text)


def written_out(messages: Mapping[str, ast.Message], terms: Mapping[str, ast.Term]) -> dict[str, ast.Message]:
    """The messages with the words of the terms in place of their names. Raises BadTerm."""
    return {key: _Writer(terms, (key,)).visit(message) for key, message in messages.items()}
