"""Delivery reports in any order, and what may be spent."""

from sqlalchemy import select

from storage.chats.whatsapp_people import Person
from storage.delivery.outbox import LEASE, Delivery, Outcome
from storage.tables.cases import OUTBOX
from storage.tables.whatsapp import EARLY, SPENT

NOW = 1_000_000.0
CHAT, OTHER = "whatsapp:+212600000001", "whatsapp:+212600000002"


def posted(shelf, chat=CHAT, body=b"salam"):
    with shelf.write() as unit:
        return unit.outbox.post(chat, "reply", body, NOW)


def sent(shelf, row, provider_id):
    with shelf.write() as unit:
        unit.outbox.settle([Outcome(row.id, "sent", NOW, provider_id, keep_body=True)])


def told(shelf, provider_id, state, reason=""):
    with shelf.write() as unit:
        return unit.words.take(Delivery(provider_id, state, reason), NOW)


def stored(shelf, row):
    with shelf.read() as unit:
        return unit.transaction.rows(select(OUTBOX).where(OUTBOX.c.id == row.id))[0]


def rows(shelf, table):
    with shelf.read() as unit:
        return unit.transaction.rows(select(table))


# Words


def test_a_word_that_comes_too_early_waits_for_its_message(shelf):
    row = posted(shelf)
    for state in ("delivered", "sent", "read", "sent"):
        assert not told(shelf, "SM1", state).known
    with shelf.read() as unit:
        assert unit.words.due() == []
    sent(shelf, row, "SM1")
    with shelf.read() as unit:
        (due,) = unit.words.due()
    assert due == Delivery("SM1", "read")
    assert told(shelf, due.provider_id, due.state).row.id == row.id
    assert stored(shelf, row).state == "read"
    assert rows(shelf, EARLY) == []


def test_words_on_messages_that_never_become_known_are_forgotten(shelf):
    told(shelf, "SM1", "undeliverable", "window_closed")
    with shelf.write() as unit:
        assert unit.words.purge(NOW) == 0
        assert unit.words.purge(NOW + 1) == 1


def test_what_did_not_arrive_comes_back_with_its_words_and_only_once(shelf):
    row = posted(shelf)
    sent(shelf, row, "SM1")
    assert told(shelf, "SM1", "sent").row is None
    taken = told(shelf, "SM1", "undeliverable", "window_closed")
    assert (taken.row.id, taken.row.chat, taken.row.body) == (row.id, CHAT, b"salam")
    assert (stored(shelf, row).state, stored(shelf, row).reason) == ("undeliverable", "window_closed")
    assert stored(shelf, row).body is None
    for state in ("sent", "delivered", "read", "undeliverable"):
        again = told(shelf, "SM1", state)
        assert (again.known, again.row) == (True, None)


def test_the_words_of_a_message_go_once_it_arrived_or_nobody_asks_for_them(shelf):
    arrived, silent, elsewhere = posted(shelf), posted(shelf), posted(shelf, "web:1")
    with shelf.write() as unit:
        unit.whatsapp.chat(Person(("+212600000001",), "+212600000001"), NOW)
    for number, row in enumerate((arrived, silent, elsewhere)):
        sent(shelf, row, f"SM{number}")
    told(shelf, "SM0", "delivered")
    assert stored(shelf, arrived).body is None
    with shelf.write() as unit:
        assert unit.words.strip(NOW) == 0
        assert unit.words.strip(NOW + 1) == 1
    assert stored(shelf, silent).body is None
    assert stored(shelf, elsewhere).body is not None
    assert told(shelf, "SM1", "undeliverable", "blocked").row.body == b""


def test_a_message_that_was_refused_for_its_rate_goes_again(shelf):
    row = posted(shelf)
    sent(shelf, row, "SM1")
    taken = told(shelf, "SM1", "undeliverable", "rate_limited")
    with shelf.write() as unit:
        unit.outbox.again(taken.row, NOW + 60, "rate_limited")
    with shelf.write() as unit:
        assert unit.outbox.claim(NOW + 59, 9) == []
        (claimed,) = unit.outbox.claim(NOW + 60 + LEASE, 9)
    assert (claimed.id, claimed.body, claimed.attempts, claimed.resent) == (row.id, b"salam", 1, False)
    assert told(shelf, "SM1", "sent").known is False


# Spending

DAY, NEXT = "2026-11-21", "2026-11-22"


def test_a_chat_and_all_together_have_their_limits(shelf):
    with shelf.write() as unit:
        told = [
            unit.spending.spend(chat, DAY, (4, 2)) for chat in (CHAT, CHAT, CHAT, OTHER, OTHER, "whatsapp:x")
        ]
        assert told == [True, True, False, True, True, False]
        assert unit.spending.spent(DAY) == 4
        assert [unit.spending.spent(DAY, chat) for chat in (CHAT, OTHER, "whatsapp:x")] == [2, 2, 0]
        assert unit.spending.spend(CHAT, NEXT, (4, 2))


def test_days_past_and_people_forgotten_leave_no_counter(shelf):
    with shelf.write() as unit:
        for day in (DAY, NEXT):
            unit.spending.spend(CHAT, day, (9, 9))
            unit.spending.spend(OTHER, day, (9, 9))
        assert unit.spending.purge(NEXT) == 3
        unit.privacy.forget_chat(CHAT, NOW)
    assert len(rows(shelf, SPENT)) == 2
    with shelf.read() as unit:
        assert (unit.spending.spent(NEXT, CHAT), unit.spending.spent(NEXT)) == (0, 2)
