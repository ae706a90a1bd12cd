"""Several worker processes behind one listening socket: started, watched, started again, and ended in order.

A worker is the same command once more. It inherits the socket (its number is in WORKER_SOCKET) and tells this
process, as a service tells systemd, that it is ready and alive. Its standard input ends with this process,
and then it ends too. Files gather the counts of all workers.
"""

import asyncio
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from types import FrameType

import structlog

from bot.observe.metrics import METRICS
from bot.serve import folders, systemd

SOCKET = "WORKER_SOCKET"
PATIENCE = 20.0
"""Seconds within which a worker that was told to end has ended; it needs ten for what is under way."""
LOOK = 0.5
LIVES = 60.0
"""Seconds within which a worker gives a sign of life, where systemd asks for none."""
STARTS = 300.0
"""Seconds within which a worker is ready."""
FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0
"""Seconds before a worker is started again; twice as long each time that it ends soon."""
STEADY = 60.0
"""Seconds for which a worker served before its end counts as its first one."""
ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""The signals that end a server in order."""

log = structlog.get_logger()


class NotStarted(Exception):
    """A worker ended before it was ready; its own line says why."""


@dataclass
class _Worker:
    """`silent`: seconds since its last sign of life, `served`: seconds since it was ready."""

    process: "subprocess.Popen[bytes]"
    told: socket.socket
    ready: bool = False
    silent: float = 0.0
    served: float = 0.0


@dataclass
class _Place:
    """The place of a worker; `wait`: the seconds before its next start, `left`: those that are left."""

    worker: _Worker | None = None
    wait: float = 0.0
    left: float = 0.0


class Workers:
    """Runs `count` workers on this socket until a signal ends them."""

    def __init__(self, listening: socket.socket, count: int) -> None:
        self._listening = listening
        folders.sweep(Path(gettempdir()))
        self._folder, self._held = folders.made(Path(gettempdir()))
        self._places = [_Place() for _ in range(count)]
        self._lives = systemd.watchdog_seconds() or LIVES
        self._ready = False
        self._ending = False

    def run(self, ready: Callable[[], object]) -> None:
        """Call `ready` once all serve, and return once a signal ended them. Raises NotStarted."""
        before = {number: signal.signal(number, self._end) for number in ending()}
        try:
            for place in self._places:
                place.worker = self._start()
            looked = time.monotonic()
            while not self._ending:
                self._listen()
                # Time in which this process stood still itself is no silence of others.
                passed, looked = min(time.monotonic() - looked, 2 * LOOK), time.monotonic()
                for place in self._places:
                    self._watch(place, passed)
                self._tell(ready)
        finally:
            self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)
            shutil.rmtree(self._folder, ignore_errors=True)
            os.close(self._held)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._ending = True

    def _running(self) -> list[_Worker]:
        return [place.worker for place in self._places if place.worker]

    def _start(self) -> _Worker:
        """Start a worker, whose standard input ends with this process."""
        told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        address = self._folder / f"{time.monotonic_ns()}.sock"
        told.bind(str(address))
        told.setblocking(False)
        number = self._listening.fileno()
        given = {SOCKET: str(number), METRICS: str(self._folder), "NOTIFY_SOCKET": str(address)}
        given["WATCHDOG_USEC"] = f"{self._lives * 1_000_000:.0f}"
        process = subprocess.Popen(  # noqa: S603 - this program once more
            [sys.executable, *sys.orig_argv[1:]],
            env=os.environ | given,
            pass_fds=[number, self._held],
            stdin=subprocess.PIPE,
        )
        return _Worker(process, told)

    def _listen(self) -> None:
        """Take what the workers tell, for a moment."""
        with selectors.DefaultSelector() as waiting:
            for worker in self._running():
                waiting.register(worker.told, selectors.EVENT_READ, worker)
            for key, _ in waiting.select(LOOK):
                worker = key.data
                worker.ready |= systemd.READY in worker.told.recv(1024)
                worker.silent = 0.0

    def _watch(self, place: _Place, passed: float) -> None:
        """Start the worker of this place if it is time, and end one that has been silent for too long."""
        worker = place.worker
        if self._ending:
            return
        if worker is None:
            place.left -= passed
            if place.left <= 0:
                place.worker = self._start()
        elif worker.process.poll() is not None:
            self._ended(place, worker)
        else:
            worker.silent += passed
            worker.served += passed if worker.ready else 0.0
            if worker.silent >= (self._lives if worker.ready else max(STARTS, self._lives)):
                log.error("a worker gave no sign of life and is ended by force", seconds=round(worker.silent))
                worker.silent = 0.0
                worker.process.kill()

    def _ended(self, place: _Place, worker: _Worker) -> None:
        """Let this place wait for its next worker. Raises NotStarted before all workers were ready once."""
        if not self._ready:
            raise NotStarted
        again = place.wait and worker.served < STEADY
        place.wait = min(2 * place.wait, LONGEST_WAIT) if again else FIRST_WAIT
        log.error(
            "a worker ended and the next one starts soon",
            status=worker.process.returncode,
            seconds=place.wait,
        )
        self._forget(worker)
        place.worker, place.left = None, place.wait

    def _tell(self, ready: Callable[[], object]) -> None:
        """Tell systemd that all are ready, once, and that this process watches them."""
        if not self._ready and all(worker.ready for worker in self._running()):
            self._ready = True
            ready()
            systemd.notify(systemd.READY)
        if systemd.watchdog_seconds():
            with suppress(OSError):
                systemd.notify(systemd.ALIVE)

    def _stop(self) -> None:
        self._listening.close()  # or connections would wait here for workers that take no more
        with suppress(OSError):  # whoever watched is gone
            systemd.notify(systemd.STOPPING)
        running = self._running()
        for worker in running:
            worker.process.send_signal(signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        for worker in running:
            try:
                worker.process.wait(max(0.0, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.error("a worker was ended by force")
                worker.process.kill()
                worker.process.wait()
            self._forget(worker)

    def _forget(self, worker: _Worker) -> None:
        from prometheus_client.multiprocess import mark_process_dead

        worker.told.close()
        if worker.process.stdin:
            worker.process.stdin.close()
        mark_process_dead(worker.process.pid, str(self._folder))  # type: ignore[no-untyped-call]  # has no types


def inherited() -> socket.socket | None:
    """Return the socket that this worker inherited; None in a process that was not started as a worker."""
    number = os.environ.get(SOCKET, "")
    return socket.socket(fileno=int(number)) if number else None


def ending() -> list[signal.Signals]:
    """Return the signals that end this process in order: SIGHUP not where it was started to outlive it."""
    hangs_up = signal.getsignal(signal.SIGHUP) != signal.SIG_IGN
    return [number for number in ENDING if number != signal.SIGHUP or hangs_up]


def when_alone(act: Callable[[], object]) -> None:
    """Call `act` in a worker once the process that started it is gone. Called inside its event loop."""
    loop, stdin = asyncio.get_running_loop(), sys.stdin.fileno()

    def ended() -> None:
        loop.remove_reader(stdin)
        log.warning("the process that watches the workers is gone")
        act()

    loop.add_reader(stdin, ended)
