"""Messages that did not arrive: which are kept, which still matter later, and how they are said."""

from dataclasses import replace

import pytest

from bot.turn.missed import CEILING, keep, merged, take
from bot.turn.render import decode, decode_kept, encode
from flows.core.events import Reachability
from flows.said import NoticeContent
from handlers.channel import Button, Message
from storage.delivery.messages import OutboxRow, Outcome
from tests.dialogue import House, Person

DAY = 86400.0


@pytest.fixture
def house(tmp_path) -> House:
    return House.build(tmp_path)


@pytest.fixture
def someone(house: House) -> Person:
    """A person in the middle of a report."""
    return house.person("whatsapp:+212600000001", "fr").starts().taps("fr").taps("other")


def post(someone: Person, message: Message, *contents: NoticeContent) -> OutboxRow:
    house = someone.house
    with house.storage.write() as unit:
        return unit.outbox.post(someone.chat, "reply", encode(message, contents), house.now)


def lost(someone: Person, row: OutboxRow, reason: str = "400", **more: object) -> bool:
    """Give up a row; True where its message is kept."""
    outcome = Outcome(row.id, "unknown" if row.resent else "undeliverable", someone.house.now, reason=reason)
    with someone.house.storage.write() as unit:
        return keep(unit, row, outcome, **more)  # type: ignore[arg-type]  # the keyword of `keep`


def kept(someone: Person) -> list[str]:
    with someone.house.storage.read() as unit:
        return [decode(one.body).text for one in unit.missed.of_chat(someone.chat)]


def newest(someone: Person) -> Message:
    """The newest message to this chat, as it is sent."""
    return decode(next(row for row in reversed(someone.house.rows) if row.chat == someone.chat).body)


RECEIPT = Message("code", (), ("K7M29QXA",), "fr", "receipt")
DIGEST = Message("digest", (), (), "fr", "digest")
QUESTION = Message("question", (Button("1:story:x", "x"),), (), "fr")


@pytest.mark.parametrize(
    ("message", "reason", "stays"),
    [
        (RECEIPT, "400", True),
        (DIGEST, "400", True),
        (QUESTION, "400", False),
        (QUESTION, CEILING, True),
    ],
)
def test_what_has_a_purpose_is_kept_and_the_question_that_the_ceiling_held_back(
    someone: Person, message: Message, reason: str, stays: bool
) -> None:
    assert lost(someone, post(someone, message), reason) is stays
    assert kept(someone) == [message.text] * stays


def test_what_may_have_arrived_is_kept_only_where_that_is_ruled_out(someone: Person) -> None:
    rows = [replace(post(someone, RECEIPT), resent=True) for _ in range(3)]
    assert not lost(someone, rows[0], "504")
    assert lost(someone, rows[1], "window_closed")
    assert lost(someone, rows[2], "403", certain=True)


def test_a_chat_that_is_not_known_any_more_has_nothing_kept(someone: Person) -> None:
    stranger = someone.house.person("whatsapp:+212600000002")
    assert not lost(stranger, post(stranger, RECEIPT))
    assert not lost(stranger, replace(post(stranger, RECEIPT), body=b""))
    assert kept(stranger) == []


@pytest.mark.parametrize(("message", "reason"), [(DIGEST, "400"), (QUESTION, CEILING)])
def test_of_digests_and_questions_the_newest_is_enough(
    someone: Person, message: Message, reason: str
) -> None:
    for text in ("old", "new"):
        assert lost(someone, post(someone, replace(message, text=text)), reason)
    assert lost(someone, post(someone, RECEIPT))
    assert kept(someone) == ["new", "code"]


def test_the_person_gets_all_of_it_in_one_message_before_the_answer(someone: Person) -> None:
    lost(someone, post(someone, RECEIPT))
    lost(someone, post(someone, QUESTION), CEILING)
    someone.says("menu").sees("missed", "ask-menu")
    first = decode(someone.house.rows[-2].body)
    assert first.text.endswith("\n\ncode")
    assert (first.codes, first.purpose) == (("K7M29QXA",), "receipt")
    assert "question" not in first.text, "the answer asks again"
    assert kept(someone) == []
    someone.says("menu").misses("missed")


def test_without_an_answer_the_question_is_said_too(someone: Person) -> None:
    lost(someone, post(someone, QUESTION), CEILING)
    someone.does(Reachability(reachable=True)).sees("missed")
    assert newest(someone).text.endswith("\n\nquestion")
    assert newest(someone).buttons == QUESTION.buttons


def test_it_waits_while_the_chat_is_to_stay_quiet(someone: Person) -> None:
    lost(someone, post(someone, RECEIPT))
    someone.says("/hide").misses("missed")
    someone.does(Reachability(reachable=True)).hears_nothing()
    assert kept(someone) == ["code"]


def test_what_is_missed_twice_is_said_whole(someone: Person) -> None:
    someone.says("Il demande 500 dirhams").says("passer").says("passer").says("passer").taps("anonymous")
    reference = someone.taps("send").case.reference
    content = NoticeContent(reference, note="Gardez les messages")
    lost(someone, post(someone, RECEIPT))
    lost(someone, post(someone, Message("old words", purpose="status"), content))
    for _ in range(2):
        someone.does(Reachability(reachable=True)).sees("missed", "notice-waits")
        row = someone.house.rows[-1]
        said = decode(row.body)
        assert "Gardez les messages" not in said.text, "nobody holds the phone"
        assert "code" in said.text
        assert "old words" not in said.text, "a notice is worded anew"
        assert decode_kept(row.body).messages == (RECEIPT,)
        assert lost(someone, row)


@pytest.mark.parametrize(("hours", "told"), [(20, True), (30, False)])
def test_a_digest_is_said_for_a_day(house: House, hours: int, told: bool) -> None:
    with house.storage.write() as unit:
        _, code = unit.officers.add("Salma", house.now)
    officer = house.person("telegram:9", "fr").says(f"officer_{code}")
    lost(officer, post(officer, DIGEST))
    officer.waits(hours)
    with house.storage.write() as unit:
        found = take(unit, officer.chat, house.now, replies=True)
    assert bool(found) is told


def test_who_is_no_officer_hears_of_no_digest(someone: Person) -> None:
    lost(someone, post(someone, DIGEST))
    someone.does(Reachability(reachable=True)).hears_nothing()


def test_one_message_holds_each_text_and_button_once() -> None:
    status = Message("a", (Button("1", "x"),), ("C1",), "ary", "status")
    whole = merged((status, replace(RECEIPT, buttons=(Button("1", "x"), Button("2", "y"))), status))
    assert whole == Message(
        "a\n\ncode", (Button("1", "x"), Button("2", "y")), ("C1", "K7M29QXA"), "ary", "receipt"
    )
