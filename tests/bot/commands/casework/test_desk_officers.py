"""`main.py officer` for the desk in the browser: a link, a confirmation, suspending, another chat."""

import time

import pytest

from bot.alerts.troubles import SAID, troubles
from bot.serve.facts import facts
from bot.serve.ready import Readiness
from storage.cases.officers import CODE_SECONDS
from storage.desk.access import DeskKey, Passkey
from storage.sealing.age import fingerprint, fresh_key
from tests.product.product import opened, settings

NOW = 1_000_000.0


@pytest.fixture
def server(tmp_path, deploy):
    return deploy(tmp_path)


def enrolled(server, *, proved: bool = True) -> str:
    """Use the officer's link up as a browser would; the fingerprint of the new key."""
    made = opened(settings(server))
    with made.storage.write() as unit:
        (officer,) = unit.officers.present()
        key = DeskKey(officer.id, fresh_key()[1], NOW)
        unit.desk.access.enrol(key, Passkey("passkey-1", officer.id, "cHVibGlj", "prf", b"box", NOW))
        if proved:
            unit.desk.access.prove(officer.id, NOW, sheet=True, passkey=True)
    made.database.close()
    return fingerprint(key.recipient)


def listed(server, typed):
    (officer,) = typed(server, "officer", "list", "--json").json
    return officer


def test_an_officer_is_invited_by_a_link_and_confirmed_by_a_fingerprint(server, typed):
    link = typed(server, "officer", "invite", "Salma", "--role", "investigator").out.splitlines()[-1]
    assert link.startswith("http://localhost:8080/desk#/invitation/")
    again = typed(server, "officer", "invite", "Salma").out.splitlines()
    assert "main.py officer confirm Salma FINGERPRINT" in again
    assert "investigator" in again[0]
    assert again[-1] != link
    name = enrolled(server)
    assert (listed(server, typed)["desk"], listed(server, typed)["fingerprint"]) == ("unconfirmed", name)
    wrong = typed(server, "officer", "confirm", "Salma", "0" * 16)
    assert (wrong.status, "not the fingerprint" in wrong.errors) == (1, True)
    right = typed(server, "officer", "confirm", "Salma", name.upper())
    assert "New cases are sealed to it" in right.out
    assert listed(server, typed)["desk"] == "ready"
    assert name in typed(server, "keys", "list").out
    assert typed(server, "verify").status == 0


@pytest.mark.parametrize("typo", ["salma", "SALMA", "Salma ", "\uff33alma"])
def test_a_name_that_is_taken_for_a_colleague_s_is_not_invited(server, typed, typo):
    """Typed to give her a new link after a loss, it would have made another officer of it."""
    typed(server, "officer", "invite", "Salma")
    refused = typed(server, "officer", "invite", typo)
    assert (refused.status, "there is an officer Salma" in refused.errors) == (1, True)
    assert listed(server, typed)["name"] == "Salma"


def test_a_key_that_was_not_proven_is_not_confirmed(server, typed):
    typed(server, "officer", "invite", "Salma")
    name = enrolled(server, proved=False)
    refused = typed(server, "officer", "confirm", "Salma", name)
    assert (refused.status, "recovery sheet" in refused.errors) == (1, True)


def test_an_administrators_key_opens_no_case(server, typed):
    typed(server, "officer", "invite", "Salma", "--role", "administrator")
    name = enrolled(server)
    assert "It opens no case" in typed(server, "officer", "confirm", "Salma", name).out
    assert name not in typed(server, "keys", "list").out


def test_a_suspended_officer_comes_back_with_the_same_key(server, typed):
    typed(server, "keys", "add", "Colleague", fresh_key()[1])
    typed(server, "officer", "invite", "Salma")
    name = enrolled(server)
    typed(server, "officer", "confirm", "Salma", name)
    assert typed(server, "officer", "suspend", "Salma").status == 0
    assert listed(server, typed)["suspended"]
    assert f"{name}  removed" in typed(server, "keys", "list").out
    assert typed(server, "officer", "restore", "Salma").status == 0
    assert f"{name}  in use" in typed(server, "keys", "list").out
    assert typed(server, "verify").status == 0


@pytest.mark.long
def test_the_last_key_stays_in_use_when_its_officer_is_suspended(server, typed):
    typed(server, "keys", "add", "Salma", fresh_key()[1])
    typed(server, "officer", "invite", "Salma")
    name = enrolled(server)
    typed(server, "officer", "confirm", "Salma", name)
    typed(server, "keys", "remove", "Salma")
    assert typed(server, "officer", "suspend", "Salma").status == 0


@pytest.mark.long
def test_another_chat_for_a_supervisor_and_none_for_others(server, typed):
    typed(server, "officer", "invite", "Salma")
    assert typed(server, "officer", "chat", "Salma").out.splitlines()[-1].startswith("officer_")
    typed(server, "officer", "invite", "Omar", "--role", "intake")
    refused = typed(server, "officer", "chat", "Omar")
    assert (refused.status, "supervisor" in refused.errors) == (1, True)
    assert typed(server, "officer", "detach", "Salma").status == 0
    assert typed(server, "officer", "detach", "Nobody").status == 1
    assert typed(server, "verify").status == 0


@pytest.mark.long
def test_a_key_that_is_not_there_yet_is_called_so(server, typed):
    typed(server, "officer", "invite", "Salma")
    refused = typed(server, "officer", "confirm", "Salma", "0" * 16)
    assert (refused.status, "no key for the desk yet" in refused.errors) == (1, True)


@pytest.mark.long
def test_an_officer_who_works_in_the_browser_alone_is_not_listed_as_expired(server, typed):
    made = opened(settings(server))
    with made.storage.write() as unit:
        unit.officers.invite("Salma", "supervisor", time.time() - CODE_SECONDS - 60)
    made.database.close()
    assert "code expired" in typed(server, "officer", "list").out
    typed(server, "officer", "invite", "Salma")
    assert "invited " in typed(server, "officer", "list").out
    enrolled(server)
    assert "no chat " in typed(server, "officer", "list").out
    assert not listed(server, typed)["code_expired"]


@pytest.mark.long
def test_an_officer_of_the_browser_gets_reports_and_doctor_says_who_is_told(server, typed):
    typed(server, "officer", "invite", "Salma")
    name = enrolled(server)
    assert "nobody gets reports yet" in typed(server, "doctor").out
    assert no_officer(server)
    typed(server, "officer", "confirm", "Salma", name)
    assert "nobody has a chat" in typed(server, "doctor").out
    assert not no_officer(server)
    typed(server, "officer", "suspend", "Salma")
    assert no_officer(server)


def no_officer(server) -> bool:
    """Whether the operator would be told that there is no officer."""
    made = opened(settings(server))
    known = facts(made)
    made.database.close()
    return "no officer" in troubles(Readiness(dict.fromkeys(SAID, True), {}), known)


def test_a_digest_without_a_way_fails_and_an_administrator_s_is_said_to_have_no_cases(server, typed):
    typed(server, "officer", "invite", "Salma", "--role", "administrator")
    told = typed(server, "officer", "digest", "Salma")
    assert (told.status, "of the technical team's news and no cases" in told.out) == (0, True)
    tried = typed(server, "officer", "digest", "Salma", "--now")
    assert (tried.status, "there is no way to send it" in tried.out) == (1, True)
