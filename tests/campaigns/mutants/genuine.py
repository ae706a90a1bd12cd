"""Requests as the providers and our own page make them, each about something new."""

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from handlers.webchat.session import Sessions
from tests.campaigns.mutants.raw import Request
from tests.fakes.twilio.server import FakeTwilio

SECRET = "the-secret-that-only-telegram-was-told"
HOST = b"ballegh.example"
FORM = b"application/x-www-form-urlencoded"
SHOWN = b"X-Telegram-Bot-Api-Secret-Token"
SIGNATURE = b"X-Twilio-Signature"
WORDS = (
    "On me menace de publier mes photos",
    "salam",
    "عندي مشكل 😀",
    "colis bloqué http://poste-x.top",
    "1",
)

Fields = Mapping[str, str]


def written(value: object) -> bytes:
    """JSON."""
    return json.dumps(value, ensure_ascii=False).encode()


# --- Telegram ---


def telegram(dice: random.Random) -> Request:
    """An update of some kind, from someone new."""
    headers = (
        (b"Host", b"ballegh.example"),
        (b"Content-Type", b"application/json"),
        (SHOWN, SECRET.encode()),
    )
    return Request(b"POST", b"/telegram", headers, written(update(dice)))


def update(dice: random.Random) -> dict[str, Any]:
    """A text, a forward, a photo, a place, a card, an edit or a tap."""
    number = dice.randrange(10**9, 10**10)
    who = {"id": number, "is_bot": False, "first_name": "Salma", "language_code": "fr"}
    head = {"message_id": 5, "from": who, "chat": {"id": number, "type": "private"}, "date": 1_790_000_000}
    said = {**head, "text": dice.choice(WORDS)}
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 90, "height": 60, "file_size": 4}]
    hidden = {"type": "hidden_user", "sender_user_name": "X", "date": 1_790_000_000}
    kinds: tuple[tuple[str, dict[str, Any]], ...] = (
        ("message", said),
        ("message", {**said, "forward_origin": hidden}),
        ("message", {**head, "photo": photo, "caption": "voilà"}),
        ("message", {**head, "location": {"latitude": 33.5, "longitude": -7.6}}),
        ("message", {**head, "contact": {"first_name": "Omar", "phone_number": "0612345678"}}),
        ("edited_message", {**said, "edit_date": 1_790_000_001}),
        ("callback_query", {"id": "9", "from": who, "message": said, "chat_instance": "1", "data": "1:q:a"}),
    )
    kind, content = dice.choice(kinds)
    return {"update_id": dice.randrange(10**8, 2**31), kind: content}


# --- WhatsApp ---


@dataclass(frozen=True, slots=True)
class Signer:
    """Twilio: its account, and the messages of ours that it may speak about."""

    twilio: FakeTwilio
    sent: tuple[str, ...]

    def signed(self, path: str, fields: Fields) -> Request:
        """A post to this path with these fields."""
        delivery = self.twilio.delivery
        proof = delivery.signature(f"{delivery.public}{path}", dict(fields)).encode()
        headers = ((b"Host", HOST), (b"Content-Type", FORM), (SIGNATURE, proof))
        return Request(b"POST", path.encode(), headers, urlencode(fields).encode())

    def message(self, dice: random.Random) -> Request:
        """A message from someone new."""
        return self.signed("/whatsapp", self.message_fields(dice))

    def message_fields(self, dice: random.Random) -> dict[str, str]:
        """What Twilio tells of a text, a tap, a place or a photo."""
        sid, number = f"SM{dice.getrandbits(128):032x}", str(dice.randrange(2 * 10**11, 3 * 10**11))
        account = self.twilio.account_sid
        media = f"{self.twilio.url}/2010-04-01/Accounts/{account}/Messages/{sid}/Media/ME{'0' * 32}"
        kinds: tuple[dict[str, str], ...] = (
            {"Body": dice.choice(WORDS), "MessageType": "text"},
            {"Body": "Oui", "ButtonPayload": "1:q:a", "ButtonText": "Oui", "MessageType": "button"},
            {"Body": "", "Latitude": "33.5", "Longitude": "-7.6", "Label": "", "MessageType": "location"},
            {"Body": "voilà", "NumMedia": "1", "MediaUrl0": media, "MediaContentType0": "image/jpeg"},
        )
        ids = dict.fromkeys(("MessageSid", "SmsMessageSid", "SmsSid"), sid)
        rest = {"SmsStatus": "received", "NumSegments": "1", "NumMedia": "0", "ReferralNumMedia": "0"}
        who = {"From": f"whatsapp:+{number}", "WaId": number, "ProfileName": "Salma", "Forwarded": "false"}
        account_fields = {"AccountSid": account, "ApiVersion": "2010-04-01", "To": self.twilio.sender}
        return {**ids, **rest, **account_fields, **who, **dice.choice(kinds)}

    def status(self, dice: random.Random) -> Request:
        """A word on a message that was sent."""
        return self.signed("/whatsapp/status", self.status_fields(dice))

    def status_fields(self, dice: random.Random) -> dict[str, str]:
        """What Twilio tells of it."""
        sid, state = (
            dice.choice(self.sent or ("SM" + "0" * 32,)),
            dice.choice(("delivered", "read", "failed")),
        )
        told = {"MessageSid": sid, "SmsSid": sid, "MessageStatus": state, "SmsStatus": state}
        account = {"AccountSid": self.twilio.account_sid, "ApiVersion": "2010-04-01"}
        ways = {"From": self.twilio.sender, "To": "whatsapp:+212600000001", "ChannelPrefix": "whatsapp"}
        error = {"ErrorCode": "63016", "ErrorMessage": ""} if state == "failed" else {}
        return {**told, **account, **ways, "ChannelInstallSid": "", **error}


# --- the web chat ---

SHAPE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


def session(dice: random.Random, sessions: Sessions) -> str:
    """A browser's cookie, as the server with this key signs it."""
    return f"{sessions.cookie}={sessions.signed(''.join(dice.choices(SHAPE, k=43)))}"


def web(dice: random.Random, host: bytes, sessions: Sessions) -> Request:
    """A call of the page, from a browser that was never seen before."""
    client = f"{dice.getrandbits(128):032x}"
    said = {"id": client, "text": dice.choice(WORDS), "language": "fr"}
    calls: tuple[tuple[bytes, bytes, bytes], ...] = (
        (b"/web/messages", b"application/json", written(said)),
        (b"/web/messages", b"application/json", written({"id": client, "hello": True})),
        (b"/web/messages", b"application/json", written({"id": client, "button": "1:q:a"})),
        (b"/web/ack", b"application/json", written({"up_to": str(dice.randrange(2**62))})),
        (
            b"/web/files?id=%b&kind=photo" % client.encode(),
            b"image/jpeg",
            b"\xff\xd8\xff" + b"x" * 90,
        ),
    )
    target, kind, body = dice.choice(calls)
    return Request(
        b"POST",
        target,
        (
            (b"Host", host),
            (b"Origin", b"http://" + host),
            (b"Cookie", session(dice, sessions).encode()),
            (b"Content-Type", kind),
        ),
        body,
    )
