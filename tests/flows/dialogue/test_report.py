"""Reporting, as it is read."""

import pytest

from flows.core.events import Place
from flows.report.categories import CATEGORIES, TABLE
from storage.chats.conversations import dump
from tests.dialogue import Person

SMS = {
    "fr": "Votre colis attend, payez 25 DH de frais ici : http://poste-ma.top/x ou appelez le 0612345678",
    "ar": "تهانينا لقد ربحت جائزة 5000 درهم، اضغط على الرابط http://win-ma.top أو اتصل بالرقم 0612345678",
    "ary": "مبروك راك ربحتي 5000 درهم كليكي على هاد الليان http://win-ma.top ولا عيط ل 0612345678",
}


COMPLAINT = (
    "Monsieur le Procureur,\n\nJ'ai l'honneur de porter à votre connaissance les faits suivants : depuis "
    "plusieurs semaines je reçois des SMS de groupe de numéros inconnus, au nom d'une société de "
    "recrutement « Amazon », promettant 250 à 500 dollars par jour, notamment du 0661234567.\n\n"
    "Je n'ai rien donné et n'ai touché à aucun lien. J'ai gardé des captures d'écran. Le lien était "
    "http://amazon-job.top/ma.\n\nJe demande l'ouverture d'une enquête et une protection.\n\n"
    "Cordialement,\nSamira El Amrani"
)


def test_reporter_changes_category_before_sending(reporter: Person) -> None:
    reporter.taps("other").sees("ask-story")
    reporter.says("Quelqu'un m'a demandé 500 dirhams").sees("ask-evidence")
    reporter.says("passer").sees("ask-suspects").says("passer").sees("ask-where").says("passer")
    reporter.sees("ask-identity").taps("anonymous").sees("review-title")
    reporter.taps("incitement", on="category").sees("ask-account").says("passer").sees("review-title")
    reporter.taps("send").sees("filed", "advice-incitement")
    assert reporter.case.category == "incitement"


@pytest.mark.parametrize("language", ["ar", "fr", "ary"])
def test_first_contact_says_what_this_is_and_what_is_true(person, language: str) -> None:
    someone = person({"ary": "ar"}.get(language, language))
    someone.starts().sees("welcome", "anonymity-telegram", "ask-language")
    someone.taps(language).sees("ask-category")
    assert someone.last.language == language


@pytest.mark.parametrize("language", ["ar", "fr", "ary"])
def test_forward_and_send_files_a_case(person, language: str) -> None:
    someone = person(language if language != "ary" else "ar").forwards(SMS[language])
    someone.sees(
        "understood-text", "understood-numbers", "understood-category", "category-fraud", "ask-quick"
    )
    assert "+212612345678" in someone.last.codes
    someone.taps("send").sees("filed", "advice-fraud", "ask-more")
    assert someone.case.category == "fraud"
    assert ("story", SMS[language]) in someone.answers
    assert any(kind == "phone" for kind, _ in someone.answers)


def test_photo_and_send_files_a_case(person) -> None:
    someone = person().sends("photo").sees("welcome-short", "pieces-coming", "ask-quick")
    someone.says("envoyer").sees("filed")
    assert someone.case.category == "other"
    assert someone.case.evidence_count == 1


def test_a_photo_at_the_first_question_becomes_a_quick_report(reporter: Person) -> None:
    reporter.sends().sees("pieces-coming", "ask-quick").taps("category").taps("fraud").sees("ask-quick")
    reporter.taps("send").sees("filed", "advice-fraud")


def test_an_album_is_one_set_of_evidence(person) -> None:
    someone = person()
    someone.burst(*[lambda one: one.sends(album="a1")] * 3).sees("pieces-coming")
    assert len(someone.messages) == 1
    someone.taps("send").sees("filed")
    assert someone.case.evidence_count == 3
    someone.sends(album="a1").sees("evidence-received")
    assert someone.case.evidence_count == 4
    assert len(someone.cases) == 1


def test_an_album_dropped_and_sent_again_is_answered(person) -> None:
    someone = person().sends(album="a1").says("annuler").says("oui").sees("dropped")
    someone.sends(album="a1").sees("ask-quick")


