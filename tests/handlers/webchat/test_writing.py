"""Writing on the page: unreadable files, Enter, unsent texts, links in answers, a server that is away."""

import os
import re
from pathlib import Path

import pytest

from flows.core.events import Media, Start, Text
from handlers.channel import Button, Message
from tests.fakes.webchat import House, served, texts

page_tests = pytest.importorskip("tests.handlers.webchat.test_browser", reason="no browser here")
browser, site, answer, expect = page_tests.browser, page_tests.site, page_tests.answer, page_tests.expect
theirs, says, visit, shot, PHONE = (
    *(page_tests.theirs, page_tests.says, page_tests.visit, page_tests.shot),
    page_tests.PHONE,
)


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("how", ["changed", "removed"])
def test_a_file_that_cannot_be_read_holds_up_nothing(browser, site, tmp_path: Path, how, language):
    evidence = tmp_path / "capture.png"
    evidence.write_bytes(page_tests.picture())
    with visit(browser, site, language, **PHONE) as page:
        expect(theirs(page)).to_have_count(1)
        page.context.set_offline(True)
        page.locator("#files").set_input_files(evidence)
        expect(page.locator(".you.waiting")).to_have_count(1)
        if how == "changed":
            evidence.write_bytes(b"another picture")
            os.utime(evidence, (1, 1))  # browsers look at the second in which it was changed
        else:
            evidence.unlink()
        says(page, "bonjour")
        page.context.set_offline(False)
        expect(page.locator(".you.failed .failure")).to_contain_text(texts()[language]["web-unreadable"])
        expect(page.locator(".you.sent p")).to_have_text("bonjour")
        expect(page.locator(".failure button")).to_have_count(1)
        shot(page, f"{language}-phone-unreadable-{how}")
        evidence.write_bytes(page_tests.picture())
        page.locator("#files").set_input_files(evidence)
        expect(page.locator(".you.sent img")).to_be_visible()
    assert [type(event.body) for event in site.house.events] == [Start, Text, Media]


