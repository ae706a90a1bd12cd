"""Forks a process for each picture, from libraries that it has loaded once: a template for all children.

It is started by its path, isolated (`python -I template.py PROGRAM`), with a socket as its standard input,
and imports none of our modules. PROGRAM is `decoder.py` or `reader.py`, whose `prepare` loads the libraries
and returns a function. Each message on the socket is a task for it and brings three descriptors: the picture,
a pipe for the output, and a lifeline. A child is forked that keeps the first two alone, calls the function
with the task and ends. It is killed when the other end of its lifeline is closed; its exit status is written
to the lifeline, or that it could not be forked.

The template reads no byte of a picture. It has one thread, and at each fork it holds one picture alone. It
refuses more after PICTURES or SECONDS, or when a child crashed, so that an attacker who learns or guesses
where things lie in memory cannot use that for long. It ends when its children have ended.
"""

import ctypes
import gc
import os
import resource
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any, NoReturn

PICTURES, SECONDS = 100, 600.0
STARTING = 60
"""Seconds until a template that is not ready ends."""
DESCRIPTORS = 64
READY, TASK = b"+", 16
NOT_FORKED = b"no fork"
LIBC = ctypes.CDLL(None)
LIBC.prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
PARENT_DEATH, DUMPABLE = 1, 4
FROM_OUTSIDE = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Sent to all processes of a service or terminal. They end the server, and this program ends with it."""
ENDED_BY_US = (-signal.SIGKILL, -signal.SIGXCPU)


class Template:
    """Takes pictures from `control`, and calls `work` in a child for each."""

    def __init__(self, control: socket.socket, work: Callable[[bytes], int]) -> None:
        self._control, self._work = control, work
        self._left, self._last = PICTURES, time.monotonic() + SECONDS
        self._taking = True
        self._lifelines: dict[int, int] = {}  # by the child's process id
        self._poll = select.poll()

    def serve(self) -> None:
        """Return when no more pictures are taken and every child has ended."""
        woken, wake = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        for descriptor in (woken, self._control.fileno()):
            self._poll.register(descriptor, select.POLLIN)
        while self._taking or self._lifelines:
            seconds = self._last - time.monotonic() if self._taking else SECONDS
            for descriptor, _ in self._poll.poll(max(0, seconds) * 1000):
                if descriptor == woken:
                    os.read(woken, DESCRIPTORS)
                elif descriptor == self._control.fileno():
                    self._take()
                else:
                    self._kill(descriptor)
            self._reap()
            if self._taking and (self._left <= 0 or time.monotonic() >= self._last):
                self._refuse()

    def _take(self) -> None:
        """Fork for the next picture; without one, the server has closed its end."""
        try:
            task, given, _, _ = socket.recv_fds(self._control, TASK, 3)
        except ConnectionError:  # closed with our READY in it
            task, given = b"", []
        if not task:
            self._refuse()
        elif len(given) == 3:
            try:
                self._fork(task, *given)
                given.pop()
            except OSError:  # no more processes or memory; this one is well all the same
                with suppress(OSError):
                    os.write(given[2], NOT_FORKED)
        for descriptor in given:
            os.close(descriptor)

    def _fork(self, task: bytes, picture: int, output: int, lifeline: int) -> None:
        template = os.getpid()
        child = os.fork()
        if not child:
            self._become(template, task, picture, output)
        self._left -= 1
        self._lifelines[child] = lifeline
        self._poll.register(lifeline, select.POLLIN)

    def _become(self, template: int, task: bytes, picture: int, output: int) -> NoReturn:
        """In the child: keep the picture and the pipe alone, do the work, end."""
        status = 1
        try:
            LIBC.prctl(PARENT_DEATH, signal.SIGKILL, 0, 0, 0)
            if os.getppid() == template:
                os.setsid()
                os.dup2(picture, 0)
                os.dup2(output, 1)
                os.closerange(3, DESCRIPTORS)
                signal.set_wakeup_fd(-1)
                for each in (signal.SIGCHLD, *FROM_OUTSIDE):
                    signal.signal(each, signal.SIG_DFL)
                status = self._work(task)
        finally:
            os._exit(status)

    def _kill(self, lifeline: int) -> None:
        """End a child that nobody waits for any more; it is not reaped yet, so its number is its own."""
        self._poll.unregister(lifeline)
        child = next(child for child, each in self._lifelines.items() if each == lifeline)
        with suppress(OSError):
            os.kill(child, signal.SIGKILL)

    def _reap(self) -> None:
        """Tell the status of each child that has ended."""
        while self._lifelines:
            child, waited = os.waitpid(-1, os.WNOHANG)
            if not child:
                return
            status, lifeline = os.waitstatus_to_exitcode(waited), self._lifelines.pop(child)
            if status < 0 and status not in ENDED_BY_US:
                self._left = 0
            with suppress(KeyError):
                self._poll.unregister(lifeline)
            with suppress(OSError):
                os.write(lifeline, b"%d" % status)
            os.close(lifeline)

    def _refuse(self) -> None:
        """Take no more pictures; the server sees it, and starts another template."""
        self._taking = False
        self._poll.unregister(self._control)
        self._control.close()


def loaded(path: str) -> Any:  # Any: a module
    """The program at this path, as a module."""
    spec = spec_from_file_location("program", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main(path: str) -> None:
    """Load the program, say that it is ready, and serve until the server ends."""
    for each in FROM_OUTSIDE:
        signal.signal(each, signal.SIG_IGN)
    signal.alarm(STARTING)
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
    LIBC.prctl(DUMPABLE, 0, 0, 0, 0)  # no debugger, and nobody reads its memory
    LIBC.prctl(PARENT_DEATH, signal.SIGKILL, 0, 0, 0)  # a stopped one does not see that its socket is closed
    control = socket.socket(fileno=0)
    work = loaded(path).prepare()
    gc.collect()
    gc.freeze()
    signal.alarm(0)
    with suppress(OSError):  # closed already: `serve` sees it
        control.send(READY)
    Template(control, work).serve()


if __name__ == "__main__":
    main(sys.argv[1])
    os._exit(0)
