"""Following up: by chat, by receipt from any channel; adding, withdrawing; officers at their desk."""

import pytest

from bot.turn.missed import keep
from flows.core.effects import AmendCase, Code, Line
from flows.core.events import Contact, GroupMessage, Place, Tap
from flows.core.found import DigestContent
from flows.dialogue import notices
from storage.chats.dead_letters import Letter
from storage.delivery.messages import Outcome
from tests.dialogue import NOON, House, Person


def filed(someone: Person, words: str = "Voilà ce qui s'est passé hier") -> str:
    """A guided report from the first question to the receipt; its reference."""
    someone.taps("other").says(words).says("passer").says("passer").says("passer").taps("anonymous").taps(
        "send"
    )
    return someone.sees("filed").case.reference


def test_status_of_my_report(reporter: Person) -> None:
    reference = filed(reporter)
    reporter.says("où en est mon dossier").sees("case-status", "status-received")
    assert reference in reporter.last.codes


def test_status_with_nothing_filed(reporter: Person) -> None:
    reporter.says("statut").sees("status-none")
    reporter.says("bonjour").sees("ask-category")


def test_status_in_the_middle_of_a_report_keeps_it(reporter: Person) -> None:
    filed(reporter)
    reporter.says("nouveau").taps("fraud").says("suivi").sees("case-status", "ask-via")


def test_several_reports_are_listed(reporter: Person) -> None:
    first = filed(reporter)
    reporter.says("nouveau")
    second = filed(reporter)
    reporter.taps("status").sees("ask-which")
    assert {first, second} <= set(reporter.options)
    reporter.taps(first).sees("case-status")
    assert reporter.last.codes == [first]
    reporter.taps(second, on="which").sees("case-status")
    assert reporter.last.codes == [second]


def test_receipt_opens_the_case_from_another_channel(reporter: Person, house: House) -> None:
    reference = filed(reporter)
    elsewhere = house.person("web:abc", "ar").says(reporter.receipt.lower()).sees("case-status")
    assert elsewhere.last.codes == [reference]
    elsewhere.taps("add").sees("ask-addition").says("une précision").sees("note-kept").taps("done").sees(
        "enrich-done"
    )
    assert ("note", "une précision") in reporter.answers


def test_receipt_in_a_deep_link(reporter: Person, house: House) -> None:
    filed(reporter)
    house.person("telegram:5", "fr").starts(reporter.receipt.replace("-", "")).sees("case-status")


def test_wrong_receipts_are_limited(reporter: Person, house: House) -> None:
    filed(reporter)
    wrong = reporter.receipt[:-1] + ("A" if reporter.receipt[-1] != "A" else "C")
    thief = house.person("web:thief", "fr")
    for _ in range(5):
        thief.says(wrong).sees("receipt-unknown")
    thief.says(wrong).sees("receipt-limited")
    thief.says(reporter.receipt).sees("case-status")


def test_another_chat_cannot_name_the_case(reporter: Person, house: House) -> None:
    reference = filed(reporter)
    other = house.person("telegram:6", "fr").starts().taps("fr")
    filed(other)
    other.says("nouveau")
    filed(other)
    other.says("suivi").sees("ask-which")
    forged = other.button(other.options[0]).id.rpartition(":")[0] + ":" + reference
    other.does(Tap(forged)).sees("status-none").misses("case-status")


def test_adding_to_a_filed_case(reporter: Person) -> None:
    filed(reporter)
    reporter.taps("status").taps("add").sees("ask-addition").sends().sees("evidence-received")
    reporter.does(Contact("Vendeur", "0612345678")).sees("note-kept")
    reporter.does(Place(33.5, -7.6)).sees("note-kept").says("fini").sees("enrich-done")
    assert reporter.case.evidence_count == 1
    assert any("0612345678" in value for _, value in reporter.answers)


