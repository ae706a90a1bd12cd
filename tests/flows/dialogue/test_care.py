"""Those in danger, held, a child, in despair: answered first, then the report goes on."""

from functools import cache

import pytest

from bot.settings.config import Config, Lines
from bot.turn import alerts
from flows.core.effects import Code, Line
from flows.dialogue import notices
from flows.dialogue.doubts import no_cry
from flows.said import NoticeContent
from locales import Catalogue
from tests.dialogue import ZONE, House, Person, lines, words


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
    reporter.taps("fraud").taps("call").taps("recent").sees("money-first", "ask-lost_bank")
    reporter.misses("ask-payment")


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


@pytest.mark.parametrize(
    "words",
    ["أنا تلميذة عندي 13 سنة ورجل يهددني بصوري", "j'ai 13 ans on me menace", "3ndi 14 3am o kayhddoni"],
)
def test_a_child_in_a_few_words_can_send_at_once(person, officer: Person, words: str) -> None:
    someone = person(chat="telegram:2").says(words).sees("care-minor", "understood-text", "ask-quick")
    assert someone.last.say.lines[0].key.startswith("care-")
    someone.taps("send").sees("filed-urgent")
    assert ("story", words) in someone.answers
    assert "alert-urgent" in officer.last.keys


def test_a_child_in_danger_is_told_of_both(person) -> None:
    someone = person().says("au secours, j'ai 13 ans et mon père me frappe avec un couteau")
    assert [line.key for line in someone.last.say.lines[:2]] == ["care-danger", "care-minor"]


def test_despair_and_danger_in_one_text(person) -> None:
    someone = person().says("il va me tuer, je veux mourir").sees("care-despair")
    someone.says("envoyer")
    stronger = person(chat="telegram:2").says("3te9oni, rah wa9ef 9dam bab dar w f yddo mous ghadi y9telni")
    assert stronger.last.say.lines[0] == Line("care-danger")


def test_words_beside_an_urgent_answer_are_kept(reporter: Person) -> None:
    reporter.taps("threat").says("il est devant ma porte avec un couteau").sees(
        "care-danger", "ask-aggressor"
    )
    assert reporter.last.say.lines.count(Line("care-danger")) == 1
    reporter.says("envoyer").taps("send")
    assert ("note", "il est devant ma porte avec un couteau") in reporter.answers


def test_danger_denied_is_a_no_and_despair_beside_it_is_heard(reporter: Person) -> None:
    reporter.taps("threat").says("je ne suis pas en danger").misses("care-danger").sees("ask-aggressor")
    reporter.says("retour").says("je ne suis pas en danger mais je veux mourir").sees("care-despair")


def test_a_cry_is_no_name(reporter: Person) -> None:
    reporter.taps("other").says("Un compte vend des armes").says("passer").says("passer").says("passer")
    reporter.taps("named").says("il est devant ma porte").sees("care-danger", "note-kept", "ask-name")


def test_a_story_that_is_edited_is_not_lost_to_a_short_cry(reporter: Person) -> None:
    reporter.taps("other").says("Un compte vend des faux billets").says("passer").says("passer").says(
        "passer"
    )
    reporter.taps("anonymous").taps("edit").taps("story").says("il est devant ma porte avec un couteau")
    reporter.sees("care-danger", "ask-story").says("envoyer").taps("send")
    assert ("story", "Un compte vend des faux billets") in reporter.answers


def test_starting_over_with_a_cry_keeps_it_urgent(reporter: Person, officer: Person) -> None:
    reporter.taps("fraud").waits(1).says("je veux mourir").sees("care-despair", "ask-resume")
    reporter.taps("restart").sees("care-despair", "ask-quick").taps("send").sees("filed-urgent")
    assert "alert-urgent" in officer.last.keys


def test_an_edited_message_is_heard(reporter: Person, house: House) -> None:
    reporter.edits("7", "je veux mourir").sees("care-despair", "ask-quick").taps("send").sees("filed")
    calm = house.person("telegram:2").forwards("Salut, rappelle-moi ce soir").taps("send").taps("no")
    calm.edits("8", "bghit nmout").sees("care-despair", "edit-kept")
    assert calm.case.urgent
    assert ("edit", "bghit nmout") in calm.answers


def test_officers_are_not_comforted_at_their_desk(officer: Person) -> None:
    officer.says("la victime dit qu'elle veut mourir").misses("care-despair")


@pytest.mark.parametrize("language", ["ar", "fr", "ary"])
def test_blackmail_opens_with_whom_to_talk_to(language: str) -> None:
    said = words().text(language, "opening-blackmail-lines").splitlines()
    assert ["8350" in said[-3], "2511" in said[-2], "19" in said[-1]] == [True, True, True]


@cache
def listening() -> Catalogue:
    """The words of a deployment with a line that listens to anyone."""
    return Catalogue.load(lines(Config(lines=Lines(listening="0801 00 47 47"))), "Ballegh", ZONE)


@pytest.mark.parametrize("language", ["ar", "fr", "ary"])
def test_a_line_that_listens_to_anyone_is_said_where_there_is_one(language: str) -> None:
    with_line = listening().text(language, "care-despair").splitlines()
    without = words().text(language, "care-despair").splitlines()
    assert [line for line in with_line if "0801 00 47 47" not in line] == without
    assert len(with_line) == len(without) + 1
    assert "\0" not in "".join(without)


