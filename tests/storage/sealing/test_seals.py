"""A filed case opens for an officer and for nobody else, an erased case for nobody at all."""

import json
import os
import subprocess
import threading
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from flows.core.effects import AmendCase
from storage.cases.entries import Entry, Item
from storage.cases.files import MEGABYTE, EvidenceStore, FileLimits
from storage.custody.links import Act
from storage.database.engine import Database
from storage.durable import create_file
from storage.errors import DiskFull, Sealed, Unopened, Unsealable
from storage.places.folder import FileWriting
from storage.sealing import age as sealing
from storage.sealing.age import SMALLEST, TRAILER, fresh_key, padded_file, padded_text, seal
from storage.sealing.bare_wraps import owners, unwrap
from storage.sealing.vault import Vault
from storage.selftest import sealable
from storage.shredding import shred
from storage.tables.cases import StoredEntry, StoredEvidence
from storage.tables.custody import StoredErasureKey, StoredOfficerKey
from storage.unit import Storage
from tests.storage.sealed import FILED, NOW, Line

PHOTO = os.urandom(300_000)


@pytest.fixture
def line(storage, tmp_path):
    return Line.opened(storage, tmp_path)


@pytest.fixture
def age(tmp_path, age_programs):
    """Debian's own program, with an identity file in its hands."""

    def opened(sealed: bytes, key: str) -> bytes:
        path = tmp_path / "identity.txt"
        path.write_text(key)
        run = subprocess.run(
            [age_programs / "age", "-d", "-i", path], input=sealed, capture_output=True, check=False
        )
        assert run.returncode == 0, run.stderr
        return run.stdout

    return opened


def entry_rows(storage):
    with storage.read() as unit:
        return list(unit.transaction.rows(select(StoredEntry.__table__).order_by(StoredEntry.__table__.c.id)))


def wraps(line):
    """What finds the wraps of a key by its number."""

    def of(number):
        with line.storage.read() as unit:
            return unit.wraps.of(number)

    return of


def wrap_of(line, head, key):
    """The wrap of a stored form for this officer, as an age file."""
    return line.storage.seals.bare_wraps(head, wraps(line))[owners(key)[0]]


def contents(line, reference, key):
    with line.storage.read() as unit:
        return unit.cases.contents(reference, key)


def test_a_case_opens_for_the_officer_and_for_the_recovery_key(line):
    line.receive("abcd-1", PHOTO, name="كابتير.png")
    line.file("AB23CD45", "abcd-1")
    expected = Entry("filed", FILED.answers, NOW, contents(line, "AB23CD45", line.officer)[0].evidence)
    assert expected.evidence[0].name == "كابتير.png"
    assert contents(line, "AB23CD45", line.recovery) == [expected]
    assert b"".join(line.files.read("abcd-1", line.officer)) == PHOTO
    assert b"".join(line.files.read("abcd-1", line.recovery)) == PHOTO


def test_with_every_secret_of_the_server_nothing_opens(line):
    """The database, the erasure keys and the server's key are all in `storage`."""
    for number in range(20):
        line.receive(f"abcd-{number}", PHOTO[:1000])
        line.file(f"R{number}", f"abcd-{number}", answers=(("story", f"canary-{number}"),))
    strangers = ["", fresh_key()[0], "not a key"]
    opened = 0
    for number in range(20):
        for key in strangers:
            with pytest.raises((Unopened, ValueError)):
                opened += bool(contents(line, f"R{number}", key))
            with pytest.raises((Unopened, ValueError)):
                opened += bool(list(line.files.read(f"abcd-{number}", key)))
    assert opened == 0
    read = [contents(line, f"R{number}", line.officer)[0].answers for number in range(20)]
    assert read == [(("story", f"canary-{number}"),) for number in range(20)]


def test_without_a_key_here_the_server_says_that_it_cannot_read(line):
    line.file()
    with pytest.raises(Sealed):
        contents(line, "AB23CD45", "")


