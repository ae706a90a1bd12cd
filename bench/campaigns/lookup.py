"""`python -m bench.campaigns.lookup`: what a look-up and a filing take among so many cases.

A tenth of the cases belong to campaigns of a thousand, whose bands and number are the same; the others share
no token with any. On SQLite the rows are written sorted, as a vacuum leaves them, with the product's indexes;
`--postgres` starts a Postgres of its own from the programs that are installed.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, text

from flows.indicators.near import BANDS
from flows.indicators.traces import NEAR, Traces
from storage.campaigns.meeting import met
from storage.database.engine import Database
from storage.sealing.vault import Vault
from storage.tables.campaigns import Role
from storage.unit import Storage, Unit
from tests.storage.cluster import cluster_in

CAMPAIGN = 1000
TRIES = 200
DAY = 20_000
START = 1 << 60
"""Ids of cases are as long as the product's."""
CHUNK = 200_000
"""Cases whose tokens are written in one statement."""
EACH = BANDS + 1
TABLES = ("case_tokens", "campaigns", "campaign_cases")

_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :last)"
_CASES = (
    "INSERT INTO cases (id, reference, secret_hash, category, status, open, urgent, anonymous, place, "
    "province, channel, chat, language, pseudonym, created, updated, evidence_count, address, erasure, hold, "
    "recipient, "
    "recipient_seal) "
    "SELECT :start + i, 'R' || i, '', 'fraud', 'received', {yes}, {no}, {yes}, '', '', 'telegram', "
    "{chat}, 'fr', '', 0.0, 0.0, 0, NULL, 0, {no}, '', '' FROM n"
)
_ALONE = (
    "INSERT INTO case_tokens (token, case_id, role, tells) "
    "SELECT (i - :half) * :stride + {within}, :start + i * 7919 % :count, 2, {no} FROM n "
    "WHERE i * 7919 % :count % 10 > 0"
)
"""Tokens come in rising order, each anywhere in its share of all 64-bit numbers, for cases far apart."""
_WORDS = {
    "sqlite": {
        "yes": "1",
        "no": "0",
        "chat": "hex(randomblob(16))",
        "within": "abs(random() % :stride)",
    },
    "postgresql": {
        "yes": "true",
        "no": "false",
        "chat": "md5(random()::text)",
        "within": "floor(random() * :stride)::bigint",
    },
}


def shared(campaign: int) -> Traces:
    """The number and the bands of a campaign."""
    return (("phone", f"+2126{campaign:08}"), *((NEAR, f"{band}:{campaign}") for band in range(BANDS)))


