"""How fast, and who goes first: with the time given, so that nothing here waits for it."""

import math
from collections import Counter
from typing import Any

import pytest

from bot.delivery.rate_limit import RateLimit
from bot.delivery.sending_rates import (
    BURST,
    FEW,
    PATIENCE,
    SHARES,
    STREAK,
    Meter,
    Queue,
    Waiter,
    replaced_providers,
    sending_rates,
)
from bot.settings.environment import Settings
from bot.settings.pace import Pace
from flows.channels import SendingRate
from storage.delivery.messages import BROADCAST, FAREWELL, NOTICE, REPLY, OutboxRow

TELEGRAM = SendingRate(30, 1, 20)
NOW = 1000.0


def row(chat: str, priority: int = REPLY, lane: str = "") -> OutboxRow:
    return OutboxRow(1, chat, lane or chat, "reply", priority, b"", 0, False, NOW)


def greedy(meter: Meter, chats, seconds: float, priority: int = REPLY) -> list[tuple[float, str]]:
    """When each message went to whoever of these chats may have one, asked again every hundredth."""
    went = []
    for tick in range(int(seconds * 100)):
        now = NOW + tick / 100
        for chat in chats:
            if not max(meter.shared(priority, now), meter.own(chat, now)):
                meter.take(chat, priority, now)
                went.append((now, chat))
    return went


def most(went, span: float) -> int:
    """The most messages in any so many seconds."""
    times = [time for time, _ in went]
    return max(sum(start <= time < start + span - 1e-6 for time in times) for start in times)


def test_no_second_has_more_than_thirty():
    went = greedy(Meter(TELEGRAM), [f"telegram:{chat}" for chat in range(500)], 5)
    assert most(went, 1.0) == 30
    assert len(went) == 150


def test_even_replies_do_not_all_leave_at_once():
    went = greedy(Meter(TELEGRAM), [f"telegram:{chat}" for chat in range(500)], 5)
    assert most(went, 0.02) == 10
    assert most([each for each in went if NOW + 0.1 < each[0] < NOW + 0.9], 0.1) <= 4


def test_a_chat_gets_a_few_at_once_and_then_one_a_second():
    went = greedy(Meter(TELEGRAM), ["telegram:7"], 10)
    assert [time for time, _ in went[:2]] == [NOW, NOW + 0.01]
    assert len(went) == BURST + 9
    assert most(went[BURST:], 1.0) == 1


def test_no_minute_of_a_group_has_more_than_twenty():
    went = greedy(Meter(TELEGRAM), ["telegram:-100"], 200)
    assert 19 <= most(went, 60.0) <= 20
    assert len(went) > 50


@pytest.mark.parametrize("count", [1, 2, 3, 7, 20])
def test_any_number_a_minute_is_kept(count):
    went = greedy(Meter(SendingRate(group=count)), ["telegram:-100"], 250)
    assert 1 <= most(went, 60.0) <= count
    assert len(went) >= 2 * count


def test_what_rested_may_be_fast_again():
    meter = Meter(TELEGRAM)
    for _ in range(BURST):
        assert meter.own("telegram:7", NOW) == 0
        meter.take("telegram:7", REPLY, NOW)
    assert meter.own("telegram:7", NOW) == pytest.approx(1.0)
    assert meter.own("telegram:8", NOW) == 0
    assert meter.own("telegram:7", NOW + BURST) == 0


def test_broadcasts_leave_room_for_whoever_writes():
    meter = Meter(TELEGRAM)
    went = greedy(meter, [f"telegram:{chat}" for chat in range(500)], 1, BROADCAST)
    assert len(went) == 20
    assert most(went, 0.1) == 2, "evenly, not in heaps"
    now = NOW + 0.99
    assert meter.shared(BROADCAST, now) > 0
    assert meter.shared(REPLY, now) == meter.shared(NOTICE, now) == 0


def test_no_limit_is_no_limit():
    meter = Meter(SendingRate())
    assert len(greedy(meter, ["telegram:1", "telegram:-1"], 1)) == 200


def test_a_refused_chat_waits_as_long_as_it_was_told_and_no_other_does():
    meter = Meter(TELEGRAM)
    meter.refused("telegram:7", 35.0, NOW)
    assert meter.own("telegram:7", NOW + 5) == pytest.approx(30.0)
    assert meter.own("telegram:8", NOW) == meter.shared(REPLY, NOW) == 0
    assert not meter.quiet(NOW + 34)
    assert meter.quiet(NOW + 35)


