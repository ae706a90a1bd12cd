"""Several changes in one: a kept set in one case and in many, and a question to all reporters of a list."""

import pytest
from playwright.async_api import expect

from tests.handlers.desk.officer import Officer, enters, house, skipped
from tests.handlers.desk.reports import files

if why := skipped():
    pytest.skip(why, allow_module_level=True)

WORDS = {"fr": "Votre dossier est chez la police.", "ar": "ملفكم لدى الشرطة."}


async def makes(officer: Officer) -> None:
    """Keep a set: take the case, refer it, and say so in two languages."""
    await officer.does("set-new")
    dialog = officer.page.locator("dialog")
    await dialog.locator("[name=name]").fill("Renvoi")
    await dialog.locator("[name=status]").select_option("referred")
    for language, text in WORDS.items():
        await dialog.locator(f"[name=text-{language}]").fill(text)
    await officer.does("save")
    await expect(dialog).to_have_count(0)


@pytest.mark.long
async def test_a_kept_set_works_in_one_case_and_in_many_each_in_its_language(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        page, telegram = salma.page, here.telegram
        chats = [telegram.chat(8, language="ar"), telegram.chat(9, language="fr")]
        references = [await files(chats[0]), await files(chats[1], "Un vendeur m'a pris 300 dirhams")]
        alone = await files(telegram.chat(10, language="fr"), "On m'a volé mon compte hier soir")
        await telegram.settled()
        await expect(page.locator(".row")).to_have_count(3)
        await makes(salma)

        await salma.opens(f"/desk#/case/{alone}")
        await expect(page.locator(".entry").first).to_be_visible()
        await page.keyboard.press("1")
        await expect(page.locator("blockquote")).to_contain_text(WORDS["fr"])
        await page.keyboard.press("Control+Enter")
        await expect(page.locator("dialog")).to_have_count(0)
        await salma.opens(f"/desk#/case/{alone}")
        await expect(page.locator(".case .state")).to_contain_text("Transmis")
        await page.keyboard.press("i")
        await page.locator("dialog [value=wanted]").check()
        assert await salma.faults() == []
        await salma.does("do")
        await expect(page.locator(".suspects li")).to_have_count(1)

        await salma.opens("/desk#/cases?queue=unassigned")
        await expect(page.locator(".row")).to_have_count(2)
        await page.keyboard.press("X")
        await page.keyboard.press("1")
        await expect(page.locator("blockquote")).to_have_count(2)
        assert await salma.faults() == []
        await expect(page.locator("blockquote[lang=fr]")).to_contain_text(WORDS["fr"])
        await expect(page.locator("blockquote:not([lang=fr])")).to_contain_text(WORDS["ar"])
        await salma.does("do")
        await expect(page.locator(".row")).to_have_count(0)
        with here.product.made.storage.read() as unit:
            told = {one: unit.cases.history(one)[-1].note for one in (*references, alone)}
            holders = {unit.cases.work.assigned(one) for one in told}
        assert told == {references[0]: WORDS["ar"], references[1]: WORDS["fr"], alone: WORDS["fr"]}
        assert len(holders) == 1
        await page.reload()
        await salma.does("unlock")
        await expect(page.locator(".sets")).to_contain_text("Renvoi")


@pytest.mark.long
async def test_one_question_goes_to_every_reporter_of_a_list_as_the_officer_saw_it(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        page, telegram = salma.page, here.telegram
        first = await files(telegram.chat(8, language="ar"))
        second = await files(telegram.chat(9, language="fr"), "Un vendeur m'a pris 300 dirhams")
        await telegram.settled()
        await expect(page.locator(".row")).to_have_count(2)
        await salma.does("choose-all")
        await page.keyboard.press("a")
        await page.locator("dialog select").select_option("proof")
        await salma.does("preview")
        shown = page.locator("blockquote")
        await expect(shown).to_have_count(2)
        previews = [await one.inner_text() for one in await shown.all()]
        await salma.does("do")
        await expect(page.locator("dialog")).to_have_count(0)
        with here.product.made.storage.read() as unit:
            asked = [unit.cases.history(one)[-1].note for one in (first, second)]
        assert len(set(asked)) == 2
        for words in asked:
            assert any(words in preview for preview in previews)
