"""One, two and three processes of the product on one Postgres: separate servers that share a database.

Processes, Postgres and reporters share all cores of the machine: no core belongs to any of them. A chat keeps
to one process, as behind a balancer that looks at the sender.
"""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median

import psycopg
from sqlalchemy import make_url

from bench.bots import PRODUCT, Bot, Kept, Place, Running, product_environment
from bench.campaigns.lookup import cluster_in
from bench.measure import Course, Load, Result, api_of, play, settled, wrong_in
from bench.table import table
from tests.storage.cluster import Cluster

COUNTS = (1, 2, 3)
ROUNDS = 3


def processes(course: Course, load: Load) -> bool:
    """1, 2 and 3 processes on one Postgres, which share this machine's cores with it and with the load."""
    with postgres(course.folder) as cluster:
        rounds: dict[str, list[Result]] = {_named(count): [] for count in COUNTS}
        for _ in range(ROUNDS):
            for count in COUNTS:
                rounds[_named(count)].append(_run(course, load, cluster, count))
    print(table(rounds))
    wrong = [f"{name}: {what}" for name, some in rounds.items() for one in some for what in one.wrong]
    print("\n".join(wrong))
    used = median(one.seen["postgres_cpu"] / one.seen["updates"] * 1000 for one in rounds[_named(1)])
    print(f"Postgres itself: {used:.2f} CPU s for 1,000 updates of one process")
    return not wrong


def _named(count: int) -> str:
    return f"{count} process{'es' if count > 1 else ''} on Postgres"


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
    files = sum(len(names) for _, _, names in os.walk(data / "evidence"))
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
