"""`doctor` notices a system whose rules of time zones are older than a change of the clock."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzdata  # type: ignore[import-untyped]  # it comes without types

from bot.commands.checks.finding import ON, WARN
from bot.commands.checks.zones import compared, system_version, time_zone
from tests.product.product import opened, settings

NOW = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)


def fixed(hours: int) -> ZoneInfo:
    """Casablanca by rules that know of one offset alone."""
    with (Path(tzdata.__file__).parent / "zoneinfo" / "Etc" / f"GMT{-hours:+}").open("rb") as file:
        return ZoneInfo.from_file(file, "Africa/Casablanca")


@pytest.mark.parametrize("version", ["2020a", ""])
def test_older_rules_that_tell_another_time_are_named(version):
    found = compared(fixed(5), version, NOW)
    assert found.mark == WARN
    assert "06:30 now in Africa/Casablanca" in found.said
    assert f"by those of {tzdata.IANA_VERSION}: update the system's tzdata" in found.said


def test_newer_rules_are_believed_and_older_ones_that_agree_are_not_named():
    assert compared(fixed(5), "2999a", NOW).mark == ON
    with (Path(tzdata.__file__).parent / "zoneinfo" / "Africa" / "Casablanca").open("rb") as file:
        same = ZoneInfo.from_file(file, "Africa/Casablanca")
    assert compared(same, "2020a", NOW).mark == ON


def test_the_version_of_the_system_s_rules_is_read(tmp_path):
    (tmp_path / "tzdata.zi").write_text("# version 2025b\nR d 1916\n", "utf-8")
    assert system_version((str(tmp_path / "none"), str(tmp_path))) == "2025b"
    assert system_version((str(tmp_path / "none"),)) == ""


def test_doctor_says_the_time(tmp_path):
    made = opened(settings(tmp_path))
    try:
        assert "now in Africa/Casablanca" in time_zone(made).said
    finally:
        made.database.close()
