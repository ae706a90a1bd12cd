"""The tables of sealing and custody: whom cases are sealed to, what happened to them, what is to go."""

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Table, UniqueConstraint
from sqlmodel import Field

from storage.tables import Stored, metadata, ordered


class KeyRow(Stored, table=True):
    """A public key that cases are sealed to; `removed` is 0 while it is in use."""

    __tablename__ = "keys"

    fingerprint: str = Field(primary_key=True)
    recipient: str
    owner: str
    added: float
    removed: float


class CustodyRow(Stored, table=True):
    """A link of a case's custody chain; rows are only ever added, and outlive the case."""

    __tablename__ = "custody"
    __table_args__: ClassVar[Any] = (UniqueConstraint("chain", "seq"),)

    id: int = ordered()
    chain: str
    seq: int
    time: float
    event: str
    actor: str
    purpose: str
    digest: str
    previous: str
    hash: str


class CustodyHead(Stored, table=True):
    """Where a chain ends: how many links, the last one's hash, and the server's signature on both."""

    __tablename__ = "custody_heads"

    chain: str = Field(primary_key=True)
    count: int
    hash: str
    signature: bytes


class CustodyRoot(Stored, table=True):
    """A day's root as officers were told it; `day` is YYYY-MM-DD, UTC."""

    __tablename__ = "custody_roots"

    day: str = Field(primary_key=True)
    count: int
    root: str
    signature: bytes


class Shred(Stored, table=True):
    """What is to be destroyed once it is durable that it may be: an erasure key (or 0), a file (or empty)."""

    __tablename__ = "shreds"

    id: int = ordered()
    erasure: int = Field(sa_type=BigInteger)
    evidence: str


KEYS: Table = metadata.tables["keys"]
CUSTODY: Table = metadata.tables["custody"]
CUSTODY_HEADS: Table = metadata.tables["custody_heads"]
CUSTODY_ROOTS: Table = metadata.tables["custody_roots"]
SHREDS: Table = metadata.tables["shreds"]
