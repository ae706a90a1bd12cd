"""Twilio's webhook fields, or a listed message, as neutral events. Pure.

`OriginalRepliedMessageSid` is not kept, for the conversation alone decides which question is answered. STOP
and START are texts like any other.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from flows.core.events import Body, Contact, Event, Media, MediaKind, Place, Tap, Text, Unsupported
from flows.record import record
from flows.said import Origin
from handlers.channel import BadRequest
from handlers.whatsapp.settings import Sender

PREFIX = "whatsapp:"
SID = re.compile(r"(SM|MM)[0-9a-fA-F]{32}")
MEDIA = re.compile(r"/Messages/((?:SM|MM)[0-9a-fA-F]{32})/Media/(ME[0-9a-fA-F]{32})(?:$|[/?.])")
NUMBER = re.compile(r"\+\d{5,15}")
FILE_NAME = re.compile(r"[^\n/\\]{1,120}\.[A-Za-z0-9]{1,5}")
PICTURE_NAME = re.compile(r"[^\n/\\]{1,120}\.(?:jpe?g|png|hei[cf]|webp|tiff?|gif)", re.IGNORECASE)
CARDS = frozenset(("text/vcard", "text/x-vcard", "text/directory"))
MOST_MEDIA = 10
TAP = 64

Form = Mapping[str, str]


@record
class File:
    """One attachment: its address at Twilio, and its declared type."""

    ref: str
    type: str

    @property
    def sid(self) -> str:
        """Twilio's id, the same in webhook and list; the address itself if it has no id."""
        found = MEDIA.search(self.ref)
        return found[2] if found else self.ref

    @property
    def is_card(self) -> bool:
        """Whether it is a contact card."""
        return self.type in CARDS


@record
class Inbound:
    """A message as it arrived, by webhook or by list. `form` holds Twilio's fields.

    `time` is when the message arrived here, or was created if it comes from the list; `sent` is when Twilio
    got the message, 0 if that is unknown. Both in seconds.
    """

    sid: str
    sender: Sender
    form: Form
    files: tuple[File, ...]
    time: float
    sent: float = 0.0

    def events(self, chat: str, cards: Mapping[str, Contact]) -> list[Event]:
        """The message's events, the same for webhook and list; `cards` by media id."""
        bodies = self._attached(cards) or [self._said()]
        forwarded = "true" in (self.form.get("Forwarded"), self.form.get("FrequentlyForwarded"))
        origin = Origin() if forwarded else None
        return [
            Event(
                id=f"{PREFIX}{self.sid}:{number}" if number else f"{PREFIX}{self.sid}",
                chat=chat,
                time=self.time,
                body=body,
                message=self.sid,
                origin=origin,
                sent=self.sent,
            )
            for number, body in enumerate(bodies)
        ]

    def _attached(self, cards: Mapping[str, Contact]) -> list[Body]:
        files = sorted(self.files, key=lambda file: file.sid)
        album = self.sid if len(files) > 1 else ""
        bodies: list[Body] = []
        for number, file in enumerate(files):
            words = self.form.get("Body", "") if number == 0 else ""
            body, card = media(file, words, album), cards.get(file.sid)
            bodies.append(replace(card, file=body) if card else body)
        return bodies

    def _said(self) -> Body:
        form = self.form
        if (tapped := form.get("ButtonPayload") or form.get("ListId")) and is_ours(tapped):
            return Tap(tapped)
        if (spot := place(form)) is not None:
            return spot
        said = form.get("Body") or form.get("ButtonText") or form.get("ListTitle")
        return Text(said) if said else Unsupported(form.get("MessageType") or "other")


def is_ours(payload: str) -> bool:
    """Whether a button's payload is an id of ours, and not an unfilled variable."""
    return payload.count(":") >= 2 and "{{" not in payload and len(payload.encode()) <= TAP


