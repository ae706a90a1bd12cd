"""Messages and cards for the tests of the WhatsApp channel."""

from email.utils import parsedate_to_datetime

from flows.core.events import Media
from handlers.channel import Button, Message
from tests.fakes.twilio.server import FakeTwilio

NUMBER = "+212600000001"
CHAT = f"whatsapp:{NUMBER}"
NAMED = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Alami;Omar;;;\r\nFN:Omar\\, frère\r\n"
CARD = f"{NAMED}item1.TEL;type=CELL:+212 6\r\n 11\r\nEND:VCARD"


def answers(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(f"3:q:{number}", label) for number, label in enumerate(labels))


def nav(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(f"3:do:{label}", label, nav=True) for label in labels)


def asks(text: str, *buttons: Button) -> Message:
    return Message(text, buttons, language="fr")


def vcard(told: dict[str, str], caption: str = "") -> Media:
    """The card of a webhook, as a file of evidence."""
    return Media("document", told["MediaUrl0"], declared_type="text/vcard", caption=caption)


def created(twilio: FakeTwilio, told: dict[str, str]) -> float:
    """The time of a message at Twilio, in seconds."""
    stamp: str = twilio.messages.kept[told["MessageSid"]]["date_created"]
    return parsedate_to_datetime(stamp).timestamp()
