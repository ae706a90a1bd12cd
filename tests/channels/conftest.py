"""WhatsApp's channel behind a real HTTP server, with a fake Twilio and what a deployment keeps."""

from collections.abc import AsyncIterator

import pytest

from handlers.whatsapp import WhatsApp
from tests.fakes.twilio import FakeTwilio
from tests.fakes.twilio_kept import Kept, serving


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
