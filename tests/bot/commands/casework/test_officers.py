"""`main.py officer list`: who is enrolled, whose code still works, and whose code has expired."""

import time
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlmodel import col, select

from storage.audit.verify import verify
from storage.cases.officers import CODE_SECONDS
from storage.tables.custody import StoredLink
from tests.bot.commands.typed import Typed
from tests.product.product import opened, settings

MINUTE = 60.0


@pytest.mark.parametrize("chat", ["telegram:1", "whatsapp:+212600000000", "web:1"])
@pytest.mark.few(1)
def test_the_list_tells_which_codes_still_work(tmp_path: Path, typed: Typed, chat: str) -> None:
    made = opened(settings(tmp_path))
    now = time.time()
    with made.storage.write() as unit:
        unit.officers.add("Expired", now - CODE_SECONDS - MINUTE)
        unit.officers.add("Waiting", now - CODE_SECONDS + 10 * MINUTE)
        for name, added in (("Enrolled", now - 2 * CODE_SECONDS), ("Replaced", now - 3 * MINUTE)):
            officer, _ = unit.officers.add(name, added)
            unit.officers.enrol(officer.id, chat if name == "Enrolled" else f"{chat}2", added)
        newer, _ = unit.officers.add("Newer", now)
        unit.officers.enrol(newer.id, f"{chat}2", now)
    made.database.close()
    lines = typed(tmp_path, "officer", "list").out.splitlines()
    states = {line.split()[-1]: line[10 : -len(line.split()[-1])].strip() for line in lines}
    assert states == {
        "Expired": "code expired",
        "Waiting": "waiting",
        "Enrolled": "enrolled",
        "Replaced": "code expired",
        "Newer": "enrolled",
    }
    told = {one["name"]: one["code_expired"] for one in typed(tmp_path, "officer", "list", "--json").json}
    assert told == {name: state == "code expired" for name, state in states.items()}


def test_who_is_added_and_removed_is_in_the_log_which_verify_covers(tmp_path: Path, typed: Typed) -> None:
    opened(settings(tmp_path)).database.close()
    assert typed(tmp_path, "officer", "add", "Salma").status == 0
    assert typed(tmp_path, "officer", "add", "Imane").status == 0
    assert typed(tmp_path, "officer", "remove", "Salma").status == 0
    made = opened(settings(tmp_path))
    with made.storage.read() as unit:
        links = [link for link in unit.transaction.found(select(StoredLink)) if "officer" in link.event]
    assert [link.event for link in links] == ["officer-added", "officer-added", "officer-removed"]
    assert verify(made.storage, made.store("evidence")) == []
    with made.storage.write() as unit:
        unit.transaction.execute(delete(StoredLink).where(col(StoredLink.id) == links[2].id))
    assert verify(made.storage, made.store("evidence")) != []
    made.database.close()
