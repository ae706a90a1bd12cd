"""An opened bag: what it holds, what it proves, and how a change of it shows."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest
import stix2

from bot.bags.opening import Wish, compared, kept_signature, open_bag
from bot.pdf import fonts
from storage.audit.tars import SEALED
from storage.bags.check import check
from storage.errors import Unopened
from storage.sealing.age import fresh_key
from tests.storage.bagged import ANSWERS, CASE, PHOTO, case_with_a_question, fresh_line, sealed_bag

pytestmark = pytest.mark.skipif(
    not fonts.FOLDER.is_dir(), reason="the officers' page is not built: make desk"
)


def pictures(_opened: object, folder: Path) -> Iterator[str]:
    (folder / "piece-1.preview.png").write_bytes(b"small")
    yield "preview piece-1"


def wish(key: str, language: str = "fr") -> Wish:
    return Wish(key, language, True, "BCN, ncb@example.org", pictures)


@pytest.fixture(scope="module")
def bags(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A sealed bag, the opened one, and the key."""
    folder = tmp_path_factory.mktemp("bags")
    line, database = fresh_line(folder)
    case_with_a_question(line)
    sealed = sealed_bag(line, folder / "sealed")
    database.close()
    opened = folder / "opened"
    _, told = open_bag(sealed.joinpath(*SEALED), wish(line.officer, "ar"), opened, kept_signature(sealed))
    assert told == ("preview piece-1",)
    return sealed, opened, line.officer


def told(opened: Path, name: str):
    return json.loads((opened / "data" / name).read_text("utf-8"))


def test_it_holds_originals_previews_questions_answers_and_names(bags):
    _, opened, _ = bags
    assert (opened / "data/originals/piece-1.png").read_bytes() == PHOTO
    assert (opened / "data/previews/piece-1.png").read_bytes() == b"small"
    case = told(opened, "case.json")
    assert [(each["question"], each["value"]) for each in case["entries"][0]["answers"]] == [*ANSWERS]
    (file,) = case["files"]
    assert (file["path"], file["name"]) == ("originals/piece-1.png", "كابتير.png")
    thread = told(opened, "thread.json")
    assert [(each["from"], each["kind"]) for each in thread] == [
        ("reporter", "filed"),
        ("officer", "ask"),
        ("reporter", "added"),
    ]
    assert thread[1]["note"] == "Combien sont-ils ?"
    assert "سلمى" in {each["name"] for each in told(opened, "custody.json")}


def test_its_indicators_are_stix_that_the_library_takes(bags):
    bundle = stix2.parse((bags[1] / "data/indicators.json").read_text("utf-8"))
    patterns = [one.pattern for one in bundle.objects if one.type == "indicator"]
    assert patterns == [
        "[phone-number:value = '+66812345678']",
        "[url:value = 'https://job-asia.example/apply?ref=9']",
        "[user-account:account_login = 'jimmy.jobs' AND user-account:account_type = 'facebook']",
        "[url:value = 'https://chat.whatsapp.com/GHx7Yz12AbC']",
    ]
    (report,) = (one for one in bundle.objects if one.type == "report")
    assert len(report.object_refs) == 4


@pytest.mark.parametrize("name", ["statement", "interpol-en", "interpol-fr"])
def test_its_documents_are_numbered_pages(bags, name):
    data = (bags[1] / f"data/{name}.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", data)) >= 2


def test_the_servers_signature_still_vouches_for_the_sealed_form(bags):
    sealed, opened, key = bags
    found = check(opened)
    assert (found.whole, found.signer) == (True, check(sealed).signer)
    assert "data/case.json" in found.unsigned
    assert [*compared(opened, key)] == []
    assert bagit.Bag(str(opened)).is_valid()


def test_a_key_shows_each_opened_file_that_was_changed(bags, tmp_path):
    """Behind manifests that were made anew, so that nothing but the sealed form can tell."""
    opened = Path(shutil.copytree(bags[1], tmp_path / "bag"))
    names = [f"data/{name}.json" for name in ("case", "thread", "custody", "indicators")]
    for name in (*names, "data/originals/piece-1.png"):
        path = opened / name
        before = path.read_bytes()
        path.write_bytes(before.replace(b"1", b"2", 1))
        bagit.Bag(str(opened)).save(manifests=True)
        assert check(opened).whole
        assert [*compared(opened, bags[2])] == [name]
        path.write_bytes(before)
    (opened / "data/originals/piece-9.png").write_bytes(b"put in")
    assert [*compared(opened, bags[2])] == ["data/originals/piece-9.png"]


def test_another_key_opens_nothing_and_leaves_nothing(bags, tmp_path):
    sealed = bags[0]
    with pytest.raises(Unopened):
        open_bag(sealed.joinpath(*SEALED), wish(fresh_key()[0]), tmp_path / "opened", kept_signature(sealed))
    assert [*tmp_path.iterdir()] == []


def test_it_says_nothing_of_the_case_while_sealed(bags):
    content = b"".join(path.read_bytes() for path in bags[0].rglob("*") if path.is_file())
    for word in ("Myawaddy", "66812345678", "Combien", "سلمى", "trafficking", "كابتير"):
        assert word.encode() not in content
    assert CASE.encode() in content
