"""Words as answers, in a dialogue: understood, kept, and not asked again."""

from collections.abc import Callable

import pytest

from tests.dialogue import Person


@pytest.mark.parametrize(
    "words", ["16 ans", "17", "اه 16 عام", "عندها 16", "oui ma soeur", "ah a khti", "نعم أنا"]
)
def test_an_age_or_a_first_word_answers_under_eighteen(reporter: Person, words: str) -> None:
    reporter.taps("blackmail").sees("ask-minor").says(words).sees("care-minor", "ask-aggressor")
    keys = [getattr(line, "key", "") for line in reporter.last.say.lines]
    assert keys.count("care-minor") == 1


@pytest.mark.parametrize(
    "words", ["25 ans", "non j'ai 25 ans", "لا، عمري 25 سنة", "non pas encore", "la machi s7i7"]
)
def test_of_age_is_no(reporter: Person, words: str) -> None:
    reporter.taps("blackmail").says(words).sees("ask-aggressor").misses("care-minor")


@pytest.mark.parametrize("words", ["oui mais non", "la victime est ma voisine", "oui j'ai 25 ans"])
def test_what_contradicts_itself_is_asked_again(reporter: Person, words: str) -> None:
    reporter.taps("blackmail").says(words).sees("ask-minor")


@pytest.mark.parametrize(
    ("words", "care"), [("hier", True), ("البارح", True), ("lbare7", True), ("il y a 3 jours", False)]
)
def test_a_time_answers_when_money_was_lost(reporter: Person, words: str, care: bool) -> None:
    reporter.taps("fraud").taps("sms").sees("ask-money").says(words)
    assert ({"money-first", "ask-lost_bank"} <= reporter.last.keys) is care
    assert ("ask-payment" in reporter.last.keys) is not care


