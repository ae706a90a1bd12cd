"""A refusal, a question or a condition never sends, names, withdraws, forgets or drops."""

from collections.abc import Callable

import pytest

from tests.dialogue import Person

REFUSALS = [
    *["je ne veux pas envoyer", "n'envoyez rien", "surtout n'envoyez rien à ma famille", "ne pas envoyer"],
    *["attendez je ne suis pas sûr de vouloir envoyer", "pas encore", "envoyer plus tard", "non pas encore"],
    *["il faudrait pas envoyer", "il vaut mieux pas envoyer", "il ne faut pas envoyer", "il faut pas envoyé"],
    *["avant d'envoyer je veux relire", "plus tard", "j'ai peur, je ne veux plus envoyer"],
    *["لا أريد الإرسال", "لا ترسلوا شيئا", "عدم الإرسال", "ليس الآن", "قبل الإرسال أريد أن أراجع"],
    *["ok mais pas maintenant", "oui si c'est anonyme", "اه ولكن ماشي دابا", "sift wla la", "خايفة نصيفط"],
    *["ماشي دابا صيفط من بعد", "ما تصيفطوش", "ما بغيتش نصيفط", "باقي ما بغيتش نصيفطو", "بلا ما تصيفطو"],
    *[
        "mab9itch baghi nsift",
        "machi sift",
        "bla ma tsift",
        "ma tsiftouch",
        "sift mn be3d",
        "mazal matsiftouch",
    ],
]
QUESTIONS = [
    *["faut-il envoyer mon nom ?", "que se passe-t-il si je choisis envoyer ?", "envoyer ?", "oui ?"],
    *["est-ce que ma famille va le savoir", "comment envoyer", "quand est-ce que ça part"],
    *["متى يتم الإرسال؟", "هل أرسل الآن؟", "إرسال؟", "لماذا الإرسال"],
    *["واش إلا صيفطت غادي يعرفوني؟", "علاش نصيفط", "صيفط؟", "فوقاش كيتصيفط"],
    *["wach ila sift ghay3rfouni?", "3lach nsift", "kifach nsift", "sift?"],
]
NAMELESS = [
    *["je ne veux pas donner mon nom", "ne pas donner mon nom", "je veux pas qu'on sache mon nom"],
    *["لا أريد ذكر اسمي", "لا تذكروا اسمي", "لا أريد أن يعرف أحد اسمي"],
    *["ما بغيتش نعطي سميتي", "لا ما بغيتش نعطي سميتي ليهم", "ما نعطيش سميتي", "ما تقولوش سميتي"],
    *["mabghitch n3ti smiti", "ma bghitch n3ti smiyti", "bla ma n3ti smiti lihom"],
]
STAYS = [
    *["je ne veux pas annuler", "n'effacez rien", "لا أريد الإلغاء", "ma tmes7ouch", "ما تمسحوش", "oui ?"],
    *[
        "non pas ça",
        "oui mais non",
        "si j'annule qu'est-ce qui se passe",
        "لا تمسحوا شيئا",
        "واش غادي يتمسح؟",
    ],
    *["safi", "صافي", "oui ma soeur"],
]


def at_review(reporter: Person) -> Person:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    return reporter.taps("anonymous").sees("review-title")


@pytest.mark.parametrize("words", REFUSALS)
def test_a_refusal_at_the_review_sends_nothing_and_says_so(reporter: Person, words: str) -> None:
    at_review(reporter).says(words).sees("not-sent", "review-title")
    assert not reporter.cases
    reporter.taps("send").sees("filed")


@pytest.mark.parametrize("words", QUESTIONS)
def test_a_question_at_the_review_is_answered(reporter: Person, words: str) -> None:
    at_review(reporter).says(words).sees("if-sent", "review-title")
    assert not reporter.cases


@pytest.mark.parametrize("words", [*REFUSALS, *QUESTIONS])
def test_neither_sends_from_the_quick_offer(person: Callable[..., Person], words: str) -> None:
    someone = person().forwards("Votre colis attend, appelez le 0612345678").sees("ask-quick").says(words)
    someone.sees("ask-quick").misses("filed", "care-danger")
    assert {"not-sent", "if-sent"} & someone.last.keys
    assert not someone.cases


