"""Tokens of before there were campaigns: a case that was closed as no crime is met by nobody."""

import pytest
from sqlalchemy import MetaData, Table, insert

from flows.core.statuses import STATUSES
from storage.custody.adoption import for_older
from storage.database.engine import Database
from storage.database.migrate import upgrade
from storage.tables.campaigns import Role, StoredCaseToken
from storage.unit import Storage

NEVER_REFERRED = [("closed",), ("examined", "closed"), ("closed", "examined", "closed")]
OTHERS = [
    (),
    ("closed", "examined"),
    *(
        (status, "closed")
        for status in STATUSES
        if status not in ("received", "examined", "closed", "withdrawn")
    ),
]
KINDS = {"phone": Role.MEETS, "near": Role.MEETS, "contested": Role.CONTESTED, "cleared": Role.CONTESTED}


@pytest.fixture
def before(url, tmp_path, request):
    """A database that stands at the migration before campaigns."""
    other = request.getfixturevalue("cluster").empty() if url else ""
    database = Database(other, tmp_path / "before")
    yield database
    database.close()


def put(connection, name, **values):
    """Insert a row as an older version did; columns that are not named get an empty value."""
    table = Table(name, MetaData(), autoload_with=connection)
    row = {
        column.name: column.type.python_type()
        for column in table.columns
        if not column.nullable and not column.foreign_keys
    }
    connection.execute(insert(table).values(row | values))


def older(database, vault, changes):
    """Store a case of each kind of token that went through these changes; return the kinds by case."""
    cases = dict(enumerate(KINDS, start=1))
    with database.write() as connection:
        upgrade(connection, "0007", for_older(vault))
        for number, kind in cases.items():
            status = changes[-1] if changes else "received"
            put(connection, "cases", id=number, reference=f"OLD{number}", status=status)
            for place, each in enumerate(changes):
                put(
                    connection,
                    "status_changes",
                    id=10 * number + place,
                    reference=f"OLD{number}",
                    status=each,
                )
            put(connection, "case_tokens", token=number, case_id=number, kind=kind)
    return cases


@pytest.mark.parametrize("changes", [*NEVER_REFERRED, *OTHERS], ids="-".join)
@pytest.mark.few(5)
def test_a_case_closed_as_no_crime_is_silent_after_the_migration(before, vault, changes):
    cases = older(before, vault, changes)
    before.migrate(for_older(vault))
    with Storage(before, vault).read() as unit:
        found = unit.transaction.rows(StoredCaseToken.__table__.select())
        ruled = unit.rulings.among([row.token for row in found])
    expected = {number: KINDS[kind] for number, kind in cases.items()}
    if changes in NEVER_REFERRED:
        expected |= dict.fromkeys((1, 2), Role.SILENT)
    assert {row.case_id: row.role for row in found} == expected
    assert {cases[token] for token in ruled} == {"cleared"}
    assert {row.tells for row in found} == {None}


@pytest.mark.parametrize(("other", "expected"), [(2, 2), (1, 1), (0, 0), (None, 2)])
def test_what_was_dismissed_before_stays_so_and_the_case_is_as_its_other_tokens_are(
    before, vault, other, expected
):
    with before.write() as connection:
        upgrade(connection, "0010", for_older(vault))
        put(connection, "cases", id=1, reference="OLD1", status="received")
        put(connection, "case_tokens", token=7, case_id=1, role=4)
        if other is not None:
            put(connection, "case_tokens", token=8, case_id=1, role=other)
    before.migrate(for_older(vault))
    with Storage(before, vault).read() as unit:
        found = unit.transaction.rows(StoredCaseToken.__table__.select())
        assert unit.rulings.among((7, 8)) == {7}
    assert {row.role for row in found} == {expected}
