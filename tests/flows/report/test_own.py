"""The reporter's own name and contact: told before sending, never listed as the suspect's."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.turn.render import render
from flows.core.events import Contact
from handlers.whatsapp.encode import encode_message
from tests.dialogue import House, Person, words

CHATS = ("telegram:1", "whatsapp:1", "web:1")
SUSPECT, OWN = "0687654321", "+212612345678"
TOLD = {
    "fr": f"Je m'appelle Salma Idrissi, mon numéro est 0612345678. Il appelle {SUSPECT}, il veut 9 DH",
    "ar": f"اسمي سلمى الإدريسي ورقمي هو 0612345678، ومحتال يتصل بي من {SUSPECT} ويطلب 500 درهم",
    "ary": f"سميتي سلمى الإدريسي ونمرتي هي 0612345678، واحد النصاب كيعيط ليا من {SUSPECT} وبغا 500 درهم",
    "ary-Latn": f"smiti Salma Idrissi w nmerti hiya 0612345678, wahed nssab kay3eyet mn {SUSPECT} bgha 9 dh",
}
CARD = "ma carte 4111 1111 1111 1111 a été débitée de 900 DH par le site http://poste-ma.top hier soir"


def codes(who: Person) -> list[str]:
    return who.last.codes


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", TOLD)
def test_own_details_are_told_and_are_no_indicator(house: House, chat: str, language: str) -> None:
    who = house.person(chat, language[:3].rstrip("-"))
    who.says(TOLD[language]).sees("own-seen", "own-remove", "ask-quick")
    listed, _, mine = " ".join(codes(who)).partition("+212612345678")
    assert listed.startswith("+212687654321"), codes(who)
    assert OWN in codes(who)
    assert mine is not None
    who.taps("send").sees("filed", "own-told")
    assert ("phone", "+212687654321") in who.answers
    assert ("phone", OWN) not in who.answers


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", ["fr", "ar", "ary"])
def test_the_guided_way_tells_at_the_identity_and_at_the_review(
    house: House, chat: str, language: str
) -> None:
    who = house.person(chat, language).starts().taps(language).taps("other")
    who.says(TOLD[language])
    who.skips_to("ask-identity")
    who.sees("own-seen", "means-anonymous").taps("anonymous").sees("own-seen", "own-remove", "ask-confirm")
    assert OWN in codes(who)


def test_a_reporter_who_gives_a_name_is_not_warned(person: Callable[..., Person]) -> None:
    who = person().starts().taps("fr").taps("other").says(TOLD["fr"])
    who.skips_to("ask-identity")
    who.taps("named").says("Salma").says("0612345678").sees("ask-confirm").misses("own-seen")
    assert OWN not in codes(who)


def test_a_forwarded_text_tells_of_its_sender_and_not_of_the_reporter(person: Callable[..., Person]) -> None:
    who = (
        person()
        .forwards("Bonjour, je m'appelle Mr Smith, mon numéro WhatsApp est +212612345678")
        .misses("own-seen")
    )
    assert codes(who) == [OWN]
    who.taps("details")
    who.forwards("mon numéro est 0687654321")
    who.says("envoyer").misses("own-seen").taps("send")
    assert {("phone", OWN), ("phone", "+212687654321")} <= set(who.answers)


def test_an_own_card_is_told_and_no_indicator(person: Callable[..., Person]) -> None:
    who = person().says(CARD).sees("money-first").taps("send").sees("own-told")
    assert not [value for kind, value in who.answers if kind == "cardnumber"]


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", TOLD)
def test_own_details_are_taken_out_of_the_text_with_a_tap(house: House, chat: str, language: str) -> None:
    who = house.person(chat, language[:3].rstrip("-")).says(TOLD[language])
    who.taps("found").sees("ask-found").taps("mine").sees("own-masked", "ask-quick").misses("own-seen")
    who.taps("send").misses("own-told")
    story = dict(who.answers)["story"]
    assert story.count("[…]") == 2
    assert "0612345678" not in story
    assert SUSPECT in story


def test_notes_and_a_signature_are_masked_and_forwarded_texts_are_not(person: Callable[..., Person]) -> None:
    letter = "Je porte plainte contre un inconnu qui me harcèle.\n" * 4 + "Cordialement,\nSalma Idrissi"
    who = person().says(letter).taps("details").taps("other")
    who.forwards("mon numéro est 0687654321").says("Je m'appelle Salma et j'ajoute ceci au récit de ce matin")
    who.says("envoyer").sees("own-seen").taps("found").taps("mine").misses("own-seen").taps("send")
    assert ("account", "mon numéro est 0687654321") in who.answers
    assert ("note", "Je m'appelle […] et j'ajoute ceci au récit de ce matin") in who.answers
    assert dict(who.answers)["story"].endswith("Cordialement,\n[…]")


def test_a_forwarded_story_stays_as_it_is(person: Callable[..., Person]) -> None:
    scam = "Votre colis est bloqué, mon numéro est 0687654321, payez 25 DH"
    who = (
        person()
        .forwards(scam)
        .taps("details")
        .taps("other")
        .says("Je m'appelle Salma, il insiste depuis hier")
    )
    who.says("envoyer").taps("found").taps("mine").taps("send")
    assert dict(who.answers)["story"] == scam


def test_a_story_written_anew_is_the_reporters_own(person: Callable[..., Person]) -> None:
    who = person().forwards("Votre colis est bloqué, payez 25 DH sur http://poste-ma.top").taps("details")
    who.skips_to("ask-confirm")
    who.taps("edit").taps("story").says(TOLD["fr"]).sees("own-seen")


FOUND = "Un inconnu me harcèle, il appelle du 0687654321 et du 0611223344, voir http://poste-ma.top"


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", ["fr", "ar", "ary"])
@pytest.mark.parametrize("guided", [False, True])
def test_an_indicator_is_removed_with_a_tap_and_put_back(
    house: House, chat: str, language: str, guided: bool
) -> None:
    who = house.person(chat, language).says(FOUND)
    if guided:
        who.taps("details")
        who.taps("other" if "ask-category" in who.last.keys else "skip").skips_to("ask-confirm")
    assert codes(who)[-3:] == ["+212687654321", "+212611223344", "poste-ma.top"]
    assert [one.id.split(":")[2] for one in who.last.say.options if not one.nav][:1] == ["send"]
    who.taps("found").sees("ask-found")
    assert len(who.options) <= 10
    first = who.options[0]
    who.taps(first).sees("found-out")
    assert codes(who)[0] == "+212687654321"
    assert codes(who).count("+212687654321") == 1
    who.taps("found").taps(first).sees("found-back")
    assert codes(who).count("+212687654321") == 2
    who.taps("found").taps(first).taps("send").sees("filed")
    assert ("phone", "+212687654321") not in who.answers
    assert ("phone", "+212611223344") in who.answers
    assert "0687654321" in dict(who.answers)["story"]


def test_what_only_looks_like_the_reporters_own_is_listed_again(person: Callable[..., Person]) -> None:
    who = person().says("Un compte se fait passer pour moi, mon numéro est 0612345678 dit-il à tous mes amis")
    who.sees("own-seen").taps("found")
    who.taps(who.options[0]).sees("found-back")
    who.taps("send")
    assert ("phone", OWN) in who.answers


def test_an_indicator_is_written_in_place_of_a_tap(person: Callable[..., Person]) -> None:
    who = person().says(FOUND)
    who.taps("found").says("06 11 22 33 44").sees("found-out", "ask-quick")
    who.taps("found").says("1").sees("found-out", "ask-quick")
    assert codes(who) == ["+212687654321", "poste-ma.top"]
    who.taps("found").says("retour").sees("ask-quick").misses("found-out")
    who.taps("found").says("0655667788").sees("understood-numbers")
    assert "+212655667788" in codes(who)


def test_only_so_many_are_listed_as_a_list_takes(person: Callable[..., Person]) -> None:
    many = "Ils appellent du " + ", du ".join(f"06876543{number:02}" for number in range(12))
    who = person().says(f"Je m'appelle Salma. {many}").taps("found")
    assert len(who.options) == 10, "with a row for the reporter's own details, and one to go back"


def test_nothing_to_sort_leaves_the_buttons_as_they_are(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit, sans aucun numéro")
    reporter.skips_to("ask-confirm")
    assert [one.id.rpartition(":")[2] for one in reporter.last.say.options if not one.nav] == [
        "send",
        "edit",
        "cancel",
    ]


def test_a_suspects_answer_is_about_the_suspect(person: Callable[..., Person]) -> None:
    """A number called one's own in the story, and then given as the suspect's, is the suspect's."""
    who = (
        person()
        .starts()
        .taps("fr")
        .taps("other")
        .says("mon numéro est 0612345678 et il me harcèle chaque jour")
    )
    who.says("passer").sees("ask-suspects").says("0612345678")
    who.skips_to("ask-confirm")
    assert OWN in codes(who)
    who.misses("own-seen")


