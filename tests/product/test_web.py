"""The whole product in a browser: a report with a screenshot, an officer's answer live, one missed."""

import struct
import zlib
from pathlib import Path

import pytest

from tests.bot.previews import hostile
from tests.product.calling import calling
from tests.product.product import Product, free_port, serving, settings
from tests.qr import scanned

person = pytest.importorskip("tests.product.person", reason="no playwright here")
if person.CHROMIUM is None:
    pytest.skip("no browser here: apt-get install chromium", allow_module_level=True)
Person, visit, chromium, expect = person.Person, person.visit, person.chromium, person.expect

STORY = (
    "وصلتني رسالة من الرقم 0612345678 تقول إن طردي محجوز، وفيها الرابط https://poste-ma.top/p?id=33 "
    "فأديت 500 درهم ثم توقف عن الجواب."
)
NOTE = "توصلنا بالرقم والرابط، ونحن نتابع. شكرا."
LATER = "تم تحديد صاحب الحساب البنكي."
SMS = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top ou appelez le 0612345678"


def picture(width: int = 720, height: int = 960) -> bytes:
    """A PNG such as a phone's screenshot is: bubbles of text on a ground."""
    rows = []
    for y in range(height):
        bubble = y % 120 < 84
        left = 40 if y // 120 % 2 else 200
        paint = [b"\xe8\xf0\xee"] * width
        if bubble:
            paint[left : left + 480] = [b"\xff\xff\xff"] * 480
        if bubble and 20 < y % 120 < 64 and y % 22 < 9:
            paint[left + 24 : left + 400] = [b"\x60\x70\x72"] * 376
        rows.append(b"\0" + b"".join(paint))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"".join(rows), 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


SCREENSHOT = picture()


async def reports_fraud(reporter) -> list[str]:
    """The guided path in Arabic, up to the receipt: the case's reference and its code."""
    await reporter.sees("ask-language")
    await reporter.taps("language-ar")
    await expect(reporter.theirs.last.locator(".main button")).to_have_count(12)
    await reporter.taps("category-fraud", "via-sms", "money-earlier")
    await reporter.sees("ask-payment")
    await reporter.says("500 درهم بتعبئة")
    await reporter.taps("exposed-link")
    await reporter.says(STORY)
    await reporter.sees("ask-evidence")
    await reporter.attaches("لقطة الشاشة.png", SCREENSHOT)
    await expect(reporter.page.locator(".you.sent img")).to_be_visible()
    await reporter.taps("do-done")
    await reporter.sees("suspects-found", "+212612345678")
    await reporter.taps("do-skip", "where-morocco")
    await expect(reporter.theirs.last.locator(".main button")).to_have_count(12)
    await reporter.taps("region-casablanca")
    await reporter.says("الدار البيضاء")
    await reporter.taps("identity-anonymous")
    await reporter.sees("review-title", "poste-ma.top", "ask-confirm")
    await reporter.taps("confirm-send")
    return await receipt(reporter)


async def receipt(reporter) -> list[str]:
    """The receipt's reference and code, once it is there whole."""
    shown = reporter.theirs.filter(has_text=reporter.word("filed")).locator(".code code")
    await expect(shown).to_have_count(3)
    return (await shown.all_inner_texts())[:2]


@pytest.mark.long
async def test_the_receipts_picture_opens_the_case_on_another_phone(tmp_path: Path) -> None:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    async with serving(settings(tmp_path, public_url=site), port) as product, chromium() as browser:
        reporter = await visit(product, browser, "ar", **person.PHONE)
        reporter.language = "ary"
        await reporter.taps("language-ary", "category-hacking", "stolen-whatsapp", "answer-no")
        await reporter.says("سرقو ليا الكونط ديال واتساب وكيطلبو الفلوس من صحابي")
        await reporter.says("safi")
        await reporter.taps("do-skip", "do-skip", "identity-anonymous", "confirm-send")
        reference, code = await receipt(reporter)
        await reporter.sees("advice-hacking")
        await reporter.looks_down()
        image = reporter.page.locator(".qr img")
        link = scanned(await image.screenshot(), tmp_path)
        assert link == f"{site}/#start={code.replace('-', '')}"

        context = await browser.new_context(locale="fr", **person.DESK)
        other = Person(product, await context.new_page(), "fr")
        asked: list[str] = []
        other.page.on("request", lambda request: asked.append(request.url + str(request.headers)))
        await other.page.goto(link)
        await expect(other.theirs.last).to_contain_text(other.word("web-link-ask"))
        await other.page.get_by_role("button", name=other.word("web-link-open")).click()
        await expect(other.codes).to_have_text(reference)
        other.language = reporter.language  # the case's, in a chat that is new
        await other.sees("status-received")
        assert not any(code.replace("-", "") in each for each in asked)
        assert [*reporter.wrong, *other.wrong] == []


async def sets(officer, reference: str, status: str, note: str) -> None:
    """From the desk: open the case, change its status, with a word for the reporter."""
    await officer.taps("desk-open")
    await officer.sees(reference)
    await officer.taps("action-status", status)
    await officer.says(note)
    await officer.sees("ask-desk")


