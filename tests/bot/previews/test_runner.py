"""A picture has its time and no more, and neither a slow start nor a lack of processes delays the server."""

import asyncio
import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.previews.codes import CodeReader
from bot.previews.preview import Previews
from bot.previews.runner import ENDING
from bot.previews.words import Waiting, WordReader
from flows.core.events import Words
from tests.bot.previews import hostile
from tests.bot.previews.test_template import CRASHING, SECONDS, WHO, ended, run, running


def starting(folder: Path, code: str, prepared: str) -> Path:
    """A program in the decoder's place that does this before it is ready."""
    path = hostile.program(folder, code)
    path.write_text(path.read_text().replace("    return work\n", f"    {prepared}\n    return work\n"))
    return path


def hanging(folder: Path) -> tuple[Path, Path]:
    """A program that tells its process in a pipe and is never ready."""
    told = folder / "told"
    os.mkfifo(told)
    hangs = f"import os, time; open({str(told)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    return starting(folder, WHO, hangs), told


def test_closing_does_not_wait_for_a_template_that_starts(tmp_path):
    program, told = hanging(tmp_path)
    with running(program) as runner, ThreadPoolExecutor() as pool, capture_logs() as logs:
        reading = [pool.submit(run, runner) for _ in range(2)]
        template = int(told.read_text())
        began = time.monotonic()
        runner.close()
        assert time.monotonic() - began < ENDING / 5
        for each in reading:
            with pytest.raises(ChildProcessError):
                each.result()
        with pytest.raises(ChildProcessError):
            run(runner)
        assert ended(template)
        assert time.monotonic() - began < ENDING
    assert logs == []


def test_a_template_that_is_left_ends_in_order_and_the_next_picture_has_another(tmp_path):
    with running(hostile.program(tmp_path, WHO)) as runner, capture_logs() as logs:
        first = run(runner)[1].split()[0]
        runner.leave()
        assert ended(int(first), 0)
        assert run(runner)[1].split()[0] != first
    assert logs == []


def test_closing_ends_the_pictures_that_are_read(tmp_path):
    """Whoever closes has no use for them."""
    told = tmp_path / "told"
    os.mkfifo(told)
    code = f"import os, time; open({str(told)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    with running(hostile.program(tmp_path, code)) as runner, ThreadPoolExecutor() as pool:
        reading = pool.submit(run, runner)
        child = int(told.read_text())
        runner.close()
        with pytest.raises(ChildProcessError):
            reading.result()
        assert ended(child)


async def test_codes_that_wait_at_the_end_are_given_up_without_a_word(tmp_path):
    program, told = hanging(tmp_path)
    reader = CodeReader(Previews(program, SECONDS))
    with capture_logs() as logs, ThreadPoolExecutor() as pool:
        reading = pool.submit(asyncio.run, reader.read(b"x"))
        assert int(told.read_text())
        await reader.stop()
        assert reading.result() == ()
    assert logs == []


async def test_words_that_wait_at_the_end_are_given_up_at_once(tmp_path):
    async def tell(_chat: str, _words: Words) -> bool:
        return True

    program, told = hanging(tmp_path)
    reader = WordReader(tell, Previews(program, SECONDS))
    with capture_logs() as logs:
        reader.begin(Waiting("web:a", "p", b"x"))
        template = int(await asyncio.to_thread(told.read_text))
        began = time.monotonic()
        await reader.stop()
        assert time.monotonic() - began < ENDING / 5
        assert ended(template)
    assert logs == []


def test_the_wait_for_a_template_counts_as_a_pictures_time(tmp_path):
    """The template goes on to start, for the next picture."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    program = starting(tmp_path, WHO, f"open({str(gate)!r}).read()")
    with running(program) as runner, ThreadPoolExecutor() as pool:
        began = time.monotonic()
        reading = [pool.submit(run, runner, "", seconds) for seconds in (0.2, 0.4)]
        assert [each.result() for each in reading] == [(-signal.SIGKILL, "")] * 2
        assert time.monotonic() - began < ENDING
        gate.write_text("")
        assert run(runner)[0] == 0


def test_all_tries_together_have_the_pictures_time(tmp_path):
    program = hostile.program(tmp_path, "import os, time; time.sleep(1); os.kill(os.getppid(), 9)")
    with running(program) as runner:
        assert run(runner, seconds=1.5) == (-signal.SIGKILL, "")


def test_a_lack_of_processes_costs_no_template(tmp_path):
    """The template becomes somebody else first: root has no limit."""
    started = tmp_path / "started"
    started.touch(0o666)
    started.chmod(0o666)
    limited = (
        f"import os, resource, signal; open({str(started)!r}, 'a').write(f'{{os.getpid()}} ')\n"
        "    os.getuid() or os.setuid(54_321)\n"
        "    most = resource.getrlimit(resource.RLIMIT_NPROC)[1]\n"
        "    resource.setrlimit(resource.RLIMIT_NPROC, (0, most))\n"
        "    lifts = lambda *_: resource.setrlimit(resource.RLIMIT_NPROC, (most, most))\n"
        "    signal.signal(signal.SIGUSR1, lifts)"
    )
    with running(starting(tmp_path, WHO, limited)) as runner, capture_logs() as logs:
        for _ in range(3):
            with pytest.raises(ChildProcessError):
                run(runner)
        (template,) = map(int, started.read_text().split())
        os.kill(template, signal.SIGUSR1)
        assert run(runner)[1].split()[0] == str(template)
    assert logs == []


def test_a_template_that_ended_by_itself_leaves_no_zombie(tmp_path):
    with running(hostile.program(tmp_path, CRASHING)) as runner:
        status, said = run(runner, "x")
        assert status == -signal.SIGABRT
        assert ended(int(said))
        last = time.monotonic() + SECONDS
        while Path(f"/proc/{int(said)}").exists():
            assert time.monotonic() < last
