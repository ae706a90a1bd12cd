"""One person, who has written already or not."""

import pytest

from handlers.whatsapp.channel import WhatsApp
from tests.fakes.twilio.person import Person
from tests.fakes.twilio.server import FakeTwilio
from tests.handlers.whatsapp.samples import NUMBER


@pytest.fixture
def salma(twilio: FakeTwilio) -> Person:
    """A person who has not written yet."""
    return twilio.person(NUMBER)


@pytest.fixture
async def reporter(twilio: FakeTwilio, channel: WhatsApp, salma: Person) -> Person:
    """A person who has just written."""
    salma.says("salam")
    await twilio.settled()
    return salma
