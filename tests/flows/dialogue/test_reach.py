"""People who cannot be reached: officers see so, the bot does not write first, what still matters waits."""

from bot.turn.missed import keep
from bot.turn.render import decode
from flows.core.effects import ChangeStatus, Code, Line
from flows.core.events import Due, Fetched, GroupMessage, Reachability
from flows.dialogue import notices
from flows.said import NoticeContent
from storage.delivery.messages import NOTICE, Outcome
from tests.dialogue import House, Person


def filed(someone: Person, words: str = "Voilà ce qui s'est passé hier") -> str:
    """A report from the first question to the receipt; its reference."""
    someone.taps("other").says(words).says("passer").says("passer").says("passer").taps("anonymous")
    return someone.taps("send").sees("filed").case.reference


def decided(officer: Person, reference: str, status: str, note: str = "passer") -> None:
    """The officer gives a case a new status, with a note."""
    officer.says("bureau").taps("open")
    if reference in officer.options:
        officer.taps(reference)
    officer.taps("status").taps(status).says(note).sees("status-set")


def lost(someone: Person, *, blocked: bool = True, reason: str = "403") -> None:
    """The newest message to this chat cannot be delivered, as `giving_up.py` records it."""
    house = someone.house
    row = next(row for row in reversed(house.rows) if row.chat == someone.chat)
    assert row.priority == NOTICE
    with house.storage.write() as unit:
        assert keep(unit, row, Outcome(row.id, "undeliverable", house.now, reason=reason))
    if blocked:
        someone.does(Reachability(reachable=False)).hears_nothing()


def texts(someone: Person) -> str:
    return someone.last.text.replace("\u2068", "").replace("\u2069", "")


def test_what_was_missed_comes_in_one_message_before_the_answer(reporter: Person, officer: Person) -> None:
    reference = filed(reporter)
    decided(officer, reference, "examined", "Merci pour la capture")
    lost(reporter)
    decided(officer, reference, "referred")
    lost(reporter)
    decided(officer, reference, "investigated", "Une brigade suit le dossier")
    lost(reporter)
    reporter.says("statut").sees(
        "missed", "notice-status", "status-investigated", "notice-note", "case-status"
    )
    first, second = reporter.messages[reporter.checked :]
    assert {"missed", "status-investigated"} <= first.keys
    assert not {"status-examined", "status-referred"} & first.keys
    assert "Merci pour la capture" in first.text
    assert "Une brigade suit le dossier" in first.text
    assert first.codes == [reference]
    assert "case-status" in second.keys
    assert [option.id for option in first.say.options] == [f"-:answer:{reference}", "-:do:status"]
    reporter.says("statut").misses("missed")


def test_letting_us_in_again_is_enough(reporter: Person, officer: Person) -> None:
    reference = filed(reporter)
    decided(officer, reference, "examined")
    lost(reporter)
    reporter.does(Reachability(reachable=False)).hears_nothing()
    reporter.does(Reachability(reachable=True)).sees("missed", "status-examined")
    assert len(reporter.messages) == reporter.checked + 1
    reporter.does(Reachability(reachable=True)).hears_nothing()
    officer.says("bureau").taps("open").misses("case-unreachable")


def test_without_anything_missed_nothing_is_said(reporter: Person) -> None:
    reporter.does(Reachability(reachable=False)).hears_nothing()
    reporter.does(Reachability(reachable=True)).hears_nothing()
    reporter.does(Reachability(reachable=False)).says("bonjour").misses("missed").sees("ask-category")


def test_officers_see_who_cannot_be_reached(reporter: Person, officer: Person) -> None:
    reference = filed(reporter)
    reporter.says("nouveau")
    other = filed(reporter)
    stranger = reporter.house.person("telegram:2", "fr").starts().taps("fr")
    reachable = filed(stranger)
    officer.taps("open").sees("case-row")
    assert "injoignable" not in texts(officer)
    reporter.does(Reachability(reachable=False))
    officer.says("bureau").taps("open").sees("case-row")
    rows = {line.split()[0]: line for line in texts(officer).splitlines() if "·" in line}
    assert {name: "injoignable" in line for name, line in rows.items()} == {
        reference: True,
        other: True,
        reachable: False,
    }
    officer.taps(reference).sees("case-head", "case-unreachable")
    officer.taps(reachable, on="opened").sees("case-head").misses("case-unreachable", "case-missed")
    reporter.says("bonjour")
    officer.taps(reference, on="opened").sees("case-head").misses("case-unreachable")


def test_officers_see_what_did_not_get_through(reporter: Person, officer: Person) -> None:
    reference = filed(reporter)
    decided(officer, reference, "examined", "Avez-vous le numéro ?")
    lost(reporter, blocked=False)
    officer.taps("open").sees("case-missed").misses("case-unreachable")
    reporter.says("bonjour").sees("missed", "notice-note", "answer-goes-to")
    officer.says("bureau").taps("open").sees("case-head").misses("case-missed")


def test_a_status_that_holds_no_longer_is_not_told_but_its_note_is(
    reporter: Person, officer: Person, house: House
) -> None:
    reference = filed(reporter)
    decided(officer, reference, "examined", "Gardez les messages")
    lost(reporter)
    with house.storage.write() as unit:
        unit.cases.change_status(ChangeStatus(reference, "referred"), house.now)
    reporter.says("bonjour").sees("missed", "notice-note").misses("notice-status")
    assert reporter.messages[reporter.checked].codes == [reference]


def test_what_holds_no_longer_is_not_told_at_all(reporter: Person, officer: Person, house: House) -> None:
    reference = filed(reporter)
    decided(officer, reference, "examined")
    lost(reporter)
    with house.storage.write() as unit:
        unit.cases.change_status(ChangeStatus(reference, "referred"), house.now)
    reporter.says("bonjour").misses("missed").sees("ask-category")


