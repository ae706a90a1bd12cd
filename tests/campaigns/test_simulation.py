"""Nights in virtual time, in small; `make simulate` plays thousands."""

from dataclasses import replace

import detangle
import pytest

from tests.campaigns.simulation.provider import Odds
from tests.campaigns.simulation.simulate import WORLD, Plan, PromiseBroken, explored, night


def test_a_few_nights_break_no_promise():
    stats = explored(Plan(reporters=2), runs=3, seed=7)
    assert stats.runs == 3
    assert stats.max_virtual_time > 60


@pytest.mark.long
def test_many_nights_break_no_promise():
    assert explored(Plan(), runs=40, seed=8).runs == 40


def test_a_message_that_comes_twice_without_a_doubt_is_found():
    """A provider that takes a message and says that it failed makes the bot send it again."""
    lying = Plan(reporters=1, kills=0, odds=replace(Odds(), lost_after=0.5, lies=True))
    with pytest.raises(PromiseBroken, match=r"L4: row \d+ came \d+ times, 0 times in doubt"):
        detangle.run(lambda: night(lying), seed=7, config=WORLD)
