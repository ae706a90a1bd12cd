"""Sealing to the officers in age format: any age program with an officer's key opens it, this server cannot.

A sealed entry contains JSON: the case, the entry, the SHA-256 of the content, and the content, padded with
spaces to a power of two. A sealed file contains the bytes as received, zeros to a padded length, and a
trailer of 512 bytes, which is JSON again. The case, entry and hash are checked after opening, so whoever
opens a sealed thing that was put in another's place finds out, on any machine.
"""

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import pyrage

from flows.record import record
from storage.durable import sync_folder
from storage.errors import Unopened, Unsealable

TRAILER = 512
SMALLEST = 1024
AT_ONCE = 1 << 20
"""Files up to this size (bytes) are sealed in memory; a larger one gets a thread."""

_ZEROS = bytes(1 << 16)
_json = msgspec.json.Encoder().encode


@record
class _Envelope:
    case: str
    entry: str
    sha256: str
    content: msgspec.Raw


@record
class Trailer:
    """The end of a sealed file: its evidence id, and its hash, size in bytes and type as received."""

    evidence: str
    sha256: str
    size: int
    media_type: str


_envelope = msgspec.json.Decoder(_Envelope).decode
_trailer = msgspec.json.Decoder(Trailer).decode
Recipients = Sequence[Any]  # Any: pyrage has no types; these are its x25519 recipients


@cache
def recipient(text: str) -> Any:  # Any: as above
    """Return the recipient of a public key (`age1…`). Raises ValueError."""
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except (pyrage.RecipientError, ValueError):
        raise ValueError("not an age recipient") from None


def identities(text: str) -> list[Any]:  # Any: as above
    """Return every identity in the text of a key file, or of a bare key. Raises ValueError if there is none.

    Comments, empty lines and line ends are read as age reads them. A byte order mark and spaces around a key,
    at which age stops, are passed over.
    """
    lines = [line.strip("\ufeff \t\r") for line in text.splitlines()]
    keys = [line for line in lines if line.startswith("AGE-SECRET-KEY-")]
    try:
        found = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except (pyrage.IdentityError, ValueError):
        raise ValueError("not an age identity") from None
    if not found:
        raise ValueError("not an age identity")
    return found


def identity(text: str) -> Any:  # Any: as above
    """Return the first identity in the text of a key file. Raises ValueError."""
    return identities(text)[0]


def key_text(path: Path) -> str:
    """Return the text of a key file in UTF-8, or in UTF-16 with its mark, as some editors save it.

    Other bytes, as in the comments of an old editor, are replaced. Raises OSError.
    """
    data = path.read_bytes()
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if marked else "utf-8-sig", "replace")


def fresh_key() -> tuple[str, str]:
    """Make a key pair; return the text of its identity file, and its recipient."""
    new = pyrage.x25519.Identity.generate()
    public = str(new.to_public())
    return f"# public key: {public}\n{new}\n", public


def new_key(path: Path) -> str:
    """Make a key pair: write the identity file, which must not exist yet, and return the recipient."""
    text, public = fresh_key()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.absolute().parent)
    return public


def fingerprint(public: str) -> str:
    """Return a short name of a public key, for people to compare."""
    return hashlib.sha256(public.encode()).hexdigest()[:16]


def seal(content: bytes, place: tuple[str, str], to: Recipients) -> bytes:
    """Return JSON content sealed for its place (case, entry). Raises Unsealable."""
    inside = _json(_Envelope(*place, hashlib.sha256(content).hexdigest(), msgspec.Raw(content)))
    return _encrypted(inside.ljust(padded_text(len(inside))), to)


def unseal(box: bytes, place: tuple[str, str], text: str) -> bytes:
    """Return the content of a sealed entry. Raises Unopened, also if it was sealed for another place."""
    try:
        found = _envelope(pyrage.decrypt(box, identities(text)))
    except (pyrage.DecryptError, msgspec.DecodeError, ValueError):
        raise Unopened from None
    content = bytes(found.content)
    if (found.case, found.entry, found.sha256) != (*place, hashlib.sha256(content).hexdigest()):
        raise Unopened
    return content


def _encrypted(inside: bytes, to: Recipients) -> bytes:
    if not to:
        raise Unsealable
    try:
        return bytes(pyrage.encrypt(inside, to))
    except pyrage.EncryptError:
        raise Unsealable from None


def padded_text(size: int) -> int:
    """Return the next power of two, at least SMALLEST: entries differ little in length."""
    return int(max(SMALLEST, 1 << (size - 1).bit_length()))


