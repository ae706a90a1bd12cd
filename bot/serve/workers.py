"""Several worker processes behind one listening socket: started, watched, started again, and ended in order.

A worker is the same command once more. It inherits the socket (its number is in WORKER_SOCKET) and tells this
process, as a service tells systemd, that it is ready and alive. Files gather the counts of all workers.
"""

import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from types import FrameType

import structlog

from bot.observe.metrics import METRICS
from bot.serve import systemd

SOCKET = "WORKER_SOCKET"
PATIENCE = 20.0
"""Seconds within which a worker that was told to end has ended; it needs ten for what is under way."""
PAUSE = 1.0
LOOK = 0.5

log = structlog.get_logger()


class NotStarted(Exception):
    """A worker ended before it was ready; its own line says why."""


@dataclass
class _Worker:
    process: "subprocess.Popen[bytes]"
    told: socket.socket
    began: float
    ready: bool = False
    alive: float = 0.0


class Workers:
    """Runs `count` workers on this socket until a signal ends them."""

    def __init__(self, listening: socket.socket, count: int) -> None:
        self._listening = listening
        self._count = count
        self._folder = Path(mkdtemp(prefix="ballegh-workers-"))
        self._workers: list[_Worker] = []
        self._ready = False
        self._ending = False

    def run(self, ready: Callable[[], object]) -> None:
        """Call `ready` once all serve, and return once a signal ended them. Raises NotStarted."""
        before = {number: signal.signal(number, self._end) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            for _ in range(self._count):
                self._workers.append(self._start())
            while not self._ending:
                self._listen()
                self._replace_ended()
                self._tell(ready)
        finally:
            self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)
            shutil.rmtree(self._folder, ignore_errors=True)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._ending = True

    def _start(self) -> _Worker:
        told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        address = self._folder / f"{time.monotonic_ns()}.sock"
        told.bind(str(address))
        told.setblocking(False)
        number = self._listening.fileno()
        given = {SOCKET: str(number), METRICS: str(self._folder), "NOTIFY_SOCKET": str(address)}
        command = [sys.executable, *sys.orig_argv[1:]]
        process = subprocess.Popen(command, env=os.environ | given, pass_fds=[number])  # noqa: S603 - this program once more
        return _Worker(process, told, time.monotonic())

    def _listen(self) -> None:
        """Take what the workers tell, for a moment."""
        with selectors.DefaultSelector() as waiting:
            for worker in self._workers:
                waiting.register(worker.told, selectors.EVENT_READ, worker)
            for key, _ in waiting.select(LOOK):
                worker = key.data
                worker.ready |= systemd.READY in worker.told.recv(1024)
                worker.alive = time.monotonic()

    def _replace_ended(self) -> None:
        for place, worker in enumerate(self._workers):
            if self._ending or worker.process.poll() is None:
                continue
            if not self._ready:
                raise NotStarted
            log.error("a worker ended and is started again", status=worker.process.returncode)
            self._forget(worker)
            time.sleep(PAUSE)
            self._workers[place] = self._start()

    def _tell(self, ready: Callable[[], object]) -> None:
        """Tell systemd that all are ready, once, and that all are alive, while they are."""
        if not self._ready and all(worker.ready for worker in self._workers):
            self._ready = True
            ready()
            systemd.notify(systemd.READY)
        period = systemd.watchdog_seconds()
        if period and all(time.monotonic() - worker.alive < period for worker in self._workers):
            systemd.notify(systemd.ALIVE)

    def _stop(self) -> None:
        systemd.notify(systemd.STOPPING)
        for worker in self._workers:
            worker.process.send_signal(signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        for worker in self._workers:
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
        mark_process_dead(worker.process.pid, str(self._folder))  # type: ignore[no-untyped-call]  # has no types


def inherited() -> socket.socket | None:
    """Return the socket that this worker inherited; None in a process that was not started as a worker."""
    number = os.environ.get(SOCKET, "")
    return socket.socket(fileno=int(number)) if number else None
