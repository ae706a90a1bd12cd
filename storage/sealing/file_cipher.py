"""How evidence files are encrypted on disk: protected with the server's key, or sealed to the officers."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from flows.record import record
from storage.sealing.wraps import Wrap


@record
class Plain:
    """The hash (SHA-256), size in bytes and media type of a file as received."""

    sha256: str
    size: int
    media_type: str


@record
class Kept:
    """A file that is durable on disk.

    `sha256` and `size` of a sealed file are those of its age form (the values as received are inside the
    seal), `erasure` is the number of the key that it is encrypted with, and `wraps` has its own key for each
    officer. For a protected file they are as received, and `erasure` is 0.
    """

    sha256: str
    size: int
    media_type: str
    erasure: int = 0
    wraps: tuple[Wrap, ...] = ()


class FileEncryption(Protocol):
    """The encryption of one file; ends with `finish` or `abort`."""

    def write(self, chunk: bytes) -> None:
        """Encrypt the next bytes."""

    def finish(self, plain: Plain) -> Kept:
        """Encrypt the end of the file."""

    def abort(self) -> None:
        """Give the file up; harmless after `finish`."""


class FileCipher(Protocol):
    """Encrypts and decrypts the files of a folder."""

    def encrypt_file(self, piece: str, put: Callable[[bytes], object]) -> FileEncryption:
        """Begin to encrypt the file of a piece of evidence. `put` receives the bytes for the disk."""

    def decrypt_file(self, chunks: Iterable[bytes], piece: str, identity: str = "") -> Iterator[bytes]:
        """Yield the bytes as received. Raises Unopened."""

    def digest(self, chunks: Iterable[bytes], piece: str) -> str:
        """Return the hash that `Kept` recorded, computed from the bytes on disk. Raises Unopened."""
