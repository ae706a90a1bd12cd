"""Replies and their form on WhatsApp; Twilio's refusals; none lost, none sent blindly twice."""

import asyncio
import logging
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import receipt_link
from handlers.channel import Button, Message, SendError
from handlers.split import units
from handlers.whatsapp.api import onward
from handlers.whatsapp.channel import WhatsApp
from handlers.whatsapp.encode import encode_message
from tests.fakes.twilio.kept import serving, settings
from tests.fakes.twilio.person import Person
from tests.fakes.twilio.server import FakeTwilio
from tests.handlers.test_receipt_link import WEB, receipt

NUMBER = "+212600000001"
CHAT = f"whatsapp:{NUMBER}"


@pytest.fixture
async def salma(twilio: FakeTwilio, channel: WhatsApp) -> Person:
    """A person who has just written."""
    person = twilio.person(NUMBER)
    person.says("salam")
    await twilio.settled()
    return person


def answers(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(f"3:q:{number}", label) for number, label in enumerate(labels))


def nav(*labels: str) -> tuple[Button, ...]:
    return tuple(Button(f"3:do:{label}", label, nav=True) for label in labels)


def asks(text: str, *buttons: Button) -> Message:
    return Message(text, buttons, language="fr")


LONG = "Quelqu'un me menace de publier des images"
TWELVE = answers(*(f"Catégorie {n}" for n in range(12)))
NUMBERED = "\n".join(f"{n}. Catégorie {n - 1}" for n in range(1, 13))


# What is seen


@pytest.mark.parametrize("address", [WEB, ""])
async def test_a_receipts_link_goes_as_text_and_no_picture_is_published(twilio, kept, address):
    async with serving(twilio, kept, case_link=address) as channel:
        await kept.marked.wait()
        salma = twilio.person(NUMBER)
        salma.says("salam")
        await twilio.settled()
        await channel.send(CHAT, receipt(), 1)
        link = receipt_link.link(address, receipt())
        assert (await salma.sees()).text == "\n\n".join(filter(None, (receipt().text, link)))
        await channel.send(CHAT, Message("la suite"), 2)
        assert (await salma.sees()).text == "la suite"
    assert [name for request in twilio.called("send") for name in request if name.startswith("Media")] == []


async def test_a_text_is_sent_as_it_is(twilio, channel, salma):
    sid = await channel.send(CHAT, Message("سلام\n\nAB12CD34", codes=("AB12CD34",)), 1)
    seen = await salma.sees()
    assert (seen.text, seen.sid, seen.buttons) == ("سلام\n\nAB12CD34", sid, ())
    (request,) = twilio.called("send")
    assert request["StatusCallback"] == "https://ballegh.example/whatsapp/status"
    assert twilio.refusals == []


@pytest.mark.parametrize(
    ("buttons", "labels", "opener"),
    [
        (answers("Oui", "Non"), ["Oui", "Non"], ""),
        ((*nav("Retour"), *answers("Oui", "Non")), ["Oui", "Non", "Retour"], ""),
        (answers("Oui", "Non", "Oui"), [], None),
        (answers("Oui", "Un libellé de 21 car"), ["Oui", "Un libellé de 21 car"], ""),
        (answers("Oui", "Un libellé de 21 cars"), ["Oui", "Un libellé de 21 cars"], "Choisir"),
        ((*answers("1", "2", "3"), *nav("r", "a")), ["1", "2", "3", "r", "a"], "Choisir"),
        (answers(*"abcdefghij"), list("abcdefghij"), "Choisir"),
        (answers("Oui", LONG), ["Oui", "Quelqu'un me menace de…"], "Choisir"),
    ],
)
async def test_few_answers_are_buttons_more_are_a_list(twilio, channel, salma, buttons, labels, opener):
    await channel.send(CHAT, asks("Alors ?", *buttons), 1)
    seen = await salma.sees()
    assert twilio.refusals == []
    if opener is None:  # titles must differ
        assert (seen.labels, seen.text) == (labels, "Alors ?\n\n1. Oui\n2. Non\n3. Oui")
    else:
        assert (seen.text, seen.labels, seen.opener) == ("Alors ?", labels, opener)
        ordered = sorted(buttons, key=lambda button: button.nav)
        assert [id for _, id, _ in seen.buttons] == [button.id for button in ordered]


