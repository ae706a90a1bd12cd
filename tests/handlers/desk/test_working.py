"""A case filed in Darija on Telegram is opened, asked, answered and decided in the browser.

No answer of the server can be read on the way.
"""

import base64
import re

import pytest
from playwright.async_api import expect

from tests.fakes.telegram.chat import Chat
from tests.handlers.desk.officer import PATIENCE, Officer, enters, house, skipped
from tests.handlers.desk.reports import READABLE, files, picture, speaks, voice
from tests.product.test_telegram import data

if why := skipped():
    pytest.skip(why, allow_module_level=True)

BASE64 = re.compile(rb'"((?:[A-Za-z0-9+/]{4}){4,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)"')
QUESTION = "واش عندك شي لقطة ديال المحادثة؟"
ANSWER = "وي عندي، سميتو كانت مول الهمزة"
NOTE = "À transmettre à Casablanca"


async def opens(officer: Officer, reference: str) -> None:
    """Open a case from the list, by the keyboard alone."""
    row = officer.page.locator(f"[data-reference='{reference}']")
    await expect(row).to_be_visible()
    for _ in range(
        1 + await officer.page.locator(f".row:has(~ .row [data-reference='{reference}'])").count()
    ):
        await officer.page.keyboard.press("j")
    await expect(row).to_be_focused()
    await officer.page.keyboard.press("o")
    await expect(officer.page.locator(".entry").first).to_be_visible()


async def sent(officer: Officer) -> None:
    """The dialog has done what it was for."""
    await expect(officer.page.locator("dialog")).to_have_count(0)


def leaks(bodies: dict[str, bytes]) -> list[str]:
    """The answers that hold a word of the case, as text or in base64, a picture's own octets, or a key."""
    secrets = [*(word.encode() for word in READABLE), b"canary-in-the-comment", b"AGE-SECRET-KEY-"]
    found = []
    for address, body in bodies.items():
        if "/files/" not in address:
            inside = [base64.b64decode(one) for one in BASE64.findall(body)]
            found += [address for each in (body, *inside) if any(one in each for one in secrets)]
    return found


async def opened(officer: Officer, content: bytes) -> None:
    """The case was opened here: its words, its picture drawn anew, its original octet by octet, its log."""
    page = officer.page
    await expect(page.locator(".entry dd").first).to_contain_text("واحد السيد نصب عليا")
    await expect(page.locator(".entry")).to_contain_text("poste-ma[.]top")
    await expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "whole")
    await officer.does("piece-open")
    await expect(page.locator("canvas")).to_be_visible()
    size, colour = await page.locator("canvas").evaluate(
        "node => [[node.width, node.height], [...node.getContext('2d').getImageData(20, 60, 1, 1).data]]"
    )
    assert size == [160, 120]
    assert all(abs(one - other) < 12 for one, other in zip(colour, (242, 193, 78, 255), strict=True))
    await officer.does("original")
    async with page.expect_download() as download:
        await officer.does("original-save")
    assert (await (await download.value).path()).read_bytes() == content
    await sent(officer)


async def asks(officer: Officer, question: str) -> None:
    """Look at what the reporter will read, then ask."""
    await officer.page.keyboard.press("a")
    await officer.page.locator("dialog textarea").fill(question)
    await officer.does("preview")
    await expect(officer.page.locator("blockquote")).to_contain_text(question)
    await officer.does("do")
    await sent(officer)


async def answers(reporter: Chat, reference: str, text: str) -> None:
    reporter.taps(data(await reporter.sees(), reference))
    await reporter.sees()
    reporter.says(text)
    await reporter.sees()
    await reporter.server.settled()


def tried(bodies: dict[str, bytes]) -> set[str]:
    """The calls whose answers were read."""
    return {re.split(r"[/?]", one.rpartition("/desk/api/")[2])[0] for one in bodies}


async def test_a_case_in_darija_is_opened_asked_and_answered(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        bodies = here.product.answers = {}
        await enters(salma)
        reporter, content = here.telegram.chat(8, language="ar"), picture()
        reporter.says("هضرو معايا بالدارجة")
        await reporter.sees()
        reference = await files(reporter, content=content)
        await here.telegram.settled()
        await salma.reloads()
        await opens(salma, reference)
        await opened(salma, content)
        await salma.page.keyboard.press("t")
        await expect(salma.page.locator(".facts-box")).to_contain_text("Salma Bennani")
        await asks(salma, QUESTION)
        await answers(reporter, reference, ANSWER)

        await salma.reloads()
        await expect(salma.page.locator(".main")).to_contain_text(ANSWER)
        await salma.page.keyboard.press("n")
        await salma.page.locator("dialog textarea").fill(NOTE)
        await salma.does("do")
        await sent(salma)
        await expect(salma.page.locator("section.private")).to_contain_text(NOTE)
        await salma.page.keyboard.press("s")
        await salma.does("do")
        await sent(salma)
        await expect(salma.page.locator(".case-head .state")).to_have_text("Examen technique")
        await expect(salma.page.locator("[data-verdict]")).to_have_attribute("data-verdict", "whole")
        assert {"evidence", "cases", "preview", "me", "proof"} <= tried(bodies)
        assert leaks(bodies) == []


@pytest.mark.long
async def test_a_voice_note_is_played(tmp_path):
    async with house(tmp_path) as here, here.officer("ar") as salma:
        await enters(salma)
        reference = await speaks(here.telegram.chat(8, language="ar"), voice())
        await here.telegram.settled()
        await opens(salma, reference)
        await salma.does("piece-open")
        sound = salma.page.locator("audio")
        await expect(sound).to_be_visible()
        assert (
            0.2
            < await sound.evaluate(
                "node => new Promise(done => node.readyState ? done(node.duration)"
                " : node.addEventListener('loadedmetadata', () => done(node.duration)))"
            )
            < 0.4
        )


@pytest.mark.long
async def test_a_number_finds_the_case_and_many_are_decided_at_once(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        first = await files(here.telegram.chat(8, language="ar"))
        second = await files(
            here.telegram.chat(9, language="fr"), "Un vendeur m'a pris 300 dirhams hier soir"
        )
        await here.telegram.settled()
        await expect(salma.page.locator(".row")).to_have_count(2, timeout=PATIENCE)
        await salma.page.keyboard.press("/")
        await salma.page.locator("input[type=search]").fill("+212 612-345678")
        await salma.page.keyboard.press("Enter")
        await expect(salma.page.locator(".row")).to_have_count(1)
        await expect(salma.page.locator(".row .reference")).to_have_text(first)
        await salma.page.get_by_role("link", name=salma.words["inbox"], exact=True).click()
        await salma.sees_list()
        for key in ("j", "x", "j", "x", "t"):
            await salma.page.keyboard.press(key)
        await expect(salma.page.get_by_role("status")).to_contain_text("dossiers traités")
        with here.product.made.storage.read() as unit:
            holders = {unit.cases.work.assigned(each) for each in (first, second)}
        assert len(holders) == 1
        assert holders != {""}


def test_a_leak_would_be_found():
    hidden = b'{"age": "' + base64.b64encode("قال: نصب عليا".encode()) + b'"}'
    assert leaks({"1 /desk/api/cases/A": hidden})
    assert leaks({"1 /desk/api/cases/A": '{"story": "بلوكاني"}'.encode()})
    assert not leaks({"1 /desk/api/cases/A": b'{"age": "YWdlLWVuY3J5cHRpb24ub3JnL3Yx"}'})
