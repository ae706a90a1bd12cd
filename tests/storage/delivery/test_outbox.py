"""The outbox: order within a lane, leases, outcomes that nothing later contradicts."""

import pytest
from sqlalchemy import select

from bot.delivery.carriers import WAITING
from flows.core.conversation import Conversation
from handlers.telegram.transport import FETCHING
from storage.database.clock import SLACK
from storage.database.engine import Database
from storage.delivery.messages import ACCOMPANIED, BROADCAST, LEASE, NOTICE, DeliveryReport, Outcome, lease
from storage.delivery.outbox_statements import HEADS
from storage.delivery.parts import note_parts, noted_parts
from storage.tables.messages import Outbox
from storage.unit import Storage

NOW = 1_000_000.0
LATER = NOW + LEASE


def post(storage, *chats, **more):
    with storage.write() as unit:
        unit.prefetch((), chats)
        return [unit.outbox.post(chat, "reply", b"salam", NOW, **more) for chat in chats]


def claim(storage, now=LATER, limit=10):
    with storage.write() as unit:
        return unit.outbox.claim(now, limit)


def settle(storage, *outcomes):
    with storage.write() as unit:
        unit.outbox.settle(outcomes)


def stored(storage, row):
    with storage.read() as unit:
        return unit.transaction.rows(select(Outbox.__table__).where(Outbox.__table__.c.id == row.id))[0]


def test_who_wrote_a_row_has_it_to_himself_until_the_lease_runs_out(storage):
    rows = post(storage, "web:1")
    assert claim(storage, LATER - 1) == []
    claimed = claim(storage, LATER)
    assert [row.id for row in claimed] == [rows[0].id]
    assert claimed[0].body == b"salam"
    assert claimed[0].resent, "the lease ran out: nobody knows whether it went out"
    assert claim(storage, LATER) == []


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_row_that_is_posted_for_a_moment_to_come_is_due_at_once(storage):
    now = storage.clock()
    with storage.write() as unit:
        row = unit.outbox.post("web:1", "reply", b"salam", now + 60)
    assert [each.id for each in claim(storage, storage.clock() + SLACK)] == [row.id]


def test_a_file_is_fetched_by_one_server_however_long_it_takes(storage):
    """Two copies are sealed differently: the one on the disk would not be the one whose hash is recorded."""
    with storage.write() as unit:
        unit.prefetch((), ["web:1"])
        order = unit.outbox.post("web:1", "fetch", b"{}", NOW)
    assert WAITING + FETCHING.total_seconds() < lease("fetch")
    assert claim(storage, NOW + lease("fetch") - 1) == []
    (claimed,) = claim(storage, NOW + lease("fetch"))
    assert (claimed.id, claimed.resent) == (order.id, True)
    assert claim(storage, NOW + lease("fetch") + LEASE) == []


def test_only_the_head_of_a_lane_is_claimed(storage):
    first, second, other = post(storage, "web:1", "web:1", "web:2")
    assert {row.id for row in claim(storage)} == {first.id, other.id}
    settle(storage, Outcome(first.id, "sent", LATER))
    assert [row.id for row in claim(storage)] == [second.id]


def test_a_row_that_waits_for_its_retry_holds_its_lane_and_no_other(storage):
    first, _, other = post(storage, "web:1", "web:1", "web:2")
    settle(storage, Outcome(first.id, "queued", NOW, reason="429", due=LATER + 100, attempts=1))
    assert [row.id for row in claim(storage, LATER)] == [other.id]
    again = [row for row in claim(storage, LATER + 100) if row.chat == "web:1"]
    assert [(row.id, row.attempts, row.resent) for row in again] == [(first.id, 1, False)]


def test_a_lane_may_be_other_than_the_chat(storage):
    with storage.write() as unit:
        reply = unit.outbox.post("web:1", "reply", b"", NOW)
        fetch = unit.outbox.post("web:1", "fetch", b"", NOW, lane="fetch:1")
    assert {row.id for row in claim(storage, NOW + lease("fetch"))} == {reply.id, fetch.id}


def test_replies_to_people_come_before_notices_and_broadcasts(storage):
    post(storage, "web:1", priority=BROADCAST)
    post(storage, "web:2", priority=NOTICE)
    post(storage, "web:3")
    assert [row.chat for row in claim(storage, limit=2)] == ["web:3", "web:2"]
    assert [row.chat for row in claim(storage)] == ["web:1"]


def test_a_restart_marks_what_was_being_sent(storage):
    leased, settled, waiting = post(storage, "web:1", "web:2", "web:3")
    settle(storage, Outcome(settled.id, "sent", NOW), Outcome(waiting.id, "queued", NOW, due=NOW))
    with storage.write() as unit:
        assert unit.outbox.release_leases() == 1
    assert [(row.id, row.resent) for row in claim(storage, NOW)] == [(leased.id, True), (waiting.id, False)]