def test_refusals_of_many_chats_in_a_row_stop_the_channel():
    meter = Meter(TELEGRAM)
    for chat in range(STREAK):
        assert meter.shared(REPLY, NOW) == 0
        meter.refused(f"telegram:{chat}", 10.0, NOW)
    assert meter.shared(REPLY, NOW) == pytest.approx(10.0)
    assert meter.shared(REPLY, NOW + 10) == 0
    meter.refused("telegram:9", 7.0, NOW + 10)
    assert meter.shared(REPLY, NOW + 10) == pytest.approx(7.0), "nothing went through in between"


def test_refusals_between_which_others_are_served_stop_nobody():
    meter = Meter(TELEGRAM)
    for chat in range(3 * STREAK):
        meter.refused(f"telegram:-{chat}", 30.0, NOW)
        meter.went()
    meter.refused("telegram:-1", 30.0, NOW)
    meter.refused("telegram:-1", 30.0, NOW)
    meter.refused("telegram:-1", 30.0, NOW)
    assert meter.shared(REPLY, NOW) == 0


def test_chats_of_long_ago_are_not_kept():
    meter = Meter(TELEGRAM)
    for number in range(20 * FEW):
        meter.take(f"telegram:{number}", REPLY, NOW + number)
    assert len(meter._spent.of) <= FEW + 1


def waiting(queue: Queue, *rows: OutboxRow, now: float = NOW) -> list[Waiter]:
    """Those of these rows that have to wait, waiting."""
    found = []
    for each in rows:
        if 0 < queue.ask(each, now) <= PATIENCE:
            found.append(Waiter(each, now))
            queue.join(found[-1])
    return found


def test_whoever_waits_is_called_in_the_order_of_urgency():
    queue = Queue(SendingRate(3))
    for chat in range(3):
        assert queue.ask(row(f"telegram:{chat}"), NOW) == 0
    later = [
        row("telegram:10", BROADCAST),
        row("telegram:11", NOTICE),
        row("telegram:12"),
        row("telegram:13"),
    ]
    assert len(waiting(queue, *later)) == 4
    assert queue.call(NOW + 0.5).go == []
    assert queue.call(NOW + 0.5).again == pytest.approx(0.5)
    called = queue.call(NOW + 1.0)
    assert [waiter.row.chat for waiter in called.go] == ["telegram:12", "telegram:13"]
    assert [waiter.row.chat for waiter in queue.call(NOW + 2.0).go] == ["telegram:11", "telegram:10"]
    assert queue.call(NOW + 3.0).again == math.inf


def test_a_limited_chat_that_waits_holds_up_nobody():
    queue = Queue(TELEGRAM)
    for _ in range(BURST):
        assert queue.ask(row("telegram:7"), NOW) == 0
    assert len(waiting(queue, row("telegram:7"))) == 1
    assert queue.ask(row("telegram:8"), NOW) == 0
    assert [waiter.row.chat for waiter in queue.call(NOW + 1).go] == ["telegram:7"]


def test_something_urgent_behind_a_notice_takes_it_along():
    queue = Queue(SendingRate(1))
    assert queue.ask(row("telegram:1"), NOW) == 0
    assert len(waiting(queue, row("telegram:2"), row("telegram:3", NOTICE))) == 2
    queue.hurry(row("telegram:3", REPLY))
    queue.hurry(row("telegram:3", REPLY))
    order = [queue.call(NOW + second).go[0].row.chat for second in (1, 2)]
    assert order == ["telegram:2", "telegram:3"]
    assert waiting(queue, row("telegram:4", BROADCAST), row("telegram:3", NOTICE), now=NOW + 2)
    queue.hurry(row("telegram:4", REPLY))
    assert queue.call(NOW + 3).go[0].row.chat == "telegram:4"


def test_nobody_waits_in_memory_for_longer_than_is_good():
    queue = Queue(SendingRate(1))
    assert queue.ask(row("telegram:1"), NOW) == 0
    (waiter,) = waiting(queue, row("telegram:2", BROADCAST))
    for second in range(1, int(PATIENCE)):
        assert queue.ask(row(f"telegram:9{second}"), NOW + second) == 0
        assert not queue.call(NOW + second).tired
    assert queue.ask(row("telegram:3"), NOW + PATIENCE) == 0
    assert queue.call(NOW + PATIENCE).tired == [waiter]
    assert queue.call(NOW + PATIENCE + 5).go == []


