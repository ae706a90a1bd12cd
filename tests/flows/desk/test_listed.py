"""Officers see at the desk that something in a case was on a list when the case came."""

import pytest

from flows.core.effects import Line
from flows.core.found import ListedCase, OfficerCase, OpenedCase
from flows.desk.case import case_lines

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
