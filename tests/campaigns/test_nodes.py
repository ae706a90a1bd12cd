"""Faults over three nodes, in small; `make nodes` plays them by the dozen."""

import pytest

from tests.campaigns.nodes.faults import Lengths
from tests.campaigns.nodes.nodes import Plan, campaign, missing

COUNTS = {
    "kills": 2,
    "stops": 1,
    "restarts": 1,
    "stores": 1,
    "databases": 1,
    "clocks": 1,
    "partitions": 1,
    "releases": 1,
}
SHORT = Lengths(pause=5.0, away=3.0, off=4.0, parted=4.0, calm=1.0)

if missing():
    pytest.skip(f"not installed: {missing()}; .ci/packages installs them", allow_module_level=True)


@pytest.mark.long
async def test_three_nodes_lose_and_double_nothing() -> None:
    assert await campaign(Plan(seed=1, counts=COUNTS, lengths=SHORT, people=3)) == []