def test_own_details_in_a_filed_case_are_told_at_the_identity(person: Callable[..., Person]) -> None:
    who = person().says(TOLD["fr"]).taps("send").taps("yes")
    who.skips_to("ask-identity")
    who.sees("own-told")


@pytest.mark.parametrize("language", ["fr", "ar", "ary"])
def test_whatsapp_shows_the_review_as_buttons_and_the_details_as_a_list(house: House, language: str) -> None:
    """Sending stays one tap; every row of the list tells which detail it is."""
    links = ", ".join(
        f"http://{name}.example.com/un/tres/long/chemin/vers/le/colis" for name in ("un", "deux")
    )
    who = house.person("whatsapp:1", language).says(f"{TOLD[language]} {links}")
    assert len([one for one in who.last.say.options if not one.nav]) == 3
    assert "twilio/quick-reply" in types(who)
    who.taps("found")
    rows = types(who)["twilio/list-picker"]["items"]
    assert len(rows) == len(who.options) <= 10


def types(who: Person) -> Any:
    """The inside of the content in which WhatsApp shows the newest message; its titles are different."""
    message = render(words(), who.last.say, who.last.language)
    content = encode_message(message, "…").rich[-1].content
    assert content is not None
    return content.types


REMOVING = {
    "fr": (
        "enlève mon numéro",
        "Supprime mon numéro svp",
        "je veux retirer mon numéro de téléphone",
        "mon numéro retirez-le svp",
    ),
    "ar": ("احذف رقمي من فضلك", "المرجو حذف رقمي", "امسح رقم هاتفي"),
    "ary": ("حيد نمرتي", "بغيت نحيد نمرتي عافاك", "مسحو النمرة ديالي", "النمرة ديالي حيدوها"),
    "ary-Latn": (
        "hayed nmerti",
        "7eyed nemrti 3afak",
        "bghit nmse7 nmra dyali",
        "nmrti 7iydha",
        "7iydo nmrti",
    ),
}
NAMING = {"fr": "supprime mon nom", "ar": "احذف اسمي", "ary": "مسح سميتي", "ary-Latn": "hayed smiti"}


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(("language", "text"), [(one, text) for one in REMOVING for text in REMOVING[one]])
def test_an_own_number_is_taken_out_by_words(house: House, chat: str, language: str, text: str) -> None:
    who = house.person(chat, language[:3].rstrip("-")).says(TOLD[language])
    before = who.last.keys
    who.says(text).sees("own-masked", "ask-quick")
    assert OWN not in codes(who)
    assert ("understood-category" in before) == ("understood-category" in who.last.keys)
    who.taps("send")
    story = dict(who.answers)["story"]
    assert "0612345678" not in story
    assert "Idrissi" in story or "الإدريسي" in story, "the name was not asked for"
    assert SUSPECT in story


