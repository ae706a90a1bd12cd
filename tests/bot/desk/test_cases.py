"""Cases at the desk: lists, one case that only the officer's key opens, and every change of it."""

import base64
import hashlib
import time
from itertools import islice, product

import pyrage
import pytest
from sqlalchemy import insert

from flows.core.effects import Fetch
from flows.core.events import Event, Media, Text
from flows.core.receipts import ALPHABET
from storage.sealing import age, bare_wraps
from storage.tables.desk import StoredCaseWork
from tests.fakes.desk import encoded


def opened(browser, told):
    """The entries of a case, opened as the page opens them: first the wrap, then the content."""
    private = bare_wraps.unwrap(base64.b64decode(told["wraps"]["case"]), str(browser.identity))
    reference = told["case"]["reference"]
    return [
        age.unseal(base64.b64decode(entry["age"]), (reference, entry["id"]), private)
        for entry in told["entries"]
    ]


async def test_a_case_is_listed_without_its_contents_and_opens_with_the_officers_key(line):
    browser = await line.enters()
    line.file()
    listed = (await browser.get("cases")).json()
    (row,) = listed["cases"]
    assert (row["reference"], row["category"], row["unread"], row["assigned"]) == (
        "AC23CD45",
        "fraud",
        True,
        None,
    )
    assert (listed["count"], listed["pages"], listed["counts"]["new"]) == (1, 1, 1)
    answer = await browser.get("cases/AC23CD45")
    told = answer.json()
    assert "قصة" not in answer.text
    assert [entry["kind"] for entry in told["entries"]] == ["filed"]
    assert "قصة سرية" in opened(browser, told)[0].decode()
    assert told["case"]["recipient"].startswith("age1")
    assert told["statuses"] == ["examined", "referred", "insufficient", "no_offence", "duplicate"]
    last = told["log"][-1]
    assert (last["event"], last["name"], last["purpose"]) == ("opened", "Salma", "desk")
    assert (told["head"]["count"], told["head"]["hash"]) == (last["seq"], last["hash"])
    line.sound()


async def test_a_reference_is_understood_in_any_spelling(line):
    browser = await line.enters()
    line.file()
    assert (await browser.get("cases/ac23-cd45")).json()["case"]["reference"] == "AC23CD45"
    missing = await browser.get("cases/YY99YY99")
    assert (missing.status_code, missing.json()) == (404, {"error": "unknown"})
    assert (await browser.get("cases/nonsense")).status_code == 404


async def test_opening_again_at_once_is_one_act_and_after_an_addition_another(line):
    browser = await line.enters()
    line.file()
    for _ in range(3):
        await browser.get("cases/AC23CD45")
    line.adds("AC23CD45")
    await browser.get("cases/AC23CD45")
    assert [event for event, _ in line.chain("AC23CD45")].count("opened") == 2


async def test_a_case_that_was_read_is_no_longer_unread_until_it_changes(line):
    browser = await line.enters()
    line.file()
    await browser.get("cases/AC23CD45")
    assert not (await browser.get("cases")).json()["cases"][0]["unread"]
    line.adds("AC23CD45")
    assert (await browser.get("cases")).json()["cases"][0]["unread"]


async def test_a_case_is_taken_once(line):
    first, second = await line.enters("Salma"), await line.enters("Omar")
    line.file()
    taken = (await first.post("cases/AC23CD45/take")).json()
    assert taken["case"]["assigned"] == {"id": line.officer("Salma").id, "name": "Salma"}
    late = await second.post("cases/AC23CD45/take")
    assert (late.status_code, late.json()) == (409, {"error": "taken", "officer": "Salma"})
    assert (await first.post("cases/AC23CD45/take")).status_code == 200
    assert [event for event, _ in line.chain("AC23CD45")].count("assigned") == 1
    assert (await first.get("cases?queue=mine")).json()["count"] == 1
    assert (await second.get("cases?queue=mine")).json()["count"] == 0
    assert (await second.get("cases?queue=unassigned")).json()["count"] == 0
    line.sound()


