"""How long cases are kept: by outcome, from the configuration, unless a legal hold says otherwise."""

import time
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from bot.settings.config import load_config
from flows.core.conversation import Conversation
from flows.core.effects import ChangeStatus, FileCase
from storage.audit.verify import verify
from storage.cases.views import Reporter
from storage.errors import StorageFailed
from storage.tables.base import metadata
from storage.tables.nodes import StoredBudget
from storage.unit import Unit
from tests.bot.commands.typed import Typed
from tests.product.product import opened, running, settings

DAY = 86400.0
CHAT = "telegram:7"
SECRET = "s3cr3t-s3cr3t-s3cr3t"


def file(unit: Unit, reference: str, *statuses: str, ago: float) -> None:
    """A case that came to its last status so many days ago."""
    then = time.time() - ago * DAY
    filing = FileCase(reference, SECRET, "fraud", False, True, "", (("story", "x"),))
    unit.filing.open(filing, Reporter(CHAT, "fr"), then)
    for status in statuses:
        unit.cases.change_status(ChangeStatus(reference, status), then)


async def test_cases_are_erased_by_their_outcome(tmp_path: Path) -> None:
    config = tmp_path / "ballegh.toml"
    config.write_text('[retention]\nclosed_cases = "100d"\n[retention.outcomes]\nreferred = "300d"\n')
    async with running(settings(tmp_path, config_file=config)) as product:
        with product.made.storage.write() as unit:
            file(unit, "WITHDREW", "withdrawn", ago=91)
            file(unit, "WITHDRAW", "withdrawn", ago=89)
            file(unit, "DISMISSD", "closed", ago=366)
            file(unit, "DISMISS2", "closed", ago=120)
            file(unit, "REFERRED", "referred", ago=301)
            file(unit, "REFERRE2", "referred", ago=299)
            file(unit, "CLOSEDXX", "referred", "closed", ago=101)
            file(unit, "JUSTICEX", "referred", "justice", ago=99)
            file(unit, "RECEIVED", ago=4000)
            file(unit, "EXAMINED", "examined", ago=4000)
        await product.app.tidying.tidy()
        with product.made.storage.read() as unit:
            left = {case.reference for case in unit.cases.newest(99, status="")}
        assert left == {"WITHDRAW", "DISMISS2", "REFERRE2", "JUSTICEX", "RECEIVED", "EXAMINED"}
        assert verify(product.made.storage, product.made.store("evidence")) == []


