"""The numbers that someone writes stand whole in their own message, from left to right."""

import pytest

from flows.core.events import Text
from handlers.channel import Message
from tests.fakes.webchat import House, served

page_tests = pytest.importorskip("tests.handlers.webchat.test_browser", reason="no browser here")
browser, answer, expect = page_tests.browser, page_tests.answer, page_tests.expect
IBAN = "MA64 0117 8000 0012 3456 7890 1234"
RIB = "007 780 0001234567890123 45"
SAID = f"عيط ليا واحد من النمرة +212 5 22 33 44 55 وقال ليا نصيفط الفلوس ل {RIB} ولا {IBAN} قبل 20/11/2026"
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


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.long
def test_a_number_is_neither_cut_nor_turned_around(browser, width):
    phone = page_tests.PHONE | {"viewport": {"width": width, "height": 740}}
    with served(House(answer)) as site, page_tests.visit(browser, site, "ar", **phone) as page:
        expect(page_tests.theirs(page)).to_have_count(1)
        page_tests.says(page, SAID)
        numbers = page.locator(".you p .number")
        expect(numbers).to_have_text(["+212 5 22 33 44 55", RIB, IBAN])
        expect(page.locator(".you p")).to_have_text(SAID)
        drawn = [number.evaluate(PLACES) for number in numbers.all()]
        assert [sorted(places) for places in drawn] == drawn
        assert len({line for line, _ in drawn[0]}) == 1
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert [event.body for event in site.house.events[1:]] == [Text(SAID)]


@pytest.mark.long
def test_somebody_abroad_reads_the_number_for_help_there_on_the_page(browser):
    abroad = Message("Vous êtes en France.", (), (), "fr", emergency="17 / 112")
    house = House(lambda event: [abroad] if isinstance(event.body, Text) else answer(event))
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
