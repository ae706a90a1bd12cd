"""Nights of the line in virtual time, each from a seed: people write, providers fail, servers are killed.

    PYTHONHASHSEED=0 python -m tests.campaigns.simulation.simulate [--runs 1000] [--seed N] [--processes P]
        [--nodes N] [--database sqlite|postgres] [--replay TOKEN]

The product's own turns, writer, outbox, sender, files, leases and schedules run on one event loop, for which
detangle decides which task goes next, how long each request and each commit takes, what fails, and when a
server dies, stands still or is cut off. The hours of a night pass in a second. Most nights have one server on
a SQLite file; each `SEVERAL`th has two or three on Postgres. The promises are checked after each step and in
the end. A night that breaks one is made smaller, and its token plays it again, step by step.
"""

import argparse
import logging
import os
import secrets
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.queues import Queue
from pathlib import Path
from tempfile import TemporaryDirectory

import detangle
import structlog
from detangle import PCT, RandomWalk, Strategy

from tests.campaigns.nodes.database import lacking
from tests.campaigns.simulation.database import Emptied, Files, Ground, quick_postgres
from tests.campaigns.simulation.night import Plan, night

SEVERAL = 40
"""Of so many nights one has several servers: 100,000 nights take two processors less than eight hours."""
AT_ONCE = 5
"""Nights that a process plays before it tells how they went."""
TOLD = 50
"""Nights after which the number so far is printed."""
WORLD = detangle.SimConfig(seed_random=False, max_steps=2_000_000, fail_on_unobserved=False)


class Numbered(Strategy):
    """The decisions of one night: of the seed, the night's number, and its kind of chance."""

    def __init__(self, seed: int, number: int) -> None:
        kinds = (RandomWalk(seed), PCT(seed, depth=2), PCT(seed, depth=3), PCT(seed, depth=1))
        self._kind, self._number = kinds[number % len(kinds)], number
        self.schedule, self.choose, self.flip = self._kind.schedule, self._kind.choose, self._kind.flip  # type: ignore[method-assign]  # they are the kind's own

    def start(self, run_index: int) -> None:
        """Begin the night anew."""
        self._kind.start(self._number)

    def describe(self) -> str:
        """Its name in a report."""
        return f"{self._kind.describe()}, night {self._number}"


def played(
    plan: Plan, ground: Ground, seed: int, number: int, *, shrink: bool = True
) -> detangle.ExploreStats:
    """Play a night. Raises detangle.BugFound where it breaks a promise.

    With `shrink` it holds the smallest night that breaks one in the same way.
    """
    return detangle.explore(
        lambda: night(plan, ground),
        runs=1,
        strategy=Numbered(seed, number),
        database=False,
        shrink=shrink,
        name="night",
        config=WORLD,
    )


