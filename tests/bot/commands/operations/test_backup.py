"""`main.py backup` and `main.py restore`, as they are typed."""

import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from bot.serve.facts import facts
from storage.sealing.age import fresh_key
from tests.bot.commands.exchange.lines import Line as Alone
from tests.bot.commands.typed import Typed
from tests.databases import POSTGRES
from tests.product.product import opened, running, settings
from tests.storage.sealed import NOW, Line

REFERENCE = "AB23CD45"


@pytest.fixture
def server(tmp_path: Path) -> Path:
    """A deployment with two cases, sealed to an officer whose key lies beside it."""
    folder = tmp_path / "server"
    made = opened(settings(folder))
    line = Line.opened(made.storage, folder)
    with made.storage.write() as unit:
        unit.officers.add("officer1", NOW)
    line.receive("piece-one", b"%PDF-1.4 " * 500)
    line.file(REFERENCE, "piece-one")
    line.file("ZX98WV76")
    (tmp_path / "salma.key").write_text(line.officer)
    made.database.close()
    return folder


def fresh(tmp_path: Path, server: Path) -> Path:
    """An empty deployment with the same server key."""
    folder = tmp_path / "fresh"
    folder.mkdir()
    shutil.copy(server / "server.key", folder)
    return folder


def remembered(server: Path) -> float:
    """When the deployment was last backed up, as the operator's alert reads it."""
    made = opened(settings(server))
    try:
        return facts(made).last_backup
    finally:
        made.database.close()


def test_each_step_is_said_and_a_case_opens(tmp_path: Path, server: Path, typed: Typed) -> None:
    copy = tmp_path / "copy"
    made = typed(server, "backup", str(copy))
    assert (made.status, made.error) == (0, "")
    steps = {line[:13].strip(): line[14:] for line in made.out.splitlines()}
    assert set(steps) == {"database", "evidence", "uploads", "erasure keys", "manifests", "not in it"}
    assert steps["database"].startswith("ballegh.dump, " if POSTGRES else "ballegh.db, ")
    assert steps["evidence"].startswith("1 file, ")
    assert str(server / "server.key") in steps["not in it"]
    assert time.time() - remembered(server) < 600

    there = fresh(tmp_path, server)
    back = typed(there, "restore", str(copy), "--key", str(tmp_path / "salma.key"))
    assert (back.status, back.error) == (0, "")
    said = back.out.splitlines()
    assert said[0].endswith("every file's hash is right")
    assert said[-2] == f"{'verify':<13} every chain, file and row fits"
    assert f"{REFERENCE} opens: 1 entry, 1 file" in said[-1] or "ZX98WV76 opens: 1 entry" in said[-1]
    assert typed(there, "verify").status == 0
    assert typed(there, "case", "show", REFERENCE).status == 0


def test_who_was_removed_after_the_backup_is_back_and_named(
    tmp_path: Path, server: Path, typed: Typed
) -> None:
    """A second officer and key, removed on the live server once the backup was made."""
    recipient = fresh_key()[1]
    for command in (("officer", "add", "Imane"), ("keys", "add", "Imane", recipient)):
        assert typed(server, *command).status == 0
    made = opened(settings(server))
    Line.opened(made.storage, server).file("CD34EF56")
    made.database.close()
    copy = tmp_path / "copy"
    assert typed(server, "backup", str(copy)).status == 0
    assert typed(server, "officer", "remove", "Imane").status == 0
    there = fresh(tmp_path, server)
    said = typed(there, "restore", str(copy), "--key", str(tmp_path / "salma.key")).out.splitlines()
    officers = next(line for line in said if line.startswith("officers "))
    assert "Imane" in officers
    assert "main.py officer remove" in officers
    keys = [line for line in said if line.startswith("a key ")]
    assert [line.split(" of ")[1].split()[:3] for line in keys if "Imane" in line] == [
        ["Imane", "opens", "1"]
    ]
    assert all("main.py keys remove" in line for line in keys)


