"""Cases come together as they are filed: by what leads to one sender, or by a near-copy, never by chains."""

from dataclasses import replace
from itertools import count

import pytest
from sqlmodel import func, select

from flows.core.effects import AmendCase, ChangeStatus
from flows.indicators.near import BANDS, bands
from flows.indicators.traces import NEAR, of_texts
from storage.cases.retention import AUTOMATIC
from storage.cases.views import Reporter
from storage.tables.campaigns import StoredCampaign, StoredCampaignCase
from storage.unit import Storage
from tests.storage.sealed import FILED, NOW

SMS = "Barid Al-Maghrib: votre colis 88213 est en attente. Payez 19 DH de frais sur poste-ma.xyz/p"
COPY = "BARID AL MAGHRIB, votre colis n° 7731 est en at.tente! Payez 25 DH de frais sur amana-suivi.top"
OTHER = "Votre compte bancaire sera bloqué ce soir, confirmez vos informations auprès de votre conseiller"
PHONE, HOST = ("phone", "+212612345678"), ("link", "poste-ma.xyz")
SENDER = ("sender", "barid-ma")
TEXT, COPIED, STRANGE = tuple(of_texts((SMS,))), tuple(of_texts((COPY,))), tuple(of_texts((OTHER,)))
_number = count(1)


def file(storage: Storage, *traces, chat: str = "", at: float = NOW, **more) -> str:
    """File a case that names these; return its reference."""
    reference = f"R{next(_number)}"
    with storage.write() as unit:
        effect = replace(FILED, reference=reference, traces=tuple(traces), **more)
        unit.filing.open(effect, Reporter(chat or f"web:{reference}", "fr"), at)
    return reference


def members(storage: Storage) -> list[list[str]]:
    """The references of each campaign, oldest first."""
    with storage.read() as unit:
        listed = unit.campaigns.listed(NOW, 50)[0]
        gathered = [unit.campaigns.gathered(one.code, NOW) for one in listed]
    found = [[case.reference for case in one.cases] for one in gathered if one]
    return sorted(found, key=lambda references: (len(references[0]), references[0]))


def rows(storage: Storage) -> tuple[int, int]:
    with storage.read() as unit:
        return tuple(  # type: ignore[return-value]  # two
            unit.transaction.values(select(func.count()).select_from(table))[0]
            for table in (StoredCampaign, StoredCampaignCase)
        )


@pytest.mark.parametrize(
    "pair",
    [PHONE, HOST, ("crypto", "bc1q"), ("rib", "0" * 24), ("iban", "MA64"), ("group", "whatsapp:ABC")],
    ids=lambda pair: pair[0],
)
def test_two_cases_meet_by_one_strong_indicator(storage, pair):
    first = file(storage, pair)
    assert members(storage) == []
    second = file(storage, pair, *STRANGE)
    assert members(storage) == [[first, second]]


@pytest.mark.parametrize("pair", [("email", "a@b.ma"), ("handle", "x:y"), SENDER], ids=lambda pair: pair[0])
def test_what_many_people_share_brings_nobody_together(storage, pair):
    file(storage, pair)
    file(storage, pair)
    assert members(storage) == []


def test_two_cases_meet_by_a_near_copy_and_say_so(storage):
    first, second = file(storage, *TEXT), file(storage, *COPIED)
    assert members(storage) == [[first, second]]
    with storage.read() as unit:
        (one,) = unit.campaigns.listed(NOW, 5)[0]
        found = unit.campaigns.gathered(one.code, NOW)
    shared = len({*bands(SMS)} & {*bands(COPY)})
    assert shared >= 3
    assert {case.why for case in found.cases} == {f"near:{shared}"}


@pytest.mark.parametrize("shared", [0, 1, 2, 3, BANDS])
@pytest.mark.parametrize("sender", [False, True])
def test_a_sender_counts_beside_a_band(storage, shared, sender):
    both = (SENDER,) if sender else ()
    file(storage, *TEXT, *both)
    file(storage, *TEXT[:shared], *STRANGE[shared:], *both)
    assert bool(members(storage)) == (shared >= 3 or (sender and shared >= 1))


def test_a_chain_does_not_drag_cases_together(storage):
    """A and B share one number, B and C another, C and D a third: A and B stand for the campaign."""
    numbers = [("phone", f"+21261234567{place}") for place in range(4)]
    a, b = file(storage, numbers[0]), file(storage, numbers[0], numbers[1])
    c = file(storage, numbers[1], numbers[2])
    d = file(storage, numbers[2])
    assert members(storage) == [[a, b, c]]
    e = file(storage, numbers[2], numbers[3])
    assert members(storage) == [[a, b, c], [d, e]]


