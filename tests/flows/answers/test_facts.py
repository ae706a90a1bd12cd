"""Ages, times, places, yes and no in a few words; spelling forgiven; never more than is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.answers import facts
from flows.answers.choose import adds, pick
from flows.answers.facts import Whereabouts
from flows.answers.read import unnamed, yes_or_no
from flows.answers.spelling import close, distance
from flows.lexicon import answer_words as also
from flows.lexicon.commands import CATEGORY_WORDS
from flows.lexicon.places import CITIES


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *[
            (t, "yes")
            for t in ("oui ma soeur", "oui c'est ça", "نعم أنا", "اه أنا", "اه 16 عام", "ah a khti", "ok")
        ],
        *[
            (t, "no")
            for t in ("non pas encore", "لا، ليس الآن", "لا باقي", "la machi s7i7", "la khti", "la, daba")
        ],
        *[
            (t, None)
            for t in ("oui mais non", "oui non", "non oui", "la victime a 15 ans", "ah bon ?", "oui ?", "")
        ],
        *[
            (t, None)
            for t in ("oui je ne sais pas", "نعم لكن لا أعرف", "oui il est venu hier soir avec deux amis")
        ],
        *[(t, None) for t in ("peut-être", "le voisin", "non mais si", "oui pas encore")],
    ],
)
def test_yes_or_no_by_the_first_word(text, read):
    assert yes_or_no(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *[
            (t, "yes")
            for t in ("17", "16 ans", "16ans", "اه 16 عام", "elle a 15 ans", "عندها 16", "12 et 15 ans")
        ],
        *[
            (t, "yes")
            for t in ("moins de 18 ans", "je n'ai pas 18 ans", "ما عنديش 18", "قل من 18", "oui", "ta7t 18")
        ],
        *[
            (t, "no")
            for t in (
                "25",
                "25 ans",
                "non j'ai 25 ans",
                "لا، عمري 25 سنة",
                "j'ai 18 ans",
                "3ndi 30 3am",
                "la",
            )
        ],
        *[
            (t, None)
            for t in ("oui j'ai 25 ans", "non elle a 15 ans", "15 et 30 ans", "16 ans ?", "2000", "0")
        ],
        *[(t, None) for t in ("il m'a demandé 17 fois de lui envoyer mes photos", "rien compris")],
        *[(t, "no") for t in ("non pas 18",)],
    ],
)
def test_an_age_says_who_is_under_eighteen(text, read):
    assert facts.under_age(text) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *[
            (t, "recent")
            for t in ("hier", "oui hier", "البارح", "اه البارح", "أمس", "lbare7", "il y a 2 heures")
        ],
        *[
            (t, "recent")
            for t in ("نعم دفعت 500 درهم أمس", "قبل ساعة", "hadi sa3a", "il y a un jour", "ce matin")
        ],
        *[
            (t, "earlier")
            for t in ("il y a 3 jours", "avant-hier", "la semaine dernière", "هادي شهر", "hadi simana")
        ],
        *[(t, "earlier") for t in ("قبل يومين", "ول البارح", "wel lbare7", "il y a 30 heures", "هادي 3 يام")],
        *[(t, "earlier") for t in ("كثر من 24 ساعة", "أكثر من يوم", "kter mn 24 sa3a", "plus de 24 heures")],
        *[(t, "recent") for t in ("قل من 24 ساعة", "أقل من يوم", "قبل 24 ساعة", "كثر من ساعة")],
        *[
            (t, "no")
            for t in ("non j'ai rien payé", "لم أدفع شيئا", "لا ما خلصت والو", "ma khlest walo", "non")
        ],
        *[
            (t, None)
            for t in ("oui", "je ne sais plus", "hier ?", "500 dh", "hier et il y a 3 mois", "pas hier soir")
        ],
    ],
)
def test_a_time_says_when_money_was_lost(text, read):
    assert facts.when_lost(text) == read


@pytest.mark.parametrize(("text", "read"), [("la", "no"), ("la carte", None), ("la safi", "no")])
def test_the_article_is_no_answer(text, read):
    """Darija's no is written like the French article."""
    assert yes_or_no(text) == read


def test_yes_and_no_together_are_neither():
    assert yes_or_no("oui non") is None


def test_whoever_gives_no_name_is_anonymous():
    assert unnamed("je ne veux pas donner mon nom") == "anonymous"


def test_a_question_about_a_time_tells_none():
    assert facts.when_lost("hier ?") is None


def test_whoever_has_paid_nothing_lost_nothing():
    assert facts.when_lost("je n'ai rien payé") == "no"


SALE = Whereabouts("morocco", "rabat", "Salé")
TANGER = Whereabouts("morocco", "tanger", "طنجة")
FRANCE = Whereabouts("abroad", country="France")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        *[(t, SALE) for t in ("Salé", "j'habite à Salé", "ana f sala", "sale")],
        *[(t, TANGER) for t in ("طنجة", "فطنجة", "من مدينة طنجة")],
        *[(t, FRANCE) for t in ("France", "f fransa", "je suis à Paris", "en france")],
        *[(t, Whereabouts("abroad")) for t in ("je ne suis pas au Maroc", "لست من المغرب", "ماشي فالمغرب")],
        *[(t, Whereabouts("morocco")) for t in ("ana f lmaghrib", "au Maroc", "في المغرب")],
        ("Casablanca, Maroc", Whereabouts("morocco", "casablanca", "Casablanca")),
        *[(t, None) for t in ("Fès ou Meknès", "Paris ?", "pas en France", "rien", "", "un " * 9)],
    ],
)
def test_a_city_or_a_country_says_where(text, place):
    assert facts.told_place(text) == place
    assert facts.where(text) == (place.where if place else None)
    assert facts.region(text) == ((place.region or None) if place else None)


