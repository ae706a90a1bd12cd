"""Without a trace, forget me, my data: what is said, what is done, and what is left."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.settings.config import Outcomes
from flows.core.conversation import Conversation
from flows.core.effects import ChangeStatus
from flows.core.events import Tap
from storage.chats.dead_letters import Letter
from storage.custody.links import Act
from storage.tables.base import metadata
from tests.dialogue import House, Person, words

WORDS = "Voilà ce qui s'est passé hier"


def to_identity(someone: Person) -> Person:
    """A guided report up to the question of the name."""
    return someone.taps("other").says(WORDS).says("passer").says("passer").says("passer").sees("ask-identity")


def filed(someone: Person, identity: str = "anonymous") -> str:
    """… and on to the receipt; its code."""
    to_identity(someone).taps(identity).sees("review-title", f"identity-{identity}").taps("send")
    return someone.sees("filed").receipt


def traces(house: House, chat: str) -> list[str]:
    """The tables that hold this chat, by its token or in plain."""
    token = house.storage.vault.chat(chat)
    with house.storage.read() as unit:
        held = {table.name: repr(unit.transaction.rows(select(table))) for table in metadata.sorted_tables}
    return [name for name, rows in held.items() if token in rows or chat in rows]


def change(house: House, reference: str, *statuses: str) -> None:
    """An officer's doing, without the dialogue."""
    with house.storage.write() as unit:
        for status in statuses:
            unit.cases.change_status(ChangeStatus(reference, status, "", "o1"), house.now)


def hold(house: House, reference: str) -> None:
    with house.storage.write() as unit:
        unit.retention.hold(reference, True, Act("hold", "command", "order-7"), house.now)


# Three choices


def test_three_choices_each_explained_in_a_line(reporter: Person) -> None:
    to_identity(reporter).sees("means-anonymous", "means-traceless", "means-named", "stays-telegram")
    assert {"anonymous", "traceless", "named"} <= set(reporter.options)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("sans trace", "traceless"),
        ("بلا أثر", "traceless"),
        ("bla atar", "traceless"),
        ("anonyme", "anonymous"),
    ],
)
def test_how_to_be_known_can_be_said(reporter: Person, said: str, shown: str) -> None:
    to_identity(reporter).says(said).sees(f"identity-{shown}", "review-title")


def test_without_a_trace_the_receipt_is_the_only_way_back(reporter: Person, house: House) -> None:
    receipt = filed(reporter, "traceless")
    reporter.sees("filed-traceless", "receipt-only", "advice-other", "parted", "stays-telegram")
    reporter.misses("filed-next", "receipt-keep", "ask-more")
    assert reporter.options == ["hide", "new"]
    assert traces(house, reporter.chat) == []
    assert reporter.cases == []
    with house.storage.read() as unit:
        case = unit.cases.newest(1)[0]
        assert (case.chat, case.anonymous, case.channel) == ("", True, "telegram")
        assert unit.conversations.get(reporter.chat) == Conversation(reporter.chat)
    elsewhere = house.person("web:abc", "fr").says(receipt).sees("case-status")
    assert elsewhere.last.language == case.language, "nothing else is known of who holds the receipt"


def test_no_case_is_known_afterwards(reporter: Person) -> None:
    filed(reporter, "traceless")
    reporter.says("suivi").sees("status-none")
    reporter.sends().sees("ask-quick")
    assert "join" not in reporter.options


def test_the_rest_of_an_album_begins_a_report_of_its_own(reporter: Person) -> None:
    reporter.taps("other").sends(album="a9").says("passer").says("fini").says("passer").says("passer")
    reporter.taps("traceless").taps("send").sees("parted")
    reporter.sends(album="a9").sees("pieces-coming", "ask-quick")


def test_urgent_without_a_trace_says_both(reporter: Person) -> None:
    reporter.taps("threat").taps("yes").says("passer").says("Il est devant chez moi").says("passer")
    reporter.says("passer").says("passer").taps("traceless").taps("send")
    reporter.sees("filed-urgent", "receipt-only", "parted")


