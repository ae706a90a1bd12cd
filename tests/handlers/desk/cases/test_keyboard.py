"""Fast hands: thirty waiting cases are decided without a mouse, in at most three keys each."""

import pytest
from playwright.async_api import expect

from tests.handlers.desk.officer import Officer, enters, house, skipped
from tests.handlers.desk.reports import files

if why := skipped():
    pytest.skip(why, allow_module_level=True)

CASES = 30


class Hands:
    """An officer's hands on the keyboard; every key is counted."""

    def __init__(self, officer: Officer) -> None:
        self._keyboard = officer.page.keyboard
        self.count = 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self._keyboard.press(key)
            self.count += 1


@pytest.mark.long
async def test_thirty_cases_are_triaged_by_the_keyboard(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        for number in range(CASES):
            await files(
                here.telegram.chat(100 + number, language="fr"), f"Un vendeur m'a pris {number}00 dirhams"
            )
        await here.telegram.settled()
        await salma.reloads()
        rows = salma.page.locator(".rows a")
        await expect(rows).to_have_count(CASES)
        references = [await row.get_attribute("data-reference") for row in await rows.all()]
        hands = Hands(salma)
        await hands.press("j", "o")
        for reference in references:
            await expect(salma.page.locator(".case-head .reference")).to_have_text(str(reference))
            await expect(salma.page.locator(".entry")).to_be_visible()
            await hands.press("s")
            await expect(salma.page.get_by_role("radio").first).to_be_focused()
            await hands.press("Control+Enter")
            await expect(salma.page.locator("dialog")).to_have_count(0)
        await salma.sees_list()
        await expect(rows.last).to_be_focused()
        assert hands.count <= 3 * CASES
        with here.product.made.storage.read() as unit:
            cases = [unit.cases.by_reference(str(each)) for each in references]
        assert {case.status for case in cases if case} == {"examined"}
        assert len(cases) == CASES
