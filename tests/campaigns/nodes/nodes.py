"""Faults over three nodes, their Postgres and their store of objects, while people report.

    python -m tests.campaigns.nodes.nodes [kills] [stops] … [--kills 30] … [--full] [--seed N]

Three server processes stand behind a balancer that lets nobody stick to one of them. People file reports on
the web chat, on Telegram and on WhatsApp, each with a photo; an officer at the desk changes the status of
every case and asks its reporter something. Meanwhile one kind of fault after the other:

- kills: SIGKILL of a node at a random moment, and a new start;
- stops: SIGSTOP of one or two nodes for longer than their leases, then SIGCONT;
- restarts: the database ends as in a crash, and recovers;
- stores, databases: the store of objects, or the database, is away;
- clocks: a node's clock is a day ahead or late;
- partitions: a node and the database hear nothing of one another;
- releases: each node in turn ends in order and starts anew; with `--older COMMIT` all begin with that one,
  and each goes to the newer one and back while the others have the other.

After each kind everybody finishes, and everything so far is held against everything (`checks.py`): nothing
lost, nothing doubled but what its row says, every file with its hash, the log of custody whole, every notice
with a known end, and every page with each of its replies.
"""

import argparse
import asyncio
import logging
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.campaigns.nodes import database
from tests.campaigns.nodes.checks import Since
from tests.campaigns.nodes.faults import FAULTS, Lengths, inflict
from tests.campaigns.nodes.people import CHANNELS, Officer
from tests.campaigns.nodes.rest import Found, look
from tests.campaigns.nodes.scene import Scene, playing
from tests.ceph import lacking, serving_objects

USUAL = {
    "kills": 30,
    "stops": 2,
    "restarts": 5,
    "stores": 1,
    "databases": 1,
    "clocks": 2,
    "partitions": 2,
    "releases": 1,
}
FULL = {
    "kills": 500,
    "stops": 100,
    "restarts": 50,
    "stores": 2,
    "databases": 2,
    "clocks": 20,
    "partitions": 20,
    "releases": 3,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """How often each fault happens, for how long, and how many people report at a time.

    `again`: seconds after which a page opens its stream anew; 0: it stays open. `older`: a release's commit.
    """

    seed: int
    counts: Mapping[str, int] = field(default_factory=lambda: USUAL)
    lengths: Lengths = field(default_factory=Lengths)
    people: int = 6
    again: float = 0.0
    older: str = ""


def missing() -> str:
    """The program that is not installed here, or nothing."""
    return database.lacking() or lacking()


async def campaign(plan: Plan) -> list[str]:
    """Run it; what was found wrong, with the fault before it."""
    wrong: list[str] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        database.postgres() as cluster,
        serving_objects() as objects,
    ):
        async with AsyncExitStack() as stack:
            whole = playing(
                Path(folder), cluster, objects, seed=plan.seed, again=plan.again, older=plan.older
            )
            scene = await stack.enter_async_context(whole)
            officer, since = await scene.officer(), Since()
            stack.push_async_callback(scene.crowd.leaves)
            stack.push_async_callback(officer.browser.close)
            for name in FAULTS:
                if plan.counts.get(name):
                    began = time.monotonic()
                    done = await under(name, plan, scene, officer)
                    found = await look(scene, officer, since)
                    print(told(name, done, found, time.monotonic() - began), flush=True)
                    wrong += [f"{name}: {what}" for what in dict.fromkeys(found.wrong)]
    return wrong


async def under(name: str, plan: Plan, scene: Scene, officer: Officer) -> int:
    """One kind of fault while people report, until everybody has finished; return how often it was done."""
    stop, enough = asyncio.Event(), asyncio.Event()
    lanes = [
        asyncio.create_task(scene.crowd.lane(CHANNELS[each % len(CHANNELS)], stop))
        for each in range(plan.people)
    ]
    working = asyncio.create_task(officer.works(enough))
    try:
        dice = random.Random(f"{plan.seed} {name}")
        done = await inflict(name, plan.counts[name], scene, dice, plan.lengths)
        await asyncio.sleep(2)
        stop.set()
        await asyncio.gather(*lanes)
        enough.set()
        await working
        return done
    finally:
        for task in (*lanes, working):
            task.cancel()
        await asyncio.gather(*lanes, working, return_exceptions=True)


def told(name: str, count: int, found: Found, seconds: float) -> str:
    """For the terminal."""
    wrong = Counter(found.wrong)
    lines = [
        f"{count} {name}: {seconds:.0f} s, at rest after {found.seconds:.0f} s",
        *(f"  {each}" for each in found.told),
        *(f"  WRONG: {what}" + f" ({times} times)" * (times > 1) for what, times in wrong.items()),
    ]
    return "\n".join(lines)


def main() -> int:
    """Run the campaign from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("only", nargs="*", choices=[[], *FAULTS], metavar=" | ".join(FAULTS))
    parser.add_argument(
        "--full", action="store_true", help="hundreds of faults, two minutes away: for a night"
    )
    for name in FAULTS:
        parser.add_argument(f"--{name}", type=int, metavar="N")
    for name in Lengths.__dataclass_fields__:
        parser.add_argument(f"--{name}", type=float, metavar="SECONDS")
    parser.add_argument("--people", type=int, default=6)
    parser.add_argument("--again", type=float, default=0.0, help="seconds until a stream is opened anew")
    parser.add_argument(
        "--older", default="", metavar="COMMIT", help="the release with which all nodes begin"
    )
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    if program := missing():
        print(f"{program} is not installed: .ci/packages installs it")
        return 1
    for name in ("aiohttp", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # killed nodes leave their requests behind
    wrong = asyncio.run(until_told(planned(given)))
    print("\n".join(wrong) or "nothing lost, nothing doubled")
    return 1 if wrong else 0


async def until_told(plan: Plan) -> list[str]:
    """The campaign, which SIGTERM ends in order: nothing is left running."""
    playing = asyncio.ensure_future(campaign(plan))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, playing.cancel)
    return await playing


def planned(given: argparse.Namespace) -> Plan:
    """The plan of a command line."""
    counts = {
        name: (FULL if given.full else USUAL)[name] if getattr(given, name) is None else getattr(given, name)
        for name in FAULTS
        if name in (given.only or FAULTS)
    }
    usual = Lengths(away=120.0, parted=60.0) if given.full else Lengths()
    lengths = {
        name: getattr(usual, name) if getattr(given, name) is None else getattr(given, name)
        for name in Lengths.__dataclass_fields__
    }
    return Plan(given.seed, counts, Lengths(**lengths), given.people, given.again, given.older)


if __name__ == "__main__":
    sys.exit(main())
