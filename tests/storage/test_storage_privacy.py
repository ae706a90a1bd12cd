"""To be told what is held, to be forgotten, and what outlives both."""

import pytest
from sqlalchemy import select

from flows.conversation import Answer, Conversation
from flows.effects import ChangeStatus
from flows.events import Event, Text
from storage.custody import REPORTER, Act
from storage.dead import Letter
from storage.errors import Unopened
from storage.outbox import Outcome
from storage.retention import AUTOMATIC
from storage.tables import metadata
from storage.verify import verify
from tests.storage.sealed import CHAT, NOW, Line

OTHER = "telegram:212600000002"
NUMBER = CHAT.partition(":")[2]


@pytest.fixture
def line(shelf, tmp_path):
    """A person with a case, a draft with a piece of evidence, and messages in every place."""
    line = Line.opened(shelf, tmp_path)
    line.receive("abcd-1", b"photo")
    line.file("R1", "abcd-1")
    line.receive("abcd-2", b"draft")
    with shelf.write() as unit:
        unit.conversations.save(Conversation(CHAT, language="ary", answers=(Answer("story", "x"),), due=1.0))
        unit.inbox.add(Event(f"due:{CHAT}:5", CHAT, NOW, Text("x"), message="m1"))
        unit.outbox.post(CHAT, "reply", b"salam", NOW)
        sent = unit.outbox.post(CHAT, "reply", b"salam", NOW, lane=f"{CHAT}#photo")
        unit.cases.guess(CHAT, NOW)
        unit.dead.add(Letter(0, f"due:{CHAT}:5", CHAT, b"x", "ValueError", NOW))
        officer, _ = unit.officers.add("Samira", NOW)
        unit.officers.enrol(officer.id, OTHER, NOW)
    with shelf.write() as unit:
        unit.outbox.settle([Outcome(sent.id, "sent", NOW, provider_id="SM1")])
    return line


def everything(shelf):
    with shelf.read() as unit:
        rows = [row for table in metadata.sorted_tables for row in unit.transaction.rows(select(table))]
    return repr(rows)


def test_no_table_tells_an_address(line):
    held = everything(line.shelf)
    for address in (NUMBER, OTHER.partition(":")[2], NUMBER.encode().hex()):
        assert address not in held
    with line.shelf.read() as unit:
        assert unit.cases.of_chat(CHAT, 5)[0].chat == CHAT
        assert unit.officers.by_chat(OTHER).chat == OTHER
        assert unit.conversations.due(NOW, 5) == [CHAT]
        assert unit.dead.newest(1)[0].chat == CHAT
        assert unit.inbox.messages(CHAT, 0.0) == ["m1"]
        assert unit.cases.guesses_since(0.0, CHAT) == 1


def test_what_is_held_can_be_asked(line):
    with line.shelf.read() as unit:
        held = unit.privacy.my_data(CHAT)
        nothing = unit.privacy.my_data("telegram:9")
    assert [case.reference for case in held.cases] == ["R1"]
    assert (held.draft, held.pieces, held.received, held.waiting, held.language) == (True, 1, 1, 1, "ary")
    assert (nothing.cases, nothing.draft, nothing.pieces, nothing.received) == ((), False, 0, 0)


def test_who_asks_is_forgotten_whole(line):
    with line.shelf.write() as unit:
        gone = unit.privacy.forget_chat(CHAT, NOW)
    line.shelf.shred(line.files)
    assert (gone.erased, gone.referred, gone.held) == (("R1",), (), ())
    with line.shelf.read() as unit:
        held = unit.privacy.my_data(CHAT)
        assert unit.cases.by_reference("R1") is None
        assert unit.evidence.discarded() == ["abcd-2"]
        assert unit.inbox.seen(f"due:{CHAT}:5"), "a redelivery must stay harmless"
    assert (held.cases, held.draft, held.pieces, held.received, held.waiting) == ((), False, 0, 0, 0)
    assert line.shelf.vault.chat(CHAT) not in everything(line.shelf)
    assert verify(line.shelf, line.files) == []


