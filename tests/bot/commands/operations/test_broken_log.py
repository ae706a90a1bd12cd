"""A custody log whose head was changed: `verify` and `doctor` name it, and the chapter on how to go on."""

from pathlib import Path

import pytest
from sqlalchemy import update
from sqlmodel import col

from storage.custody.directory import KEYS
from storage.custody.links import LOG
from storage.sealing.age import fresh_key
from storage.sealing.vault import Vault
from storage.tables.custody import StoredHead
from storage.unit import Storage
from tests.bot.commands.typed import ROOT, Typed
from tests.databases import prepared

CHAPTER = "If the custody log does not fit"


@pytest.mark.parametrize("chain", [LOG, KEYS])
def test_whoever_looks_is_told_how_to_go_on(tmp_path: Path, typed: Typed, chain: str) -> None:
    storage = Storage(prepared(tmp_path), Vault.load(tmp_path / "server.key", {}))
    with storage.write() as unit:
        unit.keys.add("Salma", fresh_key()[1], 1.0)
    with storage.write() as unit:
        this = col(StoredHead.chain) == chain
        changed = update(StoredHead).where(this).values(count=StoredHead.count + 1)
        assert unit.transaction.execute(changed) == 1
    storage.database.close()
    said = typed(tmp_path, "verify")
    assert (said.status, f"how to go on: docs/operations.md, {CHAPTER}\n" in said.out) == (1, True)
    page = (ROOT / "docs/operations.md").read_text("utf-8")
    assert f"\n### {CHAPTER}\n" in page
    if chain != LOG:
        told = typed(tmp_path, "doctor")
        assert f"main.py verify, then docs/operations.md, {CHAPTER}" in told.out
