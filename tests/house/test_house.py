"""The house rules that no linter knows: layout, sizes, reasons, pinned dependencies, nothing said in logs."""

import ast
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bot.settings.environment import variables
from tests.house.source import ROOT, nodes

PACKAGES = ("bot", "handlers", "flows", "storage", "locales")
TOP = {
    *PACKAGES,
    *(
        "main.py",
        "pyproject.toml",
        "tests",
        "CHANGELOG.md",
        "README.md",
        "Makefile",
        "docs",
        "bench",
        "deploy",
        ".ci",
    ),
    *("LICENSE", ".env.example", ".gitignore", "requirements.lock", "requirements-dev.lock"),
}
LOCKS = ("requirements.lock", "requirements-dev.lock")
SPEAKS = ("bot/commands/understand.py",)
"""Files that may write to the terminal without `bot/commands/answer.py`."""
SILENCING = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:)(?P<rest>.*)")
REASONED = re.compile(r"(:\s*[A-Z]+\d+(,\s*[A-Z]+\d+)*|\[[\w, -]+\]|\s*no \w+)\W+\w+.*")
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b")
LEVELS = {"debug", "info", "warning", "error", "critical", "exception"}


def product() -> list[Path]:
    """Our own Python, without tests and migrations."""
    files = [
        *ROOT.glob("main.py"),
        *(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")),
    ]
    return [path for path in files if "versions" not in path.parts]


def everything() -> list[Path]:
    return [*product(), *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function of a file and how many lines it has, signature and docstring included."""
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno
            yield f"{name(path)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def ignored() -> list[str]:
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    return [line.strip("/") for line in lines if line and not line.startswith("#")]


def test_the_top_level_is_as_designed():
    there = {path.name for path in ROOT.iterdir() if not any(fnmatch(path.name, each) for each in ignored())}
    assert there - {".git"} == TOP


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_is_pinned_with_hashes_and_names_no_index(lock):
    text = (ROOT / lock).read_text("utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert len(blocks) > 20
    for block in blocks:
        assert re.match(r"[a-z0-9][\w.-]*==\S+", block), block[:80]
        assert "--hash=sha256:" in block, block[:80]
    assert not re.search(r"https?:|file:|--index|--extra-index|--find-links|@ ", text)


def test_the_test_lock_holds_the_same_versions():
    small, large = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.M)) for lock in LOCKS
    )
    assert small.items() <= large.items()


def test_the_example_lists_every_setting():
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    listed = [found[1] for line in lines if (found := re.match(r"#?([A-Z0-9_]+)=", line))]
    assert listed == list(variables())


def test_files_hold_one_thought():
    sizes = {name(path): len(path.read_text("utf-8").splitlines()) for path in product()}
    assert {path: size for path, size in sizes.items() if size > 320} == {}


def test_functions_are_short():
    sizes = dict(found for path in product() for found in functions(path))
    assert {where: size for where, size in sizes.items() if size > 40} == {}
    assert statistics.median(sizes.values()) <= 8


def test_whatever_is_silenced_has_its_reason():
    silenced = [
        f"{name(path)}:{number} {found[0]}"
        for path in everything()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (found := SILENCING.search(line)) and not REASONED.fullmatch(found["rest"])
    ]
    assert [each for each in silenced if "SILENCING" not in each] == []


@pytest.mark.parametrize(
    ("comment", "reasoned"),
    [
        ("noqa: S603 - fixed arguments", True),
        ("noqa: S603", False),
        ("noqa", False),
        ("type: ignore[arg-type]  # the stub is wrong", True),
        ("type: ignore[arg-type]", False),
        ("type: ignore", False),
        ("pragma: no cover - by construction", True),
        ("pragma: no cover", False),
    ],
)
def test_a_missing_reason_is_found(comment, reasoned):
    found = SILENCING.search(f"x = 1  # {comment}")
    assert found
    assert bool(REASONED.fullmatch(found["rest"])) is reasoned


def test_nothing_is_left_unfinished():
    assert [name(path) for path in everything() if UNFINISHED.search(path.read_text("utf-8"))] == []


RIDDLES = ("What ", "Who ", "Whom ", "Where ", "Nothing ", "Whatever ", "Nobody ")


def docstrings(path: Path) -> Iterator[str]:
    """Every text that stands alone as a statement: docstrings, and those below a constant."""
    for node in nodes(path):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def test_docstrings_say_what_is_returned_or_changed():
    riddles = [(name(path), text[:60]) for path in product() for text in docstrings(path)]
    assert [one for one in riddles if one[1].startswith(RIDDLES)] == []


def test_only_the_command_line_prints():
    printing = [
        name(path)
        for path in product()
        if not any(fnmatch(name(path), each) for each in SPEAKS)
        and any(
            isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            for node in nodes(path)
        )
    ]
    assert printing == []


def test_values_are_records():
    """Nothing that a turn makes is frozen by Python, which takes several times as long."""
    frozen = [
        f"{name(path)}:{node.lineno}"
        for path in product()
        for node in nodes(path)
        if isinstance(node, ast.ClassDef)
        and any("frozen" in ast.unparse(decorator) for decorator in node.decorator_list)
    ]
    assert frozen == []


def test_prose_lives_in_locales():
    """Arabic letters in Python belong to the word tables of flows, which read but never speak."""
    arabic = re.compile(r"[\u0620-\u064a]")
    speaking = [path for path in product() if path.parent.name in {"bot", "handlers", "storage"}]
    assert [name(path) for path in speaking if arabic.search(path.read_text("utf-8"))] == []


def test_events_are_logged_by_literal_names():
    wrong = [
        f"{name(path)}:{node.lineno}"
        for path in product()
        for node in nodes(path)
        if isinstance(node, ast.Call) and _logs(node.func) and not _literal(node)
    ]
    assert wrong == []


def _logs(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr in LEVELS
        and ast.unparse(called.value).lower().endswith(("log", "logger"))
    )


def _literal(call: ast.Call) -> bool:
    return len(call.args) == 1 and isinstance(call.args[0], ast.Constant)


SKIPPING = {
    "test": "import pytest\n\ndef test_it():\n    pytest.skip('not here')\n",
    "file": "import pytest\npytest.importorskip('no_such_module')\n\ndef test_it():\n    pass\n",
    "expected": "import pytest\n\ndef test_it():\n    pytest.xfail('known')\n",
    "sqlite": "import pytest\n\n@pytest.mark.sqlite('its file')\ndef test_it():\n    pass\n",
}


@pytest.mark.parametrize(
    ("skipping", "ci", "failed"),
    [("test", "true", True), ("file", "true", True), ("expected", "true", False), ("test", "", False)],
)
@pytest.mark.few(2)
def test_where_nothing_may_be_skipped_a_skip_fails(tmp_path, skipping, ci, failed):
    run = suite_with(tmp_path, SKIPPING[skipping], CI=ci)
    assert (run.returncode in {1, 2}, "nothing may be skipped here" in run.stdout) == (failed, failed)


def test_what_is_about_sqlite_is_left_out_on_postgres_and_told(tmp_path):
    run = suite_with(tmp_path, SKIPPING["sqlite"], CI="true", DATABASE="postgres")
    assert (run.returncode, "on SQLite alone: its file" in run.stdout) == (0, True)
    assert "1 passed, 1 skipped" in run.stdout


def suite_with(tmp_path, text, **environment):
    """A suite of a test with this text and of another, as it ran in this environment."""
    shutil.copy(ROOT / "tests/conftest.py", tmp_path)
    (tmp_path / "test_it.py").write_text(text)
    (tmp_path / "test_other.py").write_text("def test_it():\n    pass\n")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", "--rootdir", tmp_path, tmp_path],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