@dataclass(frozen=True)
class Nights:
    """The nights of a campaign. `nodes` and `database` are those of each; without them they differ."""

    seed: int
    runs: int
    nodes: int | None = None
    database: str = ""

    def plan(self, number: int) -> tuple[Plan, bool]:
        """The plan of a night, and whether it is on Postgres."""
        several = self.database == "postgres" if self.database else number % SEVERAL == 0
        nodes = self.nodes or (2 + number // SEVERAL % 2 if several else 1)
        return Plan(nodes=nodes), several or nodes > 1

    @property
    def need_postgres(self) -> bool:
        """Whether any of them is on Postgres."""
        return any(self.plan(number)[1] for number in range(min(self.runs, SEVERAL)))


@dataclass
class Outcome:
    """How some nights went; `found` tells of each that broke a promise."""

    nights: int = 0
    steps: int = 0
    longest: float = 0.0
    found: list[str] = field(default_factory=list)

    def add(self, other: "Outcome") -> None:
        """Count these too."""
        self.nights += other.nights
        self.steps += other.steps
        self.longest = max(self.longest, other.longest)
        self.found += other.found


class Player:
    """Plays nights in a process of its own. `url` is the address of its Postgres database, or empty."""

    def __init__(self, url: str) -> None:
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        self._folder = TemporaryDirectory()
        self._postgres = Emptied(url, Path(self._folder.name)) if url else None

    def ground(self, *, postgres: bool) -> Ground:
        """Where a night's database comes from."""
        if postgres and self._postgres:
            return self._postgres
        return Files()

    def plays(self, nights: Nights, numbers: Sequence[int]) -> Outcome:
        """Play the nights of these numbers."""
        outcome = Outcome()
        for number in numbers:
            plan, postgres = nights.plan(number)
            outcome.nights += 1
            try:
                stats = played(plan, self.ground(postgres=postgres), nights.seed, number)
            except detangle.BugFound as found:
                where = f"--nodes {plan.nodes} --database {'postgres' if postgres else 'sqlite'}"
                outcome.found.append(
                    f"seed {nights.seed}, night {number}: {found.report.failure.headline()}\n"
                    f"ARGS='{where} --replay {found.report.token}'"
                )
            else:
                outcome.steps += stats.total_steps
                outcome.longest = max(outcome.longest, stats.max_virtual_time)
        return outcome


_player: list[Player] = []


def _begins(urls: "Queue[str]") -> None:
    _player.append(Player(urls.get()))


def _plays(nights: Nights, numbers: Sequence[int]) -> Outcome:
    return _player[0].plays(nights, numbers)


@contextmanager
def _databases(processes: int, *, postgres: bool) -> Iterator[list[str]]:
    """The address of a database for each process; empty where none is needed."""
    if not postgres:
        yield [""] * processes
        return
    with quick_postgres() as cluster:
        yield [cluster.empty() for _ in range(processes)]


def campaign(nights: Nights, processes: int) -> Outcome:
    """Play all nights over so many processes; print each that broke a promise as soon as it is known."""
    whole, context = Outcome(), get_context("fork")
    with _databases(processes, postgres=nights.need_postgres) as urls:
        waiting: Queue[str] = context.Queue()
        for url in urls:
            waiting.put(url)
        with ProcessPoolExecutor(processes, context, _begins, (waiting,)) as pool:
            starts = range(0, nights.runs, AT_ONCE)
            shares = [range(start, min(start + AT_ONCE, nights.runs)) for start in starts]
            for share in as_completed(pool.submit(_plays, nights, share) for share in shares):
                outcome = share.result()
                whole.add(outcome)
                for found in outcome.found:
                    print(found, flush=True)
                if whole.nights % TOLD == 0:
                    print(f"{whole.nights} nights so far", flush=True)
    return whole


def replay(nights: Nights, token: str) -> int:
    """Play a night again; 1 where it breaks a promise."""
    plan, postgres = nights.plan(1)
    with _databases(1, postgres=postgres) as urls:
        ground = Player(urls[0]).ground(postgres=postgres)
        try:
            detangle.replay(lambda: night(plan, ground), token, config=WORLD)
        except detangle.BugFound as found:
            print(found)
            return 1
    print("no promise broken")
    return 0


def main(arguments: Sequence[str]) -> int:
    """Play nights; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--nodes", type=int, default=None)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="")
    parser.add_argument("--replay", default="")
    given = parser.parse_args(arguments)
    if given.database == "sqlite" and (given.nodes or 1) > 1:
        parser.error("several servers need --database postgres")
    seed = secrets.randbelow(1 << 32) if given.seed is None else given.seed
    nights = Nights(seed, given.runs, given.nodes, given.database)
    if nights.need_postgres and (missing := lacking()):
        parser.error(f"not installed: {missing}; --database sqlite plays without Postgres")
    if given.replay:
        return replay(nights, given.replay)
    print(f"seed {seed}", flush=True)
    began = time.perf_counter()
    whole = campaign(nights, given.processes)
    spent = time.perf_counter() - began
    print(
        f"{whole.nights} nights, {whole.steps} steps, {spent:.0f} s on {given.processes} processes, "
        f"{spent * given.processes / max(1, whole.nights):.2f} s of a process each; the longest night took "
        f"{whole.longest / 3600:.1f} hours of its own: {len(whole.found) or 'no'} promises broken"
    )
    return 1 if whole.found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
