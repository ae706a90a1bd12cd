"""What was read in a picture is a question: a tap on Yes records it, and anything else throws it away."""

import pytest

from flows.core.events import Codes, Tap, Words
from flows.report.evidence import MAX_NOTES
from tests.dialogue import House, Person
from tests.flows.dialogue.test_originals import AS_FILE

PHONE, LINK = "+212612345678", "poste-ma.top/p"
TEXT = "Votre colis, payez 25 DH sur https://poste-ma.top/p ou 06 12 34 56 78, le 05/06/2026"


def piece(someone: Person, place: int = -1) -> str:
    with someone.house.storage.read() as unit:
        return unit.conversations.get(someone.chat).pieces[place].id


def kept(someone: Person) -> tuple[tuple[str, str], ...]:
    with someone.house.storage.read() as unit:
        return unit.conversations.get(someone.chat).read


def told(someone: Person, kind: str) -> list[str]:
    return [value for question, value in someone.answers if question == kind]


def read(someone: Person, text: str = TEXT, evidence: str = "") -> Person:
    return someone.does(Words(((evidence or piece(someone), text),)))


def test_nothing_is_recorded_before_a_yes(reporter: Person) -> None:
    reporter.sends().sees("ask-quick")
    read(reporter).sees("ask-read").misses("understood-numbers")
    assert sorted(reporter.last.codes) == sorted(["+212612345678", "poste-ma[.]top/p"])
    assert set(reporter.options) >= {"yes", "no"}
    reporter.taps("send", on="quick").sees("filed")
    assert (told(reporter, "phone"), told(reporter, "link"), told(reporter, "read")) == ([], [], [])
    assert kept(reporter) == ()


def test_a_yes_records_it_in_the_draft(reporter: Person) -> None:
    reporter.sends()
    read(reporter).taps("yes", on="read").sees("read-kept", "ask-quick")
    reporter.sees("understood-numbers").taps("send").sees("filed")
    assert (told(reporter, "phone"), told(reporter, "link")) == ([PHONE], [LINK])
    with reporter.house.storage.read() as unit:
        assert unit.tokens.reported((("phone", PHONE), ("link", "poste-ma.top")), 1)


@pytest.mark.parametrize("word", ["oui", "OK", "1", "نعم", "اه", "envoyer", "c'est bon"])
@pytest.mark.parametrize("asked", ["ask-quick", "ask-confirm", "ask-evidence", "filed"])
def test_a_typed_yes_may_be_meant_for_the_question_before(reporter: Person, word: str, asked: str) -> None:
    if asked in {"ask-confirm", "ask-evidence"}:
        reporter.taps("other").says("Mon récit")
    reporter.sends()
    if asked == "ask-confirm":
        reporter.taps("done").skips_to(asked)
    evidence = piece(reporter)
    if asked == "filed":
        reporter.taps("send").sees(asked)
    read(reporter, evidence=evidence).sees("ask-read").says(word).says(word).misses("read-kept")
    with reporter.house.storage.read() as unit:
        assert "read" not in {note.kind for note in unit.conversations.get(reporter.chat).notes}
    assert not reporter.cases or told(reporter, "phone") == []


def test_a_typed_yes_is_asked_to_be_tapped_and_loses_no_word(reporter: Person) -> None:
    reporter.sends()
    read(reporter).says("oui").sees("read-tap", "ask-read").misses("filed")
    reporter.taps("yes", on="read").sees("read-kept", "ask-quick").taps("send")
    assert told(reporter, "phone") == [PHONE]


def test_a_button_records_only_what_its_message_showed(reporter: Person) -> None:
    reporter.burst(*[Person.sends] * 2)
    first = read(reporter, "0612345678", piece(reporter, 0)).button("yes", on="read").id
    read(reporter, "a@poste-ma.top", piece(reporter, 1)).sees("ask-read")
    reporter.does(Tap(first)).sees("tap-old", "ask-read").misses("read-kept")
    assert reporter.last.codes == [PHONE, "a@poste-ma.top"]
    reporter.taps("no", on="read").does(Tap(first)).sees("tap-old").misses("read-kept")
    read(reporter, "0612345678", piece(reporter, 1)).sees("ask-read")
    reporter.does(Tap(first)).sees("tap-old", "ask-read").taps("yes", on="read").sees("read-kept")
    reporter.taps("send")
    assert (told(reporter, "phone"), told(reporter, "email")) == ([PHONE], [])


