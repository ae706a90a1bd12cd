"""Someone abroad is told of the help there: it answers, and no short number of Morocco does."""

import re
from collections.abc import Callable

import pytest
from phonenumbers.shortnumberinfo import is_emergency_number

from flows.answers.abroad import country_of, country_told
from flows.lexicon.emergency import ANYWHERE, EMERGENCY
from flows.lexicon.places import COUNTRIES
from flows.report.care import PLACED
from flows.report.categories import CATEGORIES
from tests.dialogue import House, Person

CHATS = ("telegram:1", "whatsapp:1", "web:1")
THERE = {
    "Espagne": ("je suis en Espagne et il est devant ma porte avec un couteau", "rani f Spania"),
    "Italie": ("راني فإيطاليا وخايفة", "ici en Italie je suis menacée"),
    "Turquie": ("f Turkia", "on me retient en Turquie depuis deux mois", "أنا في تركيا وهم يحتجزونني"),
    "Myanmar": (
        "je suis retenu au Myanmar dans un centre",
        "محبوسة فميانمار",
        "on ma enfermé au myanmar",
        "ils mont enfermé dans un centre au Myanmar",
        "احتجزوني في ميانمار",
        "حبسوني فميانمار",
        "7absoni f myanmar",
        "rani m7bous f myanmar",
    ),
    "Émirats arabes unis": (
        "I am in Dubai",
        "kankhdem f Dubai w khdaw liya passport",
        "jsuis bloqué a dubai on ma pris mon passeport",
        "on ma pris mon passeport à Dubaï",
        "chui a dubai",
        "أخذوا جواز سفري في دبي ولا أستطيع السفر",
        "خداو ليا الباسبور فدبي",
        "khdaw liya lpassport f dubai",
        "wa7el f dubai",
    ),
    "Cambodge": ("حابسيني فكمبوديا",),
    "France": (
        "je vis à Paris",
        "je vis en France, on me menace de mort",
        "أعيش في فرنسا",
        "3aycha f fransa",
    ),
}
NOT_THERE = (
    "il est en Espagne",
    "je suis à Casablanca, il est en Espagne",
    "je suis marocain et il m'appelle de France",
    "mon frère est retenu au Myanmar",
    "un homme de Turquie me menace",
    "numéro de France",
    "خويا محبوس فميانمار",
    "wahed mn dubai kayhddedni",
    "wahed f fransa kayhddedni",
    "kayhddedni wahed mn dubai",
    "واحد من دبي كيهددني",
    "شخص من تركيا يهددني",
    "شخص في فرنسا يهددني",
    "une femme en France me menace",
    "galiya rani f amrika",
    "قاليا راني فدبي",
    "il me dit je suis en France",
    "je veux aller en France",
    "bghit nmchi l fransa",
    "بغيت نمشي ف فرنسا",
    "offre de travail à Dubaï",
    "khdma f dubai",
    "عرض عمل في دبي",
    "rj3t mn dubai",
    "je suis rentré de France",
    "ana rj3t mn fransa",
    "je ne suis pas en France",
    "on ma volé mon compte, il est en France",
    "ma sœur a été enfermée au Myanmar",
    "khouya 7absouh f myanmar",
    "chui a casa",
    "on ma menacé depuis la France",
    "on me menace depuis la France",
    "راني فكازا",
    "",
)


@pytest.mark.parametrize(
    ("country", "text"), [(country, one) for country, each in THERE.items() for one in each]
)
def test_the_writers_country_is_read(country: str, text: str) -> None:
    assert country_of(text) == country


SPELLED = {
    "Espagne": ("espania", "espanya", "spania", "sbanya"),
    "Italie": ("tilyan", "talyan"),
    "Belgique": ("belgika",),
    "Allemagne": ("lalman", "almania"),
    "France": ("fronsa", "bariz"),
    "Turquie": ("torkia", "stanbul"),
    "Émirats arabes unis": ("dubay", "doubai", "l3imarat"),
    "Arabie saoudite": ("saoudia", "so3odia"),
    "Koweït": ("lkwit",),
    "Libye": ("libia",),
    "Myanmar": ("birmania",),
    "Mauritanie": ("mouritania",),
}


