"""People can see what is stored about them and be forgotten; some cases stay all the same."""

import pytest
from sqlalchemy import select

from flows.core.conversation import Answer, Conversation
from flows.core.effects import ChangeStatus, Fetch
from flows.core.events import Due, Event, Media, Text
from storage.audit.verify import verify
from storage.cases.retention import AUTOMATIC
from storage.cases.views import Reporter
from storage.chats.dead_letters import Letter
from storage.custody.links import REPORTER, Act
from storage.delivery.messages import Outcome
from storage.errors import Unopened
from storage.shredding import shred
from storage.tables.base import metadata
from tests.storage.sealed import CHAT, NOW, Line

OTHER = "telegram:212600000002"
NUMBER = CHAT.partition(":")[2]


@pytest.fixture
def line(storage, tmp_path):
    """A person with a case, a draft with a piece of evidence, and messages in every place."""
    line = Line.opened(storage, tmp_path)
    line.receive("abcd-1", b"photo")
    line.file("R1", "abcd-1")
    line.receive("abcd-2", b"draft")
    with storage.write() as unit:
        draft = (Answer("story", "x"),)
        unit.conversations.save(Conversation(CHAT, flow="report", language="ary", answers=draft, due=1.0))
        unit.inbox.add(Event(f"due:{CHAT}:5", CHAT, NOW, Text("x"), message="m1"))
        unit.outbox.post(CHAT, "reply", b"salam", NOW)
        sent = unit.outbox.post(CHAT, "reply", b"salam", NOW, lane=f"{CHAT}#photo")
        unit.guesses.add(CHAT, NOW)
        unit.dead.add(Letter(0, f"due:{CHAT}:5", CHAT, b"x", "ValueError", NOW))
        officer, _ = unit.officers.add("Samira", NOW)
        unit.officers.enrol(officer.id, OTHER, NOW)
    with storage.write() as unit:
        unit.outbox.settle([Outcome(sent.id, "sent", NOW, provider_id="SM1")])
    return line


def everything(storage):
    with storage.read() as unit:
        rows = [row for table in metadata.sorted_tables for row in unit.transaction.rows(select(table))]
    return repr(rows)


def test_no_table_tells_an_address(line):
    held = everything(line.storage)
    for address in (NUMBER, OTHER.partition(":")[2], NUMBER.encode().hex()):
        assert address not in held
    with line.storage.read() as unit:
        assert unit.cases.of_chat(CHAT, 5)[0].chat == CHAT
        assert unit.officers.by_chat(OTHER).chat == OTHER
        assert unit.conversations.due(NOW, 5) == [CHAT]
        assert unit.dead.newest(1)[0].chat == CHAT
        assert unit.inbox.messages(CHAT, 0.0) == ["m1"]
        assert unit.guesses.since(0.0, CHAT) == 1


def test_what_is_held_can_be_asked(line):
    with line.storage.read() as unit:
        held = unit.privacy.my_data(CHAT)
        nothing = unit.privacy.my_data("telegram:9")
    assert [case.reference for case in held.cases] == ["R1"]
    assert (held.draft, held.pieces, held.received, held.waiting, held.language) == (True, 1, 1, 1, "ary")
    assert (nothing.cases, nothing.draft, nothing.pieces, nothing.received) == ((), False, 0, 0)


def test_who_asks_is_forgotten_whole(line):
    with line.storage.write() as unit:
        gone = unit.privacy.forget_chat(CHAT, NOW)
    shred(line.storage, line.files)
    assert (gone.erased, gone.referred, gone.held) == (("R1",), (), ())
    with line.storage.read() as unit:
        held = unit.privacy.my_data(CHAT)
        assert unit.cases.by_reference("R1") is None
        assert unit.evidence.get("abcd-2") is None
        assert unit.inbox.seen(f"due:{CHAT}:5"), "a redelivery must stay harmless"
    assert (held.cases, held.draft, held.pieces, held.received, held.waiting) == ((), False, 0, 0, 0)
    assert line.storage.vault.chat(CHAT) not in everything(line.storage)
    assert verify(line.storage, line.files) == []


def test_files_of_a_forgotten_draft_open_no_more_though_a_backup_has_them(line):
    backup = line.files.path("abcd-2").read_bytes()
    assert list(line.storage.seals.decrypt_file([backup], "abcd-2", line.officer)) == [b"draft"]
    with line.storage.write() as unit:
        unit.privacy.forget_chat(CHAT, NOW)
    shred(line.storage, line.files)
    with pytest.raises(Unopened):
        list(line.storage.seals.decrypt_file([backup], "abcd-2", line.officer))


