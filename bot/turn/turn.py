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
from dataclasses import asdict, field, replace
from secrets import token_bytes

import msgspec
import structlog

from bot.observe import metrics
from bot.settings.config import Limits, Retention
from bot.turn import lookups
from bot.turn.jobs import FetchOrder, Piece, write
from bot.turn.parting import COLLECTED, DELETABLE, near
from bot.turn.render import encode, render
from flows.core.conversation import Conversation
from flows.core.effects import (
    AlertOfficers,
    AmendCase,
    ChangeStatus,
    Discard,
    Effect,
    Enrol,
    Fetch,
    FileCase,
    Follow,
    Forget,
    Hide,
    HoldCase,
    LookUp,
    Part,
    Say,
    Untie,
)
from flows.core.events import Event
from flows.core.receipts import proven
from flows.dialogue import notices
from flows.dialogue.engine import Engine
from flows.follow.traceless import without_case
from flows.reading.language import language_from_code
from flows.record import record
from locales import Catalogue
from storage.cases.custody import Act
from storage.cases.views import Reporter
from storage.chats.dead_letters import Letter
from storage.delivery.messages import MAX_ID, NOTICE, REPLY, OutboxRow
from storage.errors import StorageFailed, UnknownCase, Unsealable
from storage.unit import Unit
from storage.writer import Writer

log = structlog.get_logger()

Also = Callable[["Turn"], None]
"""What else belongs to the same transaction as the event."""

Sent = Callable[[Sequence[OutboxRow]], None]


@record
class Kit:
    """What every turn needs."""

    engine: Engine
    catalogue: Catalogue
    limits: Limits
    retention: Retention = field(default_factory=Retention)


