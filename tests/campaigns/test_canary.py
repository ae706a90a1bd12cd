"""The canary campaign in small, and whether its search and its thief could find anything at all."""

import os
import random
import sqlite3
from pathlib import Path

import pyrage
import pytest

from bot.commands.casework.keys import first
from flows.core.events import Event, Text
from storage.cases.entries import Entry
from storage.sealing.age import fresh_key, identity, seal
from tests.campaigns.canary.canaries import Canaries, e164
from tests.campaigns.canary.canary import campaign
from tests.campaigns.canary.leaks import drawn
from tests.campaigns.canary.mouths import File, Mouth, Shown
from tests.campaigns.canary.needles import Needles, columns, encoded, forms
from tests.campaigns.canary.officers import Officer, Reading, differences
from tests.campaigns.canary.scene import Plan, as_if_later
from tests.campaigns.canary.thief import Thief, _decrypts, age_identity
from tests.campaigns.kill.prompts import Prompts
from tests.campaigns.kill.reporters import Reporter, Told
from tests.dialogue import words
from tests.product.product import NOW, running, settings

STORY = "Un homme m'a promis un colis et m'a pris 300 dirhams par virement sans rien envoyer depuis"
NOISE = os.urandom(200)


@pytest.fixture
def canaries() -> Canaries:
    return Canaries(7)


@pytest.mark.long
async def test_half_a_dozen_cases_are_told_to_nobody_but_an_officer(tmp_path: Path) -> None:
    plan = Plan(seed=12, cases=6, drafts=3, tried=2, remind_after="1h", expire_after="24h")
    assert await campaign(plan, tmp_path / "canary", as_if_later) == []


class Scripted(Mouth):
    """Shows these messages, each once, and keeps what is tapped."""

    def __init__(self, *shown: Shown) -> None:
        self.shown, self.tapped = [*shown], list[str]()

    async def says(self, text: str) -> None:
        """Nothing is answered to it here."""

    async def sends(self, file: File) -> None:
        """Nothing is answered to it here."""

    async def taps(self, button: str) -> None:
        self.tapped.append(button)

    async def sees(self, within: float = 0.0) -> Shown:
        return self.shown.pop(0)


async def test_a_reporter_answers_a_question_once_though_a_word_on_a_picture_repeats_it(
    canaries: Canaries,
) -> None:
    unread = words().text("fr", "read-missing", {"count": 1})
    mouth = Scripted(
        Shown("Par où ?", ("2:via:sms",)),
        Shown("De l'argent ?", ("2:money:no",)),
        Shown(f"{unread}\n\nDe l'argent ?", ("2:money:no",)),
        Shown("Merci", ("-:do:status", "-:do:new")),
    )
    await Reporter(mouth, canaries, Prompts.read(words()), random.Random(1)).report()
    assert mouth.tapped == ["2:via:sms", "2:money:no"]


async def test_someone_who_walks_away_tells_of_no_money_that_just_left(canaries: Canaries) -> None:
    """Such a report goes by itself, and would be a case of which nobody here knows."""
    asked = Shown("De l'argent ?", ("1:money:recent", "1:money:earlier", "1:money:no"))
    for seed in range(9):
        mouth = Scripted(asked)
        await Reporter(mouth, canaries, Prompts.read(words()), random.Random(seed), stays=1).report()
        assert mouth.tapped[-1:] == ["1:money:no"]


async def test_an_officer_whose_desk_was_closed_meanwhile_opens_it_again(canaries: Canaries) -> None:
    desk = Shown("Bureau", ("0:desk:new", "-:do:menu"))
    mouth = Scripted(
        desk,
        Shown("Ce bouton vient d'un message plus ancien", ("-:do:desk", "-:do:menu")),
        desk,
        Shown("Lequel ?", ("1:opened:AB23CD45",)),
        Shown("Que faire ?", ("1:action:status",)),
        Shown("Quel statut ?", ("1:set_status:examined",)),
        Shown("Un mot ?", ("1:do:skip",)),
    )
    officer = Officer(mouth, canaries, random.Random(1))
    await officer.enrols("a code")
    await officer.works(1)
    assert [*officer.notes] == ["AB23CD45"]
    taps = ["0:desk:new", "-:do:desk", "0:desk:new", "1:opened:AB23CD45", "1:action:status"]
    assert mouth.tapped == [*taps, "1:set_status:examined"]


async def test_an_officer_leaves_the_case_that_a_colleague_has_begun(canaries: Canaries) -> None:
    desk = Shown("Bureau", ("0:desk:new", "-:do:menu"))
    mouth = Scripted(
        desk,
        Shown("Lequel ?", ("1:opened:AB23CD45",)),
        desk,
        Shown("Lequel ?", ("1:opened:AB23CD45", "1:opened:EF67GH89")),
        Shown("Un mot ?", ("1:do:skip",)),
    )
    officer = Officer(mouth, canaries, random.Random(1), begun={"AB23CD45"})
    await officer.enrols("a code")
    await officer.works(1)
    assert [*officer.notes] == ["EF67GH89"]
    assert mouth.tapped == ["0:desk:new", "-:do:desk", "0:desk:new", "1:opened:EF67GH89"]


