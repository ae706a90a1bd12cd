"""The free space of the disks, looked up once a second at most."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

EVERY = 1.0
"""Seconds between two looks."""


class DiskSpace:
    """True while every folder's disk has at least `least` bytes free. `clock`: monotonic seconds."""

    def __init__(self, folders: Iterable[Path], least: int, clock: Callable[[], float]) -> None:
        self._folders = tuple(folders)
        self._least = least
        self._clock = clock
        self._again = -EVERY
        self._enough = True

    def __bool__(self) -> bool:
        now = self._clock()
        if now >= self._again:
            self._again = now + EVERY
            self._enough = all(map(self._has_space, self._folders))
        return self._enough

    def _has_space(self, folder: Path) -> bool:
        """A disk that does not answer counts as having space: the database will report the fault."""
        try:
            return shutil.disk_usage(folder).free >= self._least
        except OSError:
            return True
