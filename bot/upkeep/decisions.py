"""The tick that works off decisions on campaigns: each case once, each reporter told once.

Each case is a job of its own in the writer: its status changes, its notice is posted, and it leaves the list
of those that wait, in one transaction. A job that fails, or that a kill cut off, leaves its case in the list.
"""

import asyncio

import structlog

from bot.turn.jobs import Piece, write
from bot.turn.status import asks_in_notice, told
from bot.turn.turn import Sent
from flows.core.effects import ChangeStatus
from flows.core.statuses import ACTED
from flows.dialogue import notices
from locales import Catalogue
from storage.campaigns.decisions import Waiting
from storage.cases.views import Case
from storage.delivery.messages import OutboxRow
from storage.unit import Storage, Unit
from storage.writer import BATCH, Writer

log = structlog.get_logger()


class DecisionWork:
    """Reaches the cases that decisions have not reached yet."""

    def __init__(self, storage: Storage, writer: Writer, catalogue: Catalogue, sent: Sent) -> None:
        self._storage = storage
        self._writer = writer
        self._catalogue = catalogue
        self._sent = sent

    async def tick(self) -> None:
        """Reach all cases that wait; those that fail wait for the next tick."""
        failed: list[object] = []
        while not failed and (waiting := await asyncio.to_thread(self._waiting)):
            now = self._storage.clock()
            jobs = [self._begun(one, now) for one in waiting]
            results = await asyncio.gather(*jobs, return_exceptions=True)
            failed = [result for result in results if isinstance(result, BaseException)]
        for error in failed:
            log.error("decision failed", reason=type(error).__name__)

    def _waiting(self) -> list[Waiting]:
        with self._storage.read() as unit:
            return unit.decisions.waiting(BATCH)

    def _begun(self, one: Waiting, now: float) -> asyncio.Future[list[OutboxRow]]:
        return write(self._writer, Piece(lambda unit: self._reach(unit, one, now), then=self._sent))

    def _reach(self, unit: Unit, one: Waiting, now: float) -> list[OutboxRow]:
        """Change the case's status as an officer would; tell its reporter, unless told by another case."""
        taken = unit.decisions.take(one)
        if taken is None:
            return []
        effect = ChangeStatus(taken.reference, taken.status, taken.note, taken.officer)
        case = unit.cases.change_status(effect, now)
        if taken.told or not case.chat:
            return []
        helped = taken.status in ACTED and not taken.thanked and _agrees(unit, case)
        unit.decisions.told(one, thanked=helped)
        asks = asks_in_notice(unit, case, now)
        say = notices.status_changed(
            taken.reference, taken.status, taken.note, helped=helped, asks=asks, category=case.category
        )
        return [told(unit, self._catalogue, case, say, now)]


def _agrees(unit: Unit, case: Case) -> bool:
    """Whether the reporter hears that the report helped: who stopped notices or hid the chat does not."""
    conversation = unit.conversations.get(case.chat)
    return not (conversation.stopped or conversation.hushed)