def test_a_body_goes_when_it_is_no_longer_needed(storage):
    sent, web, retried = post(storage, "telegram:1", "web:1", "telegram:2")
    settle(
        storage,
        Outcome(sent.id, "sent", NOW, provider_id="77"),
        Outcome(web.id, "sent", NOW, keep_body=True),
        Outcome(retried.id, "queued", NOW, due=LATER),
    )
    assert [stored(storage, row).body is None for row in (sent, web, retried)] == [True, False, False]
    assert stored(storage, sent).settled == NOW
    assert stored(storage, retried).settled == 0


def test_a_settled_row_stays_as_it_is(storage):
    (row,) = post(storage, "telegram:1")
    settle(storage, Outcome(row.id, "undeliverable", NOW, reason="blocked"))
    settle(storage, Outcome(row.id, "sent", NOW))
    assert (stored(storage, row).state, stored(storage, row).reason) == ("undeliverable", "blocked")


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
def test_a_later_word_never_takes_back_an_earlier_one(storage, words, last):
    (row,) = post(storage, "whatsapp:1")
    settle(storage, Outcome(row.id, "sent", NOW, provider_id="SM1"))
    for word in words:
        with storage.write() as unit:
            unit.outbox.status(DeliveryReport("SM1", word), NOW)
    assert stored(storage, row).state == last


def test_an_unknown_outcome_becomes_known_by_the_providers_word(storage):
    (row,) = post(storage, "whatsapp:1")
    settle(storage, Outcome(row.id, "unknown", NOW, provider_id="SM1", reason="timeout"))
    with storage.write() as unit:
        unit.conversations.save(Conversation("whatsapp:1"))
        known, before = unit.outbox.status(DeliveryReport("SM1", "delivered"), NOW)
        assert (known, before.chat) == (True, "whatsapp:1")
        assert unit.outbox.status(DeliveryReport("SM1", "delivered"), NOW) == (True, None)
    assert stored(storage, row).state == "delivered"


@pytest.mark.parametrize("unknown", ["", "SM2"])
def test_words_on_unknown_messages_change_nothing(storage, unknown):
    (row,) = post(storage, "whatsapp:1")
    with storage.write() as unit:
        assert unit.outbox.status(DeliveryReport(unknown, "read"), NOW) == (False, None)
    assert stored(storage, row).state == "queued"


def test_a_page_reads_what_it_has_not_acknowledged(storage):
    first, second, _ = post(storage, "web:1", "web:1", "web:2")
    with storage.write() as unit:
        unit.outbox.post("web:1", "fetch", b"", NOW)
        assert [row.id for row in unit.outbox.pending("web:1", 0)] == [first.id, second.id]
        assert [row.id for row in unit.outbox.pending("web:1", first.id)] == [second.id]
        assert unit.outbox.acknowledge("web:1", [first.id], NOW) == 1
        assert [row.id for row in unit.outbox.pending("web:1", 0)] == [second.id]
    assert stored(storage, first).state == "delivered"


def test_replies_before_a_row_are_no_longer_collected_and_notices_are(storage):
    early, sent, other = post(storage, "web:1", "web:1", "web:2")
    (notice,) = post(storage, "web:1", priority=NOTICE)
    settle(storage, Outcome(sent.id, "sent", NOW, keep_body=True))
    with storage.write() as unit:
        last = unit.outbox.post("web:1", "reply", b"merci", NOW)
        unit.outbox.let_go("web:1", last.id, NOW)
    with storage.read() as unit:
        assert [row.id for row in unit.outbox.pending("web:1", 0)] == [notice.id, last.id]
        assert [row.id for row in unit.outbox.pending("web:2", 0)] == [other.id]
    settle(storage, Outcome(early.id, "sent", LATER, keep_body=True))
    assert {(stored(storage, row).state, stored(storage, row).body) for row in (early, sent)} == {
        ("delivered", None)
    }


def test_what_a_chat_was_sent_is_known_by_the_providers_ids(storage):
    first, second = post(storage, "telegram:1", "telegram:1")
    settle(storage, Outcome(first.id, "sent", NOW, provider_id="11"), Outcome(second.id, "unknown", NOW))
    with storage.read() as unit:
        assert unit.outbox.sent_messages("telegram:1", NOW) == ["11"]
        assert unit.outbox.sent_messages("telegram:1", NOW + 1) == []


def test_what_went_with_a_sent_message_is_its_chats_too(storage):
    first, second = post(storage, "telegram:1", "telegram:1")
    settle(
        storage,
        Outcome(first.id, "sent", NOW, provider_id="11,12"),
        Outcome(first.id, ACCOMPANIED, NOW, provider_id="13"),
        Outcome(second.id, "sent", NOW, provider_id="14"),
    )
    settle(storage, Outcome(second.id, ACCOMPANIED, NOW, provider_id="15"))
    with storage.read() as unit:
        assert unit.outbox.sent_messages("telegram:1", NOW) == ["11,12,13", "14,15"]
    assert [stored(storage, row).state for row in (first, second)] == ["sent", "sent"]