def test_sent_at_once_and_then_without_a_trace(person, house: House) -> None:
    someone = person().forwards(
        "Votre colis attend, payez sur http://poste-ma.top/x ou appelez le 0612345678"
    )
    someone.taps("send").sees("ask-more").taps("traceless").sees("ask-untie")
    someone.says("non").sees("ask-more").taps("traceless").says("oui").sees("parted", "stays-telegram")
    assert traces(house, someone.chat) == []
    assert someone.cases == []


def test_details_first_and_then_without_a_trace(person, house: House) -> None:
    someone = (
        person(chat="web:abc").sends().taps("send").taps("yes").taps("other").says("fini").says("passer")
    )
    someone.says("passer").sees("ask-identity", "stays-web").taps("traceless").sees("parted", "stays-web")
    with house.storage.read() as unit:
        case = unit.cases.newest(1)[0]
        told = [answer for entry in unit.cases.contents(case.reference) for answer in entry.answers]
        assert ("identity", "traceless") in told
        assert [one for one in unit.custody.of_case(case.reference) if one.event == "forgotten"]
        waiting = len(unit.outbox.pending(someone.chat, 0))
        assert waiting == len(someone.messages) - 1, "the page collects all but what repeated the draft"
        unit.outbox.settle([])
    assert traces(house, someone.chat) == ["outbox"]
    with house.storage.write() as unit:
        unit.outbox.acknowledge(someone.chat, (), house.now, up_to=2**62)
    assert traces(house, someone.chat) == []


def test_a_case_that_is_mine_can_forget_me(reporter: Person, house: House) -> None:
    receipt = filed(reporter)
    reporter.taps("status").taps("traceless").sees("ask-untie").says("oui").sees("parted")
    assert reporter.cases == []
    assert traces(house, reporter.chat) == []
    reporter.says(receipt).sees("case-status")


def test_whatsapp_is_told_the_same_without_a_way_to_hide(house: House) -> None:
    someone = house.person("whatsapp:+212600000000", "fr").starts().taps("fr")
    to_identity(someone).sees("stays-whatsapp").taps("traceless").taps("send").sees(
        "parted", "stays-whatsapp"
    )
    assert someone.options == ["new"]


def test_hiding_afterwards_takes_the_messages_before_the_button_and_leaves_nothing(
    reporter: Person, house: House
) -> None:
    filed(reporter, "traceless")
    tapped = Tap(reporter.button("hide").id)
    house.take(reporter.event(tapped, message="1500"))
    reporter.sees("hidden")
    asked = [row for row in house.rows if row.kind == "hide"]
    assert len(asked) == 1
    assert b'"1500"' in asked[0].body
    assert b'"1401"' in asked[0].body
    assert traces(house, reporter.chat) == []


def test_hiding_by_words_where_nothing_is_known(reporter: Person, house: House) -> None:
    filed(reporter, "traceless")
    reporter.says("/hide").sees("hidden").misses("welcome")
    assert traces(house, reporter.chat) == []


def test_hiding_by_an_old_button_leaves_what_was_begun_since(reporter: Person, house: House) -> None:
    filed(reporter, "traceless")
    hide = Tap(reporter.button("hide").id)
    reporter.says("arnaque").sees("ask-via").does(hide).sees("hidden").misses("ask-via")
    assert "conversations" in traces(house, reporter.chat)


# Back by the receipt


def test_the_receipt_ties_nothing_to_the_chat_it_is_shown_in(reporter: Person, house: House) -> None:
    receipt = filed(reporter, "traceless")
    reporter.says(receipt).sees("case-status")
    assert set(reporter.options) >= {"add", "withdraw", "follow"}
    reporter.taps("add").says("une précision").sends().sees("evidence-received").taps("done").sees(
        "enrich-done"
    )
    assert traces(house, reporter.chat) == []
    with house.storage.read() as unit:
        case = unit.cases.newest(1)[0]
        assert (case.chat, case.evidence_count) == ("", 1)


def test_who_looked_by_receipt_and_went_away_is_forgotten_with_the_day(
    reporter: Person, house: House
) -> None:
    receipt = filed(reporter, "traceless")
    elsewhere = house.person("telegram:77", "fr").says(receipt).sees("case-status")
    assert traces(house, elsewhere.chat)
    elsewhere.waits(25).tick().hears_nothing()
    assert traces(house, elsewhere.chat) == []