@pytest.mark.parametrize("word", ["no", "non", "لا"])
def test_a_no_throws_it_away(reporter: Person, word: str) -> None:
    reporter.sends()
    read(reporter)
    (reporter.taps(word, on="read") if word == "no" else reporter.says(word)).sees(
        "read-dropped", "ask-quick"
    )
    assert kept(reporter) == ()
    reporter.taps("send").sees("filed")
    assert told(reporter, "phone") == []


@pytest.mark.parametrize(
    "text", ["Il m'a menacé hier soir", "peut-être", "oui mais pas le lien", "menu", "0"]
)
def test_anything_else_throws_it_away_and_is_read_as_ever(reporter: Person, text: str) -> None:
    reporter.sends()
    read(reporter).says(text)
    assert kept(reporter) == ()
    reporter.misses("read-kept")
    with reporter.house.storage.read() as unit:
        assert "read" not in {note.kind for note in unit.conversations.get(reporter.chat).notes}


def test_a_yes_after_something_else_is_no_yes_to_it(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").sends()
    read(reporter).says("encore un mot").says("oui")
    reporter.misses("read-kept")
    assert kept(reporter) == ()


def test_silence_throws_it_away(reporter: Person) -> None:
    reporter.taps("other").says("Mon récit").sends()
    read(reporter).waits(25).tick()
    assert kept(reporter) == ()


def test_several_pictures_are_one_question_and_a_later_one_joins_it(reporter: Person) -> None:
    reporter.burst(*[Person.sends] * 3)
    before = len(reporter.messages)
    reporter.does(
        Words(((piece(reporter, 0), "0612345678"), (piece(reporter, 1), "06 12 34 56 78 0611223344")))
    )
    assert len(reporter.messages) == before + 1
    assert reporter.last.codes == [PHONE, "+212611223344"]
    read(reporter, "a@poste-ma.top").sees("ask-read")
    assert reporter.last.codes == [PHONE, "+212611223344", "a@poste-ma.top"]
    reporter.taps("yes", on="read").taps("send")
    assert told(reporter, "phone") == [PHONE, "+212611223344"]
    assert told(reporter, "email") == ["a@poste-ma.top"]


@pytest.mark.parametrize(
    "text", ["", "Bonjour", "500 DH le 05/06/2026", "SMS reçu de BARID-MA", "https://www.facebook.com"]
)
def test_where_nothing_leads_to_anybody_nothing_is_asked(reporter: Person, text: str) -> None:
    reporter.sends()
    read(reporter, text)
    if "facebook" not in text:
        reporter.hears_nothing()


def test_what_is_known_already_is_not_asked(reporter: Person) -> None:
    reporter.says("Arnaque du 0612345678, mon numéro est 0661223344").sends()
    read(reporter, "0612345678 puis 0661223344").hears_nothing()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("insta: @colis.maroc", "handle", "@colis.maroc (instagram)"),
        ("@colis_maroc", "handle", "@colis_maroc"),
        ("https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv", "group", "whatsapp:AbCdEfGhIjKlMnOpQrStUv"),
        ("https://t.me/+AbCdEfGhIjKlMnOp", "group", "telegram:AbCdEfGhIjKlMnOp"),
        ("RIB 011 519 0000012050005349 21", "rib", "011519000001205000534921"),
        ("MA64 0115 1900 0001 2050 0053 4921", "iban", "MA64011519000001205000534921"),
        ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto", "BTC 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ],
)
def test_every_kind_is_found_again_when_it_is_confirmed(reporter: Person, text, kind, value) -> None:
    reporter.sends()
    read(reporter, text).sees("ask-read").taps("yes", on="read").taps("send").sees("filed")
    assert value in told(reporter, kind)


