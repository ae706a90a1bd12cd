"""Reporting lines whose officer's key is with the test, and people who write to them."""

from dataclasses import dataclass
from pathlib import Path

from bot.base import Base
from bot.commands.exchange import transfer
from bot.turn.effects import TurnRules
from flows.all_flows import FLOWS
from flows.dialogue.engine import Engine
from storage.sealing.age import fresh_key
from tests.databases import VirtualClock
from tests.dialogue import House, Person, Recorder, words
from tests.product.product import opened, settings

SMS = (
    "Barid: votre colis est bloqué. Payez 19 DH sur https://suivi.poste-ma.xyz/p?c=881 ou appelez le "
    "06 12 34 56 78, insta: @colis.maroc, https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv , "
    "RIB 011 519 0000012050005349 21, wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa, aide@poste-ma.xyz "
    "https://bit.ly/Colis9 et https://www.facebook.com/ https://dgi.gov.ma/a SMS reçu de BARID-MA"
)
SHARED = {
    ("phone", "+212612345678"),
    ("domain", "poste-ma.xyz"),
    ("link", "bit.ly/Colis9"),
    ("email", "aide@poste-ma.xyz"),
    ("handle", "instagram:@colis.maroc"),
    ("group", "whatsapp:AbCdEfGhIjKlMnOpQrStUv"),
    ("rib", "011519000001205000534921"),
    ("crypto", "BTC 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
}
"""All that may leave of that message once enough people reported it."""


@dataclass
class Line:
    """A reporting line, the house of its people, and the file of an officer's key."""

    base: Base
    house: House
    key: Path

    @classmethod
    def opened(cls, folder: Path) -> "Line":
        """A line of its own in this folder, sealed to an officer whose key is elsewhere."""
        base = opened(settings(folder / "server"))
        secret, public = fresh_key()
        key = folder / "officer.key"
        key.write_text(secret)
        recorder = Recorder(words())
        rules = TurnRules(Engine(FLOWS, words().names(), burst_quiet=0.0), recorder, base.config.limits)  # type: ignore[arg-type]  # duck-typed
        house = House(base.storage, rules, recorder)
        base.database.clock = VirtualClock(lambda: house.now)
        with base.storage.write() as unit:
            unit.keys.add("salma", public, house.now)
        return cls(base, house, key)

    def reported(self, text: str, *chats: str) -> None:
        """Each of these people forwards the text and sends the report."""
        for chat in chats:
            self.person(chat).forwards(text).taps("send").sees("filed")

    def person(self, chat: str) -> Person:
        """Someone in a chat, who reads French."""
        return self.house.person(chat, "fr").starts().taps("fr")

    def export(self, file: Path, form: str, **more: object) -> tuple[str, ...]:
        """What the command prints."""
        given = {"key": self.key, **more}
        return transfer.exported(self.base, file, form=form, **given).lines  # type: ignore[arg-type]  # as typed

    def links(self, chain: str) -> list[tuple[str, str, str]]:
        """The acts of a chain of the custody log."""
        with self.base.storage.read() as unit:
            return [(link.event, link.actor, link.purpose) for link in unit.custody.of_case(chain)]
