"""Messages that did not arrive: kept in their rows, found, passed on; those of earlier versions moved."""

from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, text

from flows.core.conversation import Conversation
from storage.chats.conversations import dump
from storage.custody.adoption import for_older
from storage.database.engine import Database
from storage.database.migrate import upgrade
from storage.delivery.messages import BROADCAST, NOTICE, Outcome
from storage.tables.messages import Outbox
from storage.unit import Storage

NOW = 1_000_000.0
SECRET = b"what was said"


def post(storage, *chats, body=SECRET, priority=NOTICE):
    with storage.write() as unit:
        unit.prefetch((), chats)
        return [unit.outbox.post(chat, "reply", body, NOW, priority=priority) for chat in chats]


def keep(storage, *rows, reason="403", state="undeliverable", now=NOW):
    with storage.write() as unit:
        for row in rows:
            unit.missed.keep(row, Outcome(row.id, state, now, reason=reason))


def missed(storage, chat):
    with storage.read() as unit:
        return [message.id for message in unit.missed.of_chat(chat)]


def stored(storage, row):
    with storage.read() as unit:
        return unit.transaction.rows(select(Outbox.__table__).where(Outbox.__table__.c.id == row.id))[0]


def test_the_missed_messages_of_a_chat_are_found_oldest_first(storage):
    first, second, other, gone = post(storage, "telegram:1", "telegram:1", "telegram:2", "telegram:1")
    post(storage, "telegram:1", priority=BROADCAST)
    keep(storage, second, state="unknown")
    keep(storage, first, other)
    with storage.write() as unit:
        unit.outbox.settle((Outcome(gone.id, "undeliverable", NOW, reason="400"),))
        found = unit.missed.of_chat("telegram:1")
        assert [(message.id, message.body, message.reason) for message in found] == [
            (first.id, SECRET, "403"),
            (second.id, SECRET, "403"),
        ]
        assert unit.missed.of_chat("") == []
        unit.missed.end(found, "passed on")
    assert missed(storage, "telegram:1") == []
    assert missed(storage, "telegram:2") == [other.id]
    assert (stored(storage, first).reason, stored(storage, first).body) == ("403, passed on", None)
    assert SECRET not in bytes(stored(storage, other).body)


def test_what_a_provider_took_and_then_refused_is_kept_with_its_words(storage):
    (row,) = post(storage, "whatsapp:+212600000001")
    with storage.write() as unit:
        unit.outbox.settle([Outcome(row.id, "undeliverable", NOW, reason="blocked")])
    assert stored(storage, row).body is None
    keep(storage, row, reason="blocked")
    assert missed(storage, row.chat) == [row.id]


def test_what_arrived_after_all_is_left_alone(storage):
    (row,) = post(storage, "whatsapp:+212600000001")
    with storage.write() as unit:
        unit.outbox.settle([Outcome(row.id, "delivered", NOW)])
    keep(storage, row)
    assert stored(storage, row).state == "delivered"
    assert missed(storage, row.chat) == []


def test_chats_that_wait_for_a_new_day(storage):
    early, late, other = post(storage, "whatsapp:1", "whatsapp:1", "whatsapp:2")
    keep(storage, early, reason="ceiling", now=NOW - 10)
    keep(storage, late, reason="ceiling", now=NOW - 5)
    keep(storage, other, reason="blocked", now=NOW - 10)
    with storage.read() as unit:
        assert unit.missed.waiting("ceiling", NOW, 9) == ["whatsapp:1"]
        assert unit.missed.waiting("ceiling", NOW - 10, 9) == []
        assert unit.missed.waiting("ceiling", NOW, 0) == []


