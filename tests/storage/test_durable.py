"""Files that are written whole or not at all, also where the disk has no room."""

import resource
import signal
from pathlib import Path

import pytest

from storage.durable import create_file, replace_file, written_whole


@pytest.fixture
def full():
    """No file of this process may become longer than 10 bytes, as if the disk were full."""
    before, ends = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, ends)


def whole(path: Path, content: bytes) -> None:
    with written_whole(path) as fresh:
        fresh.write_bytes(content)


@pytest.mark.parametrize("write", [whole, create_file, replace_file])
def test_what_does_not_fit_leaves_the_old_file_and_no_rest(tmp_path: Path, full, write) -> None:
    path = tmp_path / "file"
    if write is not create_file:
        path.write_bytes(b"old")
    with pytest.raises(OSError, match="large"):
        write(path, b"x" * 100)
    assert [each.name for each in tmp_path.iterdir()] == ([] if write is create_file else ["file"])
    if write is not create_file:
        assert path.read_bytes() == b"old"
        write(path, b"new")
        assert path.read_bytes() == b"new"


def interrupted(path: Path) -> None:
    with written_whole(path) as fresh:
        fresh.write_bytes(b"half")
        raise KeyboardInterrupt


def test_whatever_goes_wrong_leaves_no_rest(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "file")
    assert [*tmp_path.iterdir()] == []
