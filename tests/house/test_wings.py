"""Every folder holds at most a dozen files, and the sub-packages of a package import one another one way."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.house.source import ROOT, nodes

PACKAGES = ("bot", "handlers", "flows", "storage")
MOST = 12
CODE = {".py", ".js", ".ts"}
UNCOUNTED = {"__init__.py"}


def crowded(root: Path) -> dict[str, int]:
    """The folders below `root` that hold more than a dozen code files, and how many they hold."""
    counts: dict[str, int] = defaultdict(int)
    for path in root.rglob("*"):
        generated = {"versions", "node_modules", "__pycache__"} & set(path.parts)
        if path.suffix in CODE and path.name not in UNCOUNTED and not generated:
            counts[path.parent.relative_to(root).as_posix()] += 1
    return {folder: count for folder, count in counts.items() if count > MOST}


def wing(module: str) -> str:
    """The sub-package of a module (`bot.turn`); for a file at the top of a package, the file itself."""
    return ".".join(module.split(".")[:2])


def arrows(root: Path, package: str) -> Mapping[str, set[str]]:
    """The sub-packages that each sub-package of `package` imports."""
    graph: dict[str, set[str]] = defaultdict(set)
    for path in (root / package).rglob("*.py"):
        name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        for module in imported(path, package):
            graph[wing(name)].add(wing(module))
    return {source: targets - {source, package} for source, targets in graph.items()}


def imported(path: Path, package: str) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = node.module == package
            names = [f"{package}.{alias.name}" for alias in node.names] if whole else [node.module]
        else:
            continue
        yield from (name for name in names if name.startswith(f"{package}."))


def cycles(graph: Mapping[str, set[str]]) -> list[str]:
    """The arrows that lie on a cycle."""
    return [
        f"{source} -> {target}"
        for source in sorted(graph)
        for target in sorted(graph[source])
        if source in reached(graph, target)
    ]


def reached(graph: Mapping[str, set[str]], start: str) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        new = graph.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


@pytest.mark.parametrize("package", [*PACKAGES, "tests"])
def test_a_folder_holds_at_most_a_dozen_files(package):
    assert crowded(ROOT / package) == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_sub_packages_import_one_another_one_way(package):
    graph = arrows(ROOT, package)
    assert graph
    assert cycles(graph) == []


def test_a_crowded_folder_is_found(tmp_path):
    for number in range(MOST + 1):
        (tmp_path / f"file{number}.py").touch()
    assert crowded(tmp_path) == {".": MOST + 1}


def test_a_cycle_is_found(tmp_path):
    for name, text in (
        ("one", "from box.two import a"),
        ("two", "import box.three"),
        ("three", "from box import one"),
    ):
        (tmp_path / "box" / name).mkdir(parents=True)
        (tmp_path / "box" / name / "file.py").write_text(text)
    graph = arrows(tmp_path, "box")
    assert cycles(graph) == ["box.one -> box.two", "box.three -> box.one", "box.two -> box.three"]
