"""An installation in which no table is empty: cases, officers and keys by the product, the rest by row."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Float, LargeBinary, String, Table, insert, select, update
from sqlmodel import col

from flows.core.effects import AmendCase, ChangeStatus
from storage.campaigns.listed import Marked
from storage.cases.retention import AUTOMATIC
from storage.cases.views import Reporter
from storage.custody.links import Act
from storage.desk.access import DeskKey, Passkey
from storage.desk.headers import BroughtOver
from storage.sealing.age import fresh_key, recipient, seal
from storage.tables.base import Ordered, metadata
from storage.tables.cases import StoredCase
from storage.tables.nodes import OWN
from tests.storage.sealed import FILED, NOW, Line


def fill(line: Line) -> None:
    """Cases, officers, keys, a hold, changes of status and something to destroy."""
    for number in (1, 2, 3):
        line.receive(f"abcd-{number}", b"photo" * number)
        line.file(f"R{number}", f"abcd-{number}")
    with line.storage.write() as unit:
        more = (("story", "more"), ("country", "France"))
        unit.filing.amend(AmendCase("R1", more, category="threat", named=True), NOW)
        unit.filing.amend(AmendCase("R2", traces=(("phone", "+212612345678"),)), NOW)
        unit.cases.change_status(ChangeStatus("R1", "examined", "note", "officer1"), NOW)
        unit.cases.change_status(ChangeStatus("R2", "closed", "", "officer1"), NOW)
        unit.retention.hold("R2", True, Act("hold", "officer1", "order-7"), NOW)
        officer, _ = unit.officers.add("Salma", NOW)
        unit.officers.enrol(officer.id, "telegram:900", NOW, language="fr")
        at_the_desk(unit, officer.id)
        assert unit.retention.erase("R3", AUTOMATIC, NOW)
        brought_over(unit)
        unit.listed.keep([Marked(("phone", "+212612345678"), told=True)], "partner", NOW)


def at_the_desk(unit, officer: str) -> None:
    """An officer with a key and a passkey, another with an invitation; a case assigned, with a note."""
    key = DeskKey(officer, fresh_key()[1], NOW)
    unit.desk.access.invite(officer, NOW)
    unit.desk.access.enrol(key, Passkey("passkey-1", officer, "cHVibGlj", "prf", b"box", NOW))
    unit.desk.access.prove(officer, NOW, sheet=True, passkey=True)
    unit.desk.access.invite(unit.officers.invite("Omar", "intake", NOW).id, NOW)
    unit.cases.work.assign("R1", officer, officer, NOW)
    sealed = seal(b'"note"', ("R1", "note:0f"), [recipient(unit.desk.contents.recipient("R1"))])
    unit.desk.contents.note("R1", "0f", officer, sealed, NOW)
    unit.suspects.set("R1", 0, "identified", officer, NOW)
    unit.feedback.ask(unit.cases.number("R1"), NOW)
    unit.feedback.answer(unit.cases.number("R1"), "R1", NOW, helped=True)


def brought_over(unit) -> None:
    """A case that got a key of its own later; it is the last one in every list."""
    unit.filing.open(replace(FILED, reference="Z9"), Reporter("web:z", "fr"), NOW)
    unit.transaction.flush()
    older = (
        update(StoredCase).where(col(StoredCase.reference) == "Z9").values(recipient="", recipient_seal="")
    )
    unit.transaction.execute(older)
    unit.desk.headers.bring(BroughtOver("Z9", fresh_key()[1], {"entry:1": b"header"}, {}), "officer1", NOW)


def fill_the_rest(line: Line) -> None:
    """A row in each table that is still empty, with odd values: they must survive a copy.

    What a signature vouches for must be the product's: of these tables only the root of a day is left.
    """
    with line.storage.write() as unit:
        unit.custody.root(date.fromtimestamp(time.time()) - timedelta(days=2))
        for table in metadata.sorted_tables:
            if not unit.transaction.rows(select(table).limit(1)):
                values = dict(_values(unit, table))
                unit.transaction.execute(insert(table).values(values))


def _values(unit, table: Table) -> Iterator[tuple[str, Any]]:
    for column in table.columns:
        foreign = next(iter(column.foreign_keys), None)
        yield column.name, unit.transaction.rows(select(foreign.column))[0][0] if foreign else _odd(column)


def _odd(column: Column) -> object:
    if isinstance(column.type, LargeBinary):
        return bytes(range(256))
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, Float):
        return 1_790_000_000.1 + 0.2
    if isinstance(column.type, String):
        return 'ضحية\t\\N "quoted"\n€'
    return (1 << 62) + 1 if isinstance(column.type, BigInteger | Ordered) else 7


def empty_tables(line: Line) -> list[str]:
    """The tables without a row, of those that have what people gave."""
    with line.storage.read() as unit:
        return [
            table.name
            for table in metadata.sorted_tables
            if table not in OWN
            if not unit.transaction.rows(select(table).limit(1))
        ]