def test_something_new_after_a_look_by_receipt_goes_on(reporter: Person, house: House) -> None:
    receipt = filed(reporter, "traceless")
    reporter.says(receipt).sees("case-status").sends().sees("ask-quick")
    assert "join" not in reporter.options
    reporter.taps("send").sees("filed")
    assert reporter.case.evidence_count == 1


def test_one_receipt_after_the_other(reporter: Person, house: House) -> None:
    one = filed(reporter, "traceless")
    reporter.taps("new").says("passer").starts().taps("fr")
    two = filed(reporter, "traceless")
    reporter.says(one).sees("case-status").says(two).sees("case-status")
    assert reporter.last.codes == [two[:8]]
    reporter.says(two).sees("case-status").says("nouveau").says("statut").sees("status-none")
    assert two[:8] not in reporter.last.text


def test_news_can_be_asked_for(reporter: Person, officer: Person, house: House) -> None:
    receipt = filed(reporter, "traceless")
    heard = len(reporter.messages)
    officer.taps("new").sees("case-head", "case-unaddressed").taps("status").taps("examined").says("un mot")
    officer.sees("status-set")
    assert len(reporter.messages) == heard
    reporter.says(receipt).sees("status-examined", "case-note").taps("follow").sees("followed")
    assert reporter.case.reference == receipt[:8]
    before = len(reporter.messages)
    officer.taps("open").sees("case-head").misses("case-unaddressed").taps("status").taps("referred")
    officer.says("passer")
    assert "notice-status" in reporter.last.keys
    assert len(reporter.messages) == before + 1
    reporter.taps("status").sees("case-status")
    assert "follow" not in reporter.options


def test_news_that_somebody_gets_are_not_led_elsewhere(reporter: Person, house: House) -> None:
    receipt = filed(reporter)
    thief = house.person("telegram:66", "fr").says(receipt).sees("case-status")
    assert set(thief.options) >= {"add", "withdraw"}
    assert not {"follow", "traceless"} & set(thief.options)


# Forget me

SAID = [
    *("oubliez-moi", "Effacer mes données", "supprimez mes données", "/forget"),
    *("محو معطياتي", "امسح بياناتي", "نساوني", "مسحو المعطيات ديالي", "nsawni", "mes7o lma3loumat dyali"),
]


@pytest.mark.parametrize("said", SAID)
def test_forget_me_in_words(reporter: Person, said: str) -> None:
    reporter.says(said).sees("forget-goes", "ask-forget")


def test_forget_me_says_what_goes_and_does_it(reporter: Person, house: House) -> None:
    reference = filed(reporter)[:8]
    reporter.says("nouveau").taps("fraud").sends()
    reporter.says("oubliez-moi").sees("forget-goes", "forget-erased", "forget-log", "ask-forget")
    reporter.misses("forget-referred", "forget-held")
    assert reporter.last.codes == [reference]
    reporter.says("oui").sees("forgotten-done", "forget-erased", "forgotten", "stays-telegram")
    assert reporter.options == ["hide", "new"]
    assert traces(house, reporter.chat) == []
    with house.storage.read() as unit:
        assert unit.cases.by_reference(reference) is None
        assert [link.event for link in unit.custody.of_case(reference)][-1] == "erasure"
        assert len(unit.retention.shreds()) == 2
    reporter.says("bonjour").sees("welcome", "ask-language")


def test_forget_me_can_be_taken_back(reporter: Person, house: House) -> None:
    reference = filed(reporter)[:8]
    reporter.says("oubliez-moi").says("non").sees("forget-not")
    assert reporter.case.reference == reference
    reporter.says("nouveau").taps("fraud").says("oubliez-moi").says("retour").sees("ask-via")
    reporter.says("oubliez-moi").says("non").sees("forget-not", "ask-via")


def test_what_was_referred_or_is_on_hold_remains_without_its_chat(reporter: Person, house: House) -> None:
    one = filed(reporter)[:8]
    reporter.says("nouveau")
    two = filed(reporter)[:8]
    change(house, one, "referred", "closed")
    hold(house, two)
    reporter.says("oubliez-moi").sees("forget-referred", "forget-held").misses("forget-erased")
    reporter.taps("yes").sees("forgotten-done", "forget-referred", "forget-held", "forget-log")
    assert traces(house, reporter.chat) == []
    with house.storage.read() as unit:
        remains = [unit.cases.by_reference(each) for each in (one, two)]
        assert [case and case.chat for case in remains] == ["", ""]