async def test_a_question_reaches_the_reporter_and_the_answer_comes_back(line):
    browser = await line.enters()
    line.file()
    version = (await browser.get("cases/AC23CD45")).json()["version"]
    asked = await browser.post("cases/AC23CD45/ask", {"version": version, "question": "Quel numéro ?"})
    told = asked.json()
    assert told["case"]["awaiting"]
    assert [(item["officer"], item["note"]) for item in told["thread"]] == [("Salma", "Quel numéro ?")]
    with line.product.made.storage.read() as unit:
        (posted,) = unit.outbox.pending("web:somebody", 0)
        assert b"Quel num" in posted.body
        assert b"AC23CD45" in posted.body
    assert (await browser.get("cases?queue=awaiting")).json()["counts"]["awaiting"] == 1
    line.adds("AC23CD45", "0612345678")
    told = (await browser.get("cases?queue=answered")).json()
    assert (told["count"], told["cases"][0]["answered"], told["counts"]["awaiting"]) == (1, True, 0)
    line.sound()


async def test_the_second_of_two_officers_sees_what_changed(line):
    first, second = await line.enters("Salma"), await line.enters("Omar")
    line.file()
    version = (await first.get("cases/AC23CD45")).json()["version"]
    await second.get("cases/AC23CD45")
    done = await second.post("cases/AC23CD45/status", {"version": version, "status": "examined"})
    assert done.json()["case"]["status"] == "examined"
    late = await first.post("cases/AC23CD45/status", {"version": version, "status": "referred"})
    assert late.status_code == 409
    (change,) = late.json()["changes"]
    assert (late.json()["error"], change["officer"], change["status"]) == ("changed", "Omar", "examined")
    again = await first.post(
        "cases/AC23CD45/status", {"version": done.json()["version"], "status": "referred", "note": "BO 7"}
    )
    assert again.json()["case"]["status"] == "referred"
    line.sound()


@pytest.mark.parametrize("status", ["received", "withdrawn", "investigated", "nonsense", ""])
@pytest.mark.few(2)
async def test_a_status_that_does_not_follow_is_refused(line, status):
    browser = await line.enters()
    line.file()
    refused = await browser.post("cases/AC23CD45/status", {"status": status})
    assert (refused.status_code, refused.json()) == (400, {"error": "status"})


async def test_a_note_is_sealed_in_the_browser_and_opens_for_a_colleague(line):
    first, second = await line.enters("Salma"), await line.enters("Omar")
    line.file()
    told = (await first.get("cases/AC23CD45")).json()
    name = "0f" * 16
    sealed = age.seal(
        b'{"text":"verifier"}', ("AC23CD45", f"note:{name}"), [age.recipient(told["case"]["recipient"])]
    )
    noted = await first.post("cases/AC23CD45/note", {"id": name, "age": encoded(sealed)})
    assert noted.status_code == 200
    (note,) = (await second.get("cases/AC23CD45")).json()["notes"]
    private = bare_wraps.unwrap(
        base64.b64decode((await second.get("cases/AC23CD45")).json()["wraps"]["case"]), str(second.identity)
    )
    assert (note["id"], note["officer"]) == (name, line.officer("Salma").id)
    assert b"verifier" in age.unseal(base64.b64decode(note["age"]), ("AC23CD45", f"note:{name}"), private)
    again = await first.post("cases/AC23CD45/note", {"id": name, "age": encoded(sealed)})
    assert again.status_code == 409
    plain = await first.post("cases/AC23CD45/note", {"id": "1f" * 16, "age": encoded(b"as it is")})
    assert (plain.status_code, plain.json()) == (400, {"error": "request"})
    line.sound()


