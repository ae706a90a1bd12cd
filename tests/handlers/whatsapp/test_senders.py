"""Senders and their chats: ids, numbers, and changes of both."""

from handlers.channel import Message
from tests.handlers.whatsapp.samples import CHAT, NUMBER


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