@pytest.mark.parametrize("since", [(), ("closed",)])
def test_a_referred_case_stays_without_its_chat(line, since):
    with line.storage.write() as unit:
        for status in ("referred", *since):
            unit.cases.change_status(ChangeStatus("R1", status, "", "officer1"), NOW)
        gone = unit.privacy.forget_chat(CHAT, NOW)
        assert (gone.erased, gone.referred) == ((), ("R1",))
        assert unit.cases.by_reference("R1").chat == ""
        assert unit.cases.of_chat(CHAT, 5) == []
        assert unit.cases.contents("R1", line.officer)
    assert verify(line.storage, line.files) == []


def test_a_legal_hold_beats_erasure_until_it_is_lifted(line):
    act = Act("hold", "officer1", "order-7")
    with line.storage.write() as unit:
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
        ("hold", "officer1", "on:order-7"),
        ("forgotten", REPORTER, "address"),
        ("hold", "officer1", "off:order-7"),
        ("erasure", "server", "retention"),
    ]


def changed(unit, reference, *statuses, at=NOW):
    for status in statuses:
        unit.cases.change_status(ChangeStatus(reference, status), at)


OUTCOMES = [
    (("closed",), "dismissed"),
    (("examined", "closed"), "dismissed"),
    (("referred", "closed"), "closed"),
    (("withdrawn",), "withdrawn"),
    (("examined", "withdrawn"), "withdrawn"),
    (("referred", "withdrawn"), "closed"),
    (("referred", "justice"), "justice"),
    (("referred",), "referred"),
    (("no_offence",), "dismissed"),
    (("referred", "no_offence"), "no_offence"),
    (("referred", "wanted"), "wanted"),
    ((), "received"),
]


@pytest.mark.parametrize(("statuses", "outcome"), OUTCOMES)
def test_cases_expire_by_their_outcome(line, statuses, outcome):
    line.file("R2")
    with line.storage.write() as unit:
        changed(unit, "R2", *statuses, at=NOW + 50)
        since = NOW + 50 if statuses else NOW
        others = dict.fromkeys({other for _, other in OUTCOMES} - {outcome}, 1.0)
        assert "R2" not in unit.retention.expired(since + 10_000, others)
        assert unit.retention.fate("R2", others).until is None
        assert "R2" not in unit.retention.expired(since + 100, {outcome: 100.0})
        assert "R2" in unit.retention.expired(since + 101, {outcome: 100.0})
        assert unit.retention.fate("R2", {outcome: 100.0}).until == since + 100


def test_only_so_many_expire_at_once(line):
    line.file("R2")
    with line.storage.write() as unit:
        changed(unit, "R2", "closed", at=NOW + 50)
        assert unit.retention.expired(NOW + 151, {"received": 1.0, "dismissed": 1.0}, limit=1) == ["R1"]


def test_the_fate_of_a_case_tells_hold_and_referral(line):
    with line.storage.write() as unit:
        changed(unit, "R1", "referred")
        unit.retention.hold("R1", True, Act("hold", "officer1"), NOW)
        fate = unit.retention.fate("R1", {"referred": 5.0})
        assert (fate.referred, fate.hold, fate.until) == (True, True, None)
        assert unit.retention.fate("nothing", {}) is None


def test_addresses_of_cases_long_closed_are_forgotten(line):
    line.file("R2")
    with line.storage.write() as unit:
        unit.cases.change_status(ChangeStatus("R2", "closed"), NOW + 50)
        assert unit.retention.forget_closed_addresses(NOW + 51, NOW + 60) == 1
        assert unit.cases.by_reference("R2").chat == ""
        assert unit.cases.by_reference("R1").chat == CHAT
        last = unit.custody.of_case("R2")[-1]
        assert (last.event, last.actor, last.purpose) == ("forgotten", "server", "address")
        assert unit.retention.forget_closed_addresses(NOW + 51, NOW + 61) == 0


def test_what_would_be_forgotten_can_be_asked_and_changes_nothing(line):
    line.file("R2")
    line.file("R3")
    line.file("R4", chat=OTHER)
    with line.storage.write() as unit:
        changed(unit, "R2", "referred")
        unit.retention.hold("R3", True, Act("hold", "officer1"), NOW)
        told = unit.privacy.would_forget(CHAT)
        assert (set(told.erased), told.referred, told.held) == ({"R1"}, ("R2",), ("R3",))
        assert set(unit.privacy.would_forget(CHAT, "R4").erased) == {"R1", "R4"}
        assert unit.privacy.would_forget(CHAT, "nothing") == told
        assert len(unit.cases.of_chat(CHAT, 9)) == 3
        assert unit.privacy.forget_chat(CHAT, NOW, "R4").erased
        assert unit.cases.by_reference("R4") is None


