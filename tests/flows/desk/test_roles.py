"""Which role may do what, and which status follows which."""

import pytest

from flows.core.statuses import ACTED, BEFORE_POLICE, STATUSES, STEPS
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


def test_every_status_has_its_steps_and_none_leads_back_to_the_reporter():
    assert STEPS.keys() == {*STATUSES}
    after = {status for steps in STEPS.values() for status in steps}
    assert after <= {*STATUSES} - {"received", "withdrawn"}
    assert {*ACTED, *BEFORE_POLICE} <= after
