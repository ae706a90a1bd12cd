"""The tables of a case's outcome: its suspects, and whether its reporter was helped."""

from sqlalchemy import BigInteger, PrimaryKeyConstraint
from sqlmodel import Field

from storage.tables.base import Stored


class StoredSuspect(Stored, table=True):
    """A suspect of a case, by a number that counts from 1 in each case, and never by name."""

    __tablename__ = "suspects"
    __table_args__ = (PrimaryKeyConstraint("reference", "number"), {"sqlite_with_rowid": False})

    reference: str = Field(foreign_key="cases.reference")
    number: int
    outcome: str
    officer: str
    time: float


class StoredFeedback(Stored, table=True):
    """The one question to a reporter whose case was closed: when it was asked, and the answer.

    `helped` is null and `time` 0 until there is an answer. What the reporter adds in words is an entry of the
    case, sealed like all others.
    """

    __tablename__ = "feedback"

    case_id: int = Field(
        sa_type=BigInteger,
        primary_key=True,
        foreign_key="cases.id",
        sa_column_kwargs={"autoincrement": False},
    )
    asked: float
    helped: bool | None
    time: float
