"""Two officers, each in a browser: one asks for a name, the other one agrees, and the page shows it."""

import time

import pytest
from playwright.async_api import expect

from flows.core.effects import FileCase
from storage.cases.views import Reporter
from tests.handlers.desk.officer import House, enters, house, skipped

if why := skipped():
    pytest.skip(why, allow_module_level=True)

CASE, NAME = "AC23CD45", "Amina Naciri"


def named(here: House) -> None:
    told = (("story", "On m'a pris 300 dirhams"), ("name", NAME), ("contact", "0611223344"))
    with here.product.made.storage.write() as unit:
        case = FileCase(CASE, "s3cr3t-s3cr3t-s3cr3t", "fraud", False, False, "rabat", told)
        unit.filing.open(case, Reporter("web:somebody", "fr"), time.time())


@pytest.mark.long
async def test_a_name_is_shown_once_a_second_officer_agrees_and_masked_again(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma, here.officer() as omar:
        answers = here.product.answers = {}
        await enters(salma)
        await enters(omar, "Omar")
        named(here)
        await salma.opens(f"/desk#/case/{CASE}")
        masked = salma.page.locator(".identity")
        await expect(salma.page.locator(".entry")).to_contain_text("300 dirhams")
        await expect(salma.page.locator("[data-verdict]")).to_have_attribute("data-verdict", "whole")
        await expect(masked).to_contain_text(salma.words["identity-masked"])
        await salma.does("unmask-ask")
        await salma.page.locator("dialog input").fill("PV-7")
        await salma.does("unmask-ask-do")
        await expect(salma.button("unmask-take-back")).to_be_visible()
        await omar.opens("/desk#/search")
        await omar.opens("/desk#/cases")
        await omar.page.locator(".asked a").click()
        await expect(omar.button("unmask-agree")).to_be_visible()
        assert await omar.faults() == []
        await omar.does("unmask-agree")
        await expect(omar.page.locator(".identity")).to_contain_text("Salma")
        await salma.does("unmask-show")
        await expect(masked).to_contain_text(NAME)
        await expect(salma.page.locator("[data-verdict]")).to_have_attribute("data-verdict", "whole")
        await salma.does("unmask-hide")
        await expect(masked).not_to_contain_text(NAME)
        await salma.does("lock")
        assert answers
        assert all(NAME.encode() not in body for body in answers.values())
