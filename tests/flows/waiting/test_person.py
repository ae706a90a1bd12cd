"""A reporter in danger, held, a child or in despair asks for an officer: on duty or not, tapped or typed."""

from dataclasses import replace
from datetime import time
from zoneinfo import ZoneInfo

import pytest

from bot.duty.duty import Duty
from bot.settings.waiting import DutySettings
from flows.core.effects import Line, When
from flows.core.events import Tap
from tests.dialogue import ZONE, House, Person, words

DESPAIR = {"fr": "je veux mourir", "ar": "أريد أن أموت", "ary": "بغيت نموت"}
GRAVE = {
    "danger": "au secours il est devant ma porte avec un couteau",
    "captive": "on me retient enfermé dans un centre d'arnaque, ils ont pris mon passeport",
    "child": "j'ai 14 ans et un homme me menace de publier mes photos",
    "despair": DESPAIR["fr"],
}
CHANNELS = {"fr": "telegram:7", "ar": "whatsapp:7", "ary": "web:7"}
LINES = {"fr": ("19", "2511"), "ar": ("19", "8350"), "ary": ("19", "15")}
FORBIDDEN = {"person-offer", "person-off", "person-asked"}


@pytest.fixture
def on_duty(officer: Person) -> Person:
    """An officer who has said to be on duty, in the desk's chat."""
    return officer.says("je suis de permanence").sees("duty-began", "duty-means", "ask-desk")


def filed(person, text: str, language: str = "fr") -> Person:
    """Somebody who has filed this."""
    return person(language, CHANNELS[language]).says(text).taps("send").sees("filed")


@pytest.mark.parametrize("way", ["tapped", "typed"])
@pytest.mark.parametrize("language", CHANNELS)
def test_somebody_is_there(house: House, person, on_duty: Person, language: str, way: str) -> None:
    who = filed(person, DESPAIR[language], language).sees("person-offer")
    case, on_duty.checked = who.case, len(on_duty.messages)
    label = words().text(language, "person-talk")
    who = who.taps(case.reference, on="person") if way == "tapped" else who.says(label)
    who.sees("person-asked", "person-lines")
    assert all(line in who.last.text for line in LINES[language])
    assert who.last.language == language
    on_duty.sees("person-wanted", "person-how")
    assert on_duty.last.codes == [case.reference]
    who.taps(case.reference, on="person").sees("person-waits").misses("person-asked")
    on_duty.taps(case.reference, on="take").sees("case-taken")
    assert "person-coming" in who.last.keys
    with house.storage.read() as unit:
        assert unit.waiting.persons.waits(case.id)  # until somebody writes
    on_duty.taps(case.reference, on="alert").taps("ask").says("Je suis là").sees("question-sent")
    with house.storage.read() as unit:
        assert unit.waiting.persons.waits(case.id) is None
    assert "notice-waits" in who.last.keys
    who.taps(case.reference, on="answer").says("merci de répondre")
    assert "answer-arrived" in on_duty.last.keys
    with house.storage.read() as unit:
        assert unit.waiting.persons.waits(case.id)  # the conversation goes on: it is the officer's turn


@pytest.mark.parametrize(("language", "way"), [("fr", "tapped"), ("ar", "typed"), ("ary", "typed")])
def test_nobody_is_there(house: House, person, officer: Person, language: str, way: str) -> None:
    officer.says("fin de permanence").sees("duty-ended", "ask-desk")
    who = filed(person, DESPAIR[language], language).sees("person-off", "person-lines").misses("person-offer")
    label = words().text(language, "person-talk")
    tap = Tap(f"-:person:{who.case.reference}")
    who = who.does(tap) if way == "tapped" else who.says(label)
    who.sees("person-off", "person-lines")
    assert all(line in who.last.text for line in LINES[language])
    (read,) = [line.args["date"] for line in who.last.say.lines if isinstance(line, Line) and line.args]
    assert isinstance(read, When)
    assert house.now < read.time <= house.now + 86_400
    assert "person-wanted" not in officer.last.keys


@pytest.mark.parametrize("kind", GRAVE)
def test_it_is_offered_whatever_makes_the_case_grave(person, on_duty: Person, kind: str) -> None:
    filed(person, GRAVE[kind]).sees("filed", "person-offer")


