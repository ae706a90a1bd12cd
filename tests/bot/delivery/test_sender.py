"""The sender between a real outbox and carriers that do as they are told: order, doubt, pace, stopping."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.outcomes import Done
from bot.delivery.rate_limit import RateLimit
from bot.delivery.sender import PATIENCE, Sender
from bot.delivery.sending_rates import PATIENCE as GATE
from bot.turn.jobs import Piece, write
from flows.channels import SendingRate
from handlers.channel import SendError
from storage.database.engine import Database
from storage.delivery.messages import BROADCAST, LEASE, NOTICE, REPLY, OutboxRow, Outcome
from storage.errors import LEASE_OVER, StorageFailed
from storage.sealing.vault import Vault
from storage.tables.messages import Outbox
from storage.unit import Storage, Unit
from storage.writer import Writer
from tests.databases import prepared

REQUEST = 30.0
"""The longest that a channel waits for its provider's answer (seconds)."""
LOST = SendError("ServerDisconnectedError", ambiguous=True)


@dataclass
class Provider:
    """Takes rows, or raises what stands in `errors` for their chats; `hold` keeps it from answering."""

    errors: dict[str, list[SendError]] = field(default_factory=dict)
    taken: list[OutboxRow] = field(default_factory=list)
    asked: list[tuple[float, OutboxRow]] = field(default_factory=list)
    given_up: list[Outcome] = field(default_factory=list)
    unable: list[Exception] = field(default_factory=list)
    hold: asyncio.Event | None = None
    after: Callable[[], Awaitable[str]] | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def carry(self, row: OutboxRow) -> Done:
        self.asked.append((time.monotonic(), row))
        self.changed.set()
        if self.hold is not None:
            await self.hold.wait()
        if errors := self.errors.get(row.chat):
            raise errors.pop(0)
        self.taken.append(row)
        return Done("77", after=self.after)

    async def give_up(self, row: OutboxRow, outcome: Outcome, error: SendError) -> Outcome:
        assert outcome.reason == error.reason
        assert outcome.id == row.id
        if self.unable:
            raise self.unable.pop()
        self.given_up.append(outcome)
        return replace(outcome, keep_body=row.priority == NOTICE)

    async def until(self, count: int) -> None:
        """Wait until so many rows were taken."""
        async with asyncio.timeout(60):
            while len(self.asked) < count:
                self.changed.clear()
                await self.changed.wait()

    def counted(self) -> Counter[int]:
        """How often each row was asked for."""
        return Counter(row.id for _, row in self.asked)


@dataclass
class House:
    """A sender with its outbox."""

    storage: Storage
    writer: Writer
    sender: Sender
    outbox: OutboxWriter
    provider: Provider

    async def post(self, *chats: str, **more: Any) -> list[OutboxRow]:
        """Rows as a turn writes them, handed over at once."""
        return await write(
            self.writer, Piece(lambda unit: _posted(unit, chats, more), then=self.sender.accept)
        )

    async def settled(self) -> None:
        """Return once no row is under way and every outcome is recorded."""
        await self.sender.idle()
        await self.outbox.flush()

    def stored(self, row: OutboxRow) -> Any:
        with self.storage.read() as unit:
            return unit.transaction.rows(select(Outbox.__table__).where(Outbox.__table__.c.id == row.id))[0]

    def states(self, rows: Sequence[OutboxRow]) -> list[str]:
        return [self.stored(row).state for row in rows]


def _posted(unit: Unit, chats: Sequence[str], more: dict[str, Any]) -> list[OutboxRow]:
    kind = more.pop("kind", "reply")
    unit.prefetch((), chats)
    return [unit.outbox.post(chat, kind, b"salam", time.time(), **more) for chat in chats]


