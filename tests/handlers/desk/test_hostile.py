"""A server that lies to the page alters nothing of a case unnoticed, and is told no key."""

import base64
import hashlib
import json
import time
from collections.abc import Callable
from typing import Any

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from playwright.async_api import Route, expect

from flows.core.effects import ChangeStatus
from storage.custody.links import hashed
from storage.sealing import age
from tests.brief import few
from tests.handlers.desk.officer import NAMES, Officer, enters, house, invited, skipped
from tests.handlers.desk.reports import files
from tests.handlers.desk.test_working import opens, sent

if why := skipped():
    pytest.skip(why, allow_module_level=True)

Told = dict[str, Any]
FORGED = "Je retire tout ce que j'ai dit"
ATTACKER = pyrage.x25519.Identity.generate()
SIGNER = Ed25519PrivateKey.generate()


def text(octets: bytes) -> str:
    return base64.b64encode(octets).decode()


def octets(given: str) -> bytes:
    return base64.b64decode(given)


def forged(told: Told, recipient: Any) -> str:
    """An entry that nobody said, sealed for the right place."""
    place = told["case"]["reference"], told["entries"][0]["id"]
    return text(
        age.seal(json.dumps({"answers": [["story", FORGED]], "evidence": []}).encode(), place, [recipient])
    )


def another_entry(told: Told, other: Told) -> None:
    told["entries"][0]["age"] = other["entries"][0]["age"]


def entry_left_out(told: Told, other: Told) -> None:
    told["entries"].clear()


def entry_put_in(told: Told, other: Told) -> None:
    told["entries"].append(told["entries"][0] | {"id": "1"})


def entry_damaged(told: Told, other: Told) -> None:
    sealed = bytearray(octets(told["entries"][0]["age"]))
    sealed[-1] ^= 1
    told["entries"][0]["age"] = text(bytes(sealed))


def entry_forged(told: Told, other: Told) -> None:
    told["entries"][0]["age"] = forged(told, age.recipient(told["case"]["recipient"]))


def another_case(told: Told, other: Told) -> None:
    reference = told["case"]["reference"]
    told.update({key: other[key] for key in ("entries", "log", "head", "evidence", "wraps")})
    told["case"] = other["case"] | {"reference": reference}


def wrap_swapped(told: Told, other: Told) -> None:
    told["wraps"]["case"] = other["wraps"]["case"]


def wrap_missing(told: Told, other: Told) -> None:
    told["wraps"].pop("case")


def key_swapped(told: Told, other: Told) -> None:
    told["case"]["recipient"] = str(ATTACKER.to_public())
    told["entries"][0]["age"] = forged(told, ATTACKER.to_public())


def log_cut(told: Told, other: Told) -> None:
    told["log"].pop()


def log_edited(told: Told, other: Told) -> None:
    told["log"][-1]["actor"] = "somebody-else"


def log_renumbered(told: Told, other: Told) -> None:
    told["log"].insert(1, told["log"][1])


def log_written_anew(told: Told, other: Told) -> None:
    """The attacker's own log over a forged entry, with the attacker's own signature."""
    entry_forged(told, other)
    digest = hashlib.sha256(octets(told["entries"][0]["age"])).hexdigest()
    previous = ""
    for link in told["log"]:
        if link["purpose"].startswith("entry:"):
            link["digest"] = digest
        facts = tuple(link[one] for one in ("chain", "seq", "time", "event", "actor", "purpose", "digest"))
        link["previous"], link["hash"] = previous, hashed(facts, previous)
        previous = link["hash"]
    signed = json.dumps([link["chain"], len(told["log"]), previous], separators=(",", ":")).encode()
    told["head"] = {"count": len(told["log"]), "hash": previous, "signature": text(SIGNER.sign(signed))}


def note_put_in(told: Told, other: Told) -> None:
    told["notes"].append({"id": "0" * 32, "time": 1.0, "officer": "x", "age": told["entries"][0]["age"]})


def words_changed(told: Told, other: Told) -> None:
    told["thread"][-1]["note"] = FORGED


def words_left_out(told: Told, other: Told) -> None:
    told["thread"].clear()


ATTACKS: tuple[Callable[[Told, Told], None], ...] = (
    *(another_entry, entry_left_out, entry_put_in, entry_damaged, entry_forged, another_case, wrap_swapped),
    *(wrap_missing, key_swapped, log_cut, log_edited, log_renumbered, log_written_anew, note_put_in),
    *(words_changed, words_left_out),
)


