"""Posting one officer's digest, to the chat and by e-mail, in one transaction."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.base import Base
from bot.digests.content import Content, Reader, Rules, content
from bot.digests.links import DeskLinks
from bot.digests.periods import Period, due
from bot.digests.words import Words
from bot.turn.render import encode
from flows.channels import traits_of
from flows.core.events import Due, Event
from flows.record import record
from storage.delivery.messages import BROADCAST, OutboxRow
from storage.digests.choices import DigestChoice
from storage.unit import Unit

LAST_DIGEST = "last_digest"
"""The remembered value that holds when the last digest was posted, in seconds since the epoch."""
MAIL = "mail"
"""The kind of row, and the name of the way, of a letter."""


@record
class Prepared:
    """A digest in its finished forms; empty where the officer gets none of the kind."""

    message: bytes
    letter: bytes


@record
class Posting:
    """Posts digests for a deployment. `site` is its address, as officers open it."""

    base: Base
    rules: Rules
    site: str

    def waiting(self, unit: Unit, now: float) -> Iterator[tuple[Reader, Period]]:
        """Each officer whose digest is due now and was not posted, with its period."""
        for reader in readers(unit):
            if period := self._due(unit, reader, now):
                yield reader, period

    def _due(self, unit: Unit, reader: Reader, now: float) -> Period | None:
        choice = reader.choice
        period = due(choice.every, now, self.rules.clock, self.rules.zone_of(choice))
        reached = reader.officer.chat or (choice.email and self.mails)
        if not (period and reached and reader.since <= period.moment):
            return None
        return None if unit.inbox.seen(event_id(reader, period)) else period

    def prepared(self, unit: Unit, reader: Reader, period: Period, root: str, now: float) -> Prepared:
        """Count and word a digest; `root` is the custody log's of yesterday. It takes a while."""
        found = content(unit, reader, period, self.rules, now)
        found = replace(found, said=replace(found.said, root=root))
        chat, mails = reader.officer.chat, reader.choice.email and self.mails
        public = self.base.settings.public_url is not None
        said = self._words(reader, found).chat(found.said, chat, public=public) if chat else None
        return Prepared(
            message=encode(said) if said else b"",
            letter=self._letter(reader, period, found, now) if mails else b"",
        )

    def post(
        self, unit: Unit, reader: Reader, period: Period, ready: Prepared, now: float
    ) -> list[OutboxRow]:
        """Post the digest of a period, unless another node has."""
        if unit.inbox.seen(event_id(reader, period)):
            return []
        chat = reader.officer.chat or f"{MAIL}:{reader.officer.id}"
        unit.inbox.add(Event(event_id(reader, period), chat, now, Due()))
        unit.digests.choose(reader.officer.id, replace(unit.digests.of(reader.officer.id), sent=now))
        unit.remembered.set(LAST_DIGEST, str(int(now)))  # never in the future
        return [*self.by_chat(unit, reader, ready, now), *_by_mail(unit, reader, ready, now)]

    def by_chat(self, unit: Unit, reader: Reader, ready: Prepared, now: float) -> Iterator[OutboxRow]:
        """Post to a lane of its own, so that no answer waits for a digest; a page has one lane."""
        chat = reader.officer.chat
        lane = "" if traits_of(chat).collects else f"{chat}#digest"
        if ready.message:
            yield unit.outbox.post(chat, "reply", ready.message, now, priority=BROADCAST, lane=lane)

    @property
    def mails(self) -> bool:
        """Whether letters can be sent."""
        return self.base.settings.smtp_url is not None

    def _letter(self, reader: Reader, period: Period, found: Content, now: float) -> bytes:
        """The letter as a message. Its id is made of officer, address and period alone."""
        from handlers.mail.letter import Envelope
        from handlers.mail.message import message  # with Pillow, which deployments without mail do without

        words, zone = self._words(reader, found), self.rules.zone_of(reader.choice)
        local = datetime.fromtimestamp(now, zone)
        name = self.base.vault.token(f"letter:{event_id(reader, period)}:{reader.choice.email}")
        envelope = Envelope(
            to=reader.choice.email,
            sender=self.base.settings.digest_from or "",
            id=f"digest.{name[:32]}",
            list_name="digests",
            date=local,
            unsubscribe=words.links.settings if self.base.settings.public_url else "",
        )
        return message(words.letter(found, local.replace(tzinfo=self.rules.zone).timestamp()), envelope)

    def _words(self, reader: Reader, found: Content) -> Words:
        links = DeskLinks(f"{self.site}/desk", reader.choice, found.since)
        return Words(self.base.catalogue, reader.language, self.base.settings.organisation, links)


def _by_mail(unit: Unit, reader: Reader, ready: Prepared, now: float) -> Iterator[OutboxRow]:
    if ready.letter:
        yield unit.outbox.post(reader.choice.mailbox, MAIL, ready.letter, now, priority=BROADCAST)


def root_of_yesterday(unit: Unit, now: float) -> str:
    """The custody log's root of yesterday (UTC), which is kept as it is told."""
    return unit.custody.root(datetime.fromtimestamp(now, UTC).date() - timedelta(days=1))


def readers(unit: Unit) -> Iterator[Reader]:
    """Every officer who may work, with the digest that they chose."""
    choices = unit.digests.all()
    for officer in unit.officers.present():
        if officer.works:
            yield Reader(officer, choices.get(officer.id, DigestChoice()))


def reader_of(unit: Unit, officer: str) -> Reader | None:
    """The officer of this id with the digest that they chose; None for one who may not work."""
    found = next((one for one in unit.officers.present() if one.id == officer and one.works), None)
    return Reader(found, unit.digests.of(officer)) if found else None


def event_id(reader: Reader, period: Period) -> str:
    """The name of an officer's digest of a period, by which it is posted once."""
    return f"digest:{period.name}:{reader.officer.id}"
