"""A case that does not open says why, and how to go on; whose access ends sees nothing any more."""

import time

import pytest
from playwright.async_api import Route, expect

from bot.desk import people
from tests.handlers.desk.officer import enters, house, skipped
from tests.handlers.desk.test_team import case
from tests.handlers.desk.test_working import opens

if why := skipped():
    pytest.skip(why, allow_module_level=True)


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_a_case_that_is_gone_is_said_to_be_gone(tmp_path, language):
    async with house(tmp_path) as here, here.officer(language) as salma:
        await enters(salma)
        await salma.page.evaluate("location.hash = '#/case/ZZ99ZZ99'")
        card = salma.page.locator(".card")
        await expect(card).to_contain_text(salma.words["case-none"])
        await expect(card).not_to_contain_text(salma.words["opening"])
        assert await salma.faults() == []
        await salma.shot(f"case-none-{language}")
        await card.get_by_role("link", name=salma.words["key-back"]).click()
        await salma.sees("queue-all")


async def test_a_case_that_the_server_did_not_give_is_asked_for_again(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        reference = await case(here)

        async def away(route: Route) -> None:
            await route.fulfill(status=503, json={"error": "busy"})

        path = f"**/desk/api/cases/{reference}"
        await salma.page.route(path, away)
        await salma.page.evaluate("name => { location.hash = `#/case/${name}`; }", reference)
        card = salma.page.locator(".card")
        await expect(card).to_contain_text(salma.words["error-busy"])
        await salma.page.unroute(path)
        await salma.does("try-again")
        await expect(salma.page.locator(".entry dd").first).to_be_visible()


async def test_the_open_page_of_an_officer_whose_access_ends_shows_nothing_any_more(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        await opens(salma, await case(here))
        with here.product.made.storage.write() as unit:
            people.suspend(unit, unit.officers.present()[0], time.time())
        await salma.sees("sign-in")
        await expect(salma.page.locator(".entry")).to_have_count(0)