def test_several_cases_are_told_one_after_the_other(reporter: Person, officer: Person) -> None:
    references = [filed(reporter), filed(reporter.says("nouveau"))]
    for reference in references:
        decided(officer, reference, "examined")
        lost(reporter)
    reporter.does(Reachability(reachable=True)).sees("missed", "status-examined")
    assert reporter.last.codes == references


def test_what_was_missed_twice_is_told_at_the_next_return(reporter: Person, officer: Person) -> None:
    reference = filed(reporter)
    decided(officer, reference, "examined", "Premier mot")
    lost(reporter)
    reporter.does(Reachability(reachable=True)).sees("missed")
    lost(reporter)
    decided(officer, reference, "referred", "Second mot")
    lost(reporter)
    reporter.says("menu").sees("missed", "status-referred").misses("status-examined")
    told = reporter.messages[reporter.checked].text
    assert "Premier mot" in told
    assert "Second mot" in told


def test_what_was_missed_is_told_in_the_language_spoken_now(reporter: Person, officer: Person) -> None:
    reference = filed(reporter)
    reporter.says("langue").taps("ary")
    decided(officer, reference, "examined")
    lost(reporter)
    reporter.does(Reachability(reachable=True)).sees("missed")
    assert reporter.last.language == "ary"


def test_nothing_is_shown_while_the_chat_is_to_stay_quiet(reporter: Person, officer: Person) -> None:
    reference = filed(reporter)
    decided(officer, reference, "examined")
    lost(reporter)
    reporter.says("/hide").misses("missed").sees("hidden")
    reporter.does(Reachability(reachable=True)).hears_nothing()
    officer.says("bureau").taps("open").misses("case-unreachable")
    reporter.says("nouveau").sees("missed", "status-examined", "ask-category")


def test_nobody_is_reminded_who_cannot_be_reached(reporter: Person) -> None:
    reporter.taps("fraud").does(Reachability(reachable=False))
    for hours in (2, 23):
        reporter.waits(hours).tick().hears_nothing()
    reporter.says("bonjour").sees("ask-category")


def test_only_a_sign_from_the_chat_counts(reporter: Person, officer: Person) -> None:
    reference = filed(reporter)
    decided(officer, reference, "examined")
    lost(reporter)
    for body in (Due(), Fetched("00")):
        reporter.does(body).hears_nothing()
    reporter.does(GroupMessage("/menu")).sees("missed")


def test_an_officer_is_told_of_the_alerts_that_still_matter(
    reporter: Person, officer: Person, house: House
) -> None:
    urgent = []
    for _ in range(2):
        reporter.says("nouveau").taps("threat").taps("yes").says("passer").says("Il est devant chez moi")
        reporter.says("passer").says("passer").says("passer").says("passer").taps("send")
        urgent.append(reporter.case.reference)
        lost(officer)
        house.now += 61  # else the second would be gathered
    with house.storage.write() as unit:
        unit.cases.change_status(ChangeStatus(urgent[0], "withdrawn"), house.now)
    officer.says("bureau").sees("missed", "alert-urgent", "ask-desk")
    told = officer.messages[officer.checked]
    assert told.codes == [urgent[1]]
    assert [option.id for option in told.say.options] == [f"-:alert:{urgent[1]}", "-:do:desk"]


def test_who_is_no_officer_any_more_hears_of_no_alert(
    reporter: Person, officer: Person, house: House
) -> None:
    reporter.taps("threat").taps("yes").says("passer").says("Il est devant chez moi").says("passer")
    reporter.says("passer").says("passer").says("passer").taps("send")
    lost(officer)
    with house.storage.write() as unit:
        unit.officers.remove(unit.officers.present()[0].id, house.now)
    officer.says("bonjour").misses("missed", "alert-urgent")


def test_alerts_and_statuses_in_one_chat() -> None:
    said = notices.missed(
        (
            NoticeContent("R1", category="threat"),
            NoticeContent("R2", "examined"),
            NoticeContent("R2", note="mot"),
        )
    )
    keys = [line.key if isinstance(line, Line) else line.text for line in said.lines]
    assert keys == ["missed", "alert-urgent", "R1", "notice-status", "meaning-examined", "R2", "notice-note"]
    assert Code("R1") in said.lines
    assert said.notice == (
        NoticeContent("R1", category="threat"),
        NoticeContent("R2", "examined"),
        NoticeContent("R2", note="mot"),
    )


def test_without_contents_only_the_first_line_is_said() -> None:
    said = notices.missed(())
    assert (said.lines, said.options, said.purpose) == ((Line("missed"),), (), "")


def test_a_receipt_that_did_not_arrive_is_said_again(reporter: Person) -> None:
    filed(reporter)
    row = next(row for row in reversed(reporter.house.rows) if decode(row.body).purpose == "receipt")
    with reporter.house.storage.write() as unit:
        assert keep(unit, row, Outcome(row.id, "undeliverable", reporter.house.now, reason="400"))
    reporter.says("bonjour").sees("missed", "ask-category")
    again = decode(reporter.house.rows[-2].body)
    assert reporter.receipt in again.text
    assert again.purpose == "receipt"


def test_losing_a_message_is_no_activity(reporter: Person) -> None:
    """Else every reminder that fails would be a reason for another one."""
    reporter.taps("fraud")
    with reporter.house.storage.read() as unit:
        before = unit.conversations.get(reporter.chat)
    reporter.waits(1).does(Reachability(reachable=False))
    with reporter.house.storage.read() as unit:
        after = unit.conversations.get(reporter.chat)
    assert (after.updated, after.reachable) == (before.updated, False)
