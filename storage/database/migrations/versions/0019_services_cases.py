"""The service that has a case, and when money left by a report, in columns by which cases are listed."""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NOBODYS = ("received", "examined")


def upgrade() -> None:
    _add("case_work", sa.Column("service", sa.String(), nullable=False, server_default=""))
    _add("case_work", sa.Column("handed", sa.Float(), nullable=False, server_default="0"))
    _add("case_facts", sa.Column("money", sa.Float(), nullable=False, server_default="0"))
    _index("case_work_handed", "case_work", ["service", "case_id"], "handed > 0")
    _index("case_facts_money", "case_facts", ["money"], "money > 0")
    for reference, (service, handed) in _having().items():
        values = {"service": service, "handed": handed, "reference": reference}
        op.get_bind().execute(_HAS.bindparams(**values))


def _add(table: str, column: sa.Column[object]) -> None:
    op.add_column(table, column)
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column(table, column.name, server_default=None)


def _index(name: str, table: str, columns: list[str], condition: str) -> None:
    there = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=there, postgresql_where=there)


_ACTS = sa.text(
    "SELECT chain, event, purpose, time FROM custody WHERE event IN ('handed-over', 'handed-back', 'status') "
    "AND chain IN (SELECT chain FROM custody WHERE event = 'handed-over') ORDER BY chain, seq"
)
_HAS = sa.text(
    "INSERT INTO case_work "
    "(case_id, assigned, asked, answered, reminders, reminded, looked, service, handed) "
    "SELECT id, '', 0, 0, 0, 0, 0, :service, :handed FROM cases WHERE reference = :reference "
    "ON CONFLICT (case_id) DO UPDATE SET service = excluded.service, handed = excluded.handed"
)


def _having() -> dict[str, tuple[str, float]]:
    """Return the service that has each case, and since when, as the custody log tells it."""
    found: dict[str, tuple[str, float]] = defaultdict(lambda: ("", 0.0))
    for reference, event, purpose, time in op.get_bind().execute(_ACTS):
        if event == "handed-over":
            found[reference] = (purpose, time)
        elif event == "handed-back" or purpose.partition(":")[2] in NOBODYS:
            found[reference] = ("", 0.0)
    return {reference: has for reference, has in found.items() if has[0]}
