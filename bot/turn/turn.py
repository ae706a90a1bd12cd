"""Theory of operation.

A turn is one event taking effect, in one storage transaction. The inbox says whether the event was seen
before. The conversation is read. `flows` computes the next conversation and the effects. The conversation
is written, the effects are carried out (`bot/turn/effects.py`), and messages go into the outbox. A look-up
is answered inside the same transaction by another step. `take` returns once the transaction is durable;
only then does the channel acknowledge the event, and only then does the sender get the rows.

A turn that raises leaves no change. The event is kept as a dead letter, the person is told that the program
failed, and the event counts as taken: a provider that delivered it again and again would hold up the whole
chat. If the dead letter cannot be kept either (the disk is full, the database is gone), `take` raises, the
event is not acknowledged, and the provider delivers it again.
"""

from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from secrets import token_bytes

import msgspec
import structlog

from bot.observe import metrics
from bot.turn.asking import Asking
from bot.turn.effects import Effects, TurnRules
from bot.turn.jobs import Piece, write
from bot.turn.lookups import look_up
from flows.channels import channel_of, traits_of
from flows.core.conversation import Conversation
from flows.core.effects import Effect, LookUp, Say
from flows.core.events import Event
from flows.dialogue import notices
from flows.follow.traceless import ended, without_case
from flows.reading.signals import language_from_code
from flows.record import LARGEST_ID, changed
from storage.chats.dead_letters import Letter
from storage.delivery.messages import OutboxRow
from storage.errors import ImpossibleStep, StorageFailed, UnknownCase, Unsealable
from storage.unit import Unit
from storage.writer import Writer

log = structlog.get_logger()

Also = Callable[[Effects], None]
"""Work that belongs to the same transaction as the event."""

Sent = Callable[[Sequence[OutboxRow]], None]


class Turns:
    """Takes events. `sent` is given the outbox rows of each turn once they are durable."""

    def __init__(self, rules: TurnRules, writer: Writer, sent: Sent) -> None:
        self._rules = rules
        self._writer = writer
        self._sent = sent
        self.sealing = True
        """False after a failure to seal, until a later try succeeds."""

    async def take(self, event: Event, also: Also | None = None) -> None:
        """Return once the event has taken effect durably. Raises StorageFailed, Unsealable."""
        try:
            await self.play(event, also)
        except StorageFailed:
            raise
        except Unsealable:
            await self._refuse(event)
            raise
        except ImpossibleStep as refused:
            step = refused.reference, refused.status
            await self._run(event, lambda unit: Turn(self._rules, unit, event).impossible(*step))
        except UnknownCase:
            await self._run(event, lambda unit: Turn(self._rules, unit, event).gone())
        except Exception as error:
            log.exception("turn failed", kind=type(event.body).__name__)
            metrics.failed_turns.inc()
            name = type(error).__name__
            await self._run(event, lambda unit: Turn(self._rules, unit, event).bury(name))

    async def take_reading(self, event: Event, also: Also | None = None) -> None:
        """Let what was read in a picture take effect, if it can.

        A failure is in the log alone. A dead letter would tie the chat to the picture, also after a report
        without a trace; the picture itself is kept, and nobody waits for the reading.
        """
        try:
            await self.play(event, also)
        except Exception:
            log.exception("reading failed", kind=type(event.body).__name__)
            metrics.failed_turns.inc()

    async def tell(self, event: Event, say: Say | None, also: Also | None = None) -> None:
        """Say this once to the event's chat; the event has no other effect. Raises StorageFailed."""
        await self._run(event, lambda unit: Turn(self._rules, unit, event).tell(say, also))

    async def _refuse(self, event: Event) -> None:
        """Answer without taking the event: the provider delivers the event again, when sealing may work."""
        log.error("nothing can be sealed", kind=type(event.body).__name__)
        metrics.unsealed.inc()
        self.sealing = False
        await self.tell(replace(event, id=f"unsealed:{event.id}", message=""), notices.unsealed())

    async def play(self, event: Event, also: Also | None) -> None:
        """As `take`, but raises what the turn raised. The second time a new reference is drawn."""
        first = event if event.fresh else _drawn(event)
        try:
            await self._run(first, lambda unit: Turn(self._rules, unit, first).play(also))
        except Unsealable:
            raise
        except Exception:
            again = _drawn(event)
            await self._run(again, lambda unit: Turn(self._rules, unit, again).play(also))

    def _run(self, event: Event, work: Callable[[Unit], list[OutboxRow]]) -> Awaitable[object]:
        metrics.taken(channel_of(event.chat)).inc()
        return write(self._writer, Piece(work, event.chat, event.id, self._sent))


def _drawn(event: Event) -> Event:
    return changed(event, fresh=token_bytes(24))


