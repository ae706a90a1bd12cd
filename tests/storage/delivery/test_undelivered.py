"""Undelivered rows: counted, shown without their words, retried and dropped beside a running server."""

from dataclasses import asdict

import pytest
from sqlalchemy import select

from storage.delivery.backlog import Pile, _failed, _queued, _tried
from storage.delivery.messages import LEASE, NOTICE, Outcome
from storage.tables.messages import Outbox

NOW = 1_000_000.0
LATER = NOW + LEASE
SECRET = b"what was said"


def post(storage, *chats, **more):
    with storage.write() as unit:
        unit.prefetch((), chats)
        return [unit.outbox.post(chat, "reply", SECRET, NOW, **more) for chat in chats]


def settle(storage, *outcomes):
    with storage.write() as unit:
        unit.outbox.settle(outcomes)


def stored(storage, row):
    with storage.read() as unit:
        return unit.transaction.rows(select(Outbox.__table__).where(Outbox.__table__.c.id == row.id))[0]


def failed(row, now=NOW, **more):
    return Outcome(row.id, "undeliverable", now, reason="403", **more)


def waits(row, due, **more):
    return Outcome(row.id, "queued", NOW, reason="429", due=due, **more)


def act(storage, name, *given):
    with storage.write() as unit:
        return getattr(unit.undelivered, name)(*given)


def test_everything_undelivered_is_counted_by_channel(storage):
    rows = post(storage, "telegram:1", "telegram:2", "whatsapp:1", "web:1", "whatsapp:2")
    settle(
        storage,
        waits(rows[1], LATER, attempts=2),
        failed(rows[2]),
        Outcome(rows[3].id, "sent", NOW),
        Outcome(rows[4].id, "unknown", NOW),
    )
    with storage.read() as unit:
        assert unit.undelivered.piles() == [
            Pile("telegram", "failing", 1, NOW),
            Pile("telegram", "waiting", 1, NOW),
            Pile("whatsapp", "undeliverable", 1, NOW),
            Pile("whatsapp", "unknown", 1, NOW),
        ]


def test_rows_are_shown_with_their_reason_and_without_their_content(storage):
    chats = [f"telegram:{name}" for name in ("amina", "brahim", "chaima")]  # no digits, as ids have
    first, second, gone = post(storage, *chats, priority=NOTICE)
    settle(
        storage,
        waits(first, LATER + 5, attempts=3, resent=True),
        waits(second, LATER, attempts=1, lease=LATER + 60),
        failed(gone, attempts=4, keep_body=True),
    )
    with storage.read() as unit:
        failing, given_up = unit.undelivered.failing(10), unit.undelivered.given_up(10)
        assert unit.undelivered.failing(1) == failing[:1]
    assert [(row.id, row.attempts, row.due, row.resent) for row in failing] == [
        (second.id, 1, LATER, False),
        (first.id, 3, LATER + 5, True),
    ]
    assert failing[0].lease == LATER + 60
    assert [(row.id, row.reason, row.state, row.kept) for row in given_up] == [
        (gone.id, "403", "undeliverable", True)
    ]
    shown = repr([asdict(row) for row in (*failing, *given_up)])
    assert not [chat for chat in chats if chat.partition(":")[2] in shown]
    assert SECRET.decode() not in shown
    assert stored(storage, gone).chat not in shown


def test_a_row_that_a_server_holds_is_left_alone(storage):
    (row,) = post(storage, "telegram:1")
    before = stored(storage, row)
    assert act(storage, "retry", row.id, LATER - 1) == "busy"
    assert act(storage, "drop", row.id, "why", LATER - 1) == "busy"
    assert stored(storage, row) == before


def test_what_waits_for_its_retry_can_go_now_with_what_is_behind_it(storage):
    first, second, other = post(storage, "telegram:1", "telegram:1", "telegram:2")
    settle(storage, *(waits(row, LATER + 900) for row in (first, second, other)))
    assert act(storage, "retry", first.id, NOW) == "done"
    assert [stored(storage, row).due for row in (first, second, other)] == [NOW, NOW, LATER + 900]
    with storage.write() as unit:
        assert [row.id for row in unit.outbox.claim(NOW, 9)] == [first.id]


