"""Two officers at two servers on one Postgres act on the same case in the same moment."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.desk import people
from flows.core.effects import FileCase
from storage.audit.verify import verify
from storage.cases.views import Reporter
from tests.fakes.desk import Browser
from tests.product.product import Product, serving, settings
from tests.storage.cluster import Cluster

CASES = tuple(f"AC23CD{number}" for number in range(42, 45))


@asynccontextmanager
async def officer(product: Product, name: str) -> AsyncIterator[Browser]:
    """An officer with a confirmed key, signed in at this server."""
    browser = Browser(product.url.replace("127.0.0.1", "localhost"))
    with product.made.storage.write() as unit:
        now = time.time()
        path = people.invite(unit, unit.officers.invite(name, "supervisor", now), now)
    await browser.enters(path.rpartition("/")[2])
    with product.made.storage.write() as unit:
        who = next(one for one in unit.officers.present() if one.name == name)
        people.confirm(unit, who, browser.fingerprint, time.time())
    yield browser
    await browser.close()


async def at_once(browsers: tuple[Browser, ...], path: str, body: object) -> list[str]:
    """The answers to the same call of everybody, in one moment."""
    answers = await asyncio.gather(*(browser.post(path, body) for browser in browsers))
    return sorted(f"{each.status_code} {each.json().get('error', '')}".strip() for each in answers)


async def test_of_two_who_act_at_once_one_is_told_what_the_other_did(cluster: Cluster, tmp_path):
    url = cluster.prepared()
    async with (
        serving(settings(tmp_path, database_url=url)) as one,
        serving(settings(tmp_path, database_url=url)) as two,
        officer(one, "Salma") as salma,
        officer(two, "Omar") as omar,
    ):
        with one.made.storage.write() as unit:
            for each in CASES:
                case = FileCase(each, "s3cr3t-s3cr3t-s3cr3t", "fraud", False, True, "rabat", ())
                unit.filing.open(case, Reporter("web:somebody", "fr"), time.time())
        both = (salma, omar)
        for each in CASES:
            taken = await at_once(both, f"cases/{each}/take", {})
            assert taken == ["200", "409 taken"]
            version = (await salma.get(f"cases/{each}")).json()["version"]
            examined = {"version": version, "status": "examined"}
            assert await at_once(both, f"cases/{each}/status", examined) == ["200", "409 changed"]
        assert verify(one.made.storage, one.made.store("evidence")) == []
    cluster.drop(url)
