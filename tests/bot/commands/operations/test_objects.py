"""Commands beside evidence in an S3-compatible store, as they are typed."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from storage.cases.files import EvidenceStore, FileLimits
from storage.database.clock import Clock
from storage.places.address import Address
from storage.places.bucket import Bucket
from tests.bot.commands.typed import Typed
from tests.ceph import ObjectServer
from tests.product.product import opened, settings
from tests.storage.sealed import NOW, Line

REFERENCE = "AB23CD45"


def variables(objects: ObjectServer, address: Address) -> dict[str, str]:
    """What the environment of a deployment says of its store."""
    given: dict[str, Any] = objects.settings(address)
    return {f"BALLEGH_{name.upper()}": value for name, value in given.items()}


@pytest.mark.long
def test_evidence_in_a_bucket_is_verified_backed_up_and_restored(
    objects: ObjectServer, tmp_path: Path, typed: Typed
) -> None:
    """Restored into a bucket, and from the same backup into a folder."""
    here, folder = objects.address("versions"), tmp_path / "server"
    made = opened(settings(folder, **objects.settings(here)))
    store = made.store("evidence")
    store.prepare()
    line = Line.opened(made.storage, folder)
    line.files = EvidenceStore(store.place, made.storage.seals, FileLimits(reserve=0))
    with made.storage.write() as unit:
        unit.officers.add("officer1", NOW)
    line.receive("piece-one", b"%PDF-1.4 " * 500)
    line.file(REFERENCE, "piece-one")
    made.database.close()
    (tmp_path / "salma.key").write_text(line.officer)
    given = variables(objects, here)
    assert typed(folder, "verify", more=given).status == 0
    assert typed(folder, "export", REFERENCE, str(tmp_path / "case.tar"), more=given).status == 0
    copy = tmp_path / "copy"
    backed_up = typed(folder, "backup", str(copy), more=given)
    assert (backed_up.status, backed_up.error) == (0, "")
    assert "1 file, " in backed_up.out
    refused = typed(fresh(tmp_path / "again", folder), "restore", str(copy), more=given)
    assert (refused.status, "nothing was overwritten" in refused.error) == (1, True)
    for name, there in (("bucket", variables(objects, objects.address())), ("folder", {})):
        target = fresh(tmp_path / name, folder)
        back = typed(target, "restore", str(copy), "--key", str(tmp_path / "salma.key"), more=there)
        assert (back.status, back.error) == (0, ""), back.out
        assert f"{REFERENCE} opens: 1 entry, 1 file" in back.out
        assert typed(target, "verify", more=there).status == 0

    place = Bucket(here, "evidence", tmp_path, Clock())
    broken = place.begin("piece-one")
    broken.put(b"something else")
    broken.finish()
    assert "piece-one" in typed(folder, "verify", more=given).out
    store.delete("piece-one")
    assert "file-missing" in typed(folder, "verify", more=given).out


def fresh(folder: Path, server: Path) -> Path:
    """An empty deployment with the same server key."""
    folder.mkdir()
    shutil.copy(server / "server.key", folder)
    return folder


@pytest.mark.few(1)
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("plain", "keeps no versions; no object lock"),
        ("versions", "keeps versions, which an erasure deletes too; no object lock"),
        ("term", "uploads stay, too, and open with the server key until then"),
    ],
)
def test_doctor_tries_the_bucket(
    objects: ObjectServer, tmp_path: Path, typed: Typed, kind: str, said: str
) -> None:
    given = variables(objects, objects.address(kind))
    assert typed(tmp_path, "init", more=given).status == 0
    told = typed(tmp_path, "doctor", more=given).out
    assert "  on   bucket     takes a file" in told
    assert said in told


WRONG = [
    ({"BALLEGH_S3_SECRET_KEY": "another"}, "BALLEGH_S3_SECRET_KEY: it does not belong to the access key"),
    ({"BALLEGH_S3_ACCESS_KEY": "another"}, "BALLEGH_S3_ACCESS_KEY: the store does not know it"),
    ({"BALLEGH_EVIDENCE_URL": "s3://there-is-none/x"}, "BALLEGH_EVIDENCE_URL: there is no such bucket"),
    ({"BALLEGH_S3_SECRET_KEY": ""}, "BALLEGH_S3_SECRET_KEY: is missing, BALLEGH_EVIDENCE_URL needs it"),
]


@pytest.mark.few(2)
@pytest.mark.parametrize(("change", "line"), WRONG, ids=["secret", "key", "bucket", "half"])
def test_what_is_wrong_stops_the_start_with_one_line(
    objects: ObjectServer, tmp_path: Path, typed: Typed, change: dict[str, str], line: str
) -> None:
    said = typed(tmp_path, "init", more=variables(objects, objects.address()) | change)
    assert said.status == 2
    assert said.error.count("\n") == 1
    assert line in said.error
    assert "the-key-itself" not in said.errors
