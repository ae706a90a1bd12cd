"""People who send a picture, or something like it, and note when they hear what."""

import asyncio
import io
import time
from contextlib import suppress
from dataclasses import dataclass, field

from PIL import Image

from tests.bot.previews import hostile
from tests.campaigns.canary.mouths import File, InTelegram, InWhatsApp, Mouth
from tests.campaigns.nodes.page import Page
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio

FILES = {"captioned": 1, "photo": 1, "album": 3, "voice": 1, "document": 1}
"""What somebody sends, and how many files that is."""
CAPTION = "Arnaque : payez sur http://poste-ma.top"


def picture(number: int) -> bytes:
    """A photo with a QR code of this number's own."""
    photo = Image.linear_gradient("L").resize((900, 900)).convert("RGB")
    photo.paste(hostile.qr(f"https://poste-{number}.top/colis", 8), (200, 200))
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=80)
    return out.getvalue()


@dataclass
class Sender:
    """Somebody with something to send; `heard` is when they heard something, and what."""

    channel: str
    content: str
    number: int
    mouth: Mouth
    heard: list[tuple[float, str]] = field(default_factory=list)

    async def listens(self) -> None:
        """Note everything, until cancelled."""
        while True:
            with suppress(TimeoutError):
                shown = await self.mouth.sees()
                self.heard.append((time.monotonic(), shown.text))

    async def sends(self) -> None:
        """Send it; a page returns once it was answered."""
        if self.content == "album":
            for more in range(FILES["album"]):
                await self._sends_one_of_an_album(picture(1000 * (1 + more) + self.number))
        elif self.content == "voice":
            await self.mouth.sends(File("voice", b"OggS" + bytes(3000)))
        elif self.content == "document":
            await self.mouth.sends(File("document", b"%PDF-1.7\n" + bytes(3000), "facture.pdf"))
        else:
            caption = CAPTION if self.content == "captioned" else ""
            await self.mouth.sends(File("photo", picture(self.number), caption=caption))
            if caption and isinstance(self.mouth, Page):
                await self.mouth.says(caption)

    async def _sends_one_of_an_album(self, data: bytes) -> None:
        if isinstance(self.mouth, InTelegram):
            self.mouth.chat.sends_photo(data, album=f"album-{self.number}")
        else:
            await self.mouth.sends(File("photo", data))


async def people(url: str, telegram: FakeTelegram, twilio: FakeTwilio | None) -> list[Sender]:
    """One for each channel and content; without a Twilio nobody is on WhatsApp."""
    made = []
    for number, content in enumerate(FILES, 1):
        page = await Page(url, f"127.0.{number}.1").opens()
        mouths: dict[str, Mouth] = {"telegram": InTelegram(telegram.chat(number)), "web": page}
        if twilio:
            mouths["whatsapp"] = InWhatsApp(twilio.person(f"+2126{number:08}"), {})
        made += [Sender(channel, content, number, mouth) for channel, mouth in mouths.items()]
    return made


async def send_all(senders: list[Sender]) -> None:
    """All at once."""
    await asyncio.gather(*(each.sends() for each in senders))
