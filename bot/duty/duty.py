"""Which officers are on duty, and what a reporter hears who asks for one.

An officer is on duty by their own word, while it holds, else by the hours in the settings. Only those count
whom a message reaches: in a chat, or at the desk in the browser within the last minutes.
"""

from collections.abc import Iterator
from dataclasses import field
from datetime import time
from zoneinfo import ZoneInfo

from bot.duty.hours import DutyHours
from bot.settings.waiting import DutySettings
from flows.core.effects import Say
from flows.core.events import Event
from flows.core.found import DutyState
from flows.core.statuses import CLOSED
from flows.desk.roles import ever
from flows.duty import AskPerson, SetDuty
from flows.record import record
from flows.waiting import duty as words
from flows.waiting import person
from storage.cases.officers import Officer
from storage.cases.views import Case
from storage.custody.links import REPORTER, Act
from storage.delivery.messages import NOTICE
from storage.unit import Unit

MINUTE, HOUR = 60.0, 3600.0
AT_THE_DESK = 10 * MINUTE
"""An officer without a chat is there for so long after the last visit to the desk in the browser."""
TALK = HOUR
"""After an officer's last words, what the reporter adds belongs to a conversation for so long."""

Told = tuple[Say] | tuple[Say, str, str, int]
"""A message for whoever asks; or for another chat, in its language and with its priority."""


@record
class Duty:
    """The officers on duty in a deployment; `morning` is when officers get the daily digest."""

    settings: DutySettings = field(default_factory=DutySettings)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Africa/Casablanca"))
    morning: time = time(8)

    @property
    def minutes(self) -> int:
        """The minutes within which somebody answers."""
        return max(1, round(self.settings.answer_within / MINUTE))

    @property
    def _hours(self) -> DutyHours:
        return DutyHours(self.settings.hours, self.zone)

    def present(self, unit: Unit, now: float) -> dict[Officer, float]:
        """Return the officers on duty, with the moment until which they are."""
        said, scheduled = unit.waiting.duty.said(now), self._hours.until(now)
        seen = unit.desk.access.visits()
        found: dict[Officer, float] = {}
        for officer in unit.officers.present():
            present, until = said.get(officer.id, (scheduled > now and self._named(officer), scheduled))
            there = officer.chat or seen.get(officer.id, 0.0) > now - AT_THE_DESK
            if present and there and officer.works and ever(officer.role, "ask"):
                found[officer] = until
        return found

    def _named(self, officer: Officer) -> bool:
        named = self.settings.officers
        return officer.name in named if named else officer.role in self.settings.roles

    def used(self, unit: Unit, now: float) -> bool:
        """Return whether this deployment has officers on duty at all, at some time or another."""
        return bool(self.settings.hours or unit.waiting.duty.said(now))

    def read_at(self, unit: Unit, now: float) -> float | None:
        """Return when the next officers come on duty, or read the daily digest; None where there are none."""
        visits = unit.desk.access.visits()
        there = (
            one.works and ever(one.role, "ask")
            for one in unit.officers.present()
            if one.chat or one.id in visits
        )
        return self._hours.next_start(now, self.morning) if any(there) else None

    def state(self, unit: Unit, officer: str, now: float) -> DutyState:
        """Return whether an officer is on duty, and who else is."""
        present = {one.id: (one.name, until) for one, until in self.present(unit, now).items()}
        _, until = present.pop(officer, ("", 0.0))
        return DutyState(until, tuple(name for name, _ in present.values()))

    def answers(self, unit: Unit, effect: AskPerson | SetDuty, event: Event) -> Iterator[Told]:
        """Carry out an effect in the turn's transaction; yield the messages."""
        if isinstance(effect, AskPerson):
            yield from self._meet(unit, effect, event)
        elif officer := unit.officers.by_chat(event.chat):
            yield (self._set(unit, officer, effect, event.time),)

    def _set(self, unit: Unit, officer: Officer, effect: SetDuty, now: float) -> Say:
        """Keep an officer's word; return the answer."""
        until = self.keep(unit, officer, now, present=effect.present)
        if until is None:
            return words.not_theirs()
        return words.began(until, self.minutes) if effect.present else words.ended()

    def keep(self, unit: Unit, officer: Officer, now: float, *, present: bool) -> float | None:
        """Keep an officer's word; return until when it holds, and None where the role writes to nobody."""
        if not ever(officer.role, "ask"):
            return None
        until = now + self.settings.shift
        unit.waiting.duty.say(officer.id, until, present=present)
        return until

    def _meet(self, unit: Unit, effect: AskPerson, event: Event) -> Iterator[Told]:
        """Let a reporter wait for a person where somebody is there; yield what they and officers hear."""
        now, persons = event.time, unit.waiting.persons
        case = _own(unit, effect.reference, event.chat)
        if case is None:
            if effect.act == "ask":
                yield (person.not_here(),)
            return
        if effect.act == "more" and not persons.talks(case.id, now - TALK):
            return
        if wait := persons.waits(case.id):
            if effect.act == "ask":
                yield (person.waits(wait.since),)
            return
        officers = self.present(unit, now)
        if officers:
            yield from self._wait(unit, case, effect, now)
        elif effect.act != "offer" or self.used(unit, now):
            persons.end(case.id)
            yield (person.off_duty(self.read_at(unit, now)),)

    def _wait(self, unit: Unit, case: Case, effect: AskPerson, now: float) -> Iterator[Told]:
        """Offer a person, or begin the wait for one."""
        if effect.act == "offer":
            yield (person.offer(case.reference, self.minutes),)
            return
        unit.waiting.persons.ask(case.id, now, now + self.settings.answer_within)
        if effect.act == "ask":
            unit.custody.add(case.reference, now, Act("person-asked", REPORTER, ""))
            yield (person.asked(self.minutes),)
            for officer in self.present(unit, now):
                if officer.chat:
                    say = person.wanted(case.reference, case.category, self.minutes)
                    yield say, officer.chat, officer.language, NOTICE


def _own(unit: Unit, reference: str, chat: str) -> Case | None:
    """Return the urgent open case of this chat, or None."""
    case = unit.cases.by_reference(reference)
    fits = case is not None and case.chat == chat and case.urgent and case.status not in CLOSED
    return case if fits else None