async def test_a_label_too_long_for_a_row_stands_below_it_whole(twilio, channel, salma):
    await channel.send(CHAT, asks("q", *answers("Oui", LONG)), 1)
    assert [detail for _, _, detail in (await salma.sees()).buttons] == ["", LONG]


async def test_beyond_ten_everything_is_written_out_beside_the_list(twilio, channel, salma):
    await channel.send(CHAT, asks("De quoi s'agit-il ?", *TWELVE, *nav("Retour", "Aide")), 1)
    seen = await salma.sees()
    assert seen.text == f"De quoi s'agit-il ?\n\n{NUMBERED}\n\nRetour · Aide"
    assert seen.labels == [f"Catégorie {n}" for n in range(10)]
    assert len(twilio.called("send")) == 1


async def test_what_would_cost_another_message_is_numbered_text(twilio, channel, salma):
    text = "a" * 1200
    await channel.send(CHAT, asks(text, *answers("Oui", "Non"), *nav("Retour")), 1)
    seen = await salma.sees()
    assert seen.text == f"{text}\n\n1. Oui\n2. Non\n\nRetour"
    assert (seen.buttons, len(twilio.called("send"))) == ((), 1)


async def test_a_long_text_is_cut_between_sentences_its_buttons_last(twilio, channel, salma):
    sentence = "Le numéro 06 12 34 56 78 a demandé 500 dirhams sur https://exemple.ma/a?b=c. "
    await channel.send(CHAT, asks((sentence * 30).strip(), *answers("Oui", "Non")), 1)
    first, second = await salma.sees_all(2)
    assert len(first.text) <= 1600
    assert (first.text.endswith("b=c."), second.text.startswith("Le numéro")) == (True, True)
    assert (first.labels, second.labels) == ([], ["Oui", "Non"])


@pytest.mark.parametrize("bad", [Button("", "a"), Button("x" * 65, "a"), Button("ع" * 33, "a")])
async def test_a_button_that_no_one_can_tap_is_our_bug(channel, salma, bad):
    with pytest.raises(ValueError, match="button"):
        await channel.send(CHAT, asks("q", bad), 1)


@given(
    st.text(min_size=1, max_size=4000).filter(str.strip),
    st.lists(st.text(min_size=1, max_size=90).filter(str.strip), max_size=14),
)
def test_every_part_keeps_to_the_limits(text, labels):
    ways = encode_message(asks(text, *answers(*labels)), "Choisir")
    assert all(units(part.body) <= 1600 for part in ways.plain)
    for part in ways.rich:
        assert units(part.body) <= (1024 if part.content else 1600)
        assert len(ways.rich) <= len(ways.plain)
        assert all(units(value) <= 72 for value in part.variables[1:])


# Contents


async def test_a_content_is_made_once_for_each_shape_and_language(twilio, kept, channel, salma):
    for row, run in enumerate(("3", "4", "5")):
        buttons = tuple(replace(each, id=f"{run}:q:{each.label}") for each in answers("Oui", "Non"))
        await channel.send(CHAT, asks(f"q{run} ?", *buttons), row)
        assert [id for _, id, _ in (await salma.sees()).buttons] == [f"{run}:q:Oui", f"{run}:q:Non"]
    await channel.send(CHAT, Message("q", answers("Oui", "Non"), language="ary"), 9)
    assert [each["language"] for each in twilio.called("content")] == ["fr", "ar"]
    assert len(kept.contents) == 2


