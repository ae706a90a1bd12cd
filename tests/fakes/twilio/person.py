"""A person with WhatsApp: their messages, and the bot's messages to them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.fakes.twilio.content import Shown
from tests.fakes.twilio.rules import Json

if TYPE_CHECKING:
    from tests.fakes.twilio.server import FakeTwilio


STOPS = frozenset(("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"))
STARTS = frozenset(("START", "YES", "UNSTOP"))
"""Twilio's default words, alone in a message: after the first it refuses messages, until the second."""


@dataclass(frozen=True)
class Seen:
    """A message as shown: text, buttons (label, id, description), and the label that opens a list."""

    sid: str
    text: str
    buttons: tuple[tuple[str, str, str], ...] = ()
    opener: str = ""

    @property
    def labels(self) -> list[str]:
        """The label of every button, in order."""
        return [label for label, _, _ in self.buttons]


@dataclass(eq=False)
class Person:
    """`number` is empty if the person hides the number; then `external_id` names the person."""

    server: "FakeTwilio"
    number: str
    wa_id: str
    external_id: str = ""
    name: str = "Salma"
    stopped: bool = False
    wrote: float = 0.0
    messages: list[Seen] = field(default_factory=list)
    _unseen: list[Seen] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The person's address at Twilio."""
        return f"whatsapp:{self.number or self.external_id}"

    def changes_number(self, number: str) -> None:
        """Take a new SIM; the old number has no owner."""
        self.server.people.pop(self.address)
        self.number, self.wa_id = number, number.removeprefix("+")
        self.server.people[self.address] = self

    def hides_number(self) -> None:
        """Take a user name: from now on Twilio gives only the business-scoped id."""
        self.server.people.pop(self.address)
        self.number = self.wa_id = ""
        self.server.people[self.address] = self

    # What the person does; each returns the fields of the webhook

    def says(self, text: str, **extra: str) -> Json:
        """Send a text."""
        word = text.strip().upper()
        if word in STOPS | STARTS:
            self.stopped = word in STOPS
        return self.server.inbound(self, {"Body": text, "MessageType": "text", **extra})

    def forwards(self, text: str, often: bool = False) -> Json:
        """Forward someone else's text."""
        flags = {"Forwarded": "true", "FrequentlyForwarded": str(often).lower()}
        return self.says(text, **flags)

    def sends_media(self, data: bytes, declared: str = "image/jpeg", caption: str = "") -> Json:
        """Send a file of any kind."""
        return self.sends_files([(data, declared)], caption)

    def sends_files(self, files: list[tuple[bytes, str]], caption: str = "") -> Json:
        """Send several files in one message, which Twilio allows though WhatsApp seldom does."""
        kind = files[0][1].partition("/")[0]
        return self.server.inbound(self, {"Body": caption, "MessageType": kind}, files)

    def sends_voice(self, data: bytes) -> Json:
        """Send a voice note."""
        return self.sends_media(data, "audio/ogg; codecs=opus")

    def shares_contact(self, card: str) -> Json:
        """Send a contact card, given as its vCard."""
        return self.sends_files([(card.encode(), "text/vcard")])

    def shares_place(self, latitude: float, longitude: float, label: str = "", address: str = "") -> Json:
        """Send a position."""
        named = {name: value for name, value in (("Label", label), ("Address", address)) if value}
        spot = {"Latitude": str(latitude), "Longitude": str(longitude), **named}
        return self.server.inbound(self, {"Body": "", "MessageType": "location", **spot})

    def taps(self, button: str, on: Seen | None = None) -> Json:
        """Tap a button by its label, description or id; a number is typed instead."""
        if button.isdecimal():
            return self.says(button)
        for seen in reversed(self.messages):
            if on in (None, seen):
                for label, id, detail in seen.buttons:
                    if button in (label, id, detail):
                        return self.server.inbound(self, tapped(seen, label, id))
        raise AssertionError("no such button")

    # What the person sees

    async def sees(self, within: float = 60.0) -> Seen:
        """The next message that was not seen yet. Raises TimeoutError."""
        await self.server.until(lambda: self._unseen, within)
        return self._unseen.pop(0)

    async def sees_all(self, count: int, within: float = 60.0) -> list[Seen]:
        """The next `count` messages."""
        return [await self.sees(within) for _ in range(count)]

    @property
    def unseen(self) -> list[Seen]:
        """The bot's messages that were not seen yet."""
        return list(self._unseen)

    def receives(self, sid: str, shown: Shown) -> None:
        """Receive a message of the bot's."""
        seen = Seen(sid, shown.body, shown.buttons, shown.opener)
        self.messages.append(seen)
        self._unseen.append(seen)


def tapped(seen: Seen, label: str, id: str) -> Json:
    """The webhook fields of a tap on a list or on a quick reply."""
    on = {"OriginalRepliedMessageSid": seen.sid, "MessageType": "interactive", "Body": label}
    if seen.opener:
        return {**on, "ListId": id, "ListTitle": label}
    return {**on, "ButtonPayload": id, "ButtonText": label}