class Turn:
    """One event in one transaction.

    `play` may be called again on a new Turn: no state outside the transaction changes.
    """

    def __init__(self, rules: TurnRules, unit: Unit, event: Event) -> None:
        self._rules = rules
        self._unit = unit
        self._event = event
        self._effects = Effects(rules, unit, event)

    def play(self, also: Also | None = None) -> list[OutboxRow]:
        """Let the event take effect, once. Returns the rows to send."""
        unit, effects = self._unit, self._effects
        if not self._first(also):
            return []
        before = effects.conversation = unit.conversations.get(self._event.chat)
        self._step(self._event)
        self._end_draft(before)
        self._save(before)
        return effects.rows

    def _first(self, also: Also | None = None) -> bool:
        """Note the event in the inbox; False where the event took effect before."""
        unit = self._unit
        if unit.inbox.seen(self._event.id):
            return False
        unit.inbox.add(self._event)
        if also:
            also(self._effects)
        return True

    def _end_draft(self, before: Conversation) -> None:
        """A page's replies may repeat the draft: they are deleted where the draft has ended."""
        chat, now = self._event.chat, self._effects.conversation
        ended = before.flow == "report" and (before.run, before.flow) != (now.run, now.flow)
        if ended and traits_of(chat).collects:
            rows = self._effects.rows
            first = rows[0].id if rows else LARGEST_ID
            self._unit.outbox.let_go(chat, first, self._event.time)

    def _save(self, before: Conversation) -> None:
        """Store the conversation, unless the chat asked to leave no trace and began nothing new.

        An unknown chat is not stored either when the only event was a finished file download.
        """
        effects = self._effects
        now, parted = effects.conversation, effects.parted
        goes_on = bool(now.flow or now.officer) if parted else now != before
        if parted or (effects.rows and not now.updated):
            self._unit.privacy.part(now.chat, collected=traits_of(now.chat).collects, goes_on=goes_on)
        if goes_on:
            self._unit.conversations.save(now)
        elif parted and now.stopped and self._unit.cases.of_chat(now.chat, 1):
            # Other cases still send their news here: only the wish not to get them is stored.
            self._unit.conversations.save(Conversation(now.chat, stopped=True))

    def gone(self) -> list[OutboxRow]:
        """The event's case was erased meanwhile: say so, and forget the case."""
        effects = self._effects
        if self._first():
            effects.conversation = without_case(self._unit.conversations.get(self._event.chat))
            self._unit.conversations.save(effects.conversation)
            effects.say(notices.gone())
        return effects.rows

    def impossible(self, reference: str, status: str) -> list[OutboxRow]:
        """The case cannot get the status that was chosen: say which it has, and end what was under way."""
        effects = self._effects
        if self._first():
            known = self._unit.conversations.get(self._event.chat)
            effects.conversation = ended(known)
            self._unit.conversations.save(effects.conversation)
            effects.say(notices.impossible(reference, status, for_officer=bool(known.officer)))
        return effects.rows

    def bury(self, error: str) -> list[OutboxRow]:
        """The event cannot take effect: keep it as a dead letter, and tell the person."""
        event = self._event
        body = msgspec.msgpack.encode((type(event.body).__name__, event))
        letter = Letter(0, event.id, event.chat, body, error, event.time)

        def keep(effects: Effects) -> None:
            effects.unit.dead.add(letter)

        return self.tell(notices.sorry(), keep)

    def tell(self, say: Say | None, also: Also | None = None) -> list[OutboxRow]:
        """Say this; the event has no other effect."""
        effects = self._effects
        if self._first(also):
            known = effects.conversation = self._unit.conversations.get(self._event.chat)
            language = known.language or known.guessed or language_from_code(self._event.language)
            if say:
                effects.say(say, language=language or "")
        return effects.rows

    def _step(self, event: Event) -> None:
        effects = self._effects
        effects.conversation, done = self._rules.engine.step(effects.conversation, event)
        waiting = deque(done)
        while waiting:
            effect = waiting.popleft()
            if isinstance(effect, LookUp):
                waiting.extendleft(reversed(self._answered(effect)))
            else:
                effects.apply(effect)

    def _answered(self, effect: LookUp) -> tuple[Effect, ...]:
        """Answer the look-up by another step of the same turn; the effects of that step."""
        rules, effects = self._rules, self._effects
        asking = Asking(
            unit=self._unit,
            conversation=effects.conversation,
            now=self._event.time,
            limits=rules.limits,
            networks=rules.networks,
            retention=rules.retention,
            draft_seconds=rules.engine.expire_after,
            templates=rules.templates,
            services=rules.services,
            duty=rules.duty,
        )
        found = replace(self._event, body=changed(look_up(asking, effect), body=self._event.body))
        effects.conversation, more = rules.engine.step(effects.conversation, found)
        return more
