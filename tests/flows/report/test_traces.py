"""A case is filed with the traces of suspects: none that the reporter removed, none of the reporter's own."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from flows.indicators.near import BANDS
from flows.indicators.traces import Traces
from storage.tables.campaigns import StoredCaseToken
from tests.dialogue import House, Person

CHATS = ("telegram:1", "whatsapp:1", "web:1")
STORY = {
    "fr": "Un inconnu me harcèle, il appelle du 0687654321, voir http://poste-ma.top, mon numéro: 0612345678",
    "ar": "شخص مجهول يهددني منذ أيام عبر الهاتف من 0687654321 ويرسل http://poste-ma.top ورقمي هو 0612345678",
    "ary": "شي واحد كيهددني كل نهار من 0687654321 وكيصيفط ليا http://poste-ma.top ونمرتي هي 0612345678",
}
PHONE, HOST, OWN = ("phone", "+212687654321"), ("link", "poste-ma.top"), ("phone", "+212612345678")


def named(house: House, *pairs: tuple[str, str]) -> Traces:
    """Those of these pairs that some case names."""
    with house.storage.read() as unit:
        return unit.tokens.reported(pairs, 1)


def count(house: House) -> int:
    with house.storage.read() as unit:
        return len(unit.transaction.values(select(StoredCaseToken.token)))


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", STORY)
def test_a_filed_case_is_found_by_the_suspects_and_not_by_the_reporter(house, chat, language):
    who = house.person(chat, language).says(STORY[language])
    assert named(house, PHONE, HOST, OWN) == ()
    who.taps("send")
    assert named(house, PHONE, HOST, OWN) == (PHONE, HOST)
    assert count(house) == BANDS + 2


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("language", STORY)
def test_what_the_reporter_removed_is_kept_nowhere(house, chat, language):
    who = house.person(chat, language).says(STORY[language]).taps("found").says("0687654321").taps("send")
    assert who.cases
    assert named(house, PHONE, HOST, OWN) == (HOST,)


def test_what_was_put_back_is_kept(person: Callable[..., Person], house: House) -> None:
    who = person().says(STORY["fr"]).taps("found").says("0687654321").taps("found").says("0687654321")
    who.taps("send")
    assert named(house, PHONE, HOST) == (PHONE, HOST)


def test_what_is_added_to_a_filed_case_is_found_too(person: Callable[..., Person], house: House) -> None:
    who = person().says("On me harcèle depuis hier soir au téléphone, je ne sais plus quoi faire du tout")
    who.taps("send").taps("yes")
    who.says("Il appelle aussi du 0687654321 et mon numéro est 0612345678")
    who.forwards("Votre colis est bloqué, mon numéro est 0611223344, payez sur http://poste-ma.top")
    assert named(house, PHONE, HOST, OWN, ("phone", "+212611223344")) == (
        PHONE,
        HOST,
        ("phone", "+212611223344"),
    )


def test_an_edit_after_filing_is_found(person: Callable[..., Person], house: House) -> None:
    who = person().says("On me harcèle depuis hier soir au téléphone, je ne sais plus quoi faire du tout")
    message = str(next(house.numbers) - 1)
    who.taps("send").taps("no").edits(message, STORY["fr"])
    assert named(house, PHONE, HOST, OWN) == (PHONE, HOST)


def test_a_draft_that_joins_a_case_brings_its_traces(person: Callable[..., Person], house: House) -> None:
    who = (
        person().says("On me harcèle depuis hier soir au téléphone, je ne sais plus quoi faire").taps("send")
    )
    who.taps("no").says(STORY["fr"]).taps("join")
    assert named(house, PHONE, HOST, OWN) == (PHONE, HOST)
