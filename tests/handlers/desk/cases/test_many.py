"""Many cases at once: which words are missing, which cases a decision changes, and what came of it."""

import re
import time

import pytest
from playwright.async_api import Route, expect

from flows.core.effects import ChangeStatus
from tests.handlers.desk.officer import House, Officer, enters, house, skipped
from tests.handlers.desk.reports import files
from tests.product.person import PHONE

if why := skipped():
    pytest.skip(why, allow_module_level=True)


FRENCH = "Un vendeur m'a pris 300 dirhams hier soir"


async def three(here: House) -> list[str]:
    """File one case in Darija and two in French, of which the last is closed; return their references."""
    found = [await files(here.telegram.chat(8, language="ar"))]
    found += [await files(here.telegram.chat(chat, language="fr"), FRENCH) for chat in (9, 10)]
    await here.telegram.settled()
    with here.product.made.storage.write() as unit:
        unit.cases.change_status(ChangeStatus(found[-1], "insufficient", "", "shell"), time.time())
    return found


def plain(text: str) -> str:
    """The text without the signs that set values apart."""
    return re.sub("[\u2068\u2069]", "", text)


async def chooses(officer: Officer) -> None:
    await expect(officer.page.locator(".row")).to_have_count(3)
    await officer.page.locator("#main").focus()
    await officer.page.keyboard.press("X")
    await expect(officer.page.locator(".bulk")).to_be_visible()


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_a_question_tells_in_which_language_it_is_missing(tmp_path, language):
    async with house(tmp_path) as here, here.officer(language, **PHONE) as salma:
        await three(here)
        await enters(salma)
        await chooses(salma)
        await salma.page.keyboard.press("a")
        dialog = salma.page.locator("dialog")
        await dialog.locator("textarea[name=text-fr]").fill("Quel numéro ?")
        await salma.does("preview")
        await expect(dialog.locator("blockquote")).to_have_count(1)
        await expect(dialog.locator("blockquote")).to_contain_text("Quel numéro ?")
        await expect(dialog.locator(".warning").last).to_contain_text("الدارجة")
        await dialog.locator("button[type=submit]").scroll_into_view_if_needed()
        await salma.shot(f"many-ask-{language}")
        await salma.does("do")
        await expect(dialog.locator(".wrong")).to_contain_text("الدارجة")
        await dialog.locator("textarea[name=text-ary]").fill("شنو النمرة؟")
        await salma.does("do")
        await expect(dialog).to_have_count(0)
        await salma.shot(f"many-asked-{language}")


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_a_status_for_many_says_before_how_many_it_changes_and_after_why_not(tmp_path, language):
    async with house(tmp_path) as here, here.officer(language, **PHONE) as salma:
        await three(here)
        await enters(salma)
        await chooses(salma)
        await salma.page.keyboard.press("s")
        dialog = salma.page.locator("dialog")
        status = dialog.locator("select[name=status]")
        await expect(status).to_be_visible()
        assert await status.locator("option").evaluate_all("all => all.map((one) => one.value)") == [
            *("examined", "referred", "insufficient", "no_offence", "duplicate")
        ]
        await expect(dialog.locator("[aria-live]").first).to_contain_text("3")
        await status.select_option("duplicate")
        await expect(dialog.locator(".warning")).to_contain_text("2")
        await salma.shot(f"many-status-{language}")
        await salma.does("do")
        await expect(dialog).to_have_count(0)
        told = await salma.page.locator(".notice").inner_text()
        assert len(told.splitlines()) == 2
        assert salma.words["error-status"] in told
        await salma.shot(f"many-told-{language}")


