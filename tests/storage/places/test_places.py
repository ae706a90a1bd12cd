"""The contract of a place for files, of a folder and of a bucket alike; and a bucket's own promises."""

import os
import time
from dataclasses import replace
from math import isinf

import pytest

from storage.cases.files import MEGABYTE, EvidenceStore, FileLimits
from storage.database.clock import Clock
from storage.errors import AlreadyThere, BadPlace, PlaceAway, Retained, Unopened
from storage.places.bucket import PART, Bucket
from storage.places.folder import Folder
from storage.places.versions import Kept, Versions
from storage.sealing.vault import Vault

NAME = "abcd-1234"


@pytest.fixture(params=["folder", "plain", "versions"])
def place(request, tmp_path):
    if request.param == "folder":
        return Folder(tmp_path / "evidence")
    made = Bucket(request.getfixturevalue("objects").address(request.param), "evidence", tmp_path, Clock())
    made.prepare()
    return made


def keep(place, name, *blocks):
    writing = place.begin(name)
    for block in blocks:
        writing.put(block)
    writing.finish()
    writing.abort()


def there(place, name=NAME):
    return b"".join(place.read(name))


def spoil(place, change):
    """Change the bytes under the name, past the product."""
    found = change(there(place))
    if isinstance(place, Folder):
        place.path(NAME).write_bytes(found)
    else:
        keep(place, NAME, found)


def test_what_was_put_is_read_and_listed(place):
    keep(place, NAME, b"one ", b"two")
    keep(place, "wxyz-1234")
    assert there(place) == b"one two"
    assert there(place, "wxyz-1234") == b""
    assert sorted(place.names()) == [NAME, "wxyz-1234"]
    assert place.free() > 0


def test_a_large_file_comes_back_whole(place):
    content = os.urandom(2 * PART + 5)
    keep(place, NAME, *(content[at : at + MEGABYTE] for at in range(0, len(content), MEGABYTE)))
    assert there(place) == content


def test_nothing_is_there_before_the_end_nor_after_giving_up(place):
    writing = place.begin(NAME)
    writing.put(b"x" * 100)
    assert list(place.names()) == []
    writing.abort()
    with pytest.raises(FileNotFoundError):
        there(place)


def test_a_file_that_is_fetched_twice_is_the_later_one(place):
    keep(place, NAME, b"first")
    keep(place, NAME, b"second")
    assert there(place) == b"second"
    assert list(place.names()) == [NAME]


def test_age_is_told_by_the_clock_of_the_place(place):
    keep(place, NAME, b"x")
    assert place.older(time.time() - 3600) == []
    assert place.older(time.time() + 3600) == [NAME]


def test_a_deleted_file_is_gone_with_its_versions_and_deleting_again_is_harmless(place):
    keep(place, NAME, b"first")
    keep(place, NAME, b"second")
    keep(place, f"{NAME}5", b"its neighbour")
    place.delete(NAME)
    place.delete(NAME)
    assert list(place.names()) == [f"{NAME}5"]
    with pytest.raises(FileNotFoundError):
        there(place)
    if isinstance(place, Bucket):
        assert place.left(NAME) == 0


def test_a_name_never_leads_elsewhere(place):
    for name in ("../../etc/passwd", "", "a/b/c/d", "abcd\n"):
        for act in (place.begin, place.delete, lambda name: list(place.read(name))):
            with pytest.raises(ValueError, match="evidence id"):
                act(name)


@pytest.mark.parametrize("change", [lambda found: found[:-1], lambda found: found[:40] + b"\0" + found[41:]])
def test_a_changed_or_shortened_file_opens_for_nobody(place, change):
    store = EvidenceStore(place, Vault(b"k" * 32), FileLimits(reserve=0))
    incoming = store.open_write(NAME)
    incoming.write(b"evidence")
    kept = incoming.finish()
    assert store.digest(NAME) == kept.sha256
    spoil(place, change)
    for act in (lambda: store.digest(NAME), lambda: list(store.read(NAME))):
        with pytest.raises(Unopened):
            act()


def test_what_shall_not_be_replaced_stays(place, objects):
    keep(place, NAME, b"whole")
    other = place.begin(NAME)
    other.put(b"another")
    with pytest.raises(AlreadyThere):
        other.finish(replace=False)
    assert there(place) == b"whole"
    other.finish()
    assert there(place) == b"another"
    other.abort()


