"""The table of roles, whole: each role and each action, with one's own case and with another's, over HTTP."""

import time
from itertools import product

import pytest

from flows.core.receipts import ALPHABET
from flows.desk.roles import ACTIONS, ROLES
from storage.custody.links import Act
from storage.sealing import age
from tests.fakes.desk import encoded

NOTE = "0f" * 16


async def note(line, reference: str) -> dict[str, str]:
    with line.product.made.storage.read() as unit:
        recipient = unit.desk.contents.recipient(reference)
    sealed = age.seal(b'{"text":"x"}', (reference, f"note:{NOTE}"), [age.recipient(recipient)])
    return {"id": NOTE, "age": encoded(sealed)}


async def did(line, browser, action: str, reference: str) -> int:
    """Try an action with a case; the status of the answer."""
    posts = {
        "mark": ("snooze", {"until": time.time() + 60}),
        "take": ("take", {}),
        "refer": ("status", {"status": "referred"}),
        "status": ("status", {"status": "insufficient"}),
        "ask": ("ask", {"question": "?"}),
        "note": ("note", await note(line, reference) if action == "note" else {}),
        "hold": ("hold", {"reason": "PV-1"}),
        "export": ("export", {"reason": "PV-3"}),
        "release": ("release", {"reason": "PV-2"}),
        "assign": ("assign", {"officer": ""}),
        "unmask": ("unmask", {"step": "ask", "reason": "PV-4"}),
    }
    if action in posts:
        path, body = posts[action]
        return (await browser.post(f"cases/{reference}/{path}", body)).status_code
    return await _elsewhere(line, browser, action, reference)


async def _elsewhere(line, browser, action: str, reference: str) -> int:
    other = {"officer": line.officer(reference).id}
    if action == "open":
        told = (await browser.get(f"cases/{reference}")).json()
        return 200 if told.get("readable") and told["entries"] else 403
    gets = {"see": "cases", "team": "team"}
    gets["figures"] = "figures?from=2025-07-01&to=2025-09-30"
    if action in gets:
        return (await browser.get(gets[action])).status_code
    third = line.browsers[-1].fingerprint
    if action == "grant":
        return (await browser.get("grants", params={"to": third})).status_code
    posts = {
        "search": ("search", {"text": "1"}),
        "preview": ("preview", {"language": "fr", "kind": "ask", "text": "?"}),
        "invite": ("team/invite", {"name": f"New {reference}", "role": "intake"}),
        "confirm": ("team/confirm", {"officer": line.officer("Third").id, "fingerprint": third}),
        "suspend": ("team/suspend", other),
        "remove": ("team/remove", other),
        "detach": ("team/detach", other),
    }
    path, body = posts[action]
    return (await browser.post(path, body)).status_code


# "own" is with the case assigned to the officer, "all" with another's too; nothing: refused with both.
EXPECTED = {
    "intake": {"see": "all", "search": "all", "mark": "all", "take": "all", "refer": "all"},
    "investigator": {
        **dict.fromkeys(("see", "search", "mark", "take", "preview"), "all"),
        **dict.fromkeys(("refer", "open", "ask", "status", "note", "hold", "export", "assign"), "own"),
        "team": "all",  # the names of colleagues, to hand a case over
    },
    "supervisor": dict.fromkeys(ACTIONS, "all"),
    "administrator": dict.fromkeys(("team", "invite", "suspend", "remove", "detach", "figures"), "all"),
}


def test_every_role_and_action_is_expected_here():
    assert EXPECTED.keys() == ROLES.keys()
    assert {action for actions in EXPECTED.values() for action in actions} == {*ACTIONS}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.few(2)
async def test_a_role_does_what_the_table_says_and_nothing_else(line, role):
    browser = await line.enters("Salma", role)
    await line.enters("Third", "supervisor")
    wrong = []
    for number, (action, own) in enumerate(product(ACTIONS, (True, False))):
        reference = f"AC23CD{ALPHABET[number // 10]}{ALPHABET[number % 10]}"
        prepare(line, reference, action, own=own)
        status = await did(line, browser, action, reference)
        scope = EXPECTED[role].get(action, "")
        expected = 200 if scope == "all" or (scope == "own" and own) else 403
        if status != expected:
            wrong.append((action, own, status))
    assert wrong == []


def prepare(line, reference: str, action: str, *, own: bool) -> None:
    """A case, assigned to the officer if it is to be their own, and a colleague to do something to."""
    line.file(reference)
    mine, now = line.officer("Salma").id, time.time()
    with line.product.made.storage.write() as unit:
        unit.officers.invite(reference, "intake", now)
        if own:
            unit.cases.work.assign(reference, mine, mine, now)
        if action == "release":
            unit.retention.hold(reference, True, Act("hold", mine, "PV-0"), now)
