"""The page as a person has it: in Debian's Chromium, on a phone and on a desk, by touch and by keyboard."""

import os
import re
import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.turn.render import render
from flows.core.effects import Code, Line, Say
from flows.core.events import Event, Media, Start, Tap, Text
from flows.dialogue.notices import proven
from handlers import receipt_link
from handlers.channel import Button, Message
from handlers.webchat.static import FOLDER
from tests.dialogue import words
from tests.fakes.webchat import House, Site, served, texts
from tests.qr import scanned

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("no browser here: apt-get install chromium", allow_module_level=True)
sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
expect.set_options(timeout=40_000)  # a busy machine draws later

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--use-fake-ui-for-media-stream"),
    "--use-fake-device-for-media-stream",
)
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
SOON = 20_000.0
"""Milliseconds that somebody waits for an answer."""
SHOTS = os.environ.get("BALLEGH_SHOTS", "")
ARABIC = (
    *("نصب واحتيال", "ابتزاز بالصور", "سب وقذف وتشهير", "تهديد", "إرهاب", "طفل في خطر", "أسلحة", "مخدرات"),
    *("عمل وهمي بالخارج واحتجاز", "تحريض على الكراهية", "حساب مخترق", "شيء آخر"),
)
FRENCH = (
    *("Arnaque", "Chantage", "Diffamation", "Menaces", "Terrorisme", "Enfant en danger", "Armes", "Drogues"),
    *("Faux travail à l'étranger", "Incitation", "Compte piraté", "Autre chose"),
)


def asks(language: str) -> Message:
    labels, nav = (ARABIC, ("رجوع", "إلغاء")) if language == "ar" else (FRENCH, ("Retour", "Annuler"))
    text = "ما الذي حدث؟" if language == "ar" else "Que s'est-il passé ?"
    main = tuple(Button(f"1:category:{i}", label) for i, label in enumerate(labels))
    return Message(
        text, (*main, *(Button(f"1:nav:{i}", n, nav=True) for i, n in enumerate(nav))), (), language
    )


def receipt(language: str) -> Message:
    if language == "ar":
        text = "✅ تم الإرسال. رقم ملفك:\n\u2068K7PM-3XQD\u2069\nسيُفحص التبليغ خلال أيام."
    else:
        text = "✅ C'est envoyé. Votre dossier :\n\u2068K7PM-3XQD\u2069\nIl sera examiné sous quelques jours."
    return Message(text, (), ("K7PM-3XQD",), language)


WELCOME = {
    "ar": "السلام عليكم. هنا يمكن التبليغ عن كل ما يثير القلق على الإنترنت: نصب، ابتزاز، تهديد… "
    "ويمكن ذلك بدون ذكر الاسم. في حالة خطر فوري، المرجو الاتصال أولا بالرقم 19.",
    "fr": "Bonjour. Ici vous pouvez signaler ce qui vous inquiète sur Internet : arnaque, chantage, "
    "menaces… Vous pouvez le faire sans donner votre nom. En cas de danger immédiat, appelez d'abord le 19.",
}
LANGUAGES = (
    Button("0:language:ar", "العربية"),
    Button("0:language:fr", "Français"),
    Button("0:language:ary", "الدارجة"),
)


def answer(event: Event) -> list[Message]:
    """A bot with a goldfish's memory: its language rides in what it is told."""
    match event.body:
        case Start(payload=payload) if payload:
            return [Message(f"payload\n{payload}", (), (payload,), "fr")]
        case Start():
            language = "fr" if event.language.startswith("fr") else "ar"
            return [Message(WELCOME[language], LANGUAGES, (), language)]
        case Tap(button="0:language:fr"):
            return [asks("fr")]
        case Tap(button=button) if button.startswith("0:language"):
            return [asks("ar")]
        case Text(text="envoyer"):
            return [receipt("fr")]
        case Text(text="إرسال"):
            return [receipt("ar")]
        case Media(name="لقطة.png"):
            return [Message("وصلت الصورة.", (Button("1:evidence:done", "انتهيت"),), (), "ar")]
        case Media():
            return [Message("C'est reçu.", (Button("1:evidence:done", "Terminé"),), (), "fr")]
        case Text() | Tap():
            return [Message("D'accord.", (), (), "fr")]
    return []


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def site() -> Iterator[Site]:
    with served(House(answer)) as site:
        yield site


