"""A small flood behind nginx; `make floods` plays a minute with 1,100 streams."""

import pytest

from tests.campaigns.floods.floods import Plan, campaign
from tests.campaigns.floods.proxy import missing

if missing():
    pytest.skip(f"not installed: {missing()}; .ci/packages installs them", allow_module_level=True)


@pytest.mark.long
async def test_the_honest_are_filed_and_an_officer_is_not_buried() -> None:
    seen = await campaign(Plan(seed=1, seconds=6.0, honest=4, streams=40, each=1, networks=3))
    assert [each.wrong or each.receipts for each in seen.honest] == [1, 1, 1, 1]
    assert seen.most_alerts <= 1
    assert seen.answers[401] > 0
    assert seen.answers[428] > 0
