"""The ways out, at any moment; old buttons; coming back."""

import pytest

from flows.events import Reachability, Tap, Unsupported
from tests.dialogue import Person


@pytest.mark.parametrize("word", ["retour", "رجوع", "رجع", "back"])
def test_back_drops_the_last_answer(reporter: Person, word: str) -> None:
    reporter.taps("fraud").taps("sms").sees("ask-money").says(word).sees("ask-via")
    reporter.taps("back").sees("ask-category")


@pytest.mark.parametrize("word", ["menu", "القائمة", "/menu"])
def test_menu_in_the_middle_keeps_the_report(reporter: Person, word: str) -> None:
    reporter.taps("fraud").says(word).sees("ask-menu").taps("resume").sees("ask-via")


@pytest.mark.parametrize("word", ["aide", "مساعدة", "help"])
def test_help_says_whom_to_call_and_asks_again(reporter: Person, word: str) -> None:
    reporter.taps("fraud").says(word).sees("help", "ask-via")


def test_language_changes_in_the_middle(reporter: Person) -> None:
    reporter.taps("fraud").says("langue").sees("ask-language").taps("ary").sees("ask-via")
    assert reporter.last.language == "ary"


def test_cancel_is_asked_once_more(reporter: Person) -> None:
    reporter.taps("fraud").says("annuler").sees("ask-drop").says("non").sees("ask-via")
    reporter.says("annuler").says("oui").sees("dropped")
    assert not reporter.cases
    reporter.says("bonjour").sees("ask-category")


def test_cancel_with_nothing_under_way_leads_to_the_menu(reporter: Person) -> None:
    reporter.says("annuler").sees("ask-menu")


def test_hide_asks_the_channel_to_delete(reporter: Person) -> None:
    reporter.taps("fraud").says("/hide").sees("hidden").misses("ask-via")
    assert [row.kind for row in reporter.house.rows].count("hide") == 1


def test_old_buttons_are_refused_kindly(reporter: Person) -> None:
    old = reporter.button("fraud")
    reporter.taps("fraud").says("annuler").says("oui").says("bonjour").sees("ask-category")
    reporter.does(Tap(old.id)).sees("tap-old", "ask-category")


@pytest.mark.parametrize(
    "button",
    [
        "",
        "x",
        "1:2",
        "9:category:fraud",
        "-:category:fraud",
        "1:category:nothing",
        "1:do:dance",
        "1:x:y",
        ":::",
    ],
)
def test_foreign_buttons_are_refused_kindly(reporter: Person, button: str) -> None:
    reporter.does(Tap(button)).sees("tap-old", "ask-category")


def test_the_same_tap_twice_is_answered_once(reporter: Person) -> None:
    tap = Tap(reporter.button("fraud").id)
    reporter.does(tap).sees("ask-via").does(tap).hears_nothing()


def test_words_work_as_well_as_buttons(reporter: Person) -> None:
    reporter.says("٤").sees("ask-danger").says("لا").sees("ask-aggressor").says("3").sees("ask-story")


def test_a_category_is_named(reporter: Person) -> None:
    reporter.says("arnaque").sees("ask-via")


def test_not_understood_is_explained_and_after_three_times_more_so(reporter: Person) -> None:
    reporter.taps("fraud").says("zzz").sees("choose-one", "ask-via").says("zzz").sees("choose-one")
    reporter.says("zzz").sees("lost", "ask-via")


def test_a_sentence_beside_the_question_is_kept(reporter: Person) -> None:
    reporter.taps("fraud").says("il m'a aussi demandé le code de ma carte bancaire hier soir vers minuit")
    reporter.sees("note-kept", "ask-via")
    for _ in range(3):
        reporter.says("passer")
    reporter.says("voilà mon histoire").says("passer")
    reporter.says("passer").says("passer").says("passer").sees("review-notes").taps("send")
    assert any("code de ma carte" in value for _, value in reporter.answers)


def test_a_story_at_the_first_question_becomes_a_quick_report(reporter: Person) -> None:
    reporter.says("Un homme m'a promis un colis et m'a pris 300 dirhams par virement sans rien envoyer")
    reporter.sees("understood-text", "ask-quick")


def test_coming_back_finds_the_report(reporter: Person) -> None:
    reporter.taps("fraud").taps("sms").waits(0.7).says("je suis là").sees("ask-resume")
    reporter.taps("resume").sees("ask-money")
    reporter.waits(0.7).starts().sees("ask-resume").taps("restart").sees("ask-category")


def test_what_is_said_on_coming_back_is_kept(reporter: Person) -> None:
    reporter.taps("other").says("le début").waits(2).says("et aussi ceci, que j'avais oublié").sees(
        "ask-resume"
    )
    reporter.taps("resume").sees("ask-evidence").taps("done").says("passer").says("passer").says("passer")
    reporter.taps("send").sees("filed")
    assert any("oublié" in value for _, value in reporter.answers)


def test_an_unfinished_report_is_reminded_of_once_and_ends_after_a_day(reporter: Person) -> None:
    reporter.taps("fraud").sends().waits(0.5).tick().hears_nothing()
    reporter.waits(0.6).tick().sees("reminder").waits(1).tick().hears_nothing()
    reporter.waits(23).tick().sees("expired")
    with reporter.house.shelf.read() as unit:
        assert len(unit.evidence.discarded()) == 1
    reporter.waits(24).tick().hears_nothing()


def test_an_empty_report_ends_without_a_word(reporter: Person) -> None:
    reporter.waits(25).tick().hears_nothing()


def test_unsupported_messages_get_a_kind_line(reporter: Person) -> None:
    reporter.does(Unsupported("sticker")).sees("unsupported", "ask-category")


def test_edits_keep_both_versions(reporter: Person) -> None:
    reporter.taps("other").says("première version des faits")
    reporter.edits("77", "deuxième version des faits").sees("edit-kept", "ask-evidence")
    reporter.taps("done").says("passer").says("passer").says("passer").taps("send")
    told = [value for _, value in reporter.answers]
    assert "première version des faits" in told
    assert "deuxième version des faits" in told


def test_an_edit_after_filing_reaches_the_case(reporter: Person) -> None:
    reporter.taps("other").says("première version").says("passer").says("passer").says("passer").says(
        "passer"
    )
    reporter.taps("send").edits("5", "version corrigée").sees("edit-kept")
    assert ("edit", "version corrigée") in reporter.answers


def test_an_edit_of_nothing_is_nothing(person) -> None:
    person().edits("5", "coucou").hears_nothing()


def test_blocking_and_coming_back_are_noted(reporter: Person) -> None:
    reporter.does(Reachability(False)).hears_nothing()
    reporter.does(Reachability(True)).hears_nothing()
    reporter.says("arnaque").sees("ask-via")


def test_a_file_that_cannot_be_had_is_told(reporter: Person) -> None:
    reporter.taps("other").sees("ask-story").sends().sees("evidence-received")
    with reporter.house.shelf.read() as unit:
        piece = unit.conversations.get(reporter.chat).pieces[0].id
    reporter.fetched(piece).hears_nothing()
    reporter.fetched(piece, "too_big").sees("evidence-too-big", "ask-story")
    reporter.says("sans photo alors").sees("ask-evidence")
    reporter.fetched(piece, "timeout").sees("evidence-failed")