@pytest.mark.parametrize(
    "words",
    [
        *["oui", "Envoyer", "c'est bon", "oui c'est juste", "oui envoyez", "je confirme l'envoi"],
        *["نعم", "إرسال", "نعم أرسل", "كل شيء صحيح", "اه كلشي صحيح", "صافي", "صيفطو دابا"],
        *["wakha sift", "safi sifto", "ah", "sift 3afak"],
    ],
)
def test_an_exact_yes_or_name_sends(reporter: Person, words: str) -> None:
    at_review(reporter).says(words).sees("filed")


@pytest.mark.parametrize("words", NAMELESS)
def test_whoever_gives_no_name_stays_anonymous(reporter: Person, words: str) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.sees("ask-identity").says(words).sees("review-title").misses("ask-name").taps("send")
    assert reporter.case.anonymous
    assert dict(reporter.answers)["identity"] == "anonymous"


@pytest.mark.parametrize(
    "words", [*NAMELESS, "anonyme", "finalement anonyme", "non je ne veux pas", "بلا سمية"]
)
def test_a_refusal_is_never_stored_as_the_name(reporter: Person, words: str) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.taps("named").sees("ask-name").says(words).sees("name-not-kept", "review-title").taps("send")
    assert reporter.case.anonymous
    assert "name" not in dict(reporter.answers)


def test_a_wish_to_stay_anonymous_is_no_name(person: Callable[..., Person]) -> None:
    someone = person().starts().taps("fr").taps("other").says("Mon récit de départ")
    someone.taps("skip").taps("skip").taps("skip").taps("named").sees("ask-name")
    someone.says("je préfère rester anonyme").sees("name-not-kept", "review-title")


@pytest.mark.parametrize("words", ["pourquoi mon nom ?", "هل هذا ضروري؟", "واش ضروري", "wach darori"])
def test_a_question_is_never_stored_as_the_name(reporter: Person, words: str) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip").taps("named")
    reporter.says(words).sees("means-named", "means-anonymous", "ask-name")
    reporter.says("Karim Mabkhouch").sees("ask-contact")


