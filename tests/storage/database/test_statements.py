"""Rows are built by the names of their columns, and read back as objects of their table's class."""

import pytest
from sqlalchemy import bindparam, literal_column, update
from sqlmodel import select

from storage.database.statements import changing, inserting
from storage.tables.cases import StoredGuess
from storage.tables.whatsapp import StoredContent

_ADD = inserting(StoredContent, order=0)
_CHANGE = changing(
    update(StoredContent)
    .where(StoredContent.__table__.c.name == bindparam("name_"), bindparam("sid_") != literal_column("''"))
    .values(sid=bindparam("sid_")),
    order=1,
)


def contents(unit):
    return {row.name: row.sid for row in unit.transaction.found(select(StoredContent))}


def test_the_order_of_names_does_not_matter(storage):
    with storage.write() as unit:
        unit.transaction.write(_ADD, _ADD.row(sid="HX1", name="menu"))
        unit.transaction.write(_ADD, _ADD.row(name="list", sid="HX2"))
    with storage.read() as unit:
        assert contents(unit) == {"menu": "HX1", "list": "HX2"}


def test_a_parameter_may_stand_in_two_places(storage):
    with storage.write() as unit:
        unit.transaction.write(_ADD, _ADD.row(name="menu", sid="HX1"))
        unit.transaction.write(_CHANGE, _CHANGE.row(sid="HX3", name="menu"))
        assert contents(unit) == {"menu": "HX3"}


@pytest.mark.parametrize("values", [{"name": "menu"}, {"name": "menu", "sid": "HX1", "other": "x"}])
def test_a_row_has_every_column_and_no_other(values):
    with pytest.raises(TypeError):
        _ADD.row(**values)


def test_a_row_read_again_is_as_stored_now(storage):
    """Not as it was when it was read first in the same transaction."""
    with storage.write() as unit:
        unit.transaction.write(_ADD, _ADD.row(name="menu", sid="HX1"))
        (before,) = unit.transaction.found(select(StoredContent))
        unit.transaction.write(_CHANGE, _CHANGE.row(name="menu", sid="HX2"))
        (after,) = unit.transaction.found(select(StoredContent))
        assert (before.sid, after.sid) == ("HX1", "HX2")


def test_a_change_to_an_object_that_was_read_is_not_stored(storage):
    with storage.write() as unit:
        unit.guesses.add("web:1", 5.0)
        (guess,) = unit.transaction.found(select(StoredGuess))
        guess.time = 9.0
        assert unit.transaction.values(select(StoredGuess.time)) == [5.0]
    with storage.read() as unit:
        assert unit.transaction.values(select(StoredGuess.time)) == [5.0]
