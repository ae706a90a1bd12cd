"""Rows kept in memory beside the database follow the job that put them there."""

import pytest

from storage.database.overlay import Overlay


@pytest.fixture
def unit(storage):
    with storage.write() as unit:
        yield unit


def test_a_dropped_job_takes_back_what_it_put_and_forgot(unit):
    known: Overlay[str, int] = Overlay(unit.transaction)
    unit.transaction.begin_job()
    known.put("a", 1)
    known.put("b", 2)
    unit.transaction.keep_job()
    unit.transaction.begin_job()
    known.put("a", 10)
    known.put("a", 11)
    known.put("c", 3)
    known.forget("b")
    known.forget("never there")
    assert (known.get("a"), known.get("b"), known.get("c")) == (11, None, 3)
    unit.transaction.drop_job()
    assert (known.get("a"), known.get("b"), known.get("c")) == (1, 2, None)
    assert sorted(known.values()) == [1, 2]


def test_a_kept_job_leaves_what_it_put_and_forgot(unit):
    known: Overlay[str, int] = Overlay(unit.transaction)
    unit.transaction.begin_job()
    known.put("a", 1)
    known.forget("a")
    known.put("b", 2)
    unit.transaction.keep_job()
    unit.transaction.begin_job()
    unit.transaction.drop_job()
    assert "a" not in known
    assert known.get("b") == 2


def test_what_was_read_stays_when_the_job_is_dropped(unit):
    known: Overlay[str, int] = Overlay(unit.transaction)
    unit.transaction.begin_job()
    known["a"] = 1
    known.put("a", 2)
    unit.transaction.drop_job()
    assert known.get("a") == 1
