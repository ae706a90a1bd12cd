"""The channels and their abilities: one table with a row for each channel.

A chat is called `<channel>:<id>`, as in `telegram:123`.
"""

from collections.abc import Mapping

from flows.record import record

DELETABLE = 48 * 3600.0
"""Seconds. Telegram lets a bot delete messages that are younger."""

PRECEDING = 100
"""How many messages `messages_before` names."""

INBOX_DAYS = 7
"""Events that took effect are remembered for so long; after that, no provider delivers one again."""


@record
class SendingRate:
    """How many messages may go out: `overall` and to one `chat` a second, to one `group` a minute.

    0 means that there is no limit.
    """

    overall: int = 0
    chat: int = 0
    group: int = 0


@record
class Traits:
    """The abilities of a channel.

    `hides`: messages can be deleted from the person's screen.
    `collects`: the person's page fetches its messages; each is kept until the page has shown it.
    `confirms`: the channel says later whether a message arrived; the message is kept until then.
    `holds_files`: the channel keeps a copy of a received file until it is told to delete the copy.
    `compresses_photos`: a photo loses its metadata on the way, unless it is sent as a file.
    `limits_itself`: the channel limits how fast a chat may write.
    `counted_days`: for so many days it is kept how many messages went to a chat on a day; 0: not counted.
    `shown_chars`: how much of an answer a review shows; a message of most providers is limited.
    `links`: a button can lead to an address of the web.
    `rate`: how many messages the provider accepts.
    `window`: seconds after the person's last message in which any message is taken; later only templates
    are, of fixed words. 0: no limit.
    """

    hides: bool = False
    collects: bool = False
    confirms: bool = False
    holds_files: bool = False
    compresses_photos: bool = False
    limits_itself: bool = False
    counted_days: int = 0
    shown_chars: int = 600
    links: bool = False
    rate: SendingRate = SendingRate()
    window: float = 0.0


CHANNELS: Mapping[str, Traits] = {
    "telegram": Traits(
        hides=True, compresses_photos=True, links=True, rate=SendingRate(overall=30, chat=1, group=20)
    ),
    "whatsapp": Traits(
        confirms=True,
        holds_files=True,
        compresses_photos=True,
        counted_days=35,
        rate=SendingRate(overall=80),
        window=24 * 3600.0,
    ),
    "web": Traits(
        hides=True,
        collects=True,
        confirms=True,
        holds_files=True,
        limits_itself=True,
        shown_chars=12_000,
    ),
}

_UNKNOWN = Traits()


def channel_of(chat: str) -> str:
    """The name of the chat's channel."""
    return chat.partition(":")[0]


def traits_of(chat: str) -> Traits:
    """The abilities of the chat's channel; none for a channel that was removed."""
    return CHANNELS.get(channel_of(chat), _UNKNOWN)


def messages_before(message: str) -> list[str]:
    """The id of this message and the ids right before it, oldest first; empty where ids are no numbers.

    Telegram numbers the messages of all chats, and ignores ids that are not in the chat.
    """
    if not message.isdecimal():
        return []
    last = int(message)
    return [str(number) for number in range(max(1, last - PRECEDING + 1), last + 1)]
