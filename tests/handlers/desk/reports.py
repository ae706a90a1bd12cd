"""Cases as reporters file them on Telegram: in Darija, with a picture."""

import math
import struct
import wave
from datetime import datetime
from io import BytesIO
from itertools import product as product_of

from PIL import Image

from flows.core.effects import FileCase
from storage.cases.views import Reporter
from tests.fakes.telegram.chat import Chat
from tests.product.product import Product
from tests.product.test_telegram import data

STORY = "واحد السيد نصب عليا فالفيسبوك، صيفطت ليه 500 درهم على poste-ma.top ومن بعد بلوكاني. نمرتو 0612345678"
READABLE = ("نصب", "الفيسبوك", "بلوكاني", "0612345678", "poste-ma", "612345678", "مول الهمزة")
"""Words of the story and of an answer: none of them may be in an answer of the server."""


def picture(width: int = 160, height: int = 120) -> bytes:
    """A JPEG of two colours, with a comment that no re-encoding keeps."""
    image = Image.new("RGB", (width, height), (31, 138, 128))
    image.paste((242, 193, 78), (0, 0, width // 2, height))
    out = BytesIO()
    image.save(out, "JPEG", quality=95, comment=b"canary-in-the-comment")
    return out.getvalue()


def voice(seconds: float = 0.3) -> bytes:
    """A WAV with a tone, as some phones send voice notes."""
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        rate = 8000
        sound.writeframes(
            b"".join(
                struct.pack("<h", int(9000 * math.sin(at * 440 * 2 * math.pi / rate)))
                for at in range(int(rate * seconds))
            )
        )
    return out.getvalue()


async def speaks(reporter: Chat, sound: bytes) -> str:
    """Send a voice note and nothing else; return the case's reference."""
    reporter.sends_voice(sound)
    reporter.taps(data(await reporter.sees(), "send"))
    return (await reporter.sees()).codes[0]


async def files(reporter: Chat, story: str = STORY, content: bytes | None = None) -> str:
    """Send a picture with the story as its caption, then *Send*; return the case's reference."""
    reporter.sends_photo(content or picture(), caption=story)
    reporter.taps(data(await reporter.sees(), "send"))
    filed, _ = await reporter.sees_all(2)
    return filed.codes[0]


def file_many(product: Product) -> None:
    """Fill the tables of the figures: put cases of the last two quarters that are over into storage."""
    zone = product.made.settings.timezone
    today = datetime.now(zone)
    quarter = today.year * 12 + (today.month - 1) // 3 * 3
    late, early = (
        datetime((quarter - back) // 12, (quarter - back) % 12 + 1, 15, 12, tzinfo=zone).timestamp()
        for back in (2, 5)
    )
    with product.made.storage.write() as unit:
        for number, (category, place) in enumerate(
            product_of(("fraud", "threat"), ("fes", "abroad", "rabat"))
        ):
            for each in range(6 + number):
                case = FileCase(
                    f"MANY{number}{each:03}",
                    "s3cr3t",
                    category,
                    False,
                    bool(each % 2),
                    place,
                    (("country", "France"),) if place == "abroad" else (),
                )
                filed = early if each < 5 else late
                unit.filing.open(case, Reporter("web:1", "fr"), filed)
