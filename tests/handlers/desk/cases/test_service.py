"""A service's own list: many cases are referred to it at once, with access; money first; duty at the desk."""

import time

import pytest
from playwright.async_api import expect

from flows.core.effects import FileCase
from storage.cases.views import Reporter
from tests.handlers.desk.officer import Officer, enters, house, skipped
from tests.product.person import PHONE
from tests.product.product import Product, configured

if why := skipped():
    pytest.skip(why, allow_module_level=True)

MONEY, USUAL, ELSEWHERE = "AC23CD45", "AC23CD46", "AC23CD47"
STORY = "Un vendeur de la médina m'a pris 900 dirhams"
SERVICES = """
[interpol]
bureau = "BCN Rabat, bcn@example.org"

[[services]]
id = "central"
name = { fr = "Unité centrale", ar = "الوحدة المركزية" }
city = { fr = "Rabat", ar = "الرباط" }
central = true

[[services]]
id = "fes"
name = { fr = "Service préfectoral de police judiciaire", ar = "المصلحة الولائية للشرطة القضائية" }
city = { fr = "Fès", ar = "فاس" }
provinces = ["Fès"]
officers = ["Karim"]
"""


def file(product: Product) -> None:
    """Two cases of Fès and an urgent one of elsewhere; of one in Fès money has just left."""
    fraud = (("category", "fraud"), ("story", STORY))
    effects = [
        FileCase(ELSEWHERE, "s3cr3t", "threat", True, True, "abroad", (("story", STORY),)),
        FileCase(USUAL, "s3cr3t", "fraud", False, True, "fes", fraud, province="03.231"),
        FileCase(
            MONEY, "s3cr3t", "fraud", True, True, "fes", (*fraud, ("money", "recent")), province="03.231"
        ),
    ]
    with product.made.storage.write() as unit:
        for number, effect in enumerate(effects):
            unit.filing.open(effect, Reporter(f"web:{number}", "fr"), time.time())


async def refers_both(salma: Officer) -> None:
    """Choose the cases of Fès among the new ones and refer each to the service that is proposed for it."""
    page = salma.page
    for reference in (MONEY, USUAL):
        await page.locator(f".row:has([data-reference={reference}]) input").check()
    await page.keyboard.press("r")
    await expect(page.locator("dialog select[name=service]")).to_have_value("~")
    await salma.shot("bulk-refer")
    assert await salma.faults() == []
    await salma.does("do")
    await expect(page.locator("dialog .words")).to_be_visible()
    await page.locator("dialog [name=compared]").check()
    await salma.shot("bulk-compare")
    assert await salma.faults() == []
    await salma.does("do")
    await expect(page.get_by_role("status")).to_contain_text("dossiers traités")


async def works_its_list(karim: Officer) -> None:
    """The service's officer sees both cases with their deadlines, goes on duty, and opens one."""
    page = karim.page
    await expect(page.locator(".row")).to_have_count(2)
    await expect(page.locator(".row", has_text=MONEY)).to_contain_text("مال خرج")
    await expect(page.locator(".row", has_text=USUAL)).to_contain_text("الأجل")
    await page.keyboard.press("D")
    await expect(page.locator(".duty button")).to_have_text(karim.words["duty-end"])
    await karim.shot("service")
    assert await karim.faults() == []
    for _ in ("fr", "ar"):
        await page.evaluate("document.querySelector('.language').click()")
        wide = await page.evaluate("document.documentElement.scrollWidth - screen.width")
        assert wide <= 0, "wider than the phone"
    await page.locator(".row a", has_text=USUAL).click()
    await expect(page.locator(".entry")).to_contain_text("médina")
    await page.keyboard.press("u")
    await karim.sees("queue-service")
    await page.locator(".row a").first.focus()
    for key in "on":  # the second one waits until the case is there
        await page.keyboard.press(key)
    await expect(page.locator("dialog textarea")).to_be_visible()


@pytest.mark.long
async def test_a_service_works_the_cases_that_were_referred_to_it_together(tmp_path):
    given = configured(tmp_path, SERVICES)
    async with (
        house(tmp_path, config_file=given) as here,
        here.officer() as salma,
        here.officer("ar", **PHONE) as karim,
    ):
        await enters(salma)
        file(here.product)  # before there is a key of the service's officer
        await enters(karim, "Karim", "investigator", "queue-service")
        await salma.opens("/desk#/cases?queue=new")
        await expect(salma.page.locator(".row")).to_have_count(3)
        await expect(salma.page.locator(".row a").first).to_have_attribute("data-reference", MONEY)
        order = [
            await row.get_attribute("data-reference") for row in await salma.page.locator(".row a").all()
        ]
        assert order == [MONEY, ELSEWHERE, USUAL], "money that can still be held comes first"
        await salma.shot("new")
        await refers_both(salma)
        await works_its_list(karim)
        await expect(salma.page.locator(".duty")).to_contain_text("Karim")
        with here.product.made.storage.read() as unit:
            acts = [(one.event, one.purpose) for one in unit.custody.of_case(USUAL)]
    assert ("handed-over", "fes") in acts
    assert any(event == "granted" for event, _ in acts)
