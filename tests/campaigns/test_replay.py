"""A few reports of the first quarter, as `make replay` plays all 7,083."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.campaigns.replay.quarter import quarter
from tests.campaigns.replay.replay import campaign


@pytest.mark.long
async def test_every_figure_is_as_played(tmp_path: Path) -> None:
    seen = await campaign(tmp_path, quarter(Fraction(1, 1000)))
    assert seen.wrong == []


def test_the_whole_quarter_is_that_of_the_police() -> None:
    whole = quarter()
    assert (whole.total, sum(whole.countries.values()), sum(whole.suspects.values())) == (7083, 564, 82)
    assert whole.total - whole.kinds["terrorism"] == 6788
