"""The ways out, at any moment; old buttons; coming back."""

import pytest

from flows.core.conversation import VERSION, migrate
from flows.core.events import Contact, Place, Reachability, Tap, Unsupported
from flows.core.flow import ReportQuota
from flows.report.evidence import MAX_NOTES
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


def test_what_was_hidden_does_not_come_back_by_itself(reporter: Person) -> None:
    reporter.taps("blackmail").says("cacher").sees("hidden").waits(1.1).tick().hears_nothing()
    reporter.says("bonjour").sees("ask-resume").misses("ask-minor").taps("resume").sees("ask-minor")


def test_yes_after_hiding_sends_nothing(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").says("passer").says("passer").says("passer").says("passer")
    reporter.sees("review-title").says("/hide").sees("hidden").says("oui").sees("ask-resume")
    assert not reporter.cases


def test_back_at_the_choice_of_language_goes_on(person) -> None:
    person().starts().sees("ask-language").says("retour").sees("ask-category")


def test_whatsapp_cannot_hide_and_says_so(person) -> None:
    someone = person(chat="whatsapp:+212600000000").says("cacher").sees("hide-yourself")
    assert not [row for row in someone.house.rows if row.kind == "hide"]


def test_starting_over_keeps_what_just_came(reporter: Person) -> None:
    reporter.taps("fraud").sends().waits(2).says("En fait c'est mon compte qui a été volé ce matin")
    reporter.sees("ask-resume").taps("restart").sees("understood-text", "ask-quick")
    reporter.taps("send")
    assert ("story", "En fait c'est mon compte qui a été volé ce matin") in reporter.answers
    assert reporter.case.evidence_count == 0


def test_starting_over_keeps_the_photo_that_just_came(reporter: Person) -> None:
    reporter.taps("fraud").sends().waits(2).sends().sees("ask-resume").taps("restart")
    reporter.sees("pieces-coming", "ask-quick").taps("send")
    assert reporter.case.evidence_count == 1


def test_send_before_the_review_offers_to_send(reporter: Person) -> None:
    reporter.taps("other").says("envoyer").sees("need-one", "ask-story")
    reporter.says("Mon récit de départ").says("envoyer").sees("ask-quick").says("envoyer").sees("filed")
    assert ("story", "Mon récit de départ") in reporter.answers


def test_yes_and_no_answer_the_review(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").says("passer").says("passer").says("passer").says("passer")
    reporter.sees("review-title").says("non").sees("ask-edit").says("retour").says("oui").sees("filed")


def test_thanks_are_no_mistake(reporter: Person) -> None:
    reporter.taps("fraud").says("merci beaucoup").sees("ask-via").misses("choose-one")


def test_naming_a_language_changes_to_it(reporter: Person) -> None:
    reporter.taps("fraud").says("darija").sees("ask-via")
    assert reporter.last.language == "ary"


def test_a_language_once_guessed_stays(person) -> None:
    someone = person("ar").says("سلام، شي واحد شد ليا 300 درهم فالأنترنت وما صيفط ليا والو حتى لدابا")
    assert someone.last.language == "ary"
    someone.taps("details").says("merci")
    assert someone.last.language == "ary"
    someone.says("فوّت")
    assert someone.last.language == "ary"
    someone.says("وعدني رجل بوظيفة في الخارج وأخذ مني مبلغا كبيرا ولم يرسل شيئا بعد ذلك")
    assert someone.last.language == "ary"


def test_a_receipt_says_nothing_of_the_language(reporter: Person, house) -> None:
    house.person("web:x", "fr").says("77V52MYC-H2D2-K7M2-9QXA-CDEF").sees("receipt-unknown")
    assert house.seen["web:x"][-1].language == "fr"


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
    with reporter.house.storage.read() as unit:
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
    with reporter.house.storage.read() as unit:
        piece = unit.conversations.get(reporter.chat).pieces[0].id
    reporter.fetched(piece).hears_nothing()
    reporter.fetched(piece, "too_big").sees("evidence-too-big", "ask-story")
    reporter.says("sans photo alors").sees("ask-evidence")
    reporter.fetched(piece, "timeout").sees("evidence-failed")


def test_back_closes_the_menu_and_an_edit(reporter: Person) -> None:
    reporter.taps("other").says("menu").sees("ask-menu").says("retour").sees("ask-story")
    reporter.says("Mon récit de départ").says("modifier").sees("ask-edit").taps("story").sees("ask-story")
    reporter.says("retour").sees("ask-evidence")


def test_back_with_nothing_answered_leads_to_the_menu(reporter: Person) -> None:
    reporter.says("retour").sees("ask-menu")


def test_edit_with_nothing_answered_leads_to_the_menu(reporter: Person) -> None:
    reporter.says("modifier").sees("ask-menu")


@pytest.mark.parametrize("text", ["passer", "je sais pas", "ما عرفتش", "لا أعرف"])
def test_whoever_passes_over_the_category_reports_something_else(reporter: Person, text: str) -> None:
    reporter.says(text).sees("ask-story").misses("cannot-skip")


def test_safi_is_yes_where_yes_is_asked(reporter: Person) -> None:
    reporter.taps("threat").sees("ask-danger").says("safi").sees("care-danger")


def test_the_desk_is_for_officers(reporter: Person) -> None:
    reporter.says("bureau").sees("ask-menu")


def test_more_than_can_be_kept_is_said(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ")
    for _ in range(MAX_NOTES):
        reporter.says("encore un mot")
    reporter.says("le mot de trop").sees("notes-full")
    for _ in range(ReportQuota().pieces):
        reporter.sends()
    reporter.sends().sees("evidence-full")


def test_an_empty_and_an_endless_answer(reporter: Person) -> None:
    reporter.taps("hacking").says("passer").says("passer").says("   ").sees("not-understood", "ask-story")
    reporter.says("Mon compte est volé").says("passer").says("x" * 1001).sees("too-long-kept", "ask-suspects")


def test_a_photo_after_a_while_is_kept_and_the_report_found_again(reporter: Person) -> None:
    reporter.taps("fraud").waits(2).sends().sees("ask-resume").taps("resume").sees("ask-via")


def test_a_place_and_a_contact_answer_what_they_can(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").says("passer").sees("ask-suspects")
    reporter.does(Contact("Vendeur", "0612345678")).sees("ask-where")
    reporter.does(Place(33.5, -7.6)).sees("note-kept", "ask-where")


def test_a_contact_as_a_first_message_begins_a_report(person) -> None:
    person().does(Contact("Vendeur", "0612345678")).sees("understood-numbers", "ask-quick")


def test_an_edit_that_shows_despair_is_heard(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").edits("9", "je veux mourir").sees("care-despair", "edit-kept")


def test_drafts_of_earlier_versions_are_brought_up() -> None:
    steps = {1: lambda stored: stored | {"b": stored.pop("a")}, 2: lambda stored: stored | {"c": 3}}
    assert migrate({"a": 1}, steps) == {"b": 1, "c": 3, "version": 3}
    assert migrate({"version": VERSION, "a": 1}) == {"version": VERSION, "a": 1}
