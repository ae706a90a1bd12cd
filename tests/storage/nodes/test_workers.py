"""`BALLEGH_WORKERS`: one socket, several processes, started again when one dies and drained at the end."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import httpx
import psycopg
import pytest
from sqlalchemy import make_url

from storage.sealing.age import fresh_key
from tests.bot.commands.typed import ROOT, clean
from tests.storage.cluster import Cluster, roomy

DRAINED = 15.0
"""Seconds: ten for what is under way, and the end of the processes."""
COMMAND = (sys.executable, str(ROOT / "main.py"), "serve")


def workers(server: "subprocess.Popen[str]") -> set[int]:
    """The processes that the server has started."""
    return {*map(int, Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split())}


class Started:
    """A server with two workers; `config` is the file of its settings, which stand in its `environment`."""

    def __init__(self, process: "subprocess.Popen[str]", environment: dict[str, str], config: Path) -> None:
        self.process = process
        self.config = config
        self._environment = environment
        self.url = environment["BALLEGH_DATABASE_URL"]
        self.address = ""

    def begins(self) -> None:
        """Return once both serve."""
        assert self.process.stdout
        self.address = next(line for line in self.process.stdout if line.startswith("  open  ")).split()[1]
        assert self.process.stdout.readline() == "  2 workers\n"
        assert len(workers(self.process)) == 2

    def logs(self, event: str) -> dict[str, Any]:
        """The next line of its log about this."""
        stream = self.process.stderr
        assert stream
        return next(found for found in entries(stream) if found["event"].startswith(event))

    def run(self, *words: str) -> None:
        """A command, beside the server."""
        command = (sys.executable, str(ROOT / "main.py"), *words)
        subprocess.run(command, env=self._environment, check=True, capture_output=True)

    def nodes(self) -> set[int]:
        """The processes that the others count on."""
        url = make_url(self.url)
        with psycopg.connect(
            host=str(url.query["host"]), port=str(url.query["port"]), user="postgres", dbname=url.database
        ) as to:
            return {int(name.rpartition(":")[2]) for (name,) in to.execute("SELECT name FROM nodes")}


def entries(stream: IO[str]) -> Iterator[dict[str, Any]]:
    """The lines of a log; what is no line of a log is left out."""
    for line in stream:
        with suppress(json.JSONDecodeError):
            yield json.loads(line)


@contextmanager
def started(cluster: Cluster, folder: Path, **more: str) -> Iterator[Started]:
    """Run two workers; whatever is left of them at the end is killed."""
    config, url = folder / "ballegh.toml", cluster.prepared()
    config.write_text("")
    given = clean() | {
        "BALLEGH_DATA_DIR": str(folder / "data"),
        "BALLEGH_DATABASE_URL": url,
        "BALLEGH_CONFIG": str(config),
        "BALLEGH_LISTEN": "127.0.0.1:0",
        "BALLEGH_WORKERS": "2",
    }
    with subprocess.Popen(
        COMMAND,
        env=given | more,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as server:
        try:
            one = Started(server, given, config)
            one.begins()
            yield one
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)


@pytest.mark.long
def test_workers_share_a_socket_and_one_that_dies_is_started_again(cluster: Cluster, tmp_path: Path) -> None:
    with started(cluster, tmp_path) as one:
        before = workers(one.process)
        os.kill(min(before), signal.SIGKILL)
        while len(now := workers(one.process)) < 2 or now == before:
            assert httpx.get(f"{one.address}/health", timeout=20).status_code == 200, "the other one serves"
        assert one.logs("a worker ended")["seconds"] == 1
        assert "ballegh_writer_jobs" in httpx.get(f"{one.address}/metrics", timeout=20).text
        began = time.monotonic()
        one.process.send_signal(signal.SIGHUP)
        assert one.process.wait(60) == 0
        assert time.monotonic() - began < DRAINED
        assert one.nodes() <= {min(before)}, "the others said that they end"


@pytest.mark.long
def test_a_worker_that_cannot_start_again_is_tried_ever_more_slowly(cluster: Cluster, tmp_path: Path) -> None:
    with started(cluster, tmp_path) as one:
        one.config.write_text("this is no setting")
        os.kill(min(workers(one.process)), signal.SIGKILL)
        assert [one.logs("a worker ended")["seconds"] for _ in "12"] == [1, 2]
        assert httpx.get(f"{one.address}/health", timeout=20).status_code == 200, "the other one serves"
        one.process.terminate()
        assert one.process.wait(DRAINED) == 0, "also while one waits for its start"


@pytest.mark.long
def test_a_worker_is_replaced_after_the_servers_first_key_was_removed(
    cluster: Cluster, tmp_path: Path
) -> None:
    with started(cluster, tmp_path) as one:
        one.run("keys", "add", "Salma", fresh_key()[1])
        one.run("keys", "remove", "officer")
        assert (tmp_path / "data" / "keys" / "officer.key").exists()
        before, begun = workers(one.process), set[int]()
        os.kill(min(before), signal.SIGKILL)
        while not one.nodes() & begun:
            begun |= workers(one.process) - before
            assert len(begun) < 2, "the next one serves at its first try"


@pytest.mark.long
def test_a_worker_that_hangs_is_replaced(cluster: Cluster, tmp_path: Path) -> None:
    with started(cluster, tmp_path, WATCHDOG_USEC="5000000") as one:
        hanging = min(workers(one.process))
        os.kill(hanging, signal.SIGSTOP)
        assert one.logs("a worker gave no sign of life")["seconds"] >= 5
        assert one.logs("a worker ended")["status"] == -signal.SIGKILL
        while len(now := workers(one.process)) < 2:
            assert hanging not in now
        assert httpx.get(f"{one.address}/health", timeout=20).status_code == 200


@pytest.mark.long
def test_workers_whose_parent_is_killed_end_in_order_and_the_next_start_sweeps(
    cluster: Cluster, tmp_path: Path
) -> None:
    short = Path(tempfile.mkdtemp(dir=roomy()))  # the path of a socket is in it
    with started(cluster, tmp_path, TMPDIR=str(short)) as one:
        assert one.nodes() == workers(one.process)
        one.process.kill()
        assert one.process.stderr
        said = [found["event"] for found in entries(one.process.stderr)]  # to its end: all have ended
        assert said.count("the process that watches the workers is gone") == 2
        assert one.nodes() == set(), "they said that they end"
    (left,) = short.iterdir()
    with started(cluster, tmp_path, TMPDIR=str(short)) as one:
        (now,) = short.iterdir()
        assert now != left
        one.process.terminate()
        assert one.process.wait(60) == 0
    short.rmdir()


@pytest.mark.long
@pytest.mark.parametrize("variable", [{"BALLEGH_WORKERS": "2"}, {"BALLEGH_ROLE": "work"}])
def test_sqlite_has_one_process_and_a_line_says_so(tmp_path: Path, variable: dict[str, str]) -> None:
    refused = subprocess.run(
        COMMAND,
        env=clean() | variable | {"BALLEGH_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1 or refused.returncode == 2
    assert refused.stderr.startswith(f"main.py: {next(iter(variable))}: ")
    assert refused.stderr.count("\n") == 1
    assert "PostgreSQL" in refused.stderr