def test_nothing_to_forget_is_forgotten_too(person) -> None:
    person().says("oubliez-moi").sees("forget-goes", "ask-forget").misses("forget-log").says("oui").sees(
        "forgotten-done"
    )


def test_a_case_opened_by_its_receipt_can_be_erased_by_it(reporter: Person, house: House) -> None:
    receipt = filed(reporter, "traceless")
    reporter.says("oubliez-moi").misses("forget-erased").says("non")
    reporter.says(receipt).sees("case-status").says("oubliez-moi").sees("forget-erased").says("oui")
    reporter.sees("forgotten-done", "forget-erased")
    reporter.says(receipt).sees("receipt-unknown")


def test_an_old_button_to_be_forgotten_still_asks_first(reporter: Person) -> None:
    filed(reporter)
    reporter.says("mes données").sees("held-title")
    old = Tap(reporter.button("forget").id)
    reporter.says("nouveau").taps("fraud").does(old).sees("ask-forget").says("non").sees("ask-via")


def test_an_officers_chat_is_not_forgotten_by_a_word(officer: Person) -> None:
    officer.says("oubliez-moi").sees("forget-officer", "ask-desk")
    officer.says("menu").sees("ask-menu")
    assert "data" not in officer.options


def test_who_was_erased_meanwhile_is_said(reporter: Person, officer: Person, house: House) -> None:
    reference = filed(reporter)[:8]
    officer.taps("new").taps("status").taps("examined")
    reporter.says("oubliez-moi").says("oui").sees("forgotten-done")
    officer.says("passer").sees("case-gone")
    with house.storage.read() as unit:
        assert unit.dead.count() == 0
        assert unit.cases.by_reference(reference) is None
    officer.taps("desk").sees("ask-desk")


def test_adding_to_what_was_erased_meanwhile_ends_kindly(reporter: Person, house: House) -> None:
    receipt = filed(reporter)
    elsewhere = house.person("web:abc", "fr").says(receipt).taps("add").sees("ask-addition")
    reporter.says("oubliez-moi").says("oui")
    elsewhere.says("une précision").sees("case-gone").says("bonjour").sees("ask-category")


def test_a_draft_outlives_the_case_it_was_to_join(reporter: Person, house: House) -> None:
    filed(reporter)
    reporter.says(WORDS + " et encore ce matin, sans arrêt").sees("ask-quick")
    with house.storage.write() as unit:
        unit.retention.erase(reporter.case.reference, Act("erasure"), house.now)
    reporter.taps("join").sees("case-gone").says("envoyer").sees("filed")
    assert any("encore ce matin" in value for _, value in reporter.answers)


# My data


MY_DATA = ("held-title", "status-none", "held-language", "held-address", "held-messages", "ask-category")


@pytest.mark.parametrize("said", ["mes données", "معطياتي", "المعطيات ديالي", "chno 3ndkom 3liya", "/mydata"])
def test_my_data_in_words(reporter: Person, said: str) -> None:
    reporter.says(said).sees(*MY_DATA)


@pytest.mark.parametrize(
    ("language", "said"), [("ar", "معطياتي"), ("fr", "mes données"), ("ary", "المعطيات ديالي")]
)
@pytest.mark.parametrize(("chat", "days"), [("telegram:7", 7), ("whatsapp:+212600000007", 35), ("web:a", 7)])
def test_my_data_tells_how_long_every_channel_keeps_what_it_keeps(
    house: House, chat: str, days: int, language: str, said: str
) -> None:
    """WhatsApp's daily counts stay longest; the address goes after half a year of silence everywhere."""
    person = house.person(chat, language).says(said).sees("held-address", "held-messages")
    told = "\n".join(message.text for message in person.messages)
    assert words().text(language, "held-title") in told
    assert re.search(rf"\b{days}\b", told)
    assert re.search(r"\b180\b", told)


