"""Each picture has a process of its own, which reaches neither its template nor others; all of them end."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.previews.preview import DECODER
from bot.previews.runner import ENDING, Runner
from bot.previews.template import PICTURES
from tests.bot.previews import hostile

ROOT = Path(__file__).parents[3]
SECONDS = 30.0


@contextmanager
def running(program: Path) -> Iterator[Runner]:
    runner = Runner(program)
    yield runner
    runner.close()


def run(runner: Runner, said: str = "", seconds: float = SECONDS) -> tuple[int, str]:
    """The status and the words of the program, for a picture that says this."""
    with tempfile.TemporaryFile() as file:
        file.write(said.encode())
        file.seek(0)
        status, output = runner.run(b"all", file, seconds, 1 << 16)
    return status, output.decode()


def ended(process: int, seconds: float = SECONDS) -> bool:
    """Wait for the end of any process."""
    try:
        seen = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([seen], [], [], seconds)[0])
    finally:
        os.close(seen)


TOLD = """
import json, os
links = {}
for name in os.listdir('/proc/self/fd'):
    try:
        links[int(name)] = os.readlink(f'/proc/self/fd/{name}')
    except OSError:
        pass
maps = [line.split()[1] for line in open('/proc/self/maps')]
shares = any('w' in each and 's' in each for each in maps)
print(json.dumps([links, os.getsid(0) == os.getpid(), shares, dict(os.environ), os.getcwd()]))
"""


def test_a_child_has_its_picture_its_pipe_and_nothing_else(tmp_path):
    with running(hostile.program(tmp_path, TOLD)) as runner:
        status, said = run(runner)
    links, alone, shares, environment, folder = json.loads(said)
    assert (status, alone, shares, folder) == (0, True, False, "/")
    assert environment.keys() <= {"LC_CTYPE"}
    assert links["1"].startswith("pipe:")
    assert (sorted(links), links["2"]) == (["0", "1", "2"], "/dev/null")
    assert "deleted" in links["0"]


def test_the_real_template_has_one_thread_and_keeps_no_picture(tmp_path):
    """Threads would not be forked, and what they hold would stay locked."""
    with running(hostile.taken_over(tmp_path, "pass")) as runner:
        template = int(run(runner)[1].split()[0])
        assert len(os.listdir(f"/proc/{template}/task")) == 1
        links = [os.readlink(f"/proc/{template}/fd/{each}") for each in os.listdir(f"/proc/{template}/fd")]
        assert {link.partition(":")[0] for link in links} == {"/dev/null", "pipe", "socket"}


REACHING = [
    *("os.kill(template, 9)", "os.kill(sibling, 9)", "os.kill(-1, 9)", "os.killpg(0, 9)"),
    *("open(f'/proc/{template}/mem', 'rb')", "open(f'/proc/{sibling}/mem', 'rb')", "os.pidfd_open(sibling)"),
    *("called(libc.ptrace(16, template, 0, 0))", "called(libc.ptrace(16, sibling, 0, 0))"),
    *("called(libc.process_vm_readv(template, 0, 0, 0, 0, 0))", "os.dup(0)", "os.dup2(0, 40)"),
    *("any(os.write(each, b'x') for each in range(3, 64))", "any(os.read(each, 1) for each in range(3, 64))"),
    *("socket.socket(fileno=3).recv(1)", "os.fork()", "bytearray(1 << 30)", "os.setpriority(0, 0, 0)"),
]
UNFILTERED = [
    *("open(f'/proc/{template}/mem', 'rb')", "open(f'/proc/{sibling}/mem', 'rb')"),
    *("called(libc.ptrace(16, template, 0, 0))", "called(libc.ptrace(16, sibling, 0, 0))"),
    *("os.write(3, b'x')", "os.dup(0)", "os.pidfd_open(template)", "bytearray(1 << 30)"),
]
"""As on a machine whose system calls we have no numbers of."""


def refused(folder: Path, action: str, also: str) -> None:
    """Try this beside another picture that is being read; then both templates go on."""
    slow = folder / "slow"
    slow.mkdir()
    os.mkfifo(slow / "told")
    waits = f"open({str(slow / 'told')!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    both = hostile.taken_over(folder, action, also)
    text = both.read_text().replace(
        "def work(task):\n", f"def work(task):\n    if task == b'slow':\n        {waits}\n"
    )
    both.write_text(text)
    with running(both) as runner, ThreadPoolExecutor() as pool, tempfile.TemporaryFile() as file:
        other = pool.submit(runner.run, b"slow", file, 8.0, 1 << 16)
        sibling = (slow / "told").read_text()
        status, said = run(runner, sibling)
        template, _, result = said.partition(" ")
        assert (status, result) != (0, "done")
        assert result in {"PermissionError", "OSError", "MemoryError", "ProcessLookupError"}
        os.kill(int(sibling), 0)
        os.kill(int(sibling), signal.SIGKILL)
        assert other.result() == (-signal.SIGKILL, b"")
        assert run(runner)[1].split()[0] == template


@pytest.mark.parametrize("action", REACHING)
@pytest.mark.few(6)
def test_a_child_that_was_taken_over_reaches_nothing(tmp_path, action):
    refused(tmp_path, action, "pass")


@pytest.mark.parametrize("action", UNFILTERED)
@pytest.mark.few(4)
def test_neither_does_it_where_no_system_call_is_filtered(tmp_path, action):
    refused(tmp_path, action, "decoder.CALLS = {}")


def test_time_of_the_processor_counts_from_the_childs_start(tmp_path):
    also = (
        "decoder.SECONDS = 1; import time; [None for _ in iter(time.process_time, None) if _ > 2].append(0)"
    )
    also = "decoder.SECONDS = 1; import time\n    while time.process_time() < 1.5: pass"
    with running(hostile.taken_over(tmp_path, "sum(range(100_000))", also)) as runner:
        assert run(runner)[1].split()[1] == "done"
    with running(hostile.taken_over(tmp_path, "while True: pass", also)) as runner:
        began = time.monotonic()
        assert run(runner) == (-signal.SIGKILL, "")
        assert time.monotonic() - began < SECONDS


WHO = "import os; print(os.getppid(), os.getpid())"


def test_pictures_share_a_template_which_is_renewed_after_some(tmp_path):
    with running(hostile.program(tmp_path, WHO)) as runner, capture_logs() as logs:
        seen = [run(runner)[1].split() for _ in range(PICTURES + 1)]
    assert [len({pair[0] for pair in part}) for part in (seen[:-1], seen)] == [1, 2]
    assert len({pair[1] for pair in seen}) == PICTURES + 1
    assert logs == []
    assert all(ended(int(pair[0])) for pair in (seen[0], seen[-1]))


CRASHING = "import os, sys; print(os.getppid(), flush=True); sys.stdin.read() and os.abort()"


def test_after_a_crash_the_next_picture_has_another_template(tmp_path):
    """So that addresses cannot be guessed again and again."""
    with running(hostile.program(tmp_path, CRASHING)) as runner, capture_logs() as logs:
        quiet, again = run(runner), run(runner)
        assert quiet == again
        assert run(runner, "x") == (-signal.SIGABRT, quiet[1])
        assert run(runner)[1] != quiet[1]
    assert logs == []


def test_a_killed_template_is_told_and_the_next_picture_is_read(tmp_path):
    with running(hostile.program(tmp_path, WHO)) as runner, capture_logs() as logs:
        first = int(run(runner)[1].split()[0])
        os.kill(first, signal.SIGTERM)
        assert int(run(runner)[1].split()[0]) == first
        os.kill(first, signal.SIGKILL)
        assert int(run(runner)[1].split()[0]) != first
    assert logs == [{"event": "picture template died", "log_level": "error", "status": -signal.SIGKILL}]


def test_a_picture_under_way_is_read_by_the_next_template(tmp_path):
    told, marked = tmp_path / "told", tmp_path / "marked"
    os.mkfifo(told)
    code = (
        f"import os, pathlib, time\nif pathlib.Path({str(marked)!r}).exists():\n    print('read')\nelse:\n"
        f"    pathlib.Path({str(marked)!r}).touch()\n"
        f"    open({str(told)!r}, 'w').write(f'{{os.getppid()}} {{os.getpid()}}')\n    time.sleep(600)"
    )
    with running(hostile.program(tmp_path, code)) as runner, ThreadPoolExecutor() as pool:
        reading = pool.submit(run, runner)
        template, child = map(int, told.read_text().split())
        os.kill(template, signal.SIGKILL)
        assert reading.result() == (0, "read\n")
        assert ended(child)


def test_a_confined_child_ends_with_its_template(tmp_path):
    """Where root started it, a change of user comes between, which undoes what was asked of the kernel."""
    busy = hostile.taken_over(tmp_path, "while sibling: pass", "decoder.SECONDS = 600")
    with running(busy) as runner, ThreadPoolExecutor() as pool:
        template = run(runner)[1].split()[0]
        reading = pool.submit(run, runner, "1", 4.0)
        child = ""
        while not child or "Seccomp:\t2" not in Path(f"/proc/{child}/status").read_text():
            child = Path(f"/proc/{template}/task/{template}/children").read_text().strip()
        os.kill(int(template), signal.SIGKILL)
        assert ended(int(child))
        assert reading.result() == (-signal.SIGKILL, "")


def test_a_picture_that_never_ends_is_killed_while_others_go_on(tmp_path):
    """Two at once: the second is read while the first waits for ever."""
    told = tmp_path / "told"
    os.mkfifo(told)
    code = (
        f"import os, sys, time\nif sys.stdin.read():\n    open({str(told)!r}, 'w').write(str(os.getpid()))\n"
        "    time.sleep(600)\nprint(os.getppid())"
    )
    with running(hostile.program(tmp_path, code)) as runner, ThreadPoolExecutor() as pool:
        template = run(runner)
        slow = pool.submit(run, runner, "x", 6.0)
        child = int(told.read_text())
        assert [run(runner) for _ in range(5)] == [template] * 5
        assert slow.result() == (-signal.SIGKILL, "")
        assert ended(child, 0)
        assert run(runner) == template


SERVER = f"""
import signal, sys; sys.path.insert(0, {str(ROOT)!r})
signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs the tests may ignore it
from pathlib import Path
from bot.previews.runner import Runner
Runner(Path(PROGRAM)).run(b"all", open("/dev/null", "rb"), 600.0, 1 << 16)
"""


@contextmanager
def served(folder: Path) -> Iterator[tuple["subprocess.Popen[bytes]", int, int]]:
    """A server whose reader never ends, and the ids of its template and of the template's child."""
    told = folder / "told"
    os.mkfifo(told)
    telling = f"open({str(told)!r}, 'w').write(f'{{os.getppid()}} {{os.getpid()}}')"
    code = f"import os, time; {telling}; time.sleep(600)"
    given = f"PROGRAM = {str(hostile.program(folder, code))!r}\n{SERVER}"
    with subprocess.Popen((sys.executable, "-I", "-c", given), stderr=subprocess.DEVNULL) as server:
        template, child = map(int, told.read_text().split())
        yield server, template, child


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_outlives_the_server(tmp_path, how):
    with served(tmp_path) as (server, *processes):
        server.send_signal(how)
        assert all(ended(each) for each in processes)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_stopped_template_does_not_outlive_the_server(tmp_path, how):
    """It cannot see that its socket is closed; the kernel kills it."""
    with served(tmp_path) as (server, template, child):
        os.kill(template, signal.SIGSTOP)
        server.send_signal(how)
        gone = [ended(each, SECONDS) for each in (template, child)]
        if not gone[0]:
            os.kill(template, signal.SIGKILL)
        assert gone == [True, True]


