"""Two officers: invited, confirmed by words, granted a case of before, told of changes, removed."""

import time

import pytest
from playwright.async_api import expect

from storage.sealing.age import fresh_key
from storage.sealing.officer_keys import FIRST_OWNER
from tests.handlers.desk.officer import PATIENCE, House, Officer, enters, house, skipped
from tests.handlers.desk.reports import STORY, files
from tests.handlers.desk.test_working import opens, sent
from tests.product.person import PHONE
from tests.product.product import stored

if why := skipped():
    pytest.skip(why, allow_module_level=True)

NAME = "Youssef El Amrani"


async def invites(officer: Officer, name: str) -> str:
    """Invite a colleague from the page; return the path of the link."""
    for key in "mi":  # the second one waits until the team is there
        await officer.page.keyboard.press(key)
    await officer.page.locator("input[name=name]").fill(name)
    await officer.does("invite-do")
    await officer.sees("invite-link")
    link = await officer.page.locator("dialog code").inner_text()
    await officer.page.keyboard.press("Escape")
    assert link.startswith(f"{officer.url}/desk#/invitation/")
    return link.removeprefix(officer.url)


async def case(here: House, chat: int = 8) -> str:
    reference = await files(here.telegram.chat(chat, language="ar"))
    await here.telegram.settled()
    await stored(here.product, reference)
    return reference


def row(officer: Officer):
    return officer.page.locator("tr", has_text=NAME)


async def test_a_colleague_is_confirmed_granted_and_removed(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma, here.officer() as youssef:
        await enters(salma)
        reference = await case(here)
        await youssef.enrols(await invites(salma, NAME))
        await youssef.proves()
        await expect(youssef.page.locator(".card")).to_contain_text(youssef.words["confirm-wait-about"])
        words = await youssef.page.locator(".card .words").inner_text()

        await salma.reloads()
        await row(salma).get_by_role("button", name=salma.words["confirm-do"], exact=True).click()
        assert await salma.page.locator("dialog .words").inner_text() == words
        await salma.page.get_by_role("checkbox").check()
        await salma.page.locator("dialog").get_by_role("button", name=salma.words["confirm-do"]).click()
        await sent(salma)
        await row(salma).get_by_role("button", name=salma.words["grant"]).click()
        await expect(salma.page.get_by_role("status")).to_contain_text("clés données.")

        await salma.page.keyboard.press("u")
        await salma.sees_list()
        await opens(salma, reference)
        await salma.page.keyboard.press("g")
        await salma.page.locator("dialog select").select_option(label=NAME)
        await salma.does("do")
        await sent(salma)

        await youssef.does("look-again")
        await youssef.sees_list()
        await opens(youssef, reference)
        await expect(youssef.page.locator(".entry dd").first).to_contain_text(STORY[:20])
        await youssef.does("piece-open")
        await expect(youssef.page.locator("canvas")).to_be_visible()

        await salma.page.keyboard.press("m")
        await row(salma).get_by_role("button", name=salma.words["team-remove"]).click()
        await salma.page.locator("dialog").get_by_role("button", name=salma.words["team-remove"]).click()
        await sent(salma)
        await youssef.page.keyboard.press("t")
        await youssef.sees("sign-in")


@pytest.mark.long
@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_who_gives_a_case_to_an_officer_who_cannot_open_it_is_told_and_gives_access(tmp_path, language):
    async with house(tmp_path) as here, here.officer(language, **PHONE) as salma, here.officer() as youssef:
        await enters(salma)
        reference = await case(here)
        await enters(youssef, NAME, "investigator")
        await opens(salma, reference)
        await salma.page.keyboard.press("g")
        dialog = salma.page.locator("dialog")
        await dialog.locator("select").select_option(label=NAME)
        await expect(dialog.locator(".warning")).to_contain_text(NAME)
        await salma.shot(f"assign-{language}")
        await dialog.get_by_role("checkbox").check()
        await salma.does("do")
        await sent(salma)
        await opens(youssef, reference)
        await expect(youssef.page.locator(".entry dd").first).to_contain_text(STORY[:20])
        await salma.page.keyboard.press("g")
        await dialog.locator("select").select_option(label=NAME)
        await salma.does("do")
        await sent(salma)


@pytest.mark.long
async def test_the_second_of_two_sees_what_the_first_has_changed(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma, here.officer() as youssef:
        await enters(salma)
        await enters(youssef, NAME)
        reference = await case(here)
        for officer in (salma, youssef):
            await opens(officer, reference)
        await expect(youssef.page.locator(".case-head .watching")).to_contain_text("Salma Bennani")
        await youssef.page.keyboard.press("s")
        await expect(youssef.page.get_by_role("radio").first).to_be_focused()
        await salma.page.keyboard.press("s")
        await salma.does("do")
        await sent(salma)
        await youssef.does("do")
        await expect(youssef.page.get_by_role("alert")).to_contain_text("Salma Bennani, Examen technique")
        await expect(youssef.page.locator(".case-head .state")).to_have_text("Examen technique")


@pytest.mark.long
async def test_a_new_case_appears_without_reload(tmp_path):
    async with house(tmp_path) as here, here.officer("ar") as salma:
        await enters(salma)
        await expect(salma.page.locator(".row")).to_have_count(0)
        reference = await case(here)
        await expect(salma.page.locator(f"[data-reference='{reference}']")).to_be_visible(timeout=PATIENCE)

        # A digest's link leads to its list, and its last one to the page where it is changed.
        await salma.page.evaluate("location.hash = '#/cases?queue=urgent&sort=changed'")
        await salma.reloads()
        await expect(salma.page.locator("h1")).to_have_text(salma.words["queue-urgent"])
        await salma.page.evaluate("location.hash = '#/digest'")
        await salma.page.locator("select[name=every]").select_option("weekly")
        await salma.page.locator("input[name=email]").fill("salma@example.org")
        await salma.page.locator("input[name=urgent]").check()
        async with salma.page.expect_response("**/desk/api/digest"):
            await salma.does("save")
        with here.product.made.storage.read() as unit:
            (choice,) = unit.digests.all().values()
        assert (choice.every, choice.email, choice.urgent) == ("weekly", "salma@example.org", True)


@pytest.mark.long
async def test_intake_sees_the_facts_and_nothing_that_was_said(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma, role="intake")
        reference = await case(here)
        await expect(salma.page.locator(f"[data-reference='{reference}']")).to_be_visible(timeout=PATIENCE)
        await salma.page.keyboard.press("j")
        await salma.page.keyboard.press("o")
        await expect(salma.page.locator(".main")).to_contain_text(salma.words["story-closed"])
        await expect(salma.page.locator(".entry")).to_have_count(0)


@pytest.mark.parametrize("language", ["fr", "ar"])
async def test_the_server_s_first_key_and_key_files_are_called_what_they_are(tmp_path, language):
    async with house(tmp_path) as here, here.officer(language) as salma:
        await enters(salma)
        with here.product.made.storage.write() as unit:
            unit.keys.add(FIRST_OWNER, fresh_key()[1], time.time())
            unit.keys.add("Yassine", fresh_key()[1], time.time())
        await salma.page.evaluate("location.hash = '#/team'")
        titles = salma.page.locator(".recovery h2")
        await expect(titles.filter(has_text=salma.words["first-key"])).to_have_count(1)
        await expect(titles.filter(has_text="Yassine")).to_have_count(1)
        await expect(titles.filter(has_text=FIRST_OWNER)).to_have_count(1)  # its file's name alone
        await salma.shot(f"first-key-{language}")
