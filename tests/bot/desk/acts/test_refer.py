"""Referring at the desk: the proposed service, wraps for its officers and for its own key, handing back."""

import base64
from collections.abc import AsyncIterator

import pytest

from storage.audit.bundle import open_bundle
from storage.sealing import age, bare_wraps
from tests.bot.desk.conftest import Line, pieces
from tests.bot.desk.test_cases import opened
from tests.fakes.desk import Browser, encoded
from tests.product.product import configured, serving, settings

CASE = "AC23CD45"
PRIVATE, PUBLIC = age.fresh_key()
SERVICES = f"""
[[services]]
id = "central"
name = {{ fr = "Unité centrale", ar = "الوحدة المركزية" }}
city = {{ fr = "Rabat", ar = "الرباط" }}
central = true
key = "{PUBLIC}"

[[services]]
id = "fes"
name = {{ fr = "Police judiciaire", ar = "الشرطة القضائية" }}
city = {{ fr = "Fès", ar = "فاس" }}
provinces = ["Fès"]
officers = ["Karim"]
shown = true
"""
IN_FES = {"place": "fes", "province": "03.231"}


@pytest.fixture
async def line(tmp_path) -> AsyncIterator[Line]:
    """The product with two services: one with an officer here, one with a key of its own."""
    given = settings(tmp_path / "data", config_file=configured(tmp_path / "data", SERVICES))
    async with serving(given) as product:
        line = Line(product)
        yield line
        for each in line.browsers:
            await each.close()


async def wrapped(browser: Browser, service: str, of: str = "services") -> list[dict[str, str]]:
    """Wraps of all that each key of the service, or of an officer, lacks, as the page makes them."""
    found = (await browser.get(f"cases/{CASE}/{of}/{service}")).json()
    held = (await browser.get(f"cases/{CASE}")).json()["wraps"]
    made = []
    for key in found["keys"]:
        for content in key["lacking"]:
            private = bare_wraps.unwrap(base64.b64decode(held[content]), str(browser.identity)).strip()
            wrap = bare_wraps.wrap(private, age.recipient(key["recipient"]))
            made.append({"content": content, "to": key["fingerprint"], "age": encoded(wrap)})
    return made


async def refer(browser: Browser, service: str, **more) -> dict:
    body = {"service": service, "wraps": await wrapped(browser, service), **more}
    answer = await browser.post(f"cases/{CASE}/refer", body)
    assert answer.status_code == 200, answer.json()
    return answer.json()


async def test_the_page_is_told_which_service_is_proposed_and_why(line):
    browser = await line.enters()
    line.file(**IN_FES)
    told = (await browser.get(f"cases/{CASE}")).json()
    services = told["services"]
    assert (services["proposed"], services["why"], services["has"]) == ("fes", "province", "")
    assert [one["id"] for one in services["all"]] == ["central", "fes"]
    assert told["case"]["province"] == {"fr": "Fès", "ar": "فاس"}


async def test_an_officer_of_the_service_gets_wraps_of_an_older_case_and_opens_it(line):
    giver = await line.enters("Salma")
    line.file(**IN_FES)
    karim = await line.enters("Karim", "investigator")
    assert (await karim.get(f"cases/{CASE}")).json()["readable"] is False
    told = await refer(giver, "fes", note="")
    assert (told["case"]["status"], told["services"]["has"]) == ("referred", "fes")
    seen = (await karim.get(f"cases/{CASE}")).json()
    assert "قصة سرية" in opened(karim, seen)[0].decode()
    assert (seen["services"]["hands_back"], seen["services"]["refers"]) == (True, True)
    acts = line.chain(CASE)
    assert ("handed-over", "fes") in acts
    assert ("granted", f"case:{karim.fingerprint}") in acts
    line.sound()


