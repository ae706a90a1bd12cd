"""Every field of a message is read, or is listed here as silent with the reason."""

from collections.abc import Iterator, Mapping
from types import SimpleNamespace

import pytest

from flows.core.events import Place
from handlers.whatsapp.decode import inbound, listed
from handlers.whatsapp.fields import MESSAGE, check_ours
from tests.fakes.twilio.messages import MessageStore
from tests.fakes.twilio.rules import components
from tests.fakes.twilio.server import FakeTwilio

SID, WHO = "SM" + "1" * 32, "whatsapp:+212600000001"
SILENT_FIELDS = {
    "ApiVersion": "the same in every post",
    "SmsSid": "equal to MessageSid",
    "SmsMessageSid": "equal to MessageSid",
    "SmsStatus": "always `received`",
    "NumSegments": "counts parts of a text message, which WhatsApp has none of",
    "ReferralNumMedia": "belongs to our own advertisement, not to the person",
    "ProfileName": "a name that the person did not choose to tell us",
    "OriginalRepliedMessageSid": "the conversation alone decides which question is answered",
}
SILENT_PROPERTIES = {
    "account_sid": "our own",
    "api_version": "the same in every message",
    "date_sent": "equal to date_created for a message to us",
    "date_updated": "changes when we delete the text",
    "error_code": "comes in the delivery report",
    "error_message": "comes in the delivery report",
    "messaging_service_sid": "our own",
    "num_segments": "counts parts of a text message, which WhatsApp has none of",
    "price": "not recorded",
    "price_unit": "not recorded",
    "status": "comes in the delivery report",
    "subresource_uris": "made from the message's sid",
    "to": "the list is asked for our own number alone",
    "uri": "made from the message's sid",
}
BASE = {"MessageSid": SID, "From": WHO}
FORMS: tuple[dict[str, str], ...] = (
    {"Body": "salam", "Forwarded": "true"},
    {"ButtonPayload": "1:q:a", "ButtonText": "Oui"},
    {"ListId": "x", "ListTitle": "Oui"},
    {"MessageType": "order"},
    {"Latitude": "33.5", "Longitude": "-7.6"},
    {"NumMedia": "10"},
)


class Watched(Mapping[str, str]):
    """A form that remembers which of its fields were asked for."""

    def __init__(self, fields: Mapping[str, str], read: set[str]) -> None:
        self._fields = fields
        self._read = read

    def __getitem__(self, name: str) -> str:
        self._read.add(name)
        return self._fields[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)


def test_every_field_of_a_webhook_is_read_or_silent_for_a_reason():
    read: set[str] = set()
    for form in FORMS:
        inbound(Watched({**BASE, **form}, read), 0.0).events("whatsapp:1", {})
    check_ours(Watched({"AccountSid": "AC1", "To": "x"}, read), {"AccountSid": "AC1", "To": "x"})
    assert read.isdisjoint(SILENT_FIELDS)
    assert MESSAGE - SILENT_FIELDS.keys() == read


def read_of_a_resource() -> set[str]:
    """The properties of a Message resource that `listed` reads, by their names in JSON."""
    read: set[str] = set()

    class Resource(SimpleNamespace):
        def __getattr__(self, name: str) -> None:
            read.add("from" if name == "from_" else name)

    listed(Resource())
    return read


async def test_every_property_of_a_listed_message_is_read_or_silent_for_a_reason():
    message, _ = MessageStore(FakeTwilio()).arrive(FakeTwilio().person("+212600000001"), "salam", [])
    read = read_of_a_resource()
    assert read.isdisjoint(SILENT_PROPERTIES)
    assert message.keys() == read | SILENT_PROPERTIES.keys()
    official = components().get("api.v2010.account.message", {}).get("properties", message)
    assert official.keys() == message.keys()


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"Label": "Casa Voyageurs", "Body": "Casa Voyageurs"}, "Casa Voyageurs"),
        ({"Label": "Casa", "Address": "Bd Bahmad", "Body": "venez ici"}, "Casa, Bd Bahmad, venez ici"),
        ({"Body": "venez ici"}, "venez ici"),
    ],
)
def test_words_beside_a_position_are_kept(fields, name):
    form = {**BASE, "Latitude": "33.5", "Longitude": "-7.6", **fields}
    (event,) = inbound(form, 0.0).events("whatsapp:1", {})
    assert event.body == Place(33.5, -7.6, name)
