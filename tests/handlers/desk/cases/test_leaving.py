"""A case leaves by the officer's browser, and opens on another computer with the recovery sheet's key."""

from pathlib import Path
from zipfile import ZipFile

import bagit
import pytest
from playwright.async_api import expect

from bot.bags.opening import compared
from storage.audit.bundle import open_bundle
from storage.bags.check import check
from tests.handlers.desk.officer import Officer, enters, house, skipped
from tests.handlers.desk.reports import files, picture

if why := skipped():
    pytest.skip(why, allow_module_level=True)


async def leaves(officer: Officer, button: str, folder: Path) -> Path:
    """The case as a bag that the browser made, unpacked."""
    await officer.page.keyboard.press("e")
    await officer.page.locator("dialog input").fill("PV-8/2026")
    async with officer.page.expect_download() as download:
        await officer.does(button)
    await (await download.value).save_as(folder / f"{button}.zip")
    await expect(officer.page.locator("dialog")).to_have_count(0)
    with ZipFile(folder / f"{button}.zip") as packed:
        assert packed.testzip() is None
        packed.extractall(folder / button)
    return folder / button


@pytest.mark.long
async def test_an_exported_case_opens_with_the_key_of_the_recovery_sheet(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        key, content = await enters(salma), picture()
        reference = await files(here.telegram.chat(8, language="ar"), content=content)
        await here.telegram.settled()
        await salma.opens(f"/desk#/case/{reference}")
        await expect(salma.page.locator(".entry").first).to_be_visible()
        await salma.page.keyboard.press("e")
        await salma.page.locator("dialog input").fill("PV-7/2026")
        async with salma.page.expect_download() as download:
            await salma.does("export-do")
        assert (await download.value).suggested_filename == f"{reference}.tar"
        bundle = tmp_path / "case.tar"
        await (await download.value).save_as(bundle)
        await expect(salma.page.locator("dialog")).to_have_count(0)
        await expect(salma.page.locator("section.log ol")).to_contain_text("PV-7/2026")
        bags = [await leaves(salma, name, tmp_path) for name in ("export-sealed", "export-opened")]
        await salma.page.emulate_media(media="print")
        printed = await salma.page.locator(".paper-only").first.inner_text()
        assert here.product.made.storage.signer.fingerprint in printed
    for bag in bags:
        found = check(bag / reference)
        assert found.whole, found
        assert bagit.Bag(str(bag / reference)).is_valid()
    told = bags[1] / reference
    assert [*compared(told, key.replace(" ", ""))] == []
    assert [one.read_bytes() for one in (told / "data/originals").iterdir()] == [content]
    assert {"data/thread.json", "data/indicators.json"} <= {*check(told).unsigned}
    assert "phone-number:value" in (told / "data/indicators.json").read_text("utf-8")
    opened = open_bundle(bundle, key.replace(" ", ""), tmp_path / "out")
    assert opened.wrong == ()
    assert any("نصب" in value for entry in opened.entries for _, value in entry.answers)
    assert [(tmp_path / "out" / one.evidence).read_bytes() for one in opened.files] == [content]
