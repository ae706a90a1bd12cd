"""A bag is checked with nothing else at hand: each kind of change is noticed, also behind new manifests."""

import shutil
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest

from storage.bags import signed
from storage.bags.check import PARTS, check
from storage.bags.layout import OPENED, listed
from storage.bags.signed import sign
from storage.custody.signer import Signer
from storage.sealing.vault import Vault
from tests.storage.bagged import CASE, case_with_a_question, fresh_line, sealed_bag

Change = Callable[[Path], object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bags")
    line, database = fresh_line(folder)
    case_with_a_question(line)
    bag = sealed_bag(line, folder / "bag")
    database.close()
    return bag


@pytest.fixture
def bag(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "bag"))


def files(bag: Path) -> list[str]:
    return sorted(path.relative_to(bag).as_posix() for path in bag.rglob("*") if path.is_file())


def redone(bag: Path) -> None:
    """Write all manifests anew, as somebody does who hides a change."""
    bagit.Bag(str(bag)).save(manifests=True)


def wrong(bag: Path) -> set[str]:
    return {each.part for each in check(bag).findings if each.wrong}


def test_a_bag_as_it_was_made_is_whole(made):
    found = check(made)
    assert (found.whole, found.reference, found.unsigned) == (True, CASE, ())
    assert [each.part for each in found.findings] == [*PARTS]
    assert found.signer in (made / "bag-info.txt").read_text("utf-8")
    assert bagit.Bag(str(made)).is_valid()


def test_one_byte_changed_removed_or_added_in_any_file_is_noticed(bag):
    """In every file, at its beginning, its middle and its end."""
    assert len(files(bag)) > 15
    for name in files(bag):
        path = bag / name
        before = path.read_bytes()
        for at in {0, len(before) // 2, len(before) - 1}:
            path.write_bytes(before[:at] + bytes((before[at] ^ 1,)) + before[at + 1 :])
            assert not check(bag).whole, (name, at)
        for other in (before[:-1], before + b"\n", b""):
            path.write_bytes(other)
            assert not check(bag).whole, name
        path.unlink()
        assert not check(bag).whole, name
        path.write_bytes(before)
    assert check(bag).whole


@pytest.mark.parametrize("name", ["more.txt", "data/more.txt", "data/sealed/more.age", "data/case.json"])
def test_a_file_put_in_is_noticed(bag, name):
    (bag / name).write_bytes(b"x")
    assert "manifests" in wrong(bag)
    redone(bag)
    found = check(bag)
    if OPENED.fullmatch(name):
        assert found.unsigned == (name,)  # said, and compared with a key
    elif name.startswith("data/"):
        assert wrong(bag) == {"signature"}


def exchanged(bag: Path) -> None:
    one, two = sorted(bag.glob("data/sealed/entries/*.age"))
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def cut(bag: Path) -> None:
    path = bag / "data/sealed/custody.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


CHANGES: dict[str, tuple[Change, set[str]]] = {
    "an entry is gone": (
        lambda bag: next(bag.glob("data/sealed/entries/*")).unlink(),
        {"signature", "custody log", "sealed contents"},
    ),
    "two entries are exchanged": (exchanged, {"signature", "sealed contents"}),
    "a file is another": (
        lambda bag: next(bag.glob("data/sealed/evidence/*")).write_bytes(b"age"),
        {"signature", "sealed contents"},
    ),
    "the facts are others": (
        lambda bag: (bag / "data/sealed/facts.age").write_bytes(b"age"),
        {"signature"},
    ),
    "the log is cut": (cut, {"signature", "custody log"}),
    "the signature is gone": (lambda bag: (bag / signed.NAME).unlink(), {"signature"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_hidden_by_new_manifests_is_noticed(bag, change):
    make, parts = CHANGES[change]
    make(bag)
    assert "manifests" in wrong(bag)
    redone(bag)
    assert wrong(bag) == parts


def test_another_servers_signature_is_noticed(bag):
    """Everything but the log is made anew with a key of one's own: the log names its server."""
    other = Signer(Vault(b"o" * 32))
    hashes = listed(bag, "manifest-sha256.txt")
    (bag / signed.NAME).write_bytes(sign(other, CASE, 1.0, hashes))
    redone(bag)
    found = check(bag)
    assert wrong(bag) == {"custody log"}
    assert found.signer == other.fingerprint


def test_manifests_of_one_kind_alone_are_not_enough(bag):
    for name in ("tagmanifest-sha512.txt", "manifest-sha512.txt"):
        (bag / name).unlink()
        assert "manifests" in wrong(bag)
    bagit.Bag(str(bag)).save()
    assert "manifests" in wrong(bag)


def test_a_link_is_no_file(bag, tmp_path):
    path = next(bag.glob("data/sealed/evidence/*"))
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert wrong(bag) == {"manifests"}