def test_a_long_broadcast_is_sent_home_with_times_of_its_own():
    queue = Queue(SendingRate(30))
    answers = []
    for number in range(1000):
        one = row(f"telegram:{number}", BROADCAST)
        wait = queue.ask(one, NOW)
        if 0 < wait <= PATIENCE:
            queue.join(Waiter(one, NOW))
        answers.append(wait)
    assert answers.count(0.0) == 1
    later = [wait for wait in answers if wait > PATIENCE]
    assert later == sorted(later)
    assert max(Counter(int(wait) for wait in later).values()) <= 21
    assert max(later) == pytest.approx(1000 / 20, rel=0.1)
    assert queue.ask(row("telegram:5000"), NOW) == 0


def test_a_long_pause_is_told_and_not_waited_for():
    queue = Queue(TELEGRAM)
    queue.meter.refused("telegram:7", 300.0, NOW)
    assert queue.ask(row("telegram:7"), NOW) == pytest.approx(300.0)
    assert queue.ask(row("telegram:8"), NOW) == 0


def test_a_farewell_is_as_urgent_as_a_reply():
    queue = Queue(SendingRate(1))
    assert queue.ask(row("telegram:1", FAREWELL), NOW) == 0
    (waiter,) = waiting(queue, row("telegram:2", FAREWELL))
    assert queue.call(NOW + 1).go == [waiter]


def test_who_leaves_is_not_called():
    queue = Queue(SendingRate(1))
    assert queue.ask(row("telegram:1"), NOW) == 0
    first, second = waiting(queue, row("telegram:2"), row("telegram:3"))
    queue.leave(first)
    queue.leave(first)
    assert queue.call(NOW + 1).go == [second]
    waiting(queue, row("telegram:4"), now=NOW + 1)
    assert len(queue.everyone()) == 1
    assert queue.everyone() == []


ON: dict[str, Any] = {
    "telegram_bot_token": "123456:" + "aB3-_" * 7,
    "twilio_account_sid": "AC" + "0f" * 16,
    "twilio_auth_token": "5eb63bbbe01eeed093cb22bb8f5acdc3",
    "twilio_whatsapp_from": "whatsapp:+14155238886",
    "public_url": "https://report.example.org",
}
AWAY: dict[str, Any] = {
    "telegram_api_url": "http://127.0.0.1:9",
    "twilio_api_url": "http://127.0.0.1:9",
}


def configured(given: Pace, **more: Any) -> dict[str, SendingRate]:
    return sending_rates(("telegram", "whatsapp", "web"), given, replaced_providers(Settings(**ON, **more)))


def test_the_providers_own_limits_hold_at_the_provider_alone(tmp_path):
    usual = {"telegram": TELEGRAM, "whatsapp": SendingRate(80), "web": SendingRate()}
    assert configured(Pace(), data_dir=tmp_path) == usual
    assert configured(Pace(), **AWAY, data_dir=tmp_path) == dict.fromkeys(usual, SendingRate())


def test_what_is_given_holds_anywhere(tmp_path):
    given = Pace(telegram=0, telegram_chat=4, telegram_group=0, whatsapp=5)
    expected = {"telegram": SendingRate(0, 4), "whatsapp": SendingRate(5), "web": SendingRate()}
    assert configured(given, data_dir=tmp_path) == expected
    assert configured(given, **AWAY, data_dir=tmp_path) == expected


def test_every_urgency_has_its_share():
    assert set(SHARES) == {REPLY, NOTICE, BROADCAST}
    assert SHARES[REPLY] == 1.0


@pytest.mark.parametrize(("kind", "waits"), [("reply", True), ("fetch", False)])
async def test_what_follows_a_reply_counts_as_a_message_and_what_follows_a_file_does_not(kind, waits):
    """A code that is read in a picture sends nothing by itself."""
    limit = RateLimit({"telegram": SendingRate(chat=1)}, clock=lambda: 100.0)
    chat = "telegram:1"
    for _ in range(1000):
        limit.along(OutboxRow(1, chat, chat, kind, 0, b"", 1, True, 1.0))
    wait = await limit.turn(OutboxRow(2, chat, chat, "reply", 0, b"", 1, True, 1.0))
    assert (wait > 0) == waits