@asynccontextmanager
async def house(folder: Path, provider: Provider, gate: RateLimit | None = None) -> AsyncIterator[House]:
    """One server's life: what an earlier one left is taken up, as in the product."""
    database, vault = prepared(folder), Vault(bytes(32))
    database.claim_exclusive()
    database.migrate()
    writer = Writer(Storage(database, vault), asyncio.get_running_loop().call_soon_threadsafe)
    writer.start()
    outbox = OutboxWriter(writer)
    carry = dict.fromkeys(("reply", "fetch"), provider.carry)
    sender = Sender(
        carry=carry,
        give_up={"reply": provider.give_up},
        outbox=outbox,
        limit=gate or RateLimit(),
        shared=not database.exclusive,
        clock=time.time,
        chance=random.uniform,
    )
    await write(writer, Piece(lambda unit: unit.outbox.release_leases()))
    sender.expect(await write(writer, Piece(lambda unit: unit.outbox.backlog())))
    running = asyncio.create_task(sender.run())
    try:
        yield House(Storage(database, vault), writer, sender, outbox, provider)
    finally:
        await sender.stop(grace=0.2)
        await outbox.flush()
        running.cancel()
        await asyncio.to_thread(writer.stop)
        database.close()


async def test_a_doubt_is_sent_again_once_and_marked(tmp_path: Path) -> None:
    provider = Provider(errors={"telegram:1": [LOST], "telegram:2": [LOST, LOST, LOST]})
    async with house(tmp_path, provider) as one:
        rows = await one.post("telegram:1", "telegram:2")
        await one.settled()
        assert one.states(rows) == ["sent", "unknown"]
        assert [one.stored(row).resent for row in rows] == [True, True]
        assert provider.counted() == {rows[0].id: 2, rows[1].id: 2}
        assert one.stored(rows[1]).reason == "ServerDisconnectedError"
        assert one.stored(rows[1]).body is None


async def test_a_doubt_outlives_a_restart_and_is_not_sent_a_third_time(tmp_path: Path) -> None:
    long = SendError("504", ambiguous=True, after=60.0)
    first = Provider(errors={"telegram:1": [long]})
    async with house(tmp_path, first) as one:
        (row,) = await one.post("telegram:1")
        await one.settled()
        assert (one.stored(row).state, one.stored(row).resent) == ("queued", True)
        with one.storage.write() as unit:
            unit.transaction.execute(update(Outbox.__table__).values(due=0.0))
    second = Provider(errors={"telegram:1": [LOST]})
    async with house(tmp_path, second) as again:
        await second.until(1)
        await again.settled()
        assert again.stored(row).state == "unknown"
    third = Provider()
    async with house(tmp_path, third) as idle:
        (other,) = await idle.post("telegram:2")
        await idle.settled()
    assert [each.id for each in third.taken] == [other.id]


async def test_what_a_killed_server_was_sending_is_sent_again_and_marked(tmp_path: Path) -> None:
    """The row was posted and never recorded: as a kill leaves it."""
    async with house(tmp_path, Provider()) as one:
        with one.storage.write() as unit:
            (row,) = _posted(unit, ["telegram:1"], {})
    provider = Provider(errors={"telegram:1": [SendError("400", retryable=False)]})
    async with house(tmp_path, provider) as again:
        await provider.until(1)
        await again.settled()
        stored = again.stored(row)
    assert provider.asked[0][1].resent
    assert (stored.state, stored.reason, stored.resent) == ("unknown", "400", True), "it may be out already"


async def test_an_orderly_stop_leaves_no_doubt(tmp_path: Path) -> None:
    provider = Provider(hold=asyncio.Event())
    async with house(tmp_path, provider) as one:
        rows = await one.post("telegram:1", "telegram:1", "telegram:1")
        await provider.until(1)
        stop = asyncio.create_task(one.sender.stop())
        await asyncio.sleep(0)
        provider.hold.set()  # type: ignore[union-attr]  # set two lines above
        await stop
        await one.outbox.flush()
        assert one.states(rows) == ["sent", "queued", "queued"]
    later = Provider()
    async with house(tmp_path, later) as again:
        await later.until(2)
        await again.settled()
        assert again.states(rows) == ["sent", "sent", "sent"]
        assert [again.stored(row).resent for row in rows] == [False, False, False]
    assert [row.id for row in later.taken] == [row.id for row in rows[1:]]


