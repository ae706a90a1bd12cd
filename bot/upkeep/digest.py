"""Posting the morning's digest: one message for each officer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.turn.officer_lookups import overview
from bot.turn.render import encode, render
from flows.channels import traits_of
from flows.core.effects import Say
from flows.core.events import Due, Event
from flows.dialogue import notices
from flows.record import record
from locales import Catalogue
from storage.cases.officers import Officer
from storage.delivery.messages import BROADCAST, OutboxRow
from storage.unit import Unit


@record
class MorningDigest:
    """One morning's digest in one transaction; `now` is seconds since the epoch."""

    unit: Unit
    catalogue: Catalogue
    now: float

    def post(self, moment: datetime) -> list[OutboxRow]:
        """Post the digest of `moment` to every officer who was enrolled by then and has not had it."""
        since = moment.timestamp()
        rows: list[OutboxRow] = []
        said: Say | None = None
        for officer in self.unit.officers.present():
            event = Event(f"digest:{moment:%Y-%m-%d}:{officer.id}", officer.chat, self.now, Due())
            if officer.chat and officer.enrolled <= since and not self.unit.inbox.seen(event.id):
                said = said or self._said()
                self.unit.inbox.add(event)
                rows.append(self._row(officer, said))
        return rows

    def _said(self) -> Say:
        yesterday = datetime.fromtimestamp(self.now, UTC).date() - timedelta(days=1)
        root = self.unit.custody.root(yesterday)
        return notices.morning(replace(overview(self.unit, self.now), root=root))

    def _row(self, officer: Officer, said: Say) -> OutboxRow:
        """Post to a lane of its own, so that no answer waits for a digest; a page has one lane."""
        lane = "" if traits_of(officer.chat).collects else f"{officer.chat}#digest"
        body = encode(render(self.catalogue, said, officer.language))
        return self.unit.outbox.post(officer.chat, "reply", body, self.now, priority=BROADCAST, lane=lane)
