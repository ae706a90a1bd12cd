"""A letter as a message that a mail server takes: both parts, the picture, and the headers of a list."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from handlers.mail.letter import Envelope, Letter
from handlers.mail.page import TREND, page
from handlers.mail.plain import plain
from handlers.mail.trend import picture


def message(letter: Letter, envelope: Envelope) -> bytes:
    """The message, ASCII alone, so that every server on its way takes it as it is."""
    made = EmailMessage(policy=SMTP)
    domain = envelope.sender.rpartition("@")[2]
    made["From"] = Address(letter.organisation, addr_spec=envelope.sender)
    made["To"] = Address(addr_spec=envelope.to)
    made["Subject"] = letter.subject
    made["Date"] = format_datetime(envelope.date)
    made["Message-ID"] = f"<{envelope.id}@{domain}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    made["List-Id"] = f"<{envelope.list_name}.{domain}>"
    if envelope.unsubscribe:
        made["List-Unsubscribe"] = f"<{envelope.unsubscribe}>"
    made.set_content(plain(letter), cte="base64")
    made.add_alternative(page(letter), subtype="html", cte="base64")
    if letter.trend:
        _illustrate(made, picture(letter.trend.counts, rtl=letter.rtl))
    made["Content-Language"] = letter.language  # now: new content takes such headers away
    return made.as_bytes()


def _illustrate(made: EmailMessage, png: bytes) -> None:
    parts: list[Any] = made.get_payload()  # type: ignore[assignment]  # of a message with parts, a list
    parts[1].add_related(png, "image", "png", cid=f"<{TREND}>", disposition="inline", filename="trend.png")