def test_what_is_kept_for_a_person_outlives_the_rest_and_ends_too(storage):
    kept, gone = post(storage, "telegram:1", "telegram:2")
    keep(storage, kept)
    made = (gone.id >> 20) / 1000 + 3600
    with storage.write() as unit:
        unit.outbox.settle((Outcome(gone.id, "undeliverable", NOW),))
        assert unit.outbox.purge(made) == 1
        assert unit.missed.let_go(NOW) == 0
    assert missed(storage, "telegram:1") == [kept.id]
    with storage.write() as unit:
        assert unit.missed.let_go(NOW + 1) == 1
        assert unit.outbox.purge(made) == 1
    assert missed(storage, "telegram:1") == []


@pytest.mark.parametrize("parting", ["forget", "part"])
def test_a_chat_that_was_parted_from_misses_nothing(storage, parting):
    (row,) = post(storage, "whatsapp:+212600000001")
    keep(storage, row)
    with storage.write() as unit:
        if parting == "forget":
            unit.outbox.forget(row.chat)
        else:
            unit.outbox.part(row.chat, collected=False)
    assert missed(storage, row.chat) == []


def test_an_operator_can_end_or_retry_what_is_kept(storage):
    kept, other = post(storage, "whatsapp:1", "whatsapp:2")
    keep(storage, kept, other)
    with storage.write() as unit:
        assert unit.undelivered.drop(kept.id, "why", NOW) == "done"
        assert unit.undelivered.retry(other.id, NOW) == "done"
    assert missed(storage, "whatsapp:1") == missed(storage, "whatsapp:2") == []
    assert stored(storage, other).state == "queued"


# What was kept before there was one place for all channels

CHAT, FORGOTTEN = "whatsapp:+212600000001", "whatsapp:+212600000002"


FAILED = text(
    "INSERT INTO outbox (id, chat, lane, kind, priority, state, due, lease, attempts, resent, provider_id, "
    "reason, created, settled, channel) VALUES (:id, :chat, :chat, 'reply', 0, 'undeliverable', :now, 0, 1, "
    "false, '', 'window_closed', :now, :now, 'whatsapp')"
)


@pytest.fixture
def before(url: str, tmp_path: Path, request: pytest.FixtureRequest):
    """A database that stands at the migration before."""
    other = request.getfixturevalue("cluster").empty() if url else ""
    database = Database(other, tmp_path / "before")
    with database.write() as connection:
        upgrade(connection, "0004")
    yield database
    database.close()


def owed(storage: Storage, number: int, chat: str, purpose: str) -> dict[str, object]:
    """A row of the table that went, as it was written."""
    body = storage.vault.protect(msgspec.msgpack.encode((chat, SECRET)), f"owed:{number}")
    token = storage.vault.chat(chat)
    named = {"id": number, "chat": token, "purpose": purpose, "reason": "window_closed"}
    return {**named, "body": body, "time": NOW}


def test_messages_that_waited_before_are_moved_over(before, vault):
    storage = Storage(before, vault)
    failed = {"id": (int(NOW * 1000) << 20) + 1, "chat": vault.chat(CHAT), "now": NOW}
    with before.write() as connection:
        connection.execute(FAILED, failed)
    with storage.write() as unit:
        unit.conversations.save(Conversation(CHAT, language="ary", updated=NOW))
    rows = [
        owed(storage, failed["id"], CHAT, "status"),
        owed(storage, 7, CHAT, ""),
        owed(storage, 8, FORGOTTEN, "status"),
    ]
    insert = text("INSERT INTO owed VALUES (:id, :chat, :purpose, :reason, :body, :time)")
    with before.write() as connection:
        connection.execute(insert, rows)
    before.migrate(for_older(vault))
    with storage.read() as unit:
        found = [(message.id, message.chat, message.body) for message in unit.missed.of_chat(CHAT)]
        assert found == [(7, CHAT, SECRET), (failed["id"], CHAT, SECRET)]
        assert unit.missed.of_chat(FORGOTTEN) == []
        conversation = unit.conversations.get(CHAT)
    assert (conversation.missed, conversation.language) == (True, "ary")
    assert len(dump(conversation)) > 2
