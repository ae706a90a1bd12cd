"""The base class of all tables, and the kinds of columns that several of them have."""

from typing import Annotated, Any, ClassVar

from sqlalchemy import BigInteger, Dialect, Index, Integer, MetaData, Table, TypeDecorator, text
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "pk": "%(table_name)s_pkey",
    }
)


class Ordered(TypeDecorator[int]):
    """A 64-bit id.

    SQLite gets the type INTEGER: there such a key is the row's own address and needs no index.
    """

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type of this database."""
        return Integer() if dialect.name == "sqlite" else BigInteger()


class Stored(SQLModel):
    """A row of a table. Statements of the hot path use `__table__`, all others the class."""

    __table__: ClassVar[Table]
    metadata: ClassVar[MetaData] = metadata


OrderedId = Annotated[
    int, Field(sa_type=Ordered, primary_key=True, sa_column_kwargs={"autoincrement": False})
]
"""The primary key of rows that are kept in order; `storage.database.ids` makes the numbers."""

BigNumber = Annotated[int, Field(sa_type=BigInteger)]
PrimaryText = Annotated[str, Field(primary_key=True)]
IndexedText = Annotated[str, Field(index=True)]
IndexedTime = Annotated[float, Field(index=True)]


def partial_index(name: str, *columns: str, condition: str) -> Index:
    """Return an index of the rows that meet a condition. `migrate.py` gives Postgres the same condition."""
    return Index(name, *columns, sqlite_where=text(condition))
