"""A Python on Linux that lacks what Windows lacks, and treats files as Windows does.

The names are those that typeshed, the type checker's description of the standard library, gives to other
systems alone. Modules of the standard library that have a half for each system are loaded before.
"""

import ast
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import mypy

STUBS = Path(mypy.__file__).parent / "typeshed" / "stdlib"
ELSEWHERE = ("sys.platform != 'win32'", "sys.platform == 'linux'")
INSIDE = frozenset({"posix"})
"""Modules that `os` itself is made of here."""
SITE = '''
import os, subprocess, sys, tempfile

LACKING = {lacking}


class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in LACKING["modules"]:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)


def is_open(path):
    """Whether this process has the file open: Windows neither deletes nor renames it then."""
    wanted = os.path.realpath(path)
    return any(os.path.realpath(f"/proc/self/fd/{{each}}") == wanted for each in os.listdir("/proc/self/fd"))


def careful(call, *, replaces):
    def checked(path, *more, **named):
        if is_open(path):
            raise PermissionError(13, "The file is being used by a process", str(path))
        if not replaces and more and os.path.exists(more[0]):
            raise FileExistsError(17, "Cannot create a file when that file already exists", str(path))
        return call(path, *more, **named)
    return checked


def opening(call):
    def checked(path, *more, **named):
        if not isinstance(path, int) and os.path.isdir(path):
            raise PermissionError(13, "Permission denied", str(path))
        return call(path, *more, **named)
    return checked


tempfile.TemporaryFile = tempfile.NamedTemporaryFile  # as `tempfile` does on Windows
os.open = opening(os.open)
os.replace = careful(os.replace, replaces=True)
os.rename = careful(os.rename, replaces=False)
os.remove = os.unlink = careful(os.unlink, replaces=True)
sys.meta_path.insert(0, Missing())
for name in LACKING["modules"]:
    sys.modules.pop(name, None)
for name in LACKING["os"]:
    if hasattr(os, name):
        delattr(os, name)
'''


def lacking() -> dict[str, list[str]]:
    """The modules, and the names of `os`, that other systems have and Windows has not."""
    modules = [path.stem for path in STUBS.glob("*.pyi") if _elsewhere_alone(_tree(path))]
    body = _tree(STUBS / "os/__init__.pyi").body
    there, everywhere = set(_names(body, elsewhere=True)), set(_names(body, elsewhere=False))
    return {"modules": sorted({*modules} - INSIDE), "os": sorted(there - everywhere)}


def site() -> str:
    """The text of a `sitecustomize.py` that makes Python so."""
    return SITE.format(lacking=json.dumps(lacking()))


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _elsewhere_alone(tree: ast.Module) -> bool:
    """Whether a stub holds nothing but imports, names of types, and conditions on the system."""
    before = (ast.Import, ast.ImportFrom, ast.AnnAssign)
    rest = [node for node in tree.body if not isinstance(node, before)]
    return bool(rest) and all(isinstance(node, ast.If) and _of_elsewhere(node) for node in rest)


def _of_elsewhere(node: ast.If) -> bool:
    return any(each in ast.unparse(node.test) for each in ELSEWHERE)


def _names(body: Iterable[ast.stmt], *, elsewhere: bool) -> Iterator[str]:
    """The functions and values defined on other systems alone, or on Windows too."""
    for node in body:
        if isinstance(node, ast.If):
            if not _of_elsewhere(node):
                yield from _names((*node.body, *node.orelse), elsewhere=elsewhere)
            elif elsewhere:
                yield from _defined(node.body)
            else:
                yield from _names(node.orelse, elsewhere=False)
        elif not elsewhere:
            yield from _defined([node])


def _defined(body: Iterable[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.If):
            yield from _defined((*node.body, *node.orelse))
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
