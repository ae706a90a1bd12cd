"""A person with WhatsApp: what they do there and what they see."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.fakes.twilio.content import Shown
from tests.fakes.twilio.rules import Json

if TYPE_CHECKING:
    from tests.fakes.twilio.server import FakeTwilio


@dataclass(frozen=True)
class Seen:
    """A message as shown: its text, its buttons (label, id, description), the label that opens a list."""

    sid: str
    text: str
    buttons: tuple[tuple[str, str, str], ...] = ()
    opener: str = ""

    @property
    def labels(self) -> list[str]:
        """Every button's label, in order."""
        return [label for label, _, _ in self.buttons]


@dataclass(eq=False)
class Person:
    """`number` may be empty where the person hides it; then `external_id` is who they are."""

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
        """What Twilio calls them."""
        return f"whatsapp:{self.number or self.external_id}"

    def changes_number(self, number: str) -> None:
        """A new SIM; the old number is nobody's."""
        self.server.people.pop(self.address)
        self.number, self.wa_id = number, number.removeprefix("+")
        self.server.people[self.address] = self

    def hides_number(self) -> None:
        """The person takes a user name: from now on Twilio tells the business-scoped id alone."""
        self.server.people.pop(self.address)
        self.number = self.wa_id = ""
        self.server.people[self.address] = self

    # What the person does; each gives the fields that the bot is told

    def says(self, text: str, **extra: str) -> Json:
        """A text."""
        self.stopped = text.strip().upper() == "STOP"
        return self.server.inbound(self, {"Body": text, "MessageType": "text", **extra})

    def forwards(self, text: str, often: bool = False) -> Json:
        """Someone else's text."""
        flags = {"Forwarded": "true", "FrequentlyForwarded": str(often).lower()}
        return self.says(text, **flags)

    def sends_media(self, data: bytes, declared: str = "image/jpeg", caption: str = "") -> Json:
        """A file of any kind."""
        return self.sends_files([(data, declared)], caption)

    def sends_files(self, files: list[tuple[bytes, str]], caption: str = "") -> Json:
        """Several files in one message, which Twilio can tell of though WhatsApp seldom does."""
        kind = files[0][1].partition("/")[0]
        return self.server.inbound(self, {"Body": caption, "MessageType": kind}, files)

    def sends_voice(self, data: bytes) -> Json:
        """A voice note."""
        return self.sends_media(data, "audio/ogg; codecs=opus")

    def shares_contact(self, card: str) -> Json:
        """A contact card, given as its vCard."""
        return self.sends_files([(card.encode(), "text/vcard")])

    def shares_place(self, latitude: float, longitude: float, label: str = "", address: str = "") -> Json:
        """A position."""
        named = {name: value for name, value in (("Label", label), ("Address", address)) if value}
        spot = {"Latitude": str(latitude), "Longitude": str(longitude), **named}
        return self.server.inbound(self, {"Body": "", "MessageType": "location", **spot})

    def taps(self, button: str, on: Seen | None = None) -> Json:
        """A button by its label, description or id; a number is typed, as the text invites to."""
        if button.isdecimal():
            return self.says(button)
        for seen in reversed(self.messages):
            if on in (None, seen):
                for label, id, detail in seen.buttons:
                    if button in (label, id, detail):
                        return self.server.inbound(self, tapped(seen, label, id))
        raise AssertionError("no such button")

    # What the person sees

    async def sees(self, within: float = 5.0) -> Seen:
        """The next message that was not looked at yet. Raises TimeoutError."""
        await self.server.until(lambda: self._unseen, within)
        return self._unseen.pop(0)

    async def sees_all(self, count: int, within: float = 5.0) -> list[Seen]:
        """The next `count` messages."""
        return [await self.sees(within) for _ in range(count)]

    @property
    def unseen(self) -> list[Seen]:
        """What the bot said and nobody looked at."""
        return list(self._unseen)

    def receives(self, sid: str, shown: Shown) -> None:
        """The bot's message arrives."""
        seen = Seen(sid, shown.body, shown.buttons, shown.opener)
        self.messages.append(seen)
        self._unseen.append(seen)


def tapped(seen: Seen, label: str, id: str) -> Json:
    """How Twilio tells of a tap: on a list, or on a quick reply."""
    on = {"OriginalRepliedMessageSid": seen.sid, "MessageType": "interactive", "Body": label}
    if seen.opener:
        return {**on, "ListId": id, "ListTitle": label}
    return {**on, "ButtonPayload": id, "ButtonText": label}
