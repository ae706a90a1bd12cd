"""A copy of the project to which a test adds something by writing into its files, as a programmer would."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
FOLDERS = ("bench", "bot", "flows", "handlers", "storage", "locales", "docs", "tests")
FILES = ("main.py", "pyproject.toml", ".env.example")
NO_CODE = {".ftl", ".md", ".example", ".txt", ".weights"}


class Tree:
    """The copy."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        for name in FOLDERS:
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("images", "node_modules")
            )
        for name in FILES:
            shutil.copy2(ROOT / name, folder / name)
        self._before = self._contents()

    def create(self, path: str, text: str) -> None:
        """Write a new file."""
        (self.root / path).write_text(text, "utf-8")

    def before(self, path: str, place: str, text: str) -> None:
        """Insert a text in front of a place that stands once in the file."""
        self._replace(path, place, text + place)

    def after(self, path: str, place: str, text: str) -> None:
        """Insert a text behind a place that stands once in the file."""
        self._replace(path, place, place + text)

    def say(self, key: str, message: str) -> None:
        """Add a message behind the message `key`, in every language."""
        for path in (self.root / "locales").glob("*.ftl"):
            text, found = re.subn(
                rf"^{key} =.*\n(?:[ \n].*\n|\n)*", rf"\g<0>{message}\n", path.read_text("utf-8"), flags=re.M
            )
            assert found == 1, (path.name, key)
            path.write_text(text, "utf-8")

    def keep(self, folder: str, pattern: str) -> None:
        """Remove the texts whose paths do not fit the pattern: few sentences are learned sooner."""
        for path in (self.root / folder).rglob("*.txt"):
            if not re.fullmatch(pattern, str(path.relative_to(self.root / folder))):
                path.unlink()

    def touched(self) -> set[str]:
        """The code files that were changed or added since the copy was made."""
        now = self._contents()
        return {path for path in now if now[path] != self._before.get(path)}

    def run(self, *arguments: str, status: int = 0, **more: str) -> str:
        """Run Python in the copy; the output and the errors. `more` are environment variables."""
        environment = {"PATH": os.environ["PATH"], "BALLEGH_DATA_DIR": str(self.root / "data"), **more}
        ended = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        assert ended.returncode == status, ended.stdout
        return ended.stdout

    def check(self, name: str) -> None:
        """Run the check of this name, which uses what was added."""
        self.run("-m", f"tests.house.adding.{name}")

    def _replace(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text("utf-8")
        assert text.count(old) == 1, f"{path} has no single place {old!r}"
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def _contents(self) -> dict[str, bytes]:
        """The bytes of each file of code. Python's cache, the tests and the data folder are none."""
        files = (path for path in self.root.rglob("*") if path.is_file())
        code = {str(path.relative_to(self.root)): path for path in files if path.suffix not in NO_CODE}
        left_out = re.compile(r"tests/|data/|docs/|\.|.*__pycache__/")
        return {name: path.read_bytes() for name, path in code.items() if not left_out.match(name)}
