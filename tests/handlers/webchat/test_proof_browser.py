"""In the middle of a flood the page shows its work by itself, and nobody sees it."""

import pytest

from handlers.buckets import Rate
from handlers.webchat.channel import WebLimits
from tests.fakes.webchat import House, served

page_tests = pytest.importorskip("tests.handlers.webchat.test_browser", reason="no browser here")
browser, answer, expect = page_tests.browser, page_tests.answer, page_tests.expect
NEVER = Rate(burst=0, per_second=1e-6)


def test_a_new_session_works_unseen_and_is_answered(browser):
    house = House(answer)
    with (
        served(house, limits=WebLimits(sessions=NEVER)) as site,
        page_tests.visit(browser, site, "fr") as page,
    ):
        expect(page_tests.theirs(page)).to_have_count(1)
        page_tests.says(page, "bonjour")
        expect(page_tests.theirs(page)).to_have_count(2)
        expect(page.locator("#notice")).to_be_hidden()
    assert len(house.events) == 2
    assert len({event.chat for event in house.events}) == 1


def test_a_crowded_line_is_said_kindly_and_the_message_goes_later(browser):
    """Someone else has used what there was of this minute."""
    house, now = House(answer), [0.0]
    limits = WebLimits(sessions=NEVER, proofs=Rate(burst=1, per_second=1e-3))
    with served(house, limits=limits, clock=lambda: now[0]) as site:
        house.channel._gate._proven._overall.wait("")
        _crowded(browser, site, now)


def _crowded(browser, site, now) -> None:
    house = site.house
    with page_tests.visit(browser, site, "fr") as page:
        expect(page.locator("#notice")).to_have_text(house.settings().texts["fr"]["web-crowded"])
        now[0] = 1000.0
        expect(page_tests.theirs(page)).to_have_count(1)
        expect(page.locator("#notice")).to_be_hidden()
