"""A digest sent now, for a try: the letter from here, the message to the chat by the server."""

import asyncio
from dataclasses import replace

from bot.base import Base
from bot.digests.content import Reader, Rules
from bot.digests.periods import current
from bot.digests.posting import Posting, root_of_yesterday
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
    now, rules = base.clock(), Rules.of(base)
    period = current(reader.choice.every, now, rules.clock, rules.zone_of(reader.choice))
    posting = Posting(base, rules, base.site)
    with base.storage.write() as unit:
        root = root_of_yesterday(unit, now)
        ready = posting.prepared(unit, reader, replace(period, name=f"try-{now:.0f}"), root, now)
        rows = [*posting.by_chat(unit, reader, ready, now)]
        unit.outbox.settle([Outcome(row.id, "queued", now, due=now, attempts=0) for row in rows])
    lines = ["chat: goes out as soon as a server runs"] if rows else []
    reason = ""
    mail = mail_settings(base.settings)
    if mail and ready.letter:
        reason = _by_mail(mail, reader.choice.email, ready.letter)
        taken = f"refused, the mail server {answer(reason)}" if reason else "taken by the mail server"
        lines.append(f"e-mail to {reader.choice.email}: {taken}")
    return (1 if reason or not lines else 0), tuple(lines or ["there is no way to send it"])


def _by_mail(mail: MailSettings, address: str, letter: bytes) -> str:
    """Give the letter to the mail server; return the reason if it was refused, else an empty text."""
    from handlers.mail.server import SmtpServer  # with aiosmtplib, which other commands do without

    try:
        asyncio.run(SmtpServer(mail).send(address, letter))
    except SendError as error:
        return error.reason
    return ""
