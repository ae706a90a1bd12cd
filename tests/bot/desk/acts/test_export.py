"""A case leaves the server from the desk, as the bundle that opens without the server."""

import tarfile
from io import BytesIO

from storage.audit.bundle import open_bundle
from storage.sealing import age
from tests.fakes.desk import encoded

CASE = "AC23CD45"


def answers(opened) -> list[str]:
    return [value for entry in opened.entries for _, value in entry.answers]


async def test_a_bundle_from_the_desk_opens_with_the_officers_key_and_names_who_took_it(line, tmp_path):
    browser = await line.enters()
    line.file()
    answer = await browser.post(f"cases/{CASE}/export", {"reason": "PV-7/2026"})
    assert answer.status_code == 200
    (tmp_path / "case.tar").write_bytes(answer.content)
    opened = open_bundle(tmp_path / "case.tar", str(browser.identity))
    assert opened.wrong == ()
    assert "قصة سرية" in answers(opened)
    assert "قصة".encode() not in answer.content
    last = opened.chain[-1]
    told = (last.event, last.actor, last.purpose)
    assert told == ("exported", line.officer("Salma").id, "bundle:PV-7/2026")
    line.sound()


async def test_an_export_without_a_reason_or_a_case_leaves_no_act(line):
    browser = await line.enters()
    line.file()
    for body in ({}, {"reason": ""}, {"reason": "a story of it"}):
        assert (await browser.post(f"cases/{CASE}/export", body)).status_code == 400
    missing = await browser.post("cases/YY99YY99/export", {"reason": "PV-7"})
    assert (missing.status_code, missing.json()) == (404, {"error": "unknown"})
    assert all(event != "exported" for event, _ in line.chain(CASE))


async def test_what_an_officer_added_stands_in_no_bundle(line):
    """A note is for colleagues: the chain names it, the bundle does not hold it."""
    browser = await line.enters()
    line.file()
    told = (await browser.get(f"cases/{CASE}")).json()
    to = [age.recipient(told["case"]["recipient"])]
    sealed = encoded(age.seal(b'{"text":"x"}', (CASE, "note:" + "0f" * 16), to))
    noted = await browser.post(f"cases/{CASE}/note", {"id": "0f" * 16, "age": sealed})
    assert noted.status_code == 200
    answer = await browser.post(f"cases/{CASE}/export", {"reason": "PV-7"})
    with tarfile.open(fileobj=BytesIO(answer.content)) as tar:
        assert {name.partition("/")[0] for name in tar.getnames()} == {
            *("case.json", "keys", "entries", "custody.jsonl", "head.json")
        }
