"""What the world outside the flows must know to leave no trace of a chat."""

COLLECTED = frozenset({"web"})
"""Channels whose people collect their messages: the body stays until they have."""

INBOX_DAYS = 7
"""How long it is known that an event took effect; no provider redelivers after that."""

DELETABLE = 48 * 3600.0
"""Telegram lets a bot delete messages younger than this (seconds)."""

NEAR = 100


def near(message: str) -> list[str]:
    """This message's id and those right before it.

    Telegram's ids rise, and it skips those that are not in the chat; which ones were is forgotten here.
    """
    if not message.isdecimal():
        return []
    last = int(message)
    return [str(number) for number in range(max(1, last - NEAR + 1), last + 1)]
