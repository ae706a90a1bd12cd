"""A look-up under way: who asks, in which transaction, and under which limits."""

from dataclasses import field

from bot.duty.duty import Duty
from bot.settings.config import Limits, Retention
from bot.turn.status import having
from flows.core.conversation import Conversation
from flows.core.found import Exchanged, OwnCase
from flows.deadlines import REPORTER
from flows.places.services import Service
from flows.record import record
from handlers.networks import Networks
from storage.cases.views import Case
from storage.unit import Unit
from storage.waiting.deadlines import PROMISED, Running

HOUR = 3600.0
DAY = 86400.0


@record
class Asking:
    """A conversation that asks at `now` (seconds since the epoch).

    `draft_seconds` is how long an unfinished report is kept. `templates` are the languages of which a
    template announces news.
    """

    unit: Unit
    conversation: Conversation
    now: float
    limits: Limits
    networks: Networks
    retention: Retention
    draft_seconds: float
    templates: frozenset[str] = frozenset()
    services: tuple[Service, ...] = ()
    duty: Duty = field(default_factory=Duty)

    @property
    def chat(self) -> str:
        """The chat of the conversation."""
        return self.conversation.chat

    def own_case(self, case: Case) -> OwnCase:
        """The case as its reporter sees it."""
        has = having(self.unit, self.services, case)
        told = has if has and has.shown else None
        running = self._promised(case)
        return OwnCase(
            reference=case.reference,
            status=case.status,
            updated=case.updated,
            exchange=self._exchange(case.reference),
            language=case.language,
            addressed=bool(case.chat),
            mine=case.chat == self.chat,
            service=told.name if told else None,
            city=told.city if told else None,
            waits=running.kind if running else "",
            due=running.news if running else 0.0,
            late=running is not None and running.news <= self.now,
        )

    def promise(self, case: Case) -> None:
        """Record that the reporter reads by when there is news, so that they hear should there be none."""
        running = self._promised(case)
        if running and case.chat == self.chat and running.kind != REPORTER and running.news > self.now:
            self.unit.waiting.deadlines.say(running, PROMISED)

    def _promised(self, case: Case) -> Running | None:
        """The deadline that runs, where the reporter may be told of it."""
        running = self.unit.waiting.deadlines.of(case.id)
        return running if running and running.news else None

    def _exchange(self, reference: str) -> tuple[Exchanged, ...]:
        """The officers' notes and the reporter's additions, in order; additions in a row are one."""
        cases = self.unit.cases
        noted = [Exchanged(each.time, each.note) for each in cases.history(reference) if each.note]
        exchange: list[Exchanged] = []
        for one in sorted([*noted, *map(Exchanged, cases.additions(reference))], key=lambda one: one.time):
            if exchange and not (one.note or exchange[-1].note):
                exchange.pop()
            exchange.append(one)
        return tuple(exchange)

    def wrong_code(self) -> bool:
        """Count a wrong code; return False once the chat or its network has shown too many in an hour."""
        guesses, chat = self.unit.guesses, self.chat
        if guesses.since(self.now - HOUR, chat) >= self.limits.guesses_per_chat:
            return False
        if not self.networks.wrong_code(chat):
            return False
        guesses.add(chat, self.now)
        return True
