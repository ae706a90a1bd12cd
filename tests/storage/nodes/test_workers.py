"""`BALLEGH_WORKERS`: one socket, several processes, started again when one dies and drained at the end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.bot.commands.typed import ROOT, clean
from tests.storage.cluster import Cluster

DRAINED = 15.0
"""Seconds: ten for what is under way, and the end of the processes."""


def workers(server: "subprocess.Popen[str]") -> set[int]:
    """The processes that the server has started."""
    return {*map(int, Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split())}


@pytest.mark.long
def test_workers_share_a_socket_and_one_that_dies_is_started_again(cluster: Cluster, tmp_path: Path) -> None:
    given = {
        "BALLEGH_DATA_DIR": str(tmp_path / "data"),
        "BALLEGH_DATABASE_URL": cluster.prepared(),
        "BALLEGH_LISTEN": "127.0.0.1:0",
        "BALLEGH_WORKERS": "2",
    }
    command = [sys.executable, str(ROOT / "main.py"), "serve"]
    with subprocess.Popen(
        command, env=clean() | given, cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout
            address = next(line for line in server.stdout if line.startswith("  open  ")).split()[1]
            assert server.stdout.readline() == "  2 workers\n"
            before = workers(server)
            assert len(before) == 2
            os.kill(min(before), signal.SIGKILL)
            while len(now := workers(server)) < 2 or now == before:
                assert httpx.get(f"{address}/health", timeout=20).status_code == 200, "the other one serves"
            assert "ballegh_writer_jobs" in httpx.get(f"{address}/metrics", timeout=20).text
        finally:
            began = time.monotonic()
            server.terminate()
            assert server.wait(60) == 0
    assert time.monotonic() - began < DRAINED


@pytest.mark.long
@pytest.mark.parametrize("variable", [{"BALLEGH_WORKERS": "2"}, {"BALLEGH_ROLE": "work"}])
def test_sqlite_has_one_process_and_a_line_says_so(tmp_path: Path, variable: dict[str, str]) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "serve"]
    refused = subprocess.run(
        command,
        env=clean() | variable | {"BALLEGH_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1 or refused.returncode == 2
    assert refused.stderr.startswith(f"main.py: {next(iter(variable))}: ")
    assert refused.stderr.count("\n") == 1
    assert "PostgreSQL" in refused.stderr
