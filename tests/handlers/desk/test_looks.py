"""axe-core finds nothing on any page: in both directions, light and dark, on a phone and on a desktop."""

import pytest
from playwright.async_api import expect

from tests.handlers.desk.officer import NAMES, House, Officer, confirmed, enters, house, invited, skipped
from tests.handlers.desk.reports import file_many, files
from tests.handlers.desk.test_working import opens
from tests.product.person import DESK, PHONE

if why := skipped():
    pytest.skip(why, allow_module_level=True)

PLACES = """(node, wanted) => {
    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT), range = document.createRange();
    const places = [], start = node.textContent.indexOf(wanted);
    for (let at = -1; walk.nextNode(); ) {
        for (let inside = 0; inside < walk.currentNode.length; inside++) {
            at++;
            if (at < start || at >= start + wanted.length || wanted[at - start] === " ") continue;
            range.setStart(walk.currentNode, inside);
            range.setEnd(walk.currentNode, inside + 1);
            const box = range.getBoundingClientRect();
            places.push([Math.round(box.top), box.left]);
        }
    }
    return places;
}"""
"""Where each character of some words is drawn: its line, and how far from the left."""
SHAPES = {"phone": PHONE, "desktop": DESK}
BLACKMAIL = "Il menace de publier mes photos nues si je ne paie pas 2000 dirhams"


class Looks:
    """Looks at each page as it comes: faults, a picture where BALLEGH_SHOTS names a folder, the width."""

    def __init__(self, officer: Officer, name: str) -> None:
        self._officer = officer
        self._name = name
        self._count = 0

    async def at(self, what: str) -> None:
        self._count += 1
        await self._officer.shot(f"{self._name}-{self._count:02}-{what}")
        assert await self._officer.faults() == [], what
        # A phone's innerWidth grows with whatever is too wide: the screen's own width does not.
        wide = await self._officer.page.evaluate("document.documentElement.scrollWidth")
        screen = await self._officer.page.evaluate("screen.width")
        assert wide <= screen, f"{what} is wider than the screen"


async def comes_in(here: House, officer: Officer, looks: Looks) -> None:
    """The pages up to the inbox."""
    name = NAMES[officer.language]
    await officer.opens(invited(here.product, name))
    await expect(officer.button("passkey-make")).to_be_visible()
    await looks.at("invitation")
    await officer.does("passkey-make")
    await officer.sees("sign-in")
    await looks.at("sign-in")
    await officer.does("sign-in-do")
    await officer.sees("sheet")
    await officer.does("sheet-print")
    await looks.at("sheet")
    await officer.proves()
    await looks.at("waiting")
    confirmed(here.product, name, await officer.page.locator(".card code").inner_text())


async def works(officer: Officer, looks: Looks) -> None:
    """The inbox, a case with its dialogs, the search, the team."""
    page = officer.page
    await officer.does("look-again")
    await expect(page.locator(".row").first).to_be_visible()
    await page.locator(".rows input").first.check()
    await looks.at("inbox")
    await page.locator(".filters summary").click()
    await looks.at("filters")
    await page.locator(".rows a").first.click()
    await expect(page.locator("[data-verdict]")).to_be_visible()
    await officer.does("piece-open")
    await expect(page.locator(".veil canvas")).to_be_visible()
    await looks.at("case")
    await page.locator(".veil").click()
    await expect(page.locator("canvas[role=img]")).to_be_visible()
    await page.emulate_media(media="print")
    await expect(page.locator(".bar")).to_be_hidden()
    await expect(page.locator(".entry").first).to_be_visible()
    await officer.shot("print")
    await page.emulate_media(media="screen")
    for key, what in (("a", "ask"), ("s", "status"), ("n", "note"), ("?", "help"), ("Control+k", "palette")):
        await page.keyboard.press(key)
        await expect(page.locator("dialog")).to_be_visible()
        await looks.at(what)
        await page.keyboard.press("Escape")
        await expect(page.locator("dialog")).to_have_count(0)
    await page.keyboard.press("/")
    await officer.sees("search")
    await looks.at("search")
    await page.keyboard.press("Tab")
    await page.get_by_role("link", name=officer.words["team"], exact=True).click()
    await expect(page.locator("tbody tr")).to_have_count(1)
    await looks.at("team")
    await page.get_by_role("link", name=officer.words["digest"], exact=True).last.click()
    await expect(page.locator("select[name=every]")).to_be_visible()
    await page.locator("details.filters").first.locator("summary").click()
    await looks.at("digest")
    file_many(officer.product)
    await page.get_by_role("link", name=officer.words["figures"], exact=True).click()
    await expect(page.locator("[data-table=category] .now").first).to_be_visible()
    await officer.does("statement-ar")
    await expect(page.locator(".said[dir=rtl]")).to_be_visible()
    await page.evaluate("scrollTo(0, 0)")
    await looks.at("figures")


