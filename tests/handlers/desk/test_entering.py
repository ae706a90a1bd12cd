"""The way in: a one-time link, a passkey, the key's box, two proofs, a supervisor's word."""

import pytest
from playwright.async_api import expect

from tests.handlers.desk.officer import enters, house, invited, skipped

if why := skipped():
    pytest.skip(why, allow_module_level=True)


@pytest.mark.long
async def test_from_the_link_to_the_inbox(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        key = await enters(salma)
        await salma.reloads()
        await salma.sees_list()
        await salma.does("lock")
        await salma.page.locator(".sheet summary").click()
        await salma.page.locator(".sheet textarea").fill(key)
        await salma.page.locator(".sheet button").click()
        await salma.sees_list()


async def test_a_passkey_without_prf_is_helped_by_words(tmp_path):
    async with house(tmp_path) as here, here.officer(prf=False) as salma:
        await salma.opens(invited(here.product, "Salma"))
        await salma.does("passkey-make")
        await salma.sees("passphrase")
        words = await salma.page.locator(".words").inner_text()
        await salma.page.get_by_role("checkbox").check()
        await salma.does("continue")
        await salma.does("sign-in-do")
        await salma.sees("passphrase-open")
        await salma.page.locator("input[name=passphrase]").fill("ce ne sont pas les bons mots")
        await salma.does("unlock")
        await expect(salma.page.get_by_role("status")).to_contain_text(salma.words["error-unopened"])
        await salma.page.locator("input[name=passphrase]").fill(words.upper())
        await salma.does("unlock")
        await salma.sees("sheet")
        await salma.proves()


@pytest.mark.long
async def test_the_key_is_dropped_after_ten_minutes_without_a_hand(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await salma.page.clock.install()
        await enters(salma)
        await salma.page.clock.run_for(9 * 60_000)
        await salma.sees_list()
        await salma.page.keyboard.press("j")
        await salma.page.clock.run_for(9 * 60_000)
        await salma.sees_list()
        await salma.page.clock.run_for(2 * 60_000)
        await salma.sees("locked")
        await salma.does("unlock")
        await salma.sees_list()


@pytest.mark.long
async def test_a_second_passkey_opens_the_same_key_and_stands_for_the_sheet(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await salma.enrols(invited(here.product, "Salma"))
        await salma.page.locator(".another summary").click()
        await salma.authenticator(hasPrf=True, transport="usb")
        await salma.forgets_first()
        await salma.does("another-add")
        await expect(salma.page.get_by_role("status")).to_have_text(salma.words["another-added"])
        await salma.does("sign-out")
        await salma.does("sign-in-do")
        await salma.sees("confirm-wait")
        waits = salma.page.locator(".card")
        await expect(waits).to_contain_text(salma.words["confirm-wait-server"])
        await expect(waits).to_contain_text("main.py officer confirm ")
