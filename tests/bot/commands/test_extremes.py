"""Days and numbers beyond all bounds: a command says in one line that it cannot use them."""

from pathlib import Path

import pytest

from tests.bot.commands.typed import Typed

DAYS = (
    "0001-01-01",
    "1999-12-31",
    "2200-01-01",
    "9998-12-31",
    "9999-12-31",
    "0000-00-00",
    "2026-02-30",
    "-1",
)
NUMBERS = ("0", "-1", str(1 << 63), "9" * 40, "1" * 5000, "1e5")
PERIODS = [
    ("--from", "{}"),
    ("--to", "{}"),
    ("--from", "{}", "--to", "{}"),
    ("--from", "2026-03-01", "--to", "{}"),
    ("--from", "{}", "--to", "2026-01-31"),
]


@pytest.fixture(scope="module")
def folder(deploy, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return deploy(tmp_path_factory.mktemp("extremes"))


def wrong(typed: Typed, folder: Path, *words: str) -> bool:
    """Whether the command ends as a wrong usage, told in one line."""
    said = typed(folder, *words)
    return said.status == 2 and len(said.error.splitlines()) == 1


@pytest.mark.parametrize("command", ["stats", "statement"])
@pytest.mark.few(1)
def test_a_period_is_days_of_two_centuries_in_their_order(typed: Typed, folder: Path, command: str) -> None:
    taken = [
        words
        for period in PERIODS
        for day in DAYS
        if not wrong(typed, folder, command, *(words := [each.format(day) for each in period]))
    ]
    assert taken == []
    widest = typed(folder, command, "--from", "2000-01-01", "--to", "2025-12-31")
    assert (widest.status, widest.error) == (0, "")


@pytest.mark.parametrize("family", ["case", "dead", "outbox", "campaign"])
def test_so_many_rows_are_shown_at_most(typed: Typed, folder: Path, family: str) -> None:
    assert [each for each in NUMBERS if not wrong(typed, folder, family, "list", "--limit", each)] == []
    assert typed(folder, family, "list", "--limit", "1000000").status == 0


def test_a_row_has_a_number_that_a_database_can_hold(typed: Typed, folder: Path) -> None:
    commands = [("dead", "show"), ("dead", "retry"), ("dead", "drop"), ("outbox", "retry")]
    tried = [(*command, number) for command in commands for number in NUMBERS[1:]]
    assert [each for each in tried if not wrong(typed, folder, *each)] == []
    assert "there is no such event" in typed(folder, "dead", "show", str((1 << 63) - 1)).error


def test_a_moment_is_a_day_or_so_long_ago(typed: Typed, folder: Path) -> None:
    tried = [
        ("case", "list", "--since", each) for each in ("0000-00-00", "2026-02-30", "100000d", "1e9", "٩d")
    ]
    tried += [("verify", "--root", each, "00" * 32) for each in ("2026-02-30", "-1", "yesterday")]
    assert [each for each in tried if not wrong(typed, folder, *each)] == []
    assert typed(folder, "case", "list", "--since", "0001-01-01").status == 0
    assert typed(folder, "case", "list", "--since", "99999d").status == 0