WATCHED = ("واش هادشي مأمون؟", "c'est sûr ici ?", "mon ex regarde mon téléphone", "vite il arrive")


@pytest.mark.parametrize("said", WATCHED)
def test_someone_who_is_watched_is_told_how_to_hide(person, said: str) -> None:
    for number, come in enumerate((None, to_a_choice, to_a_story)):
        someone = person(chat=f"telegram:{number + 1}")
        if come:
            come(someone)
        someone.says(said).sees("topic-safe")
        assert "hide" in someone.options
        assert someone.last.say.lines.count(Line("topic-safe")) == 1
        someone.taps("hide").sees("hidden")


def to_a_choice(someone: Person) -> None:
    someone.starts().taps("fr").taps("blackmail").sees("ask-minor")


def to_a_story(someone: Person) -> None:
    someone.starts().taps("fr").taps("other").sees("ask-story")


def test_words_of_someone_watched_are_kept_in_a_report(person) -> None:
    someone = person()
    to_a_story(someone)
    someone.says("mon ex regarde mon téléphone").sees("topic-safe", "ask-evidence")
    someone.says("envoyer").taps("send")
    assert ("story", "mon ex regarde mon téléphone") in someone.answers


def test_where_no_message_can_be_deleted_the_phone_can(person) -> None:
    someone = person(chat="whatsapp:1").says("mon ex regarde mon téléphone").sees("hide-yourself")
    assert "hide" not in someone.options


def test_someone_watched_with_a_report_to_make_is_told_and_heard(person) -> None:
    someone = person().says("il a piraté mon téléphone vite il arrive").sees("topic-safe", "ask-quick")
    assert "hide" in someone.options


def test_a_child_who_took_something_is_told_of_the_ambulance_alone(person) -> None:
    person().says("j'ai 14 ans et j'ai avalé des cachets").sees("care-overdose").misses("care-minor")


def test_a_long_text_is_no_name(reporter: Person) -> None:
    reporter.taps("other").says("Un compte vend des faux billets").says("passer").says("passer")
    reporter.says("passer").taps("named")
    reporter.says("Un homme que je connais depuis longtemps les vend").sees("ask-name")


def test_hide_is_obeyed_when_misspelt(reporter: Person) -> None:
    reporter.taps("fraud").says("Cachee").sees("hidden")


def test_commands_in_other_words(reporter: Person) -> None:
    reporter.taps("fraud").says("ou est mon dossier svp").sees("status-none", "ask-via")
    reporter.says("annuler").taps("yes").sees("dropped")


def test_a_command_in_other_words_as_a_first_message(person) -> None:
    person().says("montre moi le menu").sees("ask-menu")


def test_alerts_of_a_minute_are_one_message_with_a_count(house: House, person, officer: Person) -> None:
    """The first goes out at once; the others when the minute is over, counted, the newest by name."""
    officer.says("bureau")
    before = len(officer.messages)
    cases = []
    for number in range(12):
        someone = person("fr", f"web:{number}")
        someone.says("au secours il est devant ma porte").taps("send")  # too short to be a copy
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


def test_someone_held_who_may_answer_is_asked_what_a_rescue_needs(reporter: Person) -> None:
    reporter.taps("trafficking").taps("yes").says("Myawaddy").sees("ask-safe").taps("yes")
    reporter.sees("ask-held_count").says("12, dont 4 Marocains").sees("ask-held_speaks").says(
        "arabe, anglais"
    )
    reporter.sees("ask-held_told").says("ma famille").sees("ask-story").says("On nous a pris les passeports")
    for _ in range(5):
        reporter.says("passer")
    reporter.taps("send").sees("filed-urgent")
    told = dict(reporter.answers)
    assert [told[name] for name in ("held_count", "held_speaks", "held_told")] == [
        "12, dont 4 Marocains",
        "arabe, anglais",
        "ma famille",
    ]


@pytest.mark.parametrize("action", ["status", "ask"])
def test_a_notice_never_tells_that_somebody_held_has_reported(
    reporter: Person, officer: Person, action: str
) -> None:
    """Whoever holds the person may hold the phone: no case, no police, no reference, no button."""
    reporter.taps("trafficking").taps("unsure").says("passer").taps("no").says("Il ne répond plus").taps(
        "send"
    )
    officer.taps("new").taps(action)
    if action == "status":
        officer.taps("referred").says("passer").sees("status-set")
    else:
        officer.says("Combien êtes-vous ?")
    assert reporter.last.keys == {"notice-quiet"}
    assert (reporter.last.codes, reporter.options) == ([], [])
    content = NoticeContent(reporter.case.reference, "referred", "Combien ?", quiet=True)
    for spoken in (True, False):
        again = notices.missed((content, content), words=spoken)
        assert (again.lines, again.options) == ((Line("notice-quiet"),), ())
    reporter.says("suivi").sees("case-status")


def test_the_place_of_an_answer_is_no_cry() -> None:
    assert no_cry(None, "n° 4")
    assert not no_cry(None, "je veux mourir")