def test_every_place_is_in_one_region_only():
    assert facts.told_place("Oujda") == Whereabouts("morocco", "oriental", "Oujda")
    assert {region for region, _ in facts._PLACES.values()} == {*CITIES, "abroad", "morocco"}


@pytest.mark.parametrize(
    ("text", "option"),
    [
        *[(t, "partner") for t in ("mon mari", "راجلي", "rajli", "زوجي", "c'est mon mari", "خطيبي")],
        *[(t, "ex") for t in ("mon ex", "c'est mon ex", "mon ex mari", "طليقي", "tli9i")],
        *[(t, "family") for t in ("mon frère", "خويا", "khouya", "ولد عمي", "أخي", "mon pere")],
        *[(t, "friend") for t in ("un ami", "صاحبي", "sa7bi", "mon voisin")],
        *[(t, "colleague") for t in ("mon patron", "patron", "الباطرون", "مديري", "un collègue")],
        *[(t, "stranger") for t in ("je ne le connais pas", "لا أعرفه", "ما عرفتوش", "makan3rfouch")],
        *[(t, None) for t in ("ماشي من العائلة", "pas mon mari", "mon mari ou mon frère")],
    ],
)
def test_the_words_people_use_for_an_aggressor(text, option):
    assert pick(text, tuple(also.AGGRESSOR_WORDS), also.AGGRESSOR_WORDS) == option


@pytest.mark.parametrize(
    ("text", "option"),
    [
        *[
            ("arnak", "fraud"),
            ("c'est une arnak", "fraud"),
            ("chantaje", "blackmail"),
            ("diffamtion", "defamation"),
        ],
        *[("المخضرات", "drugs"), ("مخدارت", "drugs"), ("terorisme", "terrorism"), ("ابتزتز", "blackmail")],
        *[("السلام", None), ("السلام عليكم", None), ("kaydrebni", None), ("menacé", "threat")],
        *[("bonjour", None), ("manger", None), ("carnage", None), ("hier je mange une arnak demain", None)],
        ("pas arnak", None),
    ],
)
def test_one_or_two_wrong_letters_are_forgiven(text, option):
    assert pick(text, tuple(CATEGORY_WORDS), CATEGORY_WORDS) == option


def test_the_same_for_applications():
    assert pick("whatsap", tuple(also.VIA_WORDS), also.VIA_WORDS) == "whatsapp"
    assert pick("instgram", tuple(also.STOLEN_WORDS), also.STOLEN_WORDS) == "instagram"


def test_what_acts_for_good_forgives_nothing():
    names = {"send": ("envoyer",), "edit": ("modifier",)}
    assert pick("enovyer", ("send", "edit"), names) == "send"
    assert pick("enovyer", ("send", "edit"), names, {"send"}) is None
    assert pick("envoyer maintenant", ("send", "edit"), names, {"send"}) is None
    assert pick("envoyer", ("send", "edit"), names, {"send"}) == "send"
    assert pick("envoyer ?", ("send", "edit"), names, {"send"}) is None
    assert pick("modifer", ("send", "edit"), names, {"send"}) == "edit"


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("", "abc", 3),
        ("abc", "abc", 0),
        ("abc", "acb", 1),
        ("abcd", "abd", 1),
        ("arnake", "arnak", 1),
        ("ab", "ba", 1),
    ],
)
def test_letters_between_words(one, other, letters):
    assert distance(one, other) == distance(other, one) == letters


@given(st.text("abcde", max_size=9), st.text("abcde", max_size=9))
def test_closeness_is_mutual(one, other):
    assert close(one, other) == close(other, one)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        *[
            (t, False)
            for t in ("arnaque", "c'est une arnaque", "je veux signaler une arnaque", "bonjour arnaque")
        ],
        *[(t, False) for t in ("هادشي ديال النصب", "بغيت نبلغ على النصب", "bghit nblegh 3la nasb", "arnak")],
        *[
            (t, True)
            for t in ("arnaque sur avito", "j'ai subi une arnaque hier", "النصب فالواتساب ديال الخدمة")
        ],
    ],
)
def test_a_text_that_says_more_than_a_name(text, more):
    assert adds(text, CATEGORY_WORDS["fraud"]) is more


@pytest.mark.parametrize(
    "text", ["pourquoi pas mon nom ?", "si vous ne dites pas mon nom", "mon nom est Karim", "ok"]
)
def test_no_name_is_refused_in_a_doubt(text):
    assert unnamed(text) is None


def test_one_day_ago_is_recent_and_more_than_one_is_not() -> None:
    assert (facts.time_told("il y a 1 jour"), facts.time_told("il y a plus d un jour")) == (
        "recent",
        "earlier",
    )