def test_it_is_offered_once_when_a_case_becomes_grave_after_it_was_sent(person, on_duty: Person) -> None:
    who = filed(person, "on m'a envoyé un sms bizarre de la poste http://x.top").misses("person-offer")
    who.says(GRAVE["danger"]).sees("care-danger", "person-offer")
    who.says(GRAVE["danger"]).misses("person-offer")


def test_a_lead_alone_and_a_chat_that_is_watched_or_leaves_no_trace_get_no_offer(
    person, on_duty: Person
) -> None:
    lead = person("fr", "telegram:2").says("ce compte fait l'apologie de daech @x").taps("send").sees("filed")
    assert lead.case.urgent
    assert FORBIDDEN.isdisjoint(key for seen in lead.messages for key in seen.keys)
    who = (
        person("fr", "telegram:4").says("on m'a envoyé un sms bizarre de la poste http://x.top").taps("send")
    )
    assert FORBIDDEN.isdisjoint(key for seen in who.messages for key in seen.keys)
    who.says("parler à quelqu'un").sees("topic-talk-to-person")


def test_without_officers_on_duty_ever_nothing_is_said_of_them_unasked(person, officer: Person) -> None:
    who = filed(person, GRAVE["danger"]).misses("person-off", "person-offer")
    who.says("je veux parler à un agent").sees("person-off", "person-lines")


def test_before_the_report_is_sent_the_sending_comes_first(person, on_duty: Person) -> None:
    who = person("fr", "telegram:7").says(GRAVE["danger"])
    who.says("parler à quelqu'un").sees("person-after", "topic-talk-to-person", "ask-quick")
    who.taps("send").sees("filed", "person-offer")


def test_nobody_elses_case_brings_a_person(house: House, person, on_duty: Person) -> None:
    who = filed(person, GRAVE["danger"])
    person("fr", "telegram:8").does(Tap(f"-:person:{who.case.reference}")).sees("topic-talk-to-person")
    with house.storage.read() as unit:
        assert unit.waiting.persons.waits(who.case.id) is None


def test_who_says_to_be_captive_abroad_reads_the_number_there(person, on_duty: Person) -> None:
    who = person("fr", "telegram:7").says("je suis en Espagne, au secours il est devant ma porte")
    who.taps("send").taps(who.case.reference, on="person").sees("person-asked")
    assert "112" in who.last.text
    assert "2511" not in who.last.text


def test_the_conversation_is_over_when_the_duty_is(house: House, person, on_duty: Person) -> None:
    who = filed(person, GRAVE["danger"])
    who.taps(who.case.reference, on="person")
    on_duty.says(who.case.reference).taps("ask").says("Je suis là")
    on_duty.says("fin de permanence").sees("duty-ended")
    who.taps(who.case.reference, on="answer").says("il est parti").sees("person-off", "person-lines")
    who.says("et il revient").misses("person-off")


@pytest.mark.parametrize("text", ["de permanence", "أنا في المداومة", "بديت المداومة", "rani f permanence"])
def test_officers_say_so_in_any_language_and_see_it(house: House, officer: Person, text: str) -> None:
    officer.taps("duty").sees("duty-is-off", "duty-nobody").says(text).sees("duty-began")
    officer.taps("duty").sees("duty-is-on").taps("end").sees("duty-ended", "ask-desk")
    with house.storage.read() as unit:
        assert house.rules.duty.present(unit, house.now) == {}


def test_the_hours_count_until_an_officer_says_otherwise_and_again_when_that_is_over(
    house: House, officer: Person
) -> None:
    house.rules = replace(
        house.rules, duty=Duty(DutySettings(("daily 00:00-00:00",)), ZoneInfo(ZONE), time(8))
    )
    officer.taps("duty").sees("duty-is-on").taps("end")
    officer.taps("duty").sees("duty-is-off")
    officer.waits(13).says("bureau").taps("duty").sees("duty-is-on")


def test_who_asks_nobody_anything_is_not_on_duty(house: House, officer: Person) -> None:
    with house.storage.write() as unit:
        intake = unit.officers.invite("Nadia", "intake", house.now)
        code = unit.officers.recode(intake.id, house.now)
    house.person("telegram:901").starts(f"officer_{code}").says("de permanence").sees("duty-not-yours")