@pytest.mark.parametrize("chat", ["telegram:7", "whatsapp:+212600000007", "web:a"])
def test_my_data_tells_of_a_message_that_the_program_failed_on(house: House, chat: str) -> None:
    person = house.person(chat, "fr").says("mes données").misses("held-failed")
    with house.storage.write() as unit:
        unit.dead.add(Letter(0, "an event", "telegram:8", b"", "KeyError", house.now))
    person.says("mes données").misses("held-failed")
    with house.storage.write() as unit:
        unit.dead.add(Letter(0, "another", chat, b"", "KeyError", house.now))
    person.says("mes données").sees("held-failed")
    assert any(re.search(r"\b30\b", message.text) for message in person.messages)


def test_my_data_tells_no_language_before_one_is_known(house: House) -> None:
    house.person("telegram:2").says("/mydata").sees("held-title").misses("held-language")


def test_my_data_counts_days_where_no_number_of_years_fits(reporter: Person, house: House) -> None:
    short = replace(house.rules.retention, closed_cases=100 * 86400, outcomes=Outcomes(None, None))
    house.rules = replace(house.rules, retention=short)
    filed(reporter)
    reporter.says("mes données").sees("held-open")


def test_my_data_tells_what_is_held_and_for_how_long(reporter: Person, house: House) -> None:
    references = []
    for statuses in ((), ("referred", "closed"), ("examined",)):
        references.append(filed(reporter)[:8])
        change(house, references[-1], *statuses)
        reporter.says("nouveau")
    hold(house, references[2])
    reporter.taps("fraud").sends().says("mes données")
    reporter.sees("held-title", "case-status", "held-open-years", "held-until", "held-hold", "held-address")
    reporter.sees("held-draft", "held-language", "held-messages", "held-traceless", "held-closed", "ask-via")
    told = reporter.messages[-2]
    assert set(told.codes) == set(references)
    assert [option.id for option in told.say.options] == ["-:do:forget", "-:do:menu"]
    assert WORDS not in told.text


def test_sealed_contents_cannot_be_shown_and_it_is_said_why(reporter: Person, house: House) -> None:
    filed(reporter)
    with house.storage.read() as unit:
        for path in unit.keys.local_files():
            path.unlink()
    reporter.says("menu").taps("data").sees("held-sealed").misses("held-closed")
    assert reporter.options == ["forget", "menu"]


def test_the_menu_leads_to_my_data_in_the_middle_of_a_report(reporter: Person) -> None:
    reporter.taps("fraud").says("menu").taps("data").sees("held-draft", "ask-via").taps("forget").sees(
        "ask-forget"
    )


# Legal hold, from the desk


def test_an_officer_puts_a_hold_on_and_lifts_it(reporter: Person, officer: Person, house: House) -> None:
    reference = filed(reporter)[:8]
    officer.taps("new").sees("case-kept").taps("hold").sees("case-hold", "case-head")
    reporter.says("oubliez-moi").sees("forget-held").says("non")
    assert "hold" not in officer.options
    officer.taps("release").sees("case-kept").misses("case-hold")
    with house.storage.read() as unit:
        told = [(link.actor != "", link.purpose) for link in unit.custody.of_case(reference)][-4:]
    assert (True, "on:desk") in told
    assert (True, "off:desk") in told
    officer.taps("status").taps("insufficient").says("passer").taps("open")
    change(house, reference, "closed")


def test_an_officer_sees_when_a_case_will_be_erased(reporter: Person, officer: Person, house: House) -> None:
    filed(reporter)
    reporter.says("nouveau")
    second = filed(reporter)[:8]
    officer.taps("new").sees("ask-opened").taps(second).sees("case-kept")
    change(house, second, "closed")
    officer.says("retour").sees("case-head")
    with house.storage.read() as unit:
        first = unit.cases.newest(1)[0].reference
    change(house, first, "closed")
    officer.does(Tap(f"-:alert:{first}")).sees("case-until")


def test_a_removed_officer_holds_nothing(reporter: Person, officer: Person, house: House) -> None:
    reference = filed(reporter)[:8]
    officer.taps("new").sees("case-head")
    with house.storage.write() as unit:
        unit.officers.remove(unit.officers.present()[0].id, house.now)
    officer.taps("hold")
    with house.storage.read() as unit:
        fate = unit.retention.fate(reference, {})
        assert fate
        assert not fate.hold
