"""Nights of the line in virtual time, each from a seed: people write, providers fail, servers are killed.

    PYTHONHASHSEED=0 python -m tests.campaigns.simulation.simulate [--runs 1000] [--seed N] [--first N]
        [--processes P] [--size small|medium|large] [--nodes N] [--database sqlite|postgres] [--replay TOKEN]

The product's own turns, writer, outbox, sender, files, leases and schedules run on one event loop, for which
detangle decides which task goes next, how long each request and each commit takes, what fails, and when a
server dies, stands still or is cut off. The hours of a night pass in a moment. Most nights have one server on
a SQLite file; each fortieth has two or three on Postgres. The seed gives each night its size: many are
small, a few large (`SIZES`). The promises are checked after each step and in the end. A night that breaks one
is made smaller, and its token plays it again, step by step.

A run may be stopped at any time, by Ctrl-C or SIGTERM: it finishes the nights that have begun, and says which
it played and with which `--first` the next run goes on.
"""

import argparse
import gc
import logging
import os
import secrets
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from multiprocessing.queues import Queue
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import detangle
import structlog
from detangle import PCT, RandomWalk, Strategy

from tests.campaigns.nodes.database import lacking
from tests.campaigns.simulation.database import Emptied, Files, Ground, quick_postgres
from tests.campaigns.simulation.night import SIZES, Kind, Nights, Plan, night
from tests.dialogue import engine

AT_ONCE = 5
"""Nights that a process plays before it tells how they went."""
TOLD = 50
"""How often, at most, the number of nights so far is printed."""
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


@dataclass
class Outcome:
    """How some nights went; `found` tells of each that broke a promise."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    steps: int = 0
    longest: float = 0.0
    found: list[str] = field(default_factory=list)

    @property
    def nights(self) -> int:
        """How many they are."""
        return self.kinds.total()

    def add(self, other: "Outcome") -> None:
        """Count these too."""
        self.kinds += other.kinds
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
            kind = nights.kind(number)
            outcome.kinds[kind] += 1
            try:
                stats = played(kind.plan, self.ground(postgres=kind.postgres), nights.seed, number)
            except detangle.BugFound as found:
                outcome.found.append(told(nights, number, found))
            else:
                outcome.steps += stats.total_steps
                outcome.longest = max(outcome.longest, stats.max_virtual_time)
            gc.collect()
        return outcome


def told(nights: Nights, number: int, found: detangle.BugFound) -> str:
    """What a night broke, and the commands that play it again: as it was, and made smaller."""
    kind = nights.kind(number)
    return (
        f"seed {nights.seed}, night {number}: {found.report.failure.headline()}\n"
        f"make simulate ARGS='--seed {nights.seed} --first {number} --runs 1 {kind.options}'\n"
        f"make simulate ARGS='{kind.options} --replay {found.report.token}'"
    )


_player: list[Player] = []


def _begins(urls: "Queue[str]") -> None:
    """Begin a process that plays many nights. What it has now it keeps; after each night it clears up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the campaign itself lets nights end
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _player.append(Player(urls.get()))
    gc.collect()
    gc.freeze()
    gc.disable()


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


@contextmanager
def _stopped() -> Iterator[Event]:
    """Yield what is set once somebody stops the campaign."""
    stopped = Event()
    before = {each: signal.signal(each, lambda *_: stopped.set()) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def campaign(nights: Nights, processes: int) -> Outcome:
    """Play all nights over so many processes; print each that broke a promise as soon as it is known."""
    whole, context = Outcome(), get_context("fork")
    engine()  # the words of all languages, which every process then has
    end = nights.first + nights.runs
    shares = (range(start, min(start + AT_ONCE, end)) for start in range(nights.first, end, AT_ONCE))
    with _databases(processes, postgres=nights.need_postgres) as urls, _stopped() as stopped:
        waiting: Queue[str] = context.Queue()
        for url in urls:
            waiting.put(url)
        with ProcessPoolExecutor(processes, context, _begins, (waiting,)) as pool:
            under_way = {pool.submit(_plays, nights, share) for share in islice(shares, processes + 1)}
            while under_way:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                if not stopped.is_set():
                    under_way |= {pool.submit(_plays, nights, share) for share in islice(shares, len(done))}
                for each in done:
                    _count(whole, each.result(), max(TOLD, nights.runs // TOLD))
    return whole


def _count(whole: Outcome, some: Outcome, told: int) -> None:
    before = whole.nights
    whole.add(some)
    for found in some.found:
        print(found, flush=True)
    if whole.nights // told > before // told:
        print(f"{whole.nights} nights so far", flush=True)


def replay(nights: Nights, token: str) -> int:
    """Play a night again; 1 where it breaks a promise."""
    kind = nights.kind(1)
    with _databases(1, postgres=kind.postgres) as urls:
        ground = Player(urls[0]).ground(postgres=kind.postgres)
        try:
            detangle.replay(lambda: night(kind.plan, ground), token, config=WORLD)
        except detangle.BugFound as found:
            print(found)
            return 1
    print("no promise broken")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--first", type=int, default=0, help="the number of the first night")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--size", choices=tuple(SIZES), default="")
    parser.add_argument("--nodes", type=int, default=None)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="")
    parser.add_argument("--replay", default="")
    return parser


def main(arguments: Sequence[str]) -> int:
    """Play nights; 1 where a promise was broken."""
    parser = _options()
    given = parser.parse_args(arguments)
    if given.database == "sqlite" and (given.nodes or 1) > 1:
        parser.error("several servers need --database postgres")
    if given.replay and not given.size:
        parser.error("--replay needs the --size of the night")
    seed = secrets.randbelow(1 << 32) if given.seed is None else given.seed
    nights = Nights(seed, given.runs, given.nodes, given.database, given.first, given.size)
    if nights.need_postgres and (missing := lacking()):
        parser.error(f"not installed: {missing}; --database sqlite plays without Postgres")
    if given.replay:
        return replay(nights, given.replay)
    print(f"seed {seed}, nights {given.first} to {given.first + given.runs - 1}", flush=True)
    began = time.perf_counter()
    whole = campaign(nights, given.processes)
    _sum_up(nights, whole, time.perf_counter() - began, given.processes)
    return 1 if whole.found else 0


def _sum_up(nights: Nights, whole: Outcome, spent: float, processes: int) -> None:
    for kind in sorted(whole.kinds):
        print(f"{whole.kinds[kind]} nights with {kind.options}")
    end = nights.first + whole.nights
    each = spent * processes / max(1, whole.nights)
    print(
        f"seed {nights.seed}, nights {nights.first} to {end - 1}: {whole.nights} nights, "
        f"{whole.steps} steps, "
        f"{spent:.0f} s on {processes} processes, {each:.3f} s of a process for each; "
        f"the longest took {whole.longest / 3600:.1f} hours: {len(whole.found) or 'no'} promises broken"
    )
    if whole.nights < nights.runs:
        rest = f"--seed {nights.seed} --first {end} --runs {nights.runs - whole.nights}"
        print(f"stopped; the next run goes on with {rest}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