def test_debians_age_opens_what_was_sealed(line, age):
    line.receive("abcd-1", PHOTO)
    line.file("AB23CD45", "abcd-1")
    (row,) = entry_rows(line.storage)
    sealed = line.storage.seals.age_form(row.body, ("AB23CD45", str(row.id)))
    for key in (line.officer, line.recovery):
        inside = json.loads(age(sealed, age(wrap_of(line, row.body, key), key).decode()))
        assert (inside["case"], inside["entry"]) == ("AB23CD45", str(row.id))
        assert inside["content"]["answers"] == [["story", "قصة"]]
    own = age(wrap_of(line, next(line.files.raw("abcd-1")), line.officer), line.officer).decode()
    inside = age(b"".join(line.storage.seals.age_file(line.files.raw("abcd-1"), "abcd-1")), own)
    assert inside[: len(PHOTO)] == PHOTO
    trailer = json.loads(inside[-TRAILER:])
    assert (trailer["evidence"], trailer["size"]) == ("abcd-1", len(PHOTO))


@pytest.mark.parametrize("size", [0, 1, 1023, 1024, 1025, 65_536, 100_000, 2_000_000])
def test_files_of_every_length_come_back(line, size):
    line.receive("abcd-1", os.urandom(size))
    assert b"".join(line.files.read("abcd-1", line.officer)) == line.pieces["abcd-1"]


def test_swapped_entries_and_files_are_found(line):
    """On the server, where the wrap is bound to its place, and inside the seal, which outlives it."""
    for number in (1, 2):
        line.receive(f"abcd-{number}", PHOTO[:number])
        line.file(f"R{number}", f"abcd-{number}")
    one, two = line.files.path("abcd-1"), line.files.path("abcd-2")
    seals, first = line.storage.seals, entry_rows(line.storage)[0]
    age = seals.age_form(first.body, ("R1", str(first.id)))
    assert seals.open(first.body, ("R1", str(first.id)), line.officer, wraps(line))
    for place in (("R2", str(first.id)), ("R1", "7")):
        with pytest.raises(Unopened):
            seals.open(first.body, place, line.officer, wraps(line))
    own = unwrap(wrap_of(line, first.body, line.officer), line.officer)
    assert sealing.unseal(age, ("R1", str(first.id)), own)
    with pytest.raises(Unopened):
        sealing.unseal(age, ("R2", str(first.id)), own)
    content = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(content)
    for piece in ("abcd-1", "abcd-2"):
        with pytest.raises(Unopened):
            list(line.files.read(piece, line.officer))


def test_a_file_swapped_inside_its_wrap_is_found_by_what_is_inside(line, tmp_path):
    line.receive("abcd-1", PHOTO)
    age = list(line.storage.seals.age_file(line.files.raw("abcd-1"), "abcd-1"))
    own = unwrap(wrap_of(line, next(line.files.raw("abcd-1")), line.officer), line.officer)
    assert sealing.unseal_file(age, "abcd-1", own, BytesIO()).size == len(PHOTO)
    with pytest.raises(Unopened):
        sealing.unseal_file(age, "abcd-2", own, BytesIO())


@pytest.mark.parametrize("place", [0, 5, 20, 40, 1000, -40, -1])
def test_a_changed_byte_of_a_file_is_found(line, place):
    line.receive("abcd-1", PHOTO)
    path = line.files.path("abcd-1")
    changed = bytearray(path.read_bytes())
    changed[place] ^= 1
    path.write_bytes(changed)
    with pytest.raises(Unopened):
        list(line.files.read("abcd-1", line.officer))


def test_lengths_say_little():
    assert {padded_text(size) for size in range(1, SMALLEST + 1)} == {SMALLEST}
    assert len({padded_text(size) for size in range(1, 20_000)}) < 7
    for size in range(1, 3_000_000, 997):
        assert size <= padded_file(size) <= max(SMALLEST, size * 1.12)
    assert len({padded_file(size) for size in range(1, 1_000_000)}) < 400


