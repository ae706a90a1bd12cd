"""Reads and writes the files of a bundle, which is a tar, or a folder with the same files."""

import hashlib
import re
import tarfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, BinaryIO

from flows.record import record
from storage.errors import BadBundle

LARGEST_TEXT = 32 << 20
"""Bytes of a description or a chain."""


SEALED = ("data", "sealed")
"""The place of a bundle's files in a bag (`storage/bags`)."""
_NAME = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9_.-]*/)*[A-Za-z0-9_-][A-Za-z0-9_.-]*")


@record
class Folder:
    """A bundle whose files lie in a folder under their names."""

    path: Path

    def __enter__(self) -> "Folder":
        """Return the folder, as a tar returns itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: no file stays open."""

    def at(self, name: str) -> Path:
        """Return the path of a file. Raises BadBundle for a name that leads elsewhere."""
        if not _NAME.fullmatch(name):
            raise BadBundle
        return self.path.joinpath(*name.split("/"))


Held = tarfile.TarFile | Folder


def opened(path: Path) -> Held:
    """Return a bundle to read: a tar, a folder, or a bag that holds one.

    A tar that is compressed is none. Raises TarError and OSError.
    """
    if path.is_dir():
        inside = path.joinpath(*SEALED)
        return Folder(inside if inside.is_dir() else path)
    return tarfile.open(path, "r:")


def member(tar: Held, name: str) -> IO[bytes]:
    """Return one file of the bundle. Raises BadBundle, also for links and files with holes."""
    if isinstance(tar, Folder):
        path = tar.at(name)
        if path.is_symlink() or not path.is_file():
            raise BadBundle
        return path.open("rb")
    try:
        info = tar.getmember(name)
    except KeyError:
        raise BadBundle from None
    found = tar.extractfile(info) if info.isreg() and not info.issparse() else None
    if found is None:
        raise BadBundle
    return found


def short(tar: Held, name: str, largest: int = LARGEST_TEXT) -> bytes:
    """Return the content of a file that may have so many bytes at most. Raises BadBundle."""
    with member(tar, name) as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise BadBundle
    return data


def put(tar: Held, name: str, data: bytes) -> None:
    """Add these bytes as a file."""
    add(tar, name, BytesIO(data))


def stream(tar: Held, name: str, chunks: Iterable[bytes]) -> None:
    """Add a file of unknown length. A tar needs the length first, so a temporary file holds the age form."""
    with TemporaryFile() as whole:
        for chunk in chunks:
            whole.write(chunk)
        add(tar, name, whole)


def add(tar: Held, name: str, data: BinaryIO | IO[bytes]) -> None:
    """Add everything that `data` holds as a file."""
    if isinstance(tar, Folder):
        path = tar.at(name)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        data.seek(0)
        with path.open("xb") as out:
            copyfileobj(data, out)
        return
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
