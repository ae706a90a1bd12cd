"""Words in pictures are read by the real Tesseract, confined, and harm nobody."""

import asyncio
import time
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from structlog.testing import capture_logs

from bot.observe import metrics
from bot.previews.preview import TEXT, Previews, Reading
from bot.previews.words import READER, WAITING, Waiting, WordReader, languages
from flows.core.events import Words
from tests.bot.previews import hostile

SMS = (
    "Votre colis est en attente, payez",
    "25 DH sur https://poste-ma.top/p",
    "ou appelez le 06 12 34 56 78",
)
needs_tesseract = pytest.mark.skipif(not languages(), reason="Tesseract is missing: make ocr")


def screenshot(*lines: str, dark: bool = False) -> Image.Image:
    """Lines as a phone shows them."""
    ink, ground = ("white", "#0b141a") if dark else ("black", "white")
    picture = Image.new("RGB", (900, 120 + 60 * len(lines)), ground)
    pen, font = ImageDraw.Draw(picture), ImageFont.load_default(34)
    for number, line in enumerate(lines):
        pen.text((40, 50 + 60 * number), line, fill=ink, font=font)
    return picture


def words(data: bytes) -> str:
    return Previews(READER, 30.0).words(data).text


@needs_tesseract
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.few(2)
def test_numbers_and_links_are_read_in_every_kind_of_picture(kind, dark):
    text = words(hostile.saved(screenshot(*SMS, dark=dark), kind))
    assert "06 12 34 56 78" in text
    assert "poste-ma.top/p" in text


@needs_tesseract
def test_a_clear_ground_is_white():
    clear = screenshot(*SMS).convert("RGBA")
    clear.putalpha(screenshot(*SMS).convert("L").point(lambda light: 255 - light))
    assert "06 12 34 56 78" in words(hostile.saved(clear, "PNG"))


HARMFUL = {
    "a bomb of points": hostile.png_bomb,
    "a bomb of words": hostile.png_of_words,
    "a canvas without end": hostile.gif_canvas,
    "a picture and an archive": hostile.gif_and_zip,
    "cut in half": lambda: hostile.saved(screenshot(*SMS), "JPEG")[:3000],
    "noise": lambda: hostile.jpeg()[:300] + bytes(range(256)) * 9,
    "a program": lambda: hostile.PROGRAM,
    "a drawing": lambda: hostile.SVG,
    "nothing": lambda: b"",
}


@needs_tesseract
@pytest.mark.parametrize(("kind", "make"), HARMFUL.items(), ids=HARMFUL.keys())
@pytest.mark.few(3)
def test_a_hostile_picture_has_no_words_and_does_no_harm(kind, make):
    began = time.monotonic()
    found = Previews(READER, 30.0).words(make())
    assert not found.text.strip()
    assert found.failed in {"too-large", "more-than-a-picture", "broken"} or kind == "a bomb of words"
    assert time.monotonic() - began < 60


@needs_tesseract
@pytest.mark.long
def test_a_picture_full_of_points_is_given_up_in_time():
    noise = Image.effect_noise((2600, 2600), 200)
    began = time.monotonic()
    found = Previews(READER, 8.0).words(hostile.saved(noise, "PNG"))
    assert len(found.text) <= TEXT
    assert found.failed in {"", "too-slow"}
    assert time.monotonic() - began < 40


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ('{"text": "06\\u202e12\\u0000"}', Reading("0612")),
        ('{"text": 7}', Reading(failed="broken")),
        ("7", Reading(failed="broken")),
        ('{"failed": "broken"}', Reading(failed="broken")),
        ('{"failed": "not-here"}', Reading(failed="not-here")),
        ('{"failed": "06 12 34 56 78"}', Reading(failed="broken")),
        ('{"text": "' + "x" * (TEXT + 9) + '"}', Reading("x" * TEXT)),
    ],
)
def test_a_reader_that_was_taken_over_is_not_believed(tmp_path: Path, said, found):
    other = hostile.program(tmp_path, f"print({said!r})")
    assert Previews(other, 5.0).words(b"") == found


class Told:
    """What a reader told, and how often it was not taken."""

    def __init__(self, busy: int = 0) -> None:
        self.busy = busy
        self.words: asyncio.Queue[tuple[str, Words]] = asyncio.Queue()

    async def __call__(self, chat: str, words: Words) -> bool:
        if self.busy:
            self.busy -= 1
            return False
        self.words.put_nowait((chat, words))
        return True

    async def next(self) -> tuple[str, Words]:
        """The next that is told."""
        async with asyncio.timeout(60):
            return await self.words.get()


