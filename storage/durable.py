"""Small secret files and folders on disk, durable before anybody relies on them."""

import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def create_file(path: Path, content: bytes) -> bytes:
    """Create a file readable by its owner alone, and return its content.

    If two processes create the same file one of them wins, and both return the winner's content.
    """
    fresh = _temporary(path, content)
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    sync_folder(path.parent)
    return path.read_bytes()


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file's content, whole or not at all; its owner and its mode stay.

    Raises OSError, with the old file in place, where the owner cannot be given.
    """
    fresh = _temporary(path, content)
    try:
        if path.exists():
            _resemble(fresh, path.stat())
        fresh.replace(path)
    except OSError:
        fresh.unlink()
        raise
    sync_folder(path.parent)


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Yield the path of a new file, which becomes `path` at the end; an error leaves no file behind."""
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        yield fresh
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.absolute().parent)


def _resemble(fresh: Path, before: os.stat_result) -> None:
    """Give a file the owner and the mode of another: the server may be another user than who rotates."""
    now = fresh.stat()
    if sys.platform != "win32" and (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        os.chown(fresh, before.st_uid, before.st_gid)
    fresh.chmod(stat.S_IMODE(before.st_mode))


def sync_folder(folder: Path | str) -> None:
    """Make the names created, changed or removed in this folder durable, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):  # Windows opens no folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _temporary(path: Path, content: bytes) -> Path:
    """Write the content, durably, to a new file beside `path`."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            fresh.unlink()
            raise
    return fresh
