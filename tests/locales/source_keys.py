"""The message keys and values that the source of the flows names."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "flows"
STATEMENT = FOLDER / "figures" / "statement.py"
"""Its words stand in files of their own: `tests/locales/statement`."""
SAYS = {"Line", "Label", "Rejected", "line", "first"}
OFFERS = {"escape", "standing"}


@dataclass(frozen=True, slots=True)
class Source:
    """Whole keys; the values given with them, where they are spelled out; beginnings of keys put together."""

    keys: frozenset[str]
    given: tuple[tuple[str, frozenset[str]], ...]
    prefixes: frozenset[str]


@cache
def from_source() -> Source:
    """What `flows/` names."""
    keys: set[str] = set()
    given: list[tuple[str, frozenset[str]]] = []
    prefixes: set[str] = set()
    for path in sorted(FOLDER.rglob("*.py")):
        if path == STATEMENT:
            continue
        for scope, call in _calls(ast.parse(path.read_text("utf-8"))):
            literal = set(_literal(call, scope))
            keys |= literal
            prefixes |= set(_prefixes(call))
            if (names := _values(call)) is not None:
                given += [(key, names) for key in literal]
    return Source(frozenset(keys), tuple(given), frozenset(prefixes))


def _calls(tree: ast.Module) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Each call, with the function around it."""
    scopes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    around = {id(node): scope for scope in scopes for node in ast.walk(scope)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield around.get(id(node), tree), node


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _literal(call: ast.Call, scope: ast.AST) -> Iterator[str]:
    if _called(call) in OFFERS:
        yield from (f"do-{word}" for argument in call.args for word in _texts(argument))
    elif _called(call) == "Option":
        yield from _texts(call.args[1])
    elif _called(call) in SAYS and call.args:
        first = call.args[0]
        yield from _texts(first)
        if isinstance(first, ast.Name):
            yield from _assigned(first.id, scope)


def _texts(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may come to."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _assigned(name: str, scope: ast.AST) -> Iterator[str]:
    """The texts that a function gives to a name."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and [name] == [getattr(one, "id", "") for one in node.targets]:
            yield from _texts(node.value)


def _prefixes(call: ast.Call) -> Iterator[str]:
    if _called(call) not in SAYS:
        return
    for argument in call.args:
        for node in ast.walk(argument):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                yield str(node.values[0].value)


def _values(call: ast.Call) -> frozenset[str] | None:
    """The names of the values given with a line; None where they are not spelled out."""
    if _called(call) == "line":
        return frozenset(keyword.arg or "" for keyword in call.keywords)
    if _called(call) != "Line":
        return None
    if len(call.args) == 1:
        return frozenset()
    given = call.args[1]
    if not isinstance(given, ast.Dict):
        return None
    return frozenset(str(key.value) for key in given.keys if isinstance(key, ast.Constant))
