"""What the sender claims from a real outbox: once each, in order, with an honest word on what came of it."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select, update

from bot.base import Base
from bot.delivery.outbox_writer import OutboxWriter
from bot.delivery.outcomes import Done
from bot.delivery.rate_limit import RateLimit
from bot.delivery.sender import ATTEMPTS, Sender
from handlers.channel import SendError
from storage.delivery.messages import LEASE, OutboxRow, Outcome
from storage.tables.messages import Outbox
from storage.writer import Writer
from tests.product.product import opened, settings

CHAT = "web:a"


@dataclass
class Desk:
    """A sender at work. What it carries out is noted; `fails` has the next one raise, `hold` wait."""

    made: Base
    sender: Sender
    carried: list[int] = field(default_factory=list)
    fails: list[SendError] = field(default_factory=list)
    hold: asyncio.Event = field(default_factory=asyncio.Event)

    def post(self, count: int, age: float = 0.0) -> list[OutboxRow]:
        """Rows of one chat, written so many seconds ago."""
        with self.made.storage.write() as unit:
            return [unit.outbox.post(CHAT, "reply", b"q", time.time() - age) for _ in range(count)]

    def left(self, *outcomes: Outcome) -> None:
        """What an earlier process wrote last."""
        with self.made.storage.write() as unit:
            unit.outbox.settle(outcomes)

    def forget_lease(self, row: OutboxRow) -> None:
        """Let a row's lease run out."""
        with self.made.storage.write() as unit:
            unit.transaction.execute(
                update(Outbox.__table__).where(Outbox.__table__.c.id == row.id).values(lease=1.0)
            )

    def states(self) -> list[tuple[str, bool]]:
        """What became of each row, and whether it may have gone out twice."""
        with self.made.storage.read() as unit:
            found = unit.transaction.rows(select(Outbox.__table__).order_by(Outbox.__table__.c.id))
        return [(row.state, bool(row.resent)) for row in found]

    async def carry(self, row: OutboxRow) -> Done:
        self.carried.append(row.id)
        if self.fails:
            raise self.fails.pop(0)
        await self.hold.wait()
        return Done(str(row.id))


@asynccontextmanager
async def desk(folder: Path, before: Callable[[Desk], None] = lambda _: None) -> AsyncIterator[Desk]:
    """A desk whose sender claims, once `before` has done what comes earlier."""
    made = opened(settings(folder))
    writer = Writer(made.storage, asyncio.get_running_loop().call_soon_threadsafe)
    outbox = OutboxWriter(writer)
    at: list[Desk] = []
    sender = Sender(
        carry={"reply": lambda row: at[0].carry(row)},
        give_up={},
        outbox=outbox,
        limit=RateLimit(),
        clock=time.time,
        chance=random.uniform,
    )
    at.append(Desk(made, sender))
    before(at[0])
    writer.start()
    running = asyncio.create_task(sender.run())
    try:
        yield at[0]
    finally:
        at[0].hold.set()
        await sender.stop()
        await outbox.flush()
        await running
        await asyncio.to_thread(writer.stop)
        made.database.close()


async def until(holds: Callable[[], object], within: float = 60.0) -> None:
    async with asyncio.timeout(within):
        while True:
            if holds():
                return
            await asyncio.sleep(0.01)


async def test_what_was_sent_while_a_claim_was_under_way_is_not_sent_again(tmp_path: Path) -> None:
    """Rows that waited long in memory have no lease any more: a claim sees them until they are settled."""
    rows: list[OutboxRow] = []
    async with desk(tmp_path, lambda desk: rows.extend(desk.post(2, age=2 * LEASE))) as at:
        at.hold.set()
        await asyncio.sleep(0)  # the claim is on its way, nothing is settled yet
        at.sender.accept(rows)
        await at.sender.idle()
        await until(lambda: [state for state, _ in at.states()] == ["sent", "sent"])
        await asyncio.sleep(0.1)
        assert at.carried == [row.id for row in rows]


async def test_a_row_claimed_again_while_it_is_sent_does_not_let_others_past(tmp_path: Path) -> None:
    rows: list[OutboxRow] = []

    def before(desk: Desk) -> None:
        rows.extend(desk.post(2, age=2 * LEASE))
        desk.sender.expect({rows[0].lane: rows[1].id})

    async with desk(tmp_path, before) as at:
        await until(lambda: at.carried)
        at.forget_lease(rows[0])
        await until(lambda: at.states()[0] == ("queued", True))  # claimed once more
        await asyncio.sleep(0.1)
        rows += at.post(1)
        at.sender.accept(rows[2:])
        at.hold.set()
        await until(lambda: len(at.carried) == 3)
        assert at.carried == [row.id for row in rows]


async def test_what_may_have_gone_out_and_is_given_up_is_unknown(tmp_path: Path) -> None:
    def before(desk: Desk) -> None:
        desk.fails.append(SendError("502"))
        last = desk.post(1, age=2 * LEASE)[0]
        desk.left(Outcome(last.id, "queued", 1.0, reason="502", due=1.0, attempts=ATTEMPTS - 1, resent=True))

    async with desk(tmp_path, before) as at:
        await until(lambda: at.states() == [("unknown", True)])
