"""The counts of a period are those of its cases, on both databases."""

from dataclasses import replace

from flows.core.effects import AmendCase, ChangeStatus
from flows.figures.count import Taken, figures
from storage.cases.retention import AUTOMATIC
from storage.cases.views import Reporter
from storage.tables.figures import StoredCaseFacts
from tests.storage.sealed import FILED, NOW

DAY = 86400.0
HERE, ABROAD = Reporter("web:1", "ar"), Reporter("telegram:2", "fr")


def test_cases_are_counted_with_the_country_the_group_and_the_times(storage):
    country = (("country", "في مدينة باريس"), ("group", "داعش"))
    with storage.write() as unit:
        unit.filing.open(replace(FILED, reference="EARLIER1"), HERE, NOW - 1)
        unit.filing.open(replace(FILED, reference="HERE1111", anonymous=False), HERE, NOW)
        far = replace(FILED, reference="ABROAD11", category="terrorism", place="abroad", answers=country)
        unit.filing.open(far, ABROAD, NOW + 5)
        unit.filing.open(replace(FILED, reference="GONE1111"), HERE, NOW + 6)
        unit.filing.amend(AmendCase("HERE1111", (("country", "Espagne"),), place="abroad"), NOW + 7)
    with storage.write() as unit:
        unit.cases.work.take("HERE1111", "officer1", NOW + 60)
        unit.cases.change_status(ChangeStatus("HERE1111", "referred", "", "officer1"), NOW + 120)
        unit.cases.change_status(ChangeStatus("HERE1111", "identified", "", "officer1"), NOW + 300)
        unit.cases.change_status(ChangeStatus("HERE1111", "justice", "", "officer1"), NOW + 900)
    with storage.write() as unit:
        assert unit.retention.erase("GONE1111", AUTOMATIC, NOW + DAY)
    with storage.read() as unit:
        found = unit.figures.of(NOW, NOW + DAY)
        assert unit.figures.first() == NOW - 1
    assert found.total == 3
    assert found.erased == 1
    told = figures(found, hidden=False)
    assert dict(told.tables["world"].rows)["europe"] == 2
    assert told.countries["europe"].shown[:2] == (("France", 1), ("Espagne", 1))
    for name, value in (
        ("group", "daesh"),
        ("outcome", "justice"),
        ("identity", "named"),
        ("channel", "web"),
    ):
        assert told.tables[name].of(value) == 1, name
    assert sorted(found.taken, key=lambda one: one.filed) == [
        Taken(NOW, NOW + 60, NOW + 120, NOW + 300),
        Taken(NOW + 5, 0.0, 0.0, 0.0),
    ]


def test_the_facts_of_an_erased_case_are_gone(storage):
    with storage.write() as unit:
        unit.filing.open(replace(FILED, answers=(("country", "Italie"),)), HERE, NOW)
    with storage.write() as unit:
        assert unit.retention.erase(FILED.reference, AUTOMATIC, NOW + 1)
    with storage.read() as unit:
        assert not unit.transaction.rows(StoredCaseFacts.__table__.select())
