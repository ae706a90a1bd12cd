"""Many messages over a bad line: none is lost, none is sent twice, each chat keeps its order."""

import asyncio
import random

import pytest

from handlers.channel import Message, SendError
from handlers.whatsapp.channel import WhatsApp
from tests.fakes.twilio.kept import Kept, serving
from tests.fakes.twilio.server import FakeTwilio

FAULTS = (
    {"drop": True},
    {"drop": True, "accepted": True},
    {"status": 503},
    {"status": 500, "accepted": True},
    {"retry_after": 1},
)
TRIES = 14


async def insist(channel: WhatsApp, chat: str, text: str, row: int) -> str:
    """Send until the row is taken, as the sender does, without its waits."""
    for _ in range(TRIES):
        try:
            return await channel.send(chat, Message(text), row)
        except SendError as error:
            if not error.retryable:
                raise
    raise AssertionError("given up")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.few(1)
async def test_a_bad_line_loses_and_doubles_nothing(seed):
    dice = random.Random(seed)
    async with FakeTwilio() as twilio, serving(twilio, Kept(), timeout=2.0) as channel:
        people = [twilio.person(f"+2126{n:08}") for n in range(20)]
        for person in people:
            person.says("salam")
        await twilio.settled()
        for _ in range(150):
            twilio.fails("send", passing=dice.randrange(300), **dice.choice(FAULTS))
            twilio.fails("list", passing=dice.randrange(100), **dice.choice(FAULTS[:4]))

        async def talk(chat: str) -> list[str]:
            return [await insist(channel, chat, f"message {n % 4}", n) for n in range(20)]

        sids = await asyncio.gather(*(talk(f"whatsapp:{person.number}") for person in people))
        assert sum(fault.times == 0 for fault in twilio.faults) > 150
        for person, told in zip(people, sids, strict=True):
            assert [seen.text for seen in person.unseen] == [f"message {n % 4}" for n in range(20)]
            assert [seen.sid for seen in person.unseen] == told
