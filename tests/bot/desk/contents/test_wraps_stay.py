"""A wrap that a key has stays: no officer puts a useless one in its place, by a grant or by a referral."""

import base64
import time

import pyrage
import pytest

from storage.sealing import age, bare_wraps
from tests.bot.desk.acts.test_refer import CASE, IN_FES, line, refer
from tests.bot.desk.test_cases import opened
from tests.bot.desk.test_team import first_key, granted
from tests.fakes.desk import Browser, encoded

__all__ = ["line"]


async def useless(line, thief: Browser, way: str, to: Browser) -> int:
    """Give the key a wrap of another private key than the case's, in one of the ways to give."""
    wrap = bare_wraps.wrap(str(pyrage.x25519.Identity.generate()), age.recipient(to.recipient))
    with line.product.made.storage.read() as unit:
        number = unit.cases.key_numbers(CASE)["case"]
    if way == "grant":
        body = {"to": to.fingerprint, "wraps": [{"number": str(number), "age": encoded(wrap)}]}
        return (await thief.post("grants", body)).status_code
    given = {"content": "case", "to": to.fingerprint, "age": encoded(wrap)}
    return (await thief.post(f"cases/{CASE}/refer", {"service": "fes", "wraps": [given]})).status_code


@pytest.mark.parametrize("second", ["grant", "refer"])
@pytest.mark.parametrize("first", ["filed", "grant", "refer"])
@pytest.mark.few(3)
async def test_whichever_way_a_wrap_came_no_colleague_replaces_it(line, first, second):
    giver, thief = await line.enters("Salma"), await line.enters("Omar")
    if first == "filed":
        karim = await line.enters("Karim", "investigator")
    line.file(**IN_FES)
    if first != "filed":
        karim = await line.enters("Karim", "investigator")
    if first == "grant":
        assert await granted(giver, karim, karim.fingerprint) == 1
    await refer(giver, "fes")
    before = (await karim.get(f"cases/{CASE}")).json()["wraps"]["case"]
    acts = [event for event, _ in line.chain(CASE)].count("granted")
    assert await useless(line, thief, second, karim) == 200
    seen = (await karim.get(f"cases/{CASE}")).json()
    assert seen["wraps"]["case"] == before
    assert "قصة سرية" in opened(karim, seen)[0].decode()
    assert [event for event, _ in line.chain(CASE)].count("granted") == acts
    assert bare_wraps.is_wrap(base64.b64decode(before))
    line.sound()


async def test_who_holds_the_key_discards_a_useless_wrap_and_gets_one_that_opens(line):
    giver, thief = await line.enters("Salma"), await line.enters("Omar")
    line.file(**IN_FES)
    karim = await line.enters("Karim")
    assert await useless(line, thief, "grant", karim) == 200
    assert await granted(giver, karim, karim.fingerprint) == 0, "it is not lacking"
    seen = (await karim.get(f"cases/{CASE}")).json()
    with pytest.raises(AssertionError):
        opens(karim, seen)
    said = {"reference": CASE, "content": "case"}
    assert (await thief.post("grants/discard", said)).json()["error"] == "wrap", "a server's own wrap stays"
    assert (await karim.post("grants/discard", said)).status_code == 200
    assert "case" not in (await karim.get(f"cases/{CASE}")).json()["wraps"]
    again = await karim.post("grants/discard", said)
    assert (again.status_code, again.json()["error"]) == (409, "wrap")
    assert await granted(giver, karim, karim.fingerprint) == 1
    assert "قصة سرية" in opened(karim, (await karim.get(f"cases/{CASE}")).json())[0].decode()
    purpose = f"case:{karim.fingerprint}"
    with line.product.made.storage.read() as unit:
        links = [link for link in unit.custody.of_case(CASE) if link.purpose == purpose]
    useless_one, discarded, _ = links
    assert discarded.event == "grant-discarded"
    assert discarded.digest == useless_one.digest, "the log says which of the two grants it was"
    line.sound()


