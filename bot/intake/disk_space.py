"""Free space on the disks: looked at once a second at most, so that asking costs nothing."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

EVERY = 1.0


class DiskSpace:
    """Whether every folder's disk has at least `least` bytes free. `clock` in seconds, never backwards."""

    def __init__(self, folders: Iterable[Path], least: int, clock: Callable[[], float]) -> None:
        self._folders = tuple(folders)
        self._least = least
        self._clock = clock
        self._again = -EVERY
        self._there = True

    def __bool__(self) -> bool:
        now = self._clock()
        if now >= self._again:
            self._again = now + EVERY
            self._there = all(map(self._roomy, self._folders))
        return self._there

    def _roomy(self, folder: Path) -> bool:
        """A disk that does not answer is the database's to complain about."""
        try:
            return shutil.disk_usage(folder).free >= self._least
        except OSError:
            return True
