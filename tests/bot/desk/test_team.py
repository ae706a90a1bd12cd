"""Colleagues at the desk: the team, grants of old cases, removal, and the news for open pages."""

import asyncio
import base64
import json
import time

import pyrage
import pytest

from bot.desk import people
from storage.sealing import age, bare_wraps
from storage.sealing.age import fresh_key
from storage.sealing.officer_keys import FIRST, FOLDER
from tests.bot.desk.test_cases import opened
from tests.fakes.desk import Browser, encoded


async def granted(giver, colleague, to: str, by: Browser | None = None) -> int:
    """Wrap everything that the colleague lacks, page by page, as the page does; `by` has an earlier key."""
    holder, of = by or giver, by.fingerprint if by else ""
    after, given = "0", 0
    while True:
        page = (await giver.get("grants", params={"to": to, "after": after, "of": of})).json()
        assert page["to"] == {"fingerprint": to, "recipient": colleague.recipient}
        if not page["contents"]:
            return given
        wraps = []
        for content in page["contents"]:
            private = bare_wraps.unwrap(base64.b64decode(content["wrap"]), str(holder.identity)).strip()
            wrap = bare_wraps.wrap(private, age.recipient(colleague.recipient))
            wraps.append({"number": content["number"], "age": encoded(wrap)})
        body = {"to": to, "wraps": wraps, "of": of}
        if by:
            body["answer"] = holder.answers(await giver.post("grants/challenge", {"of": of}))
        given += (await giver.post("grants", body)).json()["granted"]
        after = page["contents"][-1]["number"]


async def again(line, name: str = "Salma") -> Browser:
    """Invite an officer anew, after the passkey was lost; return the browser with the new key."""
    officer = line.officer(name)
    with line.product.made.storage.write() as unit:
        code = people.invite(unit, officer, time.time()).rpartition("/")[2]
    new = line.browser()
    await new.enters(code)
    line.confirm(name, new.fingerprint)
    return new


async def test_what_an_earlier_key_opened_is_given_to_the_new_one_by_its_recovery_sheet(line):
    lost, other = await line.enters("Salma"), await line.enters("Omar", "investigator")
    line.file("AC23CD45")
    new = await again(line)
    assert (await new.get("cases/AC23CD45")).json()["wraps"] == {}
    assert await granted(new, new, new.fingerprint, lost) == 1
    assert "قصة سرية" in opened(new, (await new.get("cases/AC23CD45")).json())[0].decode()
    params = {"to": new.fingerprint, "of": other.fingerprint}
    assert (await new.get("grants", params=params)).json() == {"error": "old-key"}, "a colleague's key"
    refused = await new.post("grants", {"wraps": [], **params})
    assert (refused.status_code, refused.json()) == (404, {"error": "old-key"})
    line.sound()


def first_key(line) -> Browser:
    """The key that the server made before anybody had one, as who has its file uses it."""
    text = (line.product.made.settings.data_dir / FOLDER / FIRST).read_text()
    return Browser(line.url, identity=pyrage.x25519.Identity.from_str(text.split()[-1]))


@pytest.mark.parametrize("removed", [False, True])
async def test_a_supervisor_who_has_the_server_s_first_key_brings_its_cases_to_the_own_key(line, removed):
    line.file("AC23CD45")
    salma, omar = await line.enters("Salma"), await line.enters("Omar", "investigator")
    first = first_key(line)
    if removed:
        with line.product.made.storage.write() as unit:
            assert unit.keys.remove("officer", time.time())
    assert (await salma.get("cases/AC23CD45")).json()["wraps"] == {}
    assert await granted(salma, salma, salma.fingerprint, first) == 1
    assert "قصة سرية" in opened(salma, (await salma.get("cases/AC23CD45")).json())[0].decode()
    with line.product.made.storage.read() as unit:
        link = next(one for one in unit.custody.of_case("AC23CD45") if one.event == "granted")
    assert (link.actor, link.purpose) == (line.officer("Salma").id, f"case:{salma.fingerprint}")
    params = {"to": omar.fingerprint, "of": first.fingerprint}
    assert (await omar.get("grants", params=params)).json() == {"error": "role"}
    to_another = await salma.get("grants", params=params)
    assert (to_another.status_code, to_another.json()) == (404, {"error": "unknown"}), "her own key alone"
    line.sound()