def test_a_case_without_a_trace_never_has_an_address(line):
    line.receive("abcd-3", b"proof")
    case = line.file("R5", "abcd-3", traceless=True)
    with line.storage.read() as unit:
        assert (case.chat, unit.cases.by_reference("R5").chat) == ("", "")
        assert "R5" not in [mine.reference for mine in unit.cases.of_chat(CHAT, 9)]
        assert unit.evidence.get("abcd-3").chat == ""
        assert unit.cases.by_receipt("R5", "s3cr3t-s3cr3t-s3cr3t").channel == "telegram"
        assert unit.custody.of_case("R5")[-1].event == "forgotten"
    assert verify(line.storage, line.files) == []


def ours(storage, *lanes):
    """Everything by which rows could be found to be this chat's."""
    vault = storage.vault
    return [vault.chat(CHAT), *(vault.token("lane:" + lane) for lane in lanes), NUMBER]


def test_parting_leaves_nothing_of_the_chat_once_its_messages_are_out(storage, tmp_path):
    line = Line.opened(storage, tmp_path)
    with storage.write() as unit:
        unit.inbox.add(Event("telegram:1", CHAT, NOW, Text("x"), message="m1"))
        unit.conversations.save(Conversation(CHAT, language="ary", updated=NOW))
        unit.dead.add(Letter(0, "telegram:1", CHAT, b"x", "ValueError", NOW))
        unit.guesses.add(CHAT, NOW)
        old = unit.outbox.post(CHAT, "reply", b"salam", NOW)
    with storage.write() as unit:
        unit.outbox.settle([Outcome(old.id, "sent", NOW, provider_id="7")])
    line.file("R5", traceless=True)
    with storage.write() as unit:
        fetch = unit.outbox.post(CHAT, "fetch", b"order", NOW, lane=f"{CHAT}#abcd-9")
        first = unit.outbox.post(CHAT, "reply", b"receipt", NOW)
        last = unit.outbox.post(CHAT, "reply", b"parted", NOW)
        unit.privacy.part(CHAT, collected=False)
    held = everything(storage)
    assert [trace for trace in ours(storage, f"{CHAT}#abcd-9") if trace in held] == []
    with storage.write() as unit:
        assert unit.inbox.seen("telegram:1"), "a redelivery must stay harmless"
        assert unit.guesses.since(0.0) == 1, "it still counts among everybody's"
        unit.outbox.release_leases()
        claimed = unit.outbox.claim(NOW + 1, 9)
        assert {(row.id, row.chat, row.body) for row in claimed} == {
            (fetch.id, CHAT, b"order"),
            (first.id, CHAT, b"receipt"),
        }, "in order, the files aside"
        unit.outbox.settle([Outcome(row.id, "sent", NOW, provider_id=str(row.id)) for row in claimed])
    with storage.write() as unit:
        assert [row.id for row in unit.outbox.claim(NOW + 2, 9)] == [last.id]
        unit.outbox.settle([Outcome(last.id, "sent", NOW)])
    with storage.write() as unit:
        assert unit.outbox.sent_messages(CHAT, 0.0) == []
        assert unit.outbox.purge_parted() == 3
    assert verify(storage, line.files) == []


def test_a_timer_of_a_forgotten_chat_is_forgotten_with_it(storage):
    timer = Event(f"due:{CHAT}:7", CHAT, NOW, Due())
    with storage.write() as unit:
        unit.inbox.add(timer)
        unit.inbox.add(Event("telegram:1", CHAT, NOW, Text("x"), message="m1"))
    with storage.read() as unit:
        assert unit.privacy.my_data(CHAT).received == 1
    with storage.write() as unit:
        unit.privacy.part(CHAT, collected=False)
    with storage.read() as unit:
        assert not unit.inbox.seen(timer.id), "its id contains the chat: who has the key could find it"
        assert unit.inbox.seen("telegram:1")


