"""One, two and three processes of the product on one Postgres: separate servers that share a database.

Processes, Postgres and reporters share all cores of the machine: no core belongs to any of them. Each update
goes to the next process in turn, whichever chat it is from, as behind a balancer that knows of no chats. All
figures are ratios to one process in the same round.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

import psycopg
from sqlalchemy import make_url

from bench.bots import PRODUCT, Bot, Kept, Place, Running, product_environment
from bench.measure import Course, Load, Result, api_of, play, settled, wrong_in
from bot.nodes.membership import MARK
from tests.storage.cluster import Cluster, cluster_in

COUNTS = (1, 2, 3)
Figure = Callable[[Result], float]
FIGURES: tuple[tuple[str, Figure], ...] = (
    ("turns/s", lambda one: one.rate),
    ("servers' CPU a turn", lambda one: one.cpu),
    ("Postgres's CPU a turn", lambda one: postgres_cpu(one)),
    ("both", lambda one: one.cpu + postgres_cpu(one)),
    ("servers' memory", lambda one: one.peak_mb),
)


def processes(course: Course, load: Load) -> bool:
    """1, 2 and 3 processes on one Postgres, which share this machine's cores with it and with the load."""
    load = replace(load, round_robin=True)
    rounds: dict[int, list[Result]] = {count: [] for count in COUNTS}
    with postgres(course.folder) as cluster:
        for _ in range(load.rounds):
            for count in COUNTS:
                rounds[count].append(_run(course, load, cluster, count))
    print("\n".join((*ratios(rounds), "", *shares(rounds))))
    wrong = [f"{count}: {what}" for count, some in rounds.items() for one in some for what in one.wrong]
    print("\n".join(wrong))
    return not wrong


def ratios(rounds: Mapping[int, Sequence[Result]]) -> Iterator[str]:
    """Yield a table: each figure to that of one process in the same round, median and range."""
    yield f"| processes | {' | '.join(name for name, _ in FIGURES)} |"
    yield f"| --: |{' --: |' * len(FIGURES)}"
    for count, results in rounds.items():
        cells = []
        for _, figure in FIGURES:
            pairs = zip(results, rounds[COUNTS[0]], strict=True)
            found = sorted(figure(one) / max(1e-9, figure(alone)) for one, alone in pairs)
            cells.append(f"{median(found):.2f} ({found[0]:.2f} to {found[-1]:.2f})")
        yield f"| {count} | {' | '.join(cells)} |"


def shares(rounds: Mapping[int, Sequence[Result]]) -> Iterator[str]:
    """Yield how the CPU of a turn is shared out, in percent of all that was used."""
    for count, results in rounds.items():
        used = [(one.cpu, postgres_cpu(one), one.generator / max(1e-9, one.rate) * 1000) for one in results]
        parts = [median(row[at] / sum(row) for row in used) for at in range(3)]
        yield "{}: servers {:.0%}, Postgres {:.0%}, the load {:.0%} of the CPU".format(count, *parts)


def postgres_cpu(one: Result) -> float:
    """CPU seconds of Postgres for 1,000 updates."""
    return float(one.seen["postgres_cpu"] * 1000 / max(1, one.seen["posted"]))


@contextmanager
def postgres(folder: Path) -> Iterator[Cluster]:
    """A Postgres of its own, durable as its defaults are, whose files lie in this folder."""
    folder.chmod(0o755)
    cluster = cluster_in(folder / "pg")
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()


def _run(course: Course, load: Load, cluster: Cluster, count: int) -> Result:
    url, data = cluster.empty(), course.folder / f"data-{time.monotonic_ns()}"
    bot = on_postgres(url, data)
    running: list[Running] = []
    with course.reporters(load, bot.path, bot.cores) as reporters:
        api = api_of(reporters)
        places = [course.place(api, data / f"process-{number}") for number in range(count)]
        try:
            for place in places:
                running.append(Running(bot, place))
                running[-1].wait()  # the first makes tables and key
            idle = sum(one.memory() for one in running)
            before = _cpu_of_postgres(cluster)
            seen = play(
                reporters, *zip([place.port for place in places], [one.pid for one in running], strict=True)
            )
            seen["postgres_cpu"] = _cpu_of_postgres(cluster) - before
            kept = settled(bot, data, Kept(0, 0), seen)
        finally:
            status = max(one.stop() for one in running)
    cluster.drop(url)
    return Result(bot.name, seen, 0.0, idle, tuple(wrong_in(seen, kept, status)))


def on_postgres(url: str, data: Path) -> Bot:
    """The product on this database, with files in this folder, on any core."""

    def environment(place: Place) -> Mapping[str, str]:
        given: dict[str, str] = product_environment(place)
        return given | {"BALLEGH_DATA_DIR": str(data), "BALLEGH_DATABASE_URL": url}

    cores = ",".join(map(str, sorted(os.sched_getaffinity(0))))
    return replace(PRODUCT, environment=environment, kept=lambda _: _kept(url, data), cores=cores)


def _kept(url: str, data: Path) -> Kept:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:

        def count(what: str) -> int:
            row = connection.execute(f"SELECT count(*) FROM {what}".encode()).fetchone()  # noqa: S608 - constants
            return int(row[0]) if row else 0

        unsent = count("outbox WHERE state <> 'sent' AND chat LIKE 'telegram:%'") + count("dead_letters")
        stored, cases = count("evidence WHERE state = 'stored'"), count("cases")
    files = sum(len({*names} - {MARK}) for _, _, names in os.walk(data / "evidence"))
    return Kept(cases, stored, unsent + abs(stored - files))


def _cpu_of_postgres(cluster: Cluster) -> float:
    """CPU seconds of all processes of this Postgres, also of those that ended."""
    leader = int((cluster.folder / "data" / "postmaster.pid").read_text().split()[0])
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(path.parent.name) == leader or int(told[1]) == leader:
            ticks += sum(map(int, told[11:13] if int(path.parent.name) != leader else told[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")
