"""What `verify` reads in pieces: each row lies in one piece, also a row that comes later."""

import pytest
from sqlalchemy import insert
from sqlmodel import col, select

from storage.audit.rows import AT_ONCE, spans
from storage.errors import Unopened
from storage.tables.messages import Inbox


def add(storage, *names):
    rows = [{"event_id": name, "chat": "", "message": "", "time": 0.0} for name in names]
    with storage.write() as unit:
        unit.transaction.execute(insert(Inbox).values(rows))


def names_in(storage, span):
    with storage.read() as unit:
        return list(unit.transaction.values(select(Inbox.event_id).where(*span.holds(col(Inbox.event_id)))))


def test_each_row_lies_in_one_span_and_a_later_one_too(storage):
    names = [f"{number * 7919 % 99991:x}É{number}" for number in range(AT_ONCE * 2 + 3)]
    add(storage, *names)
    found = spans(storage, col(Inbox.event_id))
    assert [len(names_in(storage, span)) for span in found] == [AT_ONCE, AT_ONCE, 3]
    late = ["", "~", "zz", "0"]
    add(storage, *late)
    assert sorted(name for span in found for name in names_in(storage, span)) == sorted(names + late)


def test_a_table_without_rows_is_one_span(storage):
    (span,) = spans(storage, col(Inbox.event_id))
    assert names_in(storage, span) == []


def test_keys_that_are_held_need_no_query_and_end_when_they_are_destroyed(storage):
    keys = storage.seals.erasure
    kept, destroyed = keys.trial(), keys.trial()
    with keys.holding([kept.number, destroyed.number, 1]):
        assert keys.get(kept.number) == kept
        keys.destroy([destroyed.number])
        with pytest.raises(Unopened):
            keys.get(destroyed.number)
    assert keys.get(kept.number) == kept
