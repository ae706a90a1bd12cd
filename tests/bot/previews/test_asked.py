"""From a screenshot in a chat to the case, through the whole product and the real Tesseract."""

from pathlib import Path

import pytest

from bot.previews.words import languages
from tests.bot.previews import hostile
from tests.bot.previews.test_words import SMS, screenshot
from tests.fakes.telegram.server import FakeTelegram
from tests.product.product import running, settings
from tests.product.test_telegram import data

pytestmark = pytest.mark.skipif(not languages(), reason="Tesseract is missing: make ocr")

OTHER = ("Rejoignez-nous, gain garanti", "contact: aide@gain-facile.top")
PICTURES = [hostile.saved(screenshot(*lines), "PNG") for lines in (SMS, OTHER, ("Bonjour", "à demain"))]


@pytest.mark.parametrize("answer", ["yes", "no"])
@pytest.mark.few(1)
@pytest.mark.long
async def test_three_screenshots_give_one_question_and_its_answer_decides(tmp_path: Path, answer: str):
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram)) as product:
        words = product.made.catalogue
        someone = telegram.chat(77, language="fr")
        for picture in PICTURES:
            someone.sends_photo(picture)
        asked = None
        while asked is None:
            seen = await someone.sees()
            asked = seen if words.text("fr", "ask-read") in seen.text else None
        assert set(asked.codes) == {"poste-ma[.]top/p", "+212612345678", "aide@gain-facile.top"}
        someone.taps(data(asked, answer))
        told = await someone.sees()
        assert words.text("fr", "read-kept" if answer == "yes" else "read-dropped") in told.text
        someone.taps(data(told, "send"))
        await someone.sees()
        with product.made.storage.read() as unit:
            (case,) = unit.cases.newest(9)
            said = [pair for entry in unit.cases.contents(case.reference) for pair in entry.answers]
        assert (("phone", "+212612345678") in said) is (answer == "yes")
        assert (("email", "aide@gain-facile.top") in said) is (answer == "yes")


async def test_switched_off_nothing_is_read(tmp_path: Path):
    given = settings(tmp_path, read_pictures="off")
    async with running(given) as product:
        assert product.app.carriers._words is None
        assert product.app.carriers._codes is None
