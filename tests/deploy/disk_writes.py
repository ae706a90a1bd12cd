"""Every byte that a program writes to a file, seen by strace: also to one that has no name any more."""

import asyncio
import os
import re
import threading
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

WRITES = ("write", "pwrite64", "writev", "pwritev", "pwritev2")
UNSHOWN = ("sendfile", "splice", "copy_file_range")
"""Calls that move bytes from file to file; strace shows the files, not the bytes."""
ANSWERED = {"prctl": "retval=0", "io_uring_setup": "error=ENOSYS"}
"""Calls that strace answers itself: the server would hide its memory from a tracer, and a ring its writes."""
LONGEST = 1_000_000
"""The bytes of a write that are shown."""
CALL = re.compile(r"(\d+) +(\w+)\((.*)")
DONE = re.compile(r"(\d+) +.*\) += (\d+)$")
FILE = re.compile(r"(\d+)<(/(?!dev/(?!shm/pytest)|proc/)[^>]*)>")
OUTPUTS = {"1", "2"}


@dataclass
class DiskWrites:
    """The writes of one program and its children, once it has ended.

    `under` is the command that starts the program; `bytes` counts the bytes that went to each file.
    `held` names each file, and output of the program, that was given one of `needles`. `unshown` are calls
    that may have put bytes into a file unseen.
    """

    under: Sequence[str]
    needles: Sequence[str]
    bytes: Counter[str] = field(default_factory=Counter)
    held: set[tuple[str, str]] = field(default_factory=set)
    unshown: list[str] = field(default_factory=list)
    _writing: dict[str, str] = field(default_factory=dict)

    def read(self, trace: Path) -> None:
        """Read the calls until the last program has ended."""
        with trace.open(encoding="ascii") as lines:
            for line in lines:
                if found := CALL.match(line):
                    self._note(*found.groups())
                if (done := DONE.match(line)) and (name := self._writing.pop(done[1], "")):
                    self.bytes[name] += int(done[2])

    def _note(self, thread: str, call: str, given: str) -> None:
        target = FILE.match(given)
        if call in WRITES and (target or given.partition("<")[0] in OUTPUTS):
            name = target[2] if target else given.partition(",")[0]
            self._writing[thread] = name
            self.held |= {(name, needle) for needle in self.needles if needle in given}
            if '"...' in given:
                self.unshown.append(f"{call} of more than {LONGEST} bytes to {name}")
        elif (call in UNSHOWN and FILE.search(given if call != "sendfile" else given.partition(",")[0])) or (
            call == "mmap" and _shared(given)
        ):
            self.unshown.append(f"{call}({given[:200]}")


def _shared(given: str) -> bool:
    """Whether a map writes into a file. The index of SQLite's log does: numbers of pages alone."""
    file = FILE.search(given)
    return "PROT_WRITE" in given and "MAP_SHARED" in given and bool(file and not file[2].endswith(".db-shm"))


@asynccontextmanager
async def watched(trace: Path, needles: Sequence[str]) -> AsyncIterator[DiskWrites]:
    """Watch a program that is started with `under`; it must have ended at the end.

    `trace` is a path for a pipe, so that the watcher itself writes no file.
    """
    os.mkfifo(trace)
    calls = ",".join((*WRITES, *UNSHOWN, *ANSWERED, "mmap"))
    given = ("-e", f"trace={calls}", *(f"--inject={call}:{answer}" for call, answer in ANSWERED.items()))
    command = ("strace", "-D", "-f", "-y", "--seccomp-bpf", "-s", str(LONGEST), "-o", str(trace), *given)
    writes = DiskWrites(command, needles)
    reading = threading.Thread(target=writes.read, args=(trace,), daemon=True)
    reading.start()
    yield writes
    await asyncio.to_thread(reading.join, 20)
    assert not reading.is_alive()
