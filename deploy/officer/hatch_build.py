"""Finds what the wheel holds by walking the imports from its command: our sources and the libraries."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

ROOT = Path(__file__).parents[2]
FONTS = "handlers/desk/built/fonts"
"""The typeface of the documents, where `make desk` has put it."""
DISTRIBUTIONS = {"fpdf": ("fpdf2", "uharfbuzz")}
"""What is installed for a library, where it has another name or is not enough alone."""


class Facts(MetadataHookInterface):
    """The version and the bounds of the libraries, as the whole program has them."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Fill in what `dynamic` names."""
        project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
        bounds = {re.split(r"[^\w.-]", one, maxsplit=1)[0]: one for one in project["dependencies"]}
        _, libraries = walked(entry(metadata["scripts"]))
        metadata["version"] = project["version"]
        named = {name for library in libraries for name in DISTRIBUTIONS.get(library, (library,))}
        metadata["dependencies"] = [bounds[name] for name in sorted(named)]


class Sources(BuildHookInterface):
    """The sources, at the places that their imports name."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files of the wheel."""
        sources, libraries = walked(entry(self.metadata.core.scripts))
        if "fpdf" in libraries:
            sources |= set((ROOT / FONTS).glob("*"))
        build_data["force_include"] = {
            str(path): path.relative_to(ROOT).as_posix() for path in sorted(sources)
        }
        build_data["extra_metadata"] = {str(ROOT / "LICENSE"): "LICENSE"}


def entry(scripts: dict[str, str]) -> str:
    """The module of the one command."""
    (command,) = scripts.values()
    return command.partition(":")[0]


def walked(module: str) -> tuple[set[Path], set[str]]:
    """Our sources and the names of the libraries that a module imports, directly or not."""
    sources: set[Path] = set()
    libraries: set[str] = set()
    waiting, seen = [module], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if path := source(name):
            sources.add(path)
            parts = name.split(".")
            waiting += [".".join(parts[:count]) for count in range(1, len(parts))]
            waiting += imported(path)
        elif not source(name.rpartition(".")[0]):  # else a name in a module of ours
            libraries.add(name.partition(".")[0])
    return sources, libraries - sys.stdlib_module_names


def source(module: str) -> Path | None:
    """The file of a module of ours."""
    if not module:
        return None
    path = ROOT.joinpath(*module.split("."))
    return next((each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file()), None)


def imported(path: Path) -> Iterator[str]:
    """Each module imported anywhere in a file, and each name taken from one, as it may be a module too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if source(node.module):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
