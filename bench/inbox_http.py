"""`python -m bench.inbox_http`: the desk's lists at 100,000 cases over HTTP, as a browser waits for them.

Each is asked on a connection that is open: session, database, JSON and the network stack of this machine. By
the clock, and as processor time of server and caller together. The first view of the inbox is one call; so is
each filter.
"""

import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from bench.inbox import asked, filled
from bot.desk import people
from storage.desk.inbox import QUEUES, SORTS
from tests.fakes.desk import Browser
from tests.product.product import Product, serving, settings

ROUNDS = 7


async def entered(product: Product) -> Browser:
    """An officer who is signed in with a confirmed key."""
    storage, now = product.made.storage, time.time()
    with storage.write() as unit:
        officer = unit.officers.invite("Salma", "supervisor", now)
        path = people.invite(unit, officer, now)
    browser = Browser(product.url.replace("127.0.0.1", "localhost"))
    await browser.enters(path.rpartition("/")[2])
    with storage.write() as unit:
        people.confirm(unit, officer, browser.fingerprint, time.time())
    return browser


def calls() -> list[str]:
    """Every list that the page can ask for."""
    filters = ("category=fraud", "place=rabat", "channel=web", "language=fr", "status=closed")
    named = [f"queue={one}" for one in QUEUES] + [f"sort={one}" for one in SORTS] + [*filters]
    return ["", *named, f"from={int(time.time()) - 3 * 86400}", "page=500"]


async def main(count: int) -> None:
    """Measure each call in turn; print the median of its rounds, by the clock and of processor time."""
    with tempfile.TemporaryDirectory() as folder:
        async with serving(settings(Path(folder))) as product:
            filled(product.made.storage, time.time(), random.Random(1), count)
            browser = await entered(product)
            for query in calls():
                times, used = [], []
                for _ in range(ROUNDS):
                    begun, busy = time.perf_counter(), time.process_time()
                    answer = await browser.get(f"cases?{query}")
                    times.append(1000 * (time.perf_counter() - begun))
                    used.append(1000 * (time.process_time() - busy))
                    if answer.status_code != 200:  # done
                        raise SystemExit(answer.text)
                clock, work = (sorted(each)[ROUNDS // 2] for each in (times, used))
                name = query or "first view"
                sys.stdout.write(f"{name:<20} {clock:6.0f} ms by the clock  {work:6.0f} ms of processor\n")
            await browser.close()


if __name__ == "__main__":
    asyncio.run(main(asked(__doc__)))
