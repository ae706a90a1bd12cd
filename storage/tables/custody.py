"""The tables of keys, of the custody log, and of what is still to be destroyed."""

from typing import ClassVar

from sqlalchemy import BigInteger, MetaData, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import BigNumber, OrderedId, PrimaryText, Stored


class StoredOfficerKey(Stored, table=True):
    """A public key that cases are sealed to. `removed` is 0 while the key is in use."""

    __tablename__ = "keys"

    fingerprint: PrimaryText
    recipient: str
    owner: str
    added: float
    removed: float


class StoredWrap(Stored, table=True):
    """The private key of a case or file for one officer, encrypted with the erasure key `number`.

    The server made it itself; if it was `granted`, a colleague did, and only the officer can tell whether it
    opens.
    """

    __tablename__ = "key_wraps"

    number: int = Field(sa_type=BigInteger, primary_key=True, sa_column_kwargs={"autoincrement": False})
    fingerprint: str = Field(primary_key=True, index=True)
    box: bytes
    granted: bool


class StoredLink(Stored, table=True):
    """A link of a case's custody chain. Links are added, never changed, and outlive the case."""

    __tablename__ = "custody"
    __table_args__ = (UniqueConstraint("chain", "seq"),)

    id: OrderedId
    chain: str
    seq: int
    time: float
    event: str
    actor: str
    purpose: str
    digest: str
    previous: str
    hash: str


class StoredHead(Stored, table=True):
    """The end of a chain: the number of links, the last link's hash, and the server's signature on both."""

    __tablename__ = "custody_heads"

    chain: PrimaryText
    count: int
    hash: str
    signature: bytes


class StoredRoot(Stored, table=True):
    """A day's root as officers were told it. `day` is YYYY-MM-DD, UTC."""

    __tablename__ = "custody_roots"

    day: PrimaryText
    count: int
    root: str
    signature: bytes


class StoredShred(Stored, table=True):
    """An erasure key (0: none) and a file of evidence (empty: none) to destroy after the commit.

    `seal` is the server's token of both: a row without it destroys nothing.
    """

    __tablename__ = "shreds"

    id: OrderedId
    erasure: BigNumber
    evidence: str
    seal: str


class StoredErasureKey(Stored, table=True):
    """An erasure key, protected.

    The table has a schema of its own on Postgres, on SQLite a file of its own.
    """

    __tablename__ = "keys"
    metadata: ClassVar[MetaData] = MetaData(schema="erasure")

    id: OrderedId
    key: bytes