def test_a_sentence_is_no_name(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip").taps("named")
    reporter.says("il s'appelle Karim et il habite derrière la gare").sees("note-kept", "unsent", "ask-name")


def test_a_name_refused_after_filing_leaves_the_case_anonymous(person: Callable[..., Person]) -> None:
    someone = person().forwards("Votre colis attend, appelez le 0612345678").taps("send").taps("yes")
    while "ask-identity" not in someone.last.keys:
        someone.taps("skip")
    someone.taps("named").says("je ne veux pas donner mon nom").sees("name-not-kept", "enrich-done")
    assert someone.case.anonymous


@pytest.mark.parametrize("words", ["pas anonyme", "faut-il donner mon nom", "واش نعطي سميتي"])
def test_no_name_is_asked_for_and_no_choice_made_of_a_doubt(reporter: Person, words: str) -> None:
    reporter.taps("other").says("Mon récit de départ").taps("skip").taps("skip").taps("skip")
    reporter.says(words).sees("ask-identity").misses("ask-name", "review-title")


def test_a_question_about_the_name_is_no_detail_of_the_report(person: Callable[..., Person]) -> None:
    who = person().starts().taps("ary").taps("other").says("Mon récit de départ").skips_to("ask-identity")
    who.says("واش نعطي سميتي").sees("ask-identity").misses("note-kept", "ask-name")


@pytest.mark.parametrize("words", STAYS)
def test_a_draft_is_dropped_only_by_an_exact_yes(reporter: Person, words: str) -> None:
    reporter.taps("fraud").says("annuler").sees("ask-drop").says(words).misses("dropped")
    reporter.says("menu").taps("resume").sees("ask-via")


@pytest.mark.parametrize("words", ["recommencer", "من البداية", "نعاود من اللول", "mn jdid"])
def test_starting_over_asks_before_it_drops_the_draft(reporter: Person, words: str) -> None:
    reporter.taps("fraud").says(words).sees("ask-resume").taps("resume").sees("ask-via")
    reporter.says(words).sees("ask-resume").says("pas recommencer").sees("ask-resume")
    reporter.says(words).sees("ask-category")


@pytest.mark.parametrize("words", ["je ne veux pas retirer", "لا أريد سحب التبليغ", "ما تسحبوش", "retirer ?"])
def test_no_case_is_withdrawn_against_its_reporters_will(reporter: Person, words: str) -> None:
    at_review(reporter).taps("send").taps("status").taps("withdraw").sees("ask-withdraw").says(words)
    reporter.misses("withdrawn")
    assert reporter.case.status == "received"


@pytest.mark.parametrize("words", ["ne m'oubliez pas", "لا تمسحوا", "ما تمسحوش", "matmes7ouch"])
def test_nobody_is_forgotten_against_their_will(reporter: Person, words: str) -> None:
    at_review(reporter).taps("send").says("oubliez-moi").sees("ask-forget").says(words).sees("forget-not")
    assert reporter.cases


@pytest.mark.parametrize(
    "words",
    [
        *["لا ماشي فخطر دابا", "لا أحد في خطر الآن", "لا، لسنا في خطر الآن", "حتى واحد ما فخطر دابا"],
        *["personne n'est en danger maintenant", "non pas en danger", "ma kayn 7ta wa7ed f khatar daba"],
    ],
)
def test_danger_denied_is_no_danger(reporter: Person, words: str) -> None:
    reporter.taps("threat").sees("ask-danger").says(words).sees("ask-aggressor").misses("care-danger")
    reporter.taps("ex").says("Il m'écrit chaque jour").taps("skip").taps("skip").taps("skip")
    reporter.taps("anonymous").taps("send")
    assert not reporter.case.urgent


@pytest.mark.parametrize(
    "words", ["لا راه قدام الباب هاز جنوي", "je ne suis pas en sécurité, il a un couteau"]
)
def test_danger_beside_a_negation_is_danger(reporter: Person, words: str) -> None:
    reporter.taps("threat").sees("ask-danger").says(words).sees("care-danger")


def test_never_begins_no_report(reporter: Person) -> None:
    reporter.taps("fraud").taps("sms").taps("earlier").says("passer").sees("ask-exposed").says("أبدا")
    reporter.misses("ask-resume", "ask-category")


def test_a_choice_beside_a_negation_is_not_made(reporter: Person) -> None:
    reporter.taps("blackmail").taps("no").sees("ask-aggressor").says("ماشي من العائلة").sees("ask-aggressor")
    reporter.says("pas de ma famille").sees("ask-aggressor").says("de ma famille").sees("ask-story")


def test_despair_is_heard_where_one_is_asked_to_be_sure(reporter: Person) -> None:
    at_review(reporter).taps("send").says("oubliez-moi").sees("ask-forget")
    reporter.says("je veux mourir").sees("care-despair")
    assert reporter.cases


def test_joined_words_are_one_answer(reporter: Person) -> None:
    reporter.taps("threat").sees("ask-danger").says("non aucun").sees("ask-aggressor")


TELLING = [
    *["راه مازال تما", "مازال كيصيفط", "ما جاوبنيش", "ما عرفتوش", "rah mazal tma", "mazal kay3ayet"],
    *["elle répond pas", "aucune réponse", "j'ai pas payé", "il a envoyé mes photos", "elle s'appelle Sara"],
    *["Elle a envoyé mes photos à ma famille", "n'envoyez pas à la police", "لا يرد أبدا", "لم يتوقف"],
]
"""Accounts with a word that also refuses, or that also speaks of sending."""
EMPTY = [
    "pas encore",
    "non pas ça",
    "ماشي دابا",
    "ما تصيفطوش",
    "ليس الآن",
    "je ne veux pas envoyer",
    "لا ترسلوه",
]


@pytest.mark.parametrize("at", ["quick", "confirm"])
@pytest.mark.parametrize("words", TELLING)
def test_what_is_told_at_the_review_is_kept_even_with_a_refusing_word(
    person: Callable[..., Person], words: str, at: str
) -> None:
    someone = person().starts().taps("fr")
    if at == "confirm":
        at_review(someone)
    else:
        someone.forwards("Votre colis attend, appelez le 0612345678").sees("ask-quick")
    someone.says(words).sees(f"ask-{at}").misses("choose-one")
    assert not someone.cases
    someone.taps("send").sees("filed")
    assert words in [value for _, value in someone.answers]


@pytest.mark.parametrize("words", EMPTY)
def test_a_mere_refusal_is_no_part_of_the_report(reporter: Person, words: str) -> None:
    at_review(reporter).says(words).misses("note-kept").taps("send").sees("filed")
    assert words not in [value for _, value in reporter.answers]
