"""The webhook: times of messages, signatures, and events that are durable before the answer."""

import asyncio

import pytest
from starlette.datastructures import ImmutableMultiDict

from flows.core.events import Text
from handlers.whatsapp.webhook import cause
from tests.fakes.twilio.kept import serving
from tests.fakes.twilio.server import FakeTwilio
from tests.handlers.whatsapp.samples import CHAT, created

# When a message was written

DAYS = 24.0


@pytest.mark.parametrize("ahead", [90.0, -90.0])
async def test_a_message_has_twilios_time_beside_ours(twilio, kept, salma, ahead):
    async with serving(twilio, kept, now=lambda: twilio.now() + ahead):
        await kept.marked.wait()
        told = salma.says("salam")
        await twilio.settled()
    (event,) = kept.taken
    assert event.sent == created(twilio, told)
    assert abs(event.time - twilio.now() - ahead) < 60


async def test_a_missed_message_has_twilios_time_too(twilio, kept, channel, salma):
    twilio.delivery.retries = 0
    with twilio.outage():
        told = salma.says("salam")
        await twilio.settled()
    await channel.reconcile()
    assert [(event.sent, event.time) for event in kept.taken] == [(created(twilio, told),) * 2]


@pytest.mark.parametrize(
    "how", [{"status": 500}, {"status": 404}, {"status": 401}, {"drop": True, "times": 2}]
)
async def test_a_message_without_a_date_is_taken(twilio, kept, channel, salma, how):
    twilio.fails("message", **how)
    salma.says("salam")
    await twilio.settled()
    assert [attempt.status for attempt in twilio.delivery.attempts] == [200]
    assert [event.sent for event in kept.taken] == [0.0]


async def test_nobody_waits_long_for_a_date(twilio, kept, salma):
    hold = asyncio.Event()
    async with serving(twilio, kept, timeout=1.0):
        await kept.marked.wait()
        twilio.fails("message", hold=hold)
        salma.says("salam")
        await twilio.settled()
        hold.set()
    assert kept.bodies == [Text("salam")]


@pytest.mark.parametrize(("age", "status"), [(6.9 * DAYS, 200), (7.1 * DAYS, 403)])
async def test_a_request_older_than_the_inbox_remembers_is_refused(twilio, kept, salma, age, status):
    with twilio.outage():
        told = salma.says("salam")
        await twilio.settled()
    twilio.passes(age)
    async with serving(twilio, kept):
        await kept.marked.wait()
        assert await twilio.delivery.post("/whatsapp", told) == status
    assert len(kept.taken) == (status == 200)


async def test_messages_keep_their_order_however_long_a_date_takes(twilio, kept, channel, salma):
    twilio.delivery.retries, hold = 0, asyncio.Event()
    with twilio.outage():
        first, second = salma.says("un"), salma.says("deux")
        await twilio.settled()
    slow = twilio.fails("message", hold=hold)
    posts = [asyncio.create_task(twilio.delivery.post("/whatsapp", first))]
    await twilio.until(lambda: slow.times == 0)
    posts.append(asyncio.create_task(twilio.delivery.post("/whatsapp", second)))
    await twilio.until(lambda: twilio.called("message"))
    assert kept.taken == []
    hold.set()
    assert await asyncio.gather(*posts) == [200, 200]
    assert kept.bodies == [Text("un"), Text("deux")]


# Who may call


FIELDS = {
    "AccountSid": "AC" + "0a" * 16,
    "MessageSid": "SM" + "1" * 32,
    "From": CHAT,
    "To": "whatsapp:+14155238886",
    "Body": "salam",
    "NumMedia": "0",
    "WaId": "212600000001",
    "ButtonText": "",
}


def signed(twilio: FakeTwilio, fields: dict[str, str], path: str = "/whatsapp") -> dict[str, str]:
    return {"X-Twilio-Signature": twilio.delivery.signature(twilio.delivery.public + path, fields)}


