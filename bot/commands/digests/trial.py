"""A digest sent now, for a try: the letter from here, the message to the chat by the server."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace

from bot.base import Base
from bot.digests.content import Reader, Rules, content
from bot.digests.periods import Period, current
from bot.digests.posting import Posting
from bot.digests.work import mail_settings
from handlers.channel import SendError
from handlers.mail.settings import MailSettings
from storage.delivery.messages import Outcome

ANSWERS = {
    "unreachable": "cannot be reached",
    "disconnected": "ended the connection",
    "timeout": "does not answer in time",
    "tls": "does not begin TLS: smtps:// is for a port with TLS from the first byte, smtp:// for STARTTLS",
    "certificate": "shows a certificate that is not believed: it must be valid for the name in SMTP_URL",
    "credentials": "does not take the name and password of SMTP_URL",
    "login": "offers no way to log in, but SMTP_URL has a name: another port, or no name",
    "sender": "does not take letters from DIGEST_FROM",
}
"""A line for each reason of `handlers/mail/server.py`; any other is the server's own code."""


def answer(reason: str) -> str:
    """The mail server's answer in words; an empty reason is a good one."""
    return ANSWERS.get(reason, f"answers {reason}") if reason else "takes our connection"


def sent(base: Base, reader: Reader) -> tuple[int, tuple[str, ...]]:
    """Send one; return the exit status, and what to print. The day's own digest comes all the same."""
    now, rules = time.time(), Rules.of(base)
    zone = rules.zone_of(reader.choice)
    period = current(reader.choice.every, now, rules.clock, zone)
    lines = [*_by_chat(base, rules, reader, period, now)]
    reason = ""
    mail = mail_settings(base.settings)
    if mail and reader.choice.email:
        reason = _by_mail(base, mail, rules, reader, replace(period, name=f"try-{now:.0f}"), now)
        taken = f"refused, the mail server {answer(reason)}" if reason else "taken by the mail server"
        lines.append(f"e-mail to {reader.choice.email}: {taken}")
    return (1 if reason else 0), tuple(lines or ["there is no way to send it"])


def _by_chat(base: Base, rules: Rules, reader: Reader, period: Period, now: float) -> Iterator[str]:
    """Leave it to the server, as a command has no channels."""
    if not reader.officer.chat:
        return
    with base.storage.write() as unit:
        found = content(unit, reader, period, rules, now)
        row = Posting(base, rules, base.site).chat(unit, reader, found, now)
        unit.outbox.settle([Outcome(row.id, "queued", now, due=now, attempts=0)])
    yield "chat: goes out as soon as a server runs"


def _by_mail(  # the server, and what makes the letter
    base: Base, mail: MailSettings, rules: Rules, reader: Reader, period: Period, now: float
) -> str:
    """Give the letter to the mail server; return the reason if it was refused, else an empty text."""
    from handlers.mail.server import SmtpServer  # with aiosmtplib, which other commands do without

    with base.storage.read() as unit:
        found = content(unit, reader, period, rules, now)
        letter = Posting(base, rules, base.site).letter(unit, reader, period, found, now)
    try:
        asyncio.run(SmtpServer(mail).send(reader.choice.email, letter))
    except SendError as error:
        return error.reason
    return ""