async def test_lists_of_one_length_share_a_content(twilio, channel, salma):
    await channel.send(CHAT, asks("un", *answers(*"abcd")), 1)
    await channel.send(CHAT, asks("deux", *answers(*"wxyz")), 2)
    assert [seen.labels for seen in await salma.sees_all(2)] == [list("abcd"), list("wxyz")]
    assert len(twilio.called("content")) == 1


async def test_people_who_need_the_same_content_at_once_make_it_once(twilio, channel, salma):
    message = asks("q", *answers("Oui", "Non"))
    await asyncio.gather(*(channel.send(CHAT, message, row) for row in range(20)))
    assert len(twilio.called("content")) == 1
    assert len(await salma.sees_all(20)) == 20


async def test_a_content_is_found_again_after_a_restart(twilio, kept, channel, salma):
    message = asks("q", *answers("Oui", "Non"))
    await channel.send(CHAT, message, 1)
    async with serving(twilio, kept) as restarted:
        await restarted.send(CHAT, message, 2)
    kept.contents.clear()  # not even what was kept is left
    async with serving(twilio, kept) as restored:
        await restored.send(CHAT, message, 3)
    assert [seen.labels for seen in await salma.sees_all(3)] == [["Oui", "Non"]] * 3
    assert len(twilio.called("content")) == 1


async def test_a_creation_whose_answer_was_lost_is_not_repeated(twilio, kept, channel, salma):
    twilio.fails("content", drop=True, accepted=True)
    message = asks("q", *answers("Oui", "Non"))
    await channel.send(CHAT, message, 1)
    assert (await salma.sees()).text == "q\n\n1. Oui\n2. Non"
    async with serving(twilio, kept) as later:
        await later.send(CHAT, message, 2)
    assert (await salma.sees()).labels == ["Oui", "Non"]
    assert len(twilio.contents.made) == 1


@pytest.mark.parametrize("kind", ["content", "contents"])
async def test_without_contents_replies_are_numbered_text(twilio, channel, salma, kind):
    twilio.fails(kind, status=500)
    for row in range(2):
        await channel.send(CHAT, asks("q", *answers("Oui", "Non"), *nav("Retour")), row)
        assert (await salma.sees()).text == "q\n\n1. Oui\n2. Non\n\nRetour"
    assert len(twilio.called(kind)) == 1


async def test_a_content_deleted_at_twilio_is_done_without_and_made_anew(twilio, kept, channel, salma):
    message = asks("q", *answers("Oui", "Non"))
    await channel.send(CHAT, message, 1)
    twilio.contents.made.clear()
    await channel.send(CHAT, message, 2)
    await channel.send(CHAT, message, 3)
    seen = await salma.sees_all(3)
    assert [each.labels for each in seen] == [["Oui", "Non"], [], ["Oui", "Non"]]
    assert seen[1].text == "q\n\n1. Oui\n2. Non"


# Window, ceiling


async def test_outside_the_window_an_approved_template_goes(twilio, kept, channel, salma):
    sid = twilio.approve("Votre dossier : {{1}}")
    with_template = WhatsApp(settings(twilio, kept, templates={("status", "ar"): sid}))
    await with_template.start(kept.take)
    twilio.passes(24)
    told = Message("Le statut\n\na changé.", answers("Voir"), language="ary", purpose="status")
    await with_template.send(CHAT, told, 1)
    for other in (replace(told, language="fr"), replace(told, purpose="alert"), replace(told, purpose="")):
        with pytest.raises(SendError, match="window_closed"):
            await with_template.send(CHAT, other, 2)
    await with_template.stop()
    assert (await salma.sees()).text == "Votre dossier : Le statut a changé."
    assert twilio.refusals == []


