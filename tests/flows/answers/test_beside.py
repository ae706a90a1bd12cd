"""Words beside the offer to send: what somebody else sends, what is kept quiet, what is told early."""

from collections.abc import Callable

import pytest

from tests.dialogue import Person

STORY = "Un inconnu menace de publier mes photos intimes si je ne paye pas"


@pytest.fixture
def offered(person: Callable[..., Person]) -> Person:
    return person().says(STORY).sees("understood-text", "category-blackmail", "ask-quick")


@pytest.mark.parametrize(
    "text",
    [
        *["j'ai peur qu'il les envoie à ma mère", "il va envoyer mes photos à mes parents"],
        *["خايفة يصيفطهم لخويا", "سيرسلها إلى عائلتي", "gal liya ghadi ysifthom l baba"],
    ],
)
def test_the_fear_of_a_sending_is_told_and_refuses_nothing(offered: Person, text: str) -> None:
    offered.says(text).sees("understood-text", "ask-quick").misses("not-sent", "if-sent").taps("send")
    assert ("note", text) in offered.answers


@pytest.mark.parametrize(
    "text", ["لا أستطيع الدخول", "je peux plus entrer", "la ma n9derch ndkhol", "ما نقدرش ندخل ليه"]
)
def test_what_somebody_cannot_do_is_told(offered: Person, text: str) -> None:
    offered.says(text).sees("understood-text").misses("not-sent").taps("send").sees("filed")
    assert ("note", text) in offered.answers


def test_the_second_message_is_answered_with_what_it_brought(offered: Person) -> None:
    first = offered.last.text
    offered.says("son numéro est le 0661223344").sees("understood-numbers", "ask-quick")
    assert not set(first.splitlines()) & set(offered.last.text.splitlines()) - {""}
    offered.says("il m'a écrit encore ce matin très tôt").misses("understood-numbers")
    offered.says("hmm bof").sees("choose-one", "ask-quick").misses("understood-text", "understood-category")


def test_a_later_message_tells_the_category(person: Callable[..., Person]) -> None:
    someone = person().says("https://www.instagram.com/fauxcompte_karim/").misses("understood-category")
    someone.says("il menace de publier mes photos intimes").sees("opening-blackmail", "category-blackmail")
    someone.says("il me demande aussi de l'argent chaque jour").misses("opening-blackmail")


@pytest.mark.parametrize("text", ["sans nom svp", "بدون اسم", "la mabghitch n3ti smiti"])
def test_no_name_is_agreed_to_wherever_it_is_said(offered: Person, text: str) -> None:
    offered.says(text).sees("name-not-kept", "ask-quick").misses("not-sent", "understood-text")
    offered.taps("send").sees("ask-more").says(text).sees("name-not-kept", "ask-more").misses("note-kept")
    assert offered.case.anonymous


def test_no_name_beside_a_fact_drops_nothing(person: Callable[..., Person]) -> None:
    someone = person().says("J'ai viré 3000 dh ce matin à un escroc").sees("ask-lost_bank")
    someone.says("je ne veux pas donner mon nom").sees("name-not-kept", "ask-lost_bank").misses("ask-drop")


@pytest.mark.parametrize("text", ["c bon", "صافي", "passer"])
def test_an_end_at_the_offer_says_that_nothing_is_sent(offered: Person, text: str) -> None:
    offered.says(text).sees("unsent", "ask-quick").misses("choose-one", "filed")


def test_a_few_words_are_the_answer_to_a_later_question(offered: Person) -> None:
    offered.says("16").sees("care-minor", "ask-quick").says("mon ex").sees("ask-quick").misses("choose-one")
    offered.taps("send").sees("filed-urgent")
    told = dict(offered.answers)
    assert (told["minor"], told["aggressor"]) == ("yes", "ex")


@pytest.mark.parametrize(
    "text",
    [
        *["14 mars", "16 photos", "12 fois", "10 minutes", "15 jours", "le 14", "depuis 10 jours"],
        *["17 novembre 2026", "14 مارس", "16%", "12h", "depuis 10 ans", "il y a 15 ans", "هادي 10 سنين"],
        *["12 مرة", "16 صورة", "15 يوم", "14 mars svp", "16 tsawer", "10 d9ay9", "mn 12 3am", "منذ 10 عام"],
        *["il est marié depuis 12 ans", "il y a 16", "17/11", "il a 40 ans", "mon ex 35 ans", "عندو 40 عام"],
    ],
)
def test_a_number_of_something_else_is_no_age(offered: Person, text: str) -> None:
    offered.says(text).sees("ask-quick").misses("care-minor").taps("send").sees("filed")
    assert "minor" not in dict(offered.answers)
    assert not offered.case.urgent