def test_new_content_can_join_the_last_case(reporter: Person) -> None:
    filed(reporter)
    reporter.sends().sees("ask-quick").taps("join").sees("added")
    assert len(reporter.cases) == 1
    assert reporter.case.evidence_count == 1


def test_withdrawing(reporter: Person) -> None:
    filed(reporter)
    reporter.taps("status").taps("withdraw").sees("ask-withdraw").says("non").sees("case-status")
    reporter.taps("withdraw").says("oui").sees("withdrawn")
    assert reporter.case.status == "withdrawn"
    reporter.taps("status").sees("status-withdrawn")
    assert "add" not in reporter.options


def test_officer_changes_a_status_and_the_reporter_is_told(
    reporter: Person, officer: Person, house: House
) -> None:
    reporter.says("langue").taps("ary")
    reference = filed(reporter, "شي واحد نصب عليا البارح")
    officer.taps("new").sees("case-head", "label-story")
    assert reporter.chat.partition(":")[2] + ":" not in officer.last.text
    officer.taps("status").sees("ask-set_status").taps("referred").sees("ask-officer_note")
    officer.says("Dossier transmis à Agadir").sees("status-set", "ask-desk")
    assert {"notice-status", "status-referred", "notice-waits"} <= reporter.last.keys
    assert reporter.last.language == "ary"
    assert reference in reporter.last.codes
    reporter.taps("status").sees("case-note", "status-referred")


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("window_closed", "undelivered-window"),
        ("blocked", "undelivered-stopped"),
        ("503", "undelivered-other"),
    ],
)
def test_an_officer_sees_that_the_reporter_was_not_told(
    reporter: Person, officer: Person, reason: str, told: str
) -> None:
    filed(reporter)
    officer.taps("new").misses("case-undelivered").taps("status").taps("referred").says("passer")
    notice = reporter.house.rows[-2]
    with reporter.house.storage.write() as unit:
        outcome = Outcome(notice.id, "undeliverable", reporter.house.now, reason=reason)
        assert keep(unit, notice, outcome)
    officer.taps("open").sees("case-undelivered", told)


def test_a_sealed_case_is_shown_without_what_was_said(reporter: Person, officer: Person) -> None:
    reference = filed(reporter)
    with reporter.house.storage.read() as unit:
        files = unit.keys.local_files()
    officer.taps("digest").sees("digest-unsealed")
    for path in files:
        path.unlink()
    officer.says("bureau").taps("new").sees("case-head", "case-sealed").misses("label-story")
    assert reference in officer.last.codes
    officer.says("bureau").taps("digest").misses("digest-unsealed")


def test_the_digest_counts_events_that_failed(reporter: Person, officer: Person) -> None:
    officer.taps("digest").misses("digest-dead")
    with reporter.house.storage.write() as unit:
        unit.dead.add(Letter(0, "telegram:1", "telegram:5", b"x", "ValueError", reporter.house.now))
    officer.says("bureau").taps("digest").sees("digest-dead")


def test_officer_lists_and_opens_one_after_the_other(reporter: Person, officer: Person) -> None:
    first = filed(reporter)
    reporter.says("nouveau")
    second = filed(reporter)
    officer.taps("open").sees("ask-opened", "case-row").taps(first).sees("case-head")
    officer.taps(second, on="opened").sees("case-head")
    assert second in officer.last.codes
    officer.taps("desk", on="action").sees("ask-desk")


def test_officer_opens_a_case_with_forwarded_and_edited_notes(reporter: Person, officer: Person) -> None:
    reporter.taps("other").says("mon récit").edits("9", "mon récit, corrigé")
    reporter.forwards("Encore un message", "Amazon Recruiting").sees("note-kept")
    reporter.says("fini").says("passer").says("passer").says("passer").taps("send").sees("filed")
    officer.taps("new").sees("case-head", "label-note", "label-edit")
    assert "Amazon Recruiting: Encore un message" in officer.last.text.replace("\u2068", "")