async def test_addresses_of_closed_cases_go_and_the_log_says_so(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        with product.made.storage.write() as unit:
            file(unit, "CLOSED22", "referred", "closed", ago=8)
            file(unit, "CLOSED33", "referred", "closed", ago=6)
            unit.guesses.add(CHAT, time.time() - 2 * DAY)
        await product.app.tidying.tidy()
        with product.made.storage.read() as unit:
            assert [case.reference for case in unit.cases.of_chat(CHAT, 9)] == ["CLOSED33"]
            assert unit.custody.of_case("CLOSED22")[-1].event == "forgotten"
            assert unit.guesses.since(0.0) == 0


@pytest.mark.parametrize("chat", ["telegram:7", "whatsapp:+212600000007", "web:a"])
async def test_a_silent_chat_without_a_case_is_forgotten_after_half_a_year(tmp_path: Path, chat: str) -> None:
    async with running(settings(tmp_path)) as product:
        now, known = time.time(), product.made.storage
        with known.write() as unit:
            officer, _ = unit.officers.add("Salma", now)
            unit.officers.enrol(officer.id, f"{chat}-officer", now)
            for name, days, more in (
                ("silent", 181, {}),
                ("recent", 179, {}),
                ("draft", 181, {"flow": "report", "due": now + DAY}),
                ("officer", 181, {"officer": officer.id}),
                ("case", 181, {}),
                ("closed", 181, {}),
            ):
                said = Conversation(f"{chat}-{name}", language="fr", updated=now - days * DAY, **more)
                unit.conversations.save(said)
            for name in ("case", "closed"):
                filing = FileCase(f"{name.upper():2<8}", SECRET, "fraud", False, True, "", (("story", "x"),))
                unit.filing.open(filing, Reporter(f"{chat}-{name}", "fr"), now - 181 * DAY)
            unit.cases.change_status(ChangeStatus("CLOSED22", "closed"), now - 180 * DAY)
        for _ in range(2):  # the closed case loses its address in the first round, its chat in the second
            await product.app.tidying.tidy()
        with known.read() as unit:
            names = ("silent", "recent", "draft", "officer", "case", "closed")
            left = [name for name in names if unit.conversations.get(f"{chat}-{name}").language]
            token = known.vault.chat(f"{chat}-silent")
            rows = [repr(unit.transaction.rows(select(table))) for table in metadata.sorted_tables]
        assert left == ["recent", "draft", "officer", "case"]
        assert not any(token in row for row in rows)


@pytest.mark.long
def test_a_hold_by_command_beats_erasure_and_is_in_the_log(tmp_path: Path, typed: Typed) -> None:
    made = opened(settings(tmp_path))
    with made.storage.write() as unit:
        file(unit, "K7M29QXA", "referred", "closed", ago=4000)
        file(unit, "RECEIVED", ago=1)
    made.database.close()
    assert "Effacement prévu le" in typed(tmp_path, "case", "show", "k7m29qxa").out
    assert "Effacement : pas avant la clôture" in typed(tmp_path, "case", "show", "RECEIVED").out

    story = typed(tmp_path, "case", "hold", "K7M29QXA", "--reason", "what Zineb told us")
    assert (story.status, "Zineb" in story.out) == (2, False)
    assert typed(tmp_path, "case", "hold", "NOTHERE2", "--reason", "x").status == 1
    held = typed(tmp_path, "case", "hold", "k7m29qxa", "--reason", "order-2026/7", "--actor", "salma")
    assert (held.status, "case release K7M29QXA" in held.out) == (0, True)
    assert "Effacement bloqué" in typed(tmp_path, "case", "show", "K7M29QXA").out

    made = opened(settings(tmp_path))
    kept = made.config.retention.by_outcome()
    with made.storage.read() as unit:
        assert unit.retention.expired(time.time(), kept) == []
    made.database.close()
    assert typed(tmp_path, "case", "release", "K7M29QXA", "--reason", "order-2026/9").status == 0
    made = opened(settings(tmp_path))
    with made.storage.read() as unit:
        assert unit.retention.expired(time.time(), kept) == ["K7M29QXA"]
        links = [link for link in unit.custody.of_case("K7M29QXA") if link.event == "hold"]
        told = [(link.actor, link.purpose) for link in links]
    made.database.close()
    assert told == [("salma", "on:order-2026/7"), ("command", "off:order-2026/9")]


@pytest.mark.parametrize(
    ("given", "outcome", "days"),
    [
        ("", "withdrawn", 90),
        ("", "dismissed", 365),
        ("", "justice", 5 * 365),
        ('closed_cases = "10d"', "insufficient", 10),
        ('[retention.outcomes]\nclosed = "20d"', "duplicate", 20),
        ('[retention.outcomes]\nidentified = "20d"', "identified", 20),
        ('closed_cases = "10d"', "withdrawn", 90),
        ('[retention.outcomes]\nwanted = "20d"', "wanted", 20),
        ('[retention.outcomes]\nexamined = "20d"', "examined", 20),
    ],
)
def test_how_long_each_outcome_is_kept(tmp_path: Path, given: str, outcome: str, days: int) -> None:
    path = tmp_path / "ballegh.toml"
    path.write_text(f"[retention]\n{given}\n")
    kept = load_config(path).retention.by_outcome()
    assert kept[outcome] == days * DAY
    assert not {"received", "informed", "investigated"} & kept.keys()
    assert ("wanted" in kept) is (outcome == "wanted")


async def test_what_is_left_of_a_limit_is_forgotten_after_a_day(tmp_path: Path) -> None:
    budgets = StoredBudget.__table__
    async with running(settings(tmp_path)) as product:
        with product.made.storage.write() as unit:
            for key, ago in ("old", 1.1), ("new", 0.9):
                row = {"kind": "events", "key": key, "level": 1.0, "granted": 1.0}
                unit.transaction.execute(insert(budgets).values(row | {"moment": time.time() - ago * DAY}))
        await product.app.tidying.tidy()
        with product.made.storage.read() as unit:
            assert [key for (key,) in unit.transaction.rows(select(budgets.c.key))] == ["new"]


async def test_limits_are_forgotten_in_a_transaction_of_their_own(tmp_path: Path) -> None:
    """Servers wait for the rows until it ends: it ends before the long one, which fails here."""
    budgets = StoredBudget.__table__
    async with running(settings(tmp_path)) as product:
        with product.made.storage.write() as unit:
            row = {"kind": "events", "key": "old", "level": 1.0, "granted": 1.0, "moment": 1.0}
            unit.transaction.execute(insert(budgets).values(row))
            unit.transaction.execute(text("ALTER TABLE guesses RENAME TO gone"))
        with pytest.raises(StorageFailed):
            await product.app.tidying.tidy()
        with product.made.storage.write() as unit:
            assert not unit.transaction.rows(select(budgets.c.key))
            unit.transaction.execute(text("ALTER TABLE gone RENAME TO guesses"))
