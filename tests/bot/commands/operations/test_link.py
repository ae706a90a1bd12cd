"""`main.py link` prints the links of the channels that are on, and draws one as a QR code."""

import json
from pathlib import Path

import pytest

from bot.commands.answer import Refused, WrongUsage
from bot.commands.operations.link import link
from bot.settings.environment import Settings
from flows.languages import LANGUAGES
from flows.report.categories import CATEGORIES
from tests.qr import scanned

WEB = {"public_url": "https://b.example"}
TWILIO = {
    "twilio_account_sid": f"AC{'0' * 32}",
    "twilio_auth_token": "t" * 32,
    "twilio_whatsapp_from": "whatsapp:+212600000000",
}


def settings(folder: Path, **given: str) -> Settings:
    return Settings(data_dir=folder, **given)  # type: ignore[arg-type]  # read from texts


@pytest.mark.long
def test_all_links_of_the_channels_that_are_on(tmp_path: Path) -> None:
    found = link(settings(tmp_path, **WEB, **TWILIO), bot="@ballegh_bot")
    assert len(found.lines) == 3 * len(CATEGORIES) * len(LANGUAGES)
    assert json.dumps(found.data)
    only = link(settings(tmp_path, **WEB), category="fraud", channel="web", lang="ar")
    assert [line.split()[-1] for line in only.lines] == ["https://b.example/#start=report-fraud-ar"]


def test_a_link_is_drawn_as_a_picture_that_a_camera_reads(tmp_path: Path) -> None:
    drawn = tmp_path / "fraud.png"
    made = link(
        settings(tmp_path, **WEB, **TWILIO), category="fraud", channel="whatsapp", lang="ar", qr=drawn
    )
    assert scanned(drawn.read_bytes(), tmp_path) == made.lines[0].split()[-1]
    with pytest.raises(Refused, match="--force"):
        link(settings(tmp_path, **WEB), category="fraud", channel="web", lang="ar", qr=drawn)


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="there is no 'frod'"):
        link(settings(tmp_path, **WEB), category="frod")
    with pytest.raises(Refused, match="TWILIO_WHATSAPP_FROM"):
        link(settings(tmp_path, **WEB), channel="whatsapp")
    with pytest.raises(WrongUsage, match="leave 36"):
        link(settings(tmp_path, **WEB), channel="web", qr=tmp_path / "all.svg")