def test_a_city_answers_where_and_is_not_asked_again(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").taps("skip").taps("skip").sees("ask-where").says("f casa")
    reporter.sees("ask-identity").misses("ask-region", "ask-city").taps("anonymous").taps("send")
    assert reporter.case.place == "casablanca"
    assert ("city", "Casablanca") in reporter.answers


def test_a_country_answers_where_and_is_not_asked_again(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").taps("skip").taps("skip").sees("ask-where").says("فرنسا")
    reporter.sees("ask-identity").taps("anonymous").sees("review-title").taps("edit").taps("where")
    reporter.says("Espagne").sees("review-title").taps("send")
    assert reporter.case.place == "abroad"
    assert ("country", "Espagne") in reporter.answers


def test_a_city_answers_its_region_too(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").taps("skip").taps("skip").taps("morocco").sees("ask-region")
    reporter.says("أكادير").sees("ask-identity").taps("anonymous").taps("send")
    assert reporter.case.place == "souss"


def test_a_place_after_filing_joins_the_case(person: Callable[..., Person]) -> None:
    someone = person().forwards("Votre colis attend, appelez le 0612345678").taps("send").taps("yes")
    while "ask-where" not in someone.last.keys:
        someone.taps("skip")
    someone.says("je suis à Tanger").sees("ask-identity")
    assert someone.case.place == "tanger"
    assert ("city", "Tanger") in someone.answers


@pytest.mark.parametrize("words", ["mon mari", "راجلي", "rajli"])
def test_people_are_named_as_people_name_them(reporter: Person, words: str) -> None:
    reporter.taps("blackmail").taps("no").sees("ask-aggressor").says(words).sees("ask-story")
    reporter.says("Il me menace").taps("skip").taps("skip").taps("skip").taps("anonymous").taps("send")
    assert ("aggressor", "partner") in reporter.answers


def test_what_an_answer_says_beyond_the_option_is_kept(reporter: Person) -> None:
    reporter.taps("blackmail").taps("no").says("c'est mon ex Karim du lycée").sees("ask-story")
    reporter.says("Il me menace").taps("skip").taps("skip").taps("skip").taps("anonymous").taps("send")
    assert ("aggressor", "ex") in reporter.answers
    assert ("note", "c'est mon ex Karim du lycée") in reporter.answers


def test_a_story_answers_questions_that_follow(person: Callable[..., Person]) -> None:
    someone = person().says("Mon mari me menace de publier mes photos intimes, j'ai 30 ans et j'habite à Fès")
    someone.sees("understood-category", "category-blackmail", "ask-quick").taps("details")
    someone.misses("ask-minor", "ask-aggressor").sees("ask-evidence-private").taps("skip").taps("skip")
    someone.sees("ask-identity").taps("anonymous").taps("send")
    told = dict(someone.answers)
    assert (told["minor"], told["aggressor"], told["city"]) == ("no", "partner", "Fès")


def test_a_story_says_when_money_was_lost(person: Callable[..., Person]) -> None:
    someone = person().says("C'est une arnaque sur avito, j'ai payé 800 dh hier par virement et rien reçu")
    someone.sees("money-first", "ask-lost_bank")  # "rien" denies what was bought, and no payment
    other = person(chat="telegram:8").says("Arnaque sur avito, j'ai payé 800 dh il y a un mois au vendeur")
    other.misses("money-first").sees("ask-quick").taps("details").taps("site").sees("ask-payment")


@pytest.mark.parametrize(
    "story",
    [
        "Ma fille est menacée par un inconnu qui veut publier ses photos intimes",
        "ختي كيهددوها بتصاورها شي ناس فالفيسبوك وبغاو الفلوس",
        "Un inconnu menace de tout envoyer à mon mari, il a mes photos intimes",
    ],
)
def test_who_is_harmed_is_no_aggressor(person: Callable[..., Person], story: str) -> None:
    someone = person().says(story).taps("send")
    assert "aggressor" not in dict(someone.answers)


def test_a_forwarded_story_answers_for_nobody(person: Callable[..., Person]) -> None:
    someone = (
        person().forwards("Mon mari me menace de publier mes photos intimes, j'habite à Fès").taps("send")
    )
    assert "city" not in dict(someone.answers)


def test_the_story_at_its_own_question_answers_what_follows(reporter: Person) -> None:
    reporter.taps("other").says("Je suis à Rabat et on me réclame de l'argent").taps("skip").taps("skip")
    reporter.sees("ask-identity").misses("ask-where")


def test_a_category_chosen_later_reads_the_story(reporter: Person) -> None:
    reporter.taps("other").says("Mon mari me menace, il a trouvé mes messages").taps("skip").taps("skip")
    reporter.taps("skip").taps("anonymous").sees("review-title").taps("edit").taps("category").says("menaces")
    reporter.sees("ask-danger").taps("no").misses("ask-aggressor").sees("review-title")


SENTENCES = [
    ("واحد كيبيع القرقوبي حدا المدرسة", "drugs"),
    ("arnaque sur avito", "fraud"),
    ("يهددني بنشر صوري", "blackmail"),
    ("kaybi3 l9r9obi 7da lmadrasa", "drugs"),
]


@pytest.mark.parametrize(("words", "category"), SENTENCES)
def test_a_sentence_picks_the_category_and_is_kept(reporter: Person, words: str, category: str) -> None:
    reporter.says(words).sees("understood-text", f"category-{category}", "ask-quick").taps("send")
    assert reporter.case.category == category
    assert ("story", words) in reporter.answers


@pytest.mark.parametrize(("words", "category"), SENTENCES)
def test_a_sentence_at_a_change_of_category_is_kept_too(reporter: Person, words: str, category: str) -> None:
    reporter.taps("other").says("Mon récit").taps("skip").taps("skip").taps("skip").taps("anonymous")
    reporter.taps("edit").taps("category").says(words)
    while "send" not in reporter.options:
        reporter.taps("no" if "no" in reporter.options else "skip")
    reporter.taps("send")
    assert reporter.case.category == category
    assert ("note", words) in reporter.answers


@pytest.mark.parametrize("words", ["arnaque", "c'est une arnaque", "النصب", "bghit nblegh 3la nasb", "arnak"])
def test_a_name_alone_is_no_story(reporter: Person, words: str) -> None:
    reporter.says(words).sees("ask-via").misses("understood-text")


@pytest.mark.parametrize(
    "words",
    [
        *[
            "je veux signaler quelqu'un",
            "je voudrais dénoncer une personne",
            "bonjour je veux porter plainte",
        ],
        *["أريد أن أبلغ عن شخص", "أود التبليغ عن شيء", "بغيت نبلغ على شي حد", "باغي نشكي بواحد"],
        *["bghit nblegh 3la wa7ed", "bghit nbalegh 3la chi wahed", "baghi nchki b wa7ed"],
    ],
)
def test_the_wish_to_report_begins_a_report_and_is_none(person: Callable[..., Person], words: str) -> None:
    person().says(words).sees("ask-category").misses("understood-text", "ask-quick")


def test_arrived_is_said_only_of_what_was_kept(person: Callable[..., Person]) -> None:
    someone = person().forwards("Votre colis attend, appelez le 0612345678").sees("understood-text")
    someone.says("hmm bof").sees("choose-one", "ask-quick").misses("understood-text")
    someone.says("je ne veux pas envoyer").sees("not-sent").misses("understood-text")
    someone.says("il m'a aussi appelé deux fois ce matin").sees("understood-text")


def test_noted_never_sounds_like_sent(reporter: Person) -> None:
    reporter.taps("fraud").says("il a une voiture grise immatriculée ici").sees("note-kept", "unsent")
    reporter.taps("skip").taps("skip").taps("skip").taps("skip").taps("skip").taps("skip").taps("skip")
    reporter.taps("anonymous").taps("send").taps("status").taps("add").says("une précision")
    reporter.sees("note-kept").misses("unsent")


LANGUAGES = [
    *[("arabe", "ar"), ("العربية", "ar"), ("bel 3arbiya", "ar"), ("en arabe svp", "ar")],
    *[("darija", "ary"), ("bghit nhder b darija", "ary"), ("هضرو معايا بالدارجة", "ary")],
    *[("français", "fr"), ("بالفرنسية", "fr"), ("hder m3aya b français", "fr")],
]


@pytest.mark.parametrize(("words", "language"), LANGUAGES)
def test_a_language_by_its_name_at_first_contact_and_at_rest(
    person: Callable[..., Person], words: str, language: str
) -> None:
    someone = person().says(words).sees("ask-category")
    assert someone.last.language == language
    other = person(chat="telegram:5").starts().sees("ask-language").says(words).sees("ask-category")
    assert other.last.language == language
    other.taps("other").says("Mon récit").taps("skip").taps("skip").taps("skip").taps("anonymous").taps(
        "send"
    )
    other.says(words).sees("ask-category")
    assert other.last.language == language


@pytest.mark.parametrize(("words", "language"), LANGUAGES)
def test_a_language_by_its_name_in_the_middle(reporter: Person, words: str, language: str) -> None:
    reporter.taps("other").sees("ask-story").says(words).sees("ask-story")
    assert reporter.last.language == language
    reporter.says("menu").sees("ask-menu").says(words).sees("ask-story")
    reporter.says("annuler").sees("ask-drop").says(words).sees("ask-story")
    assert not reporter.cases


def test_a_language_named_after_hiding_shows_no_question(reporter: Person) -> None:
    reporter.taps("blackmail").says("cacher").sees("hidden").says("arabe").sees("ask-resume").misses(
        "ask-minor"
    )
    assert reporter.last.language == "ar"


def test_an_officer_changes_language_at_the_desk(officer: Person) -> None:
    officer.says("arabe").sees("ask-desk")
    assert officer.last.language == "ar"


def test_an_officers_choice_is_typed_too(officer: Person) -> None:
    officer.says("Ouverts").sees("desk-none")


def test_a_text_beside_a_changed_answer_leaves_the_question(reporter: Person) -> None:
    reporter.taps("blackmail").taps("no").taps("ex").says("Il me menace").taps("skip").taps("skip").taps(
        "skip"
    )
    reporter.taps("anonymous").taps("edit").taps("aggressor").sees("ask-aggressor")
    reporter.says("j'habite à Zanzibar depuis très longtemps déjà").sees("note-kept", "ask-aggressor")
