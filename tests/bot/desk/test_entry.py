"""An officer is let in: one-time link, passkey and key, sign-in, proofs, and a colleague's confirmation."""

import asyncio
import time
from collections import Counter
from dataclasses import replace

import pytest

from bot.desk import people
from storage.audit.verify import verify
from tests.fakes.authenticator import PRESENT, Authenticator
from tests.fakes.desk import Browser, encoded


async def test_an_officer_enrols_signs_in_proves_and_is_confirmed(line):
    browser = line.browser()
    code = line.invitation("Salma", "investigator")
    enrolled = await browser.enrols(code)
    assert enrolled.json() == {"fingerprint": browser.fingerprint}
    assert "set-cookie" not in enrolled.headers
    me = (await browser.signs_in()).json()
    assert (me["officer"]["name"], me["officer"]["role"], me["state"]) == (
        "Salma",
        "investigator",
        "unproved",
    )
    assert (me["recipient"], me["fingerprint"]) == (browser.recipient, browser.fingerprint)
    assert me["box"]["way"] == "prf"
    assert (await browser.proves("passkey")).json()["state"] == "unproved"
    assert (await browser.proves("sheet")).json()["state"] == "unconfirmed"
    with pytest.raises(people.OtherKey):
        line.confirm("Salma", "0" * 16)
    assert line.confirm("Salma", browser.fingerprint)
    me = (await browser.get("me")).json()
    assert (me["state"], me["sheet_due"]) == ("ready", False)
    with line.product.made.storage.read() as unit:
        assert browser.recipient in [key.recipient for key in unit.keys.present()]
        events = [link.event for link in unit.custody.of_case("desk")]
    assert events == [
        *("invited", "invitation-used", "desk-enrolled", "passkey-added"),
        *("desk-proved", "desk-proved", "desk-confirmed"),
    ]
    assert verify(line.product.made.storage, line.product.made.store("evidence")) == []


async def test_a_key_is_not_confirmed_before_it_was_proven_both_ways(line):
    browser = line.browser()
    await browser.enrols(line.invitation())
    await browser.signs_in()
    await browser.proves("passkey")
    with pytest.raises(people.Unproved):
        line.confirm("Salma", browser.fingerprint)


async def test_a_second_passkey_stands_for_the_sheet(line):
    browser = line.browser()
    await browser.enrols(line.invitation())
    await browser.signs_in()
    await browser.proves("passkey")
    second = Authenticator()
    options = (await browser.post("passkeys/options")).json()["options"]
    assert [each["id"] for each in options["excludeCredentials"]]
    body = {
        "credential": second.make(options, browser.url),
        "way": "passphrase",
        "box": encoded(browser.box()),
    }
    assert (await browser.post("passkeys", body)).json()["state"] == "unproved"
    browser.authenticator = second
    assert (await browser.signs_in()).json()["box"]["way"] == "passphrase"
    assert (await browser.proves("passkey")).json()["state"] == "unconfirmed"


async def test_a_code_is_used_once(line):
    code = line.invitation()
    await line.browser().enrols(code)
    other = line.browser()
    refused = await other.post("invitation", {"code": code})
    assert (refused.status_code, refused.json()) == (410, {"error": "gone"})


async def test_two_browsers_with_one_code_enrol_once(line):
    code = line.invitation()
    first, second = line.browser(), line.browser()
    bodies = [await each.invited(code) for each in (first, second)]
    assert (await first.post("enrolment", bodies[0])).status_code == 200
    assert (await second.post("enrolment", bodies[1])).status_code == 410


async def test_a_code_holds_for_a_day(line):
    with line.product.made.storage.write() as unit:
        old = time.time() - 86_401
        officer = unit.officers.invite("Omar", "intake", old)
        code = people.invite(unit, officer, old).rpartition("/")[2]
    assert (await line.browser().post("invitation", {"code": code})).status_code == 410


async def test_codes_are_not_guessed(line):
    browser = line.browser()
    headers = {"x-real-ip": "203.0.113.7"}
    tried = [await browser.post("invitation", {"code": str(n)}, headers=headers) for n in range(12)]
    assert [each.status_code for each in tried] == [410] * 10 + [429] * 2
    assert int(tried[-1].headers["retry-after"]) > 0
    elsewhere = await browser.post("invitation", {"code": "1"}, headers={"x-real-ip": "198.51.100.9"})
    assert elsewhere.status_code == 410


