"""Campaigns at the desk: listed, opened from an alert, from a case or by code, and worked."""

import re
from dataclasses import replace
from typing import Any

import pytest

from bot.turn import alerts as turn_alerts
from bot.turn import missed
from bot.turn.officer_lookups import LISTED
from flows.core.effects import ChangeStatus, Code, Line
from flows.core.events import Tap
from flows.core.receipts import ALPHABET
from flows.dialogue import notices
from flows.indicators.find import find
from flows.indicators.traces import of_indicators, of_texts
from flows.said import NoticeContent
from storage.cases.views import Reporter
from storage.custody.directory import INDICATORS
from storage.custody.links import Act
from tests.dialogue import House, Person
from tests.storage.sealed import FILED


def file(house: House, reference: str, number: int, **more: Any) -> str:
    """A case of someone new who names this number."""
    effect = replace(
        FILED, reference=reference, place="", traces=(("phone", f"+2126123456{number:02}"),), **more
    )
    with house.storage.write() as unit:
        unit.filing.open(effect, Reporter(f"telegram:{reference}", "fr"), house.now)
    return reference


def campaign(house: House, number: int = 1) -> str:
    """A campaign of two cases; its code."""
    first = file(house, f"A{ALPHABET[number]}222223", number, category="threat")
    file(house, f"D{ALPHABET[number]}222223", number)
    with house.storage.read() as unit:
        return unit.campaigns.of_case(first)


def facts(house: House, code: str):
    with house.storage.read() as unit:
        return unit.campaigns.gathered(code, house.now)


def reach(officer: Person) -> tuple[object, object]:
    """The cases and people that the decision to confirm would reach."""
    (told,) = [
        line.args
        for line in officer.last.say.lines
        if isinstance(line, Line) and line.key == "ask-campaign_decide"
    ]
    return told["cases"], told["count"]


def test_a_desk_without_campaigns_says_so(house: House, officer: Person) -> None:
    officer.taps("campaigns").sees("desk-none")


def test_a_single_campaign_opens_at_once(house: House, officer: Person) -> None:
    code = campaign(house)
    file(house, "AC234567", 1, urgent=True, traceless=True)
    officer.taps("campaigns").sees("campaign-counts", "case-urgent", "kind-phone", "category-threat")
    assert code in officer.last.codes
    officer.misses("campaign-name", "campaign-decision")


def test_a_long_list_has_pages(house: House, officer: Person) -> None:
    every = {campaign(house, number) for number in range(1, LISTED + 3)}
    officer.taps("campaigns").sees("ask-campaign", "campaign-row", "opened-page")
    seen = set(officer.options) & every
    officer.taps("next", on="campaign").sees("opened-page")
    more = set(officer.options) & every
    assert seen | more == every
    officer.taps("first", on="campaign")
    assert set(officer.options) & every == seen
    officer.taps(next(iter(seen))).sees("campaign-counts")


def test_a_campaign_gets_a_name_which_lists_and_digests_show(house: House, officer: Person) -> None:
    code = campaign(house)
    campaign(house, 2)
    officer.taps("campaigns").taps(code).taps("rename").sees("ask-campaign_name")
    officer.says("Faux colis").sees("campaign-named", "campaign-name")
    officer.says("bureau").taps("campaigns")
    assert f"{code} (Faux colis)" in officer.last.text
    officer.says("bureau").taps("digest").sees("digest-campaign")
    assert "Faux colis" in officer.last.text


def test_cases_of_a_campaign_open_and_lead_back(house: House, officer: Person) -> None:
    code = campaign(house)
    file(house, "AC234567", 9)
    officer.taps("campaigns").taps("cases").sees("ask-opened")
    assert "AC234567" not in officer.options
    officer.taps("A3222223").sees("case-head", "case-campaign")
    officer.taps(code).sees("campaign-counts")
    officer.says("AC234567").sees("case-head").misses("case-campaign")
    assert "split" not in officer.options
    officer.says(code.lower()).sees("campaign-counts")
    officer.taps("desk", on="campaign_action").sees("ask-desk")