async def test_a_lost_template_is_found_and_not_sent_twice(twilio, kept, channel, salma):
    sid = twilio.approve("Votre dossier : {{1}}")
    twilio.passes(24)
    twilio.fails("send", drop=True, accepted=True)
    with_template = WhatsApp(settings(twilio, kept, templates={("status", "fr"): sid}))
    await with_template.start(kept.take)
    said = await with_template.send(CHAT, Message("Nouveau", language="fr", purpose="status"), 1)
    await with_template.stop()
    assert ((await salma.sees()).sid, salma.unseen) == (said, [])


async def test_what_twilio_said_of_the_window_counts_whatever_our_clock_says(twilio, kept, channel, salma):
    kept.closed.add(CHAT)
    with pytest.raises(SendError, match="window_closed"):
        await channel.send(CHAT, asks("q"), 1)
    assert twilio.called("send") == []


@pytest.mark.parametrize("how", ["stopped", "moved", "silent"])
async def test_nobody_is_written_to_who_must_not_be(twilio, kept, channel, salma, how):
    if how == "stopped":
        kept.stopped.add(CHAT)
    elif how == "moved":
        kept.addresses[CHAT] = ""
    else:
        twilio.passes(181 * 24)
    with pytest.raises(SendError) as refused:
        await channel.send(CHAT, Message("q", purpose="status"), 1)
    assert refused.value.unreachable
    assert refused.value.reason == ("stopped" if how == "stopped" else "moved")
    assert twilio.called("send") == []


async def test_a_chat_that_was_forgotten_is_told_so_at_the_name_it_had(twilio, kept, channel, salma):
    kept.addresses.clear()
    await channel.send(f"{CHAT}~12ab34cd", asks("adieu"), 1)
    assert (await salma.sees()).text == "adieu"


async def test_without_a_template_the_window_is_closed(twilio, channel, salma):
    twilio.passes(23.9)
    await channel.send(CHAT, asks("encore"), 1)
    twilio.passes(0.1)
    with pytest.raises(SendError) as closed:
        await channel.send(CHAT, asks("trop tard"), 2)
    assert (closed.value.reason, closed.value.retryable) == ("window_closed", False)
    assert len(twilio.called("send")) == 1
    salma.says("me revoilà")
    await twilio.settled()
    await channel.send(CHAT, asks("bien"), 3)
    assert [seen.text for seen in await salma.sees_all(2)] == ["encore", "bien"]


async def test_every_part_is_counted_and_the_ceiling_ends_in_silence(twilio, kept, channel, salma):
    kept.budget = 2
    await channel.send(CHAT, asks("mot " * 600), 1)
    with pytest.raises(SendError) as dear:
        await channel.send(CHAT, asks("encore"), 2)
    assert (dear.value.reason, dear.value.retryable) == ("ceiling", False)
    assert len(await salma.sees_all(2)) == len(twilio.called("send")) == 2


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
async def test_refusals_that_are_final(twilio, channel, salma, code, reason, unreachable):
    twilio.fails("send", status=400, code=code)
    with pytest.raises(SendError) as refused:
        await channel.send(CHAT, asks("q"), 1)
    assert (refused.value.reason, refused.value.unreachable) == (reason, unreachable)
    assert (refused.value.retryable, refused.value.ambiguous) == (False, False)


async def test_whoever_said_stop_hears_nothing_until_they_write(twilio, channel, salma):
    salma.says("STOP")
    await twilio.settled()
    with pytest.raises(SendError) as stopped:
        await channel.send(CHAT, asks("q"), 1)
    assert (stopped.value.reason, stopped.value.unreachable) == ("stopped", True)
    salma.says("salam")
    await channel.send(CHAT, asks("q"), 2)
    assert (await salma.sees()).text == "q"


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
async def test_refusals_worth_another_try(twilio, channel, salma, fault, after):
    twilio.fails("send", **fault)
    with pytest.raises(SendError) as refused:
        await channel.send(CHAT, asks("q"), 1)
    assert (refused.value.retryable, refused.value.ambiguous, refused.value.after) == (True, False, after)
    await channel.send(CHAT, asks("q"), 1)
    assert [(await salma.sees()).text, *salma.unseen] == ["q"]