async def test_cookies_are_not_guessed_and_an_officer_of_the_same_network_goes_on(line):
    browser, stranger = await line.enters(), line.browser()
    network = {"x-real-ip": "203.0.113.7"}
    assert (await browser.get("me", headers=network)).status_code == 200
    cookies = [network | {"cookie": f"desk=guess-{number}"} for number in range(60)]
    tried = await asyncio.gather(*(stranger.get("me", headers=each) for each in cookies))
    answers = Counter(each.status_code for each in tried)
    assert answers.keys() == {401, 429}
    assert answers[401] >= 30
    assert (await browser.get("me", headers=network)).status_code == 200


async def test_who_waits_is_told_whether_a_colleague_can_confirm_the_key(line):
    first = line.browser()
    await first.enters(line.invitation("Salma", "supervisor"))
    assert not (await first.get("me")).json()["confirmable"], "whoever runs the server confirms"
    line.confirm("Salma", first.fingerprint)
    assert not (await first.get("me")).json()["confirmable"], "nobody confirms themselves"
    second = line.browser()
    await second.enters(line.invitation("Karim", "investigator"))
    assert (await second.get("me")).json()["confirmable"]
    line.confirm("Karim", second.fingerprint)
    assert not (await first.get("me")).json()["confirmable"], "an investigator confirms nobody"


async def test_a_new_invitation_takes_the_place_of_everything_before(line):
    browser = await line.enters()
    with line.product.made.storage.write() as unit:
        (officer,) = unit.officers.present()
        code = people.invite(unit, officer, time.time()).rpartition("/")[2]
    new = line.browser()
    await new.enters(code)
    assert (await browser.get("me")).status_code == 401
    assert (await browser.signs_in()).json() == {"error": "passkey"}
    assert (await new.get("me")).json()["state"] == "unconfirmed"
    assert verify(line.product.made.storage, line.product.made.store("evidence")) == []


async def test_a_key_of_a_colleague_is_refused(line):
    first = await line.enters()
    second = line.browser()
    second.identity = first.identity
    assert (await second.enrols(line.invitation("Omar"))).json() == {"error": "recipient"}


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("recipient", "age1nobody", "recipient"),
        ("box", encoded(b"no age file"), "box"),
        ("credential", {"id": "x"}, "passkey"),
        ("credential", 7, "passkey"),
        ("way", "trust me", "request"),
        ("box", "not base64", "request"),
    ],
)
@pytest.mark.few(2)
async def test_an_enrolment_of_something_else_is_refused_and_the_code_still_holds(line, field, value, error):
    browser, code = line.browser(), line.invitation()
    body = await browser.invited(code)
    refused = await browser.post("enrolment", body | {field: value})
    assert (refused.status_code, refused.json()) == (400, {"error": error})
    assert (await browser.enrols(code)).status_code == 200


async def test_a_passkey_that_verified_nobody_is_refused(line):
    browser = line.browser()
    browser.authenticator = Authenticator(flags=PRESENT)
    assert (await browser.enrols(line.invitation())).json() == {"error": "passkey"}


async def test_a_passkey_that_was_made_on_another_site_is_refused(line):
    browser, code = line.browser(), line.invitation()
    offered = (await browser.post("invitation", {"code": code})).json()
    body = await browser.invited(code)
    body["credential"] = browser.authenticator.make(offered["options"], "http://localhost.example")
    assert (await browser.post("enrolment", body)).json() == {"error": "passkey"}


async def test_a_challenge_is_answered_once(line):
    browser = line.browser()
    await browser.enrols(line.invitation())
    options = (await browser.post("sign-in/options")).json()["options"]
    signature = {"credential": browser.authenticator.use(options, browser.url)}
    assert (await browser.post("sign-in", signature)).status_code == 200
    assert (await browser.post("sign-in", signature)).json() == {"error": "passkey"}


async def test_a_challenge_that_this_server_did_not_make_is_refused(line):
    browser = line.browser()
    await browser.enrols(line.invitation())
    options = {"rpId": "localhost", "challenge": "A" * 43}
    signature = {"credential": browser.authenticator.use(options, browser.url)}
    assert (await browser.post("sign-in", signature)).json() == {"error": "passkey"}


@pytest.mark.parametrize("change", ["key", "id", "user", "flags"])
@pytest.mark.few(1)
async def test_another_passkey_does_not_sign_in(line, change):
    browser = line.browser()
    await browser.enrols(line.invitation())
    values = {"key": Authenticator().key, "id": b"another one", "user": b"another", "flags": PRESENT}
    browser.authenticator = replace(browser.authenticator, **{change: values[change]})
    refused = await browser.signs_in()
    assert (refused.status_code, refused.json()) == (400, {"error": "passkey"})


