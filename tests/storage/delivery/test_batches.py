"""Jobs that share a transaction leave the outbox as they would have, each in a transaction of its own."""

from collections.abc import Sequence
from contextlib import ExitStack

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from storage.delivery.messages import ACCOMPANIED, LEASE, DeliveryReport, Outcome
from storage.tables.messages import Outbox
from storage.unit import Storage, Unit

NOW = 1_000_000.0
CHATS = "web:1", "web:1", "telegram:1", "telegram:1"
TABLE = Outbox.__table__
PLACE = st.integers(0, 3)
STEPS = st.one_of(
    st.tuples(st.just("claim"), st.sampled_from((0.0, LEASE))),
    st.tuples(st.just("settle"), PLACE, st.sampled_from(("sent", "undeliverable", ACCOMPANIED))),
    st.tuples(st.just("wait"), PLACE, st.sampled_from((0.0, LEASE)), st.booleans()),
    st.tuples(st.just("report"), PLACE, st.sampled_from(("delivered", "undeliverable"))),
    st.tuples(st.just("drop")),
)
Step = tuple[object, ...]


class Played:
    """A server that does these steps, in one transaction or in one for each."""

    def __init__(self, storage: Storage, *, together: bool) -> None:
        self._storage = Storage(storage.database, storage.vault)
        self._together = together
        with self._storage.write() as unit:
            unit.transaction.execute(delete(TABLE))
            unit.prefetch((), CHATS)
            self._rows = [unit.outbox.post(chat, "reply", b"salam", NOW) for chat in CHATS]

    def left(self, steps: Sequence[Step]) -> tuple[list[object], list[int]]:
        """Do the steps; return what the table holds then, and which rows the server knows to have."""
        with ExitStack() as batch:
            unit = batch.enter_context(self._storage.write()) if self._together else None
            for step in steps:
                with ExitStack() as alone:
                    self._does(unit or alone.enter_context(self._storage.write()), *step)
        return self._table(), sorted(self._place(row) for row in self._held())

    def _does(self, unit: Unit, kind: object, *values: object) -> None:
        unit.transaction.begin_job()
        self._changes(unit, kind, *values)
        if kind == "drop":
            unit.transaction.drop_job()
        else:
            unit.transaction.keep_job()

    def _changes(self, unit: Unit, kind: object, *values: object) -> None:
        match kind, *values:
            case "claim", float(later):
                unit.outbox.claim(NOW + later, 10)
            case "settle", int(place), str(state):
                row = self._rows[place].id
                sent = [Outcome(row, "sent", NOW, f"p{place}")] if state == ACCOMPANIED else []
                unit.outbox.settle([*sent, Outcome(row, state, NOW, f"p{place}")])
            case "wait", int(place), float(lease), bool(resent):
                until = NOW + lease if lease else 0.0
                waits = Outcome(self._rows[place].id, "queued", NOW, due=NOW, lease=until, resent=resent)
                unit.outbox.settle([waits])
            case "report", int(place), str(state):
                unit.outbox.status(DeliveryReport(f"p{place}", state, "told"), NOW)
            case _:
                self._changes(unit, "claim", LEASE)
                self._changes(unit, "settle", 0, "sent")

    def _held(self) -> list[int]:
        return self._storage.held.of({row.lane for row in self._rows})

    def _place(self, number: int) -> int:
        return [row.id for row in self._rows].index(number)

    def _table(self) -> list[object]:
        own = TABLE.c.id, TABLE.c.body
        with self._storage.read() as unit:
            rows = unit.transaction.rows(select(TABLE).order_by(TABLE.c.id))
        hidden = [column.name for column in own]
        return [{name: value for name, value in row._mapping.items() if name not in hidden} for row in rows]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, max_size=12))
@example(steps=[("claim", LEASE), ("wait", 0, 0.0, False)])  # it is claimed while it is put back
def test_a_batch_ends_as_its_jobs_would_one_by_one(storage: Storage, steps: list[Step]) -> None:
    alone = Played(storage, together=False).left(steps)
    assert Played(storage, together=True).left(steps) == alone
