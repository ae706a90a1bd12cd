"""Links that open the chat with a category: what they carry, on each channel, and how it is read back.

Telegram and the web chat hand over a payload; WhatsApp fills in a text, which the person sees and sends.
"""

import re
from urllib.parse import quote

from flows.languages import LANGUAGES
from flows.record import record
from flows.report.categories import CATEGORIES

_PAYLOAD = re.compile(r"report-([a-z]{2,20})(?:-([a-z]{2,3}))?")
_ADDRESS = {
    "telegram": "{address}?start={payload}",
    "whatsapp": "{address}?text={text}",
    "web": "{address}/#start={payload}",
}


@record
class Road:
    """A category, and the language in which its poster is written; empty where neither is named."""

    category: str
    language: str = ""


def payload(road: Road) -> str:
    """The payload of a link: letters, digits and dashes, as Telegram allows."""
    return "-".join(filter(None, ("report", road.category, road.language)))


def road_of(given: str) -> Road | None:
    """The road of a payload; None for another payload, and for a category that there is not."""
    found = _PAYLOAD.fullmatch(given.lower())
    if found is None or found[1] not in CATEGORIES:
        return None
    return Road(found[1], found[2] if found[2] in LANGUAGES else "")


def text_key(category: str) -> str:
    """The message that a link fills in on WhatsApp."""
    return f"road-{category}"


def address(channel: str, base: str, road: Road, text: str) -> str:
    """The link; `base` is the channel's own address, `text` the words to fill in."""
    return _ADDRESS[channel].format(address=base.rstrip("/"), payload=payload(road), text=quote(text))
