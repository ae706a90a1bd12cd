"""A dozen people report one scam on three channels; `make crowd` plays three hundred."""

from pathlib import Path

import pytest

from tests.campaigns.crowd.crowd import SCAM, campaign


@pytest.mark.parametrize("kill", [False, True], ids=["in one go", "killed half way"])
@pytest.mark.long
async def test_one_campaign_one_alert_and_one_decision_told_once_each(tmp_path: Path, kill: bool) -> None:
    seen = await campaign(12, tmp_path / "crowd", kill=kill)
    assert [one["cases"] for one in seen.campaigns] == [12]
    assert seen.alerts == 1
    assert seen.strangers == 0
    assert seen.languages.keys() == SCAM.keys()
    twice = 12 - seen.told[1]
    assert seen.told[0] == 0
    assert twice <= seen.resent if kill else not twice