@pytest.mark.parametrize(
    ("country", "name"), [(country, one) for country in SPELLED for one in SPELLED[country]]
)
def test_a_country_is_known_however_it_is_spelled(country: str, name: str) -> None:
    for text in (f"rani f {name} w khayfa", f"ana f {name} o bghit nmout", f"7absinni f {name}"):
        assert country_of(text) == country, text


@pytest.mark.parametrize("text", ["chui a casa", "راني فكازا", "rani f rabat", "je suis au Maroc"])
def test_someone_back_in_morocco_is_told_so(text: str) -> None:
    assert country_told(text) == ""
    assert country_told("on m'a volé mon sac") is None


@pytest.mark.parametrize("text", NOT_THERE)
def test_another_persons_country_is_not_the_writers(text: str) -> None:
    assert country_of(text) == ""


def test_every_number_is_of_a_known_country() -> None:
    assert EMERGENCY.keys() <= {country[0] for country in COUNTRIES}


REGIONS = dict(
    zip(
        EMERGENCY,
        (
            *("FR", "BE", "GB", "IE", "RU", "CA", "US", "AE", "SA", "QA", "BH", "OM", "JO", "EG", "TN", "DZ"),
            *(
                "MR",
                "SN",
                "CI",
                "ML",
                "CM",
                "MM",
                "TH",
                "KH",
                "LA",
                "MY",
                "ID",
                "PH",
                "VN",
                "CN",
                "JP",
                "BR",
                "AU",
            ),
        ),
        strict=True,
    )
)
SAID_ELSEWHERE = {("Laos", "1191")}
"""Numbers that the library does not know, each named by a source in `docs/outside-checks.md`."""


@pytest.mark.parametrize("country", EMERGENCY)
def test_each_number_is_an_emergency_number_of_its_country(country: str) -> None:
    for number in EMERGENCY[country].split(" / "):
        known = is_emergency_number(number, REGIONS[country])
        assert known or (country, number) in SAID_ELSEWHERE


CRIES = {
    "care-danger-abroad": ("je suis en Espagne, il est devant ma porte avec un couteau", "112"),
    "care-despair-abroad": ("ana f Turkia w bghit nmout", "112"),
    "care-overdose-abroad": ("je suis en Tunisie et j'ai avalé toute la boîte de cachets", "197"),
    "care-minor-abroad": ("j'ai 13 ans et je suis en Thaïlande, on me menace de publier mes photos", "191"),
}


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("key", CRIES)
def test_a_cry_from_abroad_names_the_help_there(house: House, chat: str, key: str) -> None:
    text, number = CRIES[key]
    who = house.person(chat).says(text).sees(key).misses(key.removesuffix("-abroad"))
    assert number in who.messages[0].text
    assert "19\n" not in who.messages[0].text
    who.taps("send").sees("filed-urgent-abroad")
    assert number in who.messages[-1].text or number in who.messages[-2].text


@pytest.mark.parametrize("language", ["fr", "ar", "ary"])
def test_the_place_that_was_answered_counts(house: House, language: str) -> None:
    who = (
        house.person("telegram:1", language)
        .starts()
        .taps(language)
        .taps("threat")
        .taps("yes")
        .sees("care-danger")
    )
    who.says("passer").says("Il veut venir chez moi").skips_to("ask-where")
    who.taps("abroad").says("تايلاند").sees("abroad-help")
    assert "191" in who.last.text
    who.says("il est devant ma porte avec un couteau").sees("care-danger-abroad")
    who.says("aide").sees("help")
    assert "191" in who.last.text
    who.says("envoyer").taps("send").sees("filed-urgent-abroad", "abroad-help", "advice-threat")
    assert who.last.text.count("191") == 1


def test_an_unknown_country_gets_the_number_that_reaches_help_nearly_everywhere(reporter: Person) -> None:
    reporter.taps("threat").taps("yes").says("passer").says("Il veut venir chez moi")
    reporter.skips_to("ask-where")
    reporter.taps("abroad").says("Ruritanie").sees("abroad-help")
    assert ANYWHERE in reporter.last.text


def test_somebody_held_abroad_is_told_of_at_the_end(reporter: Person) -> None:
    reporter.taps("trafficking").taps("yes").sees("care-held").says("Myawaddy, au Myanmar").taps("yes")
    reporter.says("Mon frère est parti pour un emploi et on le retient")
    reporter.skips_to("ask-confirm")
    reporter.taps("send").sees("abroad-help", "advice-trafficking")
    assert "199" in reporter.last.text


