"""A case that left the server: opened elsewhere with an officer's key, checked without the server."""

import io
import json
import os
import subprocess
import tarfile
import threading

import pytest

from flows.core.effects import AmendCase
from storage.audit.bundle import open_bundle
from storage.audit.export import Order, export
from storage.audit.grant import grant
from storage.audit.rekey import rekey
from storage.audit.verify import verify
from storage.custody.links import Act
from storage.errors import BadBundle, UnknownCase, Unopened
from storage.sealing.age import fingerprint, fresh_key, identity, recipient
from tests.storage.sealed import FILED, NOW, Line

PHOTO = os.urandom(200_000)


@pytest.fixture
def line(storage, tmp_path):
    line = Line.opened(storage, tmp_path)
    line.receive("abcd-1", PHOTO, name="كابتير.png")
    line.file("R1", "abcd-1")
    with storage.write() as unit:
        unit.filing.amend(AmendCase("R1", (("story", "more"),)), NOW)
    return line


@pytest.fixture
def bundle(line, tmp_path):
    path = tmp_path / "R1.tar"
    export(line.storage, line.files, Order("R1", path, "officer1", NOW))
    return path


def content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    """The bytes of a member that is a file."""
    file = tar.extractfile(member)
    assert file is not None
    return file.read()


def changed(bundle, change):
    """The bundle with its members as `change` makes them of (name, bytes); None leaves one out."""
    with tarfile.open(bundle) as tar:
        members = {member.name: content(tar, member) for member in tar}
    with tarfile.open(bundle, "w") as tar:
        for name, data in members.items():
            new = change(name, data)
            if new is not None:
                info = tarfile.TarInfo(name)
                info.size = len(new)
                tar.addfile(info, io.BytesIO(new))
    return bundle


def test_a_bundle_opens_with_an_officers_key_and_nothing_else(line, bundle, tmp_path):
    opened = open_bundle(bundle, line.officer, tmp_path / "out")
    assert opened.wrong == ()
    assert [entry.answers for entry in opened.entries] == [FILED.answers, (("story", "more"),)]
    assert opened.entries[0].evidence[0].name == "كابتير.png"
    assert (tmp_path / "out" / "abcd-1").read_bytes() == PHOTO
    assert opened.chain[-1].event == "exported"
    assert open_bundle(bundle, line.recovery).files == opened.files
    with pytest.raises(Unopened):
        open_bundle(bundle, fresh_key()[0])


def test_the_export_is_in_the_log_and_the_log_still_verifies(line, bundle):
    assert verify(line.storage, line.files) == []
    with line.storage.read() as unit:
        last = unit.custody.of_case("R1")[-1]
    assert (last.event, last.actor) == ("exported", "officer1")


def test_every_file_of_a_bundle_opens_with_debians_age(line, bundle, tmp_path, age_programs):
    """The officer's key opens the key of each content, and that key the content."""

    def opened(sealed: bytes, key: bytes) -> bytes:
        (tmp_path / "its.key").write_bytes(key)
        command = [age_programs / "age", "-d", "-i", tmp_path / "its.key"]
        return subprocess.run(command, input=sealed, capture_output=True, check=True).stdout

    with tarfile.open(bundle) as tar:
        sealed = {member.name: content(tar, member) for member in tar if ".age" in member.name}
    officer = fingerprint(str(identity(line.officer).to_public()))
    case, file = (
        opened(sealed[f"keys/{name}/{officer}.age"], line.officer.encode()) for name in ("case", "abcd-1")
    )
    entries = [opened(data, case) for name, data in sorted(sealed.items()) if name.startswith("entries/")]
    assert ["قصة" in each.decode() for each in entries] == [True, False]
    assert opened(sealed["evidence/abcd-1.age"], file).startswith(PHOTO)
    assert len(sealed) == 3 + 2 * 2, "two contents, each for the officer and the recovery key"


def test_nothing_plain_is_in_a_bundle(line, bundle):
    content = bundle.read_bytes()
    assert "قصة".encode() not in content
    assert PHOTO[:32] not in content
    assert "كابتير".encode() not in content


def test_an_export_that_fails_leaves_no_file_and_says_so(line, tmp_path):
    saved = line.files.path("abcd-1").read_bytes()
    line.files.path("abcd-1").unlink()
    with pytest.raises(FileNotFoundError):
        export(line.storage, line.files, Order("R1", tmp_path / "R1.tar", "officer1", NOW))
    with pytest.raises(UnknownCase):
        export(line.storage, line.files, Order("R9", tmp_path / "R9.tar", "officer1", NOW))
    assert not list(tmp_path.glob("*.tar*"))
    with line.storage.read() as unit:
        assert [link.event for link in unit.custody.of_case("R1")][-2:] == ["exported", "not-exported"]
    line.files.path("abcd-1").write_bytes(saved)
    assert verify(line.storage, line.files) == []