def test_stories_of_different_lengths_are_sealed_alike(line):
    line.file("R1", answers=(("story", "x"),))
    line.file("R2", answers=(("story", "x" * 750),))
    one, two = (len(row.body) for row in entry_rows(line.storage))
    assert abs(one - two) < 500, "age itself adds a line of random length"


def test_an_erased_case_opens_in_no_backup(line, tmp_path, url):
    """The backup holds rows and files as they were; only the erasure key was not kept."""
    line.receive("abcd-1", PHOTO)
    line.file("AB23CD45", "abcd-1")
    rows, file = entry_rows(line.storage), line.files.path("abcd-1").read_bytes()
    place = ("AB23CD45", str(rows[0].id))
    before = wraps(line)(int.from_bytes(rows[0].body[1:9], "big"))
    assert line.storage.seals.open(rows[0].body, place, line.officer, lambda _: before)
    with line.storage.write() as unit:
        assert unit.retention.erase("AB23CD45", Act("erasure", "officer1", "order"), NOW)
    assert shred(line.storage, line.files) == 2
    assert shred(line.storage, line.files) == 0
    assert not line.files.path("abcd-1").exists()
    fresh = Storage(Database(url, tmp_path), line.storage.vault)
    for seals in (line.storage.seals, fresh.seals):
        with pytest.raises(Unopened):
            seals.open(rows[0].body, place, line.officer, lambda _: before)
        with pytest.raises(Unopened):
            b"".join(seals.decrypt_file([file], "abcd-1", line.officer))
    fresh.database.close()


def test_erasure_keys_outlive_a_restart(line, tmp_path, url):
    line.file()
    again = Storage(Database(url, tmp_path), line.storage.vault)
    with again.write() as unit:
        unit.filing.amend(AmendCase("AB23CD45", (("story", "more"),)), NOW)
        assert len(unit.cases.contents("AB23CD45", line.officer)) == 2
    again.database.close()


def test_the_very_first_keys_may_be_made_by_two_at_once(tmp_path, url):
    """The server and a command beside it, or two threads of either."""
    for attempt in range(10):
        folder = tmp_path / str(attempt)
        database = Database(url, folder)
        database.migrate()
        shelves = [Storage(database, Vault(bytes(32))) for _ in range(2)]
        ready = threading.Barrier(2)
        failures: list[Exception] = []

        def first(storage, folder=folder, ready=ready, failures=failures):
            ready.wait(30)
            try:
                storage.seals.erasure.take()
                create_file(folder / "keys" / "officer.key", b"key")
            except Exception as error:
                failures.append(error)

        threads = [threading.Thread(target=first, args=(storage,)) for storage in shelves]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        database.close()
        assert failures == []


def test_the_erasure_keys_lie_apart_and_protected(line, tmp_path, url):
    line.file()
    taken = line.storage.seals.erasure.take()
    assert line.storage.seals.erasure.get(taken.number) == taken
    if not url:
        assert (tmp_path / "erasure.db").stat().st_mode & 0o777 == 0o600
        assert taken.key not in (tmp_path / "erasure.db").read_bytes()
        assert not [path for path in tmp_path.glob("erasure.db-*") if path.stat().st_size]


def test_nobody_to_seal_to_means_no_filing():
    with pytest.raises(Unsealable):
        seal(b"{}", ("R1", "1"), [])


def test_what_cannot_be_sealed_is_not_filed(line):
    with line.storage.write() as unit:
        unit.transaction.execute(StoredOfficerKey.__table__.update().values(recipient="age1notakey"))
    with pytest.raises(Unsealable):
        line.file()
    assert entry_rows(line.storage) == []


def test_evidence_that_cannot_be_sealed_leaves_nothing_and_is_taken_later(line, tmp_path):
    recipients = broken(line.storage)
    with pytest.raises(Unsealable):
        line.files.open_write("abcd-1")
    assert not [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]
    mended(line.storage, recipients)
    line.receive("abcd-1", PHOTO)
    assert b"".join(line.files.read("abcd-1", line.officer)) == PHOTO


