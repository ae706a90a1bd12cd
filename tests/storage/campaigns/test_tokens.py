"""Keyed tokens: cases are found by what they name, by their reporters, and only while the cases stand."""

from dataclasses import replace

import pytest
from sqlmodel import func, select

from flows.core.effects import AmendCase, ChangeStatus
from flows.indicators.find import find
from flows.indicators.traces import NEAR, of_indicators, of_texts
from storage.cases.retention import AUTOMATIC
from storage.cases.views import Reporter
from storage.sealing.vault import Vault
from storage.tables.campaigns import StoredCaseToken
from storage.unit import Storage
from tests.storage.sealed import FILED, NOW

SMS = "Barid Al-Maghrib: votre colis 88213 est en attente. Payez 19 DH de frais sur poste-ma.xyz/p"
COPY = "BARID AL MAGHRIB, votre colis n° 7731 est en at.tente! Payez 25 DH de frais sur amana-suivi.top"
PHONE = ("phone", "+212612345678")
TRACES = (PHONE, *of_indicators(find(SMS)), *of_texts((SMS,)))
COPIED = tuple(of_texts((COPY,)))


def file(storage: Storage, reference: str, chat: str, traces=TRACES, *, traceless: bool = False) -> None:
    effect = replace(FILED, reference=reference, traces=traces, traceless=traceless)
    with storage.write() as unit:
        unit.filing.open(effect, Reporter(chat, "fr"), NOW)


def seen(storage: Storage, least: int) -> tuple[object, bool]:
    """The pairs that so many reporters name, and whether so many filed a near-copy."""
    with storage.read() as unit:
        return unit.tokens.reported((PHONE, *COPIED), least), unit.tokens.copied(COPIED, least)


def count(storage: Storage) -> int:
    with storage.read() as unit:
        return unit.transaction.values(select(func.count()).select_from(StoredCaseToken))[0]


NONE, BOTH = ((), False), ((PHONE,), True)


@pytest.mark.parametrize("filed", [0, 1, 2, 3, 4])
def test_a_value_is_reported_from_the_threshold_on(storage, filed):
    for number in range(filed):
        file(storage, f"R{number}", f"telegram:{number}")
    assert seen(storage, 3) == (BOTH if filed >= 3 else NONE)


def test_one_chat_is_one_reporter_however_often_it_files(storage):
    for number in range(5):
        file(storage, f"R{number}", "telegram:1")
    assert seen(storage, 1) == BOTH
    assert seen(storage, 2) == NONE


def test_all_of_the_web_chat_is_one_reporter_whom_anybody_could_be_three_times(storage):
    """A number that has done nothing is not called reported because somebody opened three web chats."""
    for number in range(5):
        file(storage, f"R{number}", f"web:{number}", traceless=number == 4)
    assert seen(storage, 1) == BOTH
    assert seen(storage, 2) == NONE
    with storage.read() as unit:
        assert unit.shareable.reported(2) == {}
    file(storage, "R9", "whatsapp:+212600000009")
    assert seen(storage, 2) == BOTH


def test_each_web_chat_counts_where_there_is_no_other_channel(storage):
    alone = Storage(storage.database, storage.vault, web_only=True)
    for number in range(3):
        file(storage, f"R{number}", f"web:{number}", traceless=number == 2)
    assert seen(alone, 3) == BOTH
    assert seen(alone, 4) == NONE
    with alone.read() as unit:
        assert unit.shareable.reported(3)
        assert not unit.shareable.reported(4)


def test_cases_without_a_chat_count_as_one_reporter(storage):
    for number in range(3):
        file(storage, f"R{number}", f"telegram:{number}", traceless=True)
    assert seen(storage, 1) == BOTH
    assert seen(storage, 2) == NONE
    file(storage, "R9", "telegram:9")
    assert seen(storage, 2) == BOTH


def erase(unit):
    assert unit.retention.erase("R1", AUTOMATIC, NOW)


