"""The package for officers' computers, built, installed and used as docs/operations.md says.

Nothing of the project is on the path, no library but those that the package names,
and nothing that Windows lacks.
"""

import ast
import csv
import os
import re
import shlex
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from bot.commands.offline.officer import LEFT_OUT
from bot.observe.version import version
from storage.audit.export import Order, export
from storage.cases.files import EvidenceStore, FileLimits
from storage.sealing.age import fresh_key
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.bot.commands.typed import ROOT, Said, clean
from tests.databases import prepared
from tests.deploy.windows import site
from tests.storage.bagged import sealed_bag
from tests.storage.sealed import NOW, Line

LIBRARIES = {"bagit", "cryptography", "fpdf", "msgspec", "pyrage", "typer"}
NAMED = LIBRARIES - {"fpdf"} | {"fpdf2", "uharfbuzz"}
STORY = "طلب مني 2000 درهم"
PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8000
CASE = "K7M29QXA"


def chapter() -> list[str]:
    """The commands of the chapter."""
    page = (ROOT / "docs/operations.md").read_text("utf-8").split("\n## On an officer's own computer\n")[1]
    blocks = re.findall(r"^```\n(.*?)^```$", page.split("\n## ")[0], re.MULTILINE | re.DOTALL)
    return "".join(blocks).splitlines()


