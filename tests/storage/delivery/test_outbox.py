"""The outbox: order within a lane, leases, outcomes that nothing later contradicts."""

import pytest
from sqlalchemy import select

from bot.delivery.carriers import WAITING
from flows.core.conversation import Conversation
from handlers.telegram.transport import FETCHING
from storage.delivery.outbox import ACCOMPANIED, BROADCAST, LEASE, NOTICE, Delivery, Outcome, _heads, lease
from storage.tables.cases import OUTBOX

NOW = 1_000_000.0
LATER = NOW + LEASE


def post(shelf, *chats, **more):
    with shelf.write() as unit:
        return [unit.outbox.post(chat, "reply", b"salam", NOW, **more) for chat in chats]


def claim(shelf, now=LATER, limit=10):
    with shelf.write() as unit:
        return unit.outbox.claim(now, limit)


def settle(shelf, *outcomes):
    with shelf.write() as unit:
        unit.outbox.settle(outcomes)


def stored(shelf, row):
    with shelf.read() as unit:
        return unit.transaction.rows(select(OUTBOX).where(OUTBOX.c.id == row.id))[0]


def test_who_wrote_a_row_has_it_to_himself_until_the_lease_runs_out(shelf):
    rows = post(shelf, "web:1")
    assert claim(shelf, LATER - 1) == []
    claimed = claim(shelf, LATER)
    assert [row.id for row in claimed] == [rows[0].id]
    assert claimed[0].body == b"salam"
    assert claimed[0].resent, "the lease ran out: nobody knows whether it went out"
    assert claim(shelf, LATER) == []


def test_a_file_is_fetched_by_one_server_however_long_it_takes(shelf):
    """Two copies are sealed differently: the one on the disk would not be the one whose hash is recorded."""
    with shelf.write() as unit:
        order = unit.outbox.post("web:1", "fetch", b"{}", NOW)
    assert WAITING + FETCHING.total_seconds() < lease("fetch")
    assert claim(shelf, NOW + lease("fetch") - 1) == []
    (claimed,) = claim(shelf, NOW + lease("fetch"))
    assert (claimed.id, claimed.resent) == (order.id, True)
    assert claim(shelf, NOW + lease("fetch") + LEASE) == []


def test_only_the_head_of_a_lane_is_claimed(shelf):
    first, second, other = post(shelf, "web:1", "web:1", "web:2")
    assert {row.id for row in claim(shelf)} == {first.id, other.id}
    settle(shelf, Outcome(first.id, "sent", LATER))
    assert [row.id for row in claim(shelf)] == [second.id]


def test_a_row_that_waits_for_its_retry_holds_its_lane_and_no_other(shelf):
    first, _, other = post(shelf, "web:1", "web:1", "web:2")
    settle(shelf, Outcome(first.id, "queued", NOW, reason="429", due=LATER + 100, attempts=1))
    assert [row.id for row in claim(shelf, LATER)] == [other.id]
    again = [row for row in claim(shelf, LATER + 100) if row.chat == "web:1"]
    assert [(row.id, row.attempts, row.resent) for row in again] == [(first.id, 1, False)]


def test_a_lane_may_be_other_than_the_chat(shelf):
    with shelf.write() as unit:
        reply = unit.outbox.post("web:1", "reply", b"", NOW)
        fetch = unit.outbox.post("web:1", "fetch", b"", NOW, lane="fetch:1")
    assert {row.id for row in claim(shelf, NOW + lease("fetch"))} == {reply.id, fetch.id}


def test_replies_to_people_come_before_notices_and_broadcasts(shelf):
    post(shelf, "web:1", priority=BROADCAST)
    post(shelf, "web:2", priority=NOTICE)
    post(shelf, "web:3")
    assert [row.chat for row in claim(shelf, limit=2)] == ["web:3", "web:2"]
    assert [row.chat for row in claim(shelf)] == ["web:1"]


def test_a_restart_marks_what_was_being_sent(shelf):
    leased, settled, waiting = post(shelf, "web:1", "web:2", "web:3")
    settle(shelf, Outcome(settled.id, "sent", NOW), Outcome(waiting.id, "queued", NOW, due=NOW))
    with shelf.write() as unit:
        assert unit.outbox.release_leases() == 1
    assert [(row.id, row.resent) for row in claim(shelf, NOW)] == [(leased.id, True), (waiting.id, False)]


def test_a_body_goes_when_it_is_no_longer_needed(shelf):
    sent, web, retried = post(shelf, "telegram:1", "web:1", "telegram:2")
    settle(
        shelf,
        Outcome(sent.id, "sent", NOW, provider_id="77"),
        Outcome(web.id, "sent", NOW, keep_body=True),
        Outcome(retried.id, "queued", NOW, due=LATER),
    )
    assert [stored(shelf, row).body is None for row in (sent, web, retried)] == [True, False, False]
    assert stored(shelf, sent).settled == NOW
    assert stored(shelf, retried).settled == 0


def test_a_settled_row_stays_as_it_is(shelf):
    (row,) = post(shelf, "telegram:1")
    settle(shelf, Outcome(row.id, "undeliverable", NOW, reason="blocked"))
    settle(shelf, Outcome(row.id, "sent", NOW))
    assert (stored(shelf, row).state, stored(shelf, row).reason) == ("undeliverable", "blocked")


