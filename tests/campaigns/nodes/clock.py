"""A machine's own clock that is wrong: a program of ours runs by it, and by everybody's seconds.

    python -m tests.campaigns.nodes.clock FILE COMMAND…

runs `main.py COMMAND…`, whose machine's clock is off by the seconds that FILE holds at each moment.
"""

import mmap
import struct
import sys
import time
from pathlib import Path

_FORM = struct.Struct("d")


class MachineClock:
    """The clock of one node's machine, in a file that the node's process reads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.goes_off(0.0)

    def goes_off(self, seconds: float) -> None:
        """Set the clock so many seconds ahead of everybody's."""
        with self.path.open("r+b" if self.path.exists() else "wb") as file:
            file.write(_FORM.pack(seconds))


def main() -> int:
    """Run a command of the product by the clock of a file."""
    path, *command = sys.argv[1:]
    with open(path, "rb") as file:  # by its number alone
        memory = mmap.mmap(file.fileno(), _FORM.size, prot=mmap.PROT_READ)
    system, system_ns = time.time, time.time_ns

    def off() -> float:
        return float(_FORM.unpack(memory[:])[0])

    time.time = lambda: system() + off()
    time.time_ns = lambda: system_ns() + int(off() * 1e9)
    from bot.commands.cli import main as product  # after that: some keep the function as they are loaded

    return product(command)


if __name__ == "__main__":
    sys.exit(main())
