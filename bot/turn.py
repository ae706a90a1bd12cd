"""Theory of operation.

A turn is one event taking effect. In one storage transaction: the inbox is asked whether the event
was seen; the conversation is read; `flows` says what it becomes and what is to be done; all of it is
written, and what is to be sent goes into the outbox. Only when that is durable does `take` return,
and only then does a channel acknowledge the event and does the sender get the rows. A look-up is
answered inside the same transaction by another step.

When a turn raises, nothing of it stays. The event is kept as a dead letter, the person is told that
something went wrong on our side, and the event counts as taken: a provider that redelivered it for
ever would hold up everything else in that chat. When even that cannot be kept (the disk is full,
the database is gone) `take` raises, nothing is acknowledged, and the provider keeps the event.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from secrets import token_bytes

import msgspec
import structlog

from bot import lookups, metrics
from bot.config import Limits
from bot.jobs import Piece, write
from bot.render import encode, render
from flows import notices
from flows.conversation import Conversation
from flows.effects import (
    AlertOfficers,
    AmendCase,
    ChangeStatus,
    Discard,
    Effect,
    Enrol,
    Fetch,
    FileCase,
    Hide,
    LookUp,
    Say,
)
from flows.engine import Engine
from flows.events import Event
from flows.receipts import proven
from locales import Catalogue
from storage.dead import Letter
from storage.errors import StorageFailed
from storage.outbox import NOTICE, REPLY, Row
from storage.sealing import Unsealable
from storage.unit import Unit
from storage.views import Reporter
from storage.writer import Writer

DELETABLE = 48 * 3600.0
"""Telegram lets a bot delete messages younger than this (seconds)."""

log = structlog.get_logger()

Also = Callable[["Turn"], None]
"""What else belongs to the same transaction as the event."""

Sent = Callable[[Sequence[Row]], None]


@dataclass(frozen=True, slots=True)
class FetchOrder:
    """The outbox form of a file to fetch."""

    evidence: str
    ref: str


@dataclass(frozen=True, slots=True)
class Kit:
    """What every turn needs."""

    engine: Engine
    catalogue: Catalogue
    limits: Limits


class Turns:
    """Takes events; `sent` is given the outbox rows of each turn once they are durable."""

    def __init__(self, kit: Kit, writer: Writer, sent: Sent) -> None:
        self._kit = kit
        self._writer = writer
        self._sent = sent

    async def take(self, event: Event, also: Also | None = None) -> None:
        """Returns when the event has taken effect durably. Raises StorageFailed, Unsealable."""
        try:
            await self._play(event, also)
        except (StorageFailed, Unsealable):
            raise
        except Exception as error:
            log.exception("turn failed", kind=type(event.body).__name__)
            metrics.failed_turns.inc()
            name = type(error).__name__
            await self._run(event, lambda unit: Turn(self._kit, unit, event).bury(name))

    async def _play(self, event: Event, also: Also | None) -> None:
        """A turn that raises is played once more, with other dice: a reference may have been drawn before."""
        first = event if event.fresh else _drawn(event)
        try:
            await self._run(first, lambda unit: Turn(self._kit, unit, first).play(also))
        except Exception:
            again = _drawn(event)
            await self._run(again, lambda unit: Turn(self._kit, unit, again).play(also))

    async def _run(self, event: Event, work: Callable[[Unit], list[Row]]) -> None:
        metrics.taken(event.chat.partition(":")[0]).inc()
        await write(self._writer, Piece(work, event.chat, event.id, self._sent))


def _drawn(event: Event) -> Event:
    return replace(event, fresh=token_bytes(24))


class Turn:
    """One event in one transaction. `play` may be called again on a fresh one: nothing outside is touched."""

    def __init__(self, kit: Kit, unit: Unit, event: Event) -> None:
        self._kit = kit
        self.unit = unit
        self._event = event
        self._conversation = Conversation(event.chat)
        self._rows: list[Row] = []
        self._commitment = ""

    def play(self, also: Also | None = None) -> list[Row]:
        """The event takes effect, once; the rows to send."""
        unit, event = self.unit, self._event
        if unit.inbox.seen(event.id):
            return []
        unit.inbox.add(event)
        if also:
            also(self)
        self._conversation = unit.conversations.get(event.chat)
        self._step(event)
        unit.conversations.save(self._conversation)
        return self._rows

    def bury(self, error: str) -> list[Row]:
        """The event cannot take effect: keep it as it came, and say so kindly."""
        unit, event = self.unit, self._event
        if unit.inbox.seen(event.id):
            return []
        unit.inbox.add(event)
        body = msgspec.msgpack.encode((type(event.body).__name__, event))
        unit.dead.add(Letter(0, event.id, event.chat, body, error, event.time))
        self._conversation = unit.conversations.get(event.chat)
        self._say(notices.sorry())
        return self._rows

    def _step(self, event: Event) -> None:
        self._conversation, effects = self._kit.engine.step(self._conversation, event)
        waiting = deque(effects)
        while waiting:
            effect = waiting.popleft()
            if isinstance(effect, LookUp):
                waiting.extendleft(reversed(self._answered(effect)))
            else:
                self._apply(effect)

    def _answered(self, effect: LookUp) -> tuple[Effect, ...]:
        """The look-up's answer, as another step of the same turn."""
        asking = lookups.Asking(self.unit, self._conversation, self._event.time, self._kit.limits)
        found = replace(self._event, body=lookups.look_up(asking, effect))
        self._conversation, effects = self._kit.engine.step(self._conversation, found)
        return effects

    def _apply(self, effect: Effect) -> None:
        unit, event = self.unit, self._event
        match effect:
            case Say():
                self._say(effect)
            case Fetch():
                unit.evidence.expect(effect, event)
                order = msgspec.json.encode(FetchOrder(effect.evidence, effect.media.ref))
                self.post("fetch", order, lane=f"{event.chat}#{effect.evidence}")
            case FileCase():
                reporter = Reporter(event.chat, self._conversation.speaks)
                self._commitment = unit.cases.open(effect, reporter, event.time).commitment
            case AmendCase():
                unit.cases.amend(effect, event.time)
            case ChangeStatus():
                self._change_status(effect)
            case AlertOfficers():
                self._alert(effect)
            case Discard():
                unit.evidence.discard(effect.evidence)
            case Enrol():
                language = self._conversation.speaks
                unit.officers.enrol(effect.officer, event.chat, event.time, language=language)
            case Hide():
                self._hide()

    def _say(self, say: Say, chat: str = "", language: str = "", priority: int = REPLY) -> None:
        if say.receipt:
            say = proven(say, self._commitment)
        message = render(self._kit.catalogue, say, language or self._conversation.speaks)
        body, priority = encode(message, say.told), NOTICE if say.told else priority
        row = self.unit.outbox.post(
            chat or self._event.chat, "reply", body, self._event.time, priority=priority
        )
        self._rows.append(row)

    def post(self, kind: str, body: bytes, lane: str = "") -> None:
        """Something to be carried out for this chat; `lane` where it need not wait for the replies."""
        row = self.unit.outbox.post(self._event.chat, kind, body, self._event.time, lane=lane)
        self._rows.append(row)

    def _change_status(self, effect: ChangeStatus) -> None:
        """An officer's word reaches the reporter in the reporter's language. Removed officers have none."""
        if effect.officer and self.unit.officers.by_chat(self._event.chat) is None:
            return
        case = self.unit.cases.change_status(effect, self._event.time)
        if effect.officer and case.chat:
            notice = notices.status_changed(case.reference, effect.status, effect.note)
            self._say(notice, case.chat, case.language, NOTICE)

    def _alert(self, effect: AlertOfficers) -> None:
        for officer in self.unit.officers.present():
            if officer.chat:
                said = notices.alert(effect.reference, effect.category)
                self._say(said, officer.chat, officer.language, NOTICE)

    def _hide(self) -> None:
        chat, since = self._event.chat, self._event.time - DELETABLE
        messages = [*self.unit.inbox.messages(chat, since), *self.unit.outbox.sent_messages(chat, since)]
        self.post("hide", msgspec.json.encode([one for ids in messages for one in ids.split(",")]))
