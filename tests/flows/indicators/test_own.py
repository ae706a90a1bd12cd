"""The writer's own details in a text, told apart from the suspect's."""

import pytest

from flows.indicators.own import own_details, without

OWN = (
    ("je m'appelle Salma Idrissi et on m'a volé 500 DH", "name", "Salma Idrissi"),
    ("Je m’appelle karim", "name", "karim"),
    ("mon nom est Karim Bennani", "name", "Karim Bennani"),
    ("سميتي فاطمة وكيهددوني", "name", "فاطمة"),
    ("اسمي محمد العلوي وأريد التبليغ", "name", "محمد العلوي"),
    ("smiti Khalid w bghit nblegh", "name", "Khalid"),
    ("my name is John and I was scammed", "name", "John"),
    ("mon numéro est 0612345678", "phone", None),
    ("Mon numéro de téléphone : 06 12 34 56 78, il m'appelle du 0687654321", "phone", None),
    ("رقمي هو 0612345678", "phone", None),
    ("رقم هاتفي 0612345678", "phone", None),
    ("نمرتي هي 0612345678 والنصاب كيعيط من 0687654321", "phone", None),
    ("النمرة ديالي 0612345678", "phone", None),
    ("nmerti hiya 0612345678", "phone", None),
    ("numéro li kan3ti 0612345678", "phone", None),
    ("numero dyali 0612345678", "phone", None),
    ("my number is +212612345678", "phone", None),
    ("My phone number: 0612345678 and his is 0687654321", "phone", None),
    ("0612345678 c'est mon numéro", "phone", None),
    ("0612345678 هادي نمرتي", "phone", None),
    ("0612345678 (mon numéro)", "phone", None),
    ("il m'a appelé sur mon numéro 0612345678", "phone", None),
    ("ma carte 4111 1111 1111 1111 a été débitée", "cardnumber", None),
    ("j'ai donné le numéro 4111111111111111 et le code", "cardnumber", None),
    ("تعطات ليهم لاكارط 4111111111111111", "cardnumber", None),
    ("mon email est sara@gmail.com", "email", None),
    ("الإيميل ديالي sara@gmail.com", "email", None),
    ("ma CIN AB123456", "idcard", None),
    ("ma carte nationale est BE123456", "idcard", None),
    ("j'habite au 12 rue des Orangers, Rabat", "address", None),
    ("عنواني: زنقة 12 رقم 5 حي السلام سلا", "address", None),
    ("mon compte instagram @sara.id a été piraté", "handle", None),
    ("mes numéros sont 0612345678 et 0687654321", "phone", None),
    ("mon RIB 007 810 0001234567890123 45", "rib", None),
)
"""A text, the kind of the detail in it, and the value where it is a name."""

SUSPECTS = (
    "le numéro de l'arnaqueur est 0612345678",
    "the scammer's number is 0612345678",
    "he called me from 0612345678",
    "il m'a appelé du 0612345678",
    "رقمه هو 0612345678",
    "نمرتو 0612345678",
    "النمرة ديالو 0612345678",
    "nmra dyalo 0612345678",
    "il m'a dit : mon numéro est 0612345678",
    "il m'écrit « je m'appelle Karim, mon numéro est 0612345678 »",
    "قال لي رقمي هو 0612345678",
    "gal liya nmerti hiya 0612345678",
    "elle s'appelle Salma",
    "il s'appelle Karim",
    "son nom est Karim Bennani",
    "il demande de payer sur la carte 4111111111111111",
    "sift lflous l had carte 4111111111111111",
    "versez sur la carte 4111 1111 1111 1111",
    "sa carte 4111111111111111",
    "mon ex m'appelle du 0612345678",
    "mon arnaqueur : 0612345678",
    "sans donner mon nom",
    "bla smiti 3afak",
    "ما بغيتش سميتي تبان",
    "je ne veux pas que mon nom soit connu",
    "j'habite à Casablanca",
    "j'habite dans un quartier calme",
    "ساكن فكازا",
    "ana saken f casa",
    "mon numéro est bloqué, il m'appelle du 0612345678",
    "my number was leaked. he called from 0612345678",
    "0687654321 mon numéro ne marche plus",
    "contactez le 0612345678 pour votre colis",
    "mon nom est sali partout",
    "il utilise mon nom sur facebook.com/faux",
    "اسمي في الموقع",
    "0612345678 m'a appelé",
    "j'ai payé sur le RIB 007810000123456789012345",
    "CIN du suspect AB123456 sa carte",
    "il a dit : j'habite au 12 rue des Orangers",
    "il met « ma CIN AB123456 »",
    "AB123456 est sa CIN",
    "je m'appelle 4ever",
    "je m'appelle comme lui",
    "سميتي فاش غتنفعكم",
)
"""Texts that tell nothing of their writer."""


@pytest.mark.parametrize(("text", "kind", "value"), OWN)
def test_a_detail_of_the_writer_is_found(text, kind, value):
    found = [detail for detail in own_details(text) if detail.kind == kind]
    assert found
    assert value is None or found[0].value == value


@pytest.mark.parametrize("text", SUSPECTS)
def test_what_is_said_of_others_is_no_detail_of_the_writer(text):
    assert own_details(text) == ()


def test_after_a_loose_cue_a_name_has_a_capital():
    assert own_details("mon nom est fatima") == ()
    assert own_details("mon nom est Fatima")


def masked(text):
    return without(text, {(one.kind, one.value) for one in own_details(text)})


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("mon numéro est 0612345678 et le sien 0687654321", "mon numéro est […] et le sien 0687654321"),
        ("mes numéros sont 0612345678 et 0687654321", "mes numéros sont […] et […]"),
        ("mon numéro est 0612345678, 0687654321 est le sien", "mon numéro est […], 0687654321 est le sien"),
        ("سميتي فاطمة وكيهددوني", "سميتي […] وكيهددوني"),
        ("ma carte 4111 1111 1111 1111 débitée", "ma carte […] débitée"),
        ("aucun détail ici", "aucun détail ici"),
    ],
)
def test_the_details_are_masked_and_all_else_stays(text, left):
    assert masked(text) == left


def test_a_detail_inside_another_is_masked_once():
    text = "mon adresse : 12 rue des Orangers, mon numéro 0612345678 Rabat"
    assert masked(text) == "mon adresse : […]"