@pytest.mark.long
def test_who_was_signed_in_or_invited_at_the_time_of_the_backup_is_so_no_more(
    tmp_path: Path, server: Path, typed: Typed
) -> None:
    made, now = opened(settings(server)), time.time()
    with made.storage.write() as unit:
        officer = unit.officers.invite("Omar", "supervisor", now)
        code = unit.desk.access.invite(officer.id, now)
        secret = unit.desk.sessions.begin(officer.id, "passkey-1", now)
        unit.desk.sessions.challenge("use", b"answer", now)
    made.database.close()
    assert typed(server, "backup", str(tmp_path / "copy")).status == 0
    there = fresh(tmp_path, server)
    told = typed(there, "restore", str(tmp_path / "copy"), "--key", str(tmp_path / "salma.key"))
    assert (told.status, told.error) == (0, "")
    assert "signed out" in told.out
    back = opened(settings(there))
    with back.storage.write() as unit:
        assert unit.desk.sessions.find(secret, now) is None
        assert not unit.desk.sessions.answered("use", b"answer", now)
        assert unit.desk.access.invited(code, now) == ""
        assert unit.desk.access.strange() == []
    back.database.close()


@pytest.mark.long
def test_a_removed_key_that_still_opens_something_is_told_and_is_no_discrepancy(
    tmp_path: Path, typed: Typed
) -> None:
    """The case was filed for one officer alone, so nobody else has it when their key goes."""
    line = Alone.opened(tmp_path)
    line.reported("06 12 34 56 78", "web:a")
    line.base.database.close()
    server = tmp_path / "server"
    assert "WARN" not in typed(server, "verify").out
    assert typed(server, "keys", "add", "Imane", fresh_key()[1]).status == 0
    assert typed(server, "keys", "remove", "salma").status == 0
    said = typed(server, "verify")
    assert said.status == 0
    (warned,) = [each for each in said.out.splitlines() if each.startswith("WARN")]
    assert warned.startswith("WARN  1 case or file opens for the removed key ")
    assert "keys withdraw" in warned
    assert typed(server, "verify", "--json").json["warnings"] == [warned.removeprefix("WARN  ")]


@pytest.mark.long
def test_without_an_officers_key_it_says_how_far_the_proof_goes(
    tmp_path: Path, server: Path, typed: Typed
) -> None:
    assert typed(server, "backup", str(tmp_path / "copy")).status == 0
    there = fresh(tmp_path, server)
    (tmp_path / "other.key").write_text(fresh_key()[0])
    wrong = typed(there, "restore", str(tmp_path / "copy"), "--key", str(tmp_path / "other.key"))
    assert (wrong.status, wrong.out.splitlines()[-1]) == (1, "BAD a case    none of 2 opens with this key")
    shutil.rmtree(there)
    back = typed(fresh(tmp_path, server), "restore", str(tmp_path / "copy"), "--json")
    assert back.status == 0
    assert "--key FILE" in back.json[-1]["said"]


def test_an_installation_without_a_case_is_backed_up_and_restored(tmp_path: Path, typed: Typed) -> None:
    here, copy = tmp_path / "here", tmp_path / "copy"
    here.mkdir()
    assert typed(here, "init").status == 0
    made = typed(here, "backup", str(copy))
    assert (made.status, made.error) == (0, "")
    there = fresh(tmp_path, here)
    assert typed(there, "restore", str(copy)).status == 0
    assert typed(there, "verify").status == 0


