"""A wrap of a colleague's that opens nothing: the officer whose key it is for discards it on the page."""

import time

import pyrage
import pytest
from playwright.async_api import expect
from sqlalchemy import delete
from sqlmodel import col

from storage.sealing import age, bare_wraps, case_keys
from storage.tables.custody import StoredWrap
from storage.unit import Storage, Unit
from tests.handlers.desk.officer import enters, house, skipped
from tests.handlers.desk.test_team import case

if why := skipped():
    pytest.skip(why, allow_module_level=True)


def spoil(storage: Storage, unit: Unit, number: int) -> None:
    """Put a colleague's useless wrap of this number's key in place of the only officer's good one."""
    officer = unit.officers.present()[0].id
    known = unit.desk.access.key(officer)
    assert known
    name = age.fingerprint(known.recipient)
    mine = (col(StoredWrap.fingerprint) == name, col(StoredWrap.number) == number)
    unit.transaction.execute(delete(StoredWrap).where(*mine))
    wrap = bare_wraps.wrap(str(pyrage.x25519.Identity.generate()), age.recipient(known.recipient))
    key = storage.seals.erasure.get(number)
    unit.wraps.keep((case_keys.encrypted(key, name, wrap, granted=True),))


@pytest.mark.parametrize("of", ["case", "file"])
async def test_a_useless_wrap_is_discarded_by_whose_key_it_is_for(tmp_path, of):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        with here.product.made.storage.write() as unit:  # the last wrap of a content is not discarded
            unit.keys.add("recovery", age.fresh_key()[1], time.time())
        reference = await case(here)
        with here.product.made.storage.write() as unit:
            numbers = unit.cases.key_numbers(reference)
            content = next(name for name in numbers if (name == "case") == (of == "case"))
            spoil(here.product.made.storage, unit, numbers[content])
        await salma.page.goto(f"{salma.url}/desk#/case/{reference}")
        about = salma.page.get_by_text(salma.words["useless-wrap-about"])
        if of == "file":
            await salma.does("piece-open")
        await expect(about).to_be_visible()
        await expect(about).to_contain_text("n’ouvre pas ce contenu")
        await salma.does("useless-wrap-do")
        await expect(salma.page.get_by_role("status")).to_contain_text(salma.words["useless-wrap-done"][:20])
        await expect(about).to_have_count(0)
        with here.product.made.storage.read() as unit:
            acts = [(link.event, link.purpose.split(":")[0]) for link in unit.custody.of_case(reference)]
        assert ("grant-discarded", content) in acts