async def test_before_start_and_without_a_server_nothing_can_have_gone_out(twilio, kept, channel, salma):
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
    twilio, channel, salma, how, buttons
):
    twilio.fails("send", accepted=True, **how)
    sid = await channel.send(CHAT, asks("q", *buttons), 1)
    seen = await salma.sees()
    assert (seen.sid, salma.unseen) == (sid, [])


async def test_a_stalled_answer_is_looked_up(twilio, kept, channel, salma):
    hold = asyncio.Event()
    twilio.fails("send", accepted=True, hold=hold)
    hasty = WhatsApp(settings(twilio, kept, timeout=0.3))
    await hasty.start(kept.take)
    sid = await hasty.send(CHAT, asks("q"), 1)
    hold.set()
    await hasty.stop()
    assert ((await salma.sees()).sid, salma.unseen) == (sid, [])


@pytest.mark.parametrize("how", [{"drop": True}, {"status": 502}])
async def test_a_message_that_got_lost_is_sent_again(twilio, channel, salma, how):
    twilio.fails("send", **how)
    with pytest.raises(SendError) as lost:
        await channel.send(CHAT, asks("q"), 1)
    assert (lost.value.retryable, lost.value.ambiguous) == (True, True)
    await channel.send(CHAT, asks("q"), 1)
    assert ((await salma.sees()).text, salma.unseen) == ("q", [])


async def test_while_nobody_can_look_nothing_is_sent_twice(twilio, channel, salma):
    twilio.fails("send", drop=True, accepted=True)
    twilio.fails("list", status=500, times=3)
    told = []
    for _ in range(3):
        with pytest.raises(SendError) as lost:
            await channel.send(CHAT, asks("q"), 1)
        told.append((lost.value.retryable, lost.value.ambiguous))
    sid = await channel.send(CHAT, asks("q"), 1)
    assert told == [(True, True), (True, False), (True, False)]
    assert ((await salma.sees()).sid, salma.unseen) == (sid, [])


async def test_an_equal_message_sent_before_is_not_mistaken_for_the_lost_one(twilio, channel, salma):
    first = await channel.send(CHAT, asks("Compris."), 1)
    twilio.fails("send", drop=True)
    with pytest.raises(SendError):
        await channel.send(CHAT, asks("Compris."), 2)
    second = await channel.send(CHAT, asks("Compris."), 2)
    assert [seen.sid for seen in await salma.sees_all(2)] == [first, second]


async def test_a_long_message_goes_on_where_it_stopped(twilio, channel, salma):
    twilio.fails("send", status=429, passing=1)
    text = "\n\n".join(f"{n} " + "a" * 1500 for n in range(3))
    with pytest.raises(SendError):
        await channel.send(CHAT, asks(text), 1)
    last = await channel.send(CHAT, asks(text), 1)
    seen = await salma.sees_all(3)
    assert ([each.text[0] for each in seen], seen[-1].sid) == (["0", "1", "2"], last)
    assert (salma.unseen, len(twilio.called("send"))) == ([], 4)


async def test_a_long_row_of_an_earlier_process_goes_on_where_that_stopped(twilio, kept, channel, salma):
    since, text = twilio.now(), "\n\n".join(f"{n} " + "a" * 1500 for n in range(3))
    twilio.fails("send", passing=2, drop=True)
    with pytest.raises(SendError):
        await channel.send(CHAT, asks(text), 1)
    async with serving(twilio, kept) as restarted:
        restarted.doubt(CHAT, 1, since)
        await restarted.send(CHAT, asks(text), 1)
    assert [seen.text[0] for seen in await salma.sees_all(3)] == ["0", "1", "2"]
    assert salma.unseen == []