def test_files_of_a_forgotten_draft_open_no_more_though_a_backup_has_them(line):
    backup = line.files.path("abcd-2").read_bytes()
    assert list(line.shelf.seals.open_file([backup], "abcd-2", line.officer)) == [b"draft"]
    with line.shelf.write() as unit:
        unit.privacy.forget_chat(CHAT, NOW)
    with line.shelf.write() as unit:
        unit.evidence.remove(unit.evidence.discarded())
    line.shelf.shred(line.files)
    with pytest.raises(Unopened):
        list(line.shelf.seals.open_file([backup], "abcd-2", line.officer))


@pytest.mark.parametrize("since", [(), ("closed",)])
def test_a_referred_case_stays_without_its_chat(line, since):
    with line.shelf.write() as unit:
        for status in ("referred", *since):
            unit.cases.change_status(ChangeStatus("R1", status, "", "officer1"), NOW)
        gone = unit.privacy.forget_chat(CHAT, NOW)
        assert (gone.erased, gone.referred) == ((), ("R1",))
        assert unit.cases.by_reference("R1").chat == ""
        assert unit.cases.of_chat(CHAT, 5) == []
        assert unit.cases.contents("R1", line.officer)
    assert verify(line.shelf, line.files) == []


def test_a_legal_hold_beats_erasure_until_it_is_lifted(line):
    act = Act("hold", "officer1")
    with line.shelf.write() as unit:
        assert unit.retention.hold("R1", True, act, NOW)
        assert not unit.retention.hold("nothing", True, act, NOW)
        assert not unit.retention.erase("R1", AUTOMATIC, NOW)
        assert unit.retention.expired(NOW + 100, {"received": 10.0}) == []
        assert unit.privacy.forget_chat(CHAT, NOW).held == ("R1",)
        assert unit.retention.hold("R1", False, act, NOW)
        assert unit.retention.erase("R1", AUTOMATIC, NOW)
        assert not unit.retention.erase("R1", AUTOMATIC, NOW)
        told = [(link.event, link.actor, link.purpose) for link in unit.custody.of_case("R1")]
    assert told[-4:] == [
        ("hold", "officer1", "on"),
        ("forgotten", REPORTER, "address"),
        ("hold", "officer1", "off"),
        ("erasure", "server", "retention"),
    ]


def test_cases_expire_by_their_outcome(line):
    line.file("R2")
    with line.shelf.write() as unit:
        unit.cases.change_status(ChangeStatus("R2", "closed"), NOW + 50)
        kept = {"closed": 100.0, "withdrawn": 1.0}
        assert unit.retention.expired(NOW + 150, kept) == []
        assert unit.retention.expired(NOW + 151, kept) == ["R2"]
        assert unit.retention.expired(NOW + 151, {"received": 1.0, "closed": 1.0}, limit=1) == ["R1"]


def test_addresses_of_cases_long_closed_are_forgotten(line):
    line.file("R2")
    with line.shelf.write() as unit:
        unit.cases.change_status(ChangeStatus("R2", "closed"), NOW + 50)
        assert unit.retention.forget_closed_addresses(NOW + 51, ("closed",)) == 1
        assert unit.cases.by_reference("R2").chat == ""
        assert unit.cases.by_reference("R1").chat == CHAT


def test_without_a_trace_the_receipt_is_the_only_way_back(line):
    with line.shelf.write() as unit:
        unit.cases.forget_address("R1")
        assert unit.cases.of_chat(CHAT, 5) == []
        assert unit.cases.by_receipt("R1", "s3cr3t-s3cr3t-s3cr3t").chat == ""


def test_an_erasure_that_was_cut_short_is_finished_later(line):
    """The transaction was durable, the process died before the keys were destroyed."""
    with line.shelf.write() as unit:
        unit.retention.erase("R1", AUTOMATIC, NOW)
    assert line.files.path("abcd-1").exists()
    assert line.shelf.shred(line.files) == 2
    assert not line.files.path("abcd-1").exists()
