"""Files and forwarded messages that come one upon the other get one answer, and it counts them all."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from flows.core.effects import Line
from flows.core.events import Contact, Media, Place, Reachability, Tap
from tests.dialogue import House, Person
from tests.flows.follow.test_answering import asks, filed, said

CHATS = ("telegram:1", "whatsapp:1", "web:1")
LANGUAGES = ("ar", "fr", "ary")
CRIES = {"ar": "لا أريد أن أعيش", "fr": "Je veux mourir", "ary": "بغيت نموت"}
TYPED = {
    "ar": "أخذت الصورة الثانية مساء أمس من هاتفي القديم",
    "fr": "La deuxième image date d'hier soir, prise avec mon ancien téléphone",
    "ary": "الصورة الثانية خديتها البارح بالليل من التيليفون القديم",
}

Send = Callable[[Person], Person]


def photo(one: Person) -> Person:
    return one.sends()


def voice(one: Person) -> Person:
    return one.sends("voice")


def sms(one: Person) -> Person:
    return one.forwards("Votre colis est bloqué : https://colis-maroc.top/suivi")


def contact(one: Person) -> Person:
    return one.does(Contact("Vendeur", "0661223344"))


def place(one: Person) -> Person:
    return one.does(Place(33.58, -7.61))


def count(one: Person, key: str) -> object:
    """The number that the newest message gives for this line."""
    line = next(line for line in one.last.say.lines if isinstance(line, Line) and line.key == key)
    return line.args["count"]


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_screenshots_and_a_voice_note_get_one_answer(house: House, chat: str, language: str) -> None:
    someone = house.person(chat, language)
    someone.burst(*[photo] * 8, voice).sees("welcome-short", "pieces-coming", "ask-quick")
    assert len(someone.messages) == 1
    assert count(someone, "pieces-coming") == 9
    someone.taps("send").sees("filed")
    assert someone.case.evidence_count == 9


@pytest.mark.parametrize("first", [photo, voice, sms, contact, place])
@pytest.mark.parametrize("second", [photo, voice, sms, contact, place])
def test_any_mixture_is_one_burst_and_all_of_it_is_kept(
    person: Callable[..., Person], first: Send, second: Send
) -> None:
    someone = person().burst(first, second, photo).sees("ask-quick")
    assert len(someone.messages) == 1
    someone.taps("send").sees("filed")
    assert someone.case.evidence_count == sum(one in {photo, voice} for one in (first, second, photo))
    told = " ".join(value for _, value in someone.answers)
    assert ("colis-maroc.top" in told) == (sms in {first, second})
    assert ("0661223344" in told) == (contact in {first, second})
    assert ("33.58" in told) == (place in {first, second})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chat", CHATS)
def test_a_burst_beside_any_question_asks_it_once_more(house: House, chat: str, language: str) -> None:
    someone = house.person(chat, language).starts().taps(language).taps("defamation")
    for _ in range(8):
        asked, before = someone.last.keys, len(someone.messages)
        someone.burst(photo, photo, sms)
        assert len(someone.messages) == before + 1
        prompts = {key for key in asked if key.startswith("ask-")} - {"ask-evidence-private"}
        assert prompts <= someone.last.keys
        assert someone.last.say.options
        someone.says("passer" if "skip" in someone.options else "terminé")


def test_what_is_typed_meanwhile_is_answered_at_once_with_the_count(reporter: Person) -> None:
    language = reporter.last.language
    reporter.taps("fraud").bursting = True
    photo(reporter).hears_nothing()
    photo(reporter).hears_nothing()
    reporter.says(TYPED[language]).sees("evidence-received")
    assert count(reporter, "evidence-received") == 2
    reporter.tick().hears_nothing()


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cry_within_a_burst_is_answered_at_once(house: House, chat: str, language: str) -> None:
    someone = house.person(chat, language)
    someone.bursting = True
    photo(someone).hears_nothing()
    someone.sends(caption=CRIES[language], album="a1").sees("care-despair")
    someone.sends(album="a1").hears_nothing()
    someone.forwards(CRIES[language]).sees("care-despair")


def test_words_within_a_burst_are_shown_before_an_older_send_takes_them_along(
    person: Callable[..., Person],
) -> None:
    someone = person()
    sms(someone)
    old = someone.button("send")
    someone.bursting = True
    contact(someone).hears_nothing()
    photo(someone).hears_nothing()
    someone.does(Tap(old.id)).sees("unsent", "tap-old", "pieces-coming", "ask-quick")
    assert not someone.cases
    someone.tick().hears_nothing()
    someone.taps("send").sees("filed")
    assert someone.case.evidence_count == 1


@pytest.mark.parametrize("word", ["1", "oui", "envoyer", "ok", "premier", "نعم", "صيفط", "send now"])
@pytest.mark.parametrize("first", [photo, sms, contact])
def test_nothing_is_sent_that_was_not_shown(person: Callable[..., Person], first: Send, word: str) -> None:
    someone = person()
    someone.bursting = True
    first(someone).hears_nothing()
    someone.says(word).sees("ask-quick")
    assert not someone.cases


def test_a_burst_grows_after_its_answer(person: Callable[..., Person]) -> None:
    someone = person().burst(photo, photo)
    someone.burst(photo, photo, photo)
    assert count(someone, "pieces-coming") == 5
    assert len(someone.messages) == 2


@pytest.mark.parametrize("opened", [True, False])
def test_a_burst_answers_the_officers_question(house: House, officer: Person, opened: bool) -> None:
    """Once where the question was read; else the first answer shows the question at once."""
    reporter = house.person("whatsapp:1", "fr")
    reference = filed(reporter)
    asks(officer, reference)
    if opened:
        tap = next(one.id for one in reporter.last.say.options if ":answer:" in one.id)
        reporter.does(Tap(tap)).sees("notice-note", "answer-goes-to")
    before, heard = len(reporter.messages), len(officer.messages)
    reporter.burst(photo, photo, sms, voice).sees("evidence-received")
    assert len(reporter.messages) == before + (1 if opened else 2)
    assert len(officer.messages) == heard + 1
    assert len(reporter.cases) == 1
    assert reporter.case.evidence_count == 3
    assert any("colis-maroc.top" in value for value in said(reporter))


def test_a_burst_after_a_pause_asks_once_whether_to_go_on(reporter: Person) -> None:
    reporter.taps("fraud").says("sms").waits(3)
    before = len(reporter.messages)
    reporter.burst(photo, photo, photo).sees("ask-resume")
    assert len(reporter.messages) == before + 1
    reporter.taps("resume").sees("ask-money")


def test_a_burst_passes_over_the_menu(reporter: Person) -> None:
    reporter.taps("fraud").says("menu").burst(photo, photo).sees("evidence-received", "ask-via")


def test_a_burst_after_the_receipt_joins_the_case(person: Callable[..., Person]) -> None:
    someone = sms(person()).taps("send").sees("ask-more")
    someone.burst(photo, photo).sees("evidence-received", "ask-more")
    assert someone.case.evidence_count == 2


def test_pictures_sent_as_files_are_spoken_of_once_and_can_be_removed(person: Callable[..., Person]) -> None:
    original = Media("document", "file-ref", name="IMG_2041.HEIC", declared_type="image/heic")
    someone = person().burst(lambda one: one.does(original), photo, lambda one: one.does(original))
    assert [line.key for line in someone.last.say.lines if isinstance(line, Line)].count(
        "original-telegram"
    ) == 1
    someone.taps("unfile").sees("unfiled", "pieces-coming")
    assert count(someone, "pieces-coming") == 2


def test_a_full_report_is_said_at_once(house: House, person: Callable[..., Person]) -> None:
    quota = replace(house.rules.engine.quota, pieces=2)
    house.rules = replace(house.rules, engine=replace(house.rules.engine, quota=quota))
    someone = person()
    someone.bursting = True
    photo(photo(someone)).hears_nothing()
    photo(someone).sees("evidence-full", "pieces-coming")
    someone.tick().hears_nothing()


def test_without_a_quiet_time_each_message_is_answered(house: House, person: Callable[..., Person]) -> None:
    house.rules = replace(house.rules, engine=replace(house.rules.engine, burst_quiet=0.0))
    someone = person().burst(photo, photo, photo)
    assert len(someone.messages) == 3


def test_the_timer_is_not_early(person: Callable[..., Person]) -> None:
    someone = person()
    someone.bursting = True
    photo(someone)
    someone.house.now -= 2
    someone.tick().hears_nothing()
    someone.house.now += 2
    someone.tick().sees("ask-quick")


@pytest.mark.parametrize("chat", ["telegram:1", "web:1"])
def test_a_chat_that_is_hidden_within_a_burst_stays_quiet(house: House, chat: str) -> None:
    someone = sms(house.person(chat, "fr"))
    someone.bursting = True
    photo(someone).says("cacher")
    someone.tick().hears_nothing()


def test_a_chat_that_blocks_within_a_burst_is_not_written_to(person: Callable[..., Person]) -> None:
    someone = sms(person())
    someone.bursting = True
    photo(someone).does(Reachability(reachable=False))
    someone.tick().hears_nothing()


def test_a_burst_that_waits_is_answered_where_the_quiet_time_is_taken_away(
    house: House, person: Callable[..., Person]
) -> None:
    someone = person()
    someone.bursting = True
    photo(someone).hears_nothing()
    house.rules = replace(house.rules, engine=replace(house.rules.engine, burst_quiet=0.0))
    photo(someone).sees("ask-quick")
    someone.taps("send").sees("filed")


@pytest.mark.parametrize("word", ["1", "3", "oui", "envoyer", "نعم"])
def test_a_forwarded_word_sends_nothing(person: Callable[..., Person], word: str) -> None:
    someone = sms(person()).forwards(word).sees("ask-quick")
    assert not someone.cases


@pytest.mark.parametrize("text", ["menace 0699887766", "autre numéro 0699887766", "تهديد من 0699887766"])
def test_a_number_beside_the_name_of_a_category_is_kept(person: Callable[..., Person], text: str) -> None:
    someone = sms(person()).says(text).taps("send").sees("filed")
    assert any("0699887766" in value for _, value in someone.answers)


MENU = {"ar": "القائمة", "fr": "menu", "ary": "المنيو"}
CANCEL = {"ar": "إلغاء", "fr": "annuler", "ary": "بلاش"}
SEND = {"ar": "إرسال", "fr": "envoyer", "ary": "صيفط"}


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("first", "came"), [(photo, "evidence-received"), (sms, "understood-text")])
@pytest.mark.parametrize(("words", "asked"), [(MENU, "ask-menu"), (CANCEL, "ask-drop")])
def test_another_question_says_what_came_in_the_burst_before_it(
    house: House,
    chat: str,
    language: str,
    first: Send,
    came: str,
    words: dict[str, str],
    asked: str,
) -> None:
    someone = house.person(chat, language)
    someone.burst(first, first, lambda one: one.says(words[language])).sees(came, asked)
    assert len(someone.messages) == 1


def test_a_burst_after_a_pause_says_what_came(person: Callable[..., Person]) -> None:
    someone = sms(person()).waits(3).burst(photo, photo).sees("ask-resume", "evidence-received")
    assert count(someone, "evidence-received") == 2


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("first", [photo, sms])
def test_a_cry_within_a_burst_does_not_ask_whether_to_go_on(
    house: House, chat: str, language: str, first: Send
) -> None:
    """Nobody was away: the draft began a moment ago."""

    def forwarded(one: Person) -> Person:
        return one.forwards(CRIES[language])

    def typed(one: Person) -> Person:
        return one.says(CRIES[language])

    for number, cry in enumerate((forwarded, typed)):
        someone = house.person(f"{chat}{number}", language).burst(first, cry, sms)
        someone.sees("care-despair", "ask-quick").misses("ask-resume")
        someone.taps("send").sees("filed")
        assert any(CRIES[language] in value for _, value in someone.answers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_forwarded_cry_is_a_part_of_the_draft(house: House, language: str) -> None:
    someone = sms(house.person("telegram:1", language)).forwards(CRIES[language])
    someone.sees("care-despair", "ask-quick").misses("ask-resume")


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_says_send_before_it_was_offered_reads_that_nothing_is_sent_yet(
    house: House, chat: str, language: str
) -> None:
    someone = house.person(chat, language)
    someone.burst(photo, lambda one: one.says(SEND[language])).sees("unsent", "ask-quick")
    someone.says(SEND[language]).sees("filed")
    guided = house.person(f"{chat}0", language).starts().taps(language).taps("defamation")
    photo(guided).says(SEND[language]).sees("unsent", "ask-quick")


def test_one_who_chooses_send_by_its_place_too(person: Callable[..., Person]) -> None:
    someone = sms(person())
    someone.bursting = True
    photo(someone).says("1").sees("unsent", "ask-quick")
    assert not someone.cases