@pytest.mark.parametrize(
    ("language", "shape", "scheme"),
    [
        ("fr", "phone", "dark"),
        ("fr", "desktop", "light"),
        ("ar", "phone", "light"),
        ("ar", "desktop", "dark"),
    ],
)
@pytest.mark.few(1)
async def test_every_page_is_for_everybody(tmp_path, language, shape, scheme):
    options = {"color_scheme": scheme, **SHAPES[shape]}
    async with house(tmp_path) as here, here.officer(language, **options) as officer:
        looks = Looks(officer, f"{language}-{shape}-{scheme}")
        await comes_in(here, officer, looks)
        await files(here.telegram.chat(8, language="fr"), BLACKMAIL)
        await files(here.telegram.chat(9, language="ar"))
        await here.telegram.settled()
        await works(officer, looks)


@pytest.mark.long
async def test_a_fault_would_be_found(tmp_path):
    async with house(tmp_path) as here, here.officer() as officer:
        await officer.opens(invited(here.product, "Salma"))
        await expect(officer.button("passkey-make")).to_be_visible()
        await officer.page.evaluate("document.querySelector('main').append(document.createElement('button'))")
        assert [one.partition(":")[0] for one in await officer.faults()] == ["button-name"]


async def test_a_number_stands_once_and_beside_its_label(tmp_path):
    async with house(tmp_path) as here, here.officer("ar", **PHONE) as salma:
        await enters(salma)
        story = "واحد السيد نصب عليا فالفيسبوك، صيفطت ليه 500 درهم، نمرتو 0612345600 ولا +212612345600"
        await opens(salma, await files(here.telegram.chat(8, language="ar"), story))
        await expect(salma.page.locator(".indicators code")).to_have_count(1)
        number = salma.page.locator(".entry div", has=salma.page.locator("dd", has_text="+212612345600")).last
        ends = await number.evaluate(
            "node => [node.querySelector('dt'), node.querySelector('dd bdi')].map((one) => {"
            " const range = document.createRange(); range.selectNodeContents(one);"
            " return range.getBoundingClientRect().right })"
        )
        assert abs(ends[0] - ends[1]) < 4, "both begin at the right edge"
        await salma.page.locator(".entry dl").scroll_into_view_if_needed()
        await salma.shot("number-ar")


async def test_numbers_and_addresses_in_arabic_words_run_from_left_to_right(tmp_path):
    async with house(tmp_path) as here, here.officer("ar", **PHONE) as salma:
        await enters(salma)
        named = ("@shop_maroc.official", "06 12 34 56 78", "https://bit.ly/x/")
        story = "واحد السيد كيهددني من الحساب {} ونمرتو {} والليان {} ديالو".format(*named)
        await opens(salma, await files(here.telegram.chat(8, language="ar"), story))
        told = salma.page.locator(".entry dd", has_text="واحد السيد")
        for one in ("@shop_maroc[.]official", "06 12 34 56 78", "hxxps://bit[.]ly/x/"):
            places = await told.evaluate(PLACES, one)
            assert len(places) == len(one.replace(" ", ""))
            assert sorted(places) == places, one
        await salma.shot("story-ar")
