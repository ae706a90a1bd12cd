"""Evidence that earlier versions laid one folder deeper: a start finds it, and erasing reaches it."""

import time
from pathlib import Path

from bot.base import bring_up
from storage.audit.verify import verify
from storage.custody.links import Act
from storage.shredding import shred
from tests.product.product import opened, settings
from tests.storage.sealed import Line


def test_a_start_brings_evidence_to_its_place(tmp_path: Path) -> None:
    made = opened(settings(tmp_path))
    line = Line.opened(made.storage, tmp_path)
    line.receive("piece-one", b"%PDF-1.4 " * 500)
    line.file("AB23CD45", "piece-one")
    files = made.store("evidence")
    deeper = tmp_path / "evidence" / "pi" / "ec" / "piece-one"
    deeper.parent.mkdir()
    files.path("piece-one").rename(deeper)
    assert [each.what for each in verify(made.storage, files)] == ["file-missing"]

    bring_up(made)
    assert not deeper.parent.exists()
    assert verify(made.storage, files) == []
    assert b"".join(files.read("piece-one", line.officer)) == b"%PDF-1.4 " * 500
    with made.storage.write() as unit:
        assert unit.retention.erase("AB23CD45", Act("erasure", "reporter", "forget"), time.time())
    shred(made.storage, files)
    assert [path for path in (tmp_path / "evidence").rglob("*") if path.is_file()] == []
    made.database.close()