async def test_a_copied_passkey_that_counts_backwards_is_refused(line):
    browser = line.browser()
    await browser.enrols(line.invitation())
    await browser.signs_in()
    await browser.signs_in()
    browser.authenticator.count = 0
    assert (await browser.signs_in()).json() == {"error": "passkey"}


async def test_a_wrong_proof_proves_nothing(line):
    browser = line.browser()
    await browser.enrols(line.invitation())
    await browser.signs_in()
    await browser.post("proof/challenge")
    refused = await browser.post("proof", {"answer": encoded(bytes(32)), "way": "sheet"})
    assert (refused.status_code, refused.json()) == (400, {"error": "proof"})
    assert (await browser.get("me")).json()["state"] == "unproved"


CALLS = ("sign-out", "proof/challenge", "passkeys/options")


@pytest.mark.parametrize("path", CALLS)
async def test_without_a_session_nothing_is_answered(line, path):
    refused = await line.browser().post(path)
    assert (refused.status_code, refused.json()) == (401, {"error": "session"})
    assert (await line.browser().get("me")).status_code == 401


@pytest.mark.parametrize("path", [*CALLS, "invitation", "sign-in/options", "sign-in", "enrolment", "proof"])
@pytest.mark.few(2)
async def test_another_page_posts_nothing(line, path):
    browser = line.browser()
    await browser.enrols(line.invitation())
    await browser.signs_in()
    refused = await browser.post(path, headers={"origin": "https://elsewhere.example"})
    assert (refused.status_code, refused.json()) == (403, {"error": "origin"})
    form = await browser.client.post(f"/desk/api/{path}", data={"a": "b"})
    assert form.status_code == 415


async def test_a_session_ends_with_signing_out(line):
    browser = await line.enters()
    cookie = f"desk={browser.client.cookies['desk']}"
    assert (await browser.post("sign-out")).status_code == 200
    assert (await browser.get("me", headers={"cookie": cookie})).status_code == 401


async def test_the_cookie_is_for_this_page_alone(line):
    browser = line.browser()
    await browser.enrols(line.invitation())
    cookie = (await browser.signs_in()).headers["set-cookie"].lower()
    assert cookie.startswith("desk=")
    assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/", "max-age=43200"))


async def test_a_suspended_officer_is_out_at_once_and_back_when_restored(line):
    browser = await line.enters()
    storage = line.product.made.storage
    with storage.write() as unit:
        people.suspend(unit, unit.officers.present()[0], time.time())
    assert (await browser.get("me")).status_code == 401
    refused = await browser.signs_in()
    assert (refused.status_code, refused.json()) == (403, {"error": "suspended"})
    with storage.write() as unit:
        people.restore(unit, unit.officers.present()[0], time.time())
    assert (await browser.signs_in()).json()["state"] == "ready"
    assert verify(storage, line.product.made.store("evidence")) == []


async def test_a_removed_officer_is_out_at_once(line):
    browser, other = await line.enters("Salma"), await line.enters("Omar")
    with line.product.made.storage.write() as unit:
        gone = next(one for one in unit.officers.present() if one.name == "Salma")
        people.remove(unit, gone, people.owners_of(unit, gone), time.time())
        recipients = [key.recipient for key in unit.keys.present()]
    assert (await browser.get("me")).status_code == 401
    assert (await browser.signs_in()).json() == {"error": "passkey"}
    assert (await other.get("me")).status_code == 200
    assert browser.recipient not in recipients
    assert verify(line.product.made.storage, line.product.made.store("evidence")) == []


async def test_every_sign_in_is_in_the_log(line):
    browser = await line.enters()
    await browser.signs_in()
    with line.product.made.storage.read() as unit:
        links = unit.custody.of_case("sign-ins")
    assert [(link.event, link.actor) for link in links] == [("signed-in", line.officer("Salma").id)] * 2


async def test_an_address_without_a_name_is_no_place_for_passkeys(line):
    browser = Browser(line.product.url)
    refused = await browser.post("sign-in/options")
    await browser.close()
    assert (refused.status_code, refused.json()) == (400, {"error": "localhost"})


async def test_the_page_is_served_with_its_headers_or_says_how_it_is_built(line):
    browser = line.browser()
    page = await browser.client.get("/desk")
    assert page.status_code in {200, 503}
    policy = page.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert page.headers["cross-origin-opener-policy"] == "same-origin"
    assert page.headers["cache-control"] == "no-store"
