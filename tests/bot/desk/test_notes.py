"""The notes of a case: there is an end to them, which is said."""

from sqlalchemy import insert

from bot.desk.changes import MOST_NOTES
from storage.sealing.age import recipient, seal
from storage.tables.desk import StoredCaseNote
from tests.fakes.desk import encoded

REF, NOTE = "AC23CD45", "0f" * 16


async def test_a_note_too_many_is_refused_with_its_reason(line):
    salma = await line.enters()
    line.file(REF)
    with line.product.made.storage.write() as unit:
        own = recipient(unit.desk.contents.recipient(REF))
        sealed = seal(b'{"text":"x"}', (REF, f"note:{NOTE}"), [own])
        row = {"reference": REF, "officer": "x", "body": b"", "time": 1.0}
        unit.transaction.execute(
            insert(StoredCaseNote).values(
                [row | {"id": number, "name": str(number)} for number in range(MOST_NOTES)]
            )
        )
    refused = await salma.post(f"cases/{REF}/note", {"id": NOTE, "age": encoded(sealed)})
    assert (refused.status_code, refused.json()) == (409, {"error": "notes-full", "most": MOST_NOTES})