@contextmanager
def visit(browser, site: Site, language: str, link: str = "", **options) -> Iterator:
    """A page in a browser of its own; an error or a blocked request on it fails the test."""
    context = browser.new_context(locale=language, **(DESK | options))
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console", lambda line: wrong.append(line.text) if "Content Security Policy" in line.text else None
    )
    page.on(
        "request", lambda r: wrong.append(r.url) if not r.url.startswith((site.address, "blob:")) else None
    )
    page.goto(f"{site.address}/{link}")
    yield page
    context.close()
    assert wrong == []


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", animations="disabled")


def says(page, text: str) -> None:
    page.locator("#text").fill(text)
    page.locator("#send").click()


def until_forgotten(page) -> None:
    """The answer that takes the cookie away comes after the page has gone."""
    for _ in range(250):
        if not page.context.cookies():
            return
        page.wait_for_timeout(20)
    raise AssertionError("the cookie is still there")


def theirs(page):
    return page.locator(".message.us")


def picture(width: int = 320, height: int = 240) -> bytes:
    """A small PNG of two colours."""
    line = b"\0" + b"\x1f\x8a\x80" * (width // 2) + b"\xf2\xc1\x4e" * (width // 2)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(line * height)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


PNG = {"name": "capture.png", "mimeType": "image/png", "buffer": picture()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_conversation_in_its_own_direction(browser, site, language, size, scheme):
    shape = PHONE if size == "phone" else DESK
    name = "لقطة.png" if language == "ar" else "capture.png"
    with visit(browser, site, language, color_scheme=scheme, **shape) as page:
        expect(theirs(page)).to_have_count(1)
        expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
        shot(page, f"{language}-{size}-{scheme}-1")
        page.get_by_role("button", name="العربية" if language == "ar" else "Français").click()
        expect(theirs(page)).to_have_count(2)
        chips = theirs(page).last.locator(".main button")
        expect(chips).to_have_count(12)
        shot(page, f"{language}-{size}-{scheme}-2")
        for chip in [*chips.all(), *theirs(page).last.locator(".nav button").all()]:
            box = chip.bounding_box()
            assert box
            assert box["height"] >= 44
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= shape["viewport"]["width"]
        page.locator("#files").set_input_files([PNG | {"name": name}])
        expect(page.locator(".you img")).to_be_visible()
        expect(page.locator(".you.sent img")).to_be_visible()
        expect(theirs(page)).to_have_count(3)
        shot(page, f"{language}-{size}-{scheme}-3")
        says(page, "إرسال" if language == "ar" else "envoyer")
        code = page.locator(".code code")
        expect(code).to_have_text("K7PM-3XQD")
        expect(page.locator("#typing")).to_be_hidden()
        shot(page, f"{language}-{size}-{scheme}-4")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [type(event.body) for event in site.house.events] == [Start, Tap, Media, Text]
    media = site.house.events[2].body
    assert isinstance(media, Media)
    assert (media.kind, media.name, media.declared_type) == ("photo", name, "image/png")
    assert site.house.files[media.ref] == PNG["buffer"]


@pytest.mark.long
def test_the_page_turns_with_the_language_of_the_conversation(browser, site):
    with visit(browser, site, "ar") as page:
        page.get_by_role("button", name="Français").click()
        expect(page.locator("html")).to_have_attribute("dir", "ltr")
        expect(page.locator("html")).to_have_attribute("lang", "fr")
        expect(theirs(page).first.locator("p")).to_have_attribute("dir", "rtl")
        expect(theirs(page).last.locator("p")).to_have_attribute("dir", "ltr")
        expect(page.locator("#leave")).to_have_text(site.house.settings().texts["fr"]["web-leave"])


def test_a_reload_keeps_the_transcript_and_does_not_begin_again(browser, site):
    with visit(browser, site, "fr") as page:
        page.get_by_role("button", name="Français").click()
        expect(theirs(page)).to_have_count(2)
        page.reload()
        expect(theirs(page)).to_have_count(2)
        expect(page.locator(".chosen")).to_have_text("Français")
        says(page, "bonjour")
        expect(theirs(page)).to_have_count(3)
    assert [type(event.body) for event in site.house.events] == [Start, Tap, Text]


def test_what_was_missed_comes_on_return_and_only_once(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        chat = site.house.events[0].chat
        page.goto("about:blank")
        site.do(site.house.say(chat, Message("Votre dossier est transmis.", (), (), "fr")))
        page.go_back()
        expect(theirs(page)).to_have_count(2)
        page.reload()
        expect(theirs(page)).to_have_count(2)
        expect(theirs(page).last).to_contain_text("Votre dossier est transmis.")


@pytest.mark.long
def test_a_page_that_is_not_answered_looks_whether_its_stream_still_comes(browser, site):
    """The server of its stream stands still, or the line leads nowhere: nothing ends, and nothing comes."""
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        site.house.answer = lambda event: []
        says(page, "salam")
        expect(page.locator(".you.sent")).to_have_count(1)
        site.house.outbox.setdefault(site.house.events[-1].chat, {})[1000] = Message(
            "D'accord.", (), (), "fr"
        )
        expect(theirs(page)).to_have_count(2, timeout=SOON)


def test_a_push_on_a_hidden_page_is_marked_and_counted(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        hide = "state => { Object.defineProperty(document, 'hidden', { value: state, configurable: true });"
        hide += " document.dispatchEvent(new Event('visibilitychange')); }"
        page.evaluate(hide, True)
        site.do(site.house.say(site.house.events[0].chat, Message("Nouvelle étape.", (), (), "fr")))
        expect(page.locator(".divider")).to_be_visible()
        title = site.house.settings().texts["fr"]["web-title"]
        assert page.title() == f"(1) {title}"
        shot(page, "fr-desk-unread")
        page.evaluate(hide, False)
        assert page.title() == title


def test_quick_exit_leaves_nothing_behind(browser, site):
    with visit(browser, site, "fr") as page:
        page.get_by_role("button", name="Français").click()
        expect(theirs(page)).to_have_count(2)
        page.locator("#leave").click()
        page.wait_for_url("about:blank")
        until_forgotten(page)
        page.go_back()
        assert page.locator(".message").count() == 0
        page.goto(site.address)
        expect(theirs(page)).to_have_count(1)
    first, *_, last = site.house.events
    assert isinstance(last.body, Start)
    assert last.chat != first.chat


@pytest.mark.long
def test_quick_exit_without_network_is_finished_on_return(browser, site):
    with visit(browser, site, "fr") as page:
        says(page, "un secret")
        expect(theirs(page)).to_have_count(2)
        page.context.set_offline(True)
        page.locator("#leave").click()
        page.wait_for_url("about:blank")
        page.context.set_offline(False)
        page.goto(site.address)
        expect(theirs(page)).to_have_count(1)
        expect(page.locator(".you")).to_have_count(0)
    assert site.house.events[-1].chat != site.house.events[0].chat


@pytest.mark.long
def test_escape_twice_leaves_every_page_of_the_session(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        other = page.context.new_page()
        other.goto(site.address)
        expect(other.locator("#log")).to_be_visible()
        expect(theirs(other).first).to_be_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.wait_for_url("about:blank")
        other.wait_for_url("about:blank")


@pytest.mark.long
def test_hiding_clears_the_page(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        site.do(site.house.hide(site.house.events[0].chat))
        expect(page.locator(".message")).to_have_count(0)
        assert page.evaluate("sessionStorage.getItem('transcript')") is None


def test_by_keyboard_alone(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        expect(page.locator("#text")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        expect(page.get_by_role("button", name="Français")).to_be_focused()
        shot(page, "fr-desk-focus")
        page.keyboard.press("Enter")
        expect(theirs(page)).to_have_count(2)
        expect(page.get_by_role("button", name="Arnaque")).to_be_focused()
        page.keyboard.press("Enter")
        expect(theirs(page)).to_have_count(3)
        page.locator("#text").focus()
        page.keyboard.type("une ligne")
        page.keyboard.press("Shift+Enter")
        page.keyboard.type("et une autre")
        page.keyboard.press("Enter")
        expect(theirs(page)).to_have_count(4)
    assert site.house.events[-1].body == Text("une ligne\net une autre")


def test_what_could_not_be_kept_is_sent_again_under_its_id(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        site.house.refusing = True
        with page.expect_response(lambda r: r.url.endswith("/web/messages") and r.status == 503):
            says(page, "un")
        says(page, "deux")
        expect(page.locator(".you.waiting")).to_have_count(2)
        expect(page.locator("#notice")).to_have_text(texts()["fr"]["web-busy"])
        site.house.refusing = False
        expect(page.locator(".you.sent")).to_have_count(2)
        expect(page.locator("#notice")).to_be_hidden()
    assert [e.body for e in site.house.events[1:]] == [Text("un"), Text("deux")]


def test_an_upload_can_be_cancelled_and_a_big_file_is_declined(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        page.locator("#files").set_input_files([PNG | {"buffer": b"0" * 1_000_001}])
        expect(page.locator("#notice")).to_have_text(site.house.settings().texts["fr"]["web-too-big"])
        expect(page.locator(".you")).to_have_count(0)
        page.context.set_offline(True)
        page.locator("#files").set_input_files([PNG | {"name": "preuve.pdf", "mimeType": "application/pdf"}])
        expect(page.locator(".you progress")).to_be_visible()
        shot(page, "fr-desk-upload")
        page.locator(".stop").click()
        expect(page.locator(".you")).to_have_count(0)
        page.context.set_offline(False)
        says(page, "bonjour")
        expect(theirs(page)).to_have_count(2)
    assert [type(event.body) for event in site.house.events] == [Start, Text]


def test_a_voice_note(browser, site):
    with visit(browser, site, "ar", permissions=["microphone"], **PHONE) as page:
        expect(theirs(page)).to_have_count(1)
        page.locator("#record").click()
        expect(page.locator("#elapsed")).to_have_text(re.compile(r"0:0[1-9]"))
        shot(page, "ar-phone-recording")
        page.locator("#record-send").click()
        expect(page.locator(".you.sent audio")).to_be_visible()
        expect(theirs(page)).to_have_count(2)
        shot(page, "ar-phone-voice")
    voice = site.house.events[-1].body
    assert isinstance(voice, Media)
    assert (voice.kind, voice.declared_type) == ("voice", "audio/webm")


@pytest.mark.long
def test_a_code_is_copied(browser, site):
    with visit(browser, site, "fr", permissions=["clipboard-read", "clipboard-write"]) as page:
        says(page, "envoyer")
        page.locator(".copy").click()
        expect(page.locator("#said")).to_have_text(site.house.settings().texts["fr"]["web-copied"])
        assert page.evaluate("navigator.clipboard.readText()") == "K7PM-3XQD"


def decides(page, site: Site, key: str, language: str = "fr") -> None:
    """Answer the page's question about a link."""
    own = site.house.settings().texts[language]
    expect(page.get_by_text(own["web-link-ask"])).to_be_visible()
    page.get_by_role("button", name=own[key], exact=True).click()
    expect(page.get_by_text(own["web-link-ask"])).to_have_count(0)


@pytest.mark.long
def test_a_link_brings_its_payload_and_leaves_it_out_of_the_address(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        page.goto("about:blank")
        page.goto(f"{site.address}/#start=K7PM3XQD")
        assert page.evaluate("location.href") == f"{site.address}/"
        decides(page, site, "web-link-open")
        expect(page.locator(".code code")).to_have_text("K7PM3XQD")
        page.reload()
        expect(page.locator(".code code")).to_have_text("K7PM3XQD")
        expect(theirs(page)).to_have_count(2)
    assert [event.body for event in site.house.events] == [Start(), Start("K7PM3XQD")]


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("size", ["phone", "desk"])
def test_a_link_shows_nothing_before_it_is_allowed(browser, site, language, size):
    shape = PHONE if size == "phone" else DESK
    with visit(browser, site, language, link="#start=K7PM3XQD", **shape) as page:
        expect(page.get_by_text(site.house.settings().texts[language]["web-link-ask"])).to_be_visible()
        shot(page, f"{language}-{size}-link")
        for button in page.locator(".choices button").all():
            box = button.bounding_box()
            assert box
            assert box["height"] >= 44
        page.reload()
        expect(page.get_by_text(site.house.settings().texts[language]["web-link-ask"])).to_be_visible()
        assert site.house.events == []
        decides(page, site, "web-link-not", language)
        expect(theirs(page)).to_have_count(1)
        page.reload()
        expect(theirs(page)).to_have_count(1)
        assert page.evaluate("sessionStorage.getItem('start')") is None
    assert [event.body for event in site.house.events] == [Start()]


@pytest.mark.long
def test_a_link_pasted_into_an_open_page_is_asked_about_once(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        for code in ("K7PM3XQD", "K7PM3XQE"):
            page.evaluate(f"location.hash = '#start={code}'")
        expect(page.get_by_text(site.house.settings().texts["fr"]["web-link-ask"])).to_have_count(1)
        decides(page, site, "web-link-open")
        expect(page.locator(".code code")).to_have_text("K7PM3XQE")
        page.evaluate("location.hash = '#elsewhere'")
        assert len(site.house.events) == 2


@pytest.mark.long
def test_leaving_forgets_what_a_link_brought(browser, site):
    with visit(browser, site, "fr", link="#start=K7PM3XQD") as page:
        expect(page.get_by_text(site.house.settings().texts["fr"]["web-link-ask"])).to_be_visible()
        page.locator("#leave").click()
        page.wait_for_url("about:blank")
        until_forgotten(page)
        page.goto(site.address)
        expect(theirs(page)).to_have_count(1)
        expect(page.get_by_text(site.house.settings().texts["fr"]["web-link-ask"])).to_have_count(0)
    assert [event.body for event in site.house.events] == [Start()]


WEB = "https://report.example.org/#start="


def whole_receipt(language: str) -> Message:
    """A receipt in the product's own words."""
    lines = (Line("filed"), Code("K7M29QXA"), Line("filed-next"), Line("receipt-keep"))
    say = Say((*lines, Code("K7M29QXA-CDEF-GHJK-MNPQ-RTVW")), purpose="receipt")
    return render(words(), proven(say, "5a" * 32, "ab12-" * 7 + "ab12"), language)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_receipt_has_its_link_as_a_picture_to_keep(browser, tmp_path, language, size, scheme):
    shape = PHONE if size == "phone" else DESK
    house = House(lambda event: [whole_receipt(language)])
    with (
        served(house, case_link=WEB) as site,
        visit(browser, site, language, color_scheme=scheme, **shape) as page,
    ):
        image = page.locator(".qr img")
        expect(image).to_be_visible()
        own = house.settings().texts[language]
        assert image.get_attribute("alt") == own["web-qr"]
        expect(page.locator(".qr p")).to_have_text(own["web-qr-about"])
        box = image.bounding_box()
        assert box
        assert round(box["width"]) == round(box["height"]) >= 120
        expect(page.locator(".code code").last).to_be_visible()
        page.locator(".qr").scroll_into_view_if_needed()
        shot(page, f"{language}-{size}-{scheme}-receipt")
        assert scanned(image.screenshot(), tmp_path) == f"{WEB}K7M29QXACDEFGHJKMNPQRTVW"
        with page.expect_download() as download:
            page.get_by_role("link", name=own["web-qr-save"]).click()
        assert download.value.suggested_filename == "image.png"
        assert Path(download.value.path()).read_bytes() == receipt_link.draw(WEB, whole_receipt(language))
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.reload()
        expect(page.locator(".qr img")).to_be_visible()


@pytest.mark.long
def test_a_link_on_another_site_does_not_lose_the_session(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        elsewhere = site.address.replace("127.0.0.1", "localhost")
        other = page.context.new_page()
        other.route(
            f"{elsewhere}/elsewhere",
            lambda r: r.fulfill(body=f"<a href='{site.address}/'>x</a>", content_type="text/html"),
        )
        other.goto(f"{elsewhere}/elsewhere")
        other.locator("a").click()
        expect(theirs(other).first).to_be_visible()
    assert len({event.chat for event in site.house.events}) == 1


def test_text_is_never_markup(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        evil = "<img src=x onerror=alert(1)><script>alert(1)</script>"
        says(page, evil)
        expect(theirs(page)).to_have_count(2)
        site.do(site.house.say(site.house.events[0].chat, Message(evil, (Button("x", evil),), (), "fr")))
        expect(page.locator(".you p")).to_have_text(evil)
        expect(page.locator(".us .bubble p").last).to_have_text(evil)
        assert page.locator("#messages img, #messages script").count() == 0


@pytest.mark.long
def test_files_are_pasted_and_dropped(browser, site):
    carry = """(name) => {
        const carried = new DataTransfer();
        for (const end of ["a", "b"]) carried.items.add(new File(["x"], `${name}-${end}.txt`));
        return carried;
    }"""
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        paste = "text.dispatchEvent(new ClipboardEvent('paste', { clipboardData: carried }))"
        page.evaluate(
            f"(text => {{ const carried = ({carry})('pasted'); {paste}; }})(document.activeElement)"
        )
        expect(page.locator(".you.sent")).to_have_count(2)
        for kind in ("dragenter", "dragover"):
            page.dispatch_event("#log", kind, {"dataTransfer": page.evaluate_handle(f"({carry})('dropped')")})
        expect(page.locator("#drop")).to_be_visible()
        page.dispatch_event("#log", "drop", {"dataTransfer": page.evaluate_handle(f"({carry})('dropped')")})
        expect(page.locator("#drop")).to_be_hidden()
        expect(page.locator(".you.sent")).to_have_count(4)
    names = [event.body.name for event in site.house.events if isinstance(event.body, Media)]
    assert names == ["pasted-a.txt", "pasted-b.txt", "dropped-a.txt", "dropped-b.txt"]


@pytest.mark.long
def test_answered_choices_step_back_but_stay(browser, site):
    with visit(browser, site, "fr") as page:
        expect(page.locator(".us.past")).to_have_count(0)
        says(page, "envoyer")
        expect(theirs(page)).to_have_count(2)
        expect(page.locator(".us.past")).to_have_count(1)
        page.get_by_role("button", name="Français").click()
        expect(theirs(page).last.locator(".main button")).to_have_count(12)


def test_without_network_the_page_says_so_and_sends_later(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        page.context.set_offline(True)
        expect(page.locator("#banner")).to_have_text(site.house.settings().texts["fr"]["web-offline"])
        says(page, "bonjour")
        expect(page.locator(".you.waiting")).to_have_count(1)
        page.context.set_offline(False)
        expect(page.locator(".you.sent")).to_have_count(1)
        expect(page.locator("#banner")).to_be_hidden()


def test_without_scripts_the_page_says_what_to_do(browser, site):
    context = browser.new_context(java_script_enabled=False, locale="fr")
    page = context.new_page()
    page.goto(site.address)
    expect(page.locator("noscript .notice")).to_have_text(site.house.settings().texts["fr"]["web-noscript"])
    context.close()


@pytest.mark.long
def test_a_very_small_screen_needs_no_sideways_scrolling(browser, site):
    with visit(browser, site, "fr", viewport={"width": 280, "height": 480}) as page:
        page.get_by_role("button", name="Français").click()
        expect(theirs(page)).to_have_count(2)
        says(page, "https://exemple.test/" + "x" * 300)
        expect(page.locator(".you.sent")).to_have_count(2)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(
            "document.getElementById('log').scrollWidth <= document.getElementById('log').clientWidth"
        )
        shot(page, "fr-small")


READABLE = (
    *(
        ("ink", "us"),
        ("ink", "paper"),
        ("ink", "panel"),
        ("faint", "us"),
        ("faint", "panel"),
        ("faint", "paper"),
    ),
    *(("you-ink", "you"), ("you-faint", "you"), ("accent", "soft"), ("on-accent", "accent"), ("ink", "code")),
    *(
        ("alarm", "alarm-soft"),
        ("alarm", "panel"),
        ("accent", "paper"),
        ("accent", "panel"),
        ("accent", "code"),
    ),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast(scheme):
    """WCAG AA: 4.5 to 1, of the page's own colours."""
    light, dark = re.findall(r":root \{(.*?)\}", (FOLDER / "chat.css").read_text("utf-8"), re.S)[:2]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light + (dark if scheme == "dark" else "")))
    colours["white"] = "#ffffff"
    weak = {pair: contrast(*(colours[name] for name in pair)) for pair in (*READABLE, ("white", "leave"))}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
