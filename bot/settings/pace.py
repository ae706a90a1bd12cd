"""How fast messages go out, where a deployment says it."""

from bot.settings.values import STRICT, Rate
from flows.record import record


@record
class Pace:
    """The most messages sent to a channel; 0: no limit.

    A rate that is left out is the provider's, and holds for the provider's own address only: another server
    in its place has no limit unless one is given here.
    """

    __pydantic_config__ = STRICT

    telegram: Rate | None = None
    """A second, to all chats together."""
    telegram_chat: Rate | None = None
    """A second, to one chat, after a short burst."""
    telegram_group: Rate | None = None
    """A minute, to one group."""
    whatsapp: Rate | None = None
    """A second, from the deployment's number."""
    mail: Rate | None = None
    """Letters a second to the mail server, of all of this process."""
