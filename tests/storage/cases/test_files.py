"""Files of evidence: whole and under their name, or not there at all."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cases.files import MEGABYTE, EvidenceStore, FileLimits, media_type
from storage.errors import DiskFull, TooLarge
from storage.sealing.vault import Vault

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 100
KEY = b"k" * 32


@pytest.fixture
def store(tmp_path):
    return EvidenceStore(tmp_path / "evidence", Vault(KEY), FileLimits(max_bytes=10 * MEGABYTE, reserve=0))


def keep(store, evidence, *chunks):
    incoming = store.open_write(evidence)
    for chunk in chunks:
        incoming.write(chunk)
    return incoming.finish()


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_with_its_hash_size_and_type(store):
    kept = keep(store, "abcd-1234", PNG[:5], PNG[5:])
    assert (kept.sha256, kept.size, kept.media_type) == (hashlib.sha256(PNG).hexdigest(), 108, "image/png")
    assert b"".join(store.read("abcd-1234")) == PNG


def test_files_spread_over_folders(store, tmp_path):
    keep(store, "abcd-1234", PNG)
    assert files(tmp_path) == [tmp_path / "evidence" / "ab" / "abcd-1234"]


def test_nothing_stands_under_the_name_before_the_end(store):
    incoming = store.open_write("abcd-1234")
    incoming.write(PNG)
    assert not store.path("abcd-1234").exists()
    incoming.finish()
    assert store.path("abcd-1234").exists()


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(store, tmp_path):
    incoming = store.open_write("abcd-1234")
    incoming.write(bytes(10 * MEGABYTE))
    with pytest.raises(TooLarge):
        incoming.write(b"x")
    incoming.abort()
    assert files(tmp_path) == []


def test_aborting_after_the_end_takes_nothing_away(store):
    incoming = store.open_write("abcd-1234")
    incoming.write(PNG)
    incoming.finish()
    incoming.abort()
    assert b"".join(store.read("abcd-1234")) == PNG


def test_the_reserve_is_not_touched(tmp_path):
    store = EvidenceStore(tmp_path, Vault(KEY), FileLimits(reserve=1 << 60))
    with pytest.raises(DiskFull):
        store.open_write("abcd-1234")


def test_a_disk_that_fills_while_a_file_arrives_is_noticed(store):
    incoming = store.open_write("abcd-1234")
    store.limits = FileLimits(reserve=1 << 60)
    with pytest.raises(DiskFull):
        incoming.write(bytes(5 * MEGABYTE))
    incoming.abort()


def test_a_full_disk_is_told_as_such(store):
    """/dev/full takes nothing, as a full disk does."""
    incoming = store.open_write("abcd-1234")
    incoming._writing._file.close()
    incoming._writing._file = open("/dev/full", "wb", buffering=0)  # noqa: SIM115  # closed by abort
    with pytest.raises(DiskFull):
        incoming.write(PNG)
    incoming.abort()


def test_what_a_dead_process_left_is_swept(store, tmp_path):
    abandoned = store.open_write("abcd-1234")
    abandoned.write(PNG)
    assert store.sweep() == 0
    abandoned._writing._file.close()  # as the end of a process does
    assert store.sweep() == 1
    assert files(tmp_path) == []
    abandoned.abort()


def test_a_deleted_file_is_gone_and_deleting_again_is_harmless(store, tmp_path):
    keep(store, "abcd-1234", PNG)
    store.delete("abcd-1234")
    store.delete("abcd-1234")
    assert files(tmp_path) == []
    with pytest.raises(FileNotFoundError):
        list(store.read("abcd-1234"))


@pytest.mark.parametrize("evidence", ["../../etc/passwd", "..", "", "a/b/c/d", "abc", "abcd\n", "ab\0cd"])
def test_an_id_never_leads_elsewhere(store, evidence):
    with pytest.raises(ValueError, match="evidence id"):
        store.open_write(evidence)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "image/jpeg"),
        (b"OggS" + b"\x00" * 50, "audio/ogg"),
        (b"%PDF-1.7\n", "application/pdf"),
        ("قصة طويلة".encode(), "text/plain"),
        (("ق" * 4096).encode()[:8192], "text/plain"),
        (("x" + "ق" * 4096).encode()[:8192], "text/plain"),
        ("x ق".encode()[:-1], "application/octet-stream"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"\xff" * 8192, "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_type_is_what_the_bytes_show(head, expected):
    assert media_type(head) == expected


HEADS = (
    *(
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04",
        b"RIFF",
        b"\x00\x00\x00\x18ftyp",
        b"II*\x00",
        b"MM\x00*",
        b"OggS",
    ),
    *(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x1aE\xdf\xa3",
        b"\x7fELF",
        b"ID3",
        b"GIF89a",
        b"%PDF-",
        b"{\\rtf",
    ),
)


@given(st.sampled_from(HEADS), st.binary(max_size=600))
def test_no_beginning_of_a_file_stops_it_from_being_kept(head, rest):
    assert "/" in media_type(head + rest)


def test_files_of_earlier_versions_come_to_their_places(store, tmp_path):
    """They lay in `ab/cd/abcd-1234`; what is there already under its name, or is no file of ours, stays."""
    for piece in ("abcd-1234", "abcd-5678", "abef-1234"):
        keep(store, piece, PNG, piece.encode())
        deeper = store.path(piece).parent / piece[2:4] / piece
        deeper.parent.mkdir(exist_ok=True)
        store.path(piece).rename(deeper)
    keep(store, "abef-1234", b"newer")
    keep(store, "wxyz-1234", PNG)
    (tmp_path / "evidence" / "ab" / "cd" / "stranger").write_bytes(b"x")
    assert sorted(store.names()) == ["abef-1234", "wxyz-1234"]
    assert store.prepare() == 2
    assert sorted(store.names()) == ["abcd-1234", "abcd-5678", "abef-1234", "wxyz-1234"]
    assert b"".join(store.read("abcd-5678")) == PNG + b"abcd-5678"
    assert b"".join(store.read("abef-1234")) == b"newer"
    assert (tmp_path / "evidence" / "ab" / "cd" / "stranger").exists()
    assert store.prepare() == 0
