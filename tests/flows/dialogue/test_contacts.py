"""Contact cards whose file the provider holds: read, and kept as evidence."""

from collections.abc import Callable

from flows.core.events import Contact, Media
from flows.report.evidence import spoken
from tests.dialogue import Person

CARD = Contact(
    "Vendeur",
    "0612345678, 0522334455",
    (Contact("", "0661626364"),),
    Media("document", "ref", declared_type="text/vcard"),
)


def test_every_card_is_a_line() -> None:
    assert spoken(CARD) == "Vendeur 0612345678, 0522334455\n0661626364"


def test_a_card_answers_and_its_file_is_evidence(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").says("passer").sees("ask-suspects").does(CARD).sees("ask-where")
    reporter.says("passer").taps("anonymous").taps("send").sees("filed")
    assert reporter.case.evidence_count == 1
    assert any("0661626364" in value for _, value in reporter.answers)


def test_a_card_as_a_first_message_begins_a_report(person: Callable[..., Person]) -> None:
    someone = person().does(CARD).sees("understood-numbers", "ask-quick").taps("send")
    assert someone.case.evidence_count == 1


def test_a_card_joins_a_filed_case(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").says("passer").says("passer").says("passer")
    reporter.taps("anonymous").taps("send").sees("filed")
    reporter.taps("status").taps("add").does(CARD).sees("note-kept").says("fini").sees("enrich-done")
    assert reporter.case.evidence_count == 1


def test_words_beside_a_card_are_heard(reporter: Person) -> None:
    media = Media("document", "ref", declared_type="text/vcard", caption="je veux mourir")
    card = Contact("Vendeur", "0612345678", file=media)
    reporter.taps("other").says("Mon récit").says("passer").does(card).sees("care-despair")
    reporter.says("passer").taps("anonymous").taps("send").sees("filed")
    assert any("je veux mourir" in value for _, value in reporter.answers)