async def test_what_cannot_be_delivered_ends_with_its_reason(tmp_path: Path) -> None:
    gone = SendError("403", unreachable=True)
    provider = Provider(errors={f"telegram:{chat}": [gone] for chat in (1, 2, 3)})
    async with house(tmp_path, provider) as one:
        reply, *_ = await one.post("telegram:1")
        notice, *_ = await one.post("telegram:2", priority=NOTICE)
        digest, *_ = await one.post("telegram:3", priority=BROADCAST)
        await one.settled()
        rows = [reply, notice, digest]
        assert one.states(rows) == ["undeliverable"] * 3
        assert [one.stored(row).body is None for row in rows] == [True, False, True]
        assert [outcome.id for outcome in provider.given_up] == [row.id for row in rows]
        assert provider.counted().most_common(1)[0][1] == 1, "nobody asks a second time"


async def test_what_is_gone_and_may_be_out_is_unknown(tmp_path: Path) -> None:
    provider = Provider(errors={"telegram:1": [LOST, SendError("403", unreachable=True)]})
    async with house(tmp_path, provider) as one:
        (row,) = await one.post("telegram:1", priority=NOTICE)
        await one.settled()
        assert one.stored(row).state == "unknown"


async def test_a_file_is_asked_for_as_often_as_it_takes(tmp_path: Path) -> None:
    provider = Provider(errors={"telegram:1": [LOST, LOST]})
    async with house(tmp_path, provider) as one:
        (row,) = await one.post("telegram:1", kind="fetch")
        await one.settled()
        assert (one.stored(row).state, one.stored(row).resent) == ("sent", False)
        assert provider.counted() == {row.id: 3}


async def test_retry_after_is_waited_for_by_its_chat_alone(tmp_path: Path) -> None:
    provider = Provider(errors={"telegram:1": [SendError("429", after=2.0)]})
    async with house(tmp_path, provider) as one:
        begun = time.monotonic()
        rows = await one.post("telegram:1", "telegram:2")
        digest = await one.post("telegram:1", priority=BROADCAST, lane="telegram:1#digest")
        await provider.until(2)
        assert [row.chat for _, row in provider.asked] == ["telegram:1", "telegram:2"]
        await one.settled()
        late = [moment - begun for moment, row in provider.asked[2:]]
        assert len(late) == 2
        assert min(late) >= 2.0
        assert one.states([*rows, *digest]) == ["sent"] * 3
        assert one.sender._limit.off


async def test_a_long_retry_after_waits_in_the_database_and_keeps_the_order(tmp_path: Path) -> None:
    provider = Provider(errors={"telegram:1": [SendError("429", after=300.0)]})
    async with house(tmp_path, provider) as one:
        rows = await one.post("telegram:1", "telegram:1")
        await one.settled()
        later = await one.post("telegram:1")
        await one.settled()
        stored = [one.stored(row) for row in [*rows, *later]]
        assert [each.state for each in stored] == ["queued"] * 3
        assert (stored[0].reason, stored[0].attempts) == ("429", 1)
        assert stored[0].due > time.time() + 200
        assert [each.lease for each in stored] == [0.0] * 3
        assert len(provider.asked) == 1


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (SendError("403", unreachable=True), "undeliverable"),
        (SendError("X", retryable=False, ambiguous=True), "unknown"),
    ],
)
async def test_where_giving_up_fails_nothing_newer_goes_out_first(
    tmp_path: Path, error: SendError, state: str
) -> None:
    provider = Provider(errors={"telegram:1": [error, error]}, unable=[StorageFailed("disk")])
    provider.hold = asyncio.Event()
    async with house(tmp_path, provider) as one:
        rows = await one.post("telegram:1", "telegram:1")
        await provider.until(1)
        provider.hold.set()
        await asyncio.wait(one.sender._tasks)
        (newer,) = await one.post("telegram:1")
        await provider.until(4)
        await one.settled()
        asked = [row.id for _, row in provider.asked]
        assert asked == [rows[0].id, rows[0].id, rows[1].id, newer.id]
        assert one.states([*rows, newer]) == [state, "sent", "sent"]
        assert [outcome.id for outcome in provider.given_up] == [rows[0].id]


