"""What was said is searched in the browser alone, in the cases that the officer has opened."""

import pytest
from playwright.async_api import expect

from tests.handlers.desk.officer import enters, house, skipped
from tests.handlers.desk.reports import files

if why := skipped():
    pytest.skip(why, allow_module_level=True)


@pytest.mark.long
async def test_the_words_of_opened_cases_are_found_here_and_nothing_is_sent(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        page, telegram = salma.page, here.telegram
        first = await files(telegram.chat(8, language="ar"))
        second = await files(telegram.chat(9, language="fr"), "Un vendeur du marché m'a pris 300 dirhams")
        await telegram.settled()
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))

        async def found(*words: str) -> list[str]:
            """The references that the browser finds for what is typed."""
            await page.locator("input[type=search]").fill(" ".join(words))
            await expect(page.locator(".here [aria-live]")).to_be_visible()
            return await page.locator(".here .reference").all_inner_texts()

        await salma.opens("/desk#/search")
        await expect(page.locator("input[type=search]")).to_be_visible()
        await expect(page.locator(".here")).to_have_count(0)
        for reference in (first, second):
            await salma.opens(f"/desk#/case/{reference}")
            await expect(page.locator(".case-head .reference")).to_have_text(reference)
            await expect(page.locator(".entry").first).to_be_visible()
        await salma.opens("/desk#/search")
        sent.clear()
        assert await found("MARCHE", "vendeur") == [second]
        assert await found("فَالفيسبوك", "٥٠٠") == [first]
        await expect(page.locator(".here blockquote")).to_contain_text("poste-ma[.]top")
        assert await found("vendeur", "الفيسبوك") == []
        calls = [one for one in sent if "/desk/api/" in one]
        assert not [one for one in calls if not one.endswith("/desk/api/cases?")], "the list is read anew"
        assert await salma.faults() == []

        await salma.does("lock")
        await salma.does("unlock")
        await expect(page.locator("input[type=search]")).to_be_visible()
        await expect(page.locator(".here")).to_have_count(0)
