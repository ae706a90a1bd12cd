"""The headers of age files: the lines before the content that say for whom it opens.

A content of versions before 0.3 is sealed to each officer's key. When a case gets a key of its own, an
officer's browser makes another header for each content, with the same key of the file inside, for the case's
key. The content stays byte for byte; with the header in its place any age program opens it.
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import chain
from typing import IO

from storage.errors import BadBundle

_FORM = re.compile(
    rb"age-encryption\.org/v1\n-> X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n"
)
_LONGEST = 64 * 1024
"""Bytes: a header for some hundred officers."""
_END = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")


def is_header(octets: bytes) -> bool:
    """Return whether these bytes have the form of a header for one key: whether it opens is unseen."""
    return _FORM.fullmatch(octets) is not None


def split(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """Return the header of an age file, and the rest. Raises BadBundle."""
    begun = b""
    while (end := _END.search(begun)) is None:
        more = next(chunks, b"")
        if not more or len(begun) > _LONGEST:
            raise BadBundle
        begun += more
    return begun[: end.end()], chain((begun[end.end() :],), chunks)


def read(age: IO[bytes]) -> Iterator[bytes]:
    """Yield an age file in chunks."""
    return iter(lambda: age.read(1 << 16), b"")


def with_header(chunks: Iterator[bytes], header: bytes) -> Iterator[bytes]:
    """Yield an age file with another header. Raises BadBundle."""
    _, rest = split(chunks)
    return chain((header,), rest)


def digest(chunks: Iterator[bytes], header: bytes) -> str:
    """Return the SHA-256 of an age file with another header. Raises BadBundle."""
    found = hashlib.sha256()
    for chunk in with_header(chunks, header):
        found.update(chunk)
    return found.hexdigest()