async def noticed(officer: Officer) -> bool:
    """The page says that something is wrong: in the case, or because the case does not open."""
    page = officer.page
    await expect(
        page.locator("p.warning[role=alert]")
        .or_(page.locator(".entry.closed"))
        .or_(page.locator(".notice.wrong"))
        .first
    ).to_be_visible()
    return True


async def test_nothing_of_a_case_is_altered_unnoticed(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        first = await files(here.telegram.chat(8, language="ar"))
        second = await files(
            here.telegram.chat(9, language="fr"), "Un vendeur m'a pris 300 dirhams hier soir"
        )
        await here.telegram.settled()
        with here.product.made.storage.write() as unit:
            asked = ChangeStatus(first, "", "Quel compte ?", unit.officers.present()[0].id)
            unit.cases.change_status(asked, time.time())
        await opens(salma, first)
        await expect(salma.page.locator("[data-verdict]")).to_have_attribute("data-verdict", "whole")
        api = f"{salma.url}/desk/api/cases"
        other = await (await salma.page.request.get(f"{api}/{second}")).json()
        under_way: list[Callable[[Told, Told], None]] = []

        async def lies(route: Route) -> None:
            told = await (await route.fetch()).json()
            under_way[-1](told, other)
            await route.fulfill(json=told)

        await salma.page.route(f"{api}/{first}", lies)
        for attack in few(ATTACKS, 5, "attacks"):
            await salma.page.keyboard.press("u")
            await salma.sees_list()
            under_way.append(attack)
            await salma.page.locator(f"[data-reference='{first}']").click()
            assert await noticed(salma), attack.__name__


@pytest.mark.long
async def test_a_file_of_another_case_is_not_shown(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        first = await files(here.telegram.chat(8, language="ar"))
        second = await files(
            here.telegram.chat(9, language="fr"), "Un vendeur m'a pris 300 dirhams hier soir"
        )
        await here.telegram.settled()
        api = f"{salma.url}/desk/api"
        other = await (await salma.page.request.get(f"{api}/cases/{second}")).json()
        stolen = await (await salma.page.request.get(f"{api}/evidence/{other['evidence'][0]['id']}")).body()
        await opens(salma, first)
        await salma.page.route(f"{api}/evidence/*", lambda route: route.fulfill(body=stolen))
        await salma.does("piece-open")
        await expect(salma.page.get_by_role("status")).to_contain_text(salma.words["error-unopened"])
        await expect(salma.page.locator("canvas")).to_have_count(0)


@pytest.mark.long
async def test_a_wrap_given_as_a_challenge_is_not_opened_for_the_server(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await salma.opens(invited(here.product, NAMES["fr"]))
        asked: list[str] = []
        salma.page.on("request", lambda request: asked.append(request.url))

        async def lies(route: Route) -> None:
            me = await (await salma.page.request.get(f"{salma.url}/desk/api/me")).json()
            wrap = pyrage.encrypt(f"{ATTACKER}\n".encode(), [age.recipient(me["recipient"])])
            await route.fulfill(json={"age": text(wrap)})

        await salma.page.route("**/desk/api/proof/challenge", lies)
        await salma.does("passkey-make")
        await salma.does("sign-in-do")
        await expect(salma.page.get_by_role("status")).to_contain_text(salma.words["error-unopened"])
        assert [one for one in asked if one.endswith("/proof/challenge")]
        assert not [one for one in asked if one.endswith("/desk/api/proof")]


@pytest.mark.long
async def test_a_key_of_another_is_not_taken_for_ones_own(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)

        async def lies(route: Route) -> None:
            me = await (await route.fetch()).json()
            await route.fulfill(json=me | {"recipient": str(ATTACKER.to_public())})

        await salma.page.route("**/desk/api/me", lies)
        await salma.page.route("**/desk/api/sign-in", lies)
        await salma.page.reload()
        await salma.does("unlock")
        await expect(salma.page.get_by_role("status")).to_contain_text(salma.words["error-unopened"])
        await salma.sees("locked")


@pytest.mark.long
async def test_a_log_signed_by_another_key_than_ever_is_noticed(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        reference = await files(here.telegram.chat(8, language="ar"))
        await here.telegram.settled()
        await opens(salma, reference)
        verdict = salma.page.locator("[data-verdict]")
        await expect(verdict).to_have_attribute("data-verdict", "whole")

        async def signer(route: Route) -> None:
            me = await (await route.fetch()).json()
            await route.fulfill(json=me | {"signer": text(SIGNER.public_key().public_bytes_raw())})

        async def log(route: Route) -> None:
            told = await (await route.fetch()).json()
            log_written_anew(told, told)
            await route.fulfill(json=told)

        for call, lies in (("me", signer), ("sign-in", signer), (f"cases/{reference}", log)):
            await salma.page.route(f"**/desk/api/{call}", lies)
        await salma.reloads()
        await expect(verdict).to_have_attribute("data-verdict", "stranger")
        await expect(salma.page.get_by_role("alert")).to_contain_text(salma.words["log-stranger"])


@pytest.mark.long
async def test_another_key_after_the_own_one_was_opened_is_never_shown_for_comparing(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        async with salma.page.expect_response("**/desk/api/proof"):  # of the passkey, before the lies
            await salma.enrols(invited(here.product, NAMES["fr"]))

        async def lies(route: Route) -> None:
            me = await (await route.fetch()).json()
            await route.fulfill(json=me | {"recipient": str(ATTACKER.to_public())})

        await salma.does("sheet-print")
        shown = await salma.page.locator(".paper .key").inner_text()
        await salma.does("sheet-printed")
        await salma.page.locator("#key").fill(shown)
        for call in ("proof", "me"):
            await salma.page.route(f"**/desk/api/{call}", lies)
        await salma.does("sheet-check")
        await expect(salma.page.get_by_role("status")).to_contain_text(salma.words["error-unopened"])
        await salma.sees("locked")
        await expect(salma.page.locator(".card .words")).to_have_count(0)


@pytest.mark.long
async def test_a_file_of_another_case_is_not_shown_as_one_of_this_case(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        first = await files(here.telegram.chat(8, language="ar"))
        second = await files(
            here.telegram.chat(9, language="fr"), "Un vendeur m'a pris 300 dirhams hier soir"
        )
        await here.telegram.settled()
        api = f"{salma.url}/desk/api"
        other = await (await salma.page.request.get(f"{api}/cases/{second}")).json()

        async def lies(route: Route) -> None:
            told = await (await route.fetch()).json()
            told["evidence"] = [one | {"sha256": ""} for one in other["evidence"]]
            told["wraps"] |= {key: wrap for key, wrap in other["wraps"].items() if key != "case"}
            await route.fulfill(json=told)

        await salma.page.route(f"{api}/cases/{first}", lies)
        await opens(salma, first)
        await salma.does("piece-open")
        await expect(salma.page.get_by_role("status")).to_contain_text(salma.words["error-unopened"])
        await expect(salma.page.locator("canvas")).to_have_count(0)


@pytest.mark.long
async def test_an_older_state_of_a_case_is_noticed_though_its_log_is_whole(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma:
        await enters(salma)
        reference = await files(here.telegram.chat(8, language="ar"))
        await here.telegram.settled()
        await opens(salma, reference)
        verdict = salma.page.locator("[data-verdict]")
        await expect(verdict).to_have_attribute("data-verdict", "whole")
        api = f"{salma.url}/desk/api/cases/{reference}"
        before = await (await salma.page.request.get(api)).json()
        await salma.page.keyboard.press("s")
        await salma.does("do")
        await sent(salma)
        await expect(verdict).to_have_attribute("data-verdict", "whole")
        await salma.page.route(api, lambda route: route.fulfill(json=before))
        await salma.reloads()
        await expect(verdict).to_have_attribute("data-verdict", "older")
        await expect(salma.page.get_by_role("alert")).to_contain_text(salma.words["log-older"])


@pytest.mark.long
async def test_a_key_that_was_compared_for_one_colleague_is_not_that_of_another(tmp_path):
    async with house(tmp_path) as here, here.officer() as salma, here.officer() as omar:
        await enters(salma)
        await enters(omar, "Omar")
        await salma.page.keyboard.press("m")
        row = salma.page.locator("tr", has_text="Omar")
        await row.get_by_role("button", name=salma.words["grant"]).click()
        await salma.page.get_by_role("checkbox").check()
        await salma.page.locator("dialog").get_by_role("button", name=salma.words["grant"]).click()
        await sent(salma)
        await row.get_by_role("button", name=salma.words["grant"]).click()
        await expect(salma.page.get_by_role("status")).to_contain_text("0")
        await expect(salma.page.locator("dialog")).to_have_count(0)

        async def lies(route: Route) -> None:
            told = await (await route.fetch()).json()
            theirs = next(one for one in told["officers"] if one["name"] == "Omar")
            told["officers"].append(theirs | {"id": "0f0f0f0f", "name": "Youssef"})
            await route.fulfill(json=told)

        await salma.page.route("**/desk/api/team", lies)
        await salma.reloads()
        row = salma.page.locator("tr", has_text="Youssef")
        await row.get_by_role("button", name=salma.words["grant"]).click()
        await expect(salma.page.locator("dialog .words")).to_be_visible()
