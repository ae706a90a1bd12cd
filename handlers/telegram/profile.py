"""Calls made once at start: the webhook, the bot's name, its commands and descriptions.

They run in the background and are tried again until they succeed: Telegram may be down at start.
"""

from collections.abc import Awaitable, Callable, Mapping

import structlog
from telegram import BotCommand

from handlers.channel import SendError
from handlers.retry import until_done
from handlers.telegram.bot import BotApi
from handlers.telegram.decode import Me
from handlers.telegram.settings import Profile, TelegramSettings
from handlers.telegram.updates import ALLOWED_UPDATES
from handlers.waits import Waits

CONNECTIONS = 100
"""Webhook deliveries at once: the most that Telegram allows."""

Attempt = Callable[[], Awaitable[object]]

log = structlog.get_logger()


async def set_webhook(api: BotApi, settings: TelegramSettings) -> None:
    """Have Telegram deliver to our address. Raises SendError where the address is refused."""

    async def attempt() -> None:
        await api.ask(
            api.bot.set_webhook,
            settings.webhook_url,
            secret_token=settings.webhook_secret,
            allowed_updates=ALLOWED_UPDATES,
            max_connections=CONNECTIONS,
        )

    await until_done(attempt, settings.waits)


async def delete_webhook(api: BotApi, waits: Waits) -> None:
    """Take the webhook away, which would forbid polling."""
    await until_done(lambda: api.ask(api.bot.delete_webhook), waits)


async def me(api: BotApi) -> Me:
    """The bot's own id and name. Raises SendError, not retryable where the answer is no user."""
    try:
        user = await api.ask(api.bot.get_me)
    except SendError as error:
        if error.reason == "malformed":
            raise SendError(error.reason, retryable=False) from None
        raise
    return Me(user.id, user.username or "")


async def present(api: BotApi, profiles: Mapping[str, Profile], waits: Waits) -> None:
    """Set commands and descriptions in every language that Telegram has a code for."""
    for language, profile in profiles.items():
        if len(language) in (0, 2):
            for attempt in _presenting(api, language or None, profile):
                try:
                    await until_done(attempt, waits)
                except SendError as error:  # the rest may still be taken
                    log.warning("telegram profile not set", language=language, reason=error.reason)


def _presenting(api: BotApi, language: str | None, profile: Profile) -> tuple[Attempt, ...]:
    """One call each. An empty description is sent too: it takes an earlier one away."""
    bot = api.bot
    commands = [BotCommand(*each) for each in profile.commands]
    short = profile.short_description
    return (
        lambda: api.ask(bot.set_my_commands, commands, language_code=language),
        lambda: api.ask(bot.set_my_description, profile.description, language_code=language),
        lambda: api.ask(bot.set_my_short_description, short, language_code=language),
    )
