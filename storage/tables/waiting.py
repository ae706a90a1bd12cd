"""The tables of what waits: reminders that went out, persons who wait for an officer, officers on duty."""

from sqlalchemy import BigInteger, PrimaryKeyConstraint
from sqlmodel import Field

from storage.tables.base import PrimaryText, Stored, partial_index


class StoredReminder(Stored, table=True):
    """Something that was said once of a case's deadline. `name` is the kind of deadline and what was said.

    `began` is when the deadline began: for one that begins anew, the same is said again.
    """

    __tablename__ = "case_reminders"
    __table_args__ = (PrimaryKeyConstraint("case_id", "name"), {"sqlite_with_rowid": False})

    case_id: int = Field(sa_type=BigInteger, foreign_key="cases.id")
    name: str
    began: float


class StoredPersonWait(Stored, table=True):
    """A reporter who asked for a person; times are 0 where there is none.

    `since` is when the present wait began, `until` when somebody was to have answered. `lapsed` is when the
    lines to call were said again. `spoke` is when an officer last wrote to this person.
    """

    __tablename__ = "person_waits"
    __table_args__ = (partial_index("person_waits_since", "case_id", condition="since > 0"),)

    case_id: int = Field(
        sa_type=BigInteger,
        primary_key=True,
        foreign_key="cases.id",
        sa_column_kwargs={"autoincrement": False},
    )
    since: float
    until: float
    lapsed: float
    spoke: float


class StoredDuty(Stored, table=True):
    """The word of an officer to be on duty (`present`), or not; it holds `until` then."""

    __tablename__ = "duty"

    officer: PrimaryText
    present: bool
    until: float