async def test_a_service_with_a_key_of_its_own_opens_the_exported_case(line, tmp_path):
    giver = await line.enters()
    line.file()
    await refer(giver, "central")
    bundle = tmp_path / "case.tar"
    bundle.write_bytes((await giver.post(f"cases/{CASE}/export", {"reason": "PV-7"})).content)
    found = open_bundle(bundle, PRIVATE)
    assert found.wrong == ()
    assert ("story", "قصة سرية") in found.entries[0].answers
    line.sound()


async def test_a_service_hands_back_with_a_reason_and_has_the_case_no_more(line):
    giver = await line.enters()
    line.file(**IN_FES)
    karim = await line.enters("Karim", "investigator")
    await refer(giver, "fes")
    for reason in ("", "because I say so", "story"):
        assert (await karim.post(f"cases/{CASE}/hand-back", {"reason": reason})).status_code == 400
    back = await karim.post(f"cases/{CASE}/hand-back", {"reason": "place"})
    assert back.status_code == 200
    assert ("handed-back", "fes:place") in line.chain(CASE)
    told = (await giver.get(f"cases/{CASE}")).json()
    assert (told["case"]["status"], told["services"]["has"]) == ("examined", "")
    assert (await karim.get(f"cases/{CASE}")).json()["readable"] is False
    assert (await giver.post(f"cases/{CASE}/hand-back", {"reason": "place"})).status_code == 403
    assert (await refer(giver, "central"))["services"]["has"] == "central"
    line.sound()


async def test_a_case_taken_back_by_its_status_is_not_the_services_when_it_is_referred_anew(line):
    giver = await line.enters()
    line.file(**IN_FES)
    karim = await line.enters("Karim", "investigator")
    await refer(giver, "fes")
    assert (await giver.post(f"cases/{CASE}/status", {"status": "examined"})).status_code == 200
    alone = await giver.post(f"cases/{CASE}/status", {"status": "referred"})
    assert (alone.status_code, alone.json()) == (400, {"error": "no-service"})
    assert (await giver.get(f"cases/{CASE}")).json()["services"]["has"] == ""
    assert (await karim.get(f"cases/{CASE}")).json()["readable"] is False
    await refer(giver, "fes")
    assert (await giver.post(f"cases/{CASE}/status", {"status": "informed"})).status_code == 200
    assert (await giver.get(f"cases/{CASE}")).json()["services"]["hands_back"] is False
    late = await giver.post(f"cases/{CASE}/hand-back", {"reason": "place"})
    assert (late.status_code, late.json()) == (400, {"error": "status"})


async def test_who_sorts_refers_to_the_proposed_service_without_any_key(line):
    browser = await line.enters("Salma", "intake")
    line.file(**IN_FES)
    answer = await browser.post(f"cases/{CASE}/refer", {"service": ""})
    assert answer.json()["services"]["has"] == "fes"
    note = await browser.post(f"cases/{CASE}/refer", {"service": "central", "note": "words"})
    assert (note.status_code, note.json()) == (403, {"error": "role"})


async def test_a_referred_case_goes_to_another_service_and_later_wraps_are_added(line):
    giver = await line.enters()
    line.file(**IN_FES)
    assert (await giver.post(f"cases/{CASE}/refer", {"service": "fes"})).status_code == 200
    karim = await line.enters("Karim", "investigator")
    await refer(giver, "fes")
    assert "case" in (await karim.get(f"cases/{CASE}")).json()["wraps"]
    await refer(giver, "central")
    handed = [purpose for event, purpose in line.chain(CASE) if event == "handed-over"]
    assert handed == ["fes", "central"]
    assert (await karim.get(f"cases/{CASE}")).json()["readable"] is False


async def test_wraps_are_taken_for_the_services_own_keys_and_this_cases_contents_alone(line):
    giver, omar = await line.enters(), await line.enters("Omar")
    line.file(**IN_FES)
    (one,) = await wrapped(giver, "central")
    for wrong in ({"to": omar.fingerprint}, {"content": "other"}, {"age": encoded(b"x" * 300)}):
        refused = await giver.post(f"cases/{CASE}/refer", {"service": "central", "wraps": [one | wrong]})
        assert (refused.status_code, refused.json()) == (400, {"error": "request"})
    assert "handed-over" not in [event for event, _ in line.chain(CASE)], "nothing of a refused referral"
    unknown = await giver.post(f"cases/{CASE}/refer", {"service": "nobody"})
    assert (unknown.status_code, unknown.json()) == (404, {"error": "service"})


