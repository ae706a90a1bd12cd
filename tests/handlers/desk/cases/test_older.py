"""A case that was sealed to the officers' keys themselves, as before 0.3, opens with such a key."""

import time

import pytest
from playwright.async_api import expect
from sqlalchemy import delete, update

from flows.core.effects import AmendCase, FileCase
from storage.cases.views import Reporter
from storage.sealing.age import fresh_key
from storage.tables.cases import StoredCase
from storage.tables.custody import StoredWrap
from tests.handlers.desk.officer import House, enters, house, skipped

if why := skipped():
    pytest.skip(why, allow_module_level=True)

CASE = "AC23CD45"


def older(here: House) -> str:
    """File a case without a key of its own, sealed to an officer's key of then; return that key."""
    storage, now = here.product.made.storage, time.time()
    key, public = fresh_key()
    with storage.write() as unit:
        unit.keys.add("omar", public, now)
    with storage.write() as unit:
        case = FileCase(CASE, "s3cr3t-s3cr3t-s3cr3t", "fraud", False, True, "rabat", ())
        unit.filing.open(case, Reporter("web:somebody", "fr"), now)
        unit.transaction.flush()
        unit.transaction.execute(delete(StoredWrap))
        unit.transaction.execute(update(StoredCase).values(recipient="", recipient_seal=""))
    with storage.write() as unit:
        unit.filing.amend(AmendCase(CASE, (("story", "On m'a pris 300 dirhams"),)), now)
    return key


@pytest.mark.long
async def test_an_older_key_opens_it_until_the_page_is_locked(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        key = older(here)
        await enters(salma)
        page = salma.page
        await salma.opens(f"/desk#/case/{CASE}")
        entries = page.locator(".entry:not(.closed)")
        await expect(page.locator(".entry.closed")).to_have_count(2)
        for given, shown in ((fresh_key()[0], 0), (f"# Omar\n{key}", 1)):
            await salma.does("older-open")
            await page.locator("dialog input").fill(given)
            await salma.does("piece-open")
            await expect(page.locator("dialog")).to_have_count(0)
            await expect(entries).to_have_count(shown)
        await expect(entries).to_contain_text("300 dirhams")
        await expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "whole")
        await salma.does("lock")
        await salma.does("unlock")
        await expect(page.locator(".entry.closed")).to_have_count(2)