@pytest.mark.long
async def test_screenshot_report_and_status_live_and_missed(tmp_path: Path) -> None:
    async with serving(settings(tmp_path)) as product, chromium() as browser:
        reporter = await visit(product, browser, "ar", **person.PHONE)
        reference, code = await reports_fraud(reporter)
        assert code.startswith(reference)
        await reporter.answered(16)
        assert await reporter.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert kept(product, reference) == [SCREENSHOT]

        officer = await visit(product, browser, "fr")
        await officer.taps("language-fr")
        await officer.says(product.enrolment())
        async with reporter.page.expect_response("**/web/ack") as acknowledged:
            await sets(officer, reference, "status-referred", NOTE)
            await reporter.sees("status-referred", "notice-waits")
        assert (await acknowledged.value).status == 200
        await reporter.looks_down()
        await expect(reporter.theirs.last).to_be_in_viewport()
        assert await reporter.codes.all_inner_texts() == [reference]
        await reporter.taps("do-answer")
        await reporter.sees(NOTE)

        later = await reporter.returns()
        await reporter.page.close()
        await sets(officer, reference, "status-identified", LATER)
        await later.open()
        told = later.theirs.filter(has_text=later.word("status-identified"))
        await expect(told).to_have_count(1)
        await expect(told).not_to_contain_text(LATER)
        await expect(later.theirs.filter(has_text=NOTE)).to_have_count(0)
        await later.page.reload()
        await expect(told).to_have_count(1)
        await later.taps("do-status")
        await later.sees(LATER)
        assert [*reporter.wrong, *officer.wrong] == []


def kept(product: Product, reference: str) -> list[bytes]:
    """The files of a case, as they are kept."""
    with product.made.storage.read() as unit:
        pieces = unit.evidence.of_case(reference)
    return [b"".join(product.made.store("evidence").read(piece.id)) for piece in pieces]


@pytest.mark.long
async def test_guided_in_french_at_a_desk(tmp_path: Path) -> None:
    async with serving(settings(tmp_path)) as product, chromium() as browser:
        reporter = await visit(product, browser, "fr")
        await reporter.taps("language-fr", "category-blackmail")
        await reporter.sees("opening-blackmail", "ask-minor")
        await reporter.taps("answer-no", "aggressor-ex")
        await reporter.says("Il menace d'envoyer mes photos à ma famille si je ne paie pas 2000 DH.")
        await reporter.taps("do-skip", "do-skip", "where-abroad")
        await reporter.says("Belgique")
        await reporter.taps("identity-named")
        await reporter.says("Nadia Test")
        await reporter.says("06 12 34 56 78")
        await reporter.sees("review-title", "Nadia Test")
        await reporter.taps("confirm-send")
        assert len(await receipt(reporter)) == 2
        assert reporter.wrong == []


async def test_guided_in_darija_on_a_phone(tmp_path: Path) -> None:
    async with serving(settings(tmp_path)) as product, chromium() as browser:
        reporter = await visit(product, browser, "ar", color_scheme="dark", **person.PHONE)
        reporter.language = "ary"
        await reporter.taps("language-ary", "category-hacking", "stolen-whatsapp", "answer-no")
        await reporter.says("سرقو ليا الكونط ديال واتساب وكيطلبو الفلوس من صحابي")
        await reporter.says("safi")
        await reporter.taps("do-skip", "do-skip", "identity-anonymous")
        await reporter.sees("review-title", "ask-confirm")
        await reporter.taps("confirm-send")
        assert len(await receipt(reporter)) == 2
        assert reporter.wrong == []


async def test_without_a_browser_and_by_receipt_from_another_session(tmp_path: Path) -> None:
    async with serving(settings(tmp_path)) as product:
        async with calling(product) as reporter:
            await reporter.posts(text=SMS, language="fr")
            offered = await reporter.hears()
            assert "+212612345678" in offered["codes"]
            await reporter.taps(offered, "send")
            reference, code, _ = (await reporter.hears())["codes"]
        async with calling(product) as other:
            await other.posts(text=code, language="fr")
            assert reference in (await other.hears())["codes"]
            assert other.client.cookies["ballegh"] != reporter.client.cookies["ballegh"]


async def test_rows_beyond_what_a_browser_counts_are_told_and_acknowledged_exactly(tmp_path: Path) -> None:
    async with serving(settings(tmp_path)) as product:
        async with calling(product) as reporter:
            for _ in range(3):
                await reporter.posts(hello=True, language="fr")
                await reporter.hears()
        first, second, third = reporter.rows
        assert int(first) > 2**53
        cookies = reporter.client.cookies
        async with calling(product, after=first, cookies=cookies) as again:
            assert [(await again.hears())["row"] for _ in "12"] == [second, third]
            assert (await again.client.post("/web/ack", json={"up_to": second})).status_code == 200
        async with calling(product, cookies=cookies) as last:
            assert (await last.hears())["row"] == third


@pytest.mark.parametrize("language", ["fr", "ar", "ary"])
@pytest.mark.few(1)
async def test_a_page_of_signs_is_read_and_the_code_in_a_picture_is_shown(
    tmp_path: Path, language: str
) -> None:
    async with chromium() as browser, serving(settings(tmp_path)) as product:
        reader = await visit(product, browser, "fr")
        await reader.taps(f"language-{language}")
        reader.language = language
        await reader.taps("do-menu", "menu-signs", "category-fraud")
        await expect(reader.theirs.filter(has_text="19")).not_to_have_count(0)
        await reader.sees("signs-forward", "ask-category")
        await reader.attaches("code.png", hostile.saved(hostile.qr("https://poste-ma.top/colis"), "PNG"))
        shown = reader.theirs.filter(has_text=reader.word("codes-found"))
        await expect(shown.locator(".code code").first).to_have_text("poste-ma.top/colis")
        assert reader.wrong == []