def padded_file(size: int) -> int:
    """Return the length padded by the Padmé rule: at most 12 % more, and few possible lengths."""
    if size <= SMALLEST:
        return SMALLEST
    exponent = size.bit_length() - 1
    free = exponent - exponent.bit_length()
    return (size + (1 << free) - 1) >> free << free


class SealedFile:
    """Seals a file while it arrives: a small one in memory at the end, a larger one as a stream."""

    def __init__(self, to: Recipients, put: Callable[[bytes], object]) -> None:
        if not to:
            raise Unsealable
        self._to = to
        self._put = put
        self._waiting = bytearray()
        self._stream: _Stream | None = None

    def write(self, chunk: bytes) -> None:
        """Seal the next bytes. Raises Unsealable, and what `put` raised."""
        if self._stream is None:
            self._waiting += chunk
            if len(self._waiting) <= AT_ONCE:
                return
            self._stream, chunk = _Stream(self._to, self._put), bytes(self._waiting)
            self._waiting.clear()
        self._stream.write(chunk)

    def finish(self, trailer: Trailer) -> None:
        """Write padding and trailer and close. Raises Unsealable, and what `put` raised."""
        left = padded_file(trailer.size) - trailer.size
        while left:
            self.write(_ZEROS[:left])
            left -= min(left, len(_ZEROS))
        self.write(_json(trailer).ljust(TRAILER - 1) + b"\n")
        self.close()

    def close(self) -> None:
        """End the file without padding and trailer. Raises Unsealable, and what `put` raised."""
        if self._stream is not None:
            self._stream.close()
        else:
            self._put(_encrypted(bytes(self._waiting), self._to))

    def abort(self) -> None:
        """Give the file up; harmless after `finish`."""
        if self._stream is not None:
            self._stream.end()


class _Stream:
    """Seals in a thread of its own: age pulls its input, while received bytes are pushed.

    A pipe connects the two, so that little waits in memory.
    """

    def __init__(self, to: Recipients, put: Callable[[bytes], object]) -> None:
        reading, writing = os.pipe()
        self._pipe: BinaryIO = open(writing, "wb", buffering=0)  # noqa: SIM115  # closed by `end`
        self._error: Exception | None = None
        self._out = _Output(put)
        self._thread = threading.Thread(target=self._run, args=(reading, to), name="seal", daemon=True)
        self._thread.start()

    def write(self, chunk: bytes) -> None:
        rest = memoryview(chunk)
        try:
            while rest:
                rest = rest[self._pipe.write(rest) :]
        except OSError:  # the reading end is closed: BrokenPipeError, or another error on Windows
            self.end()
            raise self._error or Unsealable from None

    def close(self) -> None:
        self.end()
        if self._error is not None:
            raise self._error

    def end(self) -> None:
        self._pipe.close()
        self._thread.join()

    def _run(self, reading: int, to: Recipients) -> None:
        with open(reading, "rb", buffering=0) as source:
            try:
                pyrage.encrypt_io(source, self._out, to)
            except Exception as error:
                self._error = self._out.error or Unsealable(type(error).__name__)


class _Output:
    """The file that age writes to.

    It keeps an error of the disk: age itself would only say that writing failed.
    """

    def __init__(self, put: Callable[[bytes], object]) -> None:
        self._put = put
        self.error: Exception | None = None

    def write(self, data: bytes) -> int:
        try:
            self._put(bytes(data))
        except Exception as error:
            self.error = error
            raise
        return len(data)

    def flush(self) -> None:
        """Do nothing: age expects the method, and every write is passed on at once."""


class _Input:
    """Chunks of bytes as a file to read from."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            more = next(self._chunks, None)
            if more is None:
                return b""
            self._rest = more
        given = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(given) :]
        return given


def unseal_file(sealed: Iterable[bytes], piece: str, text: str, out: BinaryIO) -> Trailer:
    """Write the file as received to `out`, a new file open for reading and writing, and return its trailer.

    Raises Unopened; the content of `out` is then not to be used.
    """
    start = out.tell()
    try:
        pyrage.decrypt_io(_Input(sealed), out, identities(text))
        size = out.tell() - start - TRAILER
        out.seek(start + max(size, 0))
        found = _trailer(out.read(TRAILER))
    except (pyrage.DecryptError, msgspec.DecodeError, ValueError, OSError, Unopened):
        raise Unopened from None
    if found.evidence != piece or padded_file(found.size) != size:
        raise Unopened
    out.truncate(start + found.size)
    out.seek(start)
    if _hashed(iter(lambda: out.read(1 << 20), b"")) != found.sha256:
        raise Unopened
    return found


def _hashed(chunks: Iterator[bytes]) -> str:
    found = hashlib.sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()
