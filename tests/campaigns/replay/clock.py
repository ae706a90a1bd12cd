"""A clock that can be set forward, for a program of ours in a process of its own.

    python -m tests.campaigns.replay.clock FILE COMMAND…

runs `main.py COMMAND…` by the system's clock and the seconds that FILE holds at each moment; without a
command, those that come as lines of JSON, one after the other. Between two settings the clock runs as always,
so that nothing between a message and its answer is shortened. The program asks the time in no other way than
by its own clock, which here does not follow the time of Postgres: that one is the system's.
"""

import json
import mmap
import struct
import sys
import time
from pathlib import Path

from storage.database import clock as installation

_FORM = struct.Struct("d")


class Clock:
    """The clock of a replay, and the file from which the processes read how far it is moved."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.write_bytes(_FORM.pack(0.0))
        self._file = path.open("r+b")
        self._memory = mmap.mmap(self._file.fileno(), _FORM.size)
        self.ahead = 0.0

    def set(self, moment: float) -> float:
        """Set the clock to a moment, in seconds since the epoch; return by how far it is off the system's."""
        self.ahead = moment - time.time()
        self._memory[:] = _FORM.pack(self.ahead)
        return self.ahead

    def now(self) -> float:
        return time.time() + self.ahead

    def close(self) -> None:
        self._memory.close()
        self._file.close()


def main() -> int:
    """Run commands of the product by the clock of a file."""
    path, *command = sys.argv[1:]
    with open(path, "rb") as file:  # by its number alone
        memory = mmap.mmap(file.fileno(), _FORM.size, prot=mmap.PROT_READ)

    class Moved(installation.Clock):
        """The clock of a database in this process."""

        def __init__(self) -> None:
            super().__init__(lambda: time.time() + float(_FORM.unpack(memory[:])[0]))

        def follow(self, moment: float) -> float:
            """Stay as the file says; return the time that it says."""
            return self()

    installation.Clock = Moved  # type: ignore[misc, assignment]  # before the program is loaded, which names the class
    from bot.commands.cli import main as product

    if command:
        return product(command)
    for line in sys.stdin:
        if status := product(json.loads(line)):
            return status
        print(end="\x1e", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