def test_whether_it_can_be_sealed_is_known_beforehand(line):
    """Looked at without writing, and tried in earnest without leaving anything."""
    assert sealable(line.storage)
    recipients = broken(line.storage)
    assert not sealable(line.storage)
    assert not sealable(line.storage, tried=True)
    mended(line.storage, recipients)
    before = erasure_keys(line.storage)
    assert sealable(line.storage, tried=True)
    assert erasure_keys(line.storage) == before


def test_a_line_whose_first_filing_makes_the_key_can_seal(storage):
    assert sealable(storage)
    with storage.read() as unit:
        assert unit.keys.present() == []


def broken(storage):
    """Replace every officer's key by something that is no key; return the keys as they were."""
    with storage.write() as unit:
        known = unit.transaction.rows(
            select(StoredOfficerKey.__table__.c.fingerprint, StoredOfficerKey.__table__.c.recipient)
        )
        unit.transaction.execute(StoredOfficerKey.__table__.update().values(recipient="age1notakey"))
    return {row[0]: row[1] for row in known}


def mended(storage, recipients):
    with storage.write() as unit:
        for name, recipient in recipients.items():
            unit.transaction.execute(
                StoredOfficerKey.__table__.update()
                .where(StoredOfficerKey.__table__.c.fingerprint == name)
                .values(recipient=recipient)
            )


def erasure_keys(storage):
    with storage.seals.erasure._opened().connect() as connection:
        return connection.execute(select(StoredErasureKey.__table__)).fetchall()


def test_names_and_plain_hashes_are_not_among_the_rows(line):
    line.receive("abcd-1", PHOTO, name="canary.png")
    line.file("AB23CD45", "abcd-1")
    with line.storage.read() as unit:
        (row,) = unit.transaction.rows(select(StoredEvidence.__table__))
    assert (row.name, row.origin, row.provider_ref) == (b"", b"", b"")
    assert row.sha256 == line.files.digest("abcd-1")
    assert row.size > len(PHOTO)


def test_evidence_that_arrives_after_the_filing_is_named_inside_the_seal(line):
    line.receive("abcd-1", PHOTO)
    line.file("AB23CD45")
    with line.storage.write() as unit:
        unit.filing.amend(AmendCase("AB23CD45", evidence=("abcd-1",)), NOW)
        entries = unit.cases.contents("AB23CD45", line.officer)
    assert [type(item) for item in entries[1].evidence] == [Item]


def test_a_full_disk_is_told_as_such_from_inside_the_seal(line):
    incoming = line.files.open_write("abcd-1")
    writing = incoming._writing
    assert isinstance(writing, FileWriting)
    writing._file.close()
    writing._file = open("/dev/full", "wb", buffering=0)  # type: ignore[assignment]  # noqa: SIM115  # closed by abort
    with pytest.raises(DiskFull):
        incoming.write(bytes(4 * MEGABYTE))
    incoming.abort()


def test_an_aborted_file_leaves_nothing(line, tmp_path):
    incoming = line.files.open_write("abcd-1")
    incoming.write(PHOTO)
    incoming.abort()
    assert not [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]


def test_a_seal_takes_no_more_memory_for_a_large_file(storage, tmp_path):
    """More than a small file, and what the pipe holds, is never taken ahead of the disk."""
    line = Line.opened(storage, tmp_path)
    store = EvidenceStore(tmp_path / "large", storage.seals, FileLimits(reserve=0))
    incoming = store.open_write("abcd-1")
    taken = 0
    for _ in range(200):
        incoming.write(bytes(50_000))
        taken += 50_000
        writing = incoming._writing
        assert isinstance(writing, FileWriting)
        writing._file.flush()
        assert taken - Path(writing._temporary).stat().st_size < sealing.AT_ONCE + 600_000
    kept = incoming.finish()
    with line.storage.write() as unit:
        unit.wraps.keep(kept.wraps)
    assert sum(map(len, store.read("abcd-1", line.officer))) == taken
