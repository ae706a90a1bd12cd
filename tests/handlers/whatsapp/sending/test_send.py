"""Sending: the 24 hours, the daily limit, Twilio's refusals, and answers that got lost."""

import asyncio
import time
from dataclasses import replace

import pytest

from handlers.channel import Message, SendError
from handlers.whatsapp.channel import WhatsApp
from tests.fakes.twilio.kept import serving, settings
from tests.handlers.whatsapp.samples import CHAT, answers, asks

# Window, ceiling


async def test_outside_the_window_an_approved_template_goes(twilio, kept, channel, reporter):
    sid = twilio.approve("Votre dossier {{1}} a du nouveau, à lire ici.")
    with_template = WhatsApp(settings(twilio, kept, templates={("status", "ar"): sid}))
    await with_template.start(kept.take)
    twilio.passes(24)
    told = Message("Le statut\n\na changé.", answers("Voir"), ("K7M29QXA",), language="ary", purpose="status")
    await with_template.send(CHAT, told, 1)
    for other in (replace(told, language="fr"), replace(told, purpose="alert"), replace(told, purpose="")):
        with pytest.raises(SendError, match="window_closed"):
            await with_template.send(CHAT, other, 2)
    await with_template.stop()
    assert (await reporter.sees()).text == "Votre dossier K7M29QXA a du nouveau, à lire ici."
    assert kept.announcements == [(CHAT, 1)]
    assert twilio.refusals == []


async def test_a_digests_template_holds_the_day_and_none_of_its_codes(twilio, kept, channel, reporter):
    sid = twilio.approve("Le bilan du {{1}} est prêt, à lire ici.")
    twilio.passes(24)
    with_template = WhatsApp(settings(twilio, kept, templates={("digest", "fr"): sid}))
    await with_template.start(kept.take)
    said = Message("Ouverts : 3", codes=("a1b2c3",), language="fr", purpose="digest")
    await with_template.send(CHAT, said, 1)
    await with_template.stop()
    day = time.strftime("%d/%m/%Y", time.gmtime(twilio.now()))
    assert (await reporter.sees()).text == f"Le bilan du {day} est prêt, à lire ici."
    assert kept.announcements == [(CHAT, 1)]


async def test_a_lost_template_is_found_and_not_sent_twice(twilio, kept, channel, reporter):
    sid = twilio.approve("Votre dossier {{1}} a du nouveau, à lire ici.")
    twilio.passes(24)
    twilio.fails("send", drop=True, accepted=True)
    with_template = WhatsApp(settings(twilio, kept, templates={("status", "fr"): sid}))
    await with_template.start(kept.take)
    said = await with_template.send(
        CHAT, Message("Nouveau", codes=("K7M29QXA",), language="fr", purpose="status"), 1
    )
    await with_template.stop()
    assert ((await reporter.sees()).sid, reporter.unseen) == (said, [])


async def test_what_twilio_said_of_the_window_counts_whatever_our_clock_says(twilio, kept, channel, reporter):
    kept.closed.add(CHAT)
    with pytest.raises(SendError, match="window_closed"):
        await channel.send(CHAT, asks("q"), 1)
    assert twilio.called("send") == []


@pytest.mark.parametrize("how", ["stopped", "moved", "silent"])
async def test_nobody_is_written_to_who_must_not_be(twilio, kept, channel, reporter, how):
    if how == "stopped":
        kept.stopped.add(CHAT)
    elif how == "moved":
        kept.addresses[CHAT] = ""
    else:
        twilio.passes(181 * 24)
    with pytest.raises(SendError) as refused:
        await channel.send(CHAT, Message("q", purpose="status"), 1)
    assert refused.value.unreachable
    assert refused.value.reason == ("refused_before" if how == "stopped" else "moved")
    assert twilio.called("send") == []


async def test_a_chat_that_was_forgotten_is_told_so_at_the_name_it_had(twilio, kept, channel, reporter):
    kept.addresses.clear()
    await channel.send(f"{CHAT}~12ab34cd", asks("adieu"), 1)
    assert (await reporter.sees()).text == "adieu"


async def test_without_a_template_the_window_is_closed(twilio, channel, reporter):
    twilio.passes(23.9)
    await channel.send(CHAT, asks("encore"), 1)
    twilio.passes(0.1)
    with pytest.raises(SendError) as closed:
        await channel.send(CHAT, asks("trop tard"), 2)
    assert (closed.value.reason, closed.value.retryable) == ("window_closed", False)
    assert len(twilio.called("send")) == 1
    reporter.says("me revoilà")
    await twilio.settled()
    await channel.send(CHAT, asks("bien"), 3)
    assert [seen.text for seen in await reporter.sees_all(2)] == ["encore", "bien"]


