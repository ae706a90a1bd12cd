"""The connections to Postgres: how many a server has, how soon one that leads nowhere ends."""

from typing import Any

from storage.database.transaction import Transaction

KEPT, MORE = 8, 10
"""The connections of a process that stay open once they were used, and those beside them at the height."""
MOST = KEPT + MORE + 1
"""The most that a server has: also the one on which it listens to the others."""
ALIVE: dict[str, Any] = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""With these a connection to Postgres that leads nowhere ends within 25 seconds, and not within hours."""
_ALLOWED = (
    "SELECT sum(CASE name WHEN 'max_connections' THEN 1 ELSE -1 END * setting::int)::int FROM pg_settings "
    "WHERE name IN ('max_connections', 'superuser_reserved_connections', 'reserved_connections')"
)


def allowed(transaction: Transaction) -> int:
    """Return how many connections Postgres lets its ordinary users have together. Raises StorageFailed."""
    return int(transaction.peek(_ALLOWED)[0][0])