def built(folder: Path) -> Path:
    """The wheel, by the first command of the chapter; the tools are those that run this test."""
    assert chapter()[0] == "make officer"
    tools = Path(sys.executable).parent
    make = ("make", "-o", ".venv/.dev", f"BIN={tools}", f"DIST={folder}", "officer")
    subprocess.run(make, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


def needed(wheel: Path) -> list[Requirement]:
    """The libraries that the wheel names."""
    with zipfile.ZipFile(wheel) as file:
        (name,) = (each for each in file.namelist() if each.endswith(".dist-info/METADATA"))
        return [
            Requirement(each) for each in message_from_bytes(file.read(name)).get_all("Requires-Dist", [])
        ]


@dataclass
class Computer:
    """An officer's computer: a folder, and a Python with nothing but the libraries that the wheel names."""

    folder: Path
    python: Path

    @classmethod
    def new(cls, folder: Path, wheel: Path) -> "Computer":
        """A computer with the wheel installed, by the second command of the chapter."""
        python = folder / "python"
        venv.create(python, symlinks=True)
        libraries = folder / "libraries"
        libraries.mkdir()
        for each in needed(wheel):
            _link(each, libraries)
        one = cls(folder / "salma", python)
        one.folder.mkdir()
        one.site("libraries.pth").write_text(f"{libraries}\n")
        pip = python / "bin/pip"
        pip.write_text(f'#!/bin/sh\nexec {sys.executable} -m pip --python {python}/bin/python "$@"\n')
        pip.chmod(0o700)
        (one.folder / wheel.name).write_bytes(wheel.read_bytes())
        install = chapter()[1]
        assert install.startswith("pip install ")
        assert one(*shlex.split(install)).status == 0
        one.site("sitecustomize.py").write_text(site())
        return one

    def colleague(self, folder: Path) -> "Computer":
        """The same computer, in another folder."""
        folder.mkdir()
        return Computer(folder, self.python)

    def site(self, name: str) -> Path:
        """A file among its installed packages."""
        return next(self.python.glob("lib/python*/site-packages")) / name

    def __call__(self, *words: str) -> Said:
        """Run a command there, its output into files as Windows writes them by itself."""
        own = {"PATH": f"{self.python}/bin:{os.environ['PATH']}", "PYTHONIOENCODING": "cp1252"}
        own |= {"PIP_NO_DEPS": "1", "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        given = {name: value for name, value in clean().items() if not name.startswith(("PYTHON", "PIP_"))}
        done = subprocess.run(words, cwd=self.folder, env=given | own, capture_output=True, check=False)
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def _link(wanted: Requirement, libraries: Path) -> None:
    """Link an installed library, and those that it needs here, into a folder of their own."""
    found = distribution(wanted.name)
    assert found.version in wanted.specifier
    tops = {path.parts[0] for path in found.files or () if path.parts[0] not in ("..", "__pycache__")}
    for top in tops:
        if not (libraries / top).exists():
            (libraries / top).symlink_to(Path(str(found.locate_file(top))))
    for each in map(Requirement, found.requires or ()):
        if each.marker is None or each.marker.evaluate({"extra": ""}):
            _link(each, libraries)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Computer:
    return Computer.new(tmp_path_factory.mktemp("computer"), wheel)


@dataclass
class Server:
    """A server whose cases are sealed to the officer."""

    line: Line

    def exports(self, recipient: str, file: Path) -> str:
        """Write a case for this officer; the fingerprint of the key that signs it."""
        storage = self.line.storage
        with storage.write() as unit:
            unit.keys.add("Salma", recipient, NOW)
        self.line.receive("piece-1", PHOTO)
        self.line.file(CASE, "piece-1", answers=(("story", STORY),))
        export(storage, self.line.files, Order(CASE, file, "command", NOW))
        sealed_bag(self.line, file.with_name(f"{CASE}-bag"), CASE)
        return storage.signer.fingerprint


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with_database = prepared(tmp_path / "server")
    storage = Storage(with_database, Vault(bytes(32)))
    files = EvidenceStore(tmp_path / "server/evidence", storage.seals, FileLimits(reserve=0))
    yield Server(Line(storage, files))
    with_database.close()


def recipient(said: Said) -> str:
    return said.out.split("Recipient: ")[1].strip()


@pytest.mark.long
def test_an_officer_opens_checks_and_rekeys_a_case(
    tmp_path: Path, installed: Computer, server: Server
) -> None:
    """The rest of the chapter, command by command."""
    officer = installed.colleague(tmp_path / "salma")
    (officer.folder / "yassine.key").write_text((yassine := fresh_key())[0])
    real, said = {"age1yassine": yassine[1]}, dict[str, Said]()
    for command in chapter()[2:]:
        done = officer(*(real.get(word, word) for word in shlex.split(command)))
        assert (done.status, done.errors) == (0, ""), (command, done.errors)
        said[command] = done
        if " keys new " in command:
            real["3f2a-91bc"] = server.exports(recipient(done), officer.folder / f"{CASE}.tar")
    opened = next(done for command, done in said.items() if "--signer" in command)
    assert f"  story: {STORY}\n" in opened.out
    assert f"signed by {real['3f2a-91bc']}\n" in opened.out
    assert "DOES NOT FIT" not in opened.out
    with_files = next(done for command, done in said.items() if "--csv" in command)
    assert with_files.out.count(LEFT_OUT) == 1
    assert {each.name for each in (officer.folder / "evidence").iterdir()} == {"piece-1"}
    assert (officer.folder / "evidence/piece-1").read_bytes() == PHOTO
    with (officer.folder / "case.csv").open(encoding="utf-8-sig", newline="") as sheet:
        assert [row[4] for row in csv.reader(sheet)] == ["answer", STORY]
    assert said[next(command for command in said if "unseal" in command)].out.endswith(
        "holds the opened case\n"
    )
    assert (officer.folder / f"{CASE}-opened/data/statement.pdf").read_bytes().startswith(b"%PDF-")
    assert "OK     opened: " in said[next(reversed(said))].out
    _yassine_opens(officer, real)


def _yassine_opens(officer: Computer, real: dict[str, str]) -> None:
    """What was rekeyed, and again in place of the first, opens for the colleague alone."""
    rekey = (
        "ballegh-officer",
        "rekey",
        f"{CASE}.tar",
        "--to",
        real["age1yassine"],
        "--out",
        "for-yassine.tar",
    )
    again = officer(*rekey, "--key", "salma.key", "--force")
    assert (again.status, again.out) == (0, "for-yassine.tar opens for 1 key\n")
    theirs = ("ballegh-officer", "open", "for-yassine.tar", "--key", "yassine.key")
    assert "compare it with the digest" in officer(*theirs).errors
    found = officer(*theirs, "--signer", real["3f2a-91bc"])
    assert (found.status, STORY in found.out) == (0, True)
    assert officer("ballegh-officer", "open", "for-yassine.tar", "--key", "salma.key").status == 1
    assert officer(*rekey, "--key", "yassine.key", "--force").status == 1
    assert [*officer.folder.glob("*.part")] == []


@pytest.mark.long
def test_the_bundle_of_another_server_stays_shut(tmp_path: Path, installed: Computer, server: Server) -> None:
    officer = installed.colleague(tmp_path / "salma")
    assert officer("ballegh-officer", "--version").out == f"ballegh-officer {version()}\n"
    made = officer("ballegh-officer", "keys", "new", "salma.key")
    assert officer("ballegh-officer", "keys", "new", "salma.key").status == 1
    signer = server.exports(recipient(made), officer.folder / "case.tar")
    trusted = f"{'0000-' * 7}0000"
    (officer.folder / "salma.key.signer").write_text(f"{trusted}\n")
    for given in ((), ("--signer", trusted)):
        done = officer(
            "ballegh-officer", "open", "case.tar", "--key", "salma.key", "--to", "evidence", *given
        )
        assert (done.status, done.out, done.errors.count("\n")) == (1, "", 1)
        assert done.errors.startswith(f"ballegh-officer: the bundle is signed by {signer}, ")
    assert not (officer.folder / "evidence").exists()


def test_the_same_sources_give_the_same_wheel(tmp_path: Path, wheel: Path) -> None:
    assert built(tmp_path / "again").read_bytes() == wheel.read_bytes()


def test_it_needs_few_libraries_and_holds_no_more_than_it_imports(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        sources = {name: file.read(name) for name in file.namelist() if name.endswith(".py")}
    own = {name.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for name in sources}
    used = {module for text in sources.values() for module in _imported(text)}
    ours = {name.partition(".")[0] for name in own}
    tops = {module.partition(".")[0] for module in used} - sys.stdlib_module_names
    assert tops - ours == LIBRARIES
    assert {each.name for each in needed(wheel)} == NAMED
    assert {module for module in used if module.partition(".")[0] in ours} <= own
    assert "storage.audit.bundle" in own
    assert [name for name in own if name.startswith(("storage.tables", "storage.database", "bot.base"))] == []


def _imported(text: bytes) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)
