"""A case of versions before 0.3 gets a key of its own: whole, once, from an officer for whom it opens."""

import base64
import time
from dataclasses import replace

import pyrage
from sqlalchemy import delete, update

from storage.sealing.age import fingerprint, fresh_key, recipient
from storage.sealing.bare_wraps import unwrap, wrap
from storage.tables.cases import StoredCase
from storage.tables.custody import StoredWrap
from tests.fakes.desk import encoded

REF = "AC23CD45"
HEADER = b"age-encryption.org/v1\n-> X25519 %s\n%s\n--- %s\n" % ((b"A" * 43,) * 3)


def older(line) -> list[str]:
    """A case with an entry that is sealed to each officer's key; the contents that are."""
    line.file(REF)
    with line.product.made.storage.write() as unit:
        unit.transaction.execute(delete(StoredWrap))
        unit.transaction.execute(update(StoredCase).values(recipient="", recipient_seal=""))
    line.adds(REF)
    with line.product.made.storage.read() as unit:
        return unit.desk.headers.older_entries(REF)


def brought(contents: list[str], *to: str, private=None) -> dict[str, object]:
    own = private or pyrage.x25519.Identity.generate()
    wraps = {fingerprint(each): encoded(wrap(str(own), recipient(each))) for each in to}
    headers = {each: encoded(HEADER) for each in contents}
    return {"recipient": str(own.to_public()), "headers": headers, "wraps": wraps}


async def test_it_is_brought_over_once_and_whole(line):
    salma, omar = await line.enters("Salma"), await line.enters("Omar")
    contents = older(line)
    body = brought(contents, salma.recipient, omar.recipient)
    told = (await salma.post(f"cases/{REF}/own-key", body)).json()
    assert told["case"]["recipient"] == body["recipient"]
    assert "case" in told["wraps"]
    assert base64.b64decode(told["headers"]).count(b"entry:") == len(contents)
    again = await omar.post(f"cases/{REF}/own-key", brought(contents, omar.recipient))
    assert (again.status_code, again.json()["error"]) == (409, "brought")
    assert "case" in (await omar.get(f"cases/{REF}")).json()["wraps"]
    line.adds(REF)
    with line.product.made.storage.write() as unit:
        assert len(unit.desk.headers.older_entries(REF)) == len(contents)
    events = [event for event, _ in line.chain(REF)]
    assert (events.count("brought-over"), events.count("granted")) == (2, 2)


async def test_what_does_not_fit_changes_nothing(line):
    salma = await line.enters("Salma")
    contents, stranger = older(line), pyrage.x25519.Identity.generate()
    wrong = {
        "a content less": brought(contents[1:], salma.recipient),
        "another content": brought([*contents, "evidence:abcd1234"], salma.recipient),
        "no own wrap": brought(contents),
        "a stranger's key": brought(contents, salma.recipient, str(stranger.to_public())),
        "somebody's key": brought(contents, salma.recipient, private=salma.identity),
        "no header": brought(contents, salma.recipient) | {"headers": dict.fromkeys(contents, "AAAA")},
    }
    for name, body in wrong.items():
        assert (await salma.post(f"cases/{REF}/own-key", body)).status_code in (400, 404, 409), name
    assert (await salma.get(f"cases/{REF}")).json()["case"]["recipient"] == ""
    assert "brought-over" not in [event for event, _ in line.chain(REF)]


async def test_the_recovery_key_is_shown_and_gets_the_case_too(line):
    salma, (_, recovery) = await line.enters("Salma"), fresh_key()
    with line.product.made.storage.write() as unit:
        unit.keys.add("recovery", recovery, time.time())
    assert (await salma.get("team")).json()["recovery"] == [{"recipient": recovery, "wraps": 0, "owner": ""}]
    body = brought(older(line), salma.recipient, recovery)
    assert (await salma.post(f"cases/{REF}/own-key", body)).status_code == 200
    assert (await salma.get("team")).json()["recovery"] == [{"recipient": recovery, "wraps": 1, "owner": ""}]


async def test_another_investigators_case_is_not_brought_over(line):
    omar = await line.enters("Omar", "investigator")
    answer = await omar.post(f"cases/{REF}/own-key", brought(older(line), omar.recipient))
    assert answer.status_code == 403


async def test_what_an_own_old_key_file_has_is_brought_to_the_key_of_the_desk(line):
    old, theirs = (pyrage.x25519.Identity.generate() for _ in range(2))
    with line.product.made.storage.write() as unit:
        unit.keys.add("Salma", str(old.to_public()), time.time())
        unit.keys.add("Omar", str(theirs.to_public()), time.time())
    line.file(REF)
    salma = await line.enters("Salma")
    to, of = salma.fingerprint, fingerprint(str(old.to_public()))
    other = await salma.get("grants", params={"to": to, "of": fingerprint(str(theirs.to_public()))})
    assert other.status_code == 404
    (content,) = (await salma.get("grants", params={"to": to, "of": of})).json()["contents"]
    private = unwrap(base64.b64decode(content["wrap"]), str(old))
    mine = {"number": content["number"], "age": encoded(wrap(private, recipient(salma.recipient)))}
    asked = await salma.post("grants/challenge", {"of": of})
    answer = replace(salma, identity=old).answers(asked)
    granted = await salma.post("grants", {"to": to, "wraps": [mine], "of": of, "answer": answer})
    assert granted.json() == {"granted": 1}
    assert "case" in (await salma.get(f"cases/{REF}")).json()["wraps"]
    line.sound()


async def test_nobody_who_could_open_it_loses_it(line):
    """An investigator alone must not have what reporters add from then on."""
    old, recovery = (str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2))
    with line.product.made.storage.write() as unit:
        unit.keys.add("recovery", recovery, time.time())
        unit.keys.add("Nadia", old, time.time())
    salma, omar = await line.enters("Salma"), await line.enters("Omar", "investigator")
    rim = await line.enters("Rim", "investigator")
    contents = older(line)
    late = await line.enters("Late", "investigator")
    with line.product.made.storage.write() as unit:
        unit.cases.work.assign(REF, line.officer("Omar").id, line.officer("Salma").id, time.time())
    team = (await omar.get("team")).json()["recovery"]
    assert [one["owner"] for one in team] == ["", "Nadia"]
    whole = {recovery: "recovery", old: "Nadia", salma.recipient: "Salma", rim.recipient: "Rim"}
    for left, owner in whole.items():
        answer = await omar.post(
            f"cases/{REF}/own-key", brought(contents, omar.recipient, *(whole.keys() - {left}))
        )
        told = answer.json()
        assert (answer.status_code, told["error"], told["officer"]) == (409, "lacking", owner)
    assert "brought-over" not in [event for event, _ in line.chain(REF)]
    assert (
        await omar.post(f"cases/{REF}/own-key", brought(contents, omar.recipient, *whole))
    ).status_code == 200
    assert (await late.get(f"cases/{REF}")).json()["readable"] is False
    line.sound()


async def test_an_officer_who_has_a_key_at_the_desk_needs_no_wrap_for_the_old_file(line):
    old = str(pyrage.x25519.Identity.generate().to_public())
    with line.product.made.storage.write() as unit:
        unit.keys.add("Salma", old, time.time())
    salma = await line.enters("Salma")
    body = brought(older(line), salma.recipient)
    assert (await salma.get("team")).json()["recovery"] == []
    assert (await salma.post(f"cases/{REF}/own-key", body)).status_code == 200
