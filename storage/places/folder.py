"""A folder for files, on this machine's disk.

A file is written under `incoming`, synced, renamed to its place, and the folder is synced. So a file with
its final name always has all its bytes, even after a power cut.
"""

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from storage.durable import sync_folder
from storage.errors import AlreadyThere, DiskFull
from storage.places.place import MEGABYTE, checked


class Folder:
    """Keeps `Place` with one level of sub-folders, by the first letters of the names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.incoming = folder / "incoming"
        self.incoming.mkdir(parents=True, exist_ok=True, mode=0o700)

    def prepare(self) -> int:
        """Move files that earlier versions laid one folder deeper. One whose place is taken stays."""
        moved = 0
        for path in [path for deeper in self._folder.glob("??/??") for path in deeper.iterdir()]:
            target = path.parent.parent / path.name
            if path.name[:4] == path.parent.parent.name + path.parent.name and not target.exists():
                path.rename(target)
                moved += 1
        for deeper in self._folder.glob("??/??"):
            sync_folder(deeper.parent)
            with suppress(OSError):  # something is left in it
                deeper.rmdir()
        return moved

    def begin(self, name: str) -> "FileWriting":
        """Begin to write a file."""
        return FileWriting(self, name)

    def read(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes."""
        return _chunks(self.path(name))

    def names(self) -> Iterator[str]:
        """Yield the names of all files."""
        return (path.name for path in self._folder.glob("??/*") if path.is_file())

    def older(self, before: float) -> list[str]:
        """Return the names of files written before this."""
        found = []
        for path in self._folder.glob("??/*"):
            with suppress(FileNotFoundError):  # gone meanwhile
                if path.stat().st_mtime < before:
                    found.append(path.name)
        return found

    def delete(self, name: str) -> None:
        """Delete a file durably, if there is one."""
        path = self.path(name)
        with suppress(FileNotFoundError):
            path.unlink()
            sync_folder(path.parent)

    def sweep(self) -> int:
        """Delete the unfinished files of processes that died; one that is being written is locked."""
        return sum(_swept(path) for path in self.incoming.iterdir())

    def free(self) -> int:
        """Return the free bytes of the folder's disk."""
        disk = os.statvfs(self._folder)
        return disk.f_bavail * disk.f_frsize

    def path(self, name: str) -> Path:
        """Return the path of a file. Raises ValueError for a name that could lead outside the folder."""
        return self._folder / checked(name)[:2] / name


class FileWriting:
    """Keeps `Writing` for a folder."""

    def __init__(self, folder: Folder, name: str) -> None:
        self._target = str(folder.path(name))
        self._temporary = f"{folder.incoming}/{name}.{token_hex(8)}"
        self._file = open(self._temporary, "xb")  # noqa: SIM115  # closed by `finish` and `abort`
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def put(self, data: bytes) -> None:
        """Add bytes."""
        try:
            self._file.write(data)
        except OSError as error:
            raise disk_error(error) from None

    def finish(self, *, replace: bool = True) -> None:
        """Make the file durable under its name."""
        try:
            if not self._file.closed:
                self._file.flush()
                os.fsync(self._file.fileno())
                self._file.close()
        except OSError as error:
            raise disk_error(error) from None
        folder = os.path.dirname(self._target)
        _make_folder(folder)
        if replace:
            os.rename(self._temporary, self._target)
        else:
            self._link()
        sync_folder(folder)

    def _link(self) -> None:
        try:
            os.link(self._temporary, self._target)
        except FileExistsError:
            raise AlreadyThere from None
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP):
                raise
            if os.path.exists(self._target):  # a file system without links
                raise AlreadyThere from None
            os.rename(self._temporary, self._target)
        else:
            os.unlink(self._temporary)

    def abort(self) -> None:
        """Delete the unfinished file; harmless after `finish`."""
        with suppress(OSError):
            self._file.close()
        with suppress(FileNotFoundError):
            os.unlink(self._temporary)


def _swept(path: Path) -> bool:
    """Delete a file that nobody writes; return whether it was deleted."""
    try:
        with path.open("r+b") as file:  # over NFS a lock needs a file that may be written
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
    except OSError:  # it is being written, or gone, or another machine's
        return False
    return True


def disk_error(error: OSError) -> Exception:
    """Return DiskFull for an error that says so, else the error itself."""
    return DiskFull() if error.errno in (errno.ENOSPC, errno.EDQUOT) else error


def _make_folder(folder: str) -> None:
    """Make a folder durably: the folder that holds its name is synced too."""
    if not os.path.isdir(folder):
        os.makedirs(folder, exist_ok=True, mode=0o700)
        sync_folder(os.path.dirname(folder))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(MEGABYTE):
            yield chunk
