"""A name is read by the officer who asked for it once another one has agreed, and for a while."""

import base64
import time

import pytest

from bot.desk.contents import unmasking
from storage.audit import tars
from storage.audit.bundle import Bundle, open_bundle
from storage.custody.links import Act, naming
from storage.sealing import age, bare_wraps

REF = "AC23CD45"
NAME = "Amina Naciri"
TOLD = (("story", "On m'a pris 300 dirhams"), ("name", NAME), ("contact", "0611223344"))


async def step(browser, name: str, reason: str = "", reference: str = REF) -> tuple[int, str]:
    answer = await browser.post(f"cases/{reference}/unmask", {"step": name, "reason": reason})
    return answer.status_code, answer.json().get("error") or answer.json()["state"]


async def name_of(browser) -> tuple[int, str]:
    """What the officer's browser reads of the reporter, opened with the case's own key."""
    answer = await browser.post(f"cases/{REF}/identity")
    if answer.status_code != 200:
        return answer.status_code, answer.json()["error"]
    told = (await browser.get(f"cases/{REF}")).json()
    private = bare_wraps.unwrap(base64.b64decode(told["wraps"]["case"]), str(browser.identity))
    (entry,) = answer.json()["entries"]
    return 200, age.unseal(base64.b64decode(entry["age"]), (REF, entry["id"]), private).decode()


def named(line) -> None:
    line.file(REF, answers=TOLD, anonymous=False)


async def test_a_name_needs_two_and_every_step_is_in_the_log(line):
    salma, omar = await line.enters("Salma"), await line.enters("Omar")
    named(line)
    told = (await salma.get(f"cases/{REF}")).json()
    assert (told["identity"]["given"], len(told["entries"])) == (True, 1)
    assert await name_of(salma) == (403, "masked")
    assert await step(salma, "ask") == (400, "request")
    assert await step(salma, "agree") == (409, "not-asked")
    assert await step(salma, "ask", "PV-7") == (200, "asked")
    assert await step(omar, "ask", "PV-8") == (409, "asked")
    assert await step(salma, "agree") == (403, "second")
    assert await name_of(salma) == (403, "masked")
    waiting = [(await each.get("unmasking")).json()["cases"] for each in (salma, omar)]
    assert [[one["reference"] for one in each] for each in waiting] == [[], [REF]]
    assert await step(omar, "agree") == (200, "agreed")
    status, said = await name_of(salma)
    assert (status, NAME in said, "0611223344" in said, "dirhams" in said) == (200, True, True, False)
    assert await name_of(omar) == (403, "masked")
    acts = [link for link in line.chain(REF) if link[0].startswith("unmask")]
    asked = (await salma.get(f"cases/{REF}")).json()["log"]
    seq = next(str(link["seq"]) for link in asked if link["event"] == "unmask-asked")
    assert acts == [("unmask-asked", "PV-7"), ("unmask-agreed", seq), ("unmasked", "desk")]
    line.sound()


@pytest.mark.long
async def test_refused_or_taken_back_it_stays_masked_and_may_be_asked_again(line):
    salma, omar = await line.enters("Salma"), await line.enters("Omar")
    named(line)
    for by in (salma, omar):
        assert await step(salma, "ask", "PV-7") == (200, "asked")
        assert await step(by, "refuse") == (200, "")
        assert await step(omar, "agree") == (409, "not-asked")
        assert await name_of(salma) == (403, "masked")
    assert await step(omar, "ask", "PV-9") == (200, "asked")


async def test_the_asking_and_the_agreeing_end(line):
    salma, omar = await line.enters("Salma"), await line.enters("Omar")
    named(line)
    ids = {name: line.officer(name).id for name in ("Salma", "Omar")}
    now = time.time()
    for asked, agreed, expected in (
        (unmasking.WAITING + 60, None, (409, "not-asked")),
        (unmasking.SHOWN + 120, unmasking.SHOWN + 60, (403, "masked")),
    ):
        with line.product.made.storage.write() as unit:
            unit.custody.add(REF, now - asked, Act("unmask-asked", ids["Salma"], "PV-7"))
            if agreed:
                seq = unit.custody.of_case(REF)[-1].seq
                unit.custody.add(REF, now - agreed, Act("unmask-agreed", ids["Omar"], str(seq)))
        assert (await name_of(salma) if agreed else await step(omar, "agree")) == expected


async def test_an_export_at_the_desk_leaves_a_masked_name_out_and_the_bundle_says_so(line, tmp_path):
    salma, omar = await line.enters("Salma"), await line.enters("Omar")
    named(line)
    for agreed in (False, True):
        if agreed:
            await step(salma, "ask", "PV-7")
            await step(omar, "agree")
        path = tmp_path / f"{agreed}.tar"
        path.write_bytes((await salma.post(f"cases/{REF}/export", {"reason": "PV-3"})).content)
        found = open_bundle(path, str(salma.identity))
        assert (found.wrong, found.withheld) == ((), not agreed)
        told = {question for entry in found.entries for question, _ in entry.answers}
        assert ("name" in told) == agreed


async def test_an_entry_of_the_story_that_is_left_out_is_still_missed(line, tmp_path):
    salma = await line.enters("Salma")
    named(line)
    path = tmp_path / "case.tar"
    path.write_bytes((await salma.post(f"cases/{REF}/export", {"reason": "PV-3"})).content)
    with tars.opened(path) as tar:
        read = Bundle.read(tar)
        (story,) = (entry for entry, *_ in read.about.entries)
        assert f"entry:{story}" not in naming(read.chain)