def test_a_lease_that_ran_out_stays_a_doubt(storage):
    (row,) = post(storage, "telegram:1")
    assert act(storage, "retry", row.id, LATER + 1) == "done"
    with storage.write() as unit:
        assert [claimed.resent for claimed in unit.outbox.claim(LATER + 1, 9)] == [True]


def test_what_was_given_up_begins_anew_where_its_content_is_kept(storage):
    kept, erased = post(storage, "telegram:1", "telegram:2", priority=NOTICE)
    settle(storage, failed(kept, attempts=14, keep_body=True), failed(erased))
    assert act(storage, "retry", kept.id, NOW) == "done"
    assert act(storage, "retry", erased.id, NOW) == "erased"
    with storage.write() as unit:
        (claimed,) = unit.outbox.claim(NOW, 9)
    assert (claimed.id, claimed.attempts, claimed.body, claimed.chat) == (kept.id, 0, SECRET, "telegram:1")
    assert stored(storage, kept).settled == 0


def test_a_dropped_row_keeps_its_reason_and_nothing_else(storage):
    waiting, kept, behind = post(storage, "telegram:1", "telegram:2", "telegram:1", priority=NOTICE)
    settle(storage, waits(waiting, LATER), waits(behind, LATER), failed(kept, keep_body=True))
    for row in (waiting, kept):
        assert act(storage, "drop", row.id, "sent to the wrong case", NOW) == "done"
        after = stored(storage, row)
        assert (after.state, after.reason) == ("undeliverable", "dropped: sent to the wrong case")
        assert (after.body, after.settled) == (None, NOW)
    with storage.write() as unit:
        assert [row.id for row in unit.outbox.claim(NOW, 9)] == [behind.id], "nothing stands before it now"


def test_what_may_be_out_stays_unknown_when_it_is_dropped(storage):
    marked, leased, gone = post(storage, "telegram:1", "telegram:2", "telegram:3")
    settle(storage, waits(marked, LATER, resent=True), failed(gone))
    assert (
        act(storage, "drop", marked.id, "why", NOW) == act(storage, "drop", leased.id, "why", LATER) == "done"
    )
    assert act(storage, "drop", gone.id, "why", NOW) == "erased"
    assert [stored(storage, row).state for row in (marked, leased, gone)] == [
        "unknown",
        "unknown",
        "undeliverable",
    ]
    assert stored(storage, gone).reason == "403"


@pytest.mark.parametrize("change", [("retry",), ("drop", "why")])
def test_what_went_out_or_never_was_is_said_so(storage, change):
    (row,) = post(storage, "telegram:1")
    settle(storage, Outcome(row.id, "sent", NOW))
    name, *given = change
    assert act(storage, name, row.id, *given, NOW) == "settled"
    assert act(storage, name, 5, *given, NOW) == "absent"


def test_the_newest_row_of_each_lane_is_known_at_the_start(storage):
    rows = post(storage, "telegram:1", "telegram:1", "telegram:2")
    with storage.read() as unit:
        assert unit.outbox.backlog() == {rows[1].lane: rows[1].id, rows[2].lane: rows[2].id}


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_counting_reads_no_further_than_its_indexes(database):
    plans = [
        select(Outbox.__table__.c.channel, _tried)
        .where(_queued)
        .group_by(Outbox.__table__.c.channel, _tried),
        select(Outbox.__table__.c.channel, Outbox.__table__.c.state)
        .where(_failed)
        .group_by(Outbox.__table__.c.channel, Outbox.__table__.c.state),
    ]
    with database.read() as connection:
        for plan in plans:
            sql = str(plan.compile(database.engine, compile_kwargs={"literal_binds": True}))
            steps = [str(row[3]) for row in connection.exec_driver_sql("EXPLAIN QUERY PLAN " + sql)]
            assert any("USING INDEX outbox_" in step for step in steps), steps
