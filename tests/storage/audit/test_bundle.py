"""A case that left the server: opened elsewhere with an officer's key, checked without the server."""

import io
import json
import os
import subprocess
import tarfile

import pytest

from flows.core.effects import AmendCase
from storage.audit.bundle import Order, export, open_bundle, rekey
from storage.audit.verify import verify
from storage.errors import BadBundle, UnknownCase, Unopened
from storage.sealing.age import fresh_key, recipient
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
    (tmp_path / "officer.key").write_text(line.officer)
    with tarfile.open(bundle) as tar:
        sealed = {member.name: content(tar, member) for member in tar if ".age" in member.name}
    assert len(sealed) == 3
    for data in sealed.values():
        command = [age_programs / "age", "-d", "-i", tmp_path / "officer.key"]
        assert subprocess.run(command, input=data, capture_output=True, check=True).stdout


def test_nothing_plain_is_in_a_bundle(line, bundle):
    content = bundle.read_bytes()
    assert "قصة".encode() not in content
    assert PHOTO[:32] not in content
    assert "كابتير".encode() not in content


def test_an_export_that_fails_leaves_no_file_and_no_link(line, tmp_path):
    line.files.path("abcd-1").unlink()
    with pytest.raises(FileNotFoundError):
        export(line.storage, line.files, Order("R1", tmp_path / "R1.tar", "officer1", NOW))
    with pytest.raises(UnknownCase):
        export(line.storage, line.files, Order("R9", tmp_path / "R9.tar", "officer1", NOW))
    assert not list(tmp_path.glob("*.tar*"))
    with line.storage.read() as unit:
        assert all(link.event != "exported" for link in unit.custody.of_case("R1"))


def test_a_rekeyed_bundle_opens_for_the_new_officer_alone(line, bundle, tmp_path):
    new, public = fresh_key()
    rekey(bundle, line.officer, [recipient(public)], tmp_path / "new.tar")
    opened = open_bundle(tmp_path / "new.tar", new, tmp_path / "out")
    assert (opened.wrong, opened.entries) == ((), open_bundle(bundle, line.officer).entries)
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
