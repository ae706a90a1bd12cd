"""Files that the program makes are its owner's alone, key files are watched, its memory is dumped nowhere."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.commands.checks.finding import BAD, WARN
from tests.bot.commands.typed import ROOT, Typed, clean
from tests.databases import variables

WIDE = 0o022


def started(folder: Path) -> subprocess.Popen[bytes]:
    """A server with the widest umask that people have, and core dumps allowed."""
    given = variables(folder / "data") | {"BALLEGH_LISTEN": "127.0.0.1:0"}
    command = f'ulimit -c unlimited; umask {WIDE:03o}; exec "$@"'
    return subprocess.Popen(
        ["bash", "-c", command, "bash", sys.executable, str(ROOT / "main.py")],
        env=clean() | given,
        cwd=folder,
        stdout=subprocess.PIPE,
    )


def test_nothing_that_a_server_makes_is_open_to_others_and_no_core_is_written(tmp_path: Path) -> None:
    with started(tmp_path) as server:
        assert server.stdout
        assert any(line.startswith(b"  open  ") for line in server.stdout)
        limits = Path(f"/proc/{server.pid}/limits").read_text()
        core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
        assert core.split()[4:6] == ["0", "0"]
        made = [tmp_path / "data", *(tmp_path / "data").rglob("*")]
        assert len(made) > 4
        assert [path for path in made if path.stat().st_mode & 0o077] == []
        server.terminate()
        assert server.wait(30) == 0


def test_a_server_s_memory_is_given_to_nobody() -> None:
    """3 is PR_GET_DUMPABLE."""
    asked = "import ctypes; from bot.commands.confined import hide_memory; hide_memory(); "
    asked += "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout == "0\n"


@pytest.mark.usefixtures("healthy")
@pytest.mark.parametrize("name", ["server.key", "salma.key", "keys/officer.key"])
@pytest.mark.few(1)
def test_a_key_file_that_others_read_is_bad(
    tmp_path: Path, typed: Typed, deploy: Callable[[Path], Path], name: str
) -> None:
    deploy(tmp_path)
    assert typed(tmp_path, "keys", "new", str(tmp_path / "salma.key")).status == 0
    path = tmp_path / name
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.touch(0o600)
    assert typed(tmp_path, "doctor").status == 0
    path.chmod(0o640)
    said = typed(tmp_path, "doctor")
    assert said.status == 1
    assert f"chmod 600 {path}" in said.out
    assert "failures: 1 (key file)" in said.out


@pytest.mark.usefixtures("healthy")
def test_a_healthy_default_install_has_warnings_and_no_failure(
    tmp_path: Path, typed: Typed, deploy: Callable[[Path], Path]
) -> None:
    deploy(tmp_path)
    said = typed(tmp_path, "doctor")
    assert said.status == 0
    assert said.out.splitlines()[-1].startswith("failures: none; warnings: ")
    marks = {one["mark"] for one in json.loads(typed(tmp_path, "doctor", "--json").out)}
    assert BAD not in marks
    assert WARN in marks


def test_rotation_keeps_owner_and_mode(tmp_path: Path, typed: Typed, deploy: Callable[[Path], Path]) -> None:
    deploy(tmp_path)
    key = tmp_path / "server.key"
    key.chmod(0o400)
    if os.geteuid() == 0:
        os.chown(key, 12345, 12346)
    before = key.stat()
    for words in (("keys", "rotate"), ("keys", "retire")):
        assert typed(tmp_path, *words).status == 0
        after = key.stat()
        assert after.st_ino != before.st_ino
        assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)
