"""The outbox grows by every message: what is asked of it often goes by an index, not through all its rows."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event

from storage.delivery.messages import DeliveryReport, Outcome
from storage.unit import Unit

NOW = 1_000_000.0


def report(provider_id: str, state: str) -> Callable[[Unit], object]:
    return lambda unit: unit.delivery_reports.apply(DeliveryReport(provider_id, state), NOW)


OFTEN: dict[str, Callable[[Unit], object]] = {
    "a report on a message": report("SM1", "delivered"),
    "a later one": report("SM1", "read"),
    "a report that came too early": report("SM2", "sent"),
    "early reports, after each": lambda unit: unit.delivery_reports.due(),
    "missed messages, every second": lambda unit: unit.missed.waiting("window_closed", NOW, 10),
    "messages of a chat": lambda unit: unit.missed.of_chat("whatsapp:1"),
}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("asked", OFTEN)
def test_it_reads_no_more_of_the_outbox_than_it_needs(database, storage, asked: str) -> None:
    with storage.write() as unit:
        row = unit.outbox.post("whatsapp:1", "reply", b"salam", NOW)
        unit.outbox.settle([Outcome(row.id, "sent", NOW, "SM1", keep_body=True)])
    run: list[tuple[str, Any]] = []

    def kept(connection, cursor, statement, parameters, *_) -> None:
        run.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", kept)
    with storage.write() as unit:
        OFTEN[asked](unit)
    event.remove(database.engine, "before_cursor_execute", kept)
    with database.read() as connection:
        steps = [
            str(step[3])
            for sql, parameters in run
            if "outbox" in sql
            for step in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + sql, parameters)
        ]
    assert steps
    assert [step for step in steps if "SCAN outbox" in step and "outbox_failed" not in step] == []
