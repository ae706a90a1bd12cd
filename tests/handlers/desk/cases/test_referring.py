"""A case goes to the service of its place, with its reason, a compared key, a cover sheet, and comes back."""

import time

import pytest
from playwright.async_api import expect

from flows.core.effects import FileCase
from storage.audit.bundle import open_bundle
from storage.cases.views import Reporter
from storage.sealing.age import fresh_key
from tests.handlers.desk.officer import Officer, enters, house, skipped
from tests.product.product import Product, configured

if why := skipped():
    pytest.skip(why, allow_module_level=True)

CASE = "AC23CD45"
STORY = "Un vendeur de la médina m'a pris 900 dirhams"
PRIVATE, PUBLIC = fresh_key()
SERVICES = f"""
[[services]]
id = "central"
name = {{ fr = "Unité centrale", ar = "الوحدة المركزية" }}
city = {{ fr = "Rabat", ar = "الرباط" }}
central = true

[[services]]
id = "fes"
name = {{ fr = "Service préfectoral de police judiciaire", ar = "المصلحة الولائية للشرطة القضائية" }}
city = {{ fr = "Fès", ar = "فاس" }}
contact = "05 35 00 00 00"
provinces = ["Fès"]
key = "{PUBLIC}"
shown = true
"""


def file_in_fes(product: Product) -> str:
    """A case of something that happened in Fès."""
    answers = (("category", "fraud"), ("story", STORY), ("city", "Fès"))
    effect = FileCase(CASE, "s3cr3t-s3cr3t-s3cr3t", "fraud", False, True, "fes", answers, province="03.231")
    with product.made.storage.write() as unit:
        return unit.filing.open(effect, Reporter("web:somebody", "fr"), time.time()).reference


async def refers(officer: Officer) -> None:
    page = officer.page
    await page.keyboard.press("r")
    dialog = page.locator("dialog")
    await expect(dialog.locator("input[value=fes]")).to_be_checked()
    await expect(dialog).to_contain_text("parce que les faits se situent ici")
    await expect(dialog.locator(".words")).to_be_visible()
    await officer.shot("refer")
    assert await officer.faults() == []
    await dialog.locator("[name=compared]").check()
    await officer.does("refer-and-sheet")
    await expect(dialog).to_have_count(0)


@pytest.mark.long
async def test_a_case_is_referred_with_its_cover_sheet_and_handed_back(tmp_path):
    given = configured(tmp_path, SERVICES)
    async with house(tmp_path, config_file=given) as here, here.officer() as salma:
        await enters(salma)
        page = salma.page
        file_in_fes(here.product)
        await page.locator(".rows a").first.click()
        await expect(page.locator(".service")).to_contain_text(
            "Service préfectoral de police judiciaire, Fès"
        )
        await salma.shot("proposed")
        await refers(salma)

        sheet = page.locator(".cover")
        await expect(sheet).to_contain_text("Fès, Fès-Meknès")
        await expect(sheet).not_to_contain_text("vendeur")
        await page.get_by_label("Récit").check()
        await expect(sheet).to_contain_text("vendeur")
        assert await salma.faults() == []
        await page.emulate_media(media="print")
        await salma.shot("cover")
        await expect(page.locator("fieldset")).to_be_hidden()
        await page.emulate_media(media="screen")

        async with page.expect_download() as download:
            await salma.opens(f"/desk#/case/{CASE}")
            await page.keyboard.press("e")
            await page.locator("[name=reason]").fill("PV-7")
            await salma.does("export-do")
        await expect(page.locator("dialog")).to_have_count(0)
        opened = open_bundle(await (await download.value).path(), PRIVATE)
        assert ("story", STORY) in opened.entries[0].answers

        await page.keyboard.press("b")
        await page.get_by_label(salma.words["hand-back-place"]).check()
        assert await salma.faults() == []
        await salma.does("do")
        await expect(page.locator(".case-head .state")).to_have_text("Examen technique")
        await expect(page.locator(".service h2")).to_have_text(salma.words["service-proposal"])
