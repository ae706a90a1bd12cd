"""The limits that several servers keep together: token buckets, from which each server reserves slices.

One statement serves many budgets, and no server waits for the disk: of what was reserved in the second before
Postgres crashes it may know nothing afterwards. Time is the database's alone.
"""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from storage.database.driver_errors import failed
from storage.database.engine import Database

_RESERVE = text(
    "WITH asked AS MATERIALIZED (SELECT * FROM unnest("
    "CAST(:kinds AS text[]), CAST(:keys AS text[]), CAST(:bursts AS float8[]), CAST(:rates AS float8[]), "
    "CAST(:wanteds AS float8[]), CAST(:manys AS float8[]), CAST(:backs AS float8[])) "
    "AS asked (kind, key, burst, rate, wanted, many, back) "
    "WHERE set_config('synchronous_commit', 'off', true) = 'off' "
    "AND set_config('lock_timeout', '2s', true) = '2s' ORDER BY kind, key) "
    "INSERT INTO budgets AS b (kind, key, level, granted, moment) "
    "SELECT kind, key, free - granted, granted, extract(epoch FROM clock_timestamp()) FROM asked, "
    "LATERAL (SELECT greatest(-burst, least(burst, burst + back)) AS free) f, "
    "LATERAL (SELECT greatest(0, least(floor(free), wanted), floor(least(many, free / 2))) AS granted) g "
    "ON CONFLICT (kind, key) DO UPDATE SET (level, granted, moment) = "
    "(SELECT free - g.granted, g.granted, now FROM asked, "
    "LATERAL (SELECT extract(epoch FROM clock_timestamp())::float8 AS now) n, "
    "LATERAL (SELECT b.level + greatest(0, now - b.moment) * rate + back AS level) l, "
    "LATERAL (SELECT greatest(-burst, least(burst, l.level)) AS free) f, "
    "LATERAL (SELECT greatest(0, least(floor(free), wanted), floor(least(many, free / 2))) AS granted) g "
    "WHERE asked.kind = b.kind AND asked.key = b.key) "
    "RETURNING kind, key, granted, level"
)
"""All is locked in one order, so that no two servers wait for each other. What is wanted
now is granted as far as it is there, and beyond that half of it at most: so another server finds some too.
"""
Asked = tuple[str, str, float, float, float, float, float]
"""A budget's kind and key, the tokens that it holds, those by which it fills in a second, those that are
wanted now, up to how many may be reserved, and those that were reserved before and are given back. Fewer than
none given back: so many were spent without being reserved.
"""
Reserved = tuple[float, float]
"""The tokens that are reserved, and those that are left."""


class Budgets:
    """The budgets of a database that several servers share."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")

    def reserve(self, asks: Sequence[Asked]) -> dict[tuple[str, str], Reserved]:
        """Give back and reserve, of each budget once at most. Blocks. Raises StorageFailed."""
        kinds, keys, *numbers = zip(*asks, strict=True)
        columns: dict[str, list[str] | list[float]] = {"kinds": [*kinds], "keys": [*keys]}
        for name, column in zip(("bursts", "rates", "wanteds", "manys", "backs"), numbers, strict=True):
            columns[name] = [*map(float, column)]  # an int among them is an error of the driver
        try:
            with self._engine.connect() as connection:
                rows = connection.execute(_RESERVE, columns).fetchall()
        except SQLAlchemyError as error:
            raise failed(error) from None
        return {(kind, key): (granted, level) for kind, key, granted, level in rows}
