"""Room on a phone: numbers whole and a thumb wide, the last words above a notice, a file's size."""

from itertools import pairwise

import pytest

from flows.core.events import Event, Start, Text
from handlers.channel import Message
from tests.fakes.webchat import House, served

page_tests = pytest.importorskip("tests.handlers.webchat.test_browser", reason="no browser here")
browser, expect, theirs = page_tests.browser, page_tests.expect, page_tests.theirs
NUMBERS = {
    "fr": "À appeler :\nPolice : \u206819\u2069\nGendarmes : \u2068177\u2069\nEnfants : \u20682511\u2069",
    "ar": "المرجو التحدث مع شخص:\nالشرطة: \u206819\u2069\nالدرك: \u2068177\u2069\nالأطفال: \u20682511\u2069",
}
PAPER = {"name": "releve.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4" + bytes(49_992)}

IBAN = "MA64 0117 8000 0012 3456 7890 1234"
RIB = "007 780 0001234567890123 45"
NUMBERED = (
    f"عيط ليا واحد من النمرة +212 5 22 33 44 55 وقال ليا نصيفط الفلوس ل {RIB} ولا {IBAN} قبل 20/11/2026"
)
PLACES = """node => {
    const text = node.firstChild, range = document.createRange(), places = [];
    for (let at = 0; at < text.length; at++) {
        if (text.data[at] === " ") continue;
        range.setStart(text, at);
        range.setEnd(text, at + 1);
        const box = range.getBoundingClientRect();
        places.push([Math.round(box.top), box.left]);
    }
    return places;
}"""
"""Where each character of a number is drawn: its line, and how far from the left."""


def answer(event: Event) -> list[Message]:
    """Numbers to call, then the longest question."""
    language = "fr" if event.language.startswith("fr") else "ar"
    numbers = Message(NUMBERS[language], (), (), language)
    return [numbers, page_tests.asks(language)] if isinstance(event.body, Start) else []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_number_to_call_is_as_wide_as_a_thumb(browser, language):
    with (
        served(House(answer)) as site,
        page_tests.visit(browser, site, language, **page_tests.PHONE) as page,
    ):
        links = theirs(page).first.locator("a")
        expect(links).to_have_count(3)
        for link in links.all():
            box = link.bounding_box()
            assert box
            assert box["width"] >= 44
            assert box["height"] >= 24
        lines = [link.evaluate("node => node.getBoundingClientRect().top") for link in links.all()]
        height = (
            theirs(page).first.locator("p").evaluate("node => parseFloat(getComputedStyle(node).lineHeight)")
        )
        between = [round(low - high, 1) for high, low in pairwise(lines)]
        assert between == [round(height, 1)] * 2, "the lines are no further apart for it"


def test_the_end_stays_in_sight_when_something_takes_its_room(browser):
    with served(House(answer)) as site, page_tests.visit(browser, site, "fr", **page_tests.PHONE) as page:
        log, last = page.locator("#log"), theirs(page).last.get_by_role("button", name="Annuler")
        expect(theirs(page)).to_have_count(2)
        log.evaluate("node => (node.scrollTop = node.scrollHeight)")
        page.locator("#files").set_input_files({"name": "vide.png", "mimeType": "image/png", "buffer": b""})
        expect(page.locator("#notice")).to_be_visible()
        expect(last).to_be_in_viewport(ratio=1)
        page.set_viewport_size({"width": 360, "height": 420})  # as with a keyboard
        expect(last).to_be_in_viewport(ratio=1)


def test_on_paper_stands_all_of_the_conversation_and_no_button(browser):
    with served(House(answer)) as site, page_tests.visit(browser, site, "fr", **page_tests.PHONE) as page:
        expect(theirs(page)).to_have_count(2)
        for number in range(9):
            site.do(site.house.say(site.house.events[0].chat, page_tests.receipt("fr")))
            expect(theirs(page)).to_have_count(3 + number)
        page.emulate_media(media="print")
        for hidden in ("#composer", "#leave", ".copy >> nth=0", ".choices >> nth=0"):
            expect(page.locator(hidden)).to_be_hidden()
        paper, foot = page.evaluate("[document.documentElement.scrollHeight, scrollY + innerHeight]")
        last = theirs(page).last.evaluate("node => node.getBoundingClientRect().bottom + scrollY")
        assert last <= paper
        assert paper > foot, "more than what the screen shows"


