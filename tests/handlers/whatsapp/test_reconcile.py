"""Messages that the webhook did not bring, taken from Twilio's list."""

import asyncio

from flows.core.events import Contact, Media, Text
from handlers.channel import Message
from tests.fakes.twilio.kept import serving
from tests.handlers.whatsapp.samples import CARD, CHAT, NUMBER, vcard


async def test_a_thousand_messages_missed_in_an_outage_are_all_taken(twilio, kept, channel):
    people = [twilio.person(f"+2126{n:08}") for n in range(40)]
    twilio.delivery.retries, twilio.delivery.pause = 0, 0.0
    with twilio.outage():
        for n in range(25):
            for person in people:
                person.says(f"{n}")
        await twilio.settled(30)
    assert kept.taken == []
    assert await channel.reconcile() == 1000
    spoken: dict[str, list[str]] = {}
    for event in kept.taken:
        spoken.setdefault(event.chat, []).append(event.body.text)
    assert len(kept.taken) == 1000
    assert all(said == [f"{n}" for n in range(25)] for said in spoken.values())
    assert await channel.reconcile() == 0
    assert twilio.refusals == []


async def test_a_message_heard_of_twice_has_one_id(twilio, kept):
    async with serving(twilio, kept):
        await kept.marked.wait()
        twilio.person(NUMBER).sends_files([(b"1", "image/png"), (b"2", "video/mp4")], "vu")
        await twilio.settled()
        first = list(kept.taken)
    kept.marked.clear()
    async with serving(twilio, kept):
        await kept.marked.wait()
    assert kept.again == 2
    assert [event.id for event in kept.taken] == [event.id for event in first]


async def test_missed_media_and_cards_arrive_as_if_delivered(twilio, kept, channel, salma):
    twilio.delivery.retries = 0
    with twilio.outage():
        told = salma.sends_media(b"bytes", "image/jpeg", "vu")
        shared = salma.shares_contact(CARD)
        await twilio.settled()
    await channel.reconcile()
    photo = Media("photo", told["MediaUrl0"], declared_type="image/jpeg", caption="vu")
    assert kept.bodies == [photo, Contact("Omar, frère", "+212 611", file=vcard(shared))]


async def test_a_missed_message_whose_media_cannot_be_listed_waits_or_comes_without(
    twilio, kept, channel, salma
):
    twilio.delivery.retries = 0
    with twilio.outage():
        salma.sends_media(b"bytes", "image/jpeg", "vu")
        await twilio.settled()
    twilio.fails("media", status=500)
    assert (await channel.reconcile(), kept.taken) == (0, [])
    twilio.fails("media", status=404)  # deleted meanwhile
    assert (await channel.reconcile(), kept.bodies) == (1, [Text("vu")])


async def test_a_missed_message_counts_from_when_it_was_written(twilio, kept, channel, salma):
    twilio.delivery.retries = 0
    with twilio.outage():
        salma.says("salam")
        await twilio.settled()
    written = twilio.now()
    twilio.passes(0.5)
    await channel.reconcile()
    assert abs(kept.taken[0].time - written) < 60


async def test_the_mark_waits_for_what_could_not_be_kept(twilio, kept, channel, salma):
    await twilio.until(lambda: twilio.called("list"))
    mark = kept.mark
    with twilio.outage():
        salma.says("un")
        salma.says("deux")
        await twilio.settled()
    kept.failing = 1
    assert await channel.reconcile() == 0
    assert kept.mark == mark
    assert await channel.reconcile() == 2
    assert kept.mark > mark
    assert kept.bodies == [Text("un"), Text("deux")]


async def test_reconciling_goes_on_after_failures(twilio, kept):
    twilio.fails("list", status=503, times=2)
    twilio.fails("list", retry_after=1)
    twilio.fails("list", drop=True)
    twilio.delivery.retries = 0
    with twilio.outage():
        twilio.person(NUMBER).says("salam")
        await twilio.settled()
    async with serving(twilio, kept, every=0.01):
        await asyncio.wait_for(kept.entered.wait(), 60)
    assert kept.bodies == [Text("salam")]


async def test_only_webhooks_are_answered_with_a_typing_indicator(twilio, kept, salma):
    async with serving(twilio, kept):
        await kept.marked.wait()
        told = salma.sends_media(b"x")
        await twilio.until(lambda: twilio.typed)
    kept.marked.clear()
    async with serving(twilio, kept):
        await kept.marked.wait()
    assert (twilio.typed, kept.again) == ([told["MessageSid"]], 1)


async def test_only_inbound_whatsapp_messages_are_reconciled(twilio, kept, channel, salma):
    salma.says("salam")
    await twilio.settled()
    await channel.send(CHAT, Message("bonjour"), 1)
    odd = dict(twilio.messages.kept["SM" + f"{1:032x}"], sid="SM" + "e" * 32)
    odd["from"] = "+212600000001"
    twilio.messages.kept[odd["sid"]] = odd
    assert await channel.reconcile() == 0