async def test_a_hold_needs_a_reason_and_is_set_and_lifted_once(line):
    browser = await line.enters()
    line.file()
    assert (await browser.post("cases/AC23CD45/hold", {"reason": ""})).json() == {"error": "request"}
    assert (await browser.post("cases/AC23CD45/hold", {"reason": "a story of it"})).status_code == 400
    assert (await browser.post("cases/AC23CD45/hold", {"reason": "PV-7/2026"})).json()["case"]["hold"]
    assert (await browser.post("cases/AC23CD45/hold", {"reason": "PV-8"})).json() == {"error": "held"}
    assert not (await browser.post("cases/AC23CD45/release", {"reason": "PV-9"})).json()["case"]["hold"]
    assert ("hold", "on:PV-7/2026") in line.chain("AC23CD45")
    line.sound()


async def test_a_case_that_is_put_off_is_back_when_it_changes(line):
    browser = await line.enters()
    line.file()
    until = time.time() + 3600
    told = (await browser.post("cases/AC23CD45/snooze", {"until": until})).json()
    assert told["case"]["snoozed"] == until
    assert (await browser.get("cases?queue=new")).json()["count"] == 0
    assert (await browser.get("cases?queue=snoozed")).json()["count"] == 1
    assert (await browser.get("cases")).json()["count"] == 1
    line.adds("AC23CD45")
    assert (await browser.get("cases?queue=new")).json()["cases"][0]["snoozed"] == 0
    for wrong in (time.time() - 1, time.time() + 1e9):
        assert (await browser.post("cases/AC23CD45/snooze", {"until": wrong})).json() == {"error": "request"}


async def test_who_looks_at_a_case_is_shown_to_the_others(line):
    first, second = await line.enters("Salma"), await line.enters("Omar")
    line.file()
    await first.get("cases/AC23CD45")
    assert (await second.get("cases")).json()["cases"][0]["watching"] == ["Salma"]
    assert (await first.get("cases")).json()["cases"][0]["watching"] == []


async def test_lists_are_filtered_sorted_and_paged(line):
    browser = await line.enters()
    for first, last in islice(product("AC", ALPHABET), 53):
        line.file(f"{first}C23CDA{last}")
    line.file("YY23CD45", urgent=True, category="threat", place="rabat")
    listed = (await browser.get("cases")).json()
    assert (listed["count"], listed["pages"], len(listed["cases"])) == (54, 2, 50)
    assert listed["cases"][0]["reference"] == "YY23CD45"
    assert len((await browser.get("cases?page=1")).json()["cases"]) == 4
    for query in ("category=threat", "place=rabat", "queue=urgent", "q=1&category=threat&channel=web"):
        assert (await browser.get(f"cases?{query}")).json()["count"] == 1
    assert (await browser.get("cases?channel=telegram")).json()["count"] == 0
    assert (await browser.get(f"cases?from={int(time.time()) + 60}")).json()["count"] == 0
    assert (await browser.get(f"cases?to={int(time.time()) + 60}&language=fr&status=received")).json()[
        "count"
    ] == 54
    newest = (await browser.get("cases?sort=newest")).json()["cases"]
    oldest = (await browser.get("cases?sort=oldest")).json()["cases"]
    assert newest[0]["reference"] == "YY23CD45"
    assert oldest[0]["created"] < newest[0]["created"]
    for wrong in ("queue=all", "sort=best", "page=-1", "page=x", "from=yesterday"):
        assert (await browser.get(f"cases?{wrong}")).status_code == 400, wrong


async def test_many_cases_are_changed_each_by_itself(line):
    browser = await line.enters()
    for reference in ("AC23CD45", "AC23CD46", "AC23CD47"):
        line.file(reference)
    await browser.post("cases/AC23CD47/status", {"status": "insufficient"})
    done = await browser.post(
        "bulk",
        {
            "references": ["AC23CD45", "ac23 cd46", "AC23CD47", "YY99YY99"],
            "steps": [{"action": "status", "status": "insufficient"}],
        },
    )
    assert done.json() == {
        "done": ["AC23CD45", "AC23CD46"],
        "same": [],
        "refused": [
            {"reference": "AC23CD47", "error": "status"},
            {"reference": "YY99YY99", "error": "unknown"},
        ],
        "closed": [],
    }
    line.sound()


