"""The statements that change rows of the outbox on the hot path, and the query for rows to send."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, literal_column, null, select, update

from storage.database.statements import Write, changing, inserting
from storage.delivery.messages import BEFORE, REPLY
from storage.tables.messages import Outbox

TABLE = Outbox.__table__
_o = TABLE.c
QUEUED = _o.state == literal_column("'queued'")
COLLECTED = _o.kind.in_([literal_column("'reply'"), literal_column("'hide'")])
"""The rows that a page collects: messages, and the word to clear its transcript."""
COLLECTABLE = COLLECTED & _o.body.is_not(None)
POST = inserting(Outbox, order=2)

_SENT: ColumnElement[str] = literal_column("'sent'")
_SETTLED = ("state", "provider_id", "reason", "due", "lease", "attempts", "resent", "settled")
# A chat that left no trace is not told again of a message that was sent: its address goes with the body.
_KEEPS = bindparam("keep_body_", type_=_o.resent.type) & (
    (bindparam("state_", type_=_o.state.type) == literal_column("'queued'"))
    | (_o.chat != literal_column("''"))
)
_IDS = bindparam("provider_id_", type_=_o.provider_id.type)
SETTLE = changing(
    update(TABLE)
    .where(
        _o.id == bindparam("id_"),
        QUEUED,
        # A node whose lease ended while it was stopped decides no more; that a message went out stays true.
        (_o.node == bindparam("node_")) | (bindparam("state_", type_=_o.state.type) == _SENT),
    )
    .values(
        {name: bindparam(f"{name}_") for name in _SETTLED if name not in ("resent", "provider_id")}
        # The parts of a long message that are out stay noted until the whole is.
        | {"provider_id": case((literal_column("''") == _IDS, _o.provider_id), else_=_IDS)}
        | {"resent": _o.resent | bindparam("resent_", type_=_o.resent.type)}
        | {"node": case((bindparam("lease_") > literal_column("0"), _o.node), else_=literal_column("0"))}
        | {"body": case((_KEEPS, _o.body), else_=null())}
    ),
    order=3,
)
LEND = changing(
    update(TABLE)
    .where(_o.id == bindparam("id_"))
    .values(lease=bindparam("lease_"), resent=bindparam("resent_"), node=bindparam("node_")),
    order=2,  # an outcome in the batch of its row's claim is the later word: outcomes are flushed by a claim
)
LET_GO = changing(
    update(TABLE)
    .where(
        _o.chat == bindparam("chat_"),
        _o.id < bindparam("before_"),
        _o.priority == literal_column(str(REPLY)),
        _o.kind == literal_column("'reply'"),
        COLLECTABLE,
    )
    .values(state=literal_column("'delivered'"), body=null(), settled=bindparam("settled_")),
    order=4,
)
ACCOMPANY = changing(
    update(TABLE)
    .where(_o.id == bindparam("id_"))
    .values(provider_id=_o.provider_id + literal_column("','") + bindparam("more_")),
    order=4,
)

_PROVIDED = _o.provider_id != literal_column("''")  # as the index has it, which else is not used
REPORTED = select(TABLE).where(_o.provider_id == bindparam("provider_id"), _PROVIDED)
KNOWN: Select[Any] = select(literal_column("1")).where(_PROVIDED)


def _report(state: str) -> Write[...]:
    """Return the change of a row by a delivery report; no report takes a later one's state back."""
    before: list[Any] = [literal_column(f"'{each}'") for each in BEFORE[state]]
    return changing(
        update(TABLE)
        .where(_o.id == bindparam("id_"), _o.state.in_(before))
        .values(
            state=literal_column(f"'{state}'"),
            reason=bindparam("reason_"),
            settled=bindparam("settled_"),
            body=_o.body if state == "sent" else null(),
        ),
        order=4,
    )


REPORT = {state: _report(state) for state in BEFORE}


def _heads() -> Select[Any]:
    older = TABLE.alias()
    before: Select[Any] = select(literal_column("1")).where(
        older.c.state == literal_column("'queued'"), older.c.lane == _o.lane, older.c.id < _o.id
    )
    now = bindparam("now", type_=_o.due.type)
    ready: Sequence[Any] = (QUEUED, _o.due <= now, _o.lease <= now, ~before.exists())
    query = select(TABLE).where(*ready).order_by(_o.priority, _o.id).limit(bindparam("most", type_=Integer))
    return query.with_for_update(skip_locked=True, of=TABLE)


HEADS = _heads()
"""The oldest queued rows of lanes, at `most` so many, of those that are due and not leased `now`.

Worded once: each sender asks every second.
"""