@pytest.mark.parametrize(
    ("words", "last"),
    [
        (("sent", "delivered", "read"), "read"),
        (("read", "delivered", "sent"), "read"),
        (("delivered", "sent"), "delivered"),
        (("undeliverable", "sent", "delivered"), "undeliverable"),
        (("delivered", "undeliverable"), "delivered"),
        (("sent", "sent", "undeliverable"), "undeliverable"),
    ],
)
def test_a_later_word_never_takes_back_an_earlier_one(shelf, words, last):
    (row,) = post(shelf, "whatsapp:1")
    settle(shelf, Outcome(row.id, "sent", NOW, provider_id="SM1"))
    for word in words:
        with shelf.write() as unit:
            unit.outbox.status(Delivery("SM1", word), NOW)
    assert stored(shelf, row).state == last


def test_an_unknown_outcome_becomes_known_by_the_providers_word(shelf):
    (row,) = post(shelf, "whatsapp:1")
    settle(shelf, Outcome(row.id, "unknown", NOW, provider_id="SM1", reason="timeout"))
    with shelf.write() as unit:
        unit.conversations.save(Conversation("whatsapp:1"))
        assert unit.outbox.status(Delivery("SM1", "delivered"), NOW) == ["whatsapp:1"]
        assert unit.outbox.status(Delivery("SM1", "delivered"), NOW) == []
    assert stored(shelf, row).state == "delivered"


@pytest.mark.parametrize("unknown", ["", "SM2"])
def test_words_on_unknown_messages_change_nothing(shelf, unknown):
    (row,) = post(shelf, "whatsapp:1")
    with shelf.write() as unit:
        assert unit.outbox.status(Delivery(unknown, "read"), NOW) == []
    assert stored(shelf, row).state == "queued"


def test_a_page_reads_what_it_has_not_acknowledged(shelf):
    first, second, _ = post(shelf, "web:1", "web:1", "web:2")
    with shelf.write() as unit:
        unit.outbox.post("web:1", "hide", b"", NOW)
        assert [row.id for row in unit.outbox.pending("web:1", 0)] == [first.id, second.id]
        assert [row.id for row in unit.outbox.pending("web:1", first.id)] == [second.id]
        assert unit.outbox.acknowledge("web:1", first.id, NOW) == 1
        assert [row.id for row in unit.outbox.pending("web:1", 0)] == [second.id]
    assert stored(shelf, first).state == "delivered"


def test_replies_before_a_row_are_no_longer_collected_and_notices_are(shelf):
    early, sent, other = post(shelf, "web:1", "web:1", "web:2")
    (notice,) = post(shelf, "web:1", priority=NOTICE)
    settle(shelf, Outcome(sent.id, "sent", NOW, keep_body=True))
    with shelf.write() as unit:
        last = unit.outbox.post("web:1", "reply", b"merci", NOW)
        unit.outbox.let_go("web:1", last.id, NOW)
    with shelf.read() as unit:
        assert [row.id for row in unit.outbox.pending("web:1", 0)] == [notice.id, last.id]
        assert [row.id for row in unit.outbox.pending("web:2", 0)] == [other.id]
    settle(shelf, Outcome(early.id, "sent", LATER, keep_body=True))
    assert {(stored(shelf, row).state, stored(shelf, row).body) for row in (early, sent)} == {
        ("delivered", None)
    }


def test_what_a_chat_was_sent_is_known_by_the_providers_ids(shelf):
    first, second = post(shelf, "telegram:1", "telegram:1")
    settle(shelf, Outcome(first.id, "sent", NOW, provider_id="11"), Outcome(second.id, "unknown", NOW))
    with shelf.read() as unit:
        assert unit.outbox.sent_messages("telegram:1", NOW) == ["11"]
        assert unit.outbox.sent_messages("telegram:1", NOW + 1) == []


def test_what_went_with_a_sent_message_is_its_chats_too(shelf):
    first, second = post(shelf, "telegram:1", "telegram:1")
    settle(
        shelf,
        Outcome(first.id, "sent", NOW, provider_id="11,12"),
        Outcome(first.id, ACCOMPANIED, NOW, provider_id="13"),
        Outcome(second.id, "sent", NOW, provider_id="14"),
    )
    settle(shelf, Outcome(second.id, ACCOMPANIED, NOW, provider_id="15"))
    with shelf.read() as unit:
        assert unit.outbox.sent_messages("telegram:1", NOW) == ["11,12,13", "14,15"]
    assert [stored(shelf, row).state for row in (first, second)] == ["sent", "sent"]


def test_rows_are_counted_by_state(shelf):
    first, _ = post(shelf, "web:1", "web:2")
    settle(shelf, Outcome(first.id, "sent", NOW))
    with shelf.read() as unit:
        assert unit.undelivered.states() == {"sent": 1, "queued": 1}


def test_old_rows_are_forgotten_unless_they_still_wait(shelf):
    first, second = post(shelf, "web:1", "web:2")
    settle(shelf, Outcome(first.id, "sent", NOW))
    with shelf.write() as unit:
        made = (first.id >> 20) / 1000
        assert unit.outbox.purge(made - 1) == 0
        assert unit.outbox.purge(made + 3600) == 1
    assert stored(shelf, second).state == "queued"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_claiming_reads_no_further_than_the_index_of_what_waits(database):
    sql = str(_heads(NOW, 10).compile(database.engine, compile_kwargs={"literal_binds": True}))
    with database.read() as connection:
        plan = " ".join(str(row[3]) for row in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + sql))
    assert "USING INDEX outbox_priority" in plan
    assert "INDEX outbox_lane (lane=?" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_two_senders_never_claim_the_same_row(shelf):
    post(shelf, *(f"web:{number}" for number in range(6)))
    with shelf.write() as one:
        first = one.outbox.claim(LATER, 3)
        one.transaction.flush()
        with shelf.write() as two:
            second = two.outbox.claim(LATER, 10)
    assert len(first) == len(second) == 3
    assert not {row.id for row in first} & {row.id for row in second}