@pytest.mark.parametrize("word", ["cacher", "stop", "menu", "langue"])
def test_a_quiet_or_busy_chat_is_not_asked(reporter: Person, word: str) -> None:
    reporter.sends().says(word)
    read(reporter).hears_nothing()


def test_after_filing_a_yes_adds_to_the_case(reporter: Person) -> None:
    reporter.sends()
    evidence = piece(reporter)
    reporter.taps("send").sees("filed")
    read(reporter, evidence=evidence).sees("ask-read")
    assert told(reporter, "phone") == []
    reporter.taps("yes", on="read").sees("read-kept")
    assert (told(reporter, "phone"), told(reporter, "link")) == ([PHONE], [LINK])
    with reporter.house.storage.read() as unit:
        assert unit.tokens.reported((("phone", PHONE),), 1)


def test_a_case_without_a_trace_is_never_asked_about(reporter: Person, house: House) -> None:
    reporter.taps("other").says("Mon récit").sends()
    evidence = piece(reporter)
    reporter.taps("done").skips_to("ask-identity").taps("traceless")
    reporter.skips_to("ask-confirm").taps("send").sees("filed")
    read(reporter, evidence=evidence).hears_nothing()
    with house.storage.read() as unit:
        assert unit.conversations.get(reporter.chat).read == ()


def test_a_new_draft_is_not_asked_about_another_ones_picture(reporter: Person) -> None:
    reporter.sends()
    evidence = piece(reporter)
    reporter.taps("send").says("nouveau").taps("other").says("Un autre récit")
    read(reporter, evidence=evidence).hears_nothing()


def test_codes_of_another_picture_leave_the_question_open(reporter: Person) -> None:
    reporter.sends()
    read(reporter).does(Codes(piece(reporter), ("https://autre.top/x",))).sees("codes-found", "ask-read")
    reporter.taps("yes", on="read").sees("read-kept")


def test_a_picture_that_is_taken_back_takes_what_was_read_along(person) -> None:
    someone = person().does(AS_FILE)
    read(someone).taps("yes", on="read").says("retirer ce fichier").sees("unfiled")
    with someone.house.storage.read() as unit:
        assert unit.conversations.get(someone.chat).notes == ()


def test_a_full_draft_keeps_what_has_room_and_says_so(reporter: Person) -> None:
    reporter.sends().burst(*[lambda one: one.forwards("encore un message de la suite")] * (MAX_NOTES - 1))
    read(reporter).taps("yes", on="read").sees("notes-full").misses("read-kept")
    reporter.taps("send").sees("filed")
    assert len(told(reporter, "read")) == 1


def test_a_picture_that_was_not_read_is_told_and_the_dialogue_goes_on(reporter: Person) -> None:
    reporter.sends().sees("ask-quick")
    reporter.does(Words((), (piece(reporter),))).sees("read-missing", "ask-quick").misses("ask-read")
    reporter.does(Words(((piece(reporter), TEXT),), (piece(reporter),))).sees("read-missing", "ask-read")
    reporter.does(Words((), (piece(reporter),))).sees("read-missing", "ask-read")
    reporter.does(Words((), ("another",))).hears_nothing()
    reporter.taps("yes", on="read").sees("read-kept", "ask-quick")


def test_an_account_and_a_group_are_asked_about_as_they_are_found_again(reporter: Person) -> None:
    reporter.sends()
    read(reporter, "Rejoignez https://t.me/+AbCdEfGhIjKl1234 ou écrivez à instagram @vendeur_x, @autre_y")
    reporter.sees("ask-read").taps("yes", on="read").sees("read-kept").taps("send").sees("filed")
    assert told(reporter, "group") == ["telegram:AbCdEfGhIjKl1234"]
    assert sorted(told(reporter, "handle")) == ["@autre_y", "@vendeur_x (instagram)"]
