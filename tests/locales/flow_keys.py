"""Every message key that the program may ask for: read from the flows' tables and from their source."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from flows import asides, care, indicators, officer, status, summary
from flows.book import FLOWS
from flows.categories import CATEGORIES, TABLE
from flows.conversation import Answer, Conversation
from flows.questions import Question
from flows.statuses import STATUSES
from flows.step import Flow
from handlers.webchat_page import TEXT_KEYS

FLOWS_FOLDER = Path(__file__).parents[2] / "flows"
CHANNELS = ("telegram", "whatsapp", "web")
OPENINGS = tuple(category.id for category in TABLE if category.opening)

SPELLED_OUT = {
    "advice-": CATEGORIES,
    "anonymity-": CHANNELS,
    "category-": CATEGORIES,
    "channel-": CHANNELS,
    "opening-": OPENINGS,
    "receipt-": ("unknown", "limited"),
    "status-": STATUSES,
}
"""What follows a prefix where a flow puts a key together."""

FROM_TABLES = {"ask-", "do-", "identity-", "label-"}
"""Prefixes of keys that are collected from the tables below."""

OUTSIDE = {
    "too-many",
    "busy",
    "bot-about",
    "bot-description",
    *(f"command-{name}" for name in ("start", "menu", "status", "help", "language", "hide", "cancel")),
    *TEXT_KEYS,
}
"""Said by the program around the flows."""

SAYS = {"Line", "Label", "Rejected", "line"}
OFFERS = {"escape", "standing"}

FULL = Conversation(
    "telegram:1",
    flow="report",
    answers=tuple(Answer(question.id, "") for question in summary.TABLE),
    signature="A",
    case="K7M29QXA",
)
STATES = (FULL, Conversation("whatsapp:1"), Conversation("telegram:1", officer="1"))
"""Conversations that between them are offered everything."""

OPEN_CASE = {"cases": ({"reference": "K7M29QXA", "status": "received"},)}


@dataclass(frozen=True, slots=True)
class Offer:
    """A question's answers, as (id, message key)."""

    question: str
    options: tuple[tuple[str, str], ...]


def questions() -> Iterator[Question]:
    for flow in FLOWS.values():
        yield from flow.questions
    yield from asides.ASIDES.values()


def offer(question: Question) -> Offer:
    """All that a question can ever offer."""
    ids = dict.fromkeys(option for state in STATES for option in question.options(state))
    ids |= dict.fromkeys(question.offer(OPEN_CASE))
    return Offer(question.id, tuple((option, question.label(option)[0]) for option in ids))


def offers() -> tuple[Offer, ...]:
    return tuple(found for question in questions() if (found := offer(question)).options)


def from_tables() -> set[str]:
    keys = {key for found in offers() for _, key in found.options}
    keys |= {f"ask-{question.id}" for question in questions() if _asks_plainly(question)}
    keys |= {f"label-{question.id}" for question in summary.TABLE}
    keys |= {f"label-{kind}" for kind in ("note", "edit", *get_args(indicators.Kind))}
    keys |= {*care.URGENT.values(), *care.GENTLE.values()}
    return keys | {prefix + rest for prefix, rests in SPELLED_OUT.items() for rest in rests}


def _asks_plainly(question: Question) -> bool:
    return question.show is None


def flow_of(question: str) -> Flow | None:
    return next((flow for flow in FLOWS.values() if flow.question(question)), None)


@dataclass(frozen=True, slots=True)
class Source:
    """What the source of the flows names: whole keys, the values given with them, beginnings of keys."""

    keys: frozenset[str]
    given: tuple[tuple[str, frozenset[str]], ...]
    prefixes: frozenset[str]


def from_source() -> Source:
    keys: set[str] = set()
    given: list[tuple[str, frozenset[str]]] = []
    prefixes: set[str] = set()
    for path in sorted(FLOWS_FOLDER.glob("*.py")):
        for function, call in _calls(ast.parse(path.read_text("utf-8"))):
            literal = set(_literal(call, function))
            keys |= literal
            prefixes |= set(_prefixes(call))
            if (names := _names(call)) is not None:
                given += [(key, names) for key in literal]
    keys |= {"not-understood"} if "not-understood" in keys else set()
    return Source(frozenset(keys), tuple(given), frozenset(prefixes))


def _calls(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Each call, with the function around it."""
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {id(node): scope for scope in scopes for node in ast.walk(scope)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield inside.get(id(node), tree), node


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _literal(call: ast.Call, function: ast.AST) -> Iterator[str]:
    name = _called(call)
    if name in OFFERS:
        yield from (f"do-{word}" for word in _words(call))
    elif name in SAYS and call.args:
        yield from _results(call.args[0], function)


def _words(call: ast.Call) -> Iterator[str]:
    for argument in call.args:
        yield from _results(argument, call)


def _results(node: ast.expr, function: ast.AST) -> Iterator[str]:
    """The texts that an expression may come to; a name's, where the function sets it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _results(node.body, function)
        yield from _results(node.orelse, function)
    elif isinstance(node, ast.Name):
        for other in ast.walk(function):
            if isinstance(other, ast.Assign) and _sets(other, node.id):
                yield from _results(other.value, call_free(function))


def _sets(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def call_free(_: ast.AST) -> ast.AST:
    """One step back is enough: a name set from another name is not followed."""
    return ast.Module(body=[], type_ignores=[])


def _prefixes(call: ast.Call) -> Iterator[str]:
    if _called(call) not in SAYS | {"Option"}:
        return
    for argument in call.args:
        for node in ast.walk(argument):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield str(node.values[0].value)


def _names(call: ast.Call) -> frozenset[str] | None:
    """The names of the values given; None where they are not spelled out."""
    if _called(call) == "line":
        return frozenset(keyword.arg or "" for keyword in call.keywords)
    if _called(call) != "Line":
        return None
    if len(call.args) < 2:
        return frozenset()
    given = call.args[1]
    if not isinstance(given, ast.Dict):
        return None
    return frozenset(key.value for key in given.keys if isinstance(key, ast.Constant))


def needed() -> set[str]:
    """Every key."""
    return from_tables() | from_source().keys | OUTSIDE


REFERENCED = (officer.OFFICER, status.STATUS)