@pytest.mark.parametrize(
    "text",
    [
        *["16", "16.", "j'ai 16", "jai 15", "elle a 14", "15 ans", "j'ai 15 ans", "ma soeur 14 ans"],
        *["3ndi 15", "ana 3ndi 16", "15 3am", "عندي 15", "عندي 15 عام", "عمري 16", "14 سنة", "أنا عندي ١٥"],
    ],
)
def test_an_age_beside_the_offer_is_one(offered: Person, text: str) -> None:
    offered.says(text).sees("care-minor", "ask-quick").taps("send").sees("filed-urgent")
    assert dict(offered.answers)["minor"] == "yes"


def test_what_was_told_early_is_not_told_again(offered: Person) -> None:
    offered.says("22").sees("ask-quick").misses("choose-one", "care-minor").says("23").sees("choose-one")


@pytest.mark.parametrize(
    "text", ["je veux pas dire", "non je préfère pas", "ما بغيتش نقول", "mabghitch n9ol"]
)
def test_what_is_kept_quiet_is_passed_over(reporter: Person, text: str) -> None:
    reporter.taps("blackmail").sees("ask-minor").taps("no").sees("ask-aggressor").says(text)
    reporter.sees("ask-story").misses("note-kept", "choose-one")


def test_what_is_not_known_of_a_suspect_ends_nothing(offered: Person) -> None:
    offered.taps("send").sees("ask-more").says("لا أعرفه").sees("note-kept", "ask-more").misses("enrich-done")


def test_sending_twice_is_said_to_be_done(offered: Person) -> None:
    offered.taps("send").sees("ask-more").says("envoyer").sees("already-sent", "ask-more").misses("note-kept")


@pytest.mark.parametrize("text", ["envoyer", "إرسال", "صيفط", "sift"])
def test_sending_at_rest_after_the_filing_is_said_to_be_done(offered: Person, text: str) -> None:
    offered.taps("send").says("non").sees("enrich-done").says("ok merci").says(text).sees("already-sent")
    offered.misses("ask-category").says("nouveau signalement").sees("ask-category")
    assert len(offered.cases) == 1


def test_nothing_was_sent_by_whoever_has_no_case(person: Callable[..., Person]) -> None:
    person().says("envoyer").misses("already-sent")


def test_thanks_at_rest_ask_nothing(offered: Person, person: Callable[..., Person]) -> None:
    offered.taps("send").says("non").sees("enrich-done").says("merci beaucoup").sees("thanked")
    offered.misses("ask-category").says("bonjour").sees("ask-category").misses("thanked")
    person(chat="telegram:9").says("merci").sees("ask-language").misses("thanked")


def test_a_line_of_care_names_the_numbers_once(person: Callable[..., Person]) -> None:
    someone = person().says("j'ai 15 ans et il menace de publier mes photos intimes")
    someone.sees("care-minor", "opening-blackmail").misses("opening-blackmail-lines")
    person(chat="telegram:9").says(STORY).sees("opening-blackmail", "opening-blackmail-lines")
    other = person(chat="telegram:8").starts().taps("fr").taps("child")
    other.sees("opening-child", "opening-child-lines")


def test_a_cry_that_tells_the_category_names_the_numbers_once(person: Callable[..., Person]) -> None:
    someone = person().says("0661223344").sees("ask-quick")
    someone.says("j'ai 15 ans et il menace de publier mes photos intimes")
    someone.sees("care-minor", "opening-blackmail").misses("opening-blackmail-lines")


def test_a_phone_in_arabic_is_answered_in_darija(person: Callable[..., Person]) -> None:
    someone = person("ar").says("0661998877")
    someone.says("كيعيط ليا بزاف وكيسبني")
    assert someone.last.language == "ary"


def test_a_chat_in_french_turns_to_the_script_that_is_written(offered: Person) -> None:
    offered.says("الكونط ديال ختي تسرق")
    assert offered.last.language == "ary"


def test_a_message_passed_on_turns_nothing(offered: Person) -> None:
    offered.forwards("مبروك ربحتي 20000 درهم")
    assert offered.last.language == "fr"


