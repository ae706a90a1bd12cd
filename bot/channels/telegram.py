"""The Telegram channel's settings, from those of the deployment."""

from secrets import token_urlsafe

from bot.base import Base
from flows.languages import STAND_IN
from handlers.telegram.settings import Profile, TelegramSettings
from locales import LANGUAGES, Catalogue
from storage.cases.files import MEGABYTE

COMMANDS = ("start", "menu", "status", "help", "mydata", "language", "hide", "forget", "cancel")


def telegram_settings(base: Base) -> TelegramSettings:
    """The channel's settings. Telegram must be on."""
    settings, public = base.settings, base.settings.public_url
    token = settings.telegram_bot_token
    return TelegramSettings(
        token=token.get_secret_value() if token else "",
        api_url=settings.telegram_api_url,
        webhook_url=f"{public}/telegram" if public else "",
        webhook_secret=_webhook_secret(base) if public else "",
        max_bytes=settings.max_file_mb * MEGABYTE,
        profiles={
            language: _profile(base.catalogue, language) for language in LANGUAGES if language not in STAND_IN
        }
        | {"": _profile(base.catalogue, "ar")},
        captions=_captions(base),
        case_link=base.case_link,
        now=base.clock,
        chance=base.chance,
    )


def _captions(base: Base) -> dict[str, str]:
    on = base.config.receipts.link
    return {each: base.catalogue.label(each, "receipt-picture") for each in LANGUAGES if on}


def _webhook_secret(base: Base) -> str:
    """The secret from the settings, or else one made at the first start and remembered."""
    given = base.settings.telegram_webhook_secret
    if given:
        return given.get_secret_value()
    with base.storage.write() as unit:
        kept = unit.remembered.get("telegram_webhook_secret")
        if kept is None:
            kept = token_urlsafe(32)
            unit.remembered.set("telegram_webhook_secret", kept)
        return kept


def _profile(catalogue: Catalogue, language: str) -> Profile:
    return Profile(
        tuple((command, catalogue.label(language, f"command-{command}")) for command in COMMANDS),
        catalogue.label(language, "bot-description"),
        catalogue.label(language, "bot-about"),
    )
