"""Delivery reports, the channel's state, and its silence in logs."""

import logging
from dataclasses import replace

import pytest

from handlers.channel import SendError
from handlers.whatsapp.channel import WhatsApp
from tests.fakes.twilio.kept import settings
from tests.handlers.whatsapp.samples import CHAT, NUMBER, answers, asks

# Delivery reports


async def test_status_callbacks_are_passed_on_in_any_order(twilio, kept, channel, reporter):
    twilio.shuffled, twilio.states = True, ("sent", "delivered", "queued", "sending")
    sid = await channel.send(CHAT, asks("q"), 1)
    await twilio.settled()
    for _ in range(2):
        twilio.tell(sid, "read")
    twilio.tell(sid, "sent")
    await twilio.settled()
    words = [("sent", ""), ("delivered", ""), ("read", ""), ("read", ""), ("sent", "")]
    assert sorted(kept.words) == sorted((sid, *word) for word in words)
    assert {attempt.status for attempt in twilio.delivery.attempts} == {200}


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (63016, "window_closed"),
        (63018, "rate_limited"),
        (63024, "invalid_recipient"),
        (63003, "unreachable"),
        (63014, "blocked"),
        (63049, "meta_withheld"),
        (30008, "30008"),
    ],
)
async def test_why_a_message_was_not_delivered(twilio, kept, channel, reporter, code, reason):
    twilio.undelivered[CHAT] = code
    sid = await channel.send(CHAT, asks("q"), 1)
    await twilio.settled()
    assert kept.words == [(sid, "undeliverable", reason)]


async def test_a_word_on_an_unknown_message_is_taken_and_a_broken_one_refused(twilio, kept, channel):
    ours = {"AccountSid": twilio.account_sid, "From": twilio.sender}
    unknown = {**ours, "MessageSid": "SM" + "9" * 32, "MessageStatus": "failed", "ErrorCode": ""}
    assert await twilio.delivery.post("/whatsapp/status", unknown) == 200
    assert await twilio.delivery.post("/whatsapp/status", {**ours, "MessageSid": "SM1"}) == 400
    assert kept.words == [("SM" + "9" * 32, "undeliverable", "failed")]


# Discretion, state


async def test_nothing_said_reaches_a_log(twilio, kept, channel, reporter, capfd, caplog):
    caplog.set_level(logging.DEBUG)
    secrets = ("TOPSECRET", NUMBER.removeprefix("+"), twilio.auth_token, twilio.account_sid)
    for kind in ("send", "content", "list", "delete", "empty", "typing"):
        twilio.fails(kind, status=400)
    reporter.says("TOPSECRET")
    told = reporter.sends_media(b"TOPSECRET", caption="TOPSECRET")
    await twilio.settled()
    for attempt in (
        channel.send(CHAT, asks("TOPSECRET", *answers("TOPSECRET")), 1),
        channel.release(told["MediaUrl0"]),
        channel.reconcile(),
    ):
        with pytest.raises(SendError) as error:
            await attempt
        assert not any(secret in f"{error.value!r}{error.value.__cause__!r}" for secret in secrets)
    written = "".join(capfd.readouterr()) + caplog.text.replace(f"{twilio.url}", "")
    assert "whatsapp" in written
    assert not any(secret in written for secret in secrets)
    assert twilio.auth_token not in repr(channel._settings)


async def test_where_requests_go(twilio, kept):
    made = settings(twilio, kept, api_url="http://127.0.0.1:1/", public_url="https://ballegh.example/")
    assert (made.hosts, made.public) == (("http://127.0.0.1:1",) * 3, "https://ballegh.example")
    hosts = replace(made, api_url="").hosts
    assert [host.partition(".")[0] for host in hosts] == [
        "https://api",
        "https://content",
        "https://messaging",
    ]


async def test_wrong_credentials_are_told_apart_from_a_line_that_is_down(twilio, kept, channel):
    assert channel.status() == "connected"
    wrong = WhatsApp(replace(settings(twilio, kept), auth_token="wrong"))
    await wrong.start(kept.take)
    with pytest.raises(SendError):
        await wrong.reconcile()
    assert wrong.status() == "refused"
    await wrong.stop()
