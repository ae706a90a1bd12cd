"""`main.py serve`, started from nothing as a service manager starts it."""

import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from storage.sealing.age import fresh_key
from tests.bot.commands.typed import ROOT, Typed, clean
from tests.databases import variables
from tests.product.product import free_port

CLOSED = 'exec "$@" >&-'


@pytest.mark.long
def test_a_server_whose_output_is_closed_serves_and_logs_that(tmp_path: Path) -> None:
    port = free_port()
    given = variables(tmp_path / "data") | {"BALLEGH_LISTEN": f"127.0.0.1:{port}"}
    with subprocess.Popen(
        ["sh", "-c", CLOSED, "sh", sys.executable, str(ROOT / "main.py")],
        env=clean() | given,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stderr
        told = [server.stderr.readline() for _ in ("the first key", "the banner")]
        assert all("standard output is closed" in line for line in told), told
        with urlopen(f"http://127.0.0.1:{port}/health", timeout=10) as answer:
            assert answer.status == 200
        server.terminate()
        assert server.wait(30) == 0
    assert (tmp_path / "data" / "server.key").exists()


@pytest.mark.long
def test_a_server_starts_again_after_its_first_key_was_removed(tmp_path: Path, typed: Typed) -> None:
    """While the file of that key, which opens what was filed until then, is still there."""
    given = variables(tmp_path) | {"BALLEGH_LISTEN": "127.0.0.1:0"}
    for change in (("keys", "add", "Salma", fresh_key()[1]), ("keys", "remove", "officer"), ()):
        with subprocess.Popen(
            [sys.executable, str(ROOT / "main.py")],
            env=clean() | given,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            text=True,
        ) as server:
            assert server.stdout
            assert any(line.startswith("  open  ") for line in server.stdout)
            server.terminate()
            assert server.wait(30) == 0
        assert not change or typed(tmp_path, *change, more=given).status == 0
    assert (tmp_path / "keys" / "officer.key").exists()


@pytest.mark.long
@pytest.mark.sqlite("one server owns its file")
def test_a_second_server_stops_with_one_line(tmp_path: Path) -> None:
    given = {"BALLEGH_DATA_DIR": str(tmp_path / "data"), "BALLEGH_LISTEN": "127.0.0.1:0"}
    command = [sys.executable, str(ROOT / "main.py")]
    with subprocess.Popen(command, env=clean() | given, cwd=tmp_path, stdout=subprocess.PIPE) as server:
        assert server.stdout
        assert any(line.startswith(b"  open  ") for line in server.stdout)
        for words in ((), ("migrate",)):
            second = subprocess.run(
                [*command, *words],
                env=clean() | given,
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
            )
            assert (second.returncode, second.stdout) == (1, "")
            assert second.stderr.startswith(
                f"main.py: BALLEGH_DATA_DIR: the database {tmp_path}/data/ballegh.db"
            )
            assert second.stderr.endswith("is in use: another server is running on this database\n")
        server.terminate()
        assert server.wait(30) == 0
