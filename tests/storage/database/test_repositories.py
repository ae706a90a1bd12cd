"""Conversations as stored, officers, settings, dead letters."""

from dataclasses import fields, replace

import msgspec
import pytest

from flows.core.conversation import VERSION, Answer, Conversation, Note, Piece
from storage.chats.conversations import Cache, dump, load
from storage.chats.dead_letters import Letter
from storage.errors import Unopened
from storage.tables.messages import StoredConversation

FULL = Conversation(
    "web:1",
    language="ary",
    officer="o1",
    run=7,
    flow="report",
    answers=(Answer("category", "fraud"), Answer("story", "قصة")),
    asked="confirm",
    pieces=(Piece("e1", "photo"), Piece("e2", "voice", failed=True)),
    notes=(Note("text", "m1", "someone"),),
    offered=("a", "b"),
    urgent=True,
    updated=5.0,
    due=9.5,
    reachable=False,
)


@pytest.mark.parametrize("conversation", [FULL, Conversation("web:1")])
def test_a_conversation_comes_back_as_it_was(conversation):
    assert load(dump(conversation)) == conversation


def test_another_version_is_read_field_by_field():
    """A stored form that lacks fields of today and has others, under a number that is not today's."""
    old = {"chat": "web:1", "version": VERSION, "run": 3, "gone": "x", "answers": [["a", "b"]][:0]}
    stored = (VERSION + 1).to_bytes(2, "big") + msgspec.msgpack.encode(old)
    assert load(stored) == Conversation("web:1", run=3)


def test_every_field_is_stored():
    stored = msgspec.msgpack.decode(dump(FULL)[2:])
    assert set(stored) == {field.name for field in fields(Conversation)}


def test_a_conversation_moved_to_another_chat_does_not_open(storage):
    with storage.write() as unit:
        unit.conversations.save(FULL)
    with storage.write() as unit:
        unit.transaction.execute(
            StoredConversation.__table__.update().values(chat=storage.vault.chat("web:2"))
        )
    with storage.read() as unit, pytest.raises(Unopened):
        unit.conversations.get("web:2")


def test_due_conversations_come_the_longest_waiting_first(storage):
    with storage.write() as unit:
        for chat, due in (("a", 0.0), ("b", 30.0), ("c", 10.0), ("d", 20.0)):
            unit.conversations.save(Conversation(chat, due=due))
        assert unit.conversations.due(20.0, 9) == ["c", "d"]
        unit.conversations.save(Conversation("c"))
        assert unit.conversations.due(99.0, 1) == ["d"]


def test_the_cache_forgets_the_least_recently_used():
    cache = Cache(size=2)
    cache.put([Conversation("a"), Conversation("b")])
    assert cache.get("a")
    cache.put([Conversation("c")])
    assert [cache.get(chat) is not None for chat in "abc"] == [True, False, True]


def test_the_cache_forgets_all_when_another_connection_changed_the_database():
    cache = Cache()
    cache.check(1)
    cache.put([Conversation("a")])
    cache.check(1)
    assert cache.get("a")
    cache.check(2)
    assert cache.get("a") is None


def test_an_enrolment_code_is_the_first_chats_and_holds_for_a_day(storage):
    day = 24 * 3600.0
    with storage.write() as unit:
        officer, code = unit.officers.add("Samira", 1.0)
        assert unit.officers.by_code("wrong", "telegram:9", 2.0) is None
        assert unit.officers.by_code(code, "telegram:9", day + 2.0) is None
        assert unit.officers.by_code(f" {code[:4].lower()}-{code[4:]} ", "telegram:9", day) == officer
        unit.officers.enrol(officer.id, "telegram:9", 2.0, language="fr")
        assert unit.officers.by_code(code, "telegram:10", 3.0) is None
        enrolled = unit.officers.by_code(code, "telegram:9", 3.0)
        assert enrolled == unit.officers.by_chat("telegram:9")
        other, _ = unit.officers.add("Driss", 3.0)
        unit.officers.enrol(other.id, "telegram:9", 4.0)
        assert unit.officers.by_code(code, "telegram:10", 5.0) is None
    assert enrolled == replace(officer, chat="telegram:9", language="fr", enrolled=2.0)


def test_a_chat_is_one_officers(storage):
    with storage.write() as unit:
        first, second = (unit.officers.add(name, 1.0)[0] for name in ("A", "B"))
        unit.officers.enrol(first.id, "telegram:9", 2.0)
        unit.officers.enrol(second.id, "telegram:9", 3.0)
        assert unit.officers.by_chat("telegram:9").id == second.id
        assert unit.officers.get(first.id).chat == ""
        assert unit.officers.by_chat("") is None


def test_a_removed_officer_keeps_the_name_and_nothing_else(storage):
    with storage.write() as unit:
        officer, code = unit.officers.add("Samira", 1.0)
        other, _ = unit.officers.add("Driss", 2.0)
        assert [each.name for each in unit.officers.present()] == ["Samira", "Driss"]
        assert unit.officers.remove(officer.id, 3.0)
        assert not unit.officers.remove(officer.id, 4.0)
        assert unit.officers.by_code(code, "telegram:9", 5.0) is None
        assert unit.officers.present() == [other]
        assert unit.officers.get(officer.id).name == "Samira"
        assert unit.officers.get("nobody") is None


def test_a_command_beside_the_running_server_is_seen_by_it(jobs, storage):
    with storage.write() as unit:
        officer, code = unit.officers.add("Samira", 1.0)
    assert jobs.do(lambda unit: unit.officers.by_code(code, "telegram:9", 2.0)) == officer


def test_settings_are_remembered(storage):
    with storage.write() as unit:
        assert unit.remembered.get("offset") is None
        unit.remembered.set("offset", "1")
        unit.remembered.set("offset", "2")
        assert unit.remembered.get("offset") == "2"
    with storage.read() as unit:
        assert unit.remembered.get("offset") == "2"


def test_dead_letters_are_kept_protected_counted_and_dealt_with(storage):
    letter = Letter(0, "web:1", "web:1", b"canary", "ZeroDivisionError", 5.0)
    with storage.write() as unit:
        first, second = unit.dead.add(letter), unit.dead.add(replace(letter, time=6.0))
        assert unit.dead.newest(1) == [replace(letter, id=second, time=6.0)]
        unit.dead.remove(second)
        assert (unit.dead.count(), unit.dead.newest(9)) == (1, [replace(letter, id=first)])
        assert unit.dead.purge(6.0) == 1
        assert unit.dead.count() == 0
