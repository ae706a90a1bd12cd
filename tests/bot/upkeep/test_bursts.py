"""A burst of files gets one answer once it is quiet: on every channel, and over a restart."""

from pathlib import Path

import pytest

from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import configured, running, settings
from tests.product.test_telegram import PHOTO, SMS, data
from tests.product.whatsapp import line, tap

QUIET = '[reminders]\nburst_quiet = "1s"\n'
REPORTER = "+212600000001"


@pytest.mark.few(1)
async def test_on_telegram_while_the_sign_of_writing_shows(tmp_path: Path) -> None:
    given = {"config_file": configured(tmp_path, QUIET)}
    async with FakeTelegram() as telegram, running(settings(tmp_path, telegram, **given)) as product:
        someone = telegram.chat(7, language="fr")
        someone.forwards(SMS)
        for _ in range(8):
            someone.sends_photo(PHOTO)
        seen = await someone.sees()
        assert product.made.catalogue.text("fr", "understood-pieces", {"count": 8}) in seen.text
        assert [call["action"] for call in telegram.called("sendChatAction")] == ["typing"]
        someone.taps(data(seen, "send"))
        await someone.sees_all(2)
        await telegram.settled()
        assert len(telegram.called("sendMessage")) == 3
        assert not telegram.refusals


@pytest.mark.long
async def test_a_restart_within_the_burst_loses_no_answer(tmp_path: Path) -> None:
    given = {"config_file": configured(tmp_path, QUIET)}
    async with FakeTelegram() as telegram:
        someone = telegram.chat(7, language="fr")
        async with running(settings(tmp_path, telegram, **given)):
            someone.sends_photo(PHOTO)
            someone.sends_photo(PHOTO)
            await telegram.until(lambda: telegram.called("sendChatAction"))
        async with running(settings(tmp_path, telegram, **given)) as product:
            seen = await someone.sees()
            assert product.made.catalogue.text("fr", "understood-pieces", {"count": 2}) in seen.text


@pytest.mark.long
async def test_ten_photos_on_whatsapp(tmp_path: Path) -> None:
    async with FakeTwilio() as twilio, line(tmp_path, twilio, "[reminders]\n") as product:
        person = twilio.person(REPORTER)
        person.says("السلام عليكم")
        await person.sees()
        for _ in range(10):
            person.sends_media(PHOTO)
        seen = await person.sees()
        assert product.made.catalogue.text("ar", "understood-pieces", {"count": 10}) in seen.text
        await twilio.until(lambda: twilio.typed)
        tap(person, "send")
        await person.sees()
        await person.sees()
        await product.app.flushed()
        assert len(twilio.called("send")) == 4
        assert (twilio.refusals, twilio.leaks) == ([], [])
