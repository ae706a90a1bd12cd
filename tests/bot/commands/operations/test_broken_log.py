"""A custody log whose head was changed: `verify` and `doctor` name it, and the chapter on how to go on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, update
from sqlmodel import col

from storage.custody.directory import KEYS
from storage.custody.links import LOG
from storage.sealing.age import fresh_key
from storage.sealing.vault import Vault
from storage.tables.custody import StoredHead, StoredLink
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
    told = typed(tmp_path, "doctor")
    assert (told.status, f"main.py verify, then docs/operations.md, {CHAPTER}" in told.out) == (1, True)


def unsigned(storage: Storage) -> None:
    with storage.write() as unit:
        this = update(StoredHead).where(col(StoredHead.chain) == LOG)
        assert unit.transaction.execute(this.values(signature=b"0" * 64)) == 1


def gone(storage: Storage) -> None:
    with storage.write() as unit:
        assert unit.transaction.execute(delete(StoredHead).where(col(StoredHead.chain) == LOG)) == 1


def without_a_chain(storage: Storage) -> None:
    """As if it had never been: neither its links nor its head."""
    with storage.write() as unit:
        for column in (StoredHead.chain, StoredLink.chain):
            where = col(column) == KEYS
            assert unit.transaction.execute(delete(column.class_).where(where)) == 1  # type: ignore[attr-defined]  # a column has its class


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (unsigned, "  BAD  log        its head over all chains is not signed by this server's key"),
        (gone, "  BAD  log        there is no head over its 2 chains"),
        (without_a_chain, "  BAD  log        its head counts 2 acts, the heads of its 1 chain count 1"),
        (None, "  on   log        its head is signed by this server and counts the 2 acts of 2 chains"),
    ],
)
def test_doctor_says_whether_the_head_over_all_chains_fits(
    tmp_path: Path, typed: Typed, spoil: Callable[[Storage], None] | None, line: str
) -> None:
    storage = Storage(prepared(tmp_path), Vault.load(tmp_path / "server.key", {}))
    with storage.write() as unit:
        unit.keys.add("Salma", fresh_key()[1], 1.0)
        unit.officers.invite("Salma", "supervisor", 1.0)
    if spoil:
        spoil(storage)
    storage.database.close()
    told = typed(tmp_path, "doctor")
    assert line in told.out
