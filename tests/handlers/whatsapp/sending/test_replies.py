"""Replies as people see them on WhatsApp, and the contents that show buttons."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import receipt_link
from handlers.channel import Button, Message
from handlers.split import units
from handlers.whatsapp.encode import encode_message
from tests.fakes.twilio.kept import serving
from tests.handlers.test_receipt_link import WEB, receipt
from tests.handlers.whatsapp.samples import CHAT, NUMBER, answers, asks, nav

LONG = "Quelqu'un me menace de publier des images"
TWELVE = answers(*(f"Catégorie {n}" for n in range(12)))
NUMBERED = "\n".join(f"{n}. Catégorie {n - 1}" for n in range(1, 13))


# What is seen


@pytest.mark.parametrize("address", [WEB, ""])
async def test_a_receipts_link_goes_as_text_and_no_picture_is_published(twilio, kept, address):
    async with serving(twilio, kept, case_link=address) as channel:
        await kept.marked.wait()
        reporter = twilio.person(NUMBER)
        reporter.says("salam")
        await twilio.settled()
        await channel.send(CHAT, receipt(), 1)
        link = receipt_link.link(address, receipt())
        assert (await reporter.sees()).text == "\n\n".join(filter(None, (receipt().text, link)))
        await channel.send(CHAT, Message("la suite"), 2)
        assert (await reporter.sees()).text == "la suite"
    assert [name for request in twilio.called("send") for name in request if name.startswith("Media")] == []


async def test_a_text_is_sent_as_it_is(twilio, channel, reporter):
    sid = await channel.send(CHAT, Message("سلام\n\nAB12CD34", codes=("AB12CD34",)), 1)
    seen = await reporter.sees()
    assert (seen.text, seen.sid, seen.buttons) == ("سلام\n\nAB12CD34", sid, ())
    (request,) = twilio.called("send")
    assert request["StatusCallback"] == "https://ballegh.example/whatsapp/status"
    assert twilio.refusals == []


@pytest.mark.parametrize(
    ("buttons", "labels", "opener"),
    [
        (answers("Oui", "Non"), ["Oui", "Non"], ""),
        ((*nav("Retour"), *answers("Oui", "Non")), ["Oui", "Non"], ""),
        (nav("Retour", "Menu"), ["Retour", "Menu"], ""),
        (answers("Oui", "Non", "Oui"), [], None),
        (answers("Oui", "Un libellé de 21 car"), ["Oui", "Un libellé de 21 car"], ""),
        (answers("Oui", "Un libellé de 21 cars"), ["Oui", "Un libellé de 21 cars"], "Choisir"),
        ((*answers("1", "2", "3"), *nav("r", "a")), ["1", "2", "3"], ""),
        ((*answers("1", "2", "3", "4"), *nav("r", "a")), ["1", "2", "3", "4", "r", "a"], "Choisir"),
        (answers(*"abcdefghij"), list("abcdefghij"), "Choisir"),
        (answers("Oui", LONG), ["Oui", "Quelqu'un me menace de…"], "Choisir"),
    ],
)
async def test_few_answers_are_buttons_more_are_a_list(twilio, channel, reporter, buttons, labels, opener):
    await channel.send(CHAT, asks("Alors ?", *buttons), 1)
    seen = await reporter.sees()
    assert twilio.refusals == []
    if opener is None:  # titles must differ
        assert (seen.labels, seen.text) == (labels, "Alors ?\n\n1. Oui\n2. Non\n3. Oui")
    else:
        ordered = sorted(buttons, key=lambda button: button.nav)
        words = " · ".join(button.label for button in ordered[len(labels) :])
        text = "\n\n".join(filter(None, ("Alors ?", words)))
        assert (seen.text, seen.labels, seen.opener) == (text, labels, opener)
        assert [id for _, id, _ in seen.buttons] == [button.id for button in ordered[: len(labels)]]


async def test_a_label_too_long_for_a_row_stands_below_it_whole(twilio, channel, reporter):
    await channel.send(CHAT, asks("q", *answers("Oui", LONG)), 1)
    assert [detail for _, _, detail in (await reporter.sees()).buttons] == ["", LONG]


async def test_beyond_ten_everything_is_written_out_beside_the_list(twilio, channel, reporter):
    await channel.send(CHAT, asks("De quoi s'agit-il ?", *TWELVE, *nav("Retour", "Aide")), 1)
    seen = await reporter.sees()
    assert seen.text == f"De quoi s'agit-il ?\n\n{NUMBERED}\n\nRetour · Aide"
    assert seen.labels == [f"Catégorie {n}" for n in (*range(9), 11)]
    assert len(twilio.called("send")) == 1


async def test_what_would_cost_another_message_is_numbered_text(twilio, channel, reporter):
    text = "a" * 1200
    await channel.send(CHAT, asks(text, *answers("Oui", "Non"), *nav("Retour")), 1)
    seen = await reporter.sees()
    assert seen.text == f"{text}\n\n1. Oui\n2. Non\n\nRetour"
    assert (seen.buttons, len(twilio.called("send"))) == ((), 1)


async def test_a_long_text_is_cut_between_sentences_its_buttons_last(twilio, channel, reporter):
    sentence = "Le numéro 06 12 34 56 78 a demandé 500 dirhams sur https://exemple.ma/a?b=c. "
    await channel.send(CHAT, asks((sentence * 30).strip(), *answers("Oui", "Non")), 1)
    first, second = await reporter.sees_all(2)
    assert len(first.text) <= 1600
    assert (first.text.endswith("b=c."), second.text.startswith("Le numéro")) == (True, True)
    assert (first.labels, second.labels) == ([], ["Oui", "Non"])


@pytest.mark.parametrize("bad", [Button("", "a"), Button("x" * 65, "a"), Button("ع" * 33, "a")])
async def test_a_button_that_no_one_can_tap_is_our_bug(channel, reporter, bad):
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


async def test_a_content_is_made_once_for_each_shape_and_language(twilio, kept, channel, reporter):
    for row, run in enumerate(("3", "4", "5")):
        buttons = tuple(replace(each, id=f"{run}:q:{each.label}") for each in answers("Oui", "Non"))
        await channel.send(CHAT, asks(f"q{run} ?", *buttons), row)
        assert [id for _, id, _ in (await reporter.sees()).buttons] == [f"{run}:q:Oui", f"{run}:q:Non"]
    await channel.send(CHAT, Message("q", answers("Oui", "Non"), language="ary"), 9)
    assert [each["language"] for each in twilio.called("content")] == ["fr", "ar"]
    assert len(kept.contents) == 2


async def test_lists_of_one_length_share_a_content(twilio, channel, reporter):
    await channel.send(CHAT, asks("un", *answers(*"abcd")), 1)
    await channel.send(CHAT, asks("deux", *answers(*"wxyz")), 2)
    assert [seen.labels for seen in await reporter.sees_all(2)] == [list("abcd"), list("wxyz")]
    assert len(twilio.called("content")) == 1


async def test_people_who_need_the_same_content_at_once_make_it_once(twilio, channel, reporter):
    message = asks("q", *answers("Oui", "Non"))
    await asyncio.gather(*(channel.send(CHAT, message, row) for row in range(20)))
    assert len(twilio.called("content")) == 1
    assert len(await reporter.sees_all(20)) == 20


async def test_a_content_is_found_again_after_a_restart(twilio, kept, channel, reporter):
    message = asks("q", *answers("Oui", "Non"))
    await channel.send(CHAT, message, 1)
    async with serving(twilio, kept) as restarted:
        await restarted.send(CHAT, message, 2)
    kept.contents.clear()  # not even what was kept is left
    async with serving(twilio, kept) as restored:
        await restored.send(CHAT, message, 3)
    assert [seen.labels for seen in await reporter.sees_all(3)] == [["Oui", "Non"]] * 3
    assert len(twilio.called("content")) == 1


async def test_a_creation_whose_answer_was_lost_is_not_repeated(twilio, kept, channel, reporter):
    twilio.fails("content", drop=True, accepted=True)
    message = asks("q", *answers("Oui", "Non"))
    await channel.send(CHAT, message, 1)
    assert (await reporter.sees()).text == "q\n\n1. Oui\n2. Non"
    async with serving(twilio, kept) as later:
        await later.send(CHAT, message, 2)
    assert (await reporter.sees()).labels == ["Oui", "Non"]
    assert len(twilio.contents.made) == 1


@pytest.mark.parametrize("kind", ["content", "contents"])
async def test_without_contents_replies_are_numbered_text(twilio, channel, reporter, kind):
    twilio.fails(kind, status=500)
    for row in range(2):
        await channel.send(CHAT, asks("q", *answers("Oui", "Non"), *nav("Retour")), row)
        assert (await reporter.sees()).text == "q\n\n1. Oui\n2. Non\n\nRetour"
    assert len(twilio.called(kind)) == 1


async def test_a_content_deleted_at_twilio_is_done_without_and_made_anew(twilio, kept, channel, reporter):
    message = asks("q", *answers("Oui", "Non"))
    await channel.send(CHAT, message, 1)
    twilio.contents.made.clear()
    await channel.send(CHAT, message, 2)
    await channel.send(CHAT, message, 3)
    seen = await reporter.sees_all(3)
    assert [each.labels for each in seen] == [["Oui", "Non"], [], ["Oui", "Non"]]
    assert seen[1].text == "q\n\n1. Oui\n2. Non"