async def test_every_part_is_counted_and_the_ceiling_ends_in_silence(twilio, kept, channel, reporter):
    kept.budget = 2
    await channel.send(CHAT, asks("mot " * 600), 1)
    with pytest.raises(SendError) as dear:
        await channel.send(CHAT, asks("encore"), 2)
    assert (dear.value.reason, dear.value.retryable) == ("ceiling", False)
    assert len(await reporter.sees_all(2)) == len(twilio.called("send")) == 2


# Refusals


@pytest.mark.parametrize(
    ("code", "reason", "unreachable"),
    [
        (21610, "stopped", True),
        (63024, "invalid_recipient", True),
        (63003, "unreachable", True),
        (63014, "blocked", True),
        (63016, "window_closed", False),
        (63049, "meta_withheld", False),
        (21617, "too_long", False),
        (21999, "21999", False),
    ],
)
async def test_refusals_that_are_final(twilio, channel, reporter, code, reason, unreachable):
    twilio.fails("send", status=400, code=code)
    with pytest.raises(SendError) as refused:
        await channel.send(CHAT, asks("q"), 1)
    assert (refused.value.reason, refused.value.unreachable) == (reason, unreachable)
    assert (refused.value.retryable, refused.value.ambiguous) == (False, False)


async def test_whoever_said_stop_to_twilio_hears_nothing_until_start(twilio, channel, reporter):
    reporter.says("STOP")
    await twilio.settled()
    with pytest.raises(SendError) as stopped:
        await channel.send(CHAT, asks("q"), 1)
    assert (stopped.value.reason, stopped.value.unreachable) == ("stopped", True)
    reporter.says("salam")
    with pytest.raises(SendError):
        await channel.send(CHAT, asks("q"), 2)
    reporter.says("START")
    await channel.send(CHAT, asks("q"), 3)
    assert (await reporter.sees()).text == "q"


@pytest.mark.parametrize(
    ("fault", "after"),
    [
        ({"retry_after": 7}, 7.0),
        ({"status": 429, "code": 20429}, 1.0),
        ({"status": 400, "code": 63018}, 1.0),
        ({"status": 401, "code": 20003}, 60.0),
        ({"status": 404, "code": 20404}, 60.0),
    ],
)
async def test_refusals_worth_another_try(twilio, channel, reporter, fault, after):
    twilio.fails("send", **fault)
    with pytest.raises(SendError) as refused:
        await channel.send(CHAT, asks("q"), 1)
    assert (refused.value.retryable, refused.value.ambiguous, refused.value.after) == (True, False, after)
    await channel.send(CHAT, asks("q"), 1)
    assert [(await reporter.sees()).text, *reporter.unseen] == ["q"]


async def test_before_start_and_without_a_server_nothing_can_have_gone_out(twilio, kept, channel, reporter):
    stopped = WhatsApp(settings(twilio, kept))
    nowhere = WhatsApp(replace(settings(twilio, kept), api_url="http://127.0.0.1:9"))
    await nowhere.start(kept.take)
    for absent in (stopped, nowhere):
        with pytest.raises(SendError) as lost:
            await absent.send(CHAT, asks("q"), 1)
        assert (lost.value.retryable, lost.value.ambiguous) == (True, False)
    assert nowhere.status() == "connecting"
    await nowhere.stop()


# Lost answers


@pytest.mark.parametrize("how", [{"drop": True}, {"status": 503}, {"status": 500}])
@pytest.mark.parametrize("buttons", [(), answers("Oui", "Non")])
async def test_a_message_taken_though_its_answer_was_lost_is_found_not_resent(
    twilio, channel, reporter, how, buttons
):
    twilio.fails("send", accepted=True, **how)
    sid = await channel.send(CHAT, asks("q", *buttons), 1)
    seen = await reporter.sees()
    assert (seen.sid, reporter.unseen) == (sid, [])


async def test_a_stalled_answer_is_looked_up(twilio, kept, channel, reporter):
    hold = asyncio.Event()
    twilio.fails("send", accepted=True, hold=hold)
    hasty = WhatsApp(settings(twilio, kept, timeout=1.0))
    await hasty.start(kept.take)
    sid = await hasty.send(CHAT, asks("q"), 1)
    hold.set()
    await hasty.stop()
    assert ((await reporter.sees()).sid, reporter.unseen) == (sid, [])


@pytest.mark.parametrize("how", [{"drop": True}, {"status": 502}])
async def test_a_message_that_got_lost_is_sent_again(twilio, channel, reporter, how):
    twilio.fails("send", **how)
    with pytest.raises(SendError) as lost:
        await channel.send(CHAT, asks("q"), 1)
    assert (lost.value.retryable, lost.value.ambiguous) == (True, True)
    await channel.send(CHAT, asks("q"), 1)
    assert ((await reporter.sees()).text, reporter.unseen) == ("q", [])