@pytest.mark.parametrize("guided", [False, True])
@pytest.mark.parametrize("language", NAMING)
def test_an_own_name_is_taken_out_by_words(house: House, language: str, guided: bool) -> None:
    who = house.person("telegram:1", language[:3].rstrip("-")).says(TOLD[language])
    if guided:
        who.taps("details")
        who.skips_to("ask-confirm")
    category = [line for line in who.last.say.lines if getattr(line, "key", "") == "understood-category"]
    who.says(NAMING[language]).sees("own-masked", "ask-confirm" if guided else "ask-quick")
    assert category == [
        line for line in who.last.say.lines if getattr(line, "key", "") == "understood-category"
    ]
    who.taps("send")
    story = dict(who.answers)["story"]
    assert "Idrissi" not in story
    assert "الإدريسي" not in story
    assert SUSPECT in story


@pytest.mark.parametrize(
    "text",
    [
        "retire {}",
        "enlève le {}",
        "احذف الرقم {}",
        "حيد {}",
        "hayed {} 3afak",
        "supprime le numéro {}",
        "{} hadak 7iydoh",
        "{} هاداك حيدوه",
    ],
)
def test_an_indicator_is_taken_off_the_list_by_words(person: Callable[..., Person], text: str) -> None:
    who = person().says(FOUND).says(text.format("0687654321")).sees("found-out", "ask-quick")
    assert codes(who).count("+212687654321") == 1, "said once, and listed no more"
    who.taps("send")
    assert ("phone", "+212687654321") not in who.answers
    assert ("phone", "+212611223344") in who.answers


def test_own_number_written_out_is_masked(person: Callable[..., Person]) -> None:
    who = person().says(TOLD["fr"]).says("retire 06 12 34 56 78").sees("own-masked")
    assert OWN not in codes(who)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "enlève mon RIB"),
        ("ar", "احذف عنواني"),
        ("ary", "حيد الإيميل ديالي"),
        ("ary-Latn", "hayed adresse dyali"),
    ],
)
def test_what_is_not_known_as_own_is_asked_for(house: House, language: str, text: str) -> None:
    who = house.person("telegram:1", language[:3].rstrip("-")).says(FOUND).says(text)
    who.sees("own-unknown", "ask-found")


def test_nothing_to_take_out_is_said_so(person: Callable[..., Person]) -> None:
    who = person().says("Un inconnu m'insulte chaque jour depuis une semaine").says("enlève mon numéro")
    who.sees("own-unknown", "ask-quick").misses("ask-found")
    who.says("retire 0699887766").misses("own-masked", "found-out")