def test_whoever_is_in_danger_and_says_to_be_abroad_hears_the_numbers_there(
    person: Callable[..., Person],
) -> None:
    someone = person().says("il menace de me tuer sur whatsapp").sees("care-danger", "ask-quick")
    someone.says("je suis en france").sees("abroad-help", "ask-quick")
    someone.says("je suis en belgique et il est devant ma porte").sees("care-danger-abroad")
    someone.misses("abroad-help")


def test_what_to_do_in_despair_is_to_talk(person: Callable[..., Person]) -> None:
    someone = person().says("je veux mourir").sees("care-despair")
    someone.says("je ne sais plus quoi faire").sees("care-despair").misses("topic-what-to-do")


REFUSED = "n'envoyez rien à mon cousin Karim de Salé"


def test_a_refusal_that_tells_more_is_kept_beside_the_offer(offered: Person) -> None:
    offered.says(REFUSED).sees("not-sent", "understood-text").misses("note-kept")


def test_a_refusal_that_tells_more_is_kept_beside_the_review(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.taps("anonymous").sees("review-title").says(REFUSED).sees("not-sent", "note-kept")


@pytest.mark.parametrize(
    "text",
    [
        *["CIH", "karim", "12h30", "sa femme", "une voiture", "بنك CIH", "دكان", "un café"],
        *["mes nudes", "mes photos intimes", "أرسلت له صورتي"],
    ],
)
def test_a_word_or_two_beside_the_offer_are_kept(offered: Person, text: str) -> None:
    offered.says(text).sees("understood-text", "ask-quick")
    offered.misses("choose-one", "opening-blackmail", "topic-accident").taps("send")
    assert ("note", text) in offered.answers


@pytest.mark.parametrize("text", ["hhhh", "mdr", "bof", "هههه", "pfff", "test", "hmm bof"])
def test_laughter_and_sighs_are_not(offered: Person, text: str) -> None:
    offered.says(text).sees("choose-one", "ask-quick").taps("send")
    assert not [kind for kind, _ in offered.answers if kind == "note"]


@pytest.mark.parametrize(
    "text", ["non, rien d'autre", "non c'est tout", "لا، هذا كل شيء", "safi hadchi li kayn"]
)
def test_nothing_more_is_an_end(offered: Person, text: str) -> None:
    offered.says(text).sees("ask-quick").misses("understood-text", "choose-one", "filed")


def test_another_category_by_its_name_replaces_the_first_and_the_same_is_not_met_again(
    offered: Person,
) -> None:
    offered.says("chantage").sees("ask-quick").misses("opening-blackmail")
    offered.says("une arnaque").sees("category-fraud")


@pytest.mark.parametrize(
    "text",
    [
        *["je ne connais pas son nom", "je sais pas où il habite", "non je ne sais pas qui c'est"],
        *["لا أعرف العنوان", "لا أتذكر اسمه", "لا يجيب على اتصالاتي", "ما كنعرفش شكون هو", "معرفتش سميتو"],
        *["ma n3refch smito", "ما كيجاوبش", "il ne répond plus"],
    ],
)
def test_what_is_not_known_is_kept_and_refuses_nothing(offered: Person, text: str) -> None:
    offered.says(text).sees("understood-text", "ask-quick")
    offered.misses("not-sent", "unsent", "name-not-kept", "topic-what-is-this").taps("send")
    assert ("note", text) in offered.answers


@pytest.mark.parametrize("text", ["لا أريد إرساله الآن", "لا ترسلوا", "je ne sais pas si je dois envoyer"])
def test_what_is_not_to_be_sent_is_not(offered: Person, text: str) -> None:
    offered.says(text).sees("not-sent", "ask-quick").misses("filed")


@pytest.mark.parametrize("text", ["باقي كيهددني", "il menace encore", "ما زال يهددني", "mazal kayhdedni"])
def test_that_it_goes_on_is_kept_and_names_no_other_category(offered: Person, text: str) -> None:
    offered.says(text).sees("understood-text").misses("not-sent", "category-threat").taps("send")
    assert ("note", text) in offered.answers
    assert offered.case.category == "blackmail"


def test_few_words_that_tell_the_first_category_are_kept_too(person: Callable[..., Person]) -> None:
    someone = person().says("https://www.instagram.com/fauxcompte_karim/").misses("understood-category")
    someone.says("chantage aux nudes").sees("category-blackmail").taps("send")
    assert ("note", "chantage aux nudes") in someone.answers
