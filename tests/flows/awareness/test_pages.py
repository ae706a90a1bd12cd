"""The pages on how to recognise a crime: read at any moment, passed on as they are, no part of a report."""

import pytest

from bot.settings.config import Config
from bot.turn.render import render
from flows.core.effects import Line, Say
from flows.reading import answers as words
from flows.report.categories import CATEGORIES
from handlers.split import units
from handlers.telegram.encode import encode_message as for_telegram
from handlers.whatsapp.encode import encode_message as for_whatsapp
from locales import Catalogue
from tests.dialogue import ZONE, lines
from tests.dialogue import words as catalogue

LANGUAGES = ("ar", "fr", "ary")
CHANNELS = ("telegram", "whatsapp", "web")
NAMED = {
    "fraud": ("une arnaque", "النصب", "النصب", "nasb"),
    "blackmail": ("le chantage", "الابتزاز", "الشانطاج", "chantaj"),
    "defamation": ("la diffamation", "التشهير", "السبان", "tachhir"),
    "threat": ("une menace", "التهديد", "التهديد", "tahdid"),
    "child": ("un enfant en danger", "طفل في خطر", "البيدوفيليا", "tefl"),
    "trafficking": ("un faux emploi", "الاتجار بالبشر", "الحريك", "l7rig"),
    "hacking": ("un compte piraté", "حساب مخترق", "كونط مسروق", "kont msrou9"),
    "terrorism": ("l'apologie du terrorisme", "الإرهاب", "الإرهاب", "irhab"),
    "drugs": ("la drogue", "المخدرات", "القرقوبي", "mokhadirat"),
    "weapons": ("des armes", "الأسلحة", "السلاح", "sla7"),
    "incitement": ("un appel à la haine", "التحريض", "التحريض", "ta7rid"),
}
BEGUN = ("comment reconnaître", "كيف أعرف", "كيفاش نعرف", "kifach n3raf")
ASKED = [
    pytest.param(f"{begun} {name}", category, id=f"{category}-{number}")
    for category, names in NAMED.items()
    for number, (begun, name) in enumerate(zip(BEGUN, names, strict=True))
]
OTHERS = (
    ("Quels sont les signes d'une arnaque ?", "fraud"),
    ("comment savoir si c'est une arnaque", "fraud"),
    ("kifach n3raf wach hadi nasba", "fraud"),
    ("ما هي علامات الابتزاز؟", "blackmail"),
    ("how to recognise a scam", "fraud"),
)
TOLD = (
    "comment savoir qui m'a arnaqué",
    "kifach n3raf chkoun nsb 3liya",
    "كيفاش نعرف شكون نصب عليا",
    "كيف أعرف من يهددني",
    "comment éviter qu'il publie mes photos",
    "une arnaque",
    "النصب",
)
LIST = ("signes et conseils", "علامات ونصائح", "كيفاش نحضي راسي", "kifach n7di rasi", "Prévention")


def test_every_category_but_the_rest_is_asked_for() -> None:
    assert {*NAMED, "other"} == set(CATEGORIES)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_a_page_is_one_message_that_can_be_passed_on(house, channel, language, category):
    someone = house.person(f"{channel}:1").starts().taps(language)
    someone.says("menu").sees("ask-menu").taps("signs").sees("ask-signs").taps(category)
    page, then = someone.messages[-2:]
    assert (page.keys, page.say.options, page.language) == ({f"signs-{category}"}, (), language)
    assert "ask-category" in then.keys
    message = render(catalogue(), page.say, language)
    assert units(message.text) <= 1024
    assert len(for_whatsapp(message, "…").plain) == 1
    assert len(for_telegram(1, message)) == 1
    *_, line, last = message.text.splitlines()
    assert any(character.isdecimal() for character in line)
    assert "Ballegh" in last
    assert "http" not in message.text


@pytest.fixture(scope="module")
def cellule() -> Catalogue:
    """The words of a deployment with a name and a number of its own."""
    return Catalogue.load(lines(Config()) | {"police": "1717"}, "Cellule", ZONE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_numbers_and_name_are_those_of_the_deployment(cellule, category, language):
    text = cellule.rendered(Say((Line(f"signs-{category}"),)), language).text
    assert "Cellule" in text.splitlines()[-1]
    assert ": 19" not in text.replace("\u00a0", " ")


@pytest.mark.parametrize(("text", "category"), [*ASKED, *OTHERS])
def test_a_question_in_words_opens_the_page(person, text, category):
    someone = person().says(text).sees(f"signs-{category}", "signs-forward")
    assert "signs" in someone.options
    assert someone.cases == []


@pytest.mark.parametrize("text", TOLD)
def test_other_words_open_none(text):
    assert words.command(text) is None


@pytest.mark.parametrize("text", LIST)
def test_the_list_is_asked_for_in_words(person, text):
    person().says(text).sees("ask-signs").says("2").sees("signs-blackmail")


def test_a_category_typed_at_the_list_is_its_page_and_a_story_is_none(reporter):
    reporter.says("prévention").says("chantage").sees("signs-blackmail")
    reporter.says("prévention").says("arnaque au colis Amazon").sees("ask-quick").misses("signs-fraud")
    reporter.says("annuler").taps("yes")
    reporter.says("prévention").says("on m'a pris 500 dirhams, une arnaque au colis").sees("ask-quick")


@pytest.mark.parametrize("text", ["comment reconnaître une arnaque", "كيفاش نعرف النصب", "kifach n3raf nasb"])
def test_a_draft_stays_and_its_question_stands_again(reporter, text):
    reporter.taps("threat").sees("ask-danger")
    while True:
        asked = {key for key in reporter.last.keys if key.startswith("ask-")}
        reporter.says(text).sees("signs-fraud", *asked)
        if "ask-confirm" in asked:
            break
        done = {"ask-story": lambda: reporter.says("il me menace depuis hier")}
        for key in asked:
            done.get(key, lambda: reporter.taps("done" if "done" in reporter.options else _way(reporter)))()
    reporter.taps("send").sees("filed", "advice-threat")
    assert not any(text in value for _, value in reporter.answers)


def _way(someone):
    return next(one for one in ("skip", "no", "anonymous", "other") if one in someone.options)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_forwarded_question_is_content(person, language):
    person(language).forwards("comment reconnaître une arnaque").misses("signs-fraud").sees("ask-quick")


def test_the_advice_leads_to_the_page(reporter):
    reporter.says("On m'a demandé 500 dirhams pour un colis, une arnaque").sees("ask-quick")
    reporter.taps("send").sees("advice-fraud").taps("signs-fraud").sees("signs-fraud", "ask-more")
    reporter.taps("no").taps("signs-fraud").sees("signs-fraud", "signs-forward")


def test_despair_and_a_case_without_a_trace_offer_no_page(reporter):
    reporter.says("je veux mourir").taps("send").sees("filed", "care-despair")
    assert not any(option.startswith("signs") for option in reporter.options)
    reporter.taps("no").says("nouveau").taps("fraud").skips_to("ask-story").says("Un colis qui n'existe pas.")
    reporter.skips_to("ask-identity").taps("traceless").taps("send").sees("advice-fraud", "parted")
    assert not any(option.startswith("signs") for option in reporter.options)


def test_an_old_list_stays_valid(reporter):
    reporter.says("prévention")
    reporter.says("retour").sees("ask-category")
    reporter.taps("drugs", on="signs").sees("signs-drugs", "ask-category")
