"""Forms that were changed although Twilio's signature still fits, and genuine forms that look so."""

from collections.abc import AsyncIterator
from urllib.parse import urlencode

import aiohttp
import pytest

from handlers.channel import BadRequest
from handlers.whatsapp.fields import MESSAGE, STATUS, check_whole
from tests.fakes.twilio.kept import Kept, serving
from tests.fakes.twilio.server import FakeTwilio

SID, ACCOUNT = "SM" + "1" * 32, "AC" + "0a" * 16
ALL = {"AccountSid": ACCOUNT, "ApiVersion": "2010-04-01", "MessageSid": SID, "SmsSid": SID}
FIELDS = {
    **ALL,
    "Body": "salam",
    "From": "whatsapp:+212600000001",
    "NumMedia": "0",
    "ProfileName": "OMAR",
    "ReferralNumMedia": "0",
    "SmsStatus": "received",
    "To": "whatsapp:+14155238886",
    "WaId": "212600000001",
}
WORD = {
    **ALL,
    "From": "whatsapp:+14155238886",
    "MessageStatus": "delivered",
    "SmsStatus": "delivered",
    "To": "whatsapp:+212600000001",
}


@pytest.fixture
async def twilio() -> AsyncIterator[FakeTwilio]:
    async with FakeTwilio() as server:
        yield server


async def posted(twilio: FakeTwilio, path: str, told: dict[str, str], form: list[tuple[str, str]]) -> int:
    """Post a form with the signature of another form; the status."""
    proof = twilio.delivery.signature(f"{twilio.delivery.public}{path}", told)
    headers = {"X-Twilio-Signature": proof, "Content-Type": "application/x-www-form-urlencoded"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{twilio.delivery.bot}{path}", data=urlencode(form), headers=headers) as answer,
    ):
        return answer.status


def run_together(form: list[tuple[str, str]]) -> str:
    """The text that a signature covers, without the address."""
    return "".join(name + value for name, value in sorted(set(form)))


BORDERS = [
    ("Body", ("Bodysalam", "")),
    ("Body", ("Bodys", "alam")),
    ("Body", ("Bod", "ysalam")),
    ("Body", ("B", "odysalam")),
    ("NumMedia", ("NumMedia0", "")),
    ("WaId", ("WaId2126", "00000001")),
    ("MessageSid", (f"MessageSid{SID}", "")),
    ("SmsStatus", ("SmsStatusreceived", "")),
]


@pytest.mark.parametrize(("name", "instead"), BORDERS)
async def test_a_name_that_ends_elsewhere_is_refused(twilio, name, instead):
    kept = Kept()
    form = [instead if each[0] == name else each for each in FIELDS.items()]
    assert run_together(form) == run_together([*FIELDS.items()])
    async with serving(twilio, kept):
        assert await posted(twilio, "/whatsapp", FIELDS, form) == 400
        assert kept.taken == []
        assert await posted(twilio, "/whatsapp", FIELDS, [*FIELDS.items()]) == 200
        assert len(kept.taken) == 1


async def test_a_value_that_ends_in_the_next_name_is_refused(twilio):
    kept = Kept()
    later = {"To": "whatsapp:+14155238886W", "aId": "212600000001"}
    form = [*{**{name: value for name, value in FIELDS.items() if name != "WaId"}, **later}.items()]
    earlier = {"SmsStatus": "delivere", "dTo": "whatsapp:+212600000001"}
    word = [*{**{name: value for name, value in WORD.items() if name != "To"}, **earlier}.items()]
    assert run_together(form) == run_together([*FIELDS.items()])
    assert run_together(word) == run_together([*WORD.items()])
    async with serving(twilio, kept):
        assert await posted(twilio, "/whatsapp", FIELDS, form) == 400
        assert await posted(twilio, "/whatsapp/status", WORD, word) == 400
        assert (kept.taken, kept.words) == ([], [])


async def test_a_field_that_comes_twice_is_refused(twilio):
    kept = Kept()
    async with serving(twilio, kept):
        assert await posted(twilio, "/whatsapp", FIELDS, [*FIELDS.items(), ("Body", "salam")]) == 400
        assert await posted(twilio, "/whatsapp/status", WORD, [*WORD.items(), ("SmsSid", SID)]) == 400
        assert (kept.taken, kept.words) == ([], [])


@pytest.mark.parametrize(
    "new",
    [
        *("ChannelMetadata", "ReferralBody", "ReferralSourceId", "OriginalRepliedMessageSender", "FromCity"),
        *("InteractiveData", "FlowData", "BodyLanguage", "ToCountry", "UserId", "Username"),
    ],
)
async def test_a_name_that_twilio_thinks_of_tomorrow_is_none_of_these(twilio, new):
    told = {**FIELDS, new: "x"}
    async with serving(twilio, Kept()):
        assert await posted(twilio, "/whatsapp", told, [*told.items()]) == 200


@pytest.mark.parametrize("new", ["EventType", "ChannelToAddress", "ChannelStatusMessage", "RawDlrDoneDate"])
def test_nor_in_what_it_tells_of_a_message(new):
    check_whole({**WORD, new: ""}, STATUS)


def test_what_may_be_missing_is_not_looked_for():
    check_whole(FIELDS, MESSAGE)
    check_whole({}, MESSAGE)
    with pytest.raises(BadRequest):
        check_whole({"": ""}, MESSAGE)