async def test_a_preview_is_what_the_reporter_reads(line):
    browser = await line.enters()
    asked = {"language": "fr", "kind": "ask", "text": "Quel numéro ?"}
    assert "Quel numéro ?" in (await browser.post("preview", asked)).json()["text"]
    status = {"language": "ar", "kind": "status", "status": "examined", "text": ""}
    assert (await browser.post("preview", status)).json()["text"]
    for wrong in ({"language": "xx"}, {"status": "nonsense"}):
        assert (await browser.post("preview", status | wrong)).status_code == 400


async def test_a_search_finds_cases_by_reference_pseudonym_and_what_they_name(line):
    browser = await line.enters()
    line.file("AC23CD45", traces=(("phone", "+212612345678"),))
    line.file("AC23CD46")
    found = (await browser.post("search", {"text": "ac 23 cd 45"})).json()["cases"]
    assert [row["reference"] for row in found] == ["AC23CD45"]
    pseudonym = (await browser.get("cases/AC23CD46")).json()["case"]["pseudonym"]
    found = (await browser.post("search", {"text": pseudonym.lower()})).json()["cases"]
    assert [row["reference"] for row in found] == ["AC23CD46"]
    found = (await browser.post("search", {"text": "06 12 34 56 78"})).json()["cases"]
    assert [row["reference"] for row in found] == ["AC23CD45"]
    assert (await browser.post("search", {"text": "0699999999"})).json()["cases"] == []


async def test_a_sealed_file_comes_as_octets_that_only_its_key_opens(line):
    browser = await line.enters()
    store, storage = line.product.made.store("evidence"), line.product.made.storage
    incoming = store.open_write("abcd-1")
    incoming.write(b"a picture")
    kept = incoming.finish()
    with storage.write() as unit:
        event = Event("event 1", "web:somebody", time.time(), Text(""), message="m7")
        unit.evidence.expect(Fetch("abcd-1", Media("photo", "file-7", name="x.png", size=9), None), event)
        unit.evidence.stored("abcd-1", kept, time.time())
    line.file(evidence=("abcd-1",))
    told = (await browser.get("cases/AC23CD45")).json()
    (piece,) = told["evidence"]
    answer = await browser.get(f"evidence/{piece['id']}")
    assert hashlib.sha256(answer.content).hexdigest() == piece["sha256"]
    private = bare_wraps.unwrap(base64.b64decode(told["wraps"]["abcd-1"]), str(browser.identity))
    inside = pyrage.decrypt(answer.content, [pyrage.x25519.Identity.from_str(private.strip())])
    assert inside.startswith(b"a picture")
    assert ("opened", "evidence:abcd-1") in line.chain("AC23CD45")
    assert (await browser.get("evidence/zzzz-9")).status_code == 404


async def test_an_assignment_that_was_written_into_the_database_opens_nothing(line):
    await line.enters("Salma")
    browser = await line.enters("Omar", "investigator")
    line.file()
    omar = line.officer("Omar").id
    with line.product.made.storage.write() as unit:
        row = {"case_id": unit.cases.by_reference("AC23CD45").id, "assigned": omar}
        nothing = dict.fromkeys(("asked", "answered", "reminders", "reminded", "looked", "handed"), 0)
        unit.transaction.execute(insert(StoredCaseWork).values(row | nothing | {"service": ""}))
    told = (await browser.get("cases/AC23CD45")).json()
    assert (told["readable"], told["wraps"], told["entries"]) == (False, {}, [])
    refused = await browser.post("cases/AC23CD45/assign", {"officer": ""})
    assert (refused.status_code, refused.json()) == (403, {"error": "not-own"})
