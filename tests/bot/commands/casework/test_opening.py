"""An officer opens a hostile case on their own machine: with the program itself, as it is typed."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.commands.harmless import FORMULA
from storage.audit.export import Order, export
from storage.custody.signer import Signer
from storage.sealing.vault import Vault
from storage.unit import Storage
from tests.bot.commands.test_harmless import HOSTILE
from tests.bot.commands.typed import Said, Typed
from tests.bot.previews import hostile
from tests.databases import prepared
from tests.storage.sealed import NOW, Line

FILES = {
    "photo-1": (hostile.jpeg(), "\x1b[2Jplage.jpg"),
    "bombe-2": (hostile.gif_canvas(), "x.gif"),
    "zip-3333": (hostile.gif_and_zip(), "\u202efig.gif"),
    "svg-4444": (hostile.SVG, "dessin.svg"),
    "voix-5": (b"OggS" + bytes(60), ""),
    "code-66": (hostile.saved(hostile.qr("http://evil.top/a\nsigned by me\x1b[2J"), "PNG"), "code.png"),
}


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    database = prepared(tmp_path / "server")
    yield Storage(database, Vault(bytes(32)))
    database.close()


@pytest.fixture
def case(storage, tmp_path):
    """A bundle of everything hostile, and the key that opens it."""
    line = Line.opened(storage, tmp_path / "server")
    for piece, (data, name) in FILES.items():
        line.receive(piece, data, name, "photo" if piece == "photo-1" else "document")
    answers = tuple(("story", text.replace("\ud800", "")) for text in HOSTILE.values())
    line.file("R1", *FILES, answers=(*answers, ("link", "poste-ma.top/p.php")))
    export(storage, line.files, Order("R1", tmp_path / "R1.tar", "officer1", NOW))
    (tmp_path / "officer.key").write_text(line.officer)
    return tmp_path


@pytest.fixture
def opens(case: Path, typed: Typed) -> Callable[..., Said]:
    """`case open` in that folder."""
    signer = Vault(bytes(32))
    (case / "officer.key.signer").write_text(f"{Signer(signer).fingerprint}\n")
    return lambda *more: typed(case, "case", "open", "R1.tar", "--key", "officer.key", *more)


def test_the_screen_shows_everything_and_nothing_steers_it(opens):
    run = opens()
    assert (run.status, run.errors) == (0, "")
    shown = run.out
    assert all(letter == "\n" or letter.isprintable() for letter in shown)
    lines = shown.splitlines()
    assert [line for line in lines if line.startswith("DOES NOT FIT")] == []
    assert len([line for line in lines if line.startswith("signed by")]) == 1
    assert "link: poste-ma[.]top/p[.]php" in shown
    assert "://evil.top" not in shown
    assert "<script>alert(1)</script>" in shown


def test_beside_each_picture_stands_a_small_one_and_failures_are_marked(case, opens):
    run = opens("--to", "out")
    told = dict(line.split("  ", 1) for line in run.out.splitlines() if line.startswith("preview "))
    assert told.keys() == {f"preview {piece}" for piece in FILES}
    assert told["preview photo-1"].startswith("640 x 480  device Acme\ufffd[31m =Phone  place 33.57")
    assert told["preview bombe-2"].startswith("FAILED (too-large)")
    assert told["preview zip-3333"].startswith("FAILED (more-than-a-picture)")
    assert told["preview svg-4444"].startswith("FAILED (wrong-type)")
    assert told["preview code-66"] == "222 x 222  code hxxp://evil[.]top/a"
    assert "\n    signed by me[2J\n" in run.out
    assert told["preview voix-5"] == "none for this kind of file"
    for piece, (data, _) in FILES.items():
        assert (case / "out" / piece).read_bytes() == data
    there = {path.name for path in (case / "out").iterdir()}
    assert there == {*FILES, "photo-1.preview.png", "code-66.preview.png"}


def test_a_sheet_calculates_nothing(case, opens):
    run = opens("--csv", "case.csv")
    assert run.status == 0
    with (case / "case.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *table = csv.reader(file)
    assert head == ["reference", "time", "entry", "question", "answer", "sent"]
    assert len(table) == len(HOSTILE) + 1
    assert all(cell[:1] not in FORMULA or not cell for row in table for cell in row)
    assert table[-1][-2:] == ["poste-ma[.]top/p[.]php", ""]


def test_nothing_that_is_there_is_overwritten(case, opens):
    (case / "case.csv").write_text("mine")
    assert opens("--csv", "case.csv").status == 1
    assert (case / "case.csv").read_text() == "mine"
    assert opens("--csv", "case.csv", "--force").status == 0
    assert (case / "case.csv").read_text() != "mine"