def test_a_case_is_split_off_and_joined_again(house: House, officer: Person) -> None:
    code = campaign(house)
    officer.says("A3222223").taps("split").sees("campaign-split", "case-head").misses("case-campaign")
    assert facts(house, code).campaign.cases == 1
    officer.says("bureau").taps("campaigns").taps("join").sees("ask-campaign_join")
    officer.says("celui de mardi").sees("join-expected")
    officer.says("a322-2223").sees("campaign-joined", "campaign-counts")
    assert {one.state for one in facts(house, code).cases} == {"confirmed", "founder"}


def test_a_campaign_joins_another(house: House, officer: Person) -> None:
    code, other = campaign(house, 1), campaign(house, 2)
    officer.says(code)
    officer.taps("join").says(other).sees("campaign-joined")
    assert facts(house, code).campaign.cases == 4
    assert facts(house, other) is None
    officer.taps("join").says("CNPQR2").sees("campaign-not-there").misses("campaign-joined")


def test_a_campaign_is_dismissed(house: House, officer: Person) -> None:
    code = campaign(house)
    officer.taps("campaigns").says("pas").misses("campaign-dismissed")
    officer.taps("dismiss").sees("ask-campaign_dismiss").misses("campaign-dismissed", "campaign-drops")
    officer.says("pas").misses("campaign-dismissed").taps("no", on="campaign_sure").sees("campaign-counts")
    assert facts(house, code)
    officer.taps("dismiss").taps("yes").sees("campaign-dismissed", "desk-none")
    assert facts(house, code) is None


@pytest.mark.parametrize("act", ["name", "join", "split", "dismiss", "decide"])
def test_what_could_not_be_done_is_not_told_as_done(house: House, officer: Person, act: str) -> None:
    """A colleague dismisses the campaign while this officer works on it."""
    code = campaign(house)
    officer.says("A3222223" if act == "split" else code)
    if act in {"name", "join"}:
        officer.taps("rename" if act == "name" else act)
    elif act == "decide":
        officer.taps("decide").taps("referred").says("passer")
    elif act == "dismiss":
        officer.taps("dismiss")
    with house.storage.write() as unit:
        unit.campaigns.dismiss(code, "officer2", house.now)
    last = {"name": "Faux colis", "join": "D3222223"}
    officer.says(last[act]) if act in last else officer.taps(act if act == "split" else "yes")
    officer.sees("campaign-not-there")
    officer.misses(*[f"campaign-{done}" for done in ("named", "joined", "split", "dismissed", "decided")])


def test_one_decision_for_all(house: House, officer: Person) -> None:
    code = campaign(house)
    officer.taps("campaigns").taps("decide").sees("ask-set_status").taps("referred").sees("ask-officer_note")
    officer.says("passer").sees("ask-campaign_decide").misses("campaign-decided", "campaign-replaces")
    assert reach(officer) == (2, 2)
    assert facts(house, code).decisions == ()
    officer.taps("no", on="campaign_sure").sees("campaign-counts").misses("campaign-decided")
    officer.taps("decide").taps("referred").says("passer").taps("yes").sees("campaign-decided", "ask-desk")
    (decision,) = facts(house, code).decisions
    assert (decision.status, decision.waiting, decision.note) == ("referred", 2, "")
    officer.taps("campaigns").sees("campaign-decision")
    officer.taps("dismiss").sees("campaign-drops").taps("no", on="campaign_sure")
    officer.taps("decide").taps("examined").says("Dossier transmis").sees("campaign-replaces").taps("yes")
    first, second = facts(house, code).decisions
    assert (first.waiting, second.waiting, second.note) == (0, 2, "Dossier transmis")


def test_those_whom_a_decision_does_not_reach_are_not_counted(house: House, officer: Person) -> None:
    """One case is closed, one names no chat, and two are of one chat."""
    code = campaign(house)
    file(house, "AC234567", 1, traceless=True)
    with house.storage.write() as unit:
        unit.cases.change_status(ChangeStatus("A3222223", "closed", "", "officer1"), house.now)
    officer.says(code).taps("decide").taps("referred").says("passer").sees("ask-campaign_decide")
    assert reach(officer) == (2, 1)


