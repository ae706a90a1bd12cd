"""The daily quota where a day ends during a fetch."""

from collections.abc import AsyncIterator

import pytest

from bot.intake.daily_quota import DAY, DailyQuota
from handlers.channel import SendError


class Days:
    """A clock that its test sets, beginning before midnight."""

    def __init__(self) -> None:
        self.now = DAY - 1

    def __call__(self) -> float:
        return self.now

    async def file(self, before: int, after: int) -> AsyncIterator[bytes]:
        """A file that breaks off after so many bytes before midnight, and so many after it."""
        yield bytes(before)
        self.now += 2
        if after:
            yield bytes(after)
        raise OSError("broke off")


async def fetched(quota: DailyQuota, file: AsyncIterator[bytes]) -> int:
    return sum([len(chunk) async for chunk in quota.counted("a", file)])


async def whole(size: int) -> AsyncIterator[bytes]:
    yield bytes(size)


@pytest.mark.parametrize("after", [0, 3])
async def test_a_fetch_that_breaks_off_after_midnight_gives_nothing_to_the_new_day(after: int) -> None:
    days = Days()
    quota = DailyQuota(9, 10, days)
    with pytest.raises(OSError, match="broke off"):
        await fetched(quota, days.file(7, after))
    with pytest.raises(SendError, match="quota"):
        await fetched(quota, whole(11))
    assert await fetched(quota, whole(10)) == 10
    with pytest.raises(SendError, match="quota"):
        await fetched(quota, whole(1))
