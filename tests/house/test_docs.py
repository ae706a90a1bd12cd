"""The files and the tests that the documentation names are there: a claim without its proof is found here."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
NAMED = re.compile(r"`([\w./-]+)`|\]\(([\w./-]+?)(?:#[\w-]+)?\)")
HERE = ("bench/", "bot/", "deploy/", "docs/", "flows/", "handlers/", "locales/", "storage/", "tests/", ".ci/")
PACKAGES = ("bot", "flows", "handlers", "locales", "storage")
TESTS = {path: path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py")}
EXAMPLES = {"bench/reader/corpus/category/doping.fr.txt", "handlers/desk/built/"}
"""What a page tells the reader to make."""
DEFINED = {name for text in TESTS.values() for name in re.findall(r"def (test_\w+)", text)}


def missing(page: Path) -> list[str]:
    """What a page names and what is not there."""
    names = [code or link for code, link in NAMED.findall(page.read_text("utf-8"))]
    return [name for name in names if name not in EXAMPLES and not there(page, name)]


def there(page: Path, name: str) -> bool:
    if re.fullmatch(r"test_\w+\.py", name):
        return any(path.name == name for path in TESTS)
    if re.fullmatch(r"test_\w+", name):
        return name in DEFINED or any(path.stem == name for path in TESTS)
    if name.startswith(HERE):
        return any((ROOT / f"{name}{end}").exists() for end in ("", ".py"))
    return not name.endswith(".md") or any((folder / name).exists() for folder in (page.parent, ROOT))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    assert missing(page) == []


def test_a_missing_name_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("`test_nowhere`, `bot/nothing.py`, [a page](nowhere.md#x) and `test_none.py`", "utf-8")
    assert missing(page) == ["test_nowhere", "bot/nothing.py", "nowhere.md", "test_none.py"]


def wings(root: Path) -> set[str]:
    """The folders of sources one level below the packages."""
    found = (path for package in PACKAGES for path in (root / package).glob("*/") if path.is_dir())
    return {path.relative_to(root).as_posix() for path in found if path.name != "__pycache__"}


def test_the_tree_of_the_documentation_names_every_folder() -> None:
    tree = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("\n## ")[1]
    assert sorted(wing for wing in wings(ROOT) if f"`{wing}`" not in tree) == []


def test_a_folder_is_looked_for_in_every_package(tmp_path: Path) -> None:
    for package in PACKAGES:
        (tmp_path / package / "new").mkdir(parents=True)
    assert wings(tmp_path) == {f"{package}/new" for package in PACKAGES}


def required() -> set[str]:
    """The libraries that pyproject.toml names, for the server and beside it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lines = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {re.split(r"[\[<>=;~ ]", line)[0] for line in lines}


def test_every_library_has_its_reason_in_the_readme_and_no_other_has() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    tables = re.findall(r"\| (?:dependency|for tests and tools) \|.*\n\| --- \| --- \|\n((?:\|.*\n)+)", text)
    rows = [line.split("|") for table in tables for line in table.splitlines()]
    assert all(row[2].strip() for row in rows)
    assert {name.strip() for row in rows for name in row[1].split(",")} == required()
