"""WhatsApp's channel behind a real HTTP server, with a fake Twilio and what a deployment keeps."""

from collections.abc import AsyncIterator

import pytest

from handlers.whatsapp.channel import WhatsApp
from tests.fakes.twilio.kept import Kept, serving
from tests.fakes.twilio.server import FakeTwilio


@pytest.fixture
async def twilio() -> AsyncIterator[FakeTwilio]:
    async with FakeTwilio() as server:
        yield server


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
async def channel(twilio: FakeTwilio, kept: Kept) -> AsyncIterator[WhatsApp]:
    """Once the first round of reconciling is over."""
    async with serving(twilio, kept) as served:
        await kept.marked.wait()
        yield served