async def test_a_closed_case_is_not_referred_and_a_known_version_is_needed(line):
    giver = await line.enters()
    line.file(**IN_FES)
    known = (await giver.get(f"cases/{CASE}")).json()["version"]
    await refer(giver, "fes", version=known)
    late = await giver.post(f"cases/{CASE}/refer", {"service": "central", "version": known})
    assert (late.status_code, late.json()["error"]) == (409, "changed")
    assert (await giver.post(f"cases/{CASE}/sheet")).status_code == 200
    assert ("exported", "sheet") in line.chain(CASE)


async def test_each_role_refers_prints_and_hands_back_as_far_as_it_may(line):
    browsers = {role: await line.enters(role, role) for role in ("intake", "investigator", "administrator")}
    supervisor = await line.enters("Salma")
    line.file(**IN_FES)
    bodies = {"sheet": {}, "hand-back": {"reason": "place"}, "refer": {"service": "central"}}
    assert (await supervisor.post(f"cases/{CASE}/refer", {"service": "fes"})).status_code == 200
    found = {
        role: [
            act for act in bodies if (await one.post(f"cases/{CASE}/{act}", bodies[act])).status_code == 200
        ]
        for role, one in browsers.items()
    }
    assert found == {"intake": ["sheet", "refer"], "investigator": [], "administrator": []}
    back = await supervisor.post(f"cases/{CASE}/hand-back", {"reason": "facts"})
    assert (back.status_code, ("handed-back", "central:facts") in line.chain(CASE)) == (200, True)


async def test_an_officer_to_whom_an_older_case_is_given_gets_its_wraps(line):
    giver = await line.enters("Salma")
    line.file()
    omar, other = await line.enters("Omar", "investigator"), await line.enters("Karim", "investigator")
    to = line.officer("Omar").id
    wraps = await wrapped(giver, to, "officers")
    assert [one["to"] for one in wraps] == [omar.fingerprint]
    refused = await omar.get(f"cases/{CASE}/officers/{to}")
    assert (refused.status_code, refused.json()) == (403, {"error": "not-own"}), "not yet Omar's"
    body = {"officer": line.officer("Karim").id, "wraps": wraps}
    assert (await giver.post(f"cases/{CASE}/assign", body)).status_code == 400, "for another's key"
    assert (await giver.post(f"cases/{CASE}/assign", body | {"officer": to})).status_code == 200
    assert "قصة سرية" in opened(omar, (await omar.get(f"cases/{CASE}")).json())[0].decode()
    assert (await other.get(f"cases/{CASE}")).json()["readable"] is False
    assert ("granted", f"case:{omar.fingerprint}") in line.chain(CASE)
    line.sound()


@pytest.mark.parametrize("action", ["assign", "refer"])
async def test_a_case_with_two_hundred_contents_is_given_whole_in_one_call(line, action):
    giver = await line.enters("Salma", "investigator")
    line.file(evidence=pieces(line.product, 200), **IN_FES)
    await giver.post(f"cases/{CASE}/take")
    karim = await line.enters("Karim", "investigator")
    officer = line.officer("Karim").id
    made = await wrapped(giver, *((officer, "officers") if action == "assign" else ("fes",)))
    assert len(made) == 201
    body = {"officer": officer} if action == "assign" else {"service": "fes"}
    answer = await giver.post(f"cases/{CASE}/{action}", body | {"wraps": made})
    assert answer.status_code == 200, answer.json()
    assert len((await karim.get(f"cases/{CASE}")).json()["wraps"]) == 201
    line.sound()
