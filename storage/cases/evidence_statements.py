"""The statements that change pieces of evidence on the hot path."""

from sqlalchemy import bindparam, literal_column, update

from storage.database.statements import Lookup, changing, inserting
from storage.tables.cases import StoredEvidence
from storage.tables.custody import StoredShred

TABLE = StoredEvidence.__table__
_e = TABLE.c
EXPECT = inserting(StoredEvidence, order=1)
LOOSE = _e.reference.is_(None)
_expected = _e.state == literal_column("'expected'")

STORED = changing(
    update(TABLE)
    .where(_e.id == bindparam("id_"), _expected)
    .values(
        state=literal_column("'stored'"),
        sha256=bindparam("sha256_"),
        size=bindparam("size_"),
        media_type=bindparam("media_type_"),
        stored_at=bindparam("stored_at_"),
        erasure=bindparam("erasure_"),
        provider_ref=bindparam("provider_ref_"),
    ),
    order=2,
)
FAILED = changing(
    update(TABLE)
    .where(_e.id == bindparam("id_"), _expected)
    .values(
        state=literal_column("'fetch_failed'"),
        reason=bindparam("reason_"),
        provider_ref=bindparam("provider_ref_"),
    ),
    order=2,
)
ATTACH = changing(
    update(TABLE)
    .where(_e.id == bindparam("id_"), _e.state != literal_column("'discarded'"))
    .values(
        reference=bindparam("reference_"),
        name=bindparam("name_"),
        origin=bindparam("origin_"),
        chat=literal_column("''"),
        message=literal_column("''"),
    ),
    order=3,
)
DISCARD = changing(
    update(TABLE).where(_e.id == bindparam("id_"), LOOSE).values(state=literal_column("'discarded'")),
    order=4,
)
SHRED = inserting(StoredShred, order=5)
FIND = Lookup("id, kind, state, sha256, reference, name, origin", "evidence", "id")
