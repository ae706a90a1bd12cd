"""What stands between the bytes of a file and the disk: the server's key, or the officers' seal."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from flows.record import record


@record
class Plain:
    """A file as received."""

    sha256: str
    size: int
    media_type: str


@record
class Kept:
    """A file that is durable.

    Of a sealed file hash and size are those of its age form (what the file was like as received stands
    inside the seal), and `erasure` is the key without which it is lost; of others, as received.
    """

    sha256: str
    size: int
    media_type: str
    erasure: int = 0


class Covering(Protocol):
    """One file being closed; ends with `finish` or `abort`."""

    def write(self, chunk: bytes) -> None:
        """Take the next bytes."""

    def finish(self, plain: Plain) -> Kept:
        """Close the file."""

    def abort(self) -> None:
        """Give it up; harmless after `finish`."""


class Cover(Protocol):
    """Closes and opens the files of a folder."""

    def seal_file(self, piece: str, put: Callable[[bytes], object]) -> Covering:
        """Close the file of this piece; what goes to the disk is given to `put`."""

    def open_file(self, chunks: Iterable[bytes], piece: str, identity: str = "") -> Iterator[bytes]:
        """The bytes as received. Raises Unopened."""

    def digest(self, chunks: Iterable[bytes], piece: str) -> str:
        """The hash that `Kept` recorded, from what is on the disk. Raises Unopened."""
