"""A server key that is not the database's is told from a right one; no key is made where tables hold rows."""

import pytest
from sqlalchemy import make_url

from storage.case_list import Filter, listed
from storage.database.engine import Database
from storage.database.migrate import newest
from storage.errors import StorageFailed
from storage.key_check import checked, holds_rows, remember
from storage.sealing.server_keys import load
from storage.sealing.vault import Vault
from storage.unit import Storage

OTHER = Vault(b"o" * 32)


def test_a_database_without_tables_holds_no_rows(url, tmp_path):
    database = Database(url, tmp_path)
    assert (database.version(), holds_rows(database)) == (None, False)
    database.migrate()
    assert (database.version(), holds_rows(database)) == (newest(), False)
    database.close()


def test_the_check_value_tells_another_key(database, vault):
    assert checked(database, vault) == "new"
    remember(database, vault)
    assert holds_rows(database)
    assert checked(database, vault) == "right"
    assert checked(database, OTHER) == "changed"
    remember(database, vault)
    assert checked(database, vault) == "right"


def test_an_older_database_is_checked_by_what_it_holds(database, vault):
    with Storage(database, vault).write() as unit:
        unit.outbox.post("web:1", "reply", b"x", 1.0)
    assert holds_rows(database)
    assert checked(database, vault) == "right"
    assert checked(database, OTHER) == "changed"
    assert checked(database, Vault(b"n" * 32, b"k" * 32)) == "right", "an older key of the same ring"


def test_a_running_server_makes_no_key_when_its_file_is_gone(tmp_path):
    path = tmp_path / "server.key"
    vault = Vault.load(path, {})
    box = vault.protect(b"x", "web:1")
    path.unlink()
    vault.refresh()
    assert vault.reveal(box, "web:1") == b"x"
    assert not path.exists()
    with pytest.raises(FileNotFoundError):
        load(path, {}, make=False)


def test_a_database_that_is_not_there_says_why(url, tmp_path):
    """A wrong folder for SQLite's file, a name that nobody made for Postgres."""
    if url:
        wrong = make_url(url).set(database="nobody_made_this").render_as_string(hide_password=False)
    else:
        wrong = f"sqlite:///{tmp_path}/nowhere/ballegh.db"
    database = Database(wrong, tmp_path)
    for asked in (database.version, lambda: holds_rows(database)):
        with pytest.raises(StorageFailed) as caught:
            asked()
        assert ("SQLITE_CANTOPEN" in str(caught.value)) or ("nobody_made_this" in str(caught.value))
        assert "\n" not in str(caught.value)
    database.close()


def test_cases_are_listed_on_both_databases(storage):
    with storage.read() as unit:
        everything = Filter("open", "fraud", "web", urgent=True, since=1.0)
        assert listed(unit.transaction, everything, 5, 2.0) == (0, [])
