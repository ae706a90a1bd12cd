"""The officer's own digest at the desk: what there is to choose, what is kept, what is refused."""

import time

from sqlmodel import select

from storage.delivery.messages import BROADCAST
from storage.digests.choices import DigestChoice
from storage.tables.messages import Outbox

CHOSEN = {
    "every": "weekly",
    "categories": ["child"],
    "places": ["fes", "abroad"],
    "urgent": True,
    "own": False,
    "email": " salma@example.org ",
    "language": "fr",
    "zone": "Europe/Paris",
}


async def test_an_officer_chooses_a_digest_and_leaves_none_behind(line):
    salma = await line.enters("Salma", "administrator")
    before = (await salma.get("digest")).json()
    assert (before["every"], before["email"], before["chat"], before["mails"]) == ("daily", "", False, False)
    assert {"fraud", "fes", "ary", "off"} <= {one for each in before["among"].values() for one in each}
    after = (await salma.post("digest", CHOSEN)).json()
    assert {name: after[name] for name in CHOSEN} == CHOSEN | {"email": "salma@example.org"}
    with line.product.made.storage.read() as unit:
        kept = unit.digests.of(line.officer("Salma").id)
    assert (kept.places, kept.email, kept.changed > 0) == (("fes", "abroad"), "salma@example.org", True)

    for wrong, code in (
        ({"email": "salma"}, "digest-email"),
        ({"email": "salma..b@example.org"}, "digest-email"),
        ({"email": "salma@example..org"}, "digest-email"),
        ({"zone": "Mars/Olympus"}, "digest-zone"),
        ({"places": ["mars"]}, "digest-places"),
        ({"every": "hourly"}, "request"),
    ):
        answer = await salma.post("digest", CHOSEN | wrong)
        assert (answer.status_code, answer.json()["error"]) == (400, code)

    imane = await line.enters("Imane")
    officer = line.officer("Salma").id
    with line.product.made.storage.write() as unit:
        unit.outbox.post("mail:salma@example.org", "mail", b"letter", time.time(), priority=BROADCAST)
    assert (await imane.post("team/remove", {"officer": officer})).status_code == 200
    with line.product.made.storage.read() as unit:
        assert unit.digests.all() == {}
        assert unit.transaction.rows(select(Outbox.kind).where(Outbox.kind == "mail")) == []
        assert unit.digests.of(officer) == DigestChoice()
    line.sound()