async def test_the_first_key_of_the_server_is_nobody_s_else_who_has_its_name(line):
    line.file("AC23CD45")
    first, salma = first_key(line), await line.enters("Salma")
    with line.product.made.storage.write() as unit:
        unit.officers.invite("officer", "supervisor", time.time())
    params = {"to": salma.fingerprint, "of": first.fingerprint}
    assert (await salma.get("grants", params=params)).json() == {"error": "old-key"}


@pytest.mark.parametrize("before", ["suspended", "invited anew"])
async def test_a_leaver_has_no_wraps_left_whatever_came_before(line, before):
    first, second = await line.enters("Salma"), await line.enters("Omar")
    line.file("AC23CD45")
    other = {"officer": line.officer("Omar").id}
    if before == "suspended":
        assert (await first.post("team/suspend", other)).status_code == 200
    else:
        await again(line, "Omar")
    assert (await first.post("team/remove", other)).status_code == 200
    with line.product.made.storage.read() as unit:
        assert unit.wraps.of_keys([second.fingerprint]) == 0
        assert unit.wraps.of_keys([first.fingerprint]) == 1
    line.sound()


async def test_a_colleague_is_invited_confirmed_and_granted_what_was_filed_before(line):
    first = await line.enters("Salma")
    line.file("AC23CD45")
    invited = await first.post("team/invite", {"name": "Omar", "role": "supervisor"})
    link = invited.json()["link"]
    assert link.startswith(f"{line.url}/desk#/invitation/")
    second = line.browser()
    await second.enters(link.rpartition("/")[2])
    member = next(one for one in (await first.get("team")).json()["officers"] if one["name"] == "Omar")
    assert (member["state"], member["recipient"]) == ("unconfirmed", second.recipient)
    refused = await second.get("cases")
    assert (refused.status_code, refused.json()) == (403, {"error": "unready"})
    wrong = {"officer": member["id"], "fingerprint": "0" * 16}
    assert (await first.post("team/confirm", wrong)).json() == {"error": "fingerprint"}
    right = {"officer": member["id"], "fingerprint": second.fingerprint}
    assert (await first.post("team/confirm", right)).status_code == 200
    before = (await second.get("cases/AC23CD45")).json()
    assert before["wraps"] == {}
    assert await granted(first, second, second.fingerprint) == 1
    after = (await second.get("cases/AC23CD45")).json()
    assert "قصة سرية" in opened(second, after)[0].decode()
    assert ("granted", f"case:{second.fingerprint}") in line.chain("AC23CD45")
    line.file("AC23CD46")
    assert "قصة سرية" in opened(second, (await second.get("cases/AC23CD46")).json())[0].decode()
    line.sound()


async def test_a_removed_officer_has_no_wraps_left_and_their_cases_are_nobodys(line):
    first, second = await line.enters("Salma"), await line.enters("Omar")
    line.file()
    await second.post("cases/AC23CD45/take")
    gone = line.officer("Omar").id
    assert (await first.post("team/remove", {"officer": gone})).status_code == 200
    assert (await second.get("cases")).status_code == 401
    told = (await first.get("cases/AC23CD45")).json()
    assert told["case"]["assigned"] is None
    with line.product.made.storage.read() as unit:
        assert unit.wraps.of_keys([second.fingerprint]) == 0
    line.file("AC23CD46")
    with line.product.made.storage.read() as unit:
        assert unit.wraps.of_keys([second.fingerprint]) == 0
    assert "قصة سرية" in opened(first, told)[0].decode()
    line.sound()