def test_an_answer_that_a_deploy_removed_is_shown_as_it_stands(reporter: Person, officer: Person) -> None:
    filed(reporter)
    with reporter.house.storage.write() as unit:
        unit.filing.amend(AmendCase(reporter.case.reference, (("shoe_size", "42"), ("via", "fax"))), NOON)
    officer.taps("new").sees("label-note", "label-via")
    assert "fax" in officer.last.text


def test_officer_digest_on_demand(reporter: Person, officer: Person) -> None:
    officer.taps("digest").sees("digest-nothing")
    filed(reporter)
    officer.says("bonjour").sees("ask-desk").taps("digest").sees(
        "digest-title", "digest-counts", "category-other"
    )


def test_officer_without_cases(officer: Person) -> None:
    officer.taps("new").sees("desk-none")


def test_officer_may_report_too(officer: Person) -> None:
    officer.taps("report").sees("ask-category").taps("other").sees("ask-story").says("merci").sees(
        "ask-story"
    )


def test_enrolment_code_works_once(officer: Person, house: House) -> None:
    with house.storage.write() as unit:
        _, code = unit.officers.add("Omar", house.now)
    omar = house.person("web:omar", "ar").says(f"officer_{code}").sees("officer-welcome")
    assert omar.last.language == "ar"
    house.person("web:thief", "ar").says(f"officer_{code}").sees("enrolment-unknown")


def test_removed_officer_sees_nothing(officer: Person, house: House) -> None:
    with house.storage.write() as unit:
        unit.officers.remove(unit.officers.present()[0].id, house.now)
    officer.taps("open").sees("enrolment-unknown").misses("case-row", "desk-none")
    officer.says("bonjour").sees("ask-category")


def test_removed_officer_changes_nothing(reporter: Person, officer: Person, house: House) -> None:
    filed(reporter)
    officer.taps("new").taps("status").taps("insufficient").sees("ask-officer_note")
    with house.storage.write() as unit:
        unit.officers.remove(unit.officers.present()[0].id, house.now)
    officer.says("passer")
    assert reporter.case.status == "received"


def test_a_cry_about_a_filed_case_makes_it_urgent(reporter: Person, officer: Person) -> None:
    filed(reporter)
    reporter.says("il est devant ma porte avec un couteau").sees("care-danger", "ask-quick")
    reporter.taps("join").sees("added")
    assert reporter.case.urgent
    assert any("alert-urgent" in seen.keys for seen in officer.messages)


def test_a_receipt_during_a_report_tells_the_status_and_the_report_goes_on(
    reporter: Person, house: House
) -> None:
    filed(house.person("telegram:2").starts().taps("fr"))
    code = house.person("telegram:2").receipt
    reporter.taps("fraud").sees("ask-via").says(code).sees("case-status", "ask-via")
    assert reporter.cases == []


def test_a_group_with_a_report_is_declined_and_the_report_stays(reporter: Person) -> None:
    reporter.taps("fraud").sees("ask-via").does(GroupMessage("/help")).sees("group-declined")
    reporter.taps("sms").sees("ask-money")


def test_groups_are_declined_except_officers(house: House) -> None:
    group = house.person("telegram:-100", "fr")
    group.does(GroupMessage(invited=True)).sees("group-declined")
    group.does(GroupMessage(invited=True)).hears_nothing()
    group.does(GroupMessage("/help")).sees("group-declined")
    with house.storage.write() as unit:
        _, code = unit.officers.add("Brigade", house.now)
    group.does(GroupMessage(f"officer_{code}")).sees("officer-welcome", "ask-desk")
    group.does(GroupMessage("/menu")).sees("ask-menu")
    group.does(GroupMessage()).hears_nothing()


def test_officer_sees_what_is_urgent_and_where(reporter: Person, officer: Person) -> None:
    filed(reporter)
    reporter.says("nouveau").taps("threat").taps("yes").says("passer").says("Il est devant chez moi")
    reporter.says("passer").says("passer").taps("morocco").taps("fes").says("passer").says("passer").taps(
        "send"
    )
    officer.taps("new").sees("case-row-urgent", "case-row").taps(reporter.case.reference)
    officer.sees("case-urgent", "case-place", "region-fes").misses("label-category")