@pytest.mark.parametrize(
    "text",
    [
        "il a supprimé mon compte facebook",
        "on ma supprimé mon compte",
        "il veut que je retire 0687654321",
        "الكونط ديالي مسحوه",
        "mon compte supprimé",
    ],
)
def test_a_story_of_removing_removes_nothing(person: Callable[..., Person], text: str) -> None:
    who = person().says(TOLD["fr"]).says(text).misses("own-masked", "found-out", "own-unknown")
    who.says("menu").taps("resume").sees("own-seen")
    assert OWN in codes(who)


@pytest.mark.parametrize(
    ("language", "text"), [("fr", "enlève mon numéro"), ("ar", "احذف رقمي"), ("ary", "حيد نمرتي")]
)
def test_after_filing_it_is_said_that_the_case_has_it(house: House, language: str, text: str) -> None:
    who = house.person("telegram:1", language).says(TOLD[language]).taps("send").taps("no")
    who.says(text).sees("own-filed")


def test_a_name_that_was_given_is_taken_back(person: Callable[..., Person]) -> None:
    who = person().starts().taps("fr").taps("other").says("On me harcèle tous les jours sur mon téléphone")
    who.skips_to("ask-identity")
    who.taps("named").says("Salma").says("0612345678").sees("ask-confirm")
    who.says("enlève mon nom").sees("name-not-kept", "ask-confirm").taps("send")
    assert not [value for kind, value in who.answers if kind in {"name", "contact"}]


CLAIMING = {
    "fr": ("c'est moi", "c mon numéro", "c'est mon numéro"),
    "ar": ("هذا رقمي", "هذا أنا"),
    "ary": ("هادي نمرتي", "هادي النمرة ديالي"),
    "ary-Latn": ("hadi nmrti", "hada ana"),
}


@pytest.mark.parametrize(("language", "text"), [(one, text) for one in CLAIMING for text in CLAIMING[one]])
def test_a_number_that_is_claimed_afterwards_is_own(house: House, language: str, text: str) -> None:
    story = {
        "fr": "Un inconnu m'insulte chaque jour depuis une semaine",
        "ar": "شخص مجهول يشتمني كل يوم منذ أسبوع",
        "ary": "واحد كيسبني كل نهار هادي سيمانة",
        "ary-Latn": "wahed kayseb fiya kol nhar hadi simana",
    }[language]
    who = house.person("telegram:1", language[:3].rstrip("-")).says(story).says("0612345678")
    assert codes(who) == [OWN]
    who.says(text).sees("own-noted", "own-seen", "ask-quick").misses("understood-numbers")
    assert codes(who) == [OWN]
    who.taps("found").taps("mine").sees("own-masked").misses("own-seen")
    who.taps("send")
    assert ("phone", OWN) not in who.answers
    assert ("note", "[…]") in who.answers


@pytest.mark.parametrize(("language", "text"), [(one, text) for one in CLAIMING for text in CLAIMING[one]])
def test_a_number_that_is_claimed_beside_it_is_own(house: House, language: str, text: str) -> None:
    who = house.person("telegram:1", language[:3].rstrip("-")).says(TOLD[language])
    who.says(f"0655667788 {text}")
    assert "+212655667788" in codes(who)
    who.taps("send")
    assert ("phone", "+212655667788") not in who.answers


@pytest.mark.parametrize("chat", CHATS)
def test_a_shared_contact_that_is_claimed_is_own(house: House, chat: str) -> None:
    who = house.person(chat).says("Un inconnu m'insulte chaque jour depuis une semaine")
    who.does(Contact("Salma", "+212612345678")).says("c'est moi").sees("own-noted", "own-seen")
    assert "understood-numbers" not in who.last.keys


def test_several_numbers_are_not_claimed_at_once(person: Callable[..., Person]) -> None:
    person().says(FOUND).says("c'est mon numéro").sees("own-unknown", "ask-found")


def test_what_is_put_back_is_the_suspects_and_not_ones_own(person: Callable[..., Person]) -> None:
    who = person().says("Un compte se fait passer pour moi, mon numéro est 0612345678 dit-il à tous mes amis")
    who.taps("found").taps(who.options[0]).sees("found-back", "understood-numbers").misses("own-seen")
    who.taps("found")
    assert "mine" not in who.options
    who.taps(who.options[0]).sees("found-out")


def test_of_several_numbers_the_reporter_is_asked_which_is_their_own(person: Callable[..., Person]) -> None:
    who = person().says(f"Un inconnu m'appelle du {SUSPECT} et du 0622334455 pour un faux gain")
    who.says("le deuxième numéro est à moi").sees("own-unknown", "ask-found")
