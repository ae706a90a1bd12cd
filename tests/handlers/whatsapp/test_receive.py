"""Messages as neutral events: texts, files, contact cards, positions, taps."""

import pytest

from flows.core.events import Contact, Media, Place, Tap, Text, Unsupported
from flows.said import Origin
from handlers.channel import Button, Message
from tests.fakes.twilio.kept import serving
from tests.handlers.whatsapp.samples import CARD, CHAT, vcard


async def test_a_text_becomes_durable_and_is_answered_with_empty_twiml(twilio, kept, channel, salma):
    told = salma.says("salam\nبغيت نبلغ 😀")
    await twilio.settled()
    (event,) = kept.taken
    assert (event.id, event.chat) == (f"whatsapp:{told['MessageSid']}", CHAT)
    assert (event.body, event.message) == (Text("salam\nبغيت نبلغ 😀"), told["MessageSid"])
    assert (event.language, event.origin, event.fresh) == ("", None, b"")
    assert abs(event.time - twilio.now()) < 60
    assert [attempt.status for attempt in twilio.delivery.attempts] == [200]
    assert b"<Response></Response>" in twilio.delivery.answers[0]


@pytest.mark.parametrize("word", ["STOP", "START", "  stop "])
async def test_stop_and_start_are_words_like_others(twilio, kept, channel, salma, word):
    salma.says(word)
    await twilio.settled()
    assert kept.bodies == [Text(word)]


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ("image/jpeg", "photo"),
        ("image/webp", "photo"),
        ("audio/ogg; codecs=opus", "voice"),
        ("audio/mpeg", "audio"),
        ("video/mp4", "video"),
        ("application/pdf", "document"),
        ("", "document"),
    ],
)
async def test_every_kind_of_media(twilio, kept, channel, salma, declared, kind):
    told = salma.sends_media(b"bytes", declared, "regardez")
    await twilio.settled()
    plain = declared.partition(";")[0]
    assert kept.bodies == [Media(kind, told["MediaUrl0"], declared_type=plain, caption="regardez")]


async def test_a_documents_name_comes_as_its_text(twilio, kept, channel, salma):
    told = salma.sends_media(b"%PDF", "application/pdf", "relevé de compte.pdf")
    await twilio.settled()
    named = Media("document", told["MediaUrl0"], "relevé de compte.pdf", declared_type="application/pdf")
    assert kept.bodies == [named]


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [("IMG_2041.JPG", "document", "IMG_2041.JPG"), ("vu sur arnaque.top", "photo", "")],
)
async def test_a_picture_sent_as_a_file_comes_with_its_name(twilio, kept, channel, salma, words, kind, name):
    salma.sends_media(b"\xff\xd8\xff", "image/jpeg", words)
    await twilio.settled()
    body = kept.bodies[0]
    assert (body.kind, body.name, body.caption) == (kind, name, "" if name else words)


async def test_several_files_are_several_events_all_durable_before_the_answer(twilio, kept, channel, salma):
    kept.gate.clear()
    told = salma.sends_files([(b"1", "image/png"), (b"2", "video/mp4"), (b"3", "image/png")], "vu")
    await kept.entered.wait()
    assert twilio.delivery.attempts == []
    kept.gate.set()
    await twilio.settled()
    sid = told["MessageSid"]
    assert [event.id for event in kept.taken] == [f"whatsapp:{sid}", f"whatsapp:{sid}:1", f"whatsapp:{sid}:2"]
    assert [event.body.caption for event in kept.taken] == ["vu", "", ""]
    assert {event.body.album for event in kept.taken} == {sid}


async def test_files_have_the_same_ids_in_whatever_order_they_are_told(twilio, kept, channel, salma):
    told = salma.sends_files([(b"1", "image/png"), (b"2", "video/mp4")])
    await twilio.settled()
    turned = dict(told)
    for name in ("MediaUrl", "MediaContentType"):
        turned[f"{name}0"], turned[f"{name}1"] = told[f"{name}1"], told[f"{name}0"]
    first, kept.taken = kept.taken, []
    assert await twilio.delivery.post("/whatsapp", turned) == 200
    assert [(event.id, event.body) for event in kept.taken] == [(event.id, event.body) for event in first]


