"""The tick that posts digests, and the way of letters to the mail server."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Protocol

import structlog

from bot.base import Base
from bot.delivery.outcomes import Done
from bot.delivery.sending_rates import mail_rate
from bot.digests.content import Reader, Rules
from bot.digests.periods import Period
from bot.digests.posting import MAIL, Posting, Prepared, root_of_yesterday
from bot.observe import metrics
from bot.settings.environment import Settings
from bot.settings.pace import Pace
from bot.turn.jobs import Piece, write
from bot.turn.turn import Sent
from flows.channels import SendingRate
from handlers.channel import HasHealth, SendError
from handlers.mail.settings import MailSettings
from storage.delivery.messages import OutboxRow, Outcome
from storage.writer import Writer

SECONDS = 20
"""Seconds between two looks for digests that are due."""
LOOK = 300
"""Seconds between two looks at a mail server that did not answer well."""

log = structlog.get_logger()


def mail_settings(settings: Settings) -> MailSettings | None:
    """The mail server of a deployment, where there is one."""
    if settings.smtp_url is None or settings.digest_from is None:
        return None
    return MailSettings.of(settings.smtp_url.get_secret_value(), settings.digest_from)


class DigestWork:
    """Posts to each officer the digest that is due, each in a transaction of its own; every node may."""

    def __init__(self, base: Base, writer: Writer, sent: Sent) -> None:
        self._storage = base.storage
        self._writer = writer
        self._sent = sent
        self._posting = Posting(base, Rules.of(base), base.site)

    async def tick(self, later: float = 0.0) -> None:
        """Post what is due, as if it were `later` seconds later."""
        now = self._storage.clock() + later
        due = await asyncio.to_thread(self._due, now)
        if not due:
            return
        root = await write(self._writer, Piece(lambda unit: root_of_yesterday(unit, now)))
        for reader, period in due:
            try:
                await self._posted(reader, period, root, now)
            except Exception as error:  # of any kind: the others get theirs, the next tick tries again
                log.warning("digest not posted", error=type(error).__name__)

    def _due(self, now: float) -> list[tuple[Reader, Period]]:
        with self._storage.read() as unit:
            return [*self._posting.waiting(unit, now)]

    async def _posted(self, reader: Reader, period: Period, root: str, now: float) -> None:
        """Read beside the writer, which reporters wait for, and then write in one short transaction."""

        def prepared() -> Prepared:
            with self._storage.read() as unit:
                return self._posting.prepared(unit, reader, period, root, now)

        ready = await asyncio.to_thread(prepared)
        work = partial(self._posting.post, reader=reader, period=period, ready=ready, now=now)
        lock = f"digest:{reader.officer.id}"  # of two nodes, one at a time
        await write(self._writer, Piece(work, chat=lock, then=self._sent))


class MailServer(HasHealth, Protocol):
    """A mail server, as handlers/mail/server.py keeps it."""

    async def send(self, address: str, message: bytes) -> None:
        """Give a message to the server for one address. Raises SendError."""

    async def look(self) -> None:
        """Bring the health up to date, unless the last exchange went well."""


class Letters:
    """Carries letters out. Without a mail server they wait for one, as long as the sender is patient."""

    def __init__(self, settings: MailSettings | None) -> None:
        self.server: MailServer | None = None
        self._host = settings.host if settings else ""
        if settings:
            from handlers.mail.server import SmtpServer  # with aiosmtplib, which others do without

            self.server = SmtpServer(settings)

    @property
    def servers(self) -> Mapping[str, HasHealth]:
        """The mail server by its name, where there is one."""
        return {MAIL: self.server} if self.server else {}

    def rates(self, pace: Pace) -> dict[str, SendingRate]:
        """The rate of letters, where there is a mail server."""
        return {MAIL: mail_rate(pace, self._host)} if self.server else {}

    async def carry(self, row: OutboxRow) -> Done:
        """Give a letter to the mail server. Raises SendError."""
        if self.server is None:
            raise SendError("channel_off")
        await self.server.send(row.chat.removeprefix(f"{MAIL}:"), row.body)
        metrics.ended(MAIL, "sent")
        return Done()

    async def lost(self, row: OutboxRow, outcome: Outcome, _: SendError) -> Outcome:
        """Count a letter that was given up: `main.py outbox list` and the operator's alert tell of it."""
        metrics.ended(MAIL, outcome.state)
        return outcome
