"""The choices of digests and their counts, on both databases."""

from dataclasses import replace

import pytest

from flows.core.effects import ChangeStatus
from storage.digests.choices import DigestChoice
from storage.digests.counts import Scope
from storage.errors import Unopened
from storage.tables.digests import StoredDigestChoice
from tests.storage.sealed import NOW, Line


def test_a_choice_is_kept_protected_and_forgotten(storage):
    choice = DigestChoice("weekly", ("fraud",), ("fes",), urgent=True, email="salma@example.org", sent=NOW)
    with storage.write() as unit:
        unit.digests.choose("salma", DigestChoice("off"))
        unit.digests.choose("salma", choice)
        unit.digests.choose("omar", DigestChoice())
        assert unit.digests.of("salma") == choice
    with storage.write() as unit:
        assert unit.digests.all() == {"salma": choice, "omar": DigestChoice()}
        (box, *_) = [row.box for row in unit.transaction.rows(StoredDigestChoice.__table__.select())]
        assert b"example" not in bytes(box)
        table = StoredDigestChoice.__table__
        unit.transaction.execute(table.update().where(table.c.officer == "omar").values(box=bytes(box)))
    with storage.read() as unit, pytest.raises(Unopened):
        unit.digests.of("omar")
    with storage.write() as unit:
        unit.digests.forget("salma")
        assert unit.digests.of("salma") == DigestChoice()


def test_counts_are_of_the_cases_that_were_chosen(storage, tmp_path):
    line = Line.opened(storage, tmp_path)
    for number, (category, place) in enumerate([("fraud", "fes"), ("fraud", "rabat"), ("child", "fes")]):
        line.file(f"R{number}", category=category, place=place, urgent=number == 2)
    with storage.write() as unit:
        unit.cases.change_status(ChangeStatus("R0", "examined", "", "salma"), NOW)
        unit.cases.change_status(ChangeStatus("R0", "", "where?", "salma"), NOW)
        unit.cases.change_status(ChangeStatus("R1", "", "when?", "salma"), NOW)
        unit.cases.work.assign("R1", "salma", "salma", NOW)
    scope = Scope("salma", NOW + 4 * 86_400)
    with storage.read() as unit:
        counts = unit.digest_counts
        whole = counts.since(scope, NOW)
        assert (whole.still_open, whole.by_category) == (3, {"fraud": 2, "child": 1})
        assert whole.queues == {"urgent": 1, "overdue": 1, "answered": 0}
        assert (whole.moved, whole.oldest) == ({"examined": 1}, NOW)
        assert counts.since(scope, NOW + 1).by_category == {}
        fes = counts.since(replace(scope, choice=DigestChoice(places=("fes",))), NOW)
        assert (fes.still_open, fes.queues["overdue"], fes.moved) == (2, 1, {"examined": 1})
        own = replace(scope, choice=DigestChoice(own=True, categories=("fraud",)))
        assert (counts.since(own, NOW).still_open, counts.filed(own, NOW)) == (1, [NOW])
        assert counts.growing(own, NOW, 5) == []
