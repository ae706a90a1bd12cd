"""Values: equal by what they hold, usable as keys, closed to other names, and left as they were made."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from flows.record import changed, record

ROOT = Path(__file__).parents[3]
CHANGED = "from flows.core.effects import Code\n\ncode = Code('a')\ncode.text = 'b'\n"


@record
class Pair:
    """Two things."""

    left: int
    right: str = ""


def test_values_are_equal_by_what_they_hold():
    assert Pair(1) == Pair(1, "") != Pair(2)
    assert {Pair(1): "found"}[Pair(1)] == "found"
    assert replace(Pair(1), right="b") == Pair(1, "b")


def test_a_changed_copy_leaves_the_value_as_it_was():
    pair = Pair(1)
    assert changed(pair, right="b") == Pair(1, "b")
    assert pair == Pair(1)
    with pytest.raises(KeyError):
        changed(pair, other=2)


def test_a_value_has_no_other_names():
    with pytest.raises(AttributeError):
        Pair(1).other = 2  # type: ignore[attr-defined]  # that is what is tried


@pytest.mark.long
def test_who_changes_a_value_is_told_by_the_type_checker(tmp_path):
    (tmp_path / "changing.py").write_text(CHANGED)
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--cache-dir", tmp_path / "cache", tmp_path / "changing.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert 'Property "text" defined in "Code" is read-only' in run.stdout