async def test_nobody_confirms_suspends_or_removes_themselves(line):
    browser = await line.enters("Salma")
    me = line.officer("Salma").id
    for deed in ("suspend", "restore", "remove"):
        assert (await browser.post(f"team/{deed}", {"officer": me})).json() == {"error": "role"}
    body = {"officer": me, "fingerprint": browser.fingerprint}
    assert (await browser.post("team/confirm", body)).json() == {"error": "role"}


async def test_an_officer_with_a_chat_alone_is_told_as_one(line):
    browser = await line.enters("Salma")
    with line.product.made.storage.write() as unit:
        officer, _ = unit.officers.add("Karim", time.time())
        unit.officers.enrol(officer.id, "telegram:77", time.time())
    line.invitation("Omar")
    states = {one["name"]: one["state"] for one in (await browser.get("team")).json()["officers"]}
    assert states == {"Salma": "ready", "Karim": "chat", "Omar": "invited"}


async def test_a_suspended_colleague_is_out_and_comes_back(line):
    first, second = await line.enters("Salma"), await line.enters("Omar")
    other = {"officer": line.officer("Omar").id}
    assert (await first.post("team/suspend", other)).status_code == 200
    assert (await second.get("me")).status_code == 401
    states = {one["name"]: one["state"] for one in (await first.get("team")).json()["officers"]}
    assert states == {"Salma": "ready", "Omar": "suspended"}
    line.file("AC23CD45")
    assert (await first.post("team/restore", other)).status_code == 200
    assert (await second.signs_in()).status_code == 200
    assert (await second.get("cases/AC23CD45")).json()["wraps"] == {}
    line.file("AC23CD46")
    assert "case" in (await second.get("cases/AC23CD46")).json()["wraps"]
    line.sound()


async def test_a_stolen_phone_is_taken_off_the_desk(line):
    browser = await line.enters("Salma")
    me = line.officer("Salma").id
    with line.product.made.storage.write() as unit:
        unit.officers.enrol(me, "telegram:77", 1.0, language="fr")
    assert (await browser.get("team")).json()["officers"][0]["chat"]
    assert (await browser.post("team/detach", {"officer": me})).status_code == 200
    with line.product.made.storage.read() as unit:
        assert unit.officers.by_chat("telegram:77") is None
    assert not (await browser.get("team")).json()["officers"][0]["chat"]
    line.sound()


async def test_the_chat_of_a_suspended_officer_is_taken_off_for_good(line):
    first, _ = await line.enters("Salma"), await line.enters("Omar")
    other = {"officer": line.officer("Omar").id}
    with line.product.made.storage.write() as unit:
        unit.officers.enrol(other["officer"], "telegram:77", 1.0, language="fr")
    for deed in ("suspend", "detach", "restore"):
        assert (await first.post(f"team/{deed}", other)).status_code == 200
    with line.product.made.storage.read() as unit:
        assert unit.officers.by_chat("telegram:77") is None
    line.sound()


async def test_a_name_that_is_there_is_not_invited_again(line):
    browser = await line.enters("Salma")
    again = await browser.post("team/invite", {"name": "Salma", "role": "intake"})
    assert (again.status_code, again.json()) == (409, {"error": "name"})
    assert (await browser.post("team/invite", {"name": "Omar", "role": "king"})).status_code == 400


async def test_a_grant_is_taken_for_a_key_in_use_and_a_content_that_the_giver_has(line):
    first, second = await line.enters("Salma"), await line.enters("Omar")
    line.file()
    wrap = encoded(bare_wraps.wrap(str(pyrage.x25519.Identity.generate()), age.recipient(second.recipient)))
    with line.product.made.storage.read() as unit:
        number = unit.cases.key_numbers("AC23CD45")["case"]
    mine = {"number": str(number), "age": wrap}
    kept = await first.post("grants", {"to": second.fingerprint, "wraps": [mine]})
    assert kept.json() == {"granted": 0}, "the server's own wrap stays"
    unknown = await first.post("grants", {"to": "0" * 16, "wraps": [mine]})
    assert (unknown.status_code, unknown.json()) == (404, {"error": "unknown"})
    nothing = await first.post("grants", {"to": second.fingerprint, "wraps": [mine | {"number": "5"}]})
    assert nothing.json() == {"granted": 0}
    plain = await first.post("grants", {"to": second.fingerprint, "wraps": [mine | {"age": encoded(b"x")}]})
    assert plain.status_code == 400


