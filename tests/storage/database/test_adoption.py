"""A database of before the one log goes on working: its officers and keys are written into the log once."""

from sqlalchemy import insert

from storage.audit.verify import verify
from storage.cases.files import EvidenceStore
from storage.custody.adoption import for_older
from storage.database.engine import Database
from storage.database.migrate import upgrade
from storage.sealing.age import fingerprint, fresh_key
from storage.tables.cases import StoredOfficer
from storage.tables.custody import StoredOfficerKey
from storage.unit import Storage
from tests.storage.sealed import NOW, Line


def test_officers_and_keys_of_before_are_adopted(url, tmp_path, vault):
    database = Database(url, tmp_path / "old")
    with database.write() as connection:
        upgrade(connection, "0005", for_older(vault))
        public = fresh_key()[1]
        key = {
            "fingerprint": fingerprint(public),
            "recipient": public,
            "owner": "ab",
            "added": NOW,
            "removed": 0.0,
        }
        connection.execute(insert(StoredOfficerKey).values(key))
        token, address = vault.chat("telegram:900"), vault.protect(b"telegram:900", "officer:ab")
        officer = {
            "id": "ab",
            "name": "Salma",
            "code_hash": "",
            "chat": token,
            "language": "fr",
            "added": NOW,
        }
        connection.execute(
            insert(StoredOfficer).values({**officer, "enrolled": NOW, "removed": 0.0, "address": address})
        )
    database.claim_exclusive()
    database.migrate(for_older(vault))
    storage = Storage(database, vault)
    with storage.write() as unit:
        found = unit.officers.by_chat("telegram:900")
        assert found is not None
        assert found.name == "Salma"
        assert [each.recipient for each in unit.keys.present()] == [public]
    line = Line(storage, EvidenceStore(tmp_path / "evidence", storage.seals))
    line.file("R1")
    assert verify(storage, line.files) == []
    database.close()
