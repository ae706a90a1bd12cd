"""The officers' desk in the browser. Officers of before are supervisors."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _officers()
    _access()
    _work()
    _lists()
    _notes()


def _officers() -> None:
    for column, default in (
        (sa.Column("role", sa.String(), nullable=False, server_default="supervisor"), "role"),
        (sa.Column("suspended", sa.Float(), nullable=False, server_default="0"), "suspended"),
    ):
        op.add_column("officers", column)
        if op.get_bind().dialect.name != "sqlite":
            op.alter_column("officers", default, server_default=None)


def _access() -> None:
    _table("desk_invitations", "officer", _text("officer"), _text("token"), _time("made"))
    op.create_index("desk_invitations_token", "desk_invitations", ["token"])
    times = ("made", "passkey_proved", "sheet_proved", "confirmed")
    _table(
        "desk_keys",
        "officer",
        _text("officer"),
        _text("recipient"),
        *map(_time, times),
        _text("confirmed_by"),
        _time("seen"),
    )
    _table(
        "desk_passkeys",
        "id",
        _text("id"),
        _text("officer"),
        _text("public_key"),
        sa.Column("count", sa.BigInteger(), nullable=False),
        _text("way"),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        _time("added"),
    )
    op.create_index("desk_passkeys_officer", "desk_passkeys", ["officer"])
    columns = (_text("token"), _text("officer"), _text("passkey"), _time("made"), _text("seal"))
    _table("desk_sessions", "token", *columns)
    op.create_index("desk_sessions_officer", "desk_sessions", ["officer"])
    op.create_index("desk_sessions_made", "desk_sessions", ["made"])
    _table("desk_challenges", "token", _text("token"), _time("until"))
    op.create_index("desk_challenges_until", "desk_challenges", ["until"])


def _work() -> None:
    case = sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="case_work_case_id_fkey")
    columns = (
        *(_number("case_id"), _text("assigned"), _time("asked"), _time("answered")),
        *(sa.Column("reminders", sa.Integer(), nullable=False), _time("reminded")),
    )
    _table("case_work", "case_id", *columns, case)
    op.create_index("case_work_assigned", "case_work", ["assigned"])
    for name in ("asked", "answered"):
        there = sa.text(f"{name} > 0")
        op.create_index(
            f"case_work_{name}", "case_work", ["case_id"], sqlite_where=there, postgresql_where=there
        )
    op.create_table(
        "case_marks",
        _text("officer"),
        _number("case_id"),
        *map(_time, ("seen", "snoozed", "looking")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="case_marks_case_id_fkey"),
        sa.PrimaryKeyConstraint("officer", "case_id", name="case_marks_pkey"),
        sqlite_with_rowid=False,
    )
    for name in ("case_id", "looking"):
        op.create_index(f"case_marks_{name}", "case_marks", [name])


def _lists() -> None:
    there = sa.text("snoozed > 0")
    op.create_index(
        "case_marks_snoozed",
        "case_marks",
        ["officer", "case_id"],
        sqlite_where=there,
        postgresql_where=there,
    )
    op.drop_index("cases_open", "cases")
    facts = (
        "open",
        "urgent",
        "id",
        "status",
        "category",
        "place",
        "channel",
        "language",
        "created",
        "updated",
    )
    op.create_index("cases_open", "cases", facts)


def _notes() -> None:
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "case_notes",
        sa.Column("id", big, nullable=False, autoincrement=False),
        *map(_text, ("reference", "name", "officer")),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        _time("time"),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name="case_notes_reference_fkey"),
        sa.PrimaryKeyConstraint("id", name="case_notes_pkey"),
    )
    op.create_index("case_notes_reference", "case_notes", ["reference"])
    op.create_index("case_notes_name", "case_notes", ["reference", "name"], unique=True)


def _table(name: str, key: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(name, *columns, sa.PrimaryKeyConstraint(key, name=f"{name}_pkey"))


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _time(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Float(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=False, autoincrement=False)
