"""A case's end: suspects, the reporter's word and the first look are kept once, and go with the case."""

import pytest
from sqlalchemy import text

from flows.core.effects import AmendCase, ChangeStatus
from storage.cases.retention import AUTOMATIC
from storage.custody.adoption import for_older
from storage.database.engine import Database
from storage.database.migrate import upgrade
from storage.errors import UnknownCase
from tests.storage.campaigns.test_older_tokens import put
from tests.storage.sealed import NOW, Line


@pytest.fixture
def line(storage, tmp_path):
    line = Line.opened(storage, tmp_path)
    line.file("R1")
    return line


def test_a_case_forgets_its_end_with_itself(line):
    with line.storage.write() as unit:
        number = unit.cases.number("R1")
        assert unit.suspects.set("R1", 0, "identified", "o1", NOW) == 1
        assert unit.suspects.set("R1", 0, "wanted", "o1", NOW) == 2
        assert unit.feedback.ask(number, NOW)
        assert unit.feedback.answer(number, "R1", NOW + 1, helped=True)
        unit.filing.amend(AmendCase("R1", (("feedback_words", "merci"),)), NOW + 1, "feedback")
        assert unit.suspects.counts(NOW, NOW + 1) == {"identified": 1, "wanted": 1}
        assert unit.retention.erase("R1", AUTOMATIC, NOW + 2)
        assert (unit.suspects.of("R1"), unit.feedback.of(number)) == ([], None)
        with pytest.raises(UnknownCase):
            unit.suspects.set("R1", 0, "identified", "o1", NOW)


def test_the_question_is_asked_once_and_answered_once(line):
    with line.storage.write() as unit:
        number = unit.cases.number("R1")
        assert not unit.feedback.answer(number, "R1", NOW, helped=True)
        assert [unit.feedback.ask(number, NOW + more) for more in (0, 1)] == [True, False]
        assert [unit.feedback.answer(number, "R1", NOW, helped=each) for each in (False, True)] == [
            True,
            False,
        ]
        found = unit.feedback.of(number)
        assert (found.asked, found.helped) == (NOW, False)
        events = [link.event for link in unit.custody.of_case("R1")]
        assert events.count("feedback") == 1


def test_the_first_look_counts_and_the_reporter_is_nobody(line):
    with line.storage.write() as unit:
        number = unit.cases.number("R1")
        unit.filing.amend(AmendCase("R1", (("story", "more"),)), NOW)
        assert unit.cases.work.looked(number) == 0.0
        unit.cases.change_status(ChangeStatus("R1", "examined", "", "o1"), NOW + 5)
        unit.cases.work.assign("R1", "o1", "o1", NOW + 6)
        unit.cases.work.look(number, NOW + 7)
        assert unit.cases.work.looked(number) == NOW + 5


def test_an_older_case_with_a_suspect_is_open_again_and_loses_nothing(vault, tmp_path):
    database = Database("", tmp_path / "before")
    with database.write() as connection:
        upgrade(connection, "0012", for_older(vault))
        for number, status in enumerate(("identified", "wanted", "closed"), start=1):
            case = {"id": number, "reference": f"OLD{number}", "status": status, "open": False}
            put(connection, "cases", **case, chat=f"chat{number}", address=b"box")
        acts = [("opened", "reporter", 1.0), ("opened", "o1", 7.0), ("status", "o1", 9.0)]
        for at, (event, actor, time) in enumerate(acts, start=1):
            link = {"id": at, "seq": at, "event": event, "actor": actor, "time": time, "hash": str(at)}
            put(connection, "custody", chain="OLD1", **link)
    database.migrate(for_older(vault))
    with database.read() as connection:
        query = "SELECT status, open, chat, address FROM cases ORDER BY id"
        rows = [tuple(row) for row in connection.execute(text(query))]
        looked = [tuple(row) for row in connection.execute(text("SELECT case_id, looked FROM case_work"))]
    database.close()
    assert rows == [
        ("identified", True, "chat1", b"box"),
        ("wanted", False, "chat2", b"box"),
        ("closed", False, "chat3", b"box"),
    ]
    assert looked == [(1, 7.0)]


def test_the_service_that_has_an_older_case_is_read_from_its_log(vault, tmp_path):
    database = Database("", tmp_path / "before")
    acts = {
        "OLD1": [("handed-over", "fes"), ("referral", "5:referred"), ("status", "6:informed")],
        "OLD2": [("handed-over", "fes"), ("status", "7:examined"), ("handed-back", "fes:place")],
        "OLD3": [("handed-over", "fes"), ("handed-over", "rabat")],
        "OLD4": [("status", "8:examined")],
    }
    with database.write() as connection:
        upgrade(connection, "0018", for_older(vault))
        at = 0
        for number, (reference, links) in enumerate(acts.items(), start=1):
            put(connection, "cases", id=number, reference=reference, chat=f"chat{number}", address=b"box")
            for seq, (event, purpose) in enumerate(links, start=1):
                at += 1
                link = {"id": at, "seq": seq, "event": event, "purpose": purpose, "time": float(at)}
                put(connection, "custody", chain=reference, actor="o1", hash=str(at), **link)
    database.migrate(for_older(vault))
    with database.read() as connection:
        query = "SELECT case_id, service, handed FROM case_work ORDER BY case_id"
        found = [tuple(row) for row in connection.execute(text(query))]
    database.close()
    assert found == [(1, "fes", 1.0), (3, "rabat", 8.0)]
