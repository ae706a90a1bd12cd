"""Twilio's payloads, cut down to the fields that are used; unknown fields are skipped, never an error."""

import msgspec


class Struct(msgspec.Struct, gc=False, omit_defaults=True):
    """What every payload below shares: no cycles, defaults left out when encoded."""


class Message(Struct):
    """A Message resource. Dates are RFC 2822; `from_` is null on some outbound ones."""

    sid: str
    direction: str = ""
    body: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None
    num_media: str | None = None
    date_created: str | None = None
    date_sent: str | None = None


class Messages(Struct):
    """One page of messages, newest first."""

    messages: list[Message]
    next_page_uri: str | None = None


class Media(Struct):
    """A Media resource."""

    sid: str
    content_type: str | None = None


class MediaList(Struct):
    """The media of one message; WhatsApp carries one, Twilio's page holds fifty."""

    media_list: list[Media]


class Content(Struct):
    """A Content resource."""

    sid: str
    friendly_name: str | None = None


class Meta(Struct):
    """Where the next page is."""

    next_page_url: str | None = None


class Contents(Struct):
    """One page of contents."""

    contents: list[Content]
    meta: Meta = msgspec.field(default_factory=Meta)


class Created(Struct):
    """What is used of a resource just made."""

    sid: str


class Failure(Struct):
    """Twilio's error shape; `code` is its own, finer than the HTTP status."""

    code: int | None = None


class QuickAction(msgspec.Struct):
    """A quick-reply button; variables may stand in it."""

    title: str
    id: str


class QuickReply(msgspec.Struct):
    """`twilio/quick-reply`."""

    body: str
    actions: list[QuickAction]


class ListItem(Struct):
    """A row of a list; a description is left out where there is none."""

    item: str
    id: str
    description: str = ""


class ListPicker(msgspec.Struct):
    """`twilio/list-picker`; `button` opens the list."""

    body: str
    button: str
    items: list[ListItem]


class Types(Struct):
    """One content, in one type."""

    quick_reply: QuickReply | None = msgspec.field(default=None, name="twilio/quick-reply")
    list_picker: ListPicker | None = msgspec.field(default=None, name="twilio/list-picker")


class CreateContent(msgspec.Struct):
    """A request to the Content API, which takes JSON; variables come with samples."""

    friendly_name: str
    language: str
    variables: dict[str, str]
    types: Types
