"""`main.py case list` and `case show`: filters, and a reference in every way that people write one."""

import json
import time
from pathlib import Path

import pytest

from bot.base import Base
from bot.commands.answer import Refused, WrongUsage
from bot.commands.casework import cases
from bot.commands.options import reference
from flows.core.effects import ChangeStatus, FileCase
from storage.audit.verify import verify
from storage.cases.views import Reporter
from tests.product.product import opened, settings

DAY = 86400.0


@pytest.fixture
def made(tmp_path: Path):
    """Three cases: reference, category, chat, urgent, days ago."""
    found = opened(settings(tmp_path))
    for case, category, chat, urgent, days in (
        ("AAAA2222", "fraud", "web:zineb", False, 9),
        ("CCCC3333", "child", "telegram:77123456", True, 2),
        ("K7M29QXA", "fraud", "whatsapp:77123457", False, 0),
    ):
        filing = FileCase(
            case, "s" * 16, category, urgent=urgent, anonymous=True, place="", answers=(("story", "x"),)
        )
        with found.storage.write() as unit:
            unit.filing.open(filing, Reporter(chat, "fr"), time.time() - days * DAY)
    with found.storage.write() as unit:
        unit.cases.change_status(ChangeStatus("AAAA2222", "closed", "", "officer1"), time.time())
    yield found
    found.database.close()


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, ["K7M29QXA", "CCCC3333", "AAAA2222"]),
        ({"status": "open"}, ["K7M29QXA", "CCCC3333"]),
        ({"status": "closed"}, ["AAAA2222"]),
        ({"category": "fraud"}, ["K7M29QXA", "AAAA2222"]),
        ({"category": "fraud", "channel": "web"}, ["AAAA2222"]),
        ({"urgent": True}, ["CCCC3333"]),
        ({"since": "7d"}, ["K7M29QXA", "CCCC3333"]),
        ({"since": "3h"}, ["K7M29QXA"]),
        ({"since": "2020-01-31", "limit": 1}, ["K7M29QXA"]),
        ({"category": "weapons"}, []),
    ],
)
def test_cases_are_found_by_what_is_known_of_them(made: Base, given: dict, found: list[str]) -> None:
    listed = cases.listed(made, **given)
    data = json.loads(json.dumps(listed.data))
    assert [case["reference"] for case in data["cases"]] == found
    assert [line.split()[0] for line in listed.lines[: len(found)]] == (found or [])
    assert "zineb" not in str(listed)
    assert "7712345" not in str(listed)


def test_a_list_says_how_many_more_there_are(made: Base) -> None:
    assert cases.listed(made, limit=1).lines[-1] == "and 2 more: --limit"
    assert cases.listed(made, category="weapons").lines == ("no such case",)
    line = cases.listed(made, urgent=True).lines[0]
    assert line.split()[3:] == ["received", "child", "telegram", "urgent", "0"]


def test_money_that_has_just_left_is_marked_while_it_may_be_held(made: Base) -> None:
    for number, hours in (("MMMM7777", 0), ("MMMM2222", 3), ("MMMM3333", 60), ("MMMM4444", 5)):
        filing = FileCase(number, "s" * 16, "fraud", False, True, "", (("money", "recent"),))
        with made.storage.write() as unit:
            unit.filing.open(filing, Reporter("web:lost", "fr"), made.clock() - hours * 3600 - 60)
    with made.storage.write() as unit:
        unit.cases.change_status(ChangeStatus("MMMM4444", "closed", "", "officer1"), made.clock())
    listed = cases.listed(made)
    lines = {line.split()[0]: line for line in listed.lines}
    told = {case["reference"]: case["money"] for case in json.loads(json.dumps(listed.data))["cases"]}
    assert lines["MMMM7777"].split()[3:] == ["received", "fraud", "web", "money-<1h", "0"]
    assert lines["MMMM2222"].split()[3:] == ["received", "fraud", "web", "money-3h", "0"]
    assert told["MMMM2222"] is not None
    assert "Argent parti, signalé il y a moins d’une heure" in cases.shown(made, "MMMM7777").lines
    assert "Argent parti, signalé il y a \u20683\u2069 h" in cases.shown(made, "MMMM2222").lines
    for number in ("MMMM3333", "MMMM4444", "K7M29QXA"):
        assert "money" not in lines[number]
        assert told[number] is None
        assert "Argent parti" not in "".join(cases.shown(made, number).lines)


@pytest.mark.parametrize("wrong", ["yesterday", "7", "7w", "-1d", "٧d", "31/01/2026"])
def test_a_time_that_cannot_be_read_is_refused(made: Base, wrong: str) -> None:
    with pytest.raises(WrongUsage):
        cases.listed(made, since=wrong)


@pytest.mark.parametrize(
    "typed",
    [
        "K7M29QXA",
        "k7m29qxa",
        "K7M2-9QXA",
        " k7m2 9qxa ",
        "K7M2–9QXA.",
        "«K7M29QXA»",
        "K٧M٢٩QXA",
        "K۷M۲۹QXA",
        "K७M२९QXA",
        "Ｋ７Ｍ２９ＱＸＡ",
        "\u2068K7M2\u200b9QXA\u2069",
        "K7M29QXA-CDEF-GHJK-MNPQ-RTVW",
    ],
)
@pytest.mark.few(4)
def test_a_reference_is_read_as_people_write_it(made: Base, typed: str) -> None:
    assert reference(typed) == "K7M29QXA"
    shown = cases.shown(made, typed)
    assert "K7M29QXA" in "\n".join(shown.lines)
    assert json.loads(json.dumps(shown.data))["status"] == "received"


def test_a_case_that_is_not_there_is_refused(made: Base) -> None:
    with pytest.raises(Refused, match="there is no case"):
        cases.shown(made, "NOTHERE2")
    with pytest.raises(Refused, match="there is no case"):
        cases.held(made, "NOTHERE2", reason="order-1")


def test_what_is_printed_holds_no_marks_of_direction(tmp_path: Path, made: Base, typed) -> None:
    for words in ("case show k7m2-9qxa", "digest", "case list", "officer add بلّغ", "officer"):
        said = typed(tmp_path, *words.split())
        assert said.status == 0
        assert not set(said.out) & set("\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufffd\u200f")
    assert "\\u2068" not in typed(tmp_path, "case", "show", "K7M29QXA", "--json").out


@pytest.mark.parametrize("sealed", [False, True])
def test_showing_what_was_filed_is_in_the_custody_log_and_showing_a_sealed_case_is_not(
    made: Base, sealed: bool
) -> None:
    with made.storage.read() as unit:
        before = len(unit.custody.of_case("K7M29QXA"))
        keys = unit.keys.local_files()
    assert keys, "the first filing made one"
    for path in keys if sealed else ():
        path.unlink()
    shown = json.loads(json.dumps(cases.shown(made, "K7M29QXA").data))
    assert ("x" in [answer for _, answer in shown["answers"]]) is not sealed
    with made.storage.read() as unit:
        added = [(link.event, link.actor, link.purpose) for link in unit.custody.of_case("K7M29QXA")[before:]]
    assert added == ([] if sealed else [("opened", "command", "show")])
    assert verify(made.storage, made.store("evidence")) == []
