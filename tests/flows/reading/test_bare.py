"""The numbers and links that tell nothing of a writer go before despair, danger and a minor are read."""

import pytest

from flows.reading import signals
from flows.reading.bare import bare
from flows.reading.features import split

LEFT = (
    ("je veux mourir 0687654321", "je veux mourir"),
    ("payez 19 DH avant ce soir: https://amana.example/x", "payez avant ce soir:"),
    ("ادفع 1 200 درهم قبل 12/06 على الساعة 18:30", "ادفع قبل على الساعة"),
    ("colis n° 4471 livré le 12/06/2026 à 14h30", "colis livré le à"),
    ("j'ai 15 ans", "j'ai 15 ans"),
    ("ma fille de 12-13 ans", "ma fille de 12-13 ans"),
    ("entre 13/14 ans", "entre 13/14 ans"),
    ("j'ai avalé 30 comprimés", "j'ai avalé 30 comprimés"),
    ("chrebt 20 7abba", "chrebt 20 7abba"),
    ("0687654321", "0687654321"),
    ("aide 0687654321", "aide 0687654321"),
)


@pytest.mark.parametrize(("text", "left"), LEFT)
def test_what_tells_nothing_goes(text: str, left: str) -> None:
    assert bare(text) == left


def test_what_is_repeated_is_read_once() -> None:
    assert split("ce soir ce soir ce soir") == split("ce soir")
    assert split("aidez moi aidez moi aidez moi svp") == split("aidez moi svp")
    assert split("test test test test") == split("test")
    assert split("un deux trois un deux") == ("un", "deux", "trois", "un", "deux")


def test_an_age_written_in_one_word_is_a_number_and_its_word() -> None:
    assert split("16ans") == split("16 ans")


CRIES = ("je veux mourir", "أريد أن أموت", "بغيت نموت", "bghit nmout", "appelez la police vite il va me tuer")
BESIDE = (
    " 0687654321",
    " https://fb.example/x",
    " il veut 2000 DH",
    " 12/03 à 22h30",
    " 500 درهم",
    " n° 4471",
)


@pytest.mark.parametrize("beside", BESIDE)
@pytest.mark.parametrize("cry", CRIES)
def test_a_cry_beside_a_number_is_heard(cry: str, beside: str) -> None:
    assert signals.despair(cry + beside) or signals.danger(cry + beside)


ALARMS = (signals.despair, signals.danger, signals.minor)
CALM = (
    "AMANA: votre colis est en attente. Payez 19 DH avant ce soir: https://amana-ma.top/x",
    "Je pense à une chose ce soir",
    "Et voici encore une chose qui me revient à l'esprit " * 6,
    "bonjour " * 30,
    "chui a casa on ma volé mon compte",
    "أمانة: طردك محجوز. ادفع 19 درهما قبل هذه الليلة: https://amana-ma.top/x",
    "أمانة: الكولي ديالك حابس خلص 19 درهم قبل الليلة https://amana-ma.top/x",
    "amana: lcolis dyalk 7abes khles 19 dh 9bel lila https://amana-ma.top/x",
)


@pytest.mark.parametrize("text", CALM)
def test_scams_and_harmless_words_raise_no_alarm(text: str) -> None:
    assert [read(text) for read in ALARMS] == [False, False, False]


BLACKMAIL = (
    "on me fait chanter avec une photo de moi",
    "شخص مجهول يبتزني بصورة لي",
    "واحد كيبتزني بتصويرة ديالي",
    "wahed kaybtezni b tswira dyali",
)


@pytest.mark.parametrize("text", BLACKMAIL)
def test_blackmail_alone_is_neither_danger_nor_a_minor(text: str) -> None:
    assert signals.guess_category(text) == "blackmail"
    assert [read(text) for read in ALARMS] == [False, False, False]


THREATS = (
    "je vis en France, on me menace de mort",
    "أعيش في فرنسا ويهددونني بالقتل",
    "عايش ففرنسا وكيهددوني بالقتل",
    "3ayech f fransa w kayhedduni b l9tel",
    "on ma enfermé au myanmar",
    "jsuis bloqué a dubai on ma pris mon passeport",
)


@pytest.mark.parametrize("text", THREATS)
def test_a_threat_of_death_is_danger_and_no_despair(text: str) -> None:
    assert signals.danger(text)
    assert not signals.despair(text)
