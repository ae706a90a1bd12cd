"""Reads and writes the files of a bundle, which is a tar."""

import hashlib
import tarfile
from collections.abc import Iterable
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from storage.errors import BadBundle


def member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    """Return one file of the tar. Raises BadBundle."""
    try:
        found = tar.extractfile(name)
    except KeyError:
        raise BadBundle from None
    if found is None:
        raise BadBundle
    return found


def put(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    """Add these bytes as a file."""
    add(tar, name, BytesIO(data))


def stream(tar: tarfile.TarFile, name: str, chunks: Iterable[bytes]) -> None:
    """Add a file of unknown length. A tar needs the length first, so a temporary file holds the age form."""
    with TemporaryFile() as whole:
        for chunk in chunks:
            whole.write(chunk)
        add(tar, name, whole)


def add(tar: tarfile.TarFile, name: str, data: BinaryIO | IO[bytes]) -> None:
    """Add everything that `data` holds as a file."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = data.seek(0, 2), 0o600
    data.seek(0)
    tar.addfile(info, data)


def digest(data: IO[bytes]) -> str:
    """Return the SHA-256 of what is left to read."""
    found = hashlib.sha256()
    while chunk := data.read(1 << 16):
        found.update(chunk)
    return found.hexdigest()