def test_nothing_is_overwritten(tmp_path: Path, server: Path, typed: Typed) -> None:
    copy = tmp_path / "copy"
    assert typed(server, "backup", str(copy)).status == 0
    again = typed(server, "backup", str(copy))
    assert (again.status, again.out) == (1, "")
    assert again.error == f"main.py: {copy} is not empty; nothing was overwritten\n"
    there = typed(server, "restore", str(copy))
    assert there.status == 1
    assert there.error.startswith("main.py: there is a database already, ")
    empty = fresh(tmp_path, server)
    (empty / "evidence" / "ab").mkdir(parents=True)
    (empty / "evidence" / "ab" / "ab-one").write_bytes(b"x")
    assert typed(empty, "restore", str(copy)).error == (
        f"main.py: {empty / 'evidence'} holds something already; nothing was overwritten\n"
    )
    assert sorted(path.name for path in empty.iterdir()) == ["evidence", "server.key"]


@pytest.mark.long
def test_a_restore_makes_no_key(tmp_path: Path, server: Path, typed: Typed) -> None:
    assert typed(server, "backup", str(tmp_path / "copy")).status == 0
    empty = tmp_path / "empty"
    empty.mkdir()
    said = typed(empty, "restore", str(tmp_path / "copy"))
    assert (said.status, said.out) == (1, "")
    assert "put the server key back first; nothing was restored" in said.error
    assert list(empty.iterdir()) == []
    (empty / "server.key").write_bytes(b"x" * 32)
    said = typed(empty, "restore", str(tmp_path / "copy"))
    assert (said.status, said.error.count("\n")) == (1, 1)
    assert "another server key; nothing was restored" in said.error
    assert [path.name for path in empty.iterdir()] == ["server.key"]


@pytest.mark.sqlite("erasure keys in a file")
def test_a_deployment_that_lost_its_erasure_keys_is_not_backed_up(
    tmp_path: Path, server: Path, typed: Typed
) -> None:
    keys = server / "erasure.db"
    saved = keys.read_bytes()
    keys.unlink()
    said = typed(server, "backup", str(tmp_path / "copy"))
    assert (said.status, said.out) == (1, "")
    assert said.error.endswith(
        "erasure.db is missing: what is filed opens with it alone; no backup was made\n"
    )
    assert list((tmp_path / "copy").iterdir()) == []
    keys.write_bytes(saved)
    with sqlite3.connect(keys) as connection:
        connection.execute("DELETE FROM keys")
    connection.close()
    said = typed(server, "backup", str(tmp_path / "copy"))
    assert said.status == 1
    assert said.out.splitlines()[-1].startswith(
        "BAD           no erasure key for 2 cases and 1 file of evidence: "
    )
    back = typed(fresh(tmp_path, server), "restore", str(tmp_path / "copy"))
    assert back.status == 1
    assert "BAD erasure keys none for 2 cases" in back.out


@pytest.mark.long
@pytest.mark.sqlite("erasure keys in a file")
async def test_where_cases_lack_their_keys_doctor_and_ready_say_so(
    tmp_path: Path, server: Path, typed: Typed
) -> None:
    """The copy by hand that older documents described: everything but the store of erasure keys."""
    there = fresh(tmp_path, server)
    shutil.copy(server / "ballegh.db", there)
    shutil.copytree(server / "evidence", there / "evidence")
    for _ in range(2):  # the first one makes a store, to try whether anything can be sealed
        said = typed(there, "doctor")
        assert said.status == 1
        (line,) = [line for line in said.out.splitlines() if line.startswith("  BAD")]
        assert line == (
            "  BAD  erasure    no erasure key for 2 cases and 1 file of evidence, which "
            "nobody opens: put the keys back from a backup"
        )
    async with running(settings(there)) as product:
        found = await product.app.checks()
        assert {name for name, works in found.works.items() if not works} == {"erasure_keys"}
        with sqlite3.connect(there / "erasure.db") as keys:
            keys.execute("ATTACH ? AS copy", (str(server / "erasure.db"),))
            keys.execute("INSERT OR IGNORE INTO keys SELECT * FROM copy.keys")
        keys.close()
        assert (await product.app.checks()).works["erasure_keys"]
    assert typed(there, "doctor").status == 0
    assert typed(server, "doctor").status == 0
