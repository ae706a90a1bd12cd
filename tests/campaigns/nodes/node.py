"""One of the nodes: a process of the product with a clock, a line to the database and a folder of its own."""

import json
import signal
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.campaigns.kill.house import ROOT, House, Server
from tests.campaigns.nodes import clock
from tests.campaigns.nodes.clock import MachineClock
from tests.campaigns.nodes.database import Wire

LISTENS = "BALLEGH_LISTEN"
PROGRAM = "PYTHONPATH"
"""The variable by which Python finds a release of the program."""
CLOCK = Path(clock.__file__)


class Node(Server):
    """A server that can be stopped and let go on, killed and started again, always at the same address."""

    patience = 300.0

    def __init__(self, folder: Path, settings: Mapping[str, str], wire: Wire, release: Path = ROOT) -> None:
        folder.mkdir()
        self.house = House(folder / "house", {**settings, PROGRAM: str(release)})
        self.clock = MachineClock(folder / "clock")
        self.wire = wire
        self.address = f"http://{settings[LISTENS]}"
        super().__init__(self.house, ("-P", str(CLOCK), str(self.clock.path)))

    async def becomes(self, release: Path) -> None:
        """End in order, and start with the program in this folder."""
        assert await self.stop() == 0
        self.house.settings[PROGRAM] = str(release)
        await self.start()

    @property
    def ended(self) -> int | None:
        """The status with which the process ended; None while it runs."""
        return self._process.returncode

    def pause(self) -> None:
        """Stop the process where it stands."""
        self._process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let the process go on."""
        self._process.send_signal(signal.SIGCONT)

    def errors(self) -> Counter[str]:
        """The errors that its logs tell of, by their names."""
        logs = (path.read_text("utf-8", "replace") for path in self.house.told.glob("server-*.log"))
        lines = (line for log in logs for line in log.splitlines() if '"level": "error"' in line)
        return Counter(" ".join(_told(json.loads(line))) for line in lines)


def _told(line: dict[str, Any]) -> Iterator[str]:
    """The event and the type of the error, where it has one."""
    raised = line.get("exception")
    yield str(line.get("event", ""))
    yield str(line.get("error", "") or (raised if isinstance(raised, str) else ""))[:80]
