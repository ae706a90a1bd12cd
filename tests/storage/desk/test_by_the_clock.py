"""Cases that come back to the desk by the clock alone: put off until now, or not examined in time."""

import pytest
from sqlalchemy import update
from sqlmodel import col

from flows.deadlines import CALM, FIRST_LOOK
from storage.tables.cases import StoredCase
from tests.storage.sealed import NOW, Line

HOUR = 3600.0


@pytest.fixture
def line(storage, tmp_path):
    return Line.opened(storage, tmp_path)


def test_a_case_is_told_once_when_it_comes_back_and_to_its_officer_alone(line, storage):
    mine, other = line.file("R1"), line.file("R2")
    with storage.write() as unit:
        unit.desk.marks.snooze("salma", mine.id, NOW + HOUR, NOW)
        unit.desk.marks.snooze("omar", other.id, NOW + 2 * HOUR, NOW)
    with storage.read() as unit:
        come_back = unit.desk.news.come_back
        assert come_back(NOW, NOW + HOUR - 1) == {}
        assert come_back(NOW + HOUR - 1, NOW + HOUR + 1) == {"salma": ["R1"]}
        assert come_back(NOW + HOUR + 1, NOW + HOUR + 2) == {}
        assert come_back(NOW, NOW + 3 * HOUR) == {"salma": ["R1"], "omar": ["R2"]}


def test_a_case_is_told_once_when_its_time_is_over_unless_somebody_examined_it(line, storage):
    for reference in ("R1", "R2"):
        line.file(reference)
    with storage.write() as unit:
        unit.transaction.execute(
            update(StoredCase).where(col(StoredCase.reference) == "R2").values(status="examined")
        )
    with storage.read() as unit:
        old = unit.desk.news.grown_old
        over = NOW + CALM[FIRST_LOOK]
        assert old(over - 2, over - 1) == []
        assert old(over - 1, over) == ["R1"]
        assert old(over, over + 1) == []
