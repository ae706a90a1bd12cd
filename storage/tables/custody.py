"""The tables of sealing and custody: whom cases are sealed to, what happened to them, what is to go."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from storage.tables.base import metadata
from storage.tables.cases import always, ordered

KEYS = Table(
    "keys",
    metadata,
    Column("fingerprint", String, primary_key=True),
    always("recipient", String),
    always("owner", String),
    always("added", Float),
    always("removed", Float),
)
"""A public key that cases are sealed to; `removed` is 0 while it is in use."""

CUSTODY = Table(
    "custody",
    metadata,
    ordered(),
    always("chain", String),
    always("seq", Integer),
    always("time", Float),
    always("event", String),
    always("actor", String),
    always("purpose", String),
    always("digest", String),
    always("previous", String),
    always("hash", String),
    UniqueConstraint("chain", "seq"),
)
"""A link of a case's custody chain; rows are only ever added, and outlive the case."""

CUSTODY_HEADS = Table(
    "custody_heads",
    metadata,
    Column("chain", String, primary_key=True),
    always("count", Integer),
    always("hash", String),
    always("signature", LargeBinary),
)
"""Where a chain ends: how many links, the last one's hash, and the server's signature on both."""

CUSTODY_ROOTS = Table(
    "custody_roots",
    metadata,
    Column("day", String, primary_key=True),
    always("count", Integer),
    always("root", String),
    always("signature", LargeBinary),
)
"""A day's root as officers were told it; `day` is YYYY-MM-DD, UTC."""

SHREDS = Table(
    "shreds",
    metadata,
    ordered(),
    always("erasure", BigInteger),
    always("evidence", String),
)
"""What is to be destroyed once it is durable that it may be: an erasure key (or 0), a file (or empty)."""

ERASURE = Table("keys", MetaData(schema="erasure"), ordered(), always("key", LargeBinary))
"""The keys of `erasure_keys.py`: a schema of its own in Postgres, a file of its own beside SQLite's."""