def opens(browser: Browser, seen) -> None:
    """Open the case with the browser's wrap; fails where it wraps another key than the case's."""
    private = bare_wraps.unwrap(base64.b64decode(seen["wraps"]["case"]), str(browser.identity))
    assert str(pyrage.x25519.Identity.from_str(private.strip()).to_public()) == seen["case"]["recipient"]


@pytest.mark.parametrize(
    "said", [{"reference": "YY99YY99", "content": "case"}, {"reference": CASE, "content": "x"}]
)
async def test_what_is_not_there_is_not_discarded(line, said):
    salma = await line.enters("Salma")
    line.file(**IN_FES)
    assert (await salma.post("grants/discard", said)).status_code == 404


async def test_who_cannot_open_with_the_first_key_gives_nothing_from_it(line):
    line.file(CASE)
    salma, first = await line.enters("Salma"), first_key(line)
    with line.product.made.storage.read() as unit:
        number = str(unit.cases.key_numbers(CASE)["case"])
    wrap = bare_wraps.wrap(str(pyrage.x25519.Identity.generate()), age.recipient(salma.recipient))
    asked = await salma.post("grants/challenge", {"of": first.fingerprint})
    body = {"to": salma.fingerprint, "of": first.fingerprint}
    body |= {"wraps": [{"number": number, "age": encoded(wrap)}]}
    for more in ({}, {"answer": encoded(bytes(32))}):
        refused = await salma.post("grants", body | more)
        assert (refused.status_code, refused.json()) == (400, {"error": "not-held"})
    answer = {"answer": first.answers(asked)}
    assert (await salma.post("grants", body | answer)).json() == {"granted": 1}
    again = await salma.post("grants", body | answer)
    assert again.json() == {"error": "not-held"}, "an answer counts once"


async def test_a_challenge_is_sealed_to_an_earlier_key_of_who_asks_alone(line):
    salma, omar = await line.enters("Salma"), await line.enters("Omar")
    refused = await salma.post("grants/challenge", {"of": omar.fingerprint})
    assert (refused.status_code, refused.json()) == (404, {"error": "old-key"})
    karim = await line.enters("Karim", "investigator")
    assert (await karim.post("grants/challenge", {"of": karim.fingerprint})).json() == {"error": "role"}


@pytest.mark.parametrize("how", ["removed", "suspended"])
async def test_a_grant_takes_the_wrap_of_no_key_that_rests(line, how):
    omar = await line.enters("Omar")
    line.file(**IN_FES)
    giver, karim = await line.enters("Salma"), await line.enters("Karim")
    assert await granted(omar, giver, giver.fingerprint) == 1
    if how == "removed":
        with line.product.made.storage.write() as unit:
            assert unit.keys.remove(omar.fingerprint, time.time())
    else:
        other = {"officer": line.officer("Omar").id}
        assert (await giver.post("team/suspend", other)).status_code == 200
    assert await granted(giver, karim, karim.fingerprint) == 1
    with line.product.made.storage.read() as unit:
        assert unit.wraps.of_keys([omar.fingerprint]) == 1, "the only wrap that surely opens"


async def test_the_only_wrap_of_a_content_is_not_discarded(line):
    giver = await line.enters("Salma")
    line.file(**IN_FES)
    karim = await line.enters("Karim")
    assert await granted(giver, karim, karim.fingerprint) == 1
    with line.product.made.storage.write() as unit:
        assert unit.keys.remove(giver.fingerprint, time.time())
        unit.keys.withdraw(giver.fingerprint, time.time())
    refused = await karim.post("grants/discard", {"reference": CASE, "content": "case"})
    assert (refused.status_code, refused.json()) == (409, {"error": "only-wrap"})
    assert "case" in (await karim.get(f"cases/{CASE}")).json()["wraps"]
