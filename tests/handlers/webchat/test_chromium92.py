"""The page in Chromium 92 of 2021, which many an old phone's browser is."""

import os
from pathlib import Path

import pytest

from flows.core.events import Media, Start, Tap, Text
from handlers.buckets import Rate
from handlers.webchat.channel import WebLimits
from tests.fakes.webchat import House, served, texts

page_tests = pytest.importorskip("tests.handlers.webchat.test_browser", reason="no browser here")
site, answer, expect = page_tests.site, page_tests.answer, page_tests.expect
visit, shot = page_tests.visit, page_tests.shot
OLD = Path(__file__).parents[3] / ".chromium92" / "chromium"
if not OLD.exists() and "CI" not in os.environ:
    pytest.skip("no Chromium 92 here: .ci/chromium92 brings it", allow_module_level=True)
FLAGS = (*page_tests.FLAGS, "--no-zygote", "--headless")
NEVER = Rate(burst=0, per_second=1e-6)


@pytest.fixture(scope="module")
def old():
    with page_tests.sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=OLD, headless=True, args=list(FLAGS))
        assert browser.version.startswith("92.")
        yield browser
        browser.close()


SEEN = """selector => [...document.querySelectorAll(selector)].filter(
    node => node.getClientRects().length && getComputedStyle(node).visibility === "visible").length"""


def sees(page, selector: str, count: int = 1) -> None:
    """Wait until so many are on the screen; the tool's own look needs a newer browser."""
    for _ in range(600):
        if (seen := page.evaluate(SEEN, selector)) == count:
            return
        page.wait_for_timeout(25)
    raise AssertionError((selector, seen))


MIDDLE = """selector => {
    const node = document.querySelector(selector);
    node.scrollIntoView({ block: "nearest" });
    const box = node.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
}"""


def clicks(page, selector: str) -> None:
    """Click with the mouse in the middle of it, once it stands still."""
    page.wait_for_timeout(300)
    page.mouse.click(*page.evaluate(MIDDLE, selector))


@pytest.mark.parametrize("language", ["ar", "fr"])
@pytest.mark.parametrize("size", ["phone", "desk"])
@pytest.mark.few(1)
def test_a_whole_conversation(old, site, language, size):
    shape = page_tests.PHONE if size == "phone" else page_tests.DESK
    with visit(old, site, language, **shape) as page:
        sees(page, ".message.us")
        clicks(page, f"[data-choice='0:language:{language}']")
        sees(page, ".message.us", 2)
        sees(page, ".us.past")
        shot(page, f"{language}-{size}-92-1")
        page.locator("#files").set_input_files([page_tests.PNG])
        sees(page, ".you.sent img")
        sees(page, ".message.us", 3)
        clicks(page, "#text")
        page.keyboard.type("إرسال" if language == "ar" else "envoyer")
        page.keyboard.press("Enter")
        sees(page, ".code code")
        expect(page.locator(".code code")).to_have_text("K7PM-3XQD")
        shot(page, f"{language}-{size}-92-2")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        sees(page, "#fallback", 0)
        page.reload()
        sees(page, ".message.us", 4)
        clicks(page, "#leave")
        page.wait_for_url("about:blank")
    assert [type(event.body) for event in site.house.events] == [Start, Tap, Media, Text]


@pytest.mark.long
def test_a_flood_asks_it_for_work(old):
    with served(House(answer), limits=WebLimits(sessions=NEVER)) as site, visit(old, site, "fr") as page:
        sees(page, ".message.us")


def test_a_script_that_is_too_new_leaves_numbers_to_call(old, site):
    context = old.new_context(locale="fr", **page_tests.PHONE)
    page = context.new_page()
    newer = "export class Log { static { this.open = 1; } }"
    page.route("**/log.js", lambda route: route.fulfill(content_type="text/javascript", body=newer))
    page.goto(site.address)
    sees(page, "#fallback a[href='tel:19']", len(texts()))
    sees(page, "#composer", 0)
    shot(page, "fr-phone-92-not-starting")
    context.close()
    assert site.house.events == []