MOROCCAN = re.compile(r"(?<![\d./:+])(?:19|177|15|112|2511|8350|0800004747)(?![\d./:])")
ABROAD = {
    "fr": "je suis aux États-Unis",
    "ar": "أنا في أمريكا",
    "ary": "راني فأمريكا",
    "ary-Latn": "ana f marikan",
}
"""Its number is none of those of Morocco."""
STORY = {
    "fr": "on me fait chanter avec une photo de moi",
    "ar": "شخص مجهول يبتزني بصورة لي",
    "ary": "واحد كيبتزني بتصويرة ديالي",
    "ary-Latn": "wahed kaybtezni b tswira dyali",
}
QUESTIONS = {
    "fr": ("aide", "vous êtes la police ?", "je veux parler à quelqu'un"),
    "ar": ("مساعدة", "هل أنتم الشرطة؟", "أريد التحدث مع شخص"),
    "ary": ("عاونوني", "واش نتوما البوليس؟", "بغيت نهضر مع شي واحد"),
    "ary-Latn": ("3awnouni", "wach ntouma lboulis?", "bghit nhder m3a chi wa7ed"),
}


def names_morocco(who: Person) -> list[str]:
    return [seen.text for seen in who.messages if MOROCCAN.search(seen.text)]


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("written", ABROAD)
def test_someone_abroad_reads_no_number_of_morocco(house: House, chat: str, written: str) -> None:
    """From the welcome to the advice: each place where a number is named."""
    who = house.person(chat, written[:3].rstrip("-"))
    who.says(ABROAD[written])
    for question in QUESTIONS[written]:
        who.says(question)
    for category in CATEGORIES:
        who.starts()
        who.says({"fr": "signes", "ar": "علامات", "ary": "علامات", "ary-Latn": "signes"}[written])
        if category in who.options:
            who.taps(category)
    assert "911" in "".join(seen.text for seen in who.messages)
    assert names_morocco(who) == []


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("language", ["fr", "ar", "ary"])
def test_a_whole_report_from_abroad_names_the_help_there(house: House, language: str, category: str) -> None:
    who = house.person("telegram:1", language).says(f"{ABROAD[language]}. {STORY[language]}")
    if "category" in who.options:
        who.taps("category")
    who.taps(category)
    for _ in range(3):
        who.says("zzz")
    who.says("envoyer").sees("abroad-help")
    assert names_morocco(who) == []


@pytest.mark.parametrize("written", STORY)
def test_the_opening_of_a_category_names_the_help_there_once(house: House, written: str) -> None:
    who = house.person("telegram:1", written[:3].rstrip("-"))
    who.says(f"{ABROAD[written]}, {STORY[written]}").sees("opening-blackmail")
    told = "".join(seen.text for seen in who.messages)
    assert told.count("consulat") == 1
    assert names_morocco(who) == []


@pytest.mark.parametrize("language", ["fr", "ar", "ary"])
def test_someone_who_came_back_is_told_of_the_help_here(house: House, language: str) -> None:
    who = house.person("telegram:1", language).says(ABROAD[language])
    who.says({"fr": "je suis à Casablanca", "ar": "أنا في الدار البيضاء", "ary": "راني فكازا"}[language])
    who.says("aide").sees("help")
    assert "177" in who.last.text


def test_a_place_in_a_forwarded_message_is_not_the_reporters(person: Callable[..., Person]) -> None:
    who = person().forwards("Bonjour, je suis à Paris et votre colis est bloqué, payez 25 DH").says("aide")
    assert "177" in who.last.text


def test_a_traceless_report_leaves_no_country(person: Callable[..., Person]) -> None:
    who = person().says("je suis en Espagne, un inconnu m'insulte chaque jour sur facebook").taps("details")
    who.skips_to("ask-identity")
    who.taps("traceless").taps("send").says("aide")
    assert "177" in who.last.text


def test_every_line_of_care_has_one_for_abroad() -> None:
    assert {
        "care-danger",
        "care-despair",
        "care-overdose",
        "care-held",
        "care-minor",
        "filed-urgent",
    } == PLACED


def test_held_while_abroad(person: Callable[..., Person]) -> None:
    who = person().says("Je suis au Cambodge, on m'a promis un emploi et on me garde dans un centre d'appels")
    assert "117" in "".join(seen.text for seen in who.messages)