def test_more_content_before_sending_joins_the_same_report(person) -> None:
    someone = person().forwards(SMS["fr"]).sees("ask-quick")
    someone.forwards("Dernier rappel : votre compte sera bloqué, appelez le 0698765432").sees("ask-quick")
    assert "+212698765432" in someone.last.codes
    someone.sends().sees("pieces-coming").taps("send").sees("filed")
    assert len(someone.cases) == 1
    assert any("Dernier rappel" in value for _, value in someone.answers)


def test_quick_then_details_walks_the_rest_before_sending(person) -> None:
    someone = person().forwards(SMS["fr"]).taps("details").sees("ask-via")
    someone.taps("sms").sees("ask-money").taps("no").sees("ask-exposed").taps("link").sees("ask-evidence")
    someone.says("fini").sees("suspects-found").says("passer").sees("ask-where")


def test_details_after_the_receipt_enrich_the_same_case(person) -> None:
    someone = person().forwards(SMS["fr"]).taps("send").sees("ask-more").taps("yes").sees("ask-via")
    someone.taps("sms").sees("ask-money").taps("earlier").misses("money-first").sees("ask-payment")
    someone.says("800 dirhams par virement").sees("ask-exposed").taps("no").sees("ask-evidence")
    someone.sends().sees("evidence-so-far").says("terminé").sees("ask-suspects")
    someone.says("0611223344").sees("ask-where").taps("morocco").sees("ask-region").taps("souss")
    someone.sees("ask-city").says("Agadir").sees("ask-identity").taps("named").sees("ask-name")
    someone.says("Samira A.").sees("ask-contact").says("samira@example.org").sees("enrich-done")
    assert len(someone.cases) == 1
    told = dict(someone.answers)
    assert told["payment"] == "800 dirhams par virement"
    assert told["name"] == "Samira A."
    assert someone.case.place == "souss"
    assert someone.case.evidence_count == 1
    assert not someone.case.anonymous


def test_what_was_filed_leaves_the_conversation(person) -> None:
    someone = person().forwards(SMS["fr"]).taps("send").taps("yes").taps("sms").taps("earlier")
    someone.says("virement vers un compte inconnu")
    with someone.house.storage.read() as unit:
        stored = repr(unit.conversations.get(someone.chat))
    assert "virement" not in stored
    assert "colis" not in stored


def test_no_more_details_ends_kindly(person) -> None:
    someone = person().forwards(SMS["fr"]).taps("send").says("non").sees("enrich-done")
    someone.says("bonjour").sees("ask-category")


@pytest.mark.parametrize("language", ["ar", "fr", "ary"])
@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_can_be_filed_with_every_question_skipped(
    person, language: str, category: str
) -> None:
    someone = person(language if language != "ary" else "ar").starts().taps(language)
    someone.taps(category)
    for _ in range(12):
        if "send" in someone.options:
            break
        if "ask-story" in someone.last.keys:
            someone.says("هذا ما وقع" if language != "fr" else "Voilà ce qui est arrivé hier soir")
        else:
            someone.taps("skip")
    someone.sees("review-title").taps("send").sees("filed", f"advice-{category}")
    assert someone.case.category == category
    assert someone.case.anonymous


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_every_category_asks_its_own_questions(reporter: Person, row) -> None:
    reporter.taps(row.id)
    asked = set()
    for _ in range(6):
        asked |= {key.removeprefix("ask-") for key in reporter.last.keys if key.startswith("ask-")}
        if "story" in asked:
            break
        first = reporter.last.say.options[0]
        longest = "earlier" if "ask-money" in reporter.last.keys else first.id.rpartition(":")[2]
        reporter.taps(longest) if not first.nav else reporter.says("quelque chose")
    assert {question for question in row.questions if question != "held_where"} <= asked


def test_story_and_evidence_cannot_both_be_missing(reporter: Person) -> None:
    reporter.taps("other").taps("skip").sees("ask-evidence").taps("skip").sees("need-one")
    reporter.sends("voice").sees("evidence-so-far").taps("done").sees("ask-suspects")


def test_a_voice_note_is_a_story(reporter: Person) -> None:
    reporter.taps("other").sees("ask-story").sends("voice").sees("voice-received", "evidence-so-far")