def test_parts_that_are_out_are_known_until_their_row_is_settled(storage):
    (row,) = post(storage, "telegram:1")
    node = stored(storage, row).node
    with storage.write() as unit:
        assert note_parts(unit.transaction, row.id, ["11", "12"], node)
        assert not note_parts(unit.transaction, row.id, ["11"], 1024), "another server's"
    settle(storage, Outcome(row.id, "queued", NOW, reason="500", due=NOW))
    with storage.read() as unit:
        assert noted_parts(unit.transaction, row.id) == ["11", "12"]
        assert noted_parts(unit.transaction, 1) == []
    settle(storage, Outcome(row.id, "sent", NOW, provider_id="11,12,13"))
    with storage.write() as unit:
        assert noted_parts(unit.transaction, row.id) == []
        assert not note_parts(unit.transaction, row.id, ["late"], node)
    assert stored(storage, row).provider_id == "11,12,13"


def test_rows_are_counted_by_state(storage):
    first, _ = post(storage, "web:1", "web:2")
    settle(storage, Outcome(first.id, "sent", NOW))
    with storage.read() as unit:
        assert unit.undelivered.states() == {"sent": 1, "queued": 1}


def test_old_rows_are_forgotten_unless_they_still_wait(storage):
    first, second = post(storage, "web:1", "web:2")
    settle(storage, Outcome(first.id, "sent", NOW))
    with storage.write() as unit:
        made = (first.id >> 20) / 1000
        assert unit.outbox.purge(made - 1) == 0
        assert unit.outbox.purge(made + 3600) == 1
    assert stored(storage, second).state == "queued"


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_claiming_reads_no_further_than_the_index_of_what_waits(database):
    sql = str(HEADS.params(now=NOW, most=10).compile(database.engine, compile_kwargs={"literal_binds": True}))
    with database.read() as connection:
        plan = " ".join(str(row[3]) for row in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + sql))
    assert "USING INDEX outbox_priority" in plan
    assert "INDEX outbox_lane (lane=?" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_a_row_whose_lease_this_server_never_heard_of_is_not_overtaken(storage, database, vault):
    """A line that breaks during the commit of a claim: the row is this server's, and it does not know."""
    (first,) = post(storage, "web:1")
    settle(storage, Outcome(first.id, "queued", NOW, due=NOW))
    (lost,) = claim(Storage(database, vault), NOW)
    assert lost.id == first.id
    (second,) = post(storage, "web:1")
    assert second.lease == 0.0
    (again,) = claim(storage, LATER)
    assert again.id == first.id
    settle(storage, Outcome(first.id, "sent", LATER), Outcome(second.id, "sent", LATER))
    assert post(storage, "web:1")[0].lease > 0.0


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_two_senders_never_claim_the_same_row(storage):
    post(storage, *(f"web:{number}" for number in range(6)))
    with storage.write() as one:
        first = one.outbox.claim(LATER, 3)
        one.transaction.flush()
        with storage.write() as two:
            second = two.outbox.claim(LATER, 10)
    assert len(first) == len(second) == 3
    assert not {row.id for row in first} & {row.id for row in second}


def test_a_server_that_is_gone_loses_its_rows_and_decides_no_more(storage):
    (row,) = post(storage, "web:1")
    node, storage.database.ids.node = storage.database.ids.node, 1024
    with storage.write() as unit:
        assert not unit.outbox.holds(row.id) or not unit.transaction.shared
        assert unit.outbox.release_gone([1024]) == 0
        assert unit.outbox.release_gone([node]) == 1
    (claimed,) = claim(storage, NOW)
    assert claimed.resent
    storage.database.ids.node = node
    settle(storage, Outcome(row.id, "undeliverable", NOW), Outcome(row.id, "queued", NOW, due=NOW))
    assert (stored(storage, row).state, stored(storage, row).node) == ("queued", 1024)
    settle(storage, Outcome(row.id, "sent", NOW))
    assert stored(storage, row).state == "sent", "that it went out is true whoever has the row"
    assert stored(storage, row).resent, "and that another may have sent it too"


@pytest.mark.parametrize("url", ["postgres"], indirect=True)
def test_notices_of_two_servers_have_ids_in_the_order_in_which_they_were_written(
    storage, database, vault, url
):
    other = Database(url, database.folder)
    with other.read():
        other.clock.follow(other.clock() - SLACK * 0.9)  # as late as a clock may be
    made = []
    for turn in range(20):
        with Storage(other, vault).write() if turn % 2 else storage.write() as unit:
            made.append(unit.outbox.post("web:1", "reply", b"", NOW, priority=NOTICE).id)
    other.close()
    assert made == sorted(made)
