"""The errors that `bot/` raises itself; those of the layers below are in `storage/` and `handlers/`."""


class BotError(Exception):
    """An error of this layer. Each kind says when it is raised and which code handles it."""


class Crowded(BotError):
    """All chats together send more than can be taken.

    Raised by `Intake.take`. The channels handle it as they handle a failure of storage: they refuse the
    event, and the provider delivers it again later.
    """