def fill(storage: Storage, count: int) -> None:
    """Write so many cases with their tokens, a tenth of them in campaigns."""
    with storage.database.write() as connection:
        connection.exec_driver_sql("DROP INDEX case_tokens_case_id")
        _run(connection, _CASES, 0, count, count)
    for first in range(0, count, CHUNK):
        with storage.database.write() as connection:
            if storage.database.exclusive:
                connection.exec_driver_sql("PRAGMA cache_size = -800000")  # for the filling alone
            _run(connection, _ALONE, first * EACH, min(count, first + CHUNK) * EACH, count)
    for campaign in range(max(1, count // 10 // CAMPAIGN)):
        with storage.write() as unit:
            _campaign(unit, campaign, min(CAMPAIGN, count // 10))
    with storage.database.write() as connection:
        connection.exec_driver_sql("CREATE INDEX case_tokens_case_id ON case_tokens (case_id)")


def _run(connection: Connection, sql: str, first: int, last: int, count: int) -> None:
    words = _WORDS[connection.dialect.name]
    numbers = (
        "WITH n AS (SELECT generate_series(CAST(:first AS bigint), :last - 1) AS i)"
        if "::" in words["chat"]
        else _NUMBERS
    )
    worded = sql.format(**words)
    head, _, rest = worded.partition(" SELECT ")
    rows = count * EACH
    values = {"first": first, "last": last, "start": START, "count": count, "half": rows // 2}
    values |= {"stride": (1 << 64) // rows - 1}
    statement = f"{head} {numbers} SELECT {rest}"
    named = {name: value for name, value in values.items() if f":{name}" in statement}
    connection.execute(text(statement), named)


def _campaign(unit: Unit, campaign: int, cases: int) -> None:
    """Write a campaign whose first two cases stand for it."""
    tokens = unit.tokens.of(shared(campaign))  # once for all
    for place in range(cases):
        case_id = START + 10 * (campaign * CAMPAIGN + place)
        unit.tokens.keep(case_id, shared(campaign), Role.MEETS if place < 2 else Role.MEMBER, tokens)
    unit.transaction.flush()
    write = unit.transaction.connection.execute
    write(
        text("INSERT INTO campaigns VALUES (:id, :code, :name, :cases, 0.0, 0.0, :no, 0, :no)"),
        {"id": campaign + 1, "code": f"C{campaign:05}", "name": b"", "cases": cases, "no": False},
    )
    write(
        text("INSERT INTO campaign_cases VALUES (:case_id, :campaign, :state, 'phone,near:42', :no, 0)"),
        [
            {
                "case_id": START + 10 * (campaign * CAMPAIGN + place),
                "campaign": campaign + 1,
                "state": "founder" if place < 2 else "member",
                "no": False,
            }
            for place in range(cases)
        ],
    )


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def looked_up(storage: Storage, count: int, *, known: bool) -> Iterator[tuple[float, float, float]]:
    """Milliseconds for a number, for a text, and for what a new case meets, of a campaign or of none."""
    campaigns = max(1, count // 10 // CAMPAIGN)
    for number in range(TRIES):
        traces = shared(random.randrange(campaigns) if known else 10**7 + number)  # no secret
        with storage.read() as unit:
            tokens = unit.tokens.of(traces)
            yield (
                timed(lambda t=traces, u=unit: u.tokens.reported(t, 3)),  # type: ignore[misc]  # bound early
                timed(lambda t=traces, u=unit: u.tokens.copied(t, 3)),  # type: ignore[misc]  # bound early
                timed(lambda t=traces, u=unit, k=tokens: met(u.transaction, t, k)),  # type: ignore[misc]  # bound early
            )


def filed(storage: Storage, count: int) -> Iterator[float]:
    """Milliseconds in which a case looks, joins a campaign, and is committed with its tokens."""
    campaigns = max(1, count // 10 // CAMPAIGN)

    def keep(number: int) -> None:
        with storage.write() as unit:
            unit.joining.file(START + number, shared(number % campaigns), DAY * 86400.0, urgent=False)

    for number in random.sample(range(count // 10), TRIES):
        yield timed(lambda n=10 * number + 1: keep(n))  # type: ignore[misc]  # bound early


def main() -> None:
    """Print a row of the table for each count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("counts", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    print("Milliseconds, known / unknown; the medians, and the 95th of 100 of meeting a known one.\n")
    print("| cases | MB | a number | a text | meeting | 95th | joining and committing |")
    print("| --: | --: | --: | --: | --: | --: | --: |")
    if min(given.counts) < 10 * TRIES:
        parser.error(f"at least {10 * TRIES} cases: so many of a tenth of them are tried")
    for count in given.counts:
        with opened(postgres=given.postgres) as database:
            print(row(database, count), flush=True)


@contextmanager
def opened(*, postgres: bool) -> Iterator[Database]:
    """A database of its own, empty."""
    with tempfile.TemporaryDirectory(dir="/var/tmp" if postgres else None) as folder:  # noqa: S108  # made here
        if not postgres:
            yield Database("", Path(folder))
            return
        Path(folder).chmod(0o755)
        cluster = cluster_in(Path(folder) / "pg")
        cluster.start()
        try:
            yield Database(cluster.empty(), Path(folder))
        finally:
            cluster.stop()


def row(database: Database, count: int) -> str:
    """Measure among so many cases."""
    random.seed(count)
    database.migrate()
    storage = Storage(database, Vault(bytes(32)))
    fill(storage, count)
    settle(database)
    size = used(database) / 1e6
    known, unknown = (list(looked_up(storage, count, known=one)) for one in (True, False))
    pairs = [
        f"{median(one[place] for one in known):.2f} / {median(one[place] for one in unknown):.2f}"
        for place in range(3)
    ]
    slow = sorted(one[2] for one in known)[int(TRIES * 0.95)]
    filing = median(filed(storage, count))
    database.close()
    return f"| {count:,} | {size:,.0f} | {' | '.join(pairs)} | {slow:.2f} | {filing:.2f} |"


def settle(database: Database) -> None:
    """Let the database tidy its tables and learn what is in them, as it does by itself in time."""
    tidy = "ANALYZE" if database.exclusive else "VACUUM (ANALYZE)"
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(tidy)


def used(database: Database) -> int:
    """Bytes of the tokens and campaigns with their indexes."""
    with database.read() as connection:
        if not database.exclusive:
            sizes = (
                connection.exec_driver_sql(f"SELECT pg_total_relation_size('{name}')").scalar()
                for name in TABLES
            )
            return sum(int(size or 0) for size in sizes)
        found = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'case_tokens%%' OR name LIKE 'campaign%%'"
        return int(connection.exec_driver_sql(found.replace("%%", "%")).scalar() or 0)


if __name__ == "__main__":
    main()
