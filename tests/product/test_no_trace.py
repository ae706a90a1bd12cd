"""A thief with the disk and the server's key, after a report without a trace, on every channel.

The thief suspects one person, knows the person's address, and tries to find the person beside the case: by a
token, by what the server's own boxes hold, by what a file on the disk says, and by a time finer than a day.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.observe.metrics import registry
from storage.sealing.rotation import PROTECTED
from storage.tables.base import metadata
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio
from tests.product.calling import calling
from tests.product.product import Product, running, serving, settings
from tests.product.test_privacy import data
from tests.product.whatsapp import answer, files, line

DAY = 86400.0
STORY = ("autre chose", "Voilà ce qui s'est passé hier", "passer", "passer", "passer")
NUMBER = "+212600000001"
COUNTERS = "whatsapp_spent"
"""The table that counts the messages of a day for the daily limit: a day is all the time that it has."""


@dataclass(frozen=True)
class Found:
    """A row that tells of the person: its table, and every time in it."""

    table: str
    times: tuple[float, ...]


@dataclass(frozen=True)
class Thief:
    """`names` are all that the person is known by: chat, address, number."""

    product: Product
    names: tuple[str, ...]

    def rows(self) -> Iterator[Found]:
        """Every row in which a name of the person stands: plainly, as a token, or in a box."""
        vault = self.product.made.storage.vault
        boxes = {
            place.table: [each for each in PROTECTED if each.table is place.table] for place in PROTECTED
        }
        tokens = {vault.chat(name) for name in self.names} | {
            vault.token(f"{kind}:{name}") for name in self.names for kind in ("whatsapp", "chat", "event")
        }
        wanted = [*tokens, *self.names]
        for table in metadata.sorted_tables:
            if table.schema:  # the erasure keys: numbers and keys alone
                continue
            with self.product.made.storage.read() as unit:
                found = list(unit.transaction.rows(select(table)))
            for row in found:
                held = repr(tuple(row)) + "".join(
                    repr(vault.reveal(bytes(box), place.bound_to(row)))
                    for place in boxes.get(table, ())
                    if (box := getattr(row, place.column))
                )
                if any(each in held for each in wanted):
                    yield Found(table.name, tuple(each for each in row if isinstance(each, float) and each))

    def joined(self, cases: list[float]) -> list[str]:
        """The tables that put the person within less than a day of one of these cases, at no whole day."""
        return [
            found.table
            for found in self.rows()
            for time in found.times
            if time % DAY and any(abs(time - created) < DAY for created in cases)
        ]

    def logs(self, captured: str) -> list[str]:
        """The names that stand in the logs or in the metrics."""
        metrics = repr([list(metric.samples) for metric in registry.collect()])
        return [name for name in self.names if name in captured or name in metrics]


def traceless(product: Product) -> list[float]:
    """When the cases without a chat were filed."""
    with product.made.storage.read() as unit:
        return [case.created for case in unit.cases.newest(9, status="") if not case.chat]


@asynccontextmanager
async def on_telegram(folder: Path) -> AsyncIterator[Thief]:
    """Someone files on Telegram without a trace."""
    async with FakeTelegram() as telegram, running(settings(folder, telegram)) as product:
        someone = telegram.chat(7_654_321)
        for said in STORY:
            someone.says(said)
            asked = await someone.sees()
        someone.taps(data(asked, "traceless"))
        someone.taps(data(await someone.sees(), "send"))
        await someone.sees_all(2)
        await telegram.settled()
        await product.app.flushed()
        yield Thief(product, ("telegram:7654321", "7654321"))


@asynccontextmanager
async def on_the_web(folder: Path) -> AsyncIterator[Thief]:
    """Someone files on the web without a trace."""
    async with serving(settings(folder)) as product, calling(product) as reporter:
        for said in STORY:
            await reporter.posts(text=said, language="fr")
            asked = await reporter.hears()
        await reporter.taps(asked, "traceless")
        await reporter.taps(await reporter.hears(), "send")
        await reporter.hears()
        await reporter.hears()
        await reporter.acknowledges()
        await product.app.flushed()
        yield Thief(product, (reporter.chat, reporter.chat.partition(":")[2]))


async def _files_on_whatsapp(person: Any) -> None:
    for said in STORY:
        person.says(said)
        await person.sees()
    await answer(person, "traceless")
    await answer(person, "send")
    await person.sees()


@asynccontextmanager
async def on_whatsapp(folder: Path) -> AsyncIterator[Thief]:
    """Someone files on WhatsApp without a trace."""
    async with FakeTwilio() as twilio, line(folder, twilio) as product:
        await _files_on_whatsapp(twilio.person(NUMBER))
        await product.app.flushed()
        thief = Thief(product, (f"whatsapp:{NUMBER}", NUMBER))
        assert {found.table for found in thief.rows()} <= {COUNTERS}
        yield thief


def provider_times(product: Product) -> set[float]:
    """All times of a provider that an officer reads in cases without a chat."""
    with product.made.storage.read() as unit:
        cases = [case for case in unit.cases.newest(9, status="") if not case.chat]
        entries = [entry for case in cases for entry in unit.cases.contents(case.reference)]
    assert [entry for entry in entries if entry.answers]
    return {time for entry in entries for time in entry.sent} | {
        item.sent for entry in entries for item in entry.evidence
    }


@pytest.mark.parametrize("channel", [on_telegram, on_the_web, on_whatsapp])
@pytest.mark.few(1)
async def test_not_even_an_officer_reads_a_providers_time_finer_than_a_day(channel, tmp_path: Path) -> None:
    async with channel(tmp_path) as thief:
        found = provider_times(thief.product)
    assert any(found)
    assert {time % DAY for time in found} == {0.0}


@pytest.mark.parametrize("channel", [on_telegram, on_the_web, on_whatsapp])
@pytest.mark.few(1)
async def test_a_thief_joins_nobody_to_a_case_without_a_trace(channel, tmp_path: Path, capfd) -> None:
    async with channel(tmp_path) as thief:
        cases = traceless(thief.product)
        assert len(cases) == 1
        assert {found.table for found in thief.rows()} <= {COUNTERS}
        assert thief.joined(cases) == []
        said = "".join(capfd.readouterr())
    assert thief.logs(said + "".join(capfd.readouterr())) == []


async def test_nor_where_the_same_chat_has_another_case(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio) as product:
        person = twilio.person(NUMBER)
        await files(person)
        with product.made.storage.write() as unit:
            named = unit.cases.newest(1)[0]
            unit.transaction.execute(
                metadata.tables["cases"].update().values(created=named.created - 9 * DAY, updated=0.0)
            )
        person.says("nouveau")
        await person.sees()
        await _files_on_whatsapp(person)
        await product.app.flushed()
        thief = Thief(product, (f"whatsapp:{NUMBER}", NUMBER))
        assert {"whatsapp_chats", "whatsapp_identities"} <= {found.table for found in thief.rows()}
        assert thief.joined(traceless(product)) == []