async def test_a_position_with_its_names(twilio, kept, channel, salma):
    salma.shares_place(33.57, -7.58, "Casa Voyageurs", "Bd Bahmad")
    salma.shares_place(33.57, -7.58)
    await twilio.settled()
    assert kept.bodies == [Place(33.57, -7.58, "Casa Voyageurs, Bd Bahmad"), Place(33.57, -7.58)]


async def test_a_contact_card_is_read_and_kept_as_a_file(twilio, kept, channel, salma):
    told = salma.shares_contact(CARD)
    await twilio.settled()
    assert kept.bodies == [Contact("Omar, frère", "+212 611", file=vcard(told))]
    assert [event.id for event in kept.taken] == [f"whatsapp:{told['MessageSid']}"]
    assert twilio.leaks == []


async def test_several_cards_and_numbers_come_whole(twilio, kept, channel, salma):
    told = salma.shares_contact(CARD.replace("END", "TEL:0522\r\nEND") + CARD.replace("Omar", "Ali"))
    await twilio.settled()
    others = (Contact("Ali, frère", "+212 611"),)
    assert kept.bodies == [Contact("Omar, frère", "+212 611, 0522", others, vcard(told))]


async def test_words_beside_a_card_are_kept_with_its_file(twilio, kept, channel, salma):
    told = salma.sends_files([(CARD.encode(), "text/vcard")], "c'est lui")
    await twilio.settled()
    assert kept.bodies == [Contact("Omar, frère", "+212 611", file=vcard(told, "c'est lui"))]


@pytest.mark.parametrize("redact", [True, False])
async def test_a_card_is_deleted_at_twilio_only_once_its_file_is_kept(twilio, kept, salma, redact):
    async with serving(twilio, kept, redact=redact) as channel:
        await kept.marked.wait()
        told = salma.sends_files([(CARD.encode(), "text/vcard")], "c'est lui")
        await twilio.settled()
        await twilio.until(lambda: twilio.typed)
        data = b"".join([chunk async for chunk in channel.fetch(told["MediaUrl0"])])
        assert data == CARD.encode()
        assert twilio.messages.kept[told["MessageSid"]]["body"] == "c'est lui"
        await channel.release(told["MediaUrl0"])
    assert twilio.messages.files == {}
    assert twilio.messages.kept[told["MessageSid"]]["body"] == ("" if redact else "c'est lui")


@pytest.mark.parametrize("card", ["BEGIN:VCARD\r\nFN:Omar\r\nEND:VCARD", "\x00", "TEL:" + "9" * 300_000])
async def test_a_card_that_cannot_be_read_is_evidence_like_any_file(twilio, kept, channel, salma, card):
    told = salma.shares_contact(card)
    await twilio.settled()
    assert kept.bodies == [Media("document", told["MediaUrl0"], declared_type="text/vcard")]


async def test_taps_come_with_our_ids_whatever_they_are_called(twilio, kept, channel, salma):
    salma.says("salam")
    await twilio.settled()
    few = tuple(Button(f"3:q:{n}", label) for n, label in enumerate(("Oui", "Non")))
    many = tuple(Button(f"4:q:{n}", f"Réponse {n}") for n in range(7))
    await channel.send(CHAT, Message("q", few, language="fr"), 1)
    await channel.send(CHAT, Message("q", many, language="fr"), 2)
    salma.taps("Non")
    salma.taps("Réponse 6")
    salma.taps("2")
    await twilio.settled()
    assert kept.bodies[1:] == [Tap("3:q:1"), Tap("4:q:6"), Text("2")]


@pytest.mark.parametrize("payload", ["{{2}}", "order-17", "a:b:" + "x" * 61])
async def test_a_payload_that_is_not_ours_counts_as_the_words_on_the_button(
    twilio, kept, channel, salma, payload
):
    salma.says("Oui", ButtonPayload=payload, ButtonText="Oui")
    await twilio.settled()
    assert kept.bodies == [Text("Oui")]


async def test_forwarded_messages_say_so(twilio, kept, channel, salma):
    salma.forwards("gagnez 500 dollars", often=True)
    salma.says("voilà", OriginalRepliedMessageSid="SM" + "1" * 32)
    await twilio.settled()
    assert [event.origin for event in kept.taken] == [Origin(), None]


async def test_what_is_not_understood_is_named(twilio, kept, channel, salma):
    salma.says("", MessageType="order")
    salma.says("", Latitude="nan", Longitude="3")
    await twilio.settled()
    assert kept.bodies == [Unsupported("order"), Unsupported("text")]
