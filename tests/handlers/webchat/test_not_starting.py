"""A page that cannot begin, or is refused, is never blank: it shows other ways and the numbers to call."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from flows.core.events import Start
from handlers.buckets import Rate
from handlers.webchat.channel import WebLimits
from tests.fakes.webchat import House, served, texts

page_tests = pytest.importorskip("tests.handlers.webchat.test_browser", reason="no browser here")
browser, site, answer, expect = page_tests.browser, page_tests.site, page_tests.answer, page_tests.expect
theirs, says = page_tests.theirs, page_tests.says
NO_COOKIES = {"profile": {"default_content_setting_values": {"cookies": 2}}}
BROKEN: dict[str, dict[str, Any]] = {
    "missing": {"status": 500},
    "cut off": {"status": 200, "content_type": "text/javascript", "body": "export const say = (key"},
    "newer": {"status": 200, "content_type": "text/javascript", "body": "throw new Error('no such thing')"},
}


def helped(page, language: str = "fr") -> None:
    """The other ways are on the screen, with numbers to call, in every language; nothing invites to write."""
    shown = page.locator("#fallback section")
    expect(shown.first).to_be_visible()
    assert shown.first.get_attribute("lang") == language
    for given in texts():
        own = page.locator(f"#fallback section[lang={given}]")
        expect(own).to_contain_text(texts()[given]["web-fallback"])
        expect(own.locator("a[href='tel:19']")).to_be_visible()
        expect(own.locator("a[href='https://wa.me/14155238886']")).to_be_visible()
        expect(own.locator("a[href='https://www.e-blagh.ma']")).to_be_visible()
    expect(page.locator("#composer")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@contextmanager
def opened(browser, language: str = "fr", **options) -> Iterator:
    context = browser.new_context(locale=language, **(page_tests.PHONE | options))
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("file", ["chat.js", "outgoing.js", "page.js"])
@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_script_that_fails_leaves_numbers_to_call(browser, site, file, how, language):
    with opened(browser, language) as page:
        page.route(f"**/{file}", lambda route: route.fulfill(**BROKEN[how]))
        page.goto(site.address)
        helped(page, language)
        page_tests.shot(page, f"{language}-phone-not-starting")


@pytest.mark.long
def test_a_script_that_never_comes_leaves_numbers_to_call(browser, site):
    with opened(browser, **page_tests.DESK) as page:
        page.route("**/*.js", lambda route: None if "log.js" in route.request.url else route.continue_())
        page.goto(site.address, wait_until="commit")
        expect(page.locator("#fallback")).to_be_attached()
        expect(page.locator("#fallback")).to_be_hidden()
        helped(page)
        page_tests.shot(page, "fr-desk-not-starting")


def test_without_any_script_there_are_numbers_to_call(browser, site):
    with opened(browser, java_script_enabled=False) as page:
        page.goto(site.address)
        expect(page.locator("noscript a[href='tel:19']")).to_be_visible()
        expect(page.locator("#composer")).to_be_hidden(timeout=4_000)  # nothing would be sent from it
        expect(page.locator("#fallback a[href='tel:19']").first).to_be_visible()
        assert page.locator("#leave").get_attribute("href") == "about:blank"


@pytest.mark.long
def test_a_page_that_began_shows_none_of_it(browser, site):
    with page_tests.visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        page.evaluate("dispatchEvent(new Event('error'))")
        expect(page.locator("#fallback")).to_be_hidden()
        expect(page.locator("#composer")).to_be_visible()


def test_with_cookies_blocked_the_page_says_so(browser, site, tmp_path: Path):
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(NO_COOKIES))
    context = browser.browser_type.launch_persistent_context(
        tmp_path,
        executable_path=page_tests.CHROMIUM,
        args=list(page_tests.FLAGS),
        locale="fr",
        **page_tests.PHONE,
    )
    page = context.new_page()
    page.goto(site.address)
    expect(page.locator("#banner")).to_have_text(texts()["fr"]["web-blocked"])
    expect(page.locator("#banner a")).to_have_attribute("href", "tel:19")
    helped(page)
    page_tests.shot(page, "fr-phone-blocked")
    context.close()
    assert site.house.events == []


FORBIDDEN = """for (const name of ["sessionStorage", "localStorage"])
    Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });"""


@pytest.mark.long
def test_with_storage_blocked_the_conversation_goes_on(browser, site):
    with opened(browser) as page:
        page.add_init_script(FORBIDDEN)
        page.goto(site.address)
        expect(theirs(page)).to_have_count(1)
        says(page, "envoyer")
        expect(page.locator(".code code")).to_have_text("K7PM-3XQD")
        page.locator("#leave").click()
        page.wait_for_url("about:blank")


@pytest.mark.parametrize("language", ["''", "undefined", "null", "'C'", "'zz-ZZ-x'", "'en-US@posix'", "'_'"])
@pytest.mark.long
def test_odd_languages_of_browsers_do_no_harm(browser, site, language):
    with opened(browser) as page:
        page.add_init_script(f"Object.defineProperty(navigator, 'language', {{ get: () => {language} }})")
        page.goto(site.address)
        expect(theirs(page)).to_have_count(1)
        says(page, "bonjour")
        expect(page.locator(".you.sent")).to_have_count(1)
    assert isinstance(site.house.events[0].body, Start)


@pytest.mark.long
def test_a_fifth_tab_says_where_the_answers_come(browser):
    with served(House(answer), heartbeat=1.0) as site, page_tests.visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        tabs = [page.context.new_page() for _ in range(4)]
        for tab in tabs:
            tab.goto(site.address)
        fifth = tabs[-1]
        expect(fifth.locator("#banner")).to_have_text(texts()["fr"]["web-tabs"])
        expect(fifth.locator("#banner a")).to_have_attribute("href", "tel:19")
        page_tests.shot(fifth, "fr-desk-tabs")
        tabs[0].close()
        expect(fifth.locator("#banner")).to_be_hidden()


def test_a_crowded_stream_is_said(browser):
    limits = WebLimits(all_streams=0)
    with served(House(answer), limits=limits) as site, opened(browser, "ar") as page:
        page.goto(site.address)
        expect(page.locator("#banner")).to_have_text(texts()["ar"]["web-crowded"])
        expect(page.locator("#banner a")).to_have_attribute("href", "tel:19")


@pytest.mark.long
def test_a_refused_beginning_shows_the_other_ways(browser, site):
    with opened(browser) as page:
        page.route("**/web/messages", lambda route: route.fulfill(status=403))
        page.goto(site.address)
        helped(page)


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(
    ("status", "key"), [(403, "web-refused"), (400, "web-refused"), (429, "web-slow"), (503, "web-busy")]
)
def test_every_refusal_is_said_with_a_number_to_call(browser, site, status, key, language):
    with opened(browser, language) as page:
        page.goto(site.address)
        expect(theirs(page)).to_have_count(1)
        page.route("**/web/messages", lambda route: route.fulfill(status=status))
        says(page, "bonjour")
        expect(page.locator("#notice")).to_have_text(texts()[language][key])
        expect(page.locator("#notice a")).to_have_attribute("href", "tel:19")
        page_tests.shot(page, f"{language}-phone-{status}")
        page.unroute("**/web/messages")
        if status in (400, 403):
            page.get_by_role("button", name=texts()[language]["web-retry"]).click()
        expect(page.locator(".you.sent")).to_have_count(1)
        expect(page.locator("#notice")).to_be_hidden()


@pytest.mark.long
def test_a_crowded_page_has_numbers_to_call(browser):
    limits = WebLimits(pages=Rate(burst=1, per_second=1e-3))
    with served(House(answer), limits=limits) as site, opened(browser) as page:
        page.set_extra_http_headers({"X-Real-IP": "105.1.2.3"})
        page.goto(site.address)
        page.context.clear_cookies()
        page.goto(site.address)
        expect(page.get_by_text(texts()["fr"]["web-crowded"])).to_be_visible()
        expect(page.locator("a[href='tel:177']")).to_be_visible()
        expect(page.locator("a[href^='https://wa.me/']")).to_be_visible()
