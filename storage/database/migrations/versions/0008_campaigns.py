"""Campaigns, their cases and decisions. A token gets a role, by which it is sorted, in place of kind and day.

Cases filed before meet new ones, and are in no campaign yet. Those that were closed though they were never
referred meet nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_REFERRED = (
    "SELECT 1 FROM status_changes WHERE status_changes.reference = cases.reference "
    "AND status_changes.status NOT IN ('received', 'examined', 'withdrawn', 'closed')"
)
_NO_CRIME = f"SELECT id FROM cases WHERE status = 'closed' AND NOT EXISTS ({_REFERRED})"  # noqa: S608  # constant
_ROLES = (
    "CASE WHEN kind = 'contested' THEN 3 WHEN kind = 'cleared' THEN 5 "
    f"WHEN case_id IN ({_NO_CRIME}) THEN 0 ELSE 2 END"
)


def upgrade() -> None:
    _sort_tokens()
    op.create_table(
        "campaigns",
        _id(),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.LargeBinary(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("first", sa.Float(), nullable=False),
        sa.Column("last", sa.Float(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("alerted", sa.Integer(), nullable=False),
        sa.Column("urgent_told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="campaigns_pkey"),
        sa.UniqueConstraint("code", name="campaigns_code_key"),
    )
    op.create_table(
        "campaign_cases",
        _number("case_id"),
        _number("campaign"),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("thanked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="campaign_cases_case_id_fkey"),
        sa.ForeignKeyConstraint(["campaign"], ["campaigns.id"], name="campaign_cases_campaign_fkey"),
        sa.PrimaryKeyConstraint("case_id", name="campaign_cases_pkey"),
    )
    op.create_index("campaign_cases_campaign", "campaign_cases", ["campaign", "case_id"])
    _decisions()


def _sort_tokens() -> None:
    op.drop_index("case_tokens_case_id", "case_tokens")
    op.rename_table("case_tokens", "older_tokens")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("case_tokens_pkey", "older_tokens")
    op.create_table(
        "case_tokens",
        _number("token"),
        _number("case_id"),
        sa.Column("role", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="case_tokens_case_id_fkey"),
        sa.PrimaryKeyConstraint("token", "role", "case_id", name="case_tokens_pkey"),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO case_tokens SELECT token, case_id, {_ROLES} FROM older_tokens")  # noqa: S608  # constant
    op.drop_table("older_tokens")
    op.create_index("case_tokens_case_id", "case_tokens", ["case_id"])


def _decisions() -> None:
    op.create_table(
        "campaign_decisions",
        _id(),
        _number("campaign"),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=False),
        sa.Column("time", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["campaign"], ["campaigns.id"], name="campaign_decisions_campaign_fkey"),
        sa.PrimaryKeyConstraint("id", name="campaign_decisions_pkey"),
    )
    op.create_index("campaign_decisions_campaign", "campaign_decisions", ["campaign"])
    op.create_table(
        "decided_cases",
        _number("decision"),
        _number("case_id"),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["campaign_decisions.id"], name="decided_cases_decision_fkey"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="decided_cases_case_id_fkey"),
        sa.PrimaryKeyConstraint("decision", "case_id", name="decided_cases_pkey"),
    )
    op.create_index("decided_cases_case_id", "decided_cases", ["case_id"])
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "decided_cases_waiting",
        "decided_cases",
        ["decision", "case_id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def _id() -> sa.Column[int]:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", big, nullable=False, autoincrement=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, autoincrement=False)