class Turns:
    """Takes events; `sent` is given the outbox rows of each turn once they are durable."""

    def __init__(self, kit: Kit, writer: Writer, sent: Sent) -> None:
        self._kit = kit
        self._writer = writer
        self._sent = sent
        self.sealing = True
        """False from a failure to seal on, until someone has tried again with success."""

    async def take(self, event: Event, also: Also | None = None) -> None:
        """Returns when the event has taken effect durably. Raises StorageFailed, Unsealable."""
        try:
            await self._play(event, also)
        except StorageFailed:
            raise
        except Unsealable:
            await self._refuse(event)
            raise
        except UnknownCase:
            await self._run(event, lambda unit: Turn(self._kit, unit, event).gone())
        except Exception as error:
            log.exception("turn failed", kind=type(event.body).__name__)
            metrics.failed_turns.inc()
            name = type(error).__name__
            await self._run(event, lambda unit: Turn(self._kit, unit, event).bury(name))

    async def tell(self, event: Event, say: Say | None, also: Also | None = None) -> None:
        """Say this to the event's chat in place of what it asks for, once. Raises StorageFailed."""
        await self._run(event, lambda unit: Turn(self._kit, unit, event).tell(say, also))

    async def _refuse(self, event: Event) -> None:
        """It comes again, so it is not taken, only answered; when sealing works again it takes effect."""
        log.error("nothing can be sealed", kind=type(event.body).__name__)
        metrics.unsealed.inc()
        self.sealing = False
        await self.tell(replace(event, id=f"unsealed:{event.id}", message=""), notices.unsealed())

    async def _play(self, event: Event, also: Also | None) -> None:
        """A turn that raises is played once more, with other dice: a reference may have been drawn before."""
        first = event if event.fresh else _drawn(event)
        try:
            await self._run(first, lambda unit: Turn(self._kit, unit, first).play(also))
        except Unsealable:
            raise
        except Exception:
            again = _drawn(event)
            await self._run(again, lambda unit: Turn(self._kit, unit, again).play(also))

    async def _run(self, event: Event, work: Callable[[Unit], list[OutboxRow]]) -> None:
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
        self._rows: list[OutboxRow] = []
        self._commitment = ""
        self._parted = False

    def play(self, also: Also | None = None) -> list[OutboxRow]:
        """The event takes effect, once; the rows to send."""
        unit, event = self.unit, self._event
        if unit.inbox.seen(event.id):
            return []
        unit.inbox.add(event)
        if also:
            also(self)
        before = self._conversation = unit.conversations.get(event.chat)
        self._step(event)
        self._end_draft(before)
        self._keep(before)
        return self._rows

    def _end_draft(self, before: Conversation) -> None:
        """Replies that repeat a draft are not kept for a page any longer than the draft itself."""
        chat, now = self._event.chat, self._conversation
        ended = before.flow == "report" and (before.run, before.flow) != (now.run, now.flow)
        if ended and chat.partition(":")[0] in COLLECTED:
            first = self._rows[0].id if self._rows else MAX_ID
            self.unit.outbox.let_go(chat, first, self._event.time)

    def _keep(self, before: Conversation) -> None:
        """A chat that was parted from leaves nothing, unless something new was begun in the same step.

        Nor does one that nothing is known of, when a file that it once sent was fetched meanwhile.
        """
        now, left = self._conversation, self._parted or (self._rows and not self._conversation.updated)
        goes_on = bool(now.flow or now.officer) if self._parted else now != before
        if left:
            collected = now.chat.partition(":")[0] in COLLECTED
            self.unit.privacy.part(now.chat, collected=collected, goes_on=goes_on)
        if goes_on:
            self.unit.conversations.save(now)

    def gone(self) -> list[OutboxRow]:
        """The event was meant for a case that was erased meanwhile: nothing is done, and that is said."""
        unit, event = self.unit, self._event
        if unit.inbox.seen(event.id):
            return []
        unit.inbox.add(event)
        self._conversation = without_case(unit.conversations.get(event.chat))
        unit.conversations.save(self._conversation)
        self._say(notices.gone())
        return self._rows

    def bury(self, error: str) -> list[OutboxRow]:
        """The event cannot take effect: keep it as it came, and say so kindly."""
        event = self._event
        body = msgspec.msgpack.encode((type(event.body).__name__, event))
        letter = Letter(0, event.id, event.chat, body, error, event.time)

        def keep(turn: Turn) -> None:
            turn.unit.dead.add(letter)

        return self.tell(notices.sorry(), keep)

    def tell(self, say: Say | None, also: Also | None = None) -> list[OutboxRow]:
        """The event takes no effect but this."""
        unit, event = self.unit, self._event
        if unit.inbox.seen(event.id):
            return []
        unit.inbox.add(event)
        if also:
            also(self)
        self._conversation = unit.conversations.get(event.chat)
        if say:
            known = self._conversation.language or self._conversation.guessed
            self._say(say, language=known or language_from_code(event.language) or "")
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
        kept = lookups.Kept(self._kit.retention, self._kit.engine.expire_after)
        asking = lookups.Asking(self.unit, self._conversation, self._event.time, self._kit.limits, kept)
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
                self._commitment = unit.filing.open(effect, reporter, event.time).commitment
            case AmendCase():
                unit.filing.amend(effect, event.time)
            case ChangeStatus():
                self._change_status(effect)
            case HoldCase() | Untie() | Follow() | Part() | Forget():
                self._apply_rights(effect)
            case AlertOfficers():
                self._alert(effect)
            case Discard():
                unit.evidence.discard(effect.evidence)
            case Enrol():
                language = self._conversation.speaks
                unit.officers.enrol(effect.officer, event.chat, event.time, language=language)
            case Hide():
                self._hide(effect)

    def _apply_rights(self, effect: HoldCase | Untie | Follow | Part | Forget) -> None:
        unit, event = self.unit, self._event
        match effect:
            case HoldCase():
                if unit.officers.by_chat(event.chat) is not None:
                    act = Act("hold", effect.officer, "desk")
                    unit.retention.hold(effect.reference, effect.on, act, event.time)
            case Untie():
                unit.privacy.untie(effect.reference, event.chat, event.time)
            case Follow():
                reporter = Reporter(event.chat, self._conversation.speaks)
                unit.privacy.follow(effect.reference, reporter, event.time)
            case Part():
                self._parted = True
            case Forget():
                became = unit.privacy.forget_chat(event.chat, event.time, effect.opened)
                self.post("shred", b"")
                self._say(notices.forgotten(asdict(became)))

    def _say(self, say: Say, chat: str = "", language: str = "", priority: int = REPLY) -> None:
        if say.purpose == "receipt":
            say = proven(say, self._commitment)
        message = render(self._kit.catalogue, say, language or self._conversation.speaks)
        body, first = encode(message, say.told), NOTICE if say.told else priority
        to, now = chat or self._event.chat, self._event.time
        self._rows.append(self.unit.outbox.post(to, "reply", body, now, priority=first))

    def post(self, kind: str, body: bytes, lane: str = "") -> None:
        """Something to be carried out for this chat; `lane` where it need not wait for the replies."""
        self._rows.append(self.unit.outbox.post(self._event.chat, kind, body, self._event.time, lane=lane))

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

    def _hide(self, effect: Hide) -> None:
        chat, since = self._event.chat, self._event.time - DELETABLE
        known = [*self.unit.inbox.messages(chat, since), *self.unit.outbox.sent_messages(chat, since)]
        messages = [*known, *near(self._event.message)] if effect.parted else known
        self.post("hide", msgspec.json.encode([one for ids in messages for one in ids.split(",")]))
