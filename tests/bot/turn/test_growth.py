"""When the reporters of a growing campaign are counted."""

from bot.turn.alerts import counts


def test_a_small_campaign_is_counted_at_each_case() -> None:
    assert all(counts(cases) for cases in range(1, 64))


def test_a_large_campaign_is_counted_as_often_for_each_doubling() -> None:
    for power in range(6, 20):
        assert sum(counts(cases) for cases in range(1 << power, 2 << power)) == 32