async def test_taking_many_tells_what_was_taken_what_was_one_s_own_and_what_is_closed(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        first, *_ = await three(here)
        await chooses(salma)
        with here.product.made.storage.write() as unit:
            unit.cases.work.take(first, unit.officers.present()[0].id, time.time())
        await salma.page.keyboard.press("t")
        await expect(salma.page.locator(".notice")).to_contain_text("clos")
        told = await salma.page.locator(".notice").inner_text()
        assert plain(told) == (
            "1 dossier traité, 1 refusé.\n1 dossier était déjà à vous.\n1 dossier : Ce dossier est clos."
        )
        assert plain(await salma.page.locator(".bulk span").inner_text()) == "1 choisi"
        await salma.shot("many-taken")


async def test_who_sorts_cases_is_told_how_many_change_and_writes_no_words(tmp_path):
    async with house(tmp_path) as here, here.officer() as karim:
        await three(here)
        await enters(karim, "Karim Alaoui", "intake")
        await chooses(karim)
        await karim.page.keyboard.press("s")
        dialog = karim.page.locator("dialog")
        await dialog.locator("select[name=status]").select_option("examined")
        await expect(dialog.locator("textarea")).to_have_count(0)
        assert plain(await dialog.locator("[aria-live]").first.inner_text()).startswith(
            "2 dossiers changeront, 1 non"
        )
        await karim.shot("many-status-intake")
        await karim.does("do")
        await expect(dialog).to_have_count(0)
        told = plain(await karim.page.locator(".notice").inner_text())
        assert told.splitlines()[0] == "2 dossiers traités, 1 refusé."
        for key in ("a", "g"):
            await karim.page.keyboard.press(key)
            await expect(karim.page.locator(".notice")).to_have_text(karim.words["error-role"])
        await karim.does("set-new")
        await expect(dialog.locator("[name=take]")).to_be_visible()
        await expect(dialog.locator("textarea")).to_have_count(0)
        await dialog.locator("[name=name]").fill("Examen")
        await dialog.locator("[name=status]").select_option("examined")
        await karim.does("save")
        await expect(dialog).to_have_count(0)
        await karim.page.keyboard.press("1")
        await expect(dialog.locator("li")).to_have_count(2)
        await expect(dialog.locator("blockquote")).to_have_count(0)


async def test_a_question_to_closed_cases_alone_says_that_they_are_closed(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        first, *_ = await three(here)
        with here.product.made.storage.write() as unit:
            unit.cases.change_status(ChangeStatus(first, "insufficient", "", "shell"), time.time())
        await enters(salma)
        await salma.page.evaluate("location.hash = '#/cases?status=insufficient'")
        await expect(salma.page.locator(".row")).to_have_count(2)
        await salma.page.locator("#main").focus()
        await salma.page.keyboard.press("X")
        await salma.page.keyboard.press("a")
        await expect(salma.page.locator(".notice")).to_have_text(salma.words["error-ended"])


async def test_an_investigator_of_none_of_the_cases_is_told_so(tmp_path):
    async with house(tmp_path) as here, here.officer() as karim:
        await enters(karim, "Karim Alaoui", "investigator")
        first, second, _ = await three(here)
        await chooses(karim)
        notice = karim.page.locator(".notice")
        for key in ("s", "g"):
            await karim.page.keyboard.press(key)
            await expect(notice).to_have_text(karim.words["error-not-own"])
            await karim.page.keyboard.press("?")  # another view, and back: the notice goes
            await karim.page.keyboard.press("Escape")
        await karim.page.keyboard.press("a")
        await expect(notice).to_contain_text(karim.words["error-ended"])
        told = plain(await notice.inner_text()).splitlines()
        ended, other = karim.words["error-ended"], karim.words["error-not-own"]
        assert sorted(told) == [f"1 dossier : {ended}", f"2 dossiers : {other}"]
        await karim.shot("many-not-own")
        with here.product.made.storage.write() as unit:
            for reference in (first, second):
                unit.cases.change_status(ChangeStatus(reference, "insufficient", "", "shell"), time.time())
        await karim.page.keyboard.press("a")
        await expect(notice).to_have_text(ended)


async def test_giving_many_says_which_do_not_open_for_the_colleague(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma, here.officer() as karim:
        await enters(salma)
        await three(here)
        await enters(karim, "Karim Alaoui", "investigator")
        await chooses(salma)
        await salma.page.keyboard.press("g")
        await salma.page.locator("dialog select").select_option(label="Karim Alaoui")
        await salma.does("do")
        await expect(salma.page.locator("dialog")).to_have_count(0)
        told = plain(await salma.page.locator(".notice").inner_text())
        assert told.splitlines()[1].startswith("3 dossiers ne s’ouvrent pas")
        await salma.shot("many-closed")


async def test_beside_a_server_of_an_earlier_version_a_question_to_many_is_asked(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await three(here)
        await enters(salma)

        async def earlier(route: Route) -> None:
            await route.fulfill(json={"statuses": (await (await route.fetch()).json())["statuses"]})

        await salma.page.route("**/desk/api/bulk/statuses", earlier)
        await chooses(salma)
        await salma.page.keyboard.press("a")
        await expect(salma.page.locator("dialog textarea")).to_have_count(2)
        await expect(salma.page.locator("dialog [aria-live]").first).to_contain_text("3")
