"""QR codes are read by the confined program, from pictures of every kind, and harm nobody."""

import asyncio
import time
from pathlib import Path

import pytest
from PIL import Image

from bot.previews.codes import LARGEST, WAITING, CodeReader, Passing
from bot.previews.preview import CODE_LINE, CODES, Previews
from tests.bot.previews import hostile

LINK = "https://poste-ma.top/colis?x=1"


def within(code: Image.Image, size: tuple[int, int], *, turned: int = 0) -> Image.Image:
    """A large picture with the code somewhere in it."""
    photo = Image.linear_gradient("L").resize(size).convert("RGB")
    photo.paste(code.rotate(turned, expand=True, fillcolor="white"), (size[0] // 3, size[1] // 4))
    return photo


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "GIF"])
def test_a_code_is_read_in_every_kind_of_picture(kind):
    assert Previews().codes(hostile.saved(hostile.qr(LINK), kind)) == (LINK,)


@pytest.mark.parametrize("turned", [0, 17, 90, 200])
def test_a_code_is_read_in_a_photo(turned):
    photo = within(hostile.qr(LINK, 12), (4000, 3000), turned=turned)
    assert Previews().codes(hostile.saved(photo, "JPEG", quality=70)) == (LINK,)


def test_a_code_on_nothing_is_read():
    clear = hostile.qr(LINK).convert("RGBA")
    clear.putalpha(hostile.qr(LINK).convert("L").point(lambda light: 255 - light))
    assert Previews().codes(hostile.saved(clear, "PNG")) == (LINK,)


@pytest.mark.parametrize("text", ["tel:+212612345678", "bitcoin:bc1qar0srrr7xfkvy5l643", "بلّغ", "é\n\tè"])
def test_any_text_is_read(text):
    assert Previews().codes(hostile.saved(hostile.qr(text), "PNG")) == (text,)


def test_no_more_is_taken_than_there_is_room_for():
    long = "x" * (CODE_LINE + 500)
    assert Previews().codes(hostile.saved(hostile.qr(long, 4), "PNG")) == (long[:CODE_LINE],)
    sheet = Image.new("RGB", (900, 900), "white")
    for number in range(9):
        sheet.paste(hostile.qr(f"{number}", 8), (number % 3 * 300, number // 3 * 300))
    assert len(Previews().codes(hostile.saved(sheet, "PNG"))) == CODES


HARMFUL = {
    "a bomb of points": hostile.png_bomb,
    "a bomb of words": hostile.png_of_words,
    "a canvas without end": hostile.gif_canvas,
    "a picture and an archive": hostile.gif_and_zip,
    "cut in half": lambda: hostile.saved(within(hostile.qr(LINK, 12), (900, 900)), "JPEG")[:4000],
    "noise": lambda: hostile.jpeg()[:300] + bytes(range(256)) * 9,
    "a program": lambda: hostile.PROGRAM,
    "a drawing": lambda: hostile.SVG,
    "nothing": lambda: b"",
}


@pytest.mark.parametrize("make", HARMFUL.values(), ids=HARMFUL.keys())
@pytest.mark.few(4)
def test_a_hostile_picture_has_no_code_and_does_no_harm(make):
    began = time.monotonic()
    assert Previews().codes(make()) == ()
    assert time.monotonic() - began < 60


def test_a_picture_that_takes_for_ever_is_given_up():
    began = time.monotonic()
    assert Previews(seconds=2.0).codes(hostile.jpeg_of_scans()) == ()
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ('["a", "a", "\\u202eb\\u0000"]', ("a", "b")),
        (str(["x" * 9000] * 9).replace("'", '"'), ("x" * CODE_LINE,)),
        ("7", ()),
        ("[7]", ()),
    ],
)
def test_a_decoder_that_was_taken_over_is_not_believed(tmp_path: Path, said, codes):
    about = f'{{"width": 1, "height": 1, "across": 1, "down": 1, "codes": {said}}}'
    other = hostile.program(tmp_path, f"print({about!r}, end='\\n...')")
    assert Previews(other, 30.0).codes(hostile.jpeg()) == codes


def test_a_picture_is_passed_on_whole_and_other_files_are_not():
    picture, film = hostile.saved(hostile.qr(LINK), "PNG"), b"\0\0\0\x20ftypmp42" + bytes(9000)
    for data, kept in ((picture, picture), (film, b""), (picture + bytes(LARGEST), b""), (b"", b"")):
        passing = Passing()
        for start in range(0, len(data), 1 << 18):
            passing.add(data[start : start + (1 << 18)])
        assert passing.data == kept


def test_a_picture_in_tiny_chunks_costs_what_its_bytes_cost():
    """A slow sender's chunks are not copied over and over."""
    data = hostile.saved(hostile.qr(LINK), "PNG") + bytes(2 << 20)
    tiny, times = [data[start : start + 64] for start in range(0, len(data), 64)], []
    for part in (len(tiny) // 4, len(tiny)):
        passing, began = Passing(), time.process_time()
        for chunk in tiny[:part]:
            passing.add(chunk)
        times.append(time.process_time() - began)
    assert passing.data == data
    assert times[1] < 8 * times[0] + 0.05


async def test_where_many_wait_no_more_are_taken(tmp_path: Path):
    """A flood of pictures takes no memory beyond those that wait."""
    slow = hostile.program(tmp_path, "import time; time.sleep(1)")
    reader, picture = CodeReader(Previews(slow, 5.0)), hostile.saved(hostile.qr(LINK), "PNG")
    waiting = [asyncio.create_task(reader.read(picture)) for _ in range(WAITING)]
    await asyncio.sleep(0)
    assert await reader.read(picture) == ()
    assert not any(task.done() for task in waiting)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert await CodeReader().read(picture) == (LINK,)
