"""Which role may do what, and which status follows which."""

import pytest

from flows.core.statuses import ACTED, BEFORE_POLICE, STATUS, STATUSES
from flows.desk.roles import ACTIONS, OPENING, ROLES, ever, may


def test_only_known_actions_are_given():
    assert {action for actions in ROLES.values() for action in actions} == {*ACTIONS}


def test_who_opens_cases_and_who_does_not():
    assert OPENING == ("investigator", "supervisor")


@pytest.mark.parametrize(
    ("role", "action", "own", "allowed"),
    [
        ("intake", "take", False, True),
        ("intake", "open", True, False),
        ("investigator", "open", True, True),
        ("investigator", "open", False, False),
        ("investigator", "release", True, False),
        ("supervisor", "release", False, True),
        ("administrator", "see", True, False),
        ("nobody", "see", True, False),
    ],
)
def test_a_role_may_do_an_action(role, action, own, allowed):
    assert may(role, action, own=own) is allowed


def test_an_investigator_opens_some_case_and_an_administrator_none():
    assert ever("investigator", "open")
    assert not ever("administrator", "open")


def test_officers_reach_every_status_but_those_of_the_reporter_and_of_older_versions():
    after = {status for row in STATUS.values() for status in row.after}
    assert after == {*STATUSES} - {"received", "withdrawn", "closed"}
    assert {*ACTED, *BEFORE_POLICE} <= after


def test_every_status_leads_on_but_the_reporters_own_last_word():
    assert [name for name, row in STATUS.items() if not row.after] == ["withdrawn"]


def test_no_case_is_with_the_police_without_a_referral():
    without, found = {"received"}, {"received"}
    while found:
        found = {after for name in found for after in STATUS[name].after} - {"referred"} - without
        without |= found
    assert not without & {*ACTED}
