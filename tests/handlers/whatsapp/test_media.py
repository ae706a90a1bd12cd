"""Files at Twilio: fetched without giving the credentials away, and deleted once they are kept."""

import pytest

from handlers.channel import SendError
from handlers.whatsapp.api import onward
from tests.fakes.twilio.kept import serving
from tests.handlers.whatsapp.samples import CHAT, NUMBER, asks


async def test_a_file_is_fetched_without_giving_the_credentials_away(twilio, kept, channel, reporter):
    told = reporter.sends_media(bytes(range(256)) * 3000)
    await twilio.settled()
    data = b"".join([chunk async for chunk in channel.fetch(told["MediaUrl0"])])
    assert data == bytes(range(256)) * 3000
    assert twilio.leaks == []
    await twilio.until(lambda: twilio.typed == [told["MessageSid"]])


@pytest.mark.parametrize("how", [{"status": 403}, {"status": 500}, {"drop": True}])
async def test_a_download_that_fails_is_tried_again_by_a_new_address(twilio, channel, reporter, how):
    told = reporter.sends_media(b"x" * 100_000)
    twilio.fails("download", **how)
    with pytest.raises(SendError) as failed:
        [chunk async for chunk in channel.fetch(told["MediaUrl0"])]
    assert failed.value.retryable
    assert [chunk async for chunk in channel.fetch(told["MediaUrl0"])]


async def test_a_file_too_big_is_refused(twilio, kept, reporter):
    told = reporter.sends_media(b"x" * 100_000)
    async with serving(twilio, kept, max_bytes=99_999) as strict:
        with pytest.raises(SendError, match="too_big") as refused:
            [chunk async for chunk in strict.fetch(told["MediaUrl0"])]
    assert not refused.value.retryable


@pytest.mark.parametrize(
    "change",
    [
        lambda url: url.replace("127.0.0.1", "localhost"),
        lambda url: url.replace("/Media/", "/Media/../Media/"),
        lambda url: f"{url}?to=https://evil.example",
        lambda url: f"https://evil.example/?{url}",
        lambda url: url.replace("AC0a", "AC0b"),
        lambda url: f"{url}/../../x",
        lambda _: "file:///etc/passwd",
        lambda _: "",
    ],
)
async def test_nothing_but_the_accounts_own_media_is_ever_asked_for(twilio, channel, reporter, change):
    told = reporter.sends_media(b"x")
    await twilio.settled()
    before = len(twilio.calls)
    with pytest.raises(SendError, match="foreign_address") as refused:
        [chunk async for chunk in channel.fetch(change(told["MediaUrl0"]))]
    with pytest.raises(SendError, match="foreign_address"):
        await channel.release(change(told["MediaUrl0"]))
    assert not refused.value.retryable
    assert not [call for call in twilio.calls[before:] if "Media" in call.path]


@pytest.mark.parametrize(
    ("url", "location", "target"),
    [
        ("https://a.example/x", "https://b.example/y?z=1", "https://b.example/y?z=1"),
        ("https://a.example/x", "/y", "https://a.example/y"),
        ("http://a.example/x", "http://b.example/y", "http://b.example/y"),
        ("https://a.example/x", "http://b.example/y", None),
        ("https://a.example/x", "file:///etc/passwd", None),
        ("https://a.example/x", "", None),
    ],
)
def test_redirects_stay_on_the_web_and_never_leave_tls(url, location, target):
    if target is None:
        with pytest.raises(SendError, match="redirects"):
            onward(url, location)
    else:
        assert onward(url, location) == target


async def test_released_files_are_deleted_once_and_for_all(twilio, kept, channel, reporter):
    told = reporter.sends_media(b"x", caption="secret")
    twilio.fails("delete", status=500)
    with pytest.raises(SendError) as failed:
        await channel.release(told["MediaUrl0"])
    assert failed.value.retryable
    for _ in range(2):
        await channel.release(told["MediaUrl0"])
    assert twilio.messages.files == {}
    assert twilio.messages.kept[told["MessageSid"]]["body"] == "secret"


async def test_bodies_are_emptied_where_that_is_asked(twilio, kept):
    twilio.fails("empty", status=500)
    async with serving(twilio, kept, redact=True) as discreet:
        person = twilio.person(NUMBER)
        text, photo = person.says("secret"), person.sends_media(b"x", caption="secret")
        await twilio.settled()
        await discreet.release(photo["MediaUrl0"])
        await discreet.send(CHAT, asks("votre reçu"), 1)
        bodies = twilio.messages.kept.values()
        await twilio.until(lambda: all(each["body"] == "" for each in bodies))
    assert text["MessageSid"] in twilio.messages.kept
    assert kept.taken[0].body.text == "secret"


async def test_hiding_is_beyond_a_business(twilio, channel, reporter):
    sid = await channel.send(CHAT, asks("q"), 1)
    assert await channel.hide(CHAT, [sid], 9) == 0
