"""Reads and writes the files of a bundle, which is a tar."""

import hashlib
import tarfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from storage.errors import BadBundle

LARGEST_TEXT = 32 << 20
"""Bytes of a description or a chain."""


def opened(path: Path) -> tarfile.TarFile:
    """Return a bundle to read; one that is compressed is none. Raises TarError and OSError."""
    return tarfile.open(path, "r:")


def member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    """Return one file of the tar. Raises BadBundle, also for links and files with holes."""
    try:
        info = tar.getmember(name)
    except KeyError:
        raise BadBundle from None
    found = tar.extractfile(info) if info.isreg() and not info.issparse() else None
    if found is None:
        raise BadBundle
    return found


def short(tar: tarfile.TarFile, name: str, largest: int = LARGEST_TEXT) -> bytes:
    """Return the content of a file that may have so many bytes at most. Raises BadBundle."""
    with member(tar, name) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise BadBundle
    return data


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