def media(file: File, words: str, album: str) -> Media:
    """An attachment. A file name comes in place of the caption, for documents and pictures sent as files."""
    kind = kind_of(file.type)
    pattern = {"document": FILE_NAME, "photo": PICTURE_NAME}.get(kind)
    named = pattern is not None and pattern.fullmatch(words) is not None
    kind = "document" if named else kind
    return Media(
        kind=kind,
        ref=file.ref,
        name=words if named else "",
        declared_type=file.type,
        caption="" if named else words,
        album=album,
    )


def kind_of(declared: str) -> MediaKind:
    """The kind of media of a content type; WhatsApp's voice notes are Ogg, other audio is music."""
    major = declared.partition("/")[0]
    if major == "audio":
        return "voice" if declared == "audio/ogg" else "audio"
    return "photo" if major == "image" else "video" if major == "video" else "document"


def plain_type(declared: str) -> str:
    """`audio/ogg; codecs=opus` as `audio/ogg`."""
    return declared.partition(";")[0].strip().lower()


def place(form: Form) -> Place | None:
    """A shared position with its names and the words beside it; None if it is missing or not on the globe."""
    try:
        latitude, longitude = float(form["Latitude"]), float(form["Longitude"])
    except (KeyError, ValueError):
        return None
    if not (isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    names = dict.fromkeys(form.get(name, "") for name in ("Label", "Address", "Body"))
    return Place(latitude, longitude, ", ".join(name for name in names if name))


def inbound(form: Form, now: float) -> Inbound:
    """A webhook's fields as a message. Raises BadRequest if they are no WhatsApp message."""
    sid = form.get("MessageSid", "")
    if SID.fullmatch(sid) is None:
        raise BadRequest
    return Inbound(sid, sender(form), form, attached(form), now)


def attached(form: Form) -> tuple[File, ...]:
    """The files that a webhook names."""
    count = form.get("NumMedia", "")
    readable = count.isascii() and count.isdecimal() and len(count) < 10
    most = min(int(count), MOST_MEDIA) if readable else 0
    found = ((form.get(f"MediaUrl{n}"), form.get(f"MediaContentType{n}", "")) for n in range(most))
    return tuple(File(url, plain_type(declared)) for url, declared in found if url)


def sender(form: Form) -> Sender:
    """The author's names, the business-scoped id first; a phone number may be missing. Raises BadRequest."""
    address = form.get("From", "")
    if not address.startswith(PREFIX) or len(address) == len(PREFIX):
        raise BadRequest
    address = address.removeprefix(PREFIX)
    number = f"+{form.get('WaId', '')}"
    named = [form.get("ExternalUserId", "").removeprefix(PREFIX), address]
    named.sort(key=lambda identity: NUMBER.fullmatch(identity) is not None)
    known = [*named, number if NUMBER.fullmatch(number) else ""]
    return Sender(tuple(dict.fromkeys(identity for identity in known if identity)), address)


@record
class Listed:
    """A message as Twilio lists it. `created` in seconds, or None where Twilio gives no date."""

    sid: str
    direction: str
    sender: str
    body: str
    has_media: bool
    created: float | None

    @property
    def is_inbound(self) -> bool:
        """Whether a person wrote the message, on WhatsApp."""
        named = self.sender.removeprefix(PREFIX) not in ("", self.sender)
        return self.direction == "inbound" and named and SID.fullmatch(self.sid) is not None

    def inbound(self, files: Sequence[File], now: float) -> Inbound:
        """The message as it arrived. A list tells less: taps come as their titles, places as nothing."""
        form = {"From": self.sender, "Body": self.body}
        sent = self.created or 0.0
        return Inbound(self.sid, sender(form), form, tuple(files), min(sent or now, now), sent)


def listed(message: Any) -> Listed:  # Any: the library ships no types
    """A Message resource of the library's as a record."""
    return Listed(
        sid=message.sid or "",
        direction=message.direction or "",
        sender=message.from_ or "",  # null on some outbound messages
        body=message.body or "",
        has_media=(message.num_media or "0") != "0",
        created=message.date_created.timestamp() if message.date_created else None,
    )
