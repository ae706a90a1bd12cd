"""Commands in other words: obeyed where the reader is sure and nothing is done for good."""

from collections.abc import Callable

import pytest

from tests.dialogue import House, Person

HELP = [
    "comment ça fonctionne ici, aidez-moi svp",
    "ساعدوني من فضلكم كيف أستعمله",
    "3awnouni 3afak kifach ndir hna",
]


@pytest.mark.parametrize("words", HELP)
def test_help_is_given_where_no_report_has_begun(reporter: Person, words: str) -> None:
    reporter.says(words).sees("help").misses("ask-quick")
    reporter.taps("fraud").sees("ask-via").says(words).sees("note-kept", "ask-via")


@pytest.mark.parametrize("words", ["je voudrais changer de langue", "changez la langue svp"])
def test_the_language_is_offered_at_rest(person: Callable[..., Person], words: str) -> None:
    someone = person().starts().taps("fr").taps("other").says("annuler").says("oui").sees("dropped")
    someone.says(words).sees("ask-language")


def test_a_report_is_dropped_only_after_a_further_yes(reporter: Person) -> None:
    reporter.taps("fraud").says("je voudrais tout annuler svp").sees("ask-drop").says("non").sees("ask-via")


def test_nothing_is_sent_in_other_words(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.taps("anonymous").sees("review-title").says("ça part quand vous voulez")
    assert not reporter.cases


def test_a_lead_or_a_long_text_is_no_command(reporter: Person) -> None:
    reporter.taps("fraud").says("aidez-moi à trouver 0612345678").sees("note-kept").misses("help")
    reporter.says("aidez-moi " * 9).misses("help")


def test_few_words_during_a_report_are_obeyed_and_not_kept(reporter: Person) -> None:
    reporter.taps("fraud").says("montrez menu").sees("ask-menu").misses("note-kept")


def test_an_officers_words_are_never_a_command(officer: Person, reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.taps("anonymous").taps("send").sees("filed")
    officer.says("bureau").taps("open").taps("status").taps("examined").says("Gardez les messages")
    officer.sees("status-set").misses("hidden")


def test_words_of_ones_own_are_kept_where_they_are_asked_for(reporter: Person) -> None:
    reporter.taps("fraud").taps("sms").taps("earlier").sees("ask-payment").says("il a effacé son compte")
    reporter.misses("hidden").sees("ask-exposed")


def test_a_place_told_at_length_is_kept_beside_the_question(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").sees("ask-where")
    reporter.says("en ce moment j'habite à Casablanca avec toute ma famille, depuis trois ans").sees(
        "note-kept"
    )


PAYING = {
    "fr": ("il me fait du chantage", ("je dois payer ?", "je paye ou pas ?")),
    "ar": ("شخص يبتزني بصوري ويطلب 2000 درهم", ("هل أدفع له؟",)),
    "ary": ("واحد كيبتزني بتصاوري و باغي 2000 درهم", ("واش نخلصو؟", "wach nkhelsso")),
}


@pytest.mark.parametrize("language", PAYING)
def test_whether_to_pay_a_blackmailer_is_answered_no(house: House, language: str) -> None:
    told, asked = PAYING[language]
    who = house.person("telegram:1", language).says(told).sees("category-blackmail")
    for text in asked:
        who.says(text).sees("opening-blackmail", "ask-quick").misses("filed")
    who.says("qui va lire ça ?").misses("opening-blackmail")