def test_the_receivers_of_money_are_told_though_the_program_wrote_them_together(canaries: Canaries) -> None:
    phone, handle = canaries.phone(), canaries.handle()
    story = f"Il a pris 500 dirhams, du {phone}, son compte {handle}"
    told = Told(expected=[story], reference="AB23CD45")

    def strange(value: str) -> list[str]:
        answers = (("story", story), ("money_to", value))
        entry = Entry("report", answers, NOW, (), ())
        return [*differences(told, Reading((entry,), ()), Needles(canaries))]

    assert strange(f"{e164(phone)} · {handle}") == []
    assert strange(f"{e164(phone)} · {canaries.handle()}")


def test_every_kind_of_canary_is_found_in_every_encoding(canaries: Canaries) -> None:
    needles = Needles(canaries)
    unfound = [
        (kind, encoding)
        for kind, text in drawn(canaries).items()
        for encoding, needle in forms(text)
        if not needles.data("", NOISE + b" " + needle + b" " + NOISE)
    ]
    assert unfound == []


def test_the_bytes_of_a_file_are_found_in_every_encoding(canaries: Canaries) -> None:
    needles, content = Needles(canaries), canaries.content("photo")
    assert needles.data("", content)
    assert [name for name, needle in encoded(content) if not needles.data("", needle)] == []


def test_what_is_no_canary_is_not_found(canaries: Canaries) -> None:
    needles = Needles(canaries)
    other = Canaries(8)
    longer = f"5106{canaries.marks.phone}123477"
    told = [*drawn(other).values(), other.content("document").hex(), "0612345678", longer]
    assert [hit for text in told for hit in needles.text("", text)] == []
    assert needles.data("", os.urandom(1_000_000)) == []


def test_a_value_that_a_database_keeps_over_pages_is_found(canaries: Canaries, tmp_path: Path) -> None:
    """In the columns, however the pages are cut; what is still in the write-ahead log as well."""
    database = sqlite3.connect(tmp_path / "some.db", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE kept (body)")
    for size in range(4000, 4200, 7):
        leak = "x" * size + canaries.word()
        database.execute("INSERT INTO kept VALUES (?)", (leak,))
    assert os.path.getsize(tmp_path / "some.db-wal")
    found = dict(columns(tmp_path / "some.db"))["kept.body"]
    assert len(canaries.words_in(found)) == 29
    places = {hit.place for hit in Needles(canaries).folder(tmp_path)}
    assert f"{tmp_path.name}/some.db, kept.body" in places
    database.close()


def test_a_thief_with_the_key_would_open_it() -> None:
    text, public = fresh_key()
    secret = os.urandom(32)
    age = seal(b"{}", ("R1", "1"), [identity(text).to_public()])
    assert _decrypts(age, [text])
    assert not _decrypts(age, [age_identity(secret), "not a key"])
    own = pyrage.x25519.Identity.from_str(age_identity(secret)).to_public()
    assert _decrypts(seal(b"{}", ("R1", "1"), [own]), [age_identity(secret)])
    assert str(identity(text).to_public()) == public


async def test_a_server_that_holds_the_key_is_robbed(tmp_path: Path) -> None:
    """Where the first start made a key, the thief opens the case; also from a copy of the key left about."""
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    async with running(settings(data)) as product:
        first(product.made)
        await product.app.turns.take(Event("web:a:1", "web:a", NOW, Text(STORY), language="fr"))
        await product.app.turns.take(Event("web:a:2", "web:a", NOW, Text("envoyer"), language="fr"))
        thief = Thief(product.made, tmp_path)
        assert thief.opened() == thief.references() != []
        (key,) = (data / "keys").iterdir()
        kept = key.read_bytes()
        key.unlink()
        assert thief.opened() == []
        elsewhere.mkdir()
        (elsewhere / "notes.txt").write_bytes(b"for the safe: " + kept.splitlines()[-1] + b" (Salma)")
        assert thief.opened() == thief.references()


async def test_a_thief_reads_what_the_server_can_read(tmp_path: Path) -> None:
    async with running(settings(tmp_path)) as product:
        await product.app.turns.take(Event("web:a:1", "web:a", NOW, Text(STORY), language="fr"))
        boxes = [*Thief(product.made, tmp_path).boxes()]  # all of them: one left half read keeps a connection
        assert any(STORY.encode() in box.inside for box in boxes if box.place == "conversations.body")