async def test_while_nobody_can_look_nothing_is_sent_twice(twilio, channel, reporter):
    twilio.fails("send", drop=True, accepted=True)
    twilio.fails("list", status=500, times=3)
    told = []
    for _ in range(3):
        with pytest.raises(SendError) as lost:
            await channel.send(CHAT, asks("q"), 1)
        told.append((lost.value.retryable, lost.value.ambiguous))
    sid = await channel.send(CHAT, asks("q"), 1)
    assert told == [(True, True), (True, False), (True, False)]
    assert ((await reporter.sees()).sid, reporter.unseen) == (sid, [])


async def test_an_equal_message_sent_before_is_not_mistaken_for_the_lost_one(twilio, channel, reporter):
    first = await channel.send(CHAT, asks("Compris."), 1)
    twilio.fails("send", drop=True)
    with pytest.raises(SendError):
        await channel.send(CHAT, asks("Compris."), 2)
    second = await channel.send(CHAT, asks("Compris."), 2)
    assert [seen.sid for seen in await reporter.sees_all(2)] == [first, second]


async def test_a_long_message_goes_on_where_it_stopped(twilio, channel, reporter):
    twilio.fails("send", status=429, passing=1)
    text = "\n\n".join(f"{n} " + "a" * 1500 for n in range(3))
    with pytest.raises(SendError):
        await channel.send(CHAT, asks(text), 1)
    last = await channel.send(CHAT, asks(text), 1)
    seen = await reporter.sees_all(3)
    assert ([each.text[0] for each in seen], seen[-1].sid) == (["0", "1", "2"], last)
    assert (reporter.unseen, len(twilio.called("send"))) == ([], 4)


async def test_a_long_row_of_an_earlier_process_goes_on_where_that_stopped(twilio, kept, channel, reporter):
    since, text = twilio.now(), "\n\n".join(f"{n} " + "a" * 1500 for n in range(3))
    twilio.fails("send", passing=2, drop=True)
    with pytest.raises(SendError):
        await channel.send(CHAT, asks(text), 1)
    async with serving(twilio, kept) as restarted:
        restarted.doubt(CHAT, 1, since)
        await restarted.send(CHAT, asks(text), 1)
    assert [seen.text[0] for seen in await reporter.sees_all(3)] == ["0", "1", "2"]
    assert reporter.unseen == []


async def test_what_else_this_chat_was_sent_is_not_taken_for_a_row_in_doubt(twilio, kept, channel, reporter):
    since = twilio.now()
    first = await channel.send(CHAT, asks("Compris."), 1)
    async with serving(twilio, kept) as restarted:
        restarted.doubt(CHAT, 2, since, [first])
        second = await restarted.send(CHAT, asks("Compris."), 2)
    assert [seen.sid for seen in await reporter.sees_all(2)] == [first, second]


@pytest.mark.parametrize("before", [True, False])
async def test_a_row_in_doubt_is_found_whether_it_went_with_buttons_or_without(
    twilio, kept, channel, reporter, before
):
    message, since = asks("q", *answers("Oui", "Non")), twilio.now()
    twilio.fails("content", status=500, passing=0 if before else 1)
    sid = await channel.send(CHAT, message, 1)
    kept.contents.clear()
    if not before:
        twilio.contents.made.clear()
    async with serving(twilio, kept) as restarted:
        restarted.doubt(CHAT, 1, since)
        assert await restarted.send(CHAT, message, 1) == sid
    assert len(await reporter.sees_all(1)) == 1
    assert reporter.unseen == []


async def test_a_part_is_counted_once_however_often_it_is_tried(twilio, kept, channel, reporter):
    twilio.fails("send", status=429, code=20429, times=3)
    for _ in range(3):
        with pytest.raises(SendError):
            await channel.send(CHAT, asks("q"), 1)
    await channel.send(CHAT, asks("q"), 1)
    assert kept.spent == [CHAT]


async def test_a_row_an_earlier_process_may_have_sent_is_looked_for(twilio, kept, channel, reporter):
    since = twilio.now()
    sid = await channel.send(CHAT, asks("q"), 1)
    async with serving(twilio, kept) as restarted:
        restarted.doubt(CHAT, 1, since)
        restarted.doubt(CHAT, 2, since)
        assert await restarted.send(CHAT, asks("q"), 1) == sid
        await restarted.send(CHAT, asks("autre"), 2)
    assert [seen.text for seen in await reporter.sees_all(2)] == ["q", "autre"]
