"""The contract of a place for files: encrypted bytes under a name, whole and durable or not there at all."""

import re
from collections.abc import Iterator
from typing import Protocol

MEGABYTE = 1 << 20
_NAME = re.compile(r"[A-Za-z0-9_-]{4,64}")


class Writing(Protocol):
    """A file being written; ends with `finish`, or with `abort`, also after any error."""

    def put(self, data: bytes) -> None:
        """Add bytes. Raises DiskFull."""

    def finish(self, *, replace: bool = True) -> None:
        """Return once the file is durable under its name. Raises DiskFull and PlaceAway.

        Raises AlreadyThere where there is a file that this one shall not `replace`, and may be called again.
        """

    def abort(self) -> None:
        """Leave nothing of the file; harmless after `finish`."""


class Place(Protocol):
    """Keeps files by their names. All calls block; those to a store that does not answer raise PlaceAway."""

    def prepare(self) -> int:
        """Bring what lies here to the present layout, at the start only; return the number of moved files.

        Raises BadPlace where this installation must not or cannot write here.
        """

    def begin(self, name: str) -> Writing:
        """Begin to write a file. Raises ValueError for a name that no file of ours has."""

    def read(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes. Raises FileNotFoundError."""

    def names(self) -> Iterator[str]:
        """Yield the names of all files."""

    def older(self, before: float) -> list[str]:
        """Return the names of files written before this (seconds since the epoch)."""

    def delete(self, name: str) -> None:
        """Delete a file with all its versions, durably, if there is one. Raises Retained."""

    def sweep(self) -> int:
        """Delete the unfinished files of processes that died; return their number. At the start only."""

    def free(self) -> int:
        """Return the free bytes of the disk that a file needs while it is written."""


def checked(name: str) -> str:
    """Return the name. Raises ValueError for one that could lead elsewhere."""
    if not _NAME.fullmatch(name):
        raise ValueError("not an evidence id")
    return name
