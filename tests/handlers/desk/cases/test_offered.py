"""The page offers no act that would be refused, and a phone has room for the cases under those it offers."""

import time

import pytest
from playwright.async_api import expect

from flows.core.effects import ChangeStatus
from tests.handlers.desk.cases.test_many import chooses, three
from tests.handlers.desk.officer import enters, house, skipped
from tests.handlers.desk.test_team import case
from tests.handlers.desk.test_working import opens
from tests.product.person import PHONE

if why := skipped():
    pytest.skip(why, allow_module_level=True)


async def test_taking_is_offered_until_somebody_has_the_case_and_asking_until_it_is_closed(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        reference = await case(here)
        await opens(salma, reference)
        bar = salma.page.locator(".bar")
        asking = bar.get_by_role("button", name=salma.words["act-ask"])
        taking = bar.get_by_role("button", name=salma.words["act-take"])
        await expect(asking).to_be_visible()
        await taking.click()
        await expect(salma.page.get_by_role("status")).to_have_text(salma.words["taken"])
        await expect(taking).to_have_count(0)
        with here.product.made.storage.write() as unit:
            unit.cases.change_status(ChangeStatus(reference, "insufficient", "", "shell"), time.time())
        await salma.reloads()
        await expect(bar.get_by_role("button", name=salma.words["act-note"])).to_be_visible()
        await expect(asking).to_have_count(0)


async def test_access_is_offered_to_those_alone_who_open_cases(tmp_path):
    async with (
        house(tmp_path) as here,
        here.officer() as salma,
        here.officer() as omar,
        here.officer() as rim,
    ):
        await enters(salma)
        await enters(omar, "Omar", "intake")
        await enters(rim, "Rim", "investigator")
        await salma.page.evaluate("location.hash = '#/team'")
        for name, offered in (("Rim", 1), ("Omar", 0)):
            row = salma.page.locator("tr", has=salma.page.get_by_text(name, exact=True))
            await expect(row.get_by_role("button", name=salma.words["team-suspend"])).to_have_count(1)
            await expect(row.get_by_role("button", name=salma.words["grant"])).to_have_count(offered)


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_on_a_phone_the_acts_for_many_stand_in_one_line(tmp_path, language):
    async with house(tmp_path) as here, here.officer(language, **PHONE) as salma:
        await three(here)
        await enters(salma)
        await chooses(salma)
        box = await salma.page.locator(".bulk").bounding_box()
        assert box
        assert box["height"] < 80
        last = salma.page.locator(".bulk button").last
        await last.scroll_into_view_if_needed()
        await expect(last).to_be_in_viewport(ratio=0.9)
        await salma.shot(f"bulk-phone-{language}")


async def test_a_queue_s_long_name_keeps_its_distance(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        link = salma.page.locator(".queues a.person")
        await expect(link.locator("b")).to_be_visible()  # with its count the name takes two lines
        whole, words = await link.bounding_box(), await link.locator("span").bounding_box()
        assert whole
        assert words
        assert words["height"] > 30, "two lines"
        assert whole["height"] - words["height"] >= 8
        await salma.shot("queues")


@pytest.mark.long
@pytest.mark.parametrize(("language", "sign"), [("fr", " : "), ("ar", ": ")])
async def test_a_label_has_the_colon_of_its_language(tmp_path, language, sign):
    async with house(tmp_path) as here, here.officer(language, **PHONE) as salma:
        await enters(salma)
        await salma.page.evaluate("location.hash = '#/team'")
        label = salma.page.locator("td[data-label]").first
        await expect(label).to_be_visible()
        shown = await label.evaluate("node => getComputedStyle(node, '::before').content")
        assert shown.replace('"', "").replace("\xa0", " ").endswith(sign)
        assert shown.replace('"', "").rstrip()[-2:] != " :" or language == "fr"