def test_a_program_that_cannot_be_loaded_is_told_each_time(tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("import nothing_of_the_kind\n")
    with running(broken) as runner, capture_logs() as logs:
        assert [run(runner), run(runner)] == [(1, ""), (1, "")]
    assert [line["event"] for line in logs] == ["picture template died"] * 2


@pytest.mark.long
def test_a_template_that_hangs_is_killed_and_the_next_picture_is_read(tmp_path):
    with running(hostile.program(tmp_path, WHO)) as runner, capture_logs() as logs:
        first = int(run(runner)[1].split()[0])
        os.kill(first, signal.SIGSTOP)
        began = time.monotonic()
        assert run(runner, seconds=1.0) == (-signal.SIGKILL, "")
        assert time.monotonic() - began < ENDING + SECONDS
        assert ended(first), "with a task that it never took"
        assert int(run(runner)[1].split()[0]) != first
    assert [line["event"] for line in logs] == ["picture template hangs", "picture template died"]


def test_the_real_decoder_gives_way_to_others(tmp_path):
    """The child alone: its template starts and kills without delay."""
    code = "decoder.files().__enter__(); print(os.getpriority(0, 0), os.getpriority(0, os.getppid()))"
    program = hostile.taken_over(tmp_path, "pass")
    program.write_text(
        program.read_text().replace(
            "def work(task):\n", f"def work(task):\n    {code}; sys.stdout.flush(); return 0\n"
        )
    )
    with running(program) as runner:
        child, template = map(int, run(runner)[1].split())
    assert child == min(19, template + 10)
    assert DECODER.exists()