def test_sweeping_takes_what_the_dead_left_and_nothing_whole(place, objects):
    keep(place, NAME, b"whole")
    if isinstance(place, Folder):
        half = place.begin(NAME)
        half.put(b"half")
        assert place.sweep() == 0, "it is under way, here or in another process"
        half._file.close()  # as the end of a process does
        assert place.sweep() == 1
        half.abort()
    else:
        named = {"Bucket": place.address.bucket, "Key": f"{place.address.prefix}evidence/ab/half-1234"}
        objects.client(place.address).create_multipart_upload(**named)
        assert place.sweep() == 0, "it may be under way"
        assert place.sweep(younger=0.0) == 1
    assert place.sweep() == 0
    assert there(place) == b"whole"


@pytest.fixture
def bucket(objects, tmp_path):
    made = Bucket(objects.address(), "uploads", tmp_path, Clock())
    made.prepare()
    return made


def test_a_lock_holds_what_is_deleted_out_of_sight(objects, tmp_path):
    place = Bucket(objects.address("term"), "evidence", tmp_path, Clock())
    keep(place, NAME, b"held")
    for _ in range(2):
        with pytest.raises(Retained) as held:
            place.delete(NAME)
    assert 80_000 < held.value.until - time.time() < 90_000
    assert place.held(NAME) == held.value.until
    assert place.left(NAME) == 2, "the version, and one marker"
    assert list(place.names()) == []
    with pytest.raises(FileNotFoundError):
        there(place)


def test_a_legal_hold_has_no_end(objects, tmp_path):
    address = objects.address("lock")
    place = Bucket(address, "evidence", tmp_path, Clock())
    keep(place, NAME, b"held")
    named = {"Bucket": address.bucket, "Key": f"{address.prefix}evidence/ab/{NAME}"}
    client = objects.client(address)
    client.put_object_legal_hold(**named, LegalHold={"Status": "ON"})
    version = client.head_object(**named)["VersionId"]
    with pytest.raises(Retained) as held:
        place.delete(NAME)
    assert isinf(held.value.until)
    client.put_object_legal_hold(**named, VersionId=version, LegalHold={"Status": "OFF"})
    place.delete(NAME)
    assert place.left(NAME) == 0


WRONG = [
    ({"access_key": "somebody"}, "access key"),
    ({"secret_key": "something"}, "secret key"),
    ({"bucket": "there-is-none"}, "bucket"),
    ({"owner": "owner-2"}, "owner"),
]


@pytest.mark.parametrize(("change", "cause"), WRONG, ids=[cause for _, cause in WRONG])
def test_a_bucket_that_is_not_to_be_used_says_why(bucket, tmp_path, change, cause):
    with pytest.raises(BadPlace) as wrong:
        Bucket(replace(bucket.address, **change), "evidence", tmp_path, Clock()).prepare()
    assert wrong.value.cause == cause


def test_without_our_marker_nothing_counts_as_a_stray(bucket, tmp_path):
    keep(bucket, NAME, b"another installation's")
    stranger = Bucket(replace(bucket.address, owner="owner-2"), "uploads", tmp_path, Clock())
    assert stranger.older(time.time() + 3600) == []
    assert stranger.sweep(younger=0.0) == 0
    assert bucket.older(time.time() + 3600) == [NAME]


def test_two_installations_share_a_bucket_by_their_prefixes(bucket, tmp_path):
    keep(bucket, NAME, b"ours")
    other = Bucket(replace(bucket.address, prefix="other/", owner="owner-2"), "uploads", tmp_path, Clock())
    other.prepare()
    other.delete(NAME)
    assert list(other.names()) == []
    assert there(bucket) == b"ours"


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        ("plain", Kept(versioned=False, lock="", retains=False)),
        ("versions", Kept(versioned=True, lock="", retains=False)),
        ("lock", Kept(versioned=True, lock="without a term", retains=False)),
        ("term", Kept(versioned=True, lock="COMPLIANCE, 1 day", retains=True)),
    ],
)
def test_how_a_bucket_keeps_what_is_deleted(objects, kind, kept):
    assert Versions(objects.address(kind)).kept() == kept


def test_doctor_tries_a_bucket_and_leaves_nothing(bucket):
    assert bucket.tried() == ""
    assert list(bucket.names()) == []


@pytest.mark.long
def test_a_store_that_is_away_loses_nothing(bucket, objects):
    """Each call says so, in bounded time; what was gathered can be put once the store is back."""
    keep(bucket, NAME, b"before")
    writing = bucket.begin("wxyz-1234")
    writing.put(b"meanwhile")
    with objects.away():
        acts = (
            writing.finish,
            lambda: there(bucket),
            lambda: list(bucket.names()),
            lambda: bucket.delete(NAME),
        )
        for act in acts:
            with pytest.raises(PlaceAway):
                act()
        assert bucket.prepare() == bucket.sweep() == 0
    writing.finish()
    assert (there(bucket), there(bucket, "wxyz-1234")) == (b"before", b"meanwhile")