def test_an_alert_opens_its_case(reporter: Person, officer: Person) -> None:
    reporter.taps("threat").taps("yes").says("passer").says("Il est devant chez moi").says("passer")
    reporter.says("passer").says("passer").says("passer").taps("send").sees("filed-urgent")
    officer.taps(reporter.case.reference, on="alert").sees("case-head", "case-urgent")
    someone = reporter.house.person("telegram:77", "fr").starts().taps("fr")
    someone.does(Tap(f"-:alert:{reporter.case.reference}")).sees("tap-old").misses("case-head")


def test_urgent_cases_are_listed_first(reporter: Person, officer: Person) -> None:
    reporter.taps("threat").taps("yes").says("passer").says("Il est devant chez moi").says("passer")
    reporter.says("passer").says("passer").says("passer").taps("send")
    urgent = reporter.case.reference
    for _ in range(11):
        reporter.says("nouveau")
        filed(reporter)
    officer.taps("new").sees("case-row-urgent")
    assert officer.options[0] == urgent
    assert "12" in officer.last.text


def test_a_greeting_leads_an_officer_to_the_desk(reporter: Person, officer: Person) -> None:
    filed(reporter)
    officer.taps("new").sees("case-head").says("bonjour").sees("ask-desk")


def test_a_wrong_code_while_following_up_is_answered_alone(reporter: Person) -> None:
    filed(reporter)
    reporter.taps("status").says("77V52MYC-H2D2-K7M2-9QXA-CDEF").sees("receipt-unknown").misses("case-status")


def test_officer_digest_when_nothing_waits_any_more(reporter: Person, officer: Person) -> None:
    filed(reporter)
    officer.taps("new").taps("status").taps("examined").says("passer").sees("status-set")
    officer.taps("digest").sees("digest-counts").misses("digest-oldest")
    officer.says("langue").taps("ar").sees("ask-desk")
    officer.taps("digest").says("bureau").sees("ask-desk")


def test_what_comes_of_an_album_after_the_report_is_filed_joins_it(reporter: Person) -> None:
    reporter.taps("other").sends(album="a9").says("passer").says("fini").says("passer").says("passer")
    reporter.says("passer").taps("send").sees("filed")
    reporter.sends(album="a9").hears_nothing()
    assert reporter.case.evidence_count == 2


def test_enriching_can_end_early(person) -> None:
    someone = person().sends().taps("send").taps("yes").sees("ask-category").taps("fraud").sees("ask-via")
    someone.says("terminé").sees("enrich-done")
    assert someone.case.category == "fraud"


def test_notices_are_made_without_a_conversation() -> None:
    assert notices.sorry().lines
    assert notices.morning(DigestContent()).options


def test_a_case_that_is_not_there_is_said(reporter: Person, officer: Person) -> None:
    filed(reporter)
    reporter.says("nouveau")
    filed(reporter)
    officer.taps("new").sees("ask-opened")
    forged = officer.button(officer.options[0]).id.rpartition(":")[0] + ":ACDEFGHJ"
    officer.does(Tap(forged)).sees("desk-none")


def test_content_while_following_up_begins_a_new_report(reporter: Person) -> None:
    filed(reporter)
    reporter.taps("status").sees("case-status")
    reporter.says("Un autre homme m'a écrit ce matin pour me demander de l'argent").sees("ask-quick")


def test_the_digest_carries_the_root_of_the_log() -> None:
    said = notices.morning(DigestContent(root="ab12"))
    assert Code("ab12") in said.lines


def test_the_digest_tells_what_the_nightly_check_found() -> None:
    assert Line("digest-faults", {"count": 3}) in notices.morning(DigestContent(faults=3)).lines
    assert Line("digest-faults", {"count": 0}) not in notices.morning(DigestContent()).lines
