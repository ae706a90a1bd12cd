"""An investigator gives away a case with two hundred contents: all of it, or nothing."""

import time
from dataclasses import replace

import pytest
from playwright.async_api import Route, expect

from flows.core.effects import FileCase
from storage.cases.views import Reporter
from storage.sealing.age import fingerprint
from tests.bot.desk.conftest import pieces
from tests.handlers.desk.officer import enters, house, skipped
from tests.handlers.desk.test_team import case
from tests.handlers.desk.test_working import opens

if why := skipped():
    pytest.skip(why, allow_module_level=True)

CASE = "AC23CD45"


@pytest.mark.long
async def test_an_investigator_gives_a_case_with_two_hundred_contents_away(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma, here.officer() as karim:
        await enters(salma, role="investigator")
        answers = (("category", "fraud"), ("story", "Un vendeur m'a pris 900 dirhams"))
        filed = FileCase(CASE, "s3cr3t-s3cr3t-s3cr3t", "fraud", False, True, "fes", answers)
        evidence = pieces(here.product, 200)
        with here.product.made.storage.write() as unit:
            unit.filing.open(replace(filed, evidence=evidence), Reporter("web:somebody", "fr"), time.time())
        await enters(karim, "Karim Alaoui", "investigator")
        await salma.page.evaluate("name => { location.hash = `#/case/${name}`; }", CASE)
        await expect(salma.page.locator(".case-head .reference")).to_have_text(CASE)
        await salma.page.keyboard.press("t")
        await expect(salma.page.locator(".entry dd").first).to_be_visible()
        await salma.page.keyboard.press("g")
        await salma.page.locator("dialog select").select_option(label="Karim Alaoui")
        await salma.page.locator("dialog [name=compared]").check()
        await salma.does("do")
        await expect(salma.page.locator("dialog")).to_have_count(0)
        await expect(salma.page.get_by_role("status")).to_have_text(salma.words["done"])
        with here.product.made.storage.read() as unit:
            numbers = unit.cases.key_numbers(CASE).values()
            officer = next(one for one in unit.officers.present() if one.name == "Karim Alaoui")
            key = unit.desk.access.key(officer.id)
            assert key
            mine = fingerprint(key.recipient)
            assert len([one for one in numbers if unit.wraps.has(one, mine)]) == 201
        await karim.page.evaluate("name => { location.hash = `#/case/${name}`; }", CASE)
        await expect(karim.page.locator(".entry dd").first).to_be_visible()


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.few(1)
async def test_a_case_with_more_accesses_than_one_call_takes_says_so_and_is_not_given(tmp_path, language):
    async with house(tmp_path) as here, here.officer(language) as salma, here.officer() as karim:
        await enters(salma)
        reference = await case(here)
        await enters(karim, "Karim Alaoui", "investigator")

        async def many(route: Route) -> None:
            told = await (await route.fetch()).json()
            told["keys"][0]["lacking"] = ["case"] * 2001
            await route.fulfill(json=told)

        await salma.page.route("**/desk/api/cases/*/officers/*", many)
        await opens(salma, reference)
        await salma.page.keyboard.press("g")
        await salma.page.locator("dialog select").select_option(label="Karim Alaoui")
        await salma.page.locator("dialog [name=compared]").check()
        await salma.does("do")
        await expect(salma.page.locator("dialog .wrong")).to_have_text(salma.words["error-many-wraps"])
        await salma.shot(f"many-wraps-{language}")
        with here.product.made.storage.read() as unit:
            assert not unit.cases.work.assigned(reference)