def withdraw(unit):
    unit.cases.change_status(ChangeStatus("R1", "withdrawn"), NOW)


def forget(unit):
    unit.privacy.forget_chat("telegram:1", NOW)


def forget_referred(unit):
    unit.cases.change_status(ChangeStatus("R1", "referred", officer="officer1"), NOW)
    unit.privacy.forget_chat("telegram:1", NOW)


@pytest.mark.parametrize("goes", [erase, withdraw, forget, forget_referred])
def test_a_case_takes_its_tokens_along(storage, goes):
    file(storage, "R2", "telegram:2")
    others = count(storage)
    file(storage, "R1", "telegram:1")
    assert seen(storage, 2) == BOTH
    with storage.write() as unit:
        goes(unit)
    assert count(storage) == others
    assert seen(storage, 1) == BOTH
    assert seen(storage, 2) == NONE


def test_what_is_added_to_a_case_is_found_and_kept_once(storage):
    file(storage, "R1", "telegram:1", (PHONE,))
    more = AmendCase("R1", (("note", SMS),), traces=TRACES)
    for _ in range(2):
        with storage.write() as unit:
            unit.filing.amend(more, NOW)
    assert count(storage) == len(TRACES)
    assert seen(storage, 1) == BOTH


def test_the_rows_hold_no_word_and_no_moment(storage):
    file(storage, "R1", "telegram:1", traceless=True)
    with storage.read() as unit:
        rows = list(unit.transaction.found(select(StoredCaseToken)))
    assert len(rows) == len(TRACES)
    assert all(set(type(row).model_fields) == {"token", "case_id", "role", "tells"} for row in rows)
    assert all(-(1 << 63) <= row.token < 1 << 63 for row in rows)


def close(unit):
    unit.cases.change_status(ChangeStatus("R1", "closed", officer="officer1"), NOW)


def test_a_case_that_is_no_crime_is_no_report_until_it_is_opened_again(storage):
    """Closed without having been referred; one that was referred stays a report."""
    file(storage, "R1", "telegram:1")
    assert seen(storage, 1) == BOTH
    with storage.write() as unit:
        close(unit)
    assert seen(storage, 1) == NONE
    with storage.write() as unit:
        unit.filing.amend(AmendCase("R1", traces=(("phone", "+212600000009"),)), NOW)
        assert unit.tokens.reported((("phone", "+212600000009"),), 1) == ()
        unit.cases.change_status(ChangeStatus("R1", "examined", officer="officer1"), NOW)
    assert seen(storage, 1) == BOTH
    with storage.write() as unit:
        unit.cases.change_status(ChangeStatus("R1", "referred", officer="officer1"), NOW)
        close(unit)
    assert seen(storage, 1) == BOTH


def test_another_key_makes_other_tokens(storage):
    file(storage, "R1", "telegram:1")
    other = Storage(storage.database, Vault(b"o" * 32))
    assert seen(storage, 1) == BOTH
    assert seen(other, 1) == NONE


def test_few_bands_in_common_are_no_copy(storage):
    file(storage, "R1", "telegram:1")
    shared = [pair for pair in TRACES if pair[0] == NEAR]
    with storage.read() as unit:
        assert not unit.tokens.copied(tuple(shared[:2]), 1)
        assert unit.tokens.copied(tuple(shared[:3]), 1)
        assert not unit.tokens.copied((PHONE,), 1)


def test_what_was_cleared_stays_so_however_many_copies_follow(storage):
    for number in range(3):
        file(storage, f"R{number}", f"telegram:{number}")
    with storage.write() as unit:
        contest = replace(FILED, reference="CONTEST1", traces=TRACES, contests=True)
        unit.filing.open(contest, Reporter("telegram:c", "fr"), NOW)
        unit.tokens.clear("CONTEST1", on=True)
    assert seen(storage, 3) == NONE
    for number in range(3, 50):
        file(storage, f"R{number}", f"telegram:{number}")
    assert seen(storage, 3) == NONE
