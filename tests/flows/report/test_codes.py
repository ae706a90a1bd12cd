"""QR codes in pictures: kept with the draft and shown, or added to the case that has the picture."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from flows.core.events import Codes, Reachability, Tap
from flows.report.evidence import MAX_NOTES
from tests.dialogue import House, Person
from tests.flows.dialogue.test_originals import AS_FILE

LINK, LEAD = "https://poste-ma.top/colis", "poste-ma.top/colis"
WALLET = "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
PLAIN = "Table 4"


def piece(someone: Person) -> str:
    """The newest piece of the draft."""
    with someone.house.storage.read() as unit:
        return unit.conversations.get(someone.chat).pieces[-1].id


def told(someone: Person, kind: str) -> list[str]:
    return [value for question, value in someone.answers if question == kind]


def coded(someone: Person, *codes: str) -> Person:
    return someone.does(Codes(piece(someone), codes))


def test_a_code_is_shown_and_filed_with_its_link(reporter: Person) -> None:
    reporter.sends().sees("ask-quick")
    coded(reporter, LINK, PLAIN).sees("codes-found", "understood-numbers", "ask-quick")
    assert reporter.last.codes == [PLAIN, LEAD]
    reporter.taps("send").sees("filed")
    assert (told(reporter, "code"), told(reporter, "link")) == ([LINK, PLAIN], [LEAD])


def test_a_code_is_shown_at_a_question_that_lists_nothing(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").sends().sees("evidence-so-far")
    coded(reporter, LINK).sees("codes-found", "evidence-so-far")
    assert reporter.last.codes == [LEAD]


def test_a_wallet_is_found_in_a_code(reporter: Person) -> None:
    reporter.sends()
    coded(reporter, WALLET).taps("send")
    assert told(reporter, "crypto") == ["BTC " + WALLET.partition(":")[2]]


def test_the_link_of_a_code_can_be_taken_out(reporter: Person) -> None:
    reporter.sends()
    coded(reporter, LINK).taps("found").sees("ask-found")
    reporter.says("1").sees("found-out").taps("send").sees("filed")
    assert told(reporter, "link") == []


def test_no_button_from_before_the_code_sends(reporter: Person) -> None:
    """Nothing is filed that was not shown."""
    reporter.taps("other").says("Mon récit").sends().taps("done").skips_to("ask-confirm")
    before = reporter.button("send").id
    coded(reporter, LINK).sees("codes-found", "ask-confirm").misses("review-notes")
    assert reporter.button("send").id != before


def nearly_full(someone: Person, room: int) -> None:
    """A picture, and texts until the draft has room for so many more."""
    someone.sends()
    someone.house.rules = replace(
        someone.house.rules, engine=replace(someone.house.rules.engine, burst_quiet=0.0)
    )
    for number in range(MAX_NOTES - room):
        someone.forwards(f"message numéro {number} de la suite")


def test_a_full_draft_keeps_no_code_and_says_so_of_none(person: Callable[..., Person]) -> None:
    someone = person()
    nearly_full(someone, 0)
    coded(someone, PLAIN, LINK).hears_nothing()
    someone.taps("send").sees("filed")
    assert told(someone, "code") == []


@pytest.mark.parametrize("room", [1, 2])
def test_of_a_full_draft_no_more_codes_are_said_to_be_read_than_were_kept(
    reporter: Person, room: int
) -> None:
    nearly_full(reporter, room)
    coded(reporter, PLAIN, LINK).sees("codes-found")
    assert reporter.last.codes == [PLAIN, LEAD][:room]
    reporter.taps("send").sees("filed")
    assert told(reporter, "code") == [PLAIN, LINK][:room]


@pytest.mark.parametrize("aside", ["menu", "langue"])
def test_an_open_aside_stays_open(reporter: Person, aside: str) -> None:
    reporter.sends().says(aside)
    asked = reporter.last.keys
    coded(reporter, LINK).sees("codes-found", *asked)


def test_a_picture_that_is_taken_back_takes_its_codes_along(person) -> None:
    someone = person().does(AS_FILE)
    coded(someone, LINK).says("retirer ce fichier").sees("unfiled")
    with someone.house.storage.read() as unit:
        assert unit.conversations.get(someone.chat).notes == ()


def test_in_a_burst_the_codes_wait_for_its_answer(reporter: Person) -> None:
    reporter.burst(Person.sends, lambda one: one.does(Codes(piece(one), (LINK,))))
    assert len(reporter.messages) - reporter.checked == 1
    reporter.sees("understood-numbers", "ask-quick")
    assert LEAD in reporter.last.codes


@pytest.mark.parametrize("word", ["cacher", "stop"])
def test_a_quiet_chat_stays_quiet(reporter: Person, word: str) -> None:
    reporter.sends().says(word)
    coded(reporter, LINK).hears_nothing()


@pytest.mark.parametrize("traceless", [False, True])
def test_after_filing_the_code_goes_to_the_case_that_has_the_picture(
    reporter: Person, house: House, traceless: bool
) -> None:
    reporter.taps("other").says("Mon récit").sends()
    evidence = piece(reporter)
    reporter.taps("done").skips_to("ask-identity").taps("traceless" if traceless else "skip")
    reporter.skips_to("ask-confirm").taps("send").sees("filed")
    reporter.does(Codes(evidence, (LINK, PLAIN))).hears_nothing()
    with house.storage.read() as unit:
        entries = unit.cases.contents(unit.cases.newest(1)[0].reference)
    assert entries[-1].answers == (("code", LINK), ("code", PLAIN), ("link", LEAD))
    assert entries[-1].kind == "detail"


def test_a_piece_that_nobody_has_adds_nothing(reporter: Person) -> None:
    reporter.sends()
    gone = piece(reporter)
    reporter.says("annuler").taps("yes").sees("dropped")
    reporter.does(Codes(gone, (LINK,))).hears_nothing()
    reporter.does(Codes("00" * 16, (LINK,))).hears_nothing()
    assert reporter.cases == []


def test_a_code_that_is_read_after_filing_brings_the_case_to_its_campaign(house: House) -> None:
    """The codes of a picture come when they are read, which may be after the report was sent."""
    codes = []
    for number in (1, 2):
        someone = house.person(f"telegram:{number}").sends()
        picture = piece(someone)
        someone.taps("send").sees("filed").does(Codes(picture, (LINK,)))
        with house.storage.read() as unit:
            codes.append(unit.campaigns.of_case(someone.case.reference))
    assert codes[0] == ""
    assert codes[1]


def test_a_code_that_came_while_the_chat_could_not_be_reached_takes_the_old_send_off(
    reporter: Person,
) -> None:
    reporter.sends().sees("ask-quick")
    before = reporter.button("send").id
    reporter.does(Reachability(reachable=False))
    coded(reporter, LINK)
    reporter.does(Reachability(reachable=True)).does(Tap(before))
    assert reporter.cases == []
