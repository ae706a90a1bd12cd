"""`main.py campaign`: what officers see and do from the shell; each act names who did it."""

from dataclasses import replace
from pathlib import Path

import pytest

from flows.core.effects import FileCase
from storage.cases.views import Reporter
from tests.bot.commands.typed import Typed
from tests.product.product import NOW, opened, settings
from tests.storage.sealed import FILED

PHONE, OTHER = ("phone", "+212612345678"), ("phone", "+212699999999")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two campaigns of two cases, the first with one more that names no chat; and a case alone."""
    made = opened(settings(tmp_path))
    given = [("A", PHONE, 2), ("B", OTHER, 2), ("AX", PHONE, 1), ("C", ("phone", "+212600000001"), 1)]
    for name, pair, count in given:
        for number in range(count):
            filed: FileCase = replace(
                FILED, reference=f"{name:2<7}{number + 2}", traces=(pair,), traceless=name == "AX"
            )
            with made.storage.write() as unit:
                unit.filing.open(filed, Reporter(f"web:{name}{number}", "fr"), NOW)
    made.database.close()
    return tmp_path


def codes(typed: Typed, folder: Path) -> list[str]:
    return [one["code"] for one in typed(folder, "campaign", "list", "--json").json["campaigns"]]


def test_the_list_has_both_counts_of_reporters(typed: Typed, folder: Path) -> None:
    first, second = typed(folder, "campaign").out.splitlines()
    assert first.split()[:4] == [codes(typed, folder)[0], "3", "+3", "2+1"]
    assert second.split()[1:4] == ["2", "+2", "2"]
    assert "and 1 more: --limit" in typed(folder, "campaign", "list", "--limit", "1").out


def test_a_campaign_is_shown_with_the_reason_of_each_case(typed: Typed, folder: Path) -> None:
    code = codes(typed, folder)[0]
    shown = typed(folder, "campaign", "show", code.lower())
    assert "kinds: phone 3" in shown.out
    assert "channels: web 3" in shown.out
    assert [line.split()[-2:] for line in shown.out.splitlines()[-3:]] == [
        ["founder", "phone"],
        ["founder", "phone"],
        ["member", "phone"],
    ]
    assert typed(folder, "campaign", "show", code, "--json").json["campaign"]["cases"] == 3


@pytest.mark.long
def test_json_tells_times_as_the_list_of_cases_does(typed: Typed, folder: Path) -> None:
    code = codes(typed, folder)[0]
    typed(folder, "campaign", "decide", code, "referred")
    listed = typed(folder, "campaign", "list", "--json").json["campaigns"][0]
    shown = typed(folder, "campaign", "show", code, "--json").json
    cases = typed(folder, "case", "list", "--json").json["cases"]
    assert {one["created"] for one in shown["cases"]} <= {one["created"] for one in cases}
    assert (listed["first"], listed["last"]) == (shown["cases"][0]["created"], shown["cases"][-1]["created"])
    assert shown["decisions"][0]["time"].endswith("Z")
    assert listed == shown["campaign"]
    assert "id" not in listed


def test_what_an_officer_does(typed: Typed, folder: Path) -> None:
    code, other = codes(typed, folder)
    assert typed(folder, "campaign", "name", code, "Faux  colis").out == f"{code}: Faux colis\n"
    assert typed(folder, "campaign", "join", code, "c222-2222").status == 0
    assert typed(folder, "campaign", "split", "AX222222", "--actor", "salma").out.endswith(f"in {code}\n")
    assert typed(folder, "campaign", "join", code, other).status == 0
    assert codes(typed, folder) == [code]
    assert typed(folder, "campaign").out.endswith("Faux colis\n")
    decided = typed(folder, "campaign", "decide", code, "referred", "--note", "Merci")
    assert "for 5 cases" in decided.out
    assert "decided" in typed(folder, "campaign", "show", code).out
    assert "5 still wait" in typed(folder, "campaign", "show", code).out
    assert typed(folder, "campaign", "dismiss", code).status == 0
    assert typed(folder, "campaign").out == "no campaigns yet\n"
    made = opened(settings(folder))
    with made.storage.read() as unit:
        acts = [(each.event, each.actor) for each in unit.custody.of_case("AX222222")]
    made.database.close()
    assert ("campaign-split", "salma") in acts
    assert typed(folder, "verify").status == 0


@pytest.mark.parametrize(
    "command",
    [
        ("show", "CNOSUC"),
        ("name", "CNOSUC", "x"),
        ("join", "CNOSUC", "A2222222"),
        ("split", "C2222222"),
        ("dismiss", "CNOSUC"),
        ("decide", "CNOSUC", "referred"),
    ],
    ids=lambda command: command[0],
)
@pytest.mark.few(2)
def test_what_is_not_there_is_refused_in_a_line(typed: Typed, folder: Path, command: tuple[str, ...]) -> None:
    refused = typed(folder, "campaign", *command)
    assert (refused.status, refused.out) == (1, "")
    assert "in" in refused.errors


@pytest.mark.parametrize(
    "command", [("name", "CNOSUC", "x" * 61), ("decide", "CNOSUC", "referred", "--note", "x" * 501)]
)
def test_what_is_too_long_is_wrong_usage(typed: Typed, folder: Path, command: tuple[str, ...]) -> None:
    assert typed(folder, "campaign", *command).status == 2
