"""A case of before 0.3, sealed to the officers' keys themselves: it opens, and gets a key of its own."""

import hashlib
import tarfile
import time
from itertools import product

import pytest
from playwright.async_api import expect
from sqlalchemy import delete, update

from flows.core.effects import AmendCase, FileCase
from storage.audit.bundle import open_bundle
from storage.audit.export import Order, export
from storage.audit.verify import verify
from storage.cases.views import Reporter
from storage.custody.adoption import for_older
from storage.database.engine import Database
from storage.sealing.age import fresh_key
from storage.sealing.officer_keys import FIRST, FOLDER
from storage.sealing.vault import Vault
from storage.tables.cases import StoredCase
from storage.tables.custody import StoredWrap
from tests.bot.commands.operations.earlier import VERSIONS, Earlier
from tests.handlers.desk.officer import House, enters, house, skipped
from tests.handlers.desk.test_team import case

if why := skipped():
    pytest.skip(why, allow_module_level=True)

CASE = "AC23CD45"
PHOTO = b"\x89PNG\r\n\x1a\n" + bytes(range(200))


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


@pytest.mark.long
@pytest.mark.sqlite("an older version's file")
async def test_a_case_of_before_gets_a_key_of_its_own_when_it_opens(tmp_path):
    made = Earlier(VERSIONS[-1], tmp_path, float(int(time.time())))
    made.make()
    made.file(CASE, "ab12-piece-1", PHOTO, 3)
    database = Database("", tmp_path)
    database.migrate(for_older(Vault(made.key)))
    database.close()
    async with house(tmp_path) as here, here.officer() as salma:
        mine = await enters(salma)
        page = salma.page
        await salma.opens(f"/desk#/case/{CASE}")
        await salma.does("older-open")
        await page.locator("dialog input").fill(str(made.identity))
        await page.locator("dialog button[type=submit]").click()
        await expect(page.locator(".notice")).to_have_text(salma.words["brought-over"])
        await salma.does("lock")
        await salma.does("unlock")
        await expect(page.locator(".entry")).to_contain_text(f"histoire {CASE}")
        await salma.does("piece-open")
        await expect(page.locator(".verified")).to_be_visible()
        await expect(page.locator("[data-verdict]")).to_have_attribute("data-verdict", "whole")
        storage, files = here.product.made.storage, here.product.made.store("evidence")
        assert verify(storage, files) == []
        export(storage, files, Order(CASE, tmp_path / "case.tar", "shell", time.time()))
        with tarfile.open(tmp_path / "case.tar") as tar:
            tar.extractall(tmp_path / "case", filter="data")
        for key, form in product(("".join(mine.split()), str(made.identity)), ("case.tar", "case")):
            found = open_bundle(tmp_path / form, key)
            assert (found.wrong, found.rekeyed) == ((), False)
            assert [each.sha256 for each in found.files] == [hashlib.sha256(PHOTO).hexdigest()]


async def test_the_first_report_opens_with_the_server_s_first_key_from_its_file(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        reference = await case(here)
        await enters(salma)
        await salma.opens(f"/desk#/case/{reference}")
        await expect(salma.page.locator(".entry.closed")).to_have_count(1)
        file = here.product.made.settings.data_dir / FOLDER / FIRST
        for given, wrong in (
            ("AGE-SECRET-KEY-1", "error-old-key-form"),
            (fresh_key()[0], "error-old-key"),
            (file.read_text(), ""),
        ):
            await salma.does("older-open")
            await salma.page.locator("dialog input").fill(given)
            await salma.shot(f"older-{wrong}")
            await salma.page.locator("dialog button[type=submit]").click()
            if wrong:
                await expect(salma.page.locator("dialog .wrong")).to_have_text(salma.words[wrong])
                await salma.does("cancel")
            await expect(salma.page.locator("dialog")).to_have_count(0)
        await expect(salma.page.locator(".entry:not(.closed)")).to_have_count(1)
        await expect(salma.page.locator(".entry.closed")).to_have_count(0)