def test_those_that_an_officer_confirmed_are_met_too(storage):
    numbers = [("phone", f"+21261234567{place}") for place in range(3)]
    a, b = file(storage, numbers[0]), file(storage, numbers[0])
    c = file(storage, numbers[0], numbers[1])
    with storage.write() as unit:
        (one,) = unit.campaigns.listed(NOW, 5)[0]
        assert unit.campaigns.join(c, one.code, "officer1", NOW)
    d = file(storage, numbers[1])
    assert members(storage) == [[a, b, c, d]]


def test_the_case_with_most_in_common_decides(storage):
    other = ("phone", "+212699999999")
    a, b = file(storage, PHONE, *TEXT), file(storage, PHONE, *TEXT)
    c, d = file(storage, other, HOST), file(storage, other, HOST)
    e = file(storage, PHONE, other, HOST)
    assert members(storage) == [[a, b], [c, d, e]]


def test_a_case_that_meets_two_campaigns_names_the_other_one(storage):
    numbers = [file(storage, PHONE) for _ in range(2)]
    copies = [file(storage, *TEXT) for _ in range(2)]
    both = file(storage, PHONE, *TEXT)
    with storage.read() as unit:
        code, other = (unit.campaigns.of_case(each[0]) for each in (numbers, copies))
        assert (unit.campaigns.of_case(both), unit.campaigns.beside(both)) == (code, other)
        assert unit.campaigns.beside(numbers[0]) == ""
    with storage.write() as unit:
        unit.campaigns.merge(other, code, "officer1", NOW)
        assert unit.campaigns.beside(both) == ""


def test_a_case_of_nothing_or_that_contests_joins_nothing(storage):
    a, b = file(storage, PHONE), file(storage, PHONE)
    file(storage)
    file(storage, PHONE, contests=True)
    assert members(storage) == [[a, b]]


def test_what_was_cleared_brings_nobody_together(storage):
    contest = file(storage, PHONE, *TEXT, contests=True)
    file(storage, PHONE, *TEXT)
    with storage.write() as unit:
        unit.tokens.clear(contest, on=True)
    file(storage, PHONE, *TEXT)
    assert members(storage) == []
    with storage.write() as unit:
        unit.tokens.clear(contest, on=False)
    file(storage, PHONE, *TEXT)
    assert len(members(storage)) == 1


@pytest.mark.parametrize("objections", [1, 40, 90])
@pytest.mark.parametrize("named", [(PHONE,), TEXT, (PHONE, *TEXT)], ids=["value", "text", "both"])
def test_objections_hide_nothing_however_many(storage, named, objections):
    first = file(storage, *named)
    for _ in range(objections):
        file(storage, *named, chat="web:objector", contests=True)
    second = file(storage, *named)
    assert members(storage) == [[first, second]]


@pytest.mark.parametrize("named", [(PHONE,), TEXT, (PHONE, *TEXT)], ids=["value", "text", "both"])
@pytest.mark.parametrize("later", ["objections", "reports"])
def test_what_was_cleared_stays_so_however_much_is_filed_later(storage, named, later):
    cleared = file(storage, *named, contests=True)
    file(storage, *named)
    with storage.write() as unit:
        unit.tokens.clear(cleared, on=True)
    for _ in range(45):
        file(storage, *named, chat="web:objector", contests=later == "objections")
    file(storage, *named)
    assert members(storage) == []


@pytest.mark.parametrize("number", [249, 251, 501, 900])
def test_a_case_may_name_very_much(storage, number):
    many = tuple(("phone", f"+2126{each:08}") for each in range(number))
    assert file(storage, many[-1])
    file(storage, *many)
    assert len(members(storage)) == 1


def test_a_case_that_is_no_crime_is_met_by_nobody(storage):
    first = file(storage, PHONE)
    with storage.write() as unit:
        unit.cases.change_status(ChangeStatus(first, "closed", officer="officer1"), NOW)
    second = file(storage, PHONE)
    assert members(storage) == []
    third = file(storage, PHONE)
    assert members(storage) == [[second, third]]


def test_what_is_added_later_brings_a_case_to_its_campaign(storage):
    a, b, c = file(storage, PHONE), file(storage, PHONE), file(storage, *STRANGE)
    with storage.write() as unit:
        growth = unit.filing.amend(AmendCase(c, traces=(PHONE,)), NOW)
        assert growth is not None
        assert growth.cases == 3
        assert unit.filing.amend(AmendCase(c, traces=(PHONE, HOST)), NOW) is None
    assert members(storage) == [[a, b, c]]
    file(storage, HOST)
    assert members(storage) == [[a, b, c]], "the third only joined: it is met by nobody"


