"""Officers see at the desk that something in a case was on a list when the case came."""

from dataclasses import replace

import pytest

from flows.core.effects import Line
from flows.core.found import ListedCase, Listing, OfficerCase, OpenedCase
from flows.desk.case import case_lines
from flows.desk.officer import OFFICER

ROW = ListedCase("K7M29QXA", "fraud", urgent=False, created=1.0)


@pytest.mark.parametrize(
    ("listed", "keys"),
    [
        ((), []),
        (("confirmed",), ["case-confirmed"]),
        (("cert", "dgsn"), ["case-listed"]),
        (("cert", "confirmed"), ["case-confirmed", "case-listed"]),
    ],
)
def test_a_case_names_the_lists_that_knew_it(listed: tuple[str, ...], keys: list[str]) -> None:
    lines = case_lines(OpenedCase(OfficerCase(ROW, "received", "AB12CD", "web", "", listed=listed)))
    shown = [
        line for line in lines if isinstance(line, Line) and line.key in {"case-listed", "case-confirmed"}
    ]
    assert [line.key for line in shown] == keys
    assert all("confirmed" not in str(line.args) for line in shown)


@pytest.mark.parametrize(("money", "told"), [(None, []), (0, [0]), (30, [30])])
def test_a_case_says_when_money_just_left(money: int | None, told: list[int]) -> None:
    lines = case_lines(OpenedCase(OfficerCase(replace(ROW, money=money), "received", "AB12CD", "web", "")))
    found = [line for line in lines if isinstance(line, Line) and line.key == "case-money"]
    assert [line.args["hours"] for line in found] == told


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "case-row"),
        ({"urgent": True}, "case-row-urgent"),
        ({"urgent": True, "money": 0}, "case-row-money"),
        ({"money": 30}, "case-row-money"),
    ],
)
def test_a_row_says_that_money_may_still_be_held(changes: dict[str, object], key: str) -> None:
    (opened,) = [one for one in OFFICER.questions if one.id == "opened"]
    assert opened.look
    row = replace(ROW, **changes)  # type: ignore[arg-type]  # as given
    _, line = opened.look.show(Listing((row,), 1, 0, 1))
    assert isinstance(line, Line)
    assert (line.key, line.args.get("hours")) == (key, changes.get("money"))