async def test_blank_fields_are_part_of_the_signature(twilio, kept, channel):
    assert await twilio.delivery.post("/whatsapp", FIELDS) == 200
    without = {name: value for name, value in FIELDS.items() if value}
    assert await twilio.delivery.post("/whatsapp", FIELDS, signed(twilio, without)) == 403
    assert await twilio.delivery.post("/whatsapp", without, signed(twilio, FIELDS)) == 403


ANOTHER = ({"AccountSid": "AC" + "1" * 32}, {"AccountSid": ""})


@pytest.mark.parametrize("change", [*ANOTHER, {"To": "whatsapp:+15550000000"}, {"To": ""}])
async def test_a_message_to_another_account_or_number_is_forbidden(twilio, kept, channel, change):
    assert await twilio.delivery.post("/whatsapp", {**FIELDS, **change}) == 403
    assert kept.taken == []


@pytest.mark.parametrize("change", [*ANOTHER, {"From": "whatsapp:+15550000000"}, {"From": ""}])
async def test_a_report_from_another_account_or_number_is_forbidden(twilio, kept, channel, change):
    swapped = {"From": FIELDS["To"], "To": FIELDS["From"], "MessageStatus": "sent"}
    report = {**FIELDS, **swapped}
    assert await twilio.delivery.post("/whatsapp/status", {**report, **change}) == 403
    assert kept.words == []
    assert await twilio.delivery.post("/whatsapp/status", report) == 200


@pytest.mark.parametrize("path", ["/whatsapp", "/whatsapp/status"])
async def test_a_missing_or_wrong_signature_is_forbidden(twilio, kept, channel, path):
    fields = {**FIELDS, "MessageStatus": "sent"}
    theirs = {"X-Twilio-Signature": "é"}
    elsewhere = {
        "X-Twilio-Signature": twilio.delivery.signature("https://evil.example" + path, fields),
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "https",
        "Host": "evil.example",
    }
    for headers in ({}, {"X-Twilio-Signature": ""}, theirs, elsewhere):
        assert await twilio.delivery.post(path, fields, headers) == 403
    assert (kept.taken, kept.words) == ([], [])


async def test_the_query_is_part_of_what_is_signed(twilio, kept, channel):
    path = "/whatsapp?from=console&x="
    assert await twilio.delivery.post(path, FIELDS, signed(twilio, FIELDS)) == 403
    assert await twilio.delivery.post(path, FIELDS, signed(twilio, FIELDS, path)) == 200


@pytest.mark.parametrize(
    ("broken", "status"),
    [
        ({"MessageSid": ""}, 400),
        ({"MessageSid": "whatsapp:1"}, 400),
        ({"From": "+212600000001"}, 400),
        ({"From": "whatsapp:"}, 400),
        ({"Body": "a" * 1_100_000}, 413),
        ({f"x{n}": "" for n in range(600)}, 400),
        ({"NumMedia": "²", "Latitude": "north"}, 200),
        ({"NumMedia": "3"}, 200),
        ({"NumMedia": "1" * 5000}, 200),
    ],
)
async def test_what_is_broken_is_answered_and_never_kept(twilio, kept, channel, broken, status):
    assert await twilio.delivery.post("/whatsapp", {**FIELDS, **broken}) == status
    assert len(kept.taken) == (status == 200)


def test_a_reason_of_any_length_is_recorded_shortly():
    assert cause(ImmutableMultiDict({"ErrorCode": "1" * 5000})) == "1" * 10


async def test_a_redelivery_has_the_same_id(twilio, kept, channel):
    for _ in range(3):
        assert await twilio.delivery.post("/whatsapp", FIELDS) == 200
    assert (len(kept.taken), kept.again) == (1, 2)


async def test_what_cannot_be_kept_is_not_acknowledged_and_comes_again(twilio, kept, channel, salma, capfd):
    kept.failing = 2
    salma.says("salam")
    await twilio.settled()
    assert [attempt.status for attempt in twilio.delivery.attempts] == [503, 503, 200]
    assert kept.bodies == [Text("salam")]
    assert "secret words" not in "".join(capfd.readouterr())


async def test_a_channel_that_has_stopped_acknowledges_nothing(twilio, kept, channel):
    await channel.stop()
    assert await twilio.delivery.post("/whatsapp", FIELDS) == 503
    assert kept.taken == []
