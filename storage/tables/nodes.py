"""The tables of the servers that work on one database together."""

from sqlmodel import Field

from storage.tables.base import PrimaryText, Stored


class StoredNode(Stored, table=True):
    """A server that runs, or ran until just now. `place` names the evidence that it sees."""

    __tablename__ = "nodes"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str
    role: str
    place: str
    version: str
    seen: float


class StoredCompatibility(Stored, table=True):
    """The version of the oldest program that may work on the tables of a version, in one row."""

    __tablename__ = "compatibility"

    version: PrimaryText
    oldest: str


class StoredLease(Stored, table=True):
    """Work that one node does for all, until a time. `token` rises with each change of the node."""

    __tablename__ = "leases"

    name: PrimaryText
    node: int
    token: int
    until: float


class StoredBudget(Stored, table=True):
    """A limit that all servers keep together, as a token bucket: `level` tokens at `moment`.

    `key` is a keyed token. `granted` is what the last server that asked was given.
    """

    __tablename__ = "budgets"

    kind: PrimaryText
    key: PrimaryText
    level: float
    granted: float
    moment: float


OWN = tuple(each.__table__ for each in (StoredNode, StoredLease, StoredCompatibility, StoredBudget))
"""The tables about the database itself and its servers, which hold nothing that people gave."""
