"""The matcher of places, on a table of spellings, and on words that are no place."""

import pytest

from flows.lexicon.places import REGIONS
from flows.places.gazetteer import gazetteer
from flows.places.match import match, named

TOWNS = """
Tanger: tanger, tanja, Tangier, طنجة, f tanja, تانجة, tnja
Tétouan: tetouan, titwan, تطوان, tetuoan
Al Hoceima: al hoceima, l7oceima, الحسيمة, houceima
Chefchaouen: chefchaouen, chaouen, شفشاون, chefchaouan
Larache: larache, l3rayech, العرائش, larach
Oujda: oujda, wjda, وجدة, ujda, f wjda
Nador: nador, nadour, الناظور, الناضور
Berkane: berkane, berkan, بركان, barkane
Taourirt: taourirt, tawrirt, تاوريرت
Guercif: guercif, gercif, جرسيف
Fès: fès, fes, fez, فاس, FÈS, je suis à fès, بفاس
Meknès: meknes, meknas, مكناس, meknss
Taza: taza, tazza, تازة
Sefrou: sefrou, sefro, صفرو
Ifrane: ifrane, ifran, إفران
Rabat: rabat, rbat, الرباط, en rabat
Salé: salé, sala, سلا, sla
Kénitra: kenitra, 9nitra, القنيطرة, kenitera, قنيطرة
Témara: temara, tmara, تمارة
Khémisset: khemisset, khmisat, الخميسات
Béni Mellal: beni mellal, bni mellal, بني ملال, bni mlal
Khouribga: khouribga, khribga, خريبكة, khourigba
Khenifra: khenifra, khnifra, خنيفرة
Casablanca: casablanca, casa, kaza, الدار البيضاء, كازا, casabalnca, dar lbida, Casa
Mohammadia: mohammadia, mohamadia, المحمدية
El Jadida: el jadida, jdida, الجديدة, eljadida
Settat: settat, stat, سطات
Marrakech: marrakech, mrrakch, مراكش, marakesh, marrakch
Safi: asfi, safi, آسفي
Essaouira: essaouira, swira, الصويرة, esaouira
Ben Guerir: ben guerir, bengrir, ابن جرير
Errachidia: errachidia, rachidia, الرشيدية
Ouarzazate: ouarzazate, warzazat, ورزازات, wrzazat
Zagora: zagora, zagoura, زاكورة
Agadir: agadir, agader, أكادير, agadire
Taroudannt: taroudant, tarudant, تارودانت
Tiznit: tiznit, tznit, تيزنيت
Guelmim: guelmim, goulmim, كلميم
Tan-Tan: tan-tan, tantan, طانطان
Laâyoune: laayoune, l3youn, العيون
Boujdour: boujdour, bojdour, بوجدور
Dakhla: dakhla, ddakhla, الداخلة
"""
SPELLED = [
    (name, spelling.strip())
    for line in TOWNS.strip().splitlines()
    for name, _, spellings in [line.partition(": ")]
    for spelling in spellings.split(",")
]
NO_PLACES = """
oui; non; la; walo; je ne sais pas; ما عرفتش; لا أعرف; chez moi; à la maison; في الدار; في المنزل;
facebook; whatsapp; instagram; sur internet; فالانترنت; police; école; مدرسة; السوق; au marché;
la ville; المدينة; rue; merci; شكرا; bonjour; salam; السلام عليكم; telegram; paris; dubai; france;
12345; 0612345678; ?; ...; aide-moi; au secours; عاونوني; 3awnouni; nblegh; arnaque; نصب;
il m'a volé mon argent; lycée technique; partout; dehors; quartier populaire; mon bureau; hôpital;
الجامعة; université; téléphone; message; menace; mama; khoya; merci; c'est loin; en voiture;
le train; gare; aéroport; مطار; المحطة; bank; البنك; poste; cash; tout le pays
"""


def test_the_towns_of_all_regions_in_their_spellings():
    wrong = {}
    for name, spelling in SPELLED:
        found = match(spelling)
        if not found.sure or found.towns[0].french != name:
            wrong[spelling] = [town.french for town in found.towns]
    assert wrong == {}
    towns = {match(spelling).towns[0] for _, spelling in SPELLED}
    assert len(towns) >= 40
    assert {town.region for town in towns} == {*REGIONS}


def test_each_province_and_commune_is_found_by_its_own_names():
    """A name that several places have brings all of them, as far as three are shown."""
    lost = []
    for town in gazetteer().towns.values():
        for name in (town.french, town.arabic):
            towns = match(name, town.region).towns
            if len(towns) < 3 and town.province not in {one.province for one in towns}:
                lost.append((name, town.code))
    assert lost == []


@pytest.mark.parametrize(
    "text", [each for line in NO_PLACES.strip().splitlines() for each in line.split(";") if each.strip()]
)
def test_words_that_are_no_place(text):
    assert not match(text).sure
    assert named(text) is None


def test_a_namesake_is_asked_for_and_the_chosen_region_decides():
    both = match("ajdir")
    assert not both.sure
    assert {town.region for town in both.towns} == {"fes", "tanger"}
    assert match("ajdir", "fes").sure


def test_a_place_outside_of_the_chosen_region_is_never_sure():
    found = match("fès", "casablanca")
    assert ([town.french for town in found.towns], found.sure) == (["Fès"], False)
    assert not match("casabalnca", "fes").sure


def test_a_small_place_with_a_typing_error_is_offered_and_not_taken():
    found = match("imouzer kandra")
    assert [town.french for town in found.towns] == ["Immouzzer-Kandar"]
    assert not found.sure


def test_a_city_with_more_beside_it_is_not_the_whole_answer():
    found = match("Casa, quartier Derb Omar")
    assert (found.towns[0].french, found.sure, found.whole) == ("Casablanca", True, False)
    assert match("entre Fès et Meknès").towns == ()


def test_an_account_or_a_question_names_no_place():
    assert match("il habite à Fès et il m'a dit de venir chez lui hier soir").towns == ()
    assert match("Casablanca ?").towns[0].french == "Casablanca"
    assert match("pourquoi vous demandez Casablanca ?").towns == ()