def program(folder: Path, code: str, seconds: float = 20.0) -> Previews:
    """A program in the place of the reader."""
    return Previews(hostile.program(folder, code), seconds)


ECHO = "import json, sys; print(json.dumps({'text': sys.stdin.read()}))"


async def test_ten_pictures_of_a_chat_are_told_once_and_another_chats_apart(tmp_path: Path):
    told = Told(busy=2)
    reader = WordReader(told, program(tmp_path, ECHO), quiet=0.2)
    for number in range(10):
        reader.begin(Waiting("web:a", f"p{number}", b"06%d" % number))
    reader.begin(Waiting("web:b", "q", b"07"))
    first = dict([await told.next(), await told.next()])
    assert first["web:b"] == Words((("q", "07"),))
    assert sorted(first["web:a"].read) == [(f"p{number}", f"06{number}") for number in range(10)]
    reader.begin(Waiting("web:a", "later", b"08"))
    assert await told.next() == ("web:a", Words((("later", "08"),)))
    await reader.stop()


async def test_one_chat_cannot_keep_another_from_being_read(tmp_path: Path):
    """The chat with most gives way, its turn comes after the other's, and it is told what was not read."""
    told = Told()
    reader = WordReader(told, program(tmp_path, ECHO), quiet=0.1)
    for number in range(WAITING + 5):
        reader.begin(Waiting("web:a", f"p{number}", b"06"))
    for chat in ("web:b", "web:c"):
        reader.begin(Waiting(chat, "q", b"07"))
    assert await told.next() == ("web:b", Words((("q", "07"),)))
    assert await told.next() == ("web:c", Words((("q", "07"),)))
    chat, words = await told.next()
    assert (chat, len(words.read), len(words.unread)) == ("web:a", WAITING - 2, 7)
    assert {each for each, _ in words.read} | {*words.unread} == {f"p{number}" for number in range(17)}
    await reader.stop()


async def test_where_every_place_is_another_chats_the_next_one_is_told_so(tmp_path: Path):
    told = Told()
    reader = WordReader(told, program(tmp_path, ECHO), quiet=0.1)
    for number in range(WAITING + 1):
        reader.begin(Waiting(f"web:{number}", "q", b"07"))
    every = dict([await told.next() for _ in range(WAITING + 1)])
    assert every.pop(f"web:{WAITING}") == Words((), ("q",))
    assert set(every.values()) == {Words((("q", "07"),))}
    reader.begin(Waiting("web:a", "x", b"06"))
    await reader.stop()
    assert told.words.empty()


FAILING = {
    "not-here": ("import sys; sys.exit(1)", 20.0),
    "broken": ("import os; os.abort()", 20.0),
    "too-slow": ("import time; time.sleep(60)", 0.3),
}


@pytest.mark.parametrize("reason", FAILING)
async def test_a_program_that_fails_is_counted_logged_and_told(tmp_path: Path, reason: str):
    counted = metrics.unread_pictures.labels(reason)
    before, told = counted._value.get(), Told()
    reader = WordReader(told, program(tmp_path, *FAILING[reason]), quiet=0.1)
    with capture_logs() as logs:
        reader.begin(Waiting("web:a", "p", b"06"))
        assert await told.next() == ("web:a", Words((), ("p",)))
    assert [(line["event"], line["reason"]) for line in logs] == [("picture not read", reason)]
    assert counted._value.get() == before + 1
    await reader.stop()


@needs_tesseract
@pytest.mark.long
async def test_tesseract_that_goes_away_meanwhile_is_told_and_comes_back(tmp_path: Path):
    """The reader's own program, whose languages cannot be found in between."""
    told = Told()
    (tmp_path / "decoder.py").write_text(READER.with_name("decoder.py").read_text("utf-8"))
    picture = hostile.saved(screenshot(*SMS), "PNG")
    found = []
    for place in ("/usr/share", "/nowhere", "/usr/share"):
        code = READER.read_text("utf-8").replace("/usr/share", place).replace("/usr/local", "/nowhere")
        (tmp_path / "reader.py").write_text(code)
        reader = WordReader(told, Previews(tmp_path / "reader.py", 60.0), quiet=0.1)
        reader.begin(Waiting("web:a", "p", picture))
        found.append((await told.next())[1])
        await reader.stop()
    assert [words.unread for words in found] == [(), ("p",), ()]
    assert all("06 12 34 56 78" in words.read[0][1] for words in (found[0], found[2]))
