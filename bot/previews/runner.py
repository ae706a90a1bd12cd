"""Runs a program on pictures: each in a process of its own, forked from a template that is started once.

The template (`template.py`) is started at the first picture, and again where it has ended: in order, after
some pictures or minutes, or because it was killed. It ends when this process ends, however that happens: the
kernel kills it then, also where it is stopped. A picture takes the time that is given for it, with all
waiting for a template and all tries, and a moment to kill what reads it.
"""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import weakref
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import BinaryIO

import structlog

log = structlog.get_logger()

TEMPLATE = Path(__file__).with_name("template.py")
STARTING = 60.0
"""Seconds until a template that is not ready is given up."""
ENDING = 5.0
"""Seconds until a template that does not kill or does not end is killed itself."""
KILLED = -signal.SIGKILL
NOT_FORKED = b"no fork"
"""The word of a template that is well and could start no process; what it says else is an exit status."""
TRIES = 3
"""Templates that are tried for a picture, which each may end just then."""
CHUNK = 1 << 16


class Runner:
    """Runs `program`, one process for each picture, from any thread."""

    def __init__(self, program: Path) -> None:
        self._program = program
        self._lock = threading.Lock()  # held while a process is started, not until it is ready
        self._template: _Template | None = None
        self._closed = False

    def run(self, task: bytes, file: BinaryIO, seconds: float, most: int) -> tuple[int, bytes]:
        """The exit status and the output of the program for this task, which has ended by then.

        The status is 1 where the program cannot be loaded, and that of a kill where the time was up before it
        was. Raises OSError where no process can be started, and after `close`.
        """
        if sys.platform != "linux":
            return 1, b""
        last = time.monotonic() + seconds
        for _ in range(TRIES):
            template = self._started(last)
            if template is None or (ready := template.ready(last)) is None:
                return KILLED, b""
            file.seek(0)  # the place in it is shared with whatever has read it
            found = template.run(task, file, last, most) if ready else None
            if found is not None:
                return found
            self.leave(template)
            del template  # its end is waited for here, unless another picture is still read
            if self._closed:
                break
            if not ready:
                return 1, b""
        raise ChildProcessError("no process for a picture")

    def leave(self, template: "_Template | None" = None) -> None:
        """Let the template end after the pictures that are read; the next picture has another."""
        with self._lock:
            if template in (None, self._template):
                template, self._template = self._template, None

    def close(self) -> None:
        """Kill the template, with the pictures that are read, and start no other; waits for nothing."""
        self._closed = True
        template, self._template = self._template, None  # without the lock: whoever has it looks afterwards
        if template:
            template.kill()

    def _started(self, last: float) -> "_Template | None":
        """The template, started where there is none; None where the time is up."""
        if not self._lock.acquire(timeout=max(0.0, last - time.monotonic())):
            return None
        try:
            template = self._template
            if template is None and not self._closed:
                template = self._template = _Template(self._program)
            if self._closed:
                self.close()
            if template is None or self._closed:
                raise ChildProcessError("closed")
            return template
        finally:
            self._lock.release()


class _Template:
    """A template that runs, until nothing refers to it any more. Raises OSError if it cannot be started."""

    def __init__(self, program: Path) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(ENDING)
        self._killed = threading.Event()
        self._loaded = False
        self._last = time.monotonic() + STARTING
        started: Future[subprocess.Popen[bytes]] = Future()
        keeper = threading.Thread(target=_keep, args=(program, theirs, started, self._killed), daemon=True)
        try:
            with theirs:
                keeper.start()
                self._process = started.result()
        except (OSError, RuntimeError) as error:
            self._control.close()
            raise error if isinstance(error, OSError) else ChildProcessError("no thread") from None
        weakref.finalize(self, _end, self._control, self._process, keeper, self._killed)

    def ready(self, last: float) -> bool | None:
        """Wait until the program is loaded; false where it cannot be, None where the time is up before.

        Once it was, the socket is not asked again: after the template's end it may tell of that alone.
        """
        if self._loaded:
            return True
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        if not poll.poll(max(0.0, min(last, self._last) - time.monotonic()) * 1000):
            if time.monotonic() < self._last:
                return None
            self._process.kill()
            return False
        with suppress(OSError):  # the byte stays there for all that wait
            self._loaded = bool(self._control.recv(1, socket.MSG_PEEK))
        return self._loaded

    def kill(self) -> None:
        """End the template now, and in order: nothing is said of it in the log."""
        self._killed.set()
        self._process.kill()

    def run(self, task: bytes, file: BinaryIO, last: float, most: int) -> tuple[int, bytes] | None:
        """As `Runner.run`; None where this template has ended, or takes no more."""
        with ExitStack() as mine:
            with ExitStack() as theirs:
                lifeline, other = (mine.enter_context(each) for each in socket.socketpair())
                output, into = os.pipe()
                mine.callback(os.close, output)
                theirs.callback(os.close, into)
                theirs.callback(other.close)
                with suppress(OSError):  # the lifeline tells
                    socket.send_fds(self._control, [task], [file.fileno(), into, other.fileno()])
            said = _read(output, last, most)
            status = self._status(lifeline, last if len(said) < most else 0.0)
        if status == NOT_FORKED:
            raise ChildProcessError("no fork for a picture")
        return (int(status), said) if status else None

    def _status(self, lifeline: socket.socket, last: float) -> bytes:
        """The child's exit status; the child is killed at this time. Empty where there was no child."""
        for give_up in (last, time.monotonic() + ENDING + max(0.0, last - time.monotonic())):
            lifeline.settimeout(max(0.001, give_up - time.monotonic()))
            with suppress(TimeoutError):
                return lifeline.recv(16)
            lifeline.shutdown(socket.SHUT_WR)
        log.error("picture template hangs")
        self._process.kill()
        return b"%d" % KILLED


def _process(program: Path, control: socket.socket) -> "subprocess.Popen[bytes]":
    """Start a template with its socket alone: no environment, no folder, no terminal."""
    return subprocess.Popen(  # noqa: S603 - this very Python, with a program of ours
        (sys.executable, "-I", "-B", str(TEMPLATE), str(program)),
        stdin=control.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,
    )


def _keep(
    program: Path,
    control: socket.socket,
    started: "Future[subprocess.Popen[bytes]]",
    killed: threading.Event,
) -> None:
    """Start a template and wait for its end, so that no zombie stays; say so if it did not end in order.

    The kernel kills a template when the thread that started it ends: this one, or the whole process.
    """
    try:
        process = _process(program, control)
    except BaseException as error:  # whatever it is, somebody waits for it
        started.set_exception(error)
        return
    started.set_result(process)
    status = process.wait()
    if status and not killed.is_set():
        log.error("picture template died", status=status)


def _end(
    control: socket.socket,
    process: "subprocess.Popen[bytes]",
    keeper: threading.Thread,
    killed: threading.Event,
) -> None:
    """Let a template end, which has no picture any more."""
    control.close()
    if killed.is_set():
        return
    keeper.join(ENDING)
    if keeper.is_alive():
        process.kill()


def _read(output: int, last: float, most: int) -> bytes:
    """The output until its end, or so many bytes of it, or what was there at this time."""
    said, poll = bytearray(), select.poll()
    poll.register(output, select.POLLIN)
    while len(said) < most and poll.poll(max(0.0, last - time.monotonic()) * 1000):
        chunk = os.read(output, CHUNK)
        if not chunk:
            break
        said += chunk
    return bytes(said[:most])