def test_what_a_page_has_yet_to_collect_is_found_until_it_has(storage):
    with storage.write() as unit:
        before = unit.outbox.post(CHAT, "reply", b"before", NOW)
        receipt = unit.outbox.post(CHAT, "reply", b"receipt", NOW)
        release = unit.outbox.post(CHAT, "release", b"ref", NOW, lane=f"{CHAT}#abcd-9#release")
        unit.privacy.part(CHAT, collected=True)
    with storage.write() as unit:
        kept = [Outcome(row.id, "sent", NOW, keep_body=True) for row in (before, receipt)]
        unit.outbox.settle([*kept, Outcome(release.id, "sent", NOW)])
        assert [row.body for row in unit.outbox.pending(CHAT, 0)] == [b"before", b"receipt"]
        assert unit.outbox.acknowledge(CHAT, (), NOW, up_to=receipt.id) == 2
        assert unit.outbox.pending(CHAT, 0) == []
    held = everything(storage)
    assert [trace for trace in ours(storage, f"{CHAT}#abcd-9#release") if trace in held] == []


def test_files_of_what_remains_are_still_fetched_for_a_forgotten_chat(line):
    with line.storage.write() as unit:
        changed(unit, "R1", "referred")
        unit.outbox.post(CHAT, "fetch", b"order", NOW, lane=f"{CHAT}#abcd-7")
    with line.storage.write() as unit:
        unit.privacy.forget_chat(CHAT, NOW)
    held = everything(line.storage)
    assert [trace for trace in ours(line.storage, f"{CHAT}#abcd-7") if trace in held] == []
    with line.storage.write() as unit:
        unit.outbox.release_leases()
        assert [(row.kind, row.chat) for row in unit.outbox.claim(NOW, 9)] == [("fetch", CHAT)]


def test_a_draft_begun_while_parting_stays(line):
    with line.storage.write() as unit:
        unit.privacy.part(CHAT, collected=False, goes_on=True)
        assert unit.evidence.loose(CHAT) == ["abcd-2"]
        unit.privacy.part(CHAT, collected=False)
        assert unit.evidence.loose(CHAT) == []
        assert [case.reference for case in unit.cases.of_chat(CHAT, 5)] == ["R1"], (
            "its own cases stay its own"
        )


def test_a_case_forgets_its_chat_for_that_chat_alone_and_is_followed_by_receipt(line):
    with line.storage.write() as unit:
        unit.privacy.untie("R1", OTHER, NOW)
        assert unit.cases.by_reference("R1").chat == CHAT
        unit.privacy.follow("R1", Reporter(OTHER, "fr"), NOW)
        assert unit.cases.by_reference("R1").chat == CHAT, "news that somebody gets are not led elsewhere"
        unit.privacy.untie("R1", CHAT, NOW)
        assert unit.cases.by_reference("R1").chat == ""
        unit.privacy.follow("R1", Reporter(OTHER, "fr"), NOW)
        found = unit.cases.by_reference("R1")
        assert (found.chat, found.language) == (OTHER, "fr")
        told = [(link.event, link.purpose) for link in unit.custody.of_case("R1")]
    assert told[-2:] == [("forgotten", "address"), ("followed", "receipt")]
    assert verify(line.storage, line.files) == []


def test_a_file_that_arrives_when_nobody_waits_for_it_any_more_is_destroyed(line):
    media = Media("photo", "file-9")
    with line.storage.write() as unit:
        unit.evidence.expect(Fetch("abcd-9", media), Event("e9", CHAT, NOW, media, message="m9"))
    with line.storage.write() as unit:
        unit.privacy.forget_chat(CHAT, NOW)
    shred(line.storage, line.files)
    line.fetch("abcd-9", b"late")
    backup = line.files.path("abcd-9").read_bytes()
    assert shred(line.storage, line.files) == 1
    assert not line.files.path("abcd-9").exists()
    with pytest.raises(Unopened):
        list(line.storage.seals.decrypt_file([backup], "abcd-9", line.officer))
    assert verify(line.storage, line.files) == []


def test_forgetting_and_a_file_in_one_batch_are_taken_back_together(line):
    """The overlay forgets a piece together with its row, and restores both."""
    with line.storage.write() as unit:
        unit.transaction.begin_job()
        unit.evidence.forget(CHAT)
        unit.transaction.drop_job()
        unit.transaction.begin_job()
        assert unit.evidence.attach(("abcd-2",), "R1")[0][0].id == "abcd-2"


def test_an_erasure_that_was_cut_short_is_finished_later(line):
    """The transaction was durable, the process died before the keys were destroyed."""
    with line.storage.write() as unit:
        unit.retention.erase("R1", AUTOMATIC, NOW)
    assert line.files.path("abcd-1").exists()
    assert shred(line.storage, line.files) == 2
    assert not line.files.path("abcd-1").exists()
