"""Nights of the line in virtual time, each from a seed: people write, providers fail, the server is killed.

    PYTHONHASHSEED=0 python -m tests.campaigns.simulation.simulate [--runs 1000] [--seed N] [--replay TOKEN]

The product's own turns, writer, outbox, sender and files run on one event loop, for which detangle decides
which task goes next, how long each request and each commit takes, what fails, and when the server dies. The
hours of a night pass in a second. Afterwards the promises L1 to L5 are checked. A night that breaks one is
made smaller, and its token plays it again, step by step. The database is a real SQLite file.
"""

import argparse
import asyncio
import logging
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import detangle
import structlog
from sqlalchemy import func, select

from storage.errors import StorageError
from storage.tables.messages import Outbox
from tests.campaigns.simulation.node import Node
from tests.campaigns.simulation.people import Officer, Reporter, Town
from tests.campaigns.simulation.promises import broken
from tests.campaigns.simulation.provider import GENTLE, ROUGH, Odds, Provider
from tests.databases import file

REST = 48 * 3600.0
"""Seconds after which everything that can end has ended: longer than all tries of a message together."""


@dataclass(frozen=True)
class Plan:
    """What a night holds."""

    reporters: int = 3
    kills: int = 3
    odds: Odds = ROUGH
    disk_fails: float = 0.01


PLAN = Plan()


class PromiseBroken(AssertionError):
    """A promise does not hold; the message names each."""


async def night(plan: Plan = PLAN) -> None:
    """One night. Raises PromiseBroken."""
    with TemporaryDirectory(dir=_memory()) as folder:
        await Night(plan, Path(folder)).passes()


class Night:
    """A town with its people, over one folder."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        file(folder).close()
        self._plan = plan
        self._folder = folder
        self._provider = Provider(plan.odds)
        self._disk_fails = plan.disk_fails
        self._town = Town()
        self._reporters = [
            Reporter(f"telegram:{number}", self._town) for number in range(1, plan.reporters + 1)
        ]

    async def passes(self) -> None:
        """Let everybody act, heal what is broken, wait until all is at rest, and check the promises."""
        power = asyncio.create_task(self._power())
        officer = asyncio.create_task(Officer(self._town).work())
        await asyncio.gather(*(reporter.report() for reporter in self._reporters))
        await asyncio.sleep(detangle.uniform(0, 120, 8))
        self._town.over = True
        await officer
        self._provider.odds, self._disk_fails = GENTLE, 0.0
        await self._at_rest()
        node = await self._town.answering()
        found = list(broken(node.storage, node.files, self._provider, self._reporters))
        power.cancel()
        node.kill()
        if found:
            raise PromiseBroken("; ".join(found))

    async def _power(self) -> None:
        """Run one server after the other; kill each of the first ones."""
        lives = 0
        while True:
            lives += 1
            node = Node(f"node-{lives}", self._folder, self._provider, lambda: self._disk_fails)
            serving = detangle.spawn(node.serve(partial(self._town.opens, node)), host=node.host)
            longest = detangle.uniform(1, 200, 32) if lives <= self._plan.kills else None
            await asyncio.wait({serving}, timeout=longest)
            self._town.node = None
            self._doubt(node)
            node.kill()
            if (
                serving.done()
                and not serving.cancelled()
                and not isinstance(serving.exception(), StorageError)
            ):
                serving.result()
            await asyncio.sleep(detangle.uniform(0.5, 40, 8))

    def _doubt(self, node: Node) -> None:
        """Note which rows a killed server may have sent without a word about it in the database."""
        queued = select(Outbox.__table__.c.id).where(Outbox.__table__.c.state == "queued")
        with node.storage.read() as unit:
            self._provider.doubts.update(row.id for row in unit.transaction.rows(queued))

    async def _at_rest(self) -> None:
        """Return once no row waits. Raises PromiseBroken where one still does after REST."""
        waiting = select(func.count()).where(Outbox.__table__.c.state == "queued")
        end = detangle.now() + REST
        while detangle.now() < end:
            await asyncio.sleep(30)
            if self._town.node is not None:
                with self._town.node.storage.read() as unit:
                    if not unit.transaction.rows(waiting)[0][0]:
                        await asyncio.sleep(30)
                        return
        raise PromiseBroken("L4: rows still wait")


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own in it


WORLD = detangle.SimConfig(seed_random=False, max_steps=2_000_000, fail_on_unobserved=False)


def explored(plan: Plan, runs: int, seed: int) -> detangle.ExploreStats:
    """Play so many nights. Raises detangle.BugFound with the smallest night that breaks a promise."""
    return detangle.explore(
        lambda: night(plan), runs=runs, seed=seed, database=False, name="night", config=WORLD
    )


def main(arguments: Sequence[str]) -> int:
    """Play nights; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--replay", default="")
    given = parser.parse_args(arguments)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    if given.replay:
        detangle.replay(night, given.replay, config=WORLD)
        print("no promise broken")
        return 0
    seed = secrets.randbelow(1 << 32) if given.seed is None else given.seed
    print(f"seed {seed}", flush=True)
    try:
        stats = explored(PLAN, given.runs, seed)
    except detangle.BugFound as found:
        print(found)
        return 1
    print(
        f"{stats.runs} nights, {stats.total_steps} steps, {stats.elapsed:.0f} s; the longest night took "
        f"{stats.max_virtual_time / 3600:.1f} hours of its own: no promise broken"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