@pytest.mark.long
def test_a_file_chosen_on_a_bad_line_arrives_later(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        page.context.set_offline(True)
        page.locator("#files").set_input_files([page_tests.PNG | {"buffer": b"0" * 900_000}])
        expect(page.locator("#banner")).to_have_text(texts()["fr"]["web-offline"])
        page.context.set_offline(False)
        expect(page.locator(".you.sent")).to_have_count(1)
    assert [type(event.body) for event in site.house.events] == [Start, Media]


@pytest.mark.long
def test_a_file_that_waited_at_a_reload_asks_to_be_chosen_again(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        page.route("**/web/files*", lambda route: route.abort())
        page.locator("#files").set_input_files([page_tests.PNG])
        expect(page.locator(".you.waiting")).to_have_count(1)
        page.reload()
        expect(page.locator(".failure")).to_contain_text(texts()["fr"]["web-unreadable"])
        says(page, "bonjour")
        expect(page.locator(".you.sent")).to_have_count(1)


@pytest.mark.long
def test_enter_sends_on_a_phone(browser, site):
    with visit(browser, site, "fr", **PHONE) as page:
        expect(theirs(page)).to_have_count(1)
        page.locator("#text").tap()
        page.keyboard.type("bonjour")
        page.keyboard.press("Enter")
        expect(page.locator(".you.sent p")).to_have_text("bonjour")
        page.keyboard.type("une")
        page.keyboard.press("Shift+Enter")
        page.keyboard.type("deux")
        page.evaluate(
            "text.dispatchEvent(new InputEvent('beforeinput', "
            "{ inputType: 'insertLineBreak', cancelable: true, bubbles: true }))"
        )
        expect(page.locator(".you.sent")).to_have_count(2)
        expect(page.locator("#text")).to_have_value("")
    assert [event.body for event in site.house.events[1:]] == [Text("bonjour"), Text("une\ndeux")]


CALLS = (
    "Police : \u206819\u2069\nEnfants : \u20682511\u2069\n\u2068www.e-blagh.ma\u2069\n"
    "Il y a 19 jours, 2511 DH"
)
REVIEW = "À envoyer :\n\u2068Âge\u2069 : \u206819\u2069"


@pytest.mark.long
def test_numbers_and_sites_of_an_answer_are_links(browser, site):
    with visit(browser, site, "fr", **PHONE) as page:
        expect(theirs(page)).to_have_count(1)
        chat = site.house.events[0].chat
        site.do(site.house.say(chat, Message(CALLS, (), (), "fr")))
        links = theirs(page).last.locator("a")
        expect(links).to_have_count(3)
        assert [link.get_attribute("href") for link in links.all()] == [
            *("tel:19", "tel:2511", "https://www.e-blagh.ma")
        ]
        assert "noreferrer" in (links.last.get_attribute("rel") or "")
        shot(page, "fr-phone-calls")
        send = Button("1:confirm:send", "Envoyer")
        site.do(site.house.say(chat, Message(REVIEW, (send,), (), "fr")))
        expect(theirs(page)).to_have_count(3)
        expect(theirs(page).last.locator("a")).to_have_count(0)


@pytest.mark.long
def test_a_server_that_is_away_is_said_and_its_return_too(browser):
    house = House(answer)
    with served(house) as gone:
        port = int(gone.address.rpartition(":")[2])
        context = browser.new_context(locale="fr")
        page = context.new_page()
        page.goto(gone.address)
        expect(theirs(page)).to_have_count(1)
    expect(page.locator("#banner")).to_have_text(texts()["fr"]["web-offline"])
    expect(page.locator("#banner a")).to_have_attribute("href", "tel:19")
    says(page, "bonjour")
    shot(page, "fr-desk-away")
    with served(house, port=port):
        expect(page.locator("#banner")).to_be_hidden(timeout=40_000)
        expect(page.locator(".you.sent")).to_have_count(1, timeout=40_000)
        context.close()


@pytest.mark.long
def test_a_long_review_is_on_the_screen_whole_from_its_beginning(browser, site):
    with visit(browser, site, "fr", **PHONE) as page:
        expect(theirs(page)).to_have_count(1)
        says(page, "bonjour")
        expect(theirs(page)).to_have_count(2)
        lines = [f"\u2068Question {n}\u2069 : \u2068{'réponse ' * 30}{n}.\u2069" for n in range(12)]
        send = (Button("1:confirm:send", "Envoyer"), Button("1:nav:edit", "Corriger", nav=True))
        text = "\n".join(("À envoyer :", *lines))
        site.do(site.house.say(site.house.events[0].chat, Message(text, send, (), "fr")))
        review = theirs(page).last
        expect(review).to_contain_text("réponse 11.")
        expect(review.locator("p").first).to_be_in_viewport()
        log = page.locator("#log").bounding_box()
        box = review.bounding_box()
        assert log
        assert box
        assert box["y"] >= log["y"]
        expect(page.locator("#newer")).to_be_visible()
        shot(page, "fr-phone-review")
        page.locator("#log").evaluate("log => log.scrollTop = log.scrollHeight")
        expect(page.get_by_role("button", name="Envoyer", exact=True).first).to_be_in_viewport()
        expect(page.get_by_role("button", name="Corriger")).to_be_in_viewport()
        assert review.evaluate("node => node.scrollWidth <= node.clientWidth")
        assert review.locator("p").evaluate("node => node.scrollHeight <= node.clientHeight + 1")


def test_what_was_typed_is_back_after_a_reload(browser, site):
    with visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        page.locator("#text").fill("une phrase commencée")
        page.reload()
        expect(page.locator("#text")).to_have_value("une phrase commencée")
        page.locator("#send").click()
        expect(page.locator(".you.sent")).to_have_count(1)
        page.reload()
        expect(theirs(page)).to_have_count(2)
        expect(page.locator("#text")).to_have_value("")


OLDER = "sessionStorage.setItem('draft', JSON.stringify([Date.now() - 11 * 60e3, 'un vieux texte']))"


@pytest.mark.parametrize(("keep", "left"), [(True, "un vieux texte"), (False, "")])
def test_an_old_text_asks_before_it_goes(browser, site, keep, left):
    own = texts()["fr"]
    with visit(browser, site, "fr", **PHONE) as page:
        expect(theirs(page)).to_have_count(1)
        page.evaluate(OLDER)
        page.reload()
        expect(page.get_by_text(own["web-draft-ask"])).to_be_visible()
        expect(page.locator("#text")).to_have_value("")
        shot(page, "fr-phone-draft")
        page.reload()
        key = "web-draft-keep" if keep else "web-draft-drop"
        page.get_by_role("button", name=own[key], exact=True).click()
        expect(page.locator("#text")).to_have_value(left)
        page.reload()
        expect(page.locator("#text")).to_have_value(left)
        expect(page.get_by_text(own["web-draft-ask"])).to_have_count(0)


@pytest.mark.long
def test_quick_exit_goes_to_the_place_that_is_set_and_forgets_what_was_typed(browser):
    with served(House(answer), leave_to="about:blank#neutral") as site, visit(browser, site, "fr") as page:
        expect(theirs(page)).to_have_count(1)
        page.locator("#text").fill("un secret")
        page.locator("#leave").click()
        page.wait_for_url(re.compile("about:blank#neutral"))
        page_tests.until_forgotten(page)
        page.goto(site.address)
        expect(theirs(page)).to_have_count(1)
        expect(page.locator("#text")).to_have_value("")