def test_whole_complaint_is_the_story_and_its_signature_is_offered(person) -> None:
    someone = person().says(COMPLAINT).sees("understood-category", "ask-quick", "category-fraud")
    assert "+212661234567" in someone.last.codes
    someone.taps("send").sees("filed")
    assert ("story", COMPLAINT) in someone.answers
    assert someone.case.anonymous
    assert "name" not in dict(someone.answers)
    someone.taps("yes")
    while "ask-identity" not in someone.last.keys:
        someone.taps("skip")
    assert "signed" in someone.options
    someone.taps("signed").says("passer").sees("enrich-done")
    assert dict(someone.answers)["identity"] == "signed"
    assert not someone.case.anonymous


def test_a_signature_is_no_longer_known_once_the_report_is_filed(person) -> None:
    someone = person().says(COMPLAINT).taps("send").sees("filed").taps("yes")
    with someone.house.storage.read() as unit:
        kept = dump(unit.conversations.get(someone.chat))
    assert b"Samira" not in kept
    assert b"enrich" in kept


def test_the_review_shows_the_signature(person) -> None:
    someone = person().says(COMPLAINT).taps("details")
    while "ask-identity" not in someone.last.keys:
        someone.taps("skip" if "skip" in someone.options else "done")
    someone.taps("signed").says("passer").sees("review-title", "label-name")
    assert "Samira El Amrani" in someone.last.text


def test_a_voice_note_first_is_the_story(person) -> None:
    person().sends("voice").sees("ask-quick").taps("details").taps("other").sees("evidence-so-far")


def test_the_subject_can_be_named_at_the_quick_offer(person) -> None:
    someone = person().sends().sees("ask-quick").says("chantage").sees("category-blackmail", "ask-quick")
    someone.taps("send").sees("filed", "anonymity-telegram")
    assert someone.case.category == "blackmail"


def test_numbers_and_links_in_the_story_are_found_for_the_suspects(reporter: Person) -> None:
    reporter.taps("other").says("Il m'a écrit du 06 12 34 56 78 et de http://faux.top/a").says("passer")
    reporter.sees("suspects-found")
    assert reporter.last.codes == ["+212612345678", "faux.top/a"]


def test_review_edits_each_answer(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("abroad")
    reporter.says("Espagne").taps("anonymous").sees("review-title").taps("edit").sees("ask-edit")
    reporter.taps("story").sees("ask-story").says("Mon récit corrigé").sees("review-title")
    assert "Mon récit corrigé" in reporter.last.text
    reporter.taps("edit").taps("country").says("France").sees("review-title").taps("send")
    assert dict(reporter.answers)["country"] == "France"
    assert reporter.case.place == "abroad"


def test_an_old_send_button_cannot_submit_a_changed_report(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.taps("anonymous").sees("review-title")
    old = reporter.button("send", on="confirm")
    reporter.taps("edit").taps("story").says("Autre chose s'est passé").sees("review-title")
    from flows.core.events import Tap

    reporter.does(Tap(old.id)).sees("tap-old", "review-title")
    assert not reporter.cases


def test_identity_takes_any_of_phone_mail_and_card(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.taps("named").says("Karim B.").sees("ask-contact")
    reporter.says("sur la page de ma boutique").sees("contact-expected")
    reporter.says("06 12 34 56 78, karim@example.org, AB123456").sees("review-title").taps("send")
    contact = dict(reporter.answers)["contact"]
    assert contact == "+212612345678 · karim@example.org · AB123456"


def test_the_contact_can_be_skipped_in_ones_own_words(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.taps("named").says("Karim B.").sees("ask-contact").says("je ne sais pas trop")
    reporter.sees("review-title")


def test_naming_the_category_at_once_goes_straight_to_its_questions(person) -> None:
    person().says("arnaque").sees("ask-via")
    person(chat="telegram:3").says("bonjour, je veux signaler une arnaque").sees("ask-via")


def test_a_sentence_that_names_the_category_is_kept(person) -> None:
    someone = person().says("j'ai subi une arnaque hier").sees("understood-category", "ask-quick")
    someone.taps("details").sees("ask-via").says("passer").says("passer").says("passer")
    someone.sees("ask-evidence").says("fini").says("passer").says("passer").says("passer").taps("send")
    assert ("story", "j'ai subi une arnaque hier") in someone.answers


def test_a_number_means_nothing_before_a_question(person) -> None:
    person().says("1").sees("welcome")


def test_a_place_instead_of_a_category_begins_a_report(person) -> None:
    person().starts().taps("fr").sees("ask-category").does(Place(33.5, -7.6)).sees("ask-quick")