async def test_what_else_this_chat_was_sent_is_not_taken_for_a_row_in_doubt(twilio, kept, channel, salma):
    since = twilio.now()
    first = await channel.send(CHAT, asks("Compris."), 1)
    async with serving(twilio, kept) as restarted:
        restarted.doubt(CHAT, 2, since, [first])
        second = await restarted.send(CHAT, asks("Compris."), 2)
    assert [seen.sid for seen in await salma.sees_all(2)] == [first, second]


@pytest.mark.parametrize("before", [True, False])
async def test_a_row_in_doubt_is_found_whether_it_went_with_buttons_or_without(
    twilio, kept, channel, salma, before
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
    assert len(await salma.sees_all(1)) == 1
    assert salma.unseen == []


async def test_a_part_is_counted_once_however_often_it_is_tried(twilio, kept, channel, salma):
    twilio.fails("send", status=429, code=20429, times=3)
    for _ in range(3):
        with pytest.raises(SendError):
            await channel.send(CHAT, asks("q"), 1)
    await channel.send(CHAT, asks("q"), 1)
    assert kept.spent == [CHAT]


async def test_a_row_an_earlier_process_may_have_sent_is_looked_for(twilio, kept, channel, salma):
    since = twilio.now()
    sid = await channel.send(CHAT, asks("q"), 1)
    async with serving(twilio, kept) as restarted:
        restarted.doubt(CHAT, 1, since)
        restarted.doubt(CHAT, 2, since)
        assert await restarted.send(CHAT, asks("q"), 1) == sid
        await restarted.send(CHAT, asks("autre"), 2)
    assert [seen.text for seen in await salma.sees_all(2)] == ["q", "autre"]


# Files


async def test_a_file_is_fetched_without_giving_the_credentials_away(twilio, kept, channel, salma):
    told = salma.sends_media(bytes(range(256)) * 3000)
    await twilio.settled()
    data = b"".join([chunk async for chunk in channel.fetch(told["MediaUrl0"])])
    assert data == bytes(range(256)) * 3000
    assert twilio.leaks == []
    await twilio.until(lambda: twilio.typed == [told["MessageSid"]])


@pytest.mark.parametrize("how", [{"status": 403}, {"status": 500}, {"drop": True}])
async def test_a_download_that_fails_is_tried_again_by_a_new_address(twilio, channel, salma, how):
    told = salma.sends_media(b"x" * 100_000)
    twilio.fails("download", **how)
    with pytest.raises(SendError) as failed:
        [chunk async for chunk in channel.fetch(told["MediaUrl0"])]
    assert failed.value.retryable
    assert [chunk async for chunk in channel.fetch(told["MediaUrl0"])]


async def test_a_file_too_big_is_refused(twilio, kept, salma):
    told = salma.sends_media(b"x" * 100_000)
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
async def test_nothing_but_the_accounts_own_media_is_ever_asked_for(twilio, channel, salma, change):
    told = salma.sends_media(b"x")
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


async def test_released_files_are_deleted_once_and_for_all(twilio, kept, channel, salma):
    told = salma.sends_media(b"x", caption="secret")
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


async def test_hiding_is_beyond_a_business(twilio, channel, salma):
    sid = await channel.send(CHAT, asks("q"), 1)
    assert await channel.hide(CHAT, [sid]) == 0


# Words on what became of a message


async def test_status_callbacks_are_passed_on_in_any_order(twilio, kept, channel, salma):
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
async def test_why_a_message_was_not_delivered(twilio, kept, channel, salma, code, reason):
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


async def test_nothing_said_reaches_a_log(twilio, kept, channel, salma, capfd, caplog):
    caplog.set_level(logging.DEBUG)
    secrets = ("TOPSECRET", NUMBER.removeprefix("+"), twilio.auth_token, twilio.account_sid)
    for kind in ("send", "content", "list", "delete", "empty", "typing"):
        twilio.fails(kind, status=400)
    salma.says("TOPSECRET")
    told = salma.sends_media(b"TOPSECRET", caption="TOPSECRET")
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