def test_two_cases_that_meet_later_found_a_campaign(storage):
    a, b = file(storage, PHONE), file(storage, *STRANGE)
    with storage.write() as unit:
        unit.filing.amend(AmendCase(b, traces=(PHONE,)), NOW)
    assert members(storage) == [[a, b]]


def erase(unit, reference):
    assert unit.retention.erase(reference, AUTOMATIC, NOW)


def withdraw(unit, reference):
    unit.cases.change_status(ChangeStatus(reference, "withdrawn"), NOW)


def forget(unit, reference):
    unit.privacy.forget_chat(f"web:{reference}", NOW)


@pytest.mark.parametrize("goes", [erase, withdraw, forget])
def test_a_case_takes_its_membership_along_and_the_last_one_the_campaign(storage, goes):
    cases = [file(storage, PHONE) for _ in range(4)]
    with storage.write() as unit:
        (one,) = unit.campaigns.listed(NOW, 5)[0]
        unit.decisions.decide(one.code, "examined", "", "officer1", NOW)
    for place, reference in enumerate(cases):
        assert members(storage) == [cases[place:]]
        with storage.write() as unit:
            goes(unit, reference)
    assert members(storage) == []
    assert rows(storage) == (0, 0)


def test_another_stands_for_a_campaign_whose_founders_are_gone(storage):
    cases = [file(storage, PHONE) for _ in range(4)]
    with storage.write() as unit:
        for reference in cases[:2]:
            withdraw(unit, reference)
    later = file(storage, PHONE)
    assert members(storage) == [[*cases[2:], later]]


def close(unit, reference):
    unit.cases.change_status(ChangeStatus(reference, "closed", officer="officer1"), NOW)


def reopen(unit, reference):
    unit.cases.change_status(ChangeStatus(reference, "examined", officer="officer1"), NOW)


@pytest.mark.parametrize("first", [close, withdraw, erase, forget])
@pytest.mark.parametrize("second", [close, withdraw, erase, forget])
def test_a_campaign_goes_on_whichever_way_its_founders_go(storage, first, second):
    cases = [file(storage, PHONE) for _ in range(4)]
    with storage.write() as unit:
        code = unit.campaigns.of_case(cases[3])
        first(unit, cases[0])
        second(unit, cases[1])
    later = file(storage, PHONE)
    with storage.read() as unit:
        assert unit.campaigns.of_case(later) == code


def test_a_campaign_goes_on_until_each_of_its_cases_is_no_crime_and_again_when_one_is(storage):
    cases = [file(storage, PHONE) for _ in range(5)]
    with storage.write() as unit:
        code = unit.campaigns.of_case(cases[0])
        for reference in cases:
            close(unit, reference)
    alone = file(storage, PHONE)
    with storage.write() as unit:
        assert unit.campaigns.of_case(alone) == "", "nothing is left that it could meet"
        unit.privacy.forget_chat(f"web:{alone}", NOW)
        reopen(unit, cases[4])
    later = file(storage, PHONE)
    with storage.read() as unit:
        assert unit.campaigns.of_case(later) == code


def test_one_founder_is_enough_to_stand_for_a_campaign(storage):
    cases = [file(storage, PHONE) for _ in range(4)]
    with storage.write() as unit:
        close(unit, cases[0])
        (one,) = unit.campaigns.listed(NOW, 5)[0]
        states = [each.state for each in unit.campaigns.gathered(one.code, NOW).cases]
    assert states == ["founder", "founder", "member", "member"]


def test_one_transaction_sees_what_it_filed_before(storage):
    """As the writer runs them: many jobs in one transaction, the third of which fails."""
    with storage.write() as unit:
        for number in range(4):
            unit.transaction.begin_job()
            effect = replace(FILED, reference=f"J{number}", traces=(PHONE, *TEXT))
            unit.filing.open(effect, Reporter(f"web:{number}", "fr"), NOW)
            if number == 2:
                unit.transaction.drop_job()
            else:
                unit.transaction.keep_job()
    assert members(storage) == [["J0", "J1", "J3"]]


def test_both_counts_of_reporters_are_known(storage):
    for chat in ("web:1", "web:1", "web:2"):
        file(storage, PHONE, chat=chat)
    for _ in range(3):
        file(storage, PHONE, chat="web:3", traceless=True)
    with storage.read() as unit:
        (one,) = unit.campaigns.listed(NOW, 5)[0]
    assert (one.cases, one.chats, one.traceless, one.reporters) == (6, 2, 3, 5)


def test_near_copies_come_from_the_bands_alone(storage):
    assert {kind for kind, _ in TEXT} == {NEAR}
    with storage.write() as unit:
        assert not unit.tokens.copied(TEXT, 1)
