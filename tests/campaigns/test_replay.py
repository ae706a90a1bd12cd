"""A few reports of the first quarter, as `make replay` plays all 7,083."""

from fractions import Fraction
from pathlib import Path

import pytest

from flows.figures.count import Counted, figures
from tests.campaigns.replay.compare import cells
from tests.campaigns.replay.quarter import SMALLEST, quarter, scale_of
from tests.campaigns.replay.replay import campaign


@pytest.mark.long
async def test_every_figure_is_as_played(tmp_path: Path) -> None:
    seen = await campaign(tmp_path, quarter(SMALLEST))
    assert seen.wrong == []


def test_the_whole_quarter_is_that_of_the_police() -> None:
    whole = quarter()
    assert (whole.total, sum(whole.countries.values()), sum(whole.suspects.values())) == (7083, 564, 82)
    assert whole.total - whole.kinds["terrorism"] == 6788


def test_a_region_with_few_reports_hides_the_count_from_abroad_as_in_the_statement() -> None:
    """Everybody from Morocco names a region: counts of one place are hidden by those of the others."""
    given = quarter(Fraction("0.003"))
    place = figures(Counted(cells(given), (), given.suspects, 0)).tables["place"]
    assert place.of("abroad") is None
    whole = quarter()
    place = figures(Counted(cells(whole), (), whole.suspects, 0)).tables["place"]
    assert place.of("abroad") == 564


@pytest.mark.parametrize("text", ["0.002", "0.003", "1/500", "0.01", "1"])
def test_every_country_has_a_report_at_a_scale_that_is_played(text: str) -> None:
    given = quarter(scale_of(text))
    assert sum(given.countries.values()) <= given.total


@pytest.mark.parametrize("text", ["0", "-1", "0.001", "1.5", "1/0", "much", "nan", ""])
def test_a_scale_at_which_nothing_can_be_compared_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"no number: write|no scale to compare at: from 0\.002"):
        scale_of(text)