@pytest.mark.parametrize(("language", "size"), [("fr", "50 ko"), ("ar", "50 كيلوبايت")])
def test_a_size_is_written_as_the_language_writes_it(browser, language, size):
    with served(House(answer)) as site, page_tests.visit(browser, site, language) as page:
        expect(theirs(page)).to_have_count(2)
        page.locator("#files").set_input_files(PAPER)
        expect(page.locator(".you small")).to_have_text(size.replace("\u00a0", " "), use_inner_text=True)


LATIN = ("@shop_maroc.official", "https://amana-colis.top/suivi/", "ahmed.b@gmail.com", "avito-pay.top/x/")
SAID = "نصب عليا الحساب {} والموقع {} والإيميل {} والليان {} دابا"
DRAWN = """node => {
    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), range = document.createRange();
    const drawn = [];
    while (walk.nextNode()) {
        for (let at = 0; at < walk.currentNode.length; at++) {
            range.setStart(walk.currentNode, at);
            range.setEnd(walk.currentNode, at + 1);
            const box = range.getBoundingClientRect();
            drawn.push([walk.currentNode.data[at], Math.round(box.top), box.left]);
        }
    }
    return drawn;
}"""
"""Each character of a text: its line, and how far from the left."""


@pytest.mark.parametrize("asked", [False, True])
def test_an_address_in_arabic_words_runs_from_left_to_right(browser, asked):
    said = SAID.format(*LATIN)
    send = page_tests.Button("1:confirm:send", "إرسال")
    with served(House(answer)) as site, page_tests.visit(browser, site, "ar") as page:
        expect(theirs(page)).to_have_count(2)
        if asked:
            review = Message(f"للإرسال:\n\u2068ما حدث\u2069: \u2068{said}\u2069", (send,), (), "ar")
            site.do(site.house.say(site.house.events[0].chat, review))
            expect(theirs(page)).to_have_count(3)
        else:
            page_tests.says(page, said)
        words = page.locator("p", has_text=said)
        expect(words).to_have_count(1)
        drawn = words.evaluate(DRAWN)
        text = "".join(character for character, _, _ in drawn)
        for address in LATIN:
            at = text.index(address)
            places = [(top, left) for _, top, left in drawn[at : at + len(address)]]
            assert sorted(places) == places, address


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.long
def test_a_number_is_neither_cut_nor_turned_around(browser, width):
    phone = page_tests.PHONE | {"viewport": {"width": width, "height": 740}}
    with served(House(page_tests.answer)) as site, page_tests.visit(browser, site, "ar", **phone) as page:
        expect(page_tests.theirs(page)).to_have_count(1)
        page_tests.says(page, NUMBERED)
        numbers = page.locator(".you p .number")
        expect(numbers).to_have_text(["+212 5 22 33 44 55", RIB, IBAN])
        expect(page.locator(".you p")).to_have_text(NUMBERED)
        drawn = [number.evaluate(PLACES) for number in numbers.all()]
        assert [sorted(places) for places in drawn] == drawn
        assert len({line for line, _ in drawn[0]}) == 1
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [event.body for event in site.house.events[1:]] == [Text(NUMBERED)]


@pytest.mark.long
def test_somebody_abroad_reads_the_number_for_help_there_on_the_page(browser):
    abroad = Message("Vous êtes en France.", (), (), "fr", emergency="17 / 112")
    house = House(lambda event: [abroad] if isinstance(event.body, Text) else page_tests.answer(event))
    with served(house) as site, page_tests.visit(browser, site, "fr") as page:
        expect(page_tests.theirs(page)).to_have_count(1)
        page_tests.says(page, "Je suis en France")
        expect(page_tests.theirs(page)).to_have_count(2)
        page.reload()
        expect(page_tests.theirs(page)).to_have_count(2)
        page.context.set_offline(True)
        expect(page.locator("#banner")).to_contain_text("17 / 112 (police)")
        expect(page.locator("#banner")).not_to_contain_text("19")
        page.context.set_offline(False)
