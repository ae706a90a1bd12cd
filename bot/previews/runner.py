"""Runs a program on pictures: each in a process of its own, forked from a template that is started once.

The template (`template.py`) is started at the first picture, and again where it has ended: in order, after
some pictures or minutes, or because it was killed. It ends when this process ends, however that happens: its
socket is closed then. A picture takes the time that is given for it, and a moment to kill what reads it.
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
TRIES = 3
"""Templates that are tried for a picture, which each may end just then."""
CHUNK = 1 << 16


class Runner:
    """Runs `program`, one process for each picture, from any thread."""

    def __init__(self, program: Path) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._template: _Template | None = None

    def run(self, task: bytes, file: BinaryIO, seconds: float, most: int) -> tuple[int, bytes]:
        """The exit status and the output of the program for this task, which has ended by then.

        The status is 1 where the program cannot be loaded. Raises OSError where no process can be started.
        """
        if sys.platform != "linux":
            return 1, b""
        for _ in range(TRIES):
            template = self._started()
            if template is None:
                return 1, b""
            file.seek(0)  # the place in it is shared with whatever has read it
            found = template.run(task, file, seconds, most)
            if found is not None:
                return found
            self._leave(template)
            del template  # its end is waited for here, unless another picture is still read
        raise ChildProcessError("no process for a picture")

    def close(self) -> None:
        """End the template, after the pictures that are read; another is started if there are more."""
        with self._lock:
            self._template = None

    def _started(self) -> "_Template | None":
        with self._lock:
            if self._template is None:
                template = _Template(self._program)
                if not template.ready():
                    return None
                self._template = template
            return self._template

    def _leave(self, template: "_Template") -> None:
        with self._lock:
            if self._template is template:
                self._template = None


class _Template:
    """A template that runs, until nothing refers to it any more. Raises OSError if it cannot be started."""

    def __init__(self, program: Path) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                self._process = _process(program, theirs)
            except OSError:
                self._control.close()
                raise
        weakref.finalize(self, _end, self._control, self._process)

    def ready(self) -> bool:
        """Wait until the program is loaded; false where it cannot be."""
        self._control.settimeout(STARTING)
        with suppress(OSError):
            if self._control.recv(1):
                self._control.settimeout(ENDING)
                return True
        return False

    def run(self, task: bytes, file: BinaryIO, seconds: float, most: int) -> tuple[int, bytes] | None:
        """As `Runner.run`; None where this template has ended, or takes no more."""
        last = time.monotonic() + seconds
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
        return b"%d" % -signal.SIGKILL


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


def _end(control: socket.socket, process: "subprocess.Popen[bytes]") -> None:
    """Let a template end, which has no picture any more, and say so if it did not end in order."""
    control.close()
    try:
        status = process.wait(ENDING)
    except subprocess.TimeoutExpired:
        process.kill()
        status = process.wait()
    if status:
        log.error("picture template died", status=status)


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