async def test_a_lane_that_was_mended_by_a_command_takes_the_short_way_again(tmp_path: Path) -> None:
    provider = Provider(errors={"telegram:1": [SendError("429", after=300.0)]})
    async with house(tmp_path, provider) as one:
        (stuck,) = await one.post("telegram:1", kind="fetch")
        await one.settled()
        with one.storage.write() as unit:
            assert unit.undelivered.drop(stuck.id, "wrong person", time.time()) == "done"
        (one_more,) = await one.post("telegram:1")
        await provider.until(2)
        await one.settled()
        assert one.stored(one_more).state == "sent"
        provider.hold = asyncio.Event()
        (last,) = await one.post("telegram:1")
        assert one.sender.busy == 1, "straight from memory"
        provider.hold.set()
        await one.settled()
        assert one.stored(last).state == "sent"


async def test_a_row_tried_again_by_a_command_goes_once(tmp_path: Path) -> None:
    provider = Provider(errors={"telegram:1": [SendError("403", unreachable=True)]})
    async with house(tmp_path, provider) as one:
        (missed,) = await one.post("telegram:1", priority=NOTICE)
        await one.settled()
        provider.hold = asyncio.Event()
        (under_way,) = await one.post("telegram:1")
        await provider.until(2)
        with one.storage.write() as unit:
            assert unit.undelivered.retry(under_way.id, time.time()) == "busy"
            assert unit.undelivered.retry(missed.id, time.time()) == "done"
        provider.hold.set()
        await provider.until(3)
        await one.settled()
        assert one.states([missed, under_way]) == ["sent", "sent"]
        assert provider.counted() == {missed.id: 2, under_way.id: 1}


async def test_rows_behind_a_slow_one_do_not_outstay_their_lease(tmp_path: Path) -> None:
    """All rows of a lane are back in the database, or under way, well before a lease runs out."""
    assert PATIENCE + GATE + REQUEST < LEASE
    provider = Provider(errors={"telegram:1": [SendError("429", after=0.3), SendError("429", after=0.3)]})
    async with house(tmp_path, provider) as one:
        one.sender.patience = 0.5
        rows = await one.post("telegram:1", "telegram:1")
        await provider.until(2)
        await one.settled()
        assert [one.stored(row).lease for row in rows] == [0.0, 0.0]
        assert one.states(rows) == ["queued", "queued"]
        assert len(provider.asked) == 2
        await provider.until(4)
        await one.settled()
        assert [row.id for row in provider.taken] == [row.id for row in rows]


async def test_a_row_that_another_server_has_taken_over_is_let_go(tmp_path: Path) -> None:
    go_on = asyncio.Event()
    provider = Provider({"web:1": [SendError(LEASE_OVER)]}, hold=go_on)
    async with house(tmp_path, provider) as here:
        (row,) = await here.post("web:1")
        await provider.until(1)
        with here.storage.database.write() as connection:
            connection.execute(Outbox.__table__.update().values(node=1024))
        go_on.set()
        await here.settled()
        assert len(provider.asked) == 1
        assert (here.stored(row).state, here.stored(row).node) == ("queued", 1024)


async def test_replies_overtake_a_broadcast(tmp_path: Path) -> None:
    provider = Provider()
    async with house(tmp_path, provider, RateLimit({"telegram": SendingRate(30)})) as one:
        begun = time.monotonic()
        await one.post(*(f"telegram:{chat}" for chat in range(60)), priority=BROADCAST)
        (reply,) = await one.post("telegram:1000")
        await one.sender.idle()
        order = [row.id for _, row in provider.asked]
        assert order.index(reply.id) < 30
        assert provider.asked[-1][0] - begun > 1.9
        assert len(provider.taken) == 61


