"""Webhooks: signatures, events durable before the answer, senders and their chats, missed messages."""

import asyncio
from email.utils import parsedate_to_datetime

import pytest

from flows.core.events import Contact, Media, Origin, Place, Tap, Text, Unsupported
from handlers.channel import Button, Message
from tests.fakes.twilio.kept import serving
from tests.fakes.twilio.person import Person
from tests.fakes.twilio.server import FakeTwilio

NUMBER = "+212600000001"
CHAT = f"whatsapp:{NUMBER}"
NAMED = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Alami;Omar;;;\r\nFN:Omar\\, frère\r\n"
CARD = f"{NAMED}item1.TEL;type=CELL:+212 6\r\n 11\r\nEND:VCARD"


@pytest.fixture
def salma(twilio: FakeTwilio) -> Person:
    return twilio.person(NUMBER)


# What arrives


async def test_a_text_becomes_durable_and_is_answered_with_empty_twiml(twilio, kept, channel, salma):
    told = salma.says("salam\nبغيت نبلغ 😀")
    await twilio.settled()
    (event,) = kept.taken
    assert (event.id, event.chat) == (f"whatsapp:{told['MessageSid']}", CHAT)
    assert (event.body, event.message) == (Text("salam\nبغيت نبلغ 😀"), told["MessageSid"])
    assert (event.language, event.origin, event.fresh) == ("", None, b"")
    assert abs(event.time - twilio.now()) < 5
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


def vcard(told: dict[str, str], caption: str = "") -> Media:
    """The card of a webhook, as a file of evidence."""
    return Media("document", told["MediaUrl0"], declared_type="text/vcard", caption=caption)


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


# When a message was written

DAYS = 24.0


def created(twilio: FakeTwilio, told: dict[str, str]) -> float:
    """The time of a message at Twilio, in seconds."""
    stamp: str = twilio.messages.kept[told["MessageSid"]]["date_created"]
    return parsedate_to_datetime(stamp).timestamp()


@pytest.mark.parametrize("ahead", [90.0, -90.0])
async def test_a_message_has_twilios_time_beside_ours(twilio, kept, salma, ahead):
    async with serving(twilio, kept, clock=lambda: twilio.now() + ahead):
        await kept.marked.wait()
        told = salma.says("salam")
        await twilio.settled()
    (event,) = kept.taken
    assert event.sent == created(twilio, told)
    assert abs(event.time - twilio.now() - ahead) < 5


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
    async with serving(twilio, kept, timeout=0.1):
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
    ],
)
async def test_what_is_broken_is_answered_and_never_kept(twilio, kept, channel, broken, status):
    assert await twilio.delivery.post("/whatsapp", {**FIELDS, **broken}) == status
    assert len(kept.taken) == (status == 200)


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


# Who a person is


async def test_the_business_scoped_id_comes_before_the_number(twilio, kept, channel):
    twilio.person(NUMBER, external_id="MA.77").says("salam")
    await twilio.settled()
    assert kept.taken[0].chat == "whatsapp:MA.77"
    assert kept.addresses == {"whatsapp:MA.77": NUMBER}
    assert set(kept.chats) == {"MA.77", NUMBER}


async def test_a_person_without_a_number_is_answered_at_their_id(twilio, kept, channel):
    hidden = twilio.person("", external_id="MA.78")
    hidden.says("salam")
    await twilio.settled()
    await channel.send("whatsapp:MA.78", Message("bonjour"), 1)
    assert (await hidden.sees()).text == "bonjour"
    assert twilio.called("send")[0]["To"] == "whatsapp:MA.78"


async def test_a_new_number_keeps_the_conversation_and_is_written_to(twilio, kept, channel):
    person = twilio.person(NUMBER, external_id="MA.77")
    person.says("salam")
    await twilio.settled()
    person.changes_number("+212611111111")
    person.says("c'est moi")
    await twilio.settled()
    assert {event.chat for event in kept.taken} == {"whatsapp:MA.77"}
    await channel.send("whatsapp:MA.77", Message("bonjour"), 1)
    assert (await person.sees()).text == "bonjour"


async def test_a_new_id_for_a_known_number_keeps_the_conversation(twilio, kept, channel, salma):
    salma.says("salam")
    await twilio.settled()
    salma.external_id = "MA.80"
    salma.says("un")
    await twilio.settled()
    salma.hides_number()
    salma.says("deux")
    await twilio.settled()
    assert [event.chat for event in kept.taken] == [CHAT] * 3
    await channel.send(CHAT, Message("bonjour"), 1)
    assert (await salma.sees()).text == "bonjour"


async def test_going_back_to_an_old_number_is_noticed(twilio, kept, channel):
    person = twilio.person(NUMBER, external_id="MA.77")
    for number in ("+212611111111", NUMBER):
        person.says("salam")
        await twilio.settled()
        person.changes_number(number)
    person.says("salam")
    await twilio.settled()
    assert kept.addresses == {"whatsapp:MA.77": NUMBER}


async def test_the_number_on_whatsapp_may_differ_from_the_one_that_writes(twilio, kept, channel):
    twilio.person("+5215511112222", wa_id="525511112222").says("hola")
    await twilio.settled()
    assert set(kept.chats) == {"+5215511112222", "+525511112222"}


# What was missed


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
    assert abs(kept.taken[0].time - written) < 5


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
        await asyncio.wait_for(kept.entered.wait(), 5)
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
