"""`main.py outbox`: beside a running server, without a word of what is sent or to whom."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.base import Base, base
from bot.commands.answer import Listing, Printed, Stop
from bot.commands.operations import outbox
from storage.delivery.messages import BROADCAST, NOTICE, Outcome
from storage.tables.messages import Outbox
from tests.bot.commands.typed import Typed
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import Product, opened, running, settings
from tests.product.test_delivery import decides, officer_and_reporter

CHAT = 4455667788


async def test_beside_a_running_server_nothing_is_doubled(tmp_path: Path, typed: Typed) -> None:
    async def command(*words: str) -> tuple[int, str]:
        """The exit status and the output of the program itself."""
        said = await asyncio.to_thread(typed, tmp_path, "outbox", *words)
        assert said.error.count("\n") == (said.status > 0)
        return said.status, said.out

    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        someone, other = telegram.chat(CHAT, name="Salma Idrissi"), telegram.chat(CHAT + 1)
        telegram.limits(CHAT, seconds=600)
        telegram.limits(CHAT + 1, seconds=600)
        someone.says("/start")
        other.says("/start")
        await telegram.until(lambda: len(telegram.called("sendMessage")) == 2)
        await product.app.flushed()
        first, second = rows(product)

        status, said = await command()
        assert status == 0
        assert f"{first.id} " in said
        assert "telegram  failing               2" in said
        assert "429" in said
        assert " 9m " in said
        for secret in (str(CHAT), first.chat, "Salma", "19", "signaler"):
            assert secret not in said.replace(str(first.id), "").replace(str(second.id), "")

        assert await command("drop", str(second.id)) == (2, ""), "a reason is asked for"
        status, said = await command("drop", str(second.id), "--reason", "asked by phone")
        assert (status, said.split(".")[0]) == (0, "Dropped")
        status, said = await command("list")
        assert "dropped: asked by phone" in said
        other.says("/help")
        await telegram.until(lambda: len(rows(product)) == 3)
        assert (await command("retry", str(second.id)))[0] == 1
        assert len(telegram.called("sendMessage")) == 2, "Telegram said when to come again"


def rows(product: Product | Base) -> list[Any]:
    """The whole outbox."""
    made = product.made if isinstance(product, Product) else product
    with made.storage.read() as unit:
        return list(unit.transaction.rows(select(Outbox.__table__).order_by(Outbox.__table__.c.id)))


@pytest.mark.long
async def test_a_retry_goes_out_within_a_moment_and_once(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        salma, yassine, reference = await officer_and_reporter(product, telegram)
        telegram.fails("sendMessage", chat=yassine.id, status=400, description="Bad Request: so be it")
        await decides(salma, "examined")
        await product.app.flushed()
        (notice,) = (row for row in rows(product) if row.priority == NOTICE)
        assert (notice.state, notice.reason) == ("undeliverable", "400")
        assert retried(product.made, notice.id)[0] == 0
        assert (await yassine.sees()).codes == (reference,)
        await product.app.flushed()
        assert [row.state for row in rows(product) if row.id == notice.id] == ["sent"]
        assert retried(product.made, notice.id) == (1, "nothing was changed: it was sent")
        yassine.says("statut")
        answer = await yassine.sees()
        assert answer.codes == (reference,)
        await product.app.flushed()
        assert not yassine.unseen, "what was missed went out; it is not told again"


async def test_what_a_server_holds_is_refused(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        hold = asyncio.Event()
        telegram.fails("sendMessage", hold=hold)
        telegram.chat(7).says("/start")
        await telegram.settled()
        (row,) = rows(product)
        assert "a server is sending it" in retried(product.made, row.id)[1]
        assert "a server is sending it" in dropped(product.made, row.id, "why")[1]
        hold.set()
        await telegram.chat(7).sees()
        assert not telegram.chat(7).unseen


def retried(made: Base, number: int) -> tuple[int, str]:
    """The exit status and the line."""
    return _ended(lambda: outbox.retried(made, number))


def dropped(made: Base, number: int, reason: str) -> tuple[int, str]:
    """The exit status and the line."""
    return _ended(lambda: outbox.dropped(made, number, reason))


def _ended(command: Callable[[], Printed]) -> tuple[int, str]:
    try:
        printed = command()
    except Stop as error:
        return error.status, error.line
    return printed.status, printed.lines[0]


@pytest.fixture
def made(tmp_path: Path):
    """A deployment whose server does not run."""
    found = opened(settings(tmp_path))
    yield found
    found.database.close()


def test_an_empty_outbox_is_said_so(made: Base) -> None:
    assert outbox.listed(made) == Listing(("nothing waits, nothing failed",), data={"counts": [], "rows": []})


def claim(made: Base, now: float) -> None:
    """Have the rows, as whoever posted them has them on SQLite."""
    if made.database.exclusive:
        return
    with made.storage.write() as unit:
        unit.outbox.claim(now, 9)


def test_each_row_has_its_kind_state_and_times(made: Base) -> None:
    now = time.time()
    with made.storage.write() as unit:
        post = unit.outbox.post
        failing = post("telegram:1", "reply", b"x", now - 7300)
        kept = post("whatsapp:1", "reply", b"x", now - 3 * 86400, priority=NOTICE)
        digest = post("telegram:2", "reply", b"x", now, priority=BROADCAST)
        fetch = post("web:3", "fetch", b"x", now - 90, lane="fetch")
        waiting = post("web:4", "reply", b"x", now)
    claim(made, now)
    with made.storage.write() as unit:
        held = Outcome(failing.id, "queued", now, "", "500", now + 130, now + 190, attempts=2)
        unit.outbox.settle(
            (
                held,
                Outcome(kept.id, "undeliverable", now, reason="window_closed", keep_body=True),
                Outcome(digest.id, "unknown", now, reason="504", resent=True, attempts=2),
                Outcome(fetch.id, "undeliverable", now, reason="too_big"),
                Outcome(waiting.id, "queued", now, due=now, attempts=0),
            )
        )
    lines = outbox.listed(made).lines
    found = {line.split()[0]: line.split(maxsplit=7)[1:] for line in lines if line[:1].isdecimal()}
    assert found == {
        str(failing.id): ["telegram", "reply", "failing", "2", "2h", "2m", "500, in a server's hands"],
        str(kept.id): ["whatsapp", "notice", "undeliverable", "1", "3d", "-", KEPT],
        str(digest.id): [
            "telegram",
            "broadcast",
            "unknown",
            "2",
            "now",
            "-",
            "504, may have gone out before",
        ],
        str(fetch.id): ["web", "fetch", "undeliverable", "1", "1m", "-", "too_big"],
    }
    assert "web       waiting               1  oldest now" in lines
    assert outbox.listed(made, 1).lines[-1] == "and 2 more: --limit"


KEPT = "window_closed, kept for when they write"
TWICE = "504, may have gone out before"


def test_rows_of_before_there_were_channels_are_shown_too(made: Base) -> None:
    with made.storage.write() as unit:
        row = unit.outbox.post("telegram:1", "reply", b"x", 1.0)
    claim(made, 1.0)
    with made.storage.write() as unit:
        unit.outbox.settle([Outcome(row.id, "undeliverable", 2.0, reason="403")])
        unit.transaction.execute(update(Outbox.__table__).values(channel=""))
    lines = outbox.listed(made).lines
    assert lines[0].startswith("-         undeliverable         1")
    assert f"{row.id}" in lines[-1]


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 201])
def test_a_reason_is_given_and_short(made: Base, reason: str) -> None:
    assert dropped(made, 1, reason)[0] == 2


def test_a_reason_is_one_line(made: Base) -> None:
    with made.storage.write() as unit:
        row = unit.outbox.post("telegram:1", "reply", b"x", 1.0)
        unit.outbox.settle([Outcome(row.id, "queued", 1.0, due=9e9)])
    assert dropped(made, row.id, "two\nlines  and\tmore")[0] == 0
    assert rows(made)[0].reason == "dropped: two lines and more"
    absent = "nothing was changed: there is no such row: main.py outbox list"
    assert dropped(made, 5, "why") == (1, absent)


def test_another_process_opens_it_as_well(made: Base, tmp_path: Path) -> None:
    second = base(settings(tmp_path))
    assert outbox.listed(second).status == 0
    second.database.close()