@pytest.mark.parametrize("act", ["decide", "dismiss"])
def test_the_second_of_two_officers_is_told_and_changes_nothing(
    house: House, officer: Person, act: str
) -> None:
    code = campaign(house)
    officer.says(code).taps(act)
    if act == "decide":
        officer.taps("referred").says("passer")
    with house.storage.write() as unit:
        unit.decisions.decide(code, "examined", "", "officer2", house.now)
    officer.taps("yes").sees("campaign-meanwhile").misses("campaign-decided", "campaign-dismissed")
    (decision,) = facts(house, code).decisions
    assert (decision.status, decision.waiting) == ("examined", 2)
    officer.says(code).sees("campaign-decision").taps(act)
    if act == "decide":
        officer.taps("referred").says("passer")
    officer.taps("yes").misses("campaign-meanwhile")


@pytest.mark.parametrize("act", ["decide", "dismiss"])
def test_a_yes_counts_for_the_campaign_and_the_act_that_its_message_showed(
    house: House, officer: Person, act: str
) -> None:
    first, second = campaign(house, 1), campaign(house, 2)
    officer.says(first).taps(act)
    if act == "decide":
        officer.taps("referred").says("passer")
    yes = officer.button("yes").id
    officer.says(second).taps("decide").taps("examined").says("passer").sees("ask-campaign_decide")
    officer.does(Tap(yes)).misses("campaign-decided", "campaign-dismissed")
    assert facts(house, first).decisions == facts(house, second).decisions == ()
    officer.says(second).taps("decide").taps("examined").says("passer").taps("yes").sees("campaign-decided")


def test_a_campaign_that_is_gone_before_it_is_confirmed_leads_back(house: House, officer: Person) -> None:
    code = campaign(house)
    officer.says(code).taps("decide").taps("referred")
    with house.storage.write() as unit:
        unit.campaigns.dismiss(code, "officer2", house.now)
    officer.says("passer").sees("campaign-not-there").says("bureau").sees("ask-desk")


@pytest.mark.parametrize("spelled", ["C23456", "c-23 456"])
def test_an_unknown_code_opens_nothing(house: House, officer: Person, spelled: str) -> None:
    officer.says(spelled).sees("desk-none").taps("desk", on="campaign_action").sees("ask-desk")


def test_a_word_is_no_code(house: House, officer: Person) -> None:
    officer.says("caftan").misses("desk-none", "campaign-counts")


def test_who_is_no_officer_any_more_changes_nothing(house: House, officer: Person) -> None:
    code = campaign(house)
    officer.taps("campaigns")
    with house.storage.write() as unit:
        unit.officers.remove(unit.officers.present()[0].id, house.now)
    officer.taps("dismiss")
    assert facts(house, code) is not None


SMS = "Barid Al-Maghrib: votre colis {} est en attente. Payez 19 DH de frais sur poste-ma.xyz/p"


def report(house: House, chat: str, text: str = SMS) -> Person:
    """Someone forwards the scam and sends it, a while after the last one."""
    house.now += 3600
    return house.person(chat).forwards(text.format(len(chat))).taps("send").sees("filed")


def alerts(officer: Person) -> list[str]:
    """The texts of the alerts about campaigns."""
    keys = {"alert-campaign", "alert-campaign-urgent"}
    return [seen.text for seen in officer.messages if keys & seen.keys]


def test_officers_are_told_once_at_each_threshold(house: House, officer: Person) -> None:
    told = []
    for number in range(21):
        report(house, f"telegram:{number + 1}")
        told.append(len(alerts(officer)))
    assert told == [0] * 4 + [1] * 5 + [2] * 10 + [3] * 2
    assert [re.findall(r"\d+", text)[0] for text in alerts(officer)] == ["5", "10", "20"]
    with house.storage.read() as unit:
        (one,) = unit.campaigns.listed(house.now, 5)[0]
    officer.taps(one.code, on="alert").sees("campaign-counts")


def test_one_chat_that_files_often_is_no_growing_campaign(house: House, officer: Person) -> None:
    pairs = (*of_indicators(find(SMS)), *of_texts((SMS,)))
    for number in range(5):
        effect = replace(FILED, reference=f"A{ALPHABET[number]}222223", traces=pairs)
        with house.storage.write() as unit:
            unit.filing.open(effect, Reporter("telegram:1", "fr"), house.now)
    report(house, "web:0")
    assert alerts(officer) == []
    for number in (1, 2):
        report(house, f"web:{number}")
    assert alerts(officer) == []
    report(house, "web:9")
    assert len(alerts(officer)) == 1