def test_others_file_while_a_large_case_leaves(line, tmp_path):
    """Its file is copied as slowly as can be: nothing comes until another case is filed."""
    path = line.files.path("abcd-1")
    saved = path.read_bytes()
    path.unlink()
    os.mkfifo(path)
    order = Order("R1", tmp_path / "R1.tar", "officer1", NOW)
    leaving = threading.Thread(target=lambda: export(line.storage, line.files, order), daemon=True)
    leaving.start()
    with path.open("wb") as slow:  # it is being read
        filing = threading.Thread(target=lambda: line.file("R2"), daemon=True)
        filing.start()
        filing.join(3)
        late = filing.is_alive()
        path.unlink()
        path.write_bytes(saved)
        slow.write(saved)
    leaving.join(20)
    filing.join(20)
    assert not late
    assert open_bundle(order.path, line.officer).wrong == ()
    assert verify(line.storage, line.files) == []


def test_a_rekeyed_bundle_opens_for_the_new_officer_alone(line, bundle, tmp_path):
    new, public = fresh_key()
    rekey(bundle, line.officer, [recipient(public)], tmp_path / "new.tar")
    opened = open_bundle(tmp_path / "new.tar", new, tmp_path / "out")
    assert (opened.wrong, opened.entries) == ((), open_bundle(bundle, line.officer).entries)
    assert not opened.rekeyed, "the contents are those that the log vouches for"
    assert (tmp_path / "out" / "abcd-1").read_bytes() == PHOTO
    with pytest.raises(Unopened):
        open_bundle(tmp_path / "new.tar", line.officer)
    with pytest.raises(Unopened):
        rekey(bundle, new, [recipient(public)], tmp_path / "newer.tar")


def test_a_link_edited_in_a_bundle_is_named(line, bundle):
    def edit(name, data):
        return data.replace(b"officer1", b"officer2") if name == "custody.jsonl" else data

    assert open_bundle(changed(bundle, edit), line.officer).wrong


def test_a_link_cut_from_a_bundle_is_named(line, bundle):
    def cut(name, data):
        return b"\n".join(data.splitlines()[:-1]) if name == "custody.jsonl" else data

    assert "chain-cut-or-longer-than-signed" in open_bundle(changed(bundle, cut), line.officer).wrong


def test_a_file_left_out_of_the_description_is_named(line, bundle):
    def forget(name, data):
        if name != "case.json":
            return data
        return json.dumps(json.loads(data) | {"evidence": []}).encode()

    assert "changed-or-missing:evidence:abcd-1" in open_bundle(changed(bundle, forget), line.officer).wrong


def test_files_of_a_bundle_that_changed_places_are_found(line, bundle):
    with tarfile.open(bundle) as tar:
        entries = [content(tar, each) for each in tar if each.name.startswith("entries/")]

    def swap(name, data):
        return entries[1 - entries.index(data)] if data in entries else data

    with pytest.raises(Unopened):
        open_bundle(changed(bundle, swap), line.officer)


def test_a_bundle_without_a_part_is_no_bundle(line, bundle):
    with pytest.raises(BadBundle):
        open_bundle(changed(bundle, lambda name, data: None if name == "head.json" else data), line.officer)


def test_a_rekeyed_bundle_brought_back_opens_the_case_for_the_new_officer(line, bundle, tmp_path):
    new, public = fresh_key()
    back = tmp_path / "new.tar"
    rekey(bundle, line.officer, [recipient(public), recipient(fresh_key()[1])], back)
    assert grant(line.storage, back, "officer1", NOW) == ("R1", 0), "no key of an officer here"
    with line.storage.write() as unit:
        unit.keys.add("officer2", public, NOW)
    assert grant(line.storage, back, "officer1", NOW) == ("R1", 1)
    assert grant(line.storage, back, "officer1", NOW) == ("R1", 0), "the key has it already"
    with line.storage.read() as unit:
        assert len(unit.cases.contents("R1", new)) == 2
        acts = [(link.actor, link.purpose) for link in unit.custody.of_case("R1") if link.event == "granted"]
    name = fingerprint(public)
    assert acts == [("officer1", f"case:{name}"), ("officer1", f"abcd-1:{name}")]
    assert b"".join(line.files.read("abcd-1", new)) == PHOTO
    assert verify(line.storage, line.files) == []
    with line.storage.write() as unit:
        assert unit.retention.erase("R1", Act("erasure", "officer1", "order"), NOW)
    with pytest.raises(UnknownCase):
        grant(line.storage, back, "officer1", NOW)
