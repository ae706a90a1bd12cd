"""Those in danger, held, a child, in despair: answered first, then the report goes on."""

import pytest

from bot.turn import alerts
from flows.core.effects import Code, Line
from tests.dialogue import House, Person


def test_danger_is_answered_first(reporter: Person, officer: Person) -> None:
    reporter.taps("threat").sees("ask-danger").taps("yes").sees("care-danger", "ask-aggressor")
    reporter.taps("ex").says("Il m'attend dehors depuis une heure").says("passer").says("passer")
    reporter.says("passer").says("passer").taps("send").sees("filed")
    assert reporter.case.urgent
    assert "alert-urgent" in officer.last.keys


def test_someone_held(reporter: Person) -> None:
    reporter.taps("trafficking").sees("ask-held").taps("yes").sees("care-held", "ask-held_where")
    reporter.says("Myawaddy").sees("ask-safe").taps("no").sees("care-unsafe", "ask-quick")
    reporter.taps("send").sees("filed", "filed-urgent")
    assert ("held_where", "Myawaddy") in reporter.answers


def test_nothing_comes_unasked_where_answering_is_not_safe(reporter: Person) -> None:
    reporter.taps("trafficking").taps("yes").says("Myawaddy").taps("no").sees("care-unsafe")
    reporter.waits(1.1).tick().hears_nothing().waits(25).tick().hears_nothing()
    reporter.says("bonjour").sees("ask-category")


def test_a_child_opens_the_urgent_lane(reporter: Person) -> None:
    reporter.taps("child").sees("opening-child", "ask-danger").taps("no").sees("ask-account").says("passer")
    reporter.says("Une vidéo circule").sees("ask-evidence-private").says("passer").says("passer").says(
        "passer"
    )
    reporter.says("passer").taps("send")
    assert reporter.case.urgent


def test_a_minor_blackmailed(reporter: Person) -> None:
    reporter.taps("blackmail").sees("opening-blackmail", "ask-minor").taps("yes").sees(
        "care-minor", "ask-aggressor"
    )


def test_money_just_lost(reporter: Person) -> None:
    reporter.taps("fraud").taps("call").taps("recent").sees("care-bank", "ask-payment")


@pytest.mark.parametrize(
    "words",
    [
        "je veux mourir",
        "أريد أن أموت",
        "بغيت نموت",
        "bghit nmout",
        "je veux en finir avec tout ça",
        "غادي نقتل راسي",
    ],
)
def test_despair_is_heard_at_any_moment(reporter: Person, words: str) -> None:
    reporter.taps("blackmail").taps("no").taps("ex").sees("ask-story").says(words)
    reporter.sees("care-despair", "ask-resume").misses("note-kept", "ask-story")
    assert reporter.last.say.lines[0] == Line("care-despair")
    reporter.says("oui").sees("ask-story")


def test_care_comes_before_who_we_are(person) -> None:
    someone = person().says("au secours, il est devant ma porte").sees("care-danger", "ask-quick")
    assert someone.last.say.lines[0] == Line("care-danger")
    someone.misses("welcome-short")


def test_despair_is_met_again_after_filing(person) -> None:
    someone = person().says("je veux mourir").taps("send").sees("filed", "care-despair")
    someone.misses("advice-other")


def test_help_at_the_danger_question_is_a_yes(reporter: Person) -> None:
    reporter.taps("threat").sees("ask-danger").says("au secours").sees("care-danger", "ask-aggressor")


def test_a_minor_is_heard_in_the_story(person) -> None:
    someone = person().says("J'ai 15 ans, il a mes photos et menace de les publier si je ne paie pas")
    someone.sees("care-minor", "ask-quick").taps("send").sees("filed-urgent")
    assert ("minor", "yes") in someone.answers
    someone.taps("yes").sees("ask-aggressor")


def test_a_child_in_a_story_of_another_kind_is_urgent_too(person) -> None:
    someone = person().says("Ma fille de 12 ans a payé 300 dirhams pour un colis qui n'est jamais arrivé")
    someone.sees("care-minor").taps("send")
    assert someone.case.urgent


@pytest.mark.parametrize("words", ["je veux mourir", "بغيت نموت", "bghit nmout", "أريد أن أموت"])
def test_despair_as_a_first_word(person, words: str) -> None:
    someone = person("ar").says(words).sees("care-despair", "ask-quick")
    someone.taps("send").sees("filed")
    assert someone.case.urgent


def test_urgency_that_shows_after_the_receipt_alerts_too(person, officer: Person) -> None:
    someone = person(chat="telegram:2").forwards(
        "Il menace de publier mes photos intimes si je ne paie pas 2000 dh"
    )
    someone.taps("send").sees("filed")
    assert not someone.case.urgent
    someone.taps("yes").sees("ask-minor").taps("yes").sees("care-minor")
    assert someone.case.urgent
    assert "alert-urgent" in officer.last.keys


def test_danger_in_a_caption(person) -> None:
    someone = person().sends(caption="il est devant ma porte, au secours").sees("care-danger", "ask-quick")
    someone.taps("send")
    assert someone.case.urgent


def test_a_cry_for_help_after_filing_alerts_officers(reporter: Person, officer: Person) -> None:
    """The category of the case was never said: it was filed at once, from a forwarded text."""
    reporter.forwards("Salut, rappelle-moi ce soir").sees("ask-quick").taps("send").sees("filed", "ask-more")
    reporter.says("Je veux mourir").sees("care-despair")
    assert reporter.case.urgent
    assert "alert-urgent" in officer.last.keys


def test_alerts_of_a_minute_are_one_message_with_a_count(house: House, person, officer: Person) -> None:
    """The first goes out at once; the others when the minute is over, counted, the newest by name."""
    officer.says("bureau")
    before = len(officer.messages)
    cases = []
    for number in range(12):
        someone = person("fr", f"web:{number}")
        someone.says("au secours il est devant ma porte avec un couteau").taps("send")
        cases.append(someone.case.reference)
    assert ["alert-urgent" in seen.keys for seen in officer.messages[before:]] == [True]
    officer.house.now += 61
    with house.storage.write() as unit:
        (one,) = unit.officers.present()
        assert alerts.waiting(unit, [one.id], house.now) == [one.id]
        told = alerts.gathered(unit, one.id, house.now)
        assert alerts.gathered(unit, one.id, house.now) is None
    assert told is not None
    assert told.lines == (Line("alert-gathered", {"count": 11}), *map(Code, cases[-8:]))