@pytest.mark.sqlite("who writes keeps all others out")
async def test_an_outcome_that_cannot_be_written_now_is_written_later(tmp_path: Path) -> None:
    answers = asyncio.Event()
    provider = Provider(hold=answers)
    async with house(tmp_path, provider) as one:
        await write(one.writer, Piece(_hurried))
        rows = await one.post("telegram:1", "telegram:2")
        await provider.until(2)
        other = Database("", tmp_path)
        with other.write():
            answers.set()
            await one.sender.idle()
            with pytest.raises(StorageFailed):
                await one.outbox.flush()
        other.close()
        await one.settled()
        assert one.states(rows) == ["sent", "sent"]
        assert provider.counted() == Counter(row.id for row in rows)


def _hurried(unit: Unit) -> None:
    """A database that is taken fails a job soon."""
    unit.transaction.connection.exec_driver_sql("PRAGMA busy_timeout = 10")


async def test_a_reply_behind_a_notice_takes_it_along(tmp_path: Path) -> None:
    provider = Provider()
    async with house(tmp_path, provider, RateLimit({"telegram": SendingRate(10)})) as one:
        await one.post(*(f"telegram:{chat}" for chat in range(9)))
        (notice,) = await one.post("telegram:100", priority=NOTICE)
        await one.outbox.flush()
        assert notice.id not in provider.counted()
        await one.post("telegram:100", priority=REPLY)
        await provider.until(10)
        assert provider.asked[9][1].id == notice.id
        await one.settled()


async def test_a_stop_does_not_wait_for_a_retry_and_keeps_its_time(tmp_path: Path) -> None:
    provider = Provider(errors={"telegram:1": [SendError("429", after=60.0)]})
    async with house(tmp_path, provider) as one:
        (row,) = await one.post("telegram:1")
        await provider.until(1)
        begun = time.time()
        await one.sender.stop()
        (late,) = await one.post("telegram:2")
        await one.sender.stop()
        await one.outbox.flush()
        assert time.time() - begun < 30
        assert one.states([row, late]) == ["queued", "queued"]
        assert 55 < one.stored(row).due - begun < 65
        assert [(one.stored(each).lease, one.stored(each).resent) for each in (row, late)] == [
            (0.0, False)
        ] * 2


async def test_what_goes_out_with_a_reply_counts_too(tmp_path: Path) -> None:
    async def picture() -> str:
        return "78"

    provider = Provider(after=picture)
    async with house(tmp_path, provider, RateLimit({"telegram": SendingRate(2)})) as one:
        begun = time.monotonic()
        rows = await one.post("telegram:1", "telegram:2")
        await one.settled()
        assert time.monotonic() - begun > 0.9
        assert [one.stored(row).provider_id for row in rows] == ["77,78", "77,78"]


async def test_a_stop_does_not_wait_for_the_limit(tmp_path: Path) -> None:
    provider = Provider()
    async with house(tmp_path, provider, RateLimit({"telegram": SendingRate(1)})) as one:
        rows = await one.post(*(f"telegram:{chat}" for chat in range(60)))
        await provider.until(1)
        begun = time.monotonic()
        await one.sender.stop()
        await one.outbox.flush()
        assert time.monotonic() - begun < 30
        assert sorted(one.states(rows)) == ["queued"] * 59 + ["sent"]
        assert [one.stored(row).lease for row in rows] == [0.0] * 60


async def test_an_open_gate_makes_nothing(tmp_path: Path) -> None:
    gate = RateLimit()
    provider = Provider()
    async with house(tmp_path, provider, gate) as one:
        await one.post(*(f"telegram:{chat}" for chat in range(20)))
        await one.settled()
    assert gate._queues == {}
    assert gate._timers == {}


@pytest.mark.parametrize("kind", ["fetch", "reply"])
async def test_only_replies_are_paced(tmp_path: Path, kind: str) -> None:
    gate = RateLimit({"telegram": SendingRate(1)})
    async with house(tmp_path, Provider(), gate) as one:
        begun = time.monotonic()
        await one.post("telegram:1", "telegram:2", kind=kind)
        await one.sender.idle()
        assert (time.monotonic() - begun > 0.9) is (kind == "reply")
