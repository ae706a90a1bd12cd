"""Delivery reports in any order, and what may be spent."""

from sqlalchemy import select

from storage.delivery.messages import LEASE, DeliveryReport, Outcome
from storage.tables.messages import Outbox
from storage.tables.whatsapp import StoredEarlyReport, StoredSpending

NOW = 1_000_000.0
CHAT, OTHER = "whatsapp:+212600000001", "whatsapp:+212600000002"


def posted(storage, chat=CHAT, body=b"salam"):
    with storage.write() as unit:
        return unit.outbox.post(chat, "reply", body, NOW)


def sent(storage, row, provider_id):
    with storage.write() as unit:
        unit.outbox.settle([Outcome(row.id, "sent", NOW, provider_id, keep_body=True)])


def told(storage, provider_id, state, reason=""):
    with storage.write() as unit:
        return unit.delivery_reports.apply(DeliveryReport(provider_id, state, reason), NOW)


def stored(storage, row):
    with storage.read() as unit:
        return unit.transaction.rows(select(Outbox.__table__).where(Outbox.__table__.c.id == row.id))[0]


def rows(storage, table):
    with storage.read() as unit:
        return unit.transaction.rows(select(table))


# Words


def test_a_word_that_comes_too_early_waits_for_its_message(storage):
    row = posted(storage)
    for state in ("delivered", "sent", "read", "sent"):
        assert not told(storage, "SM1", state).known
    with storage.read() as unit:
        assert unit.delivery_reports.due() == []
    sent(storage, row, "SM1")
    with storage.read() as unit:
        (due,) = unit.delivery_reports.due()
    assert due == DeliveryReport("SM1", "read")
    assert told(storage, due.provider_id, due.state).row.id == row.id
    assert stored(storage, row).state == "read"
    assert rows(storage, StoredEarlyReport.__table__) == []


def test_words_on_messages_that_never_become_known_are_forgotten(storage):
    told(storage, "SM1", "undeliverable", "window_closed")
    with storage.write() as unit:
        assert unit.delivery_reports.purge(NOW) == 0
        assert unit.delivery_reports.purge(NOW + 1) == 1


def test_what_did_not_arrive_comes_back_with_its_words_and_only_once(storage):
    row = posted(storage)
    sent(storage, row, "SM1")
    assert told(storage, "SM1", "sent").row is None
    taken = told(storage, "SM1", "undeliverable", "window_closed")
    assert (taken.row.id, taken.row.chat, taken.row.body) == (row.id, CHAT, b"salam")
    assert (stored(storage, row).state, stored(storage, row).reason) == ("undeliverable", "window_closed")
    assert stored(storage, row).body is None
    for state in ("sent", "delivered", "read", "undeliverable"):
        again = told(storage, "SM1", state)
        assert (again.known, again.row) == (True, None)


def test_the_words_of_a_message_go_once_it_arrived_or_nobody_asks_for_them(storage):
    arrived, silent, elsewhere = posted(storage), posted(storage), posted(storage, "web:1")
    with storage.write() as unit:
        unit.whatsapp.chat(("+212600000001",), "+212600000001", NOW)
    for number, row in enumerate((arrived, silent, elsewhere)):
        sent(storage, row, f"SM{number}")
    told(storage, "SM0", "delivered")
    assert stored(storage, arrived).body is None
    with storage.write() as unit:
        assert unit.delivery_reports.strip(NOW) == 0
        assert unit.delivery_reports.strip(NOW + 1) == 1
    assert stored(storage, silent).body is None
    assert stored(storage, elsewhere).body is not None
    assert told(storage, "SM1", "undeliverable", "blocked").row.body == b""


def test_a_message_that_was_refused_for_its_rate_goes_again(storage):
    row = posted(storage)
    sent(storage, row, "SM1")
    taken = told(storage, "SM1", "undeliverable", "rate_limited")
    with storage.write() as unit:
        unit.outbox.again(taken.row, NOW + 60, "rate_limited")
    with storage.write() as unit:
        assert unit.outbox.claim(NOW + 59, 9) == []
        (claimed,) = unit.outbox.claim(NOW + 60 + LEASE, 9)
    assert (claimed.id, claimed.body, claimed.attempts, claimed.resent) == (row.id, b"salam", 1, False)
    assert told(storage, "SM1", "sent").known is False


# Spending

DAY, NEXT = "2026-11-21", "2026-11-22"


def test_a_chat_and_all_together_have_their_limits(storage):
    with storage.write() as unit:
        told = [
            unit.spending.spend(chat, DAY, (4, 2)) for chat in (CHAT, CHAT, CHAT, OTHER, OTHER, "whatsapp:x")
        ]
        assert told == [True, True, False, True, True, False]
        assert unit.spending.spent(DAY) == 4
        assert [unit.spending.spent(DAY, chat) for chat in (CHAT, OTHER, "whatsapp:x")] == [2, 2, 0]
        assert unit.spending.spend(CHAT, NEXT, (4, 2))


def test_days_past_and_people_forgotten_leave_no_counter(storage):
    with storage.write() as unit:
        for day in (DAY, NEXT):
            unit.spending.spend(CHAT, day, (9, 9))
            unit.spending.spend(OTHER, day, (9, 9))
        assert unit.spending.purge(NEXT) == 3
        unit.privacy.forget_chat(CHAT, NOW)
    assert len(rows(storage, StoredSpending.__table__)) == 2
    with storage.read() as unit:
        assert (unit.spending.spent(NEXT, CHAT), unit.spending.spent(NEXT)) == (0, 2)