async def told(browser, wanted: int):
    """The first events of the stream, after what is done meanwhile."""
    events = []
    async with browser.client.stream("GET", "/desk/api/stream") as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        name = ""
        async for text in answer.aiter_lines():
            if text.startswith(": open"):
                yield None
            if text.startswith("event: "):
                name = text.removeprefix("event: ")
            if text.startswith("data: ") and name != "alive":
                events.append(name)
                yield name, json.loads(text.removeprefix("data: "))
                if len(events) == wanted:
                    return


async def test_an_open_page_hears_of_new_cases_and_of_who_looks_at_one(line):
    first, second = await line.enters("Salma"), await line.enters("Omar")
    heard = told(first, 2)
    assert await anext(heard) is None
    line.file()
    assert await anext(heard) == ("changed", {"reference": "AC23CD45"})
    await second.get("cases/AC23CD45")
    assert await anext(heard) == ("watching", {"reference": "AC23CD45", "names": ["Omar"]})
    await heard.aclose()


@pytest.mark.long
async def test_the_stream_of_a_suspended_officer_ends(line):
    first, second = await line.enters("Salma"), await line.enters("Omar")
    heard = told(second, 10)
    assert await anext(heard) is None
    await first.post("team/suspend", {"officer": line.officer("Omar").id})
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(anext(heard), 60)


async def test_a_stream_that_opens_while_the_server_drains_ends_at_once(line):
    browser = await line.enters("Salma")
    await line.product.app.drain()
    heard = told(browser, 10)
    with pytest.raises(StopAsyncIteration):
        await asyncio.wait_for(_after_the_first(heard), 20)


async def _after_the_first(heard):
    while True:
        assert await anext(heard) is None, "a comment at most"


@pytest.mark.parametrize(
    "name", ["recovery", "0f\u202e1e", "Sal\u200bma", "  ", "Salma\n", "SALMA", "Ｓalma"]
)
@pytest.mark.few(3)
async def test_a_colleagues_name_is_no_keys_owner_and_reads_as_nobody_elses(line, name):
    browser = await line.enters("Salma")
    refused = await browser.post("team/invite", {"name": name, "role": "intake"})
    assert refused.status_code in (400, 409)


async def test_removing_a_colleague_of_a_keys_name_removes_nobody_elses_key(line):
    first, second = await line.enters("Salma", "administrator"), await line.enters("Omar")
    await line.enters("Third")
    with line.product.made.storage.write() as unit:
        unit.keys.add("recovery", fresh_key()[1], 1.0)
    line.file()
    for name in ("recovery", line.officer("Omar").id, second.fingerprint):
        with line.product.made.storage.write() as unit:
            made = unit.officers.invite(name, "intake", 1.0)
        assert (await first.post("team/remove", {"officer": made.id})).status_code == 200
    with line.product.made.storage.read() as unit:
        assert {"recovery", line.officer("Omar").id} <= {key.owner for key in unit.keys.present()}


async def test_who_sees_no_cases_hears_of_none(line):
    browser = await line.enters("Salma", "administrator")
    refused = await browser.get("stream")
    assert (refused.status_code, refused.json()) == (403, {"error": "role"})


@pytest.mark.long
async def test_an_officers_open_pages_are_counted_when_they_all_open_at_once(line):
    browser = await line.enters("Salma")

    async def lasts() -> bool:
        async with browser.client.stream("GET", "/desk/api/stream") as answer:
            if answer.status_code != 200:
                return False
            frames = answer.aiter_raw()
            await anext(frames)
            try:
                await asyncio.wait_for(anext(frames), 30)
            except StopAsyncIteration:
                return False
            except TimeoutError:
                return True
        return True

    assert sum(await asyncio.gather(*(lasts() for _ in range(12)))) <= 4