def test_an_urgent_case_in_a_campaign_is_told_once(house: House, officer: Person) -> None:
    code = campaign(house)
    urgent = {"category": "trafficking", "urgent": True}
    for number in range(3):
        file(house, f"AC2345{number + 2}7", 1, **urgent)
    with house.storage.read() as unit:
        assert any(one.urgent for one in unit.campaigns.listed(house.now, 5)[0] if one.code == code)
    report(house, "telegram:1", "Il me menace, il est devant ma porte, son numéro 0612345601, poste-ma.xyz")
    assert len(alerts(officer)) == 1
    report(house, "telegram:2", "Il me menace, il est devant ma porte, son numéro 0612345601, poste-ma.xyz")
    assert len(alerts(officer)) == 1


def test_alerts_of_one_minute_are_one_message(house: House, officer: Person) -> None:
    """But for the first urgent case, which no news of a campaign hold up."""
    codes = [campaign(house, number) for number in (1, 2, 3)]
    contents = [NoticeContent("", campaign=code, reporters=5) for code in codes]
    with house.storage.write() as unit:
        (one,) = unit.officers.present()
        assert turn_alerts.alert(unit, one.id, contents[0], 1000.0)
        assert turn_alerts.alert(unit, one.id, NoticeContent("A2222223", category="threat"), 1001.0)
        for content in (*contents[1:], contents[2], NoticeContent("A3222223", category="threat")):
            assert turn_alerts.alert(unit, one.id, content, 1001.0) is None
        assert turn_alerts.waiting(unit, [one.id], 1100.0) == [one.id]
        said = turn_alerts.gathered(unit, one.id, 1100.0)
    assert said
    assert [line.text for line in said.lines if isinstance(line, Code)] == ["A3222223", *codes[1:]]
    assert Line("alert-gathered", {"count": 1}) in said.lines
    only = notices.gathered(0, contents)
    assert "alert-gathered" not in [getattr(line, "key", "") for line in only.lines]


def test_an_alert_that_was_missed_is_told_while_the_campaign_is_there(house: House, officer: Person) -> None:
    code = campaign(house)
    contents = [NoticeContent("", campaign=each, reporters=5) for each in (code, "C23456")]
    with house.storage.read() as unit:
        assert list(missed._relevant(unit, contents)) == contents[:1]
    said = notices.missed(contents[:1])
    assert said.purpose == "alert"
    assert officer.chat


@pytest.mark.parametrize("words", [True, False])
def test_help_is_told_again_where_it_was_missed(words: bool) -> None:
    said = notices.missed((NoticeContent("A3222223", "referred", helped=True),), words=words)
    assert "notice-helped" in [getattr(line, "key", "") for line in said.lines]
    told = notices.status_changed("A3222223", "referred", "")
    assert "notice-helped" not in [getattr(line, "key", "") for line in told.lines]


def test_a_campaign_tells_where_its_cases_are(house: House, officer: Person) -> None:
    for number, place in enumerate(("tanger", "abroad", "tanger")):
        effect = replace(
            FILED, reference=f"A{ALPHABET[number]}222223", place=place, traces=(("phone", "+212612345601"),)
        )
        with house.storage.write() as unit:
            unit.filing.open(effect, Reporter(f"telegram:{number}", "fr"), house.now)
    officer.taps("campaigns").sees("region-tanger", "where-abroad", "channel-telegram")


def test_a_case_that_met_two_campaigns_opens_the_other_one_too(house: House, officer: Person) -> None:
    code, other = campaign(house, 1), campaign(house, 2)
    effect = replace(
        FILED, reference="AC234567", traces=(("phone", "+212612345601"), ("phone", "+212612345602"))
    )
    with house.storage.write() as unit:
        unit.filing.open(effect, Reporter("telegram:77", "fr"), house.now)
    officer.says("AC234567").sees("case-campaign", "case-beside")
    assert {code, other} <= set(officer.options)
    officer.taps(other).sees("campaign-counts")


def test_the_digest_tells_of_earlier_cases_that_a_list_names(house: House, officer: Person) -> None:
    file(house, "AC234567", 1)
    with house.storage.write() as unit:
        unit.custody.add(INDICATORS, house.now, Act("cases-listed", "officer1", "cert:3"))
    officer.taps("digest").sees("digest-listed")
