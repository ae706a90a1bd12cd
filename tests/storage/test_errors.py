"""Every error of storage is in one file, under one base, and says when it is raised and who handles it."""

import ast
import inspect
from pathlib import Path

import storage
from storage import errors
from storage.errors import StorageError


def test_every_error_is_in_one_file():
    folder = Path(storage.__file__).parent
    elsewhere = [
        f"{path.relative_to(folder)}: {node.name}"
        for path in folder.rglob("*.py")
        if path != Path(errors.__file__)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and {"Exception", *dir(errors)} & {ast.unparse(b) for b in node.bases}
    ]
    assert elsewhere == []


def test_every_error_has_the_one_base_and_a_docstring_of_its_own():
    ours = [
        each for _, each in inspect.getmembers(errors, inspect.isclass) if each.__module__ == errors.__name__
    ]
    assert len(ours) > 10
    for each in ours:
        assert issubclass(each, StorageError)
        assert each.__doc__
        assert each is StorageError or each.__doc__ != StorageError.__doc__
