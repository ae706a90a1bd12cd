"""The folder that a server and its workers share while they run: made at the start, swept by the next one.

A lock tells whether it is in use. The workers have it too, so it holds until the last of them has ended.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

PREFIX = "ballegh-workers-"
HELD = "held"


def made(beside: Path) -> tuple[Path, int]:
    """Make a folder in this one; return it, and the open file whose lock holds it."""
    folder = Path(mkdtemp(prefix=PREFIX, dir=beside))
    lock = os.open(folder / f"{HELD}.new", os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    (folder / f"{HELD}.new").rename(folder / HELD)  # locked before anybody looks for it
    return folder, lock


def sweep(beside: Path) -> None:
    """Remove such folders of this user that no process holds any more, as after an end by force."""
    for folder in beside.glob(f"{PREFIX}*"):
        with suppress(OSError), _locked(folder):
            if folder.lstat().st_uid == os.getuid():
                shutil.rmtree(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Raises OSError where a process holds the folder, or where an older program made it."""
    lock = os.open(folder / HELD, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(lock)
