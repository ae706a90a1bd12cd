"""What the Telegram channel is given of a deployment."""

from secrets import token_urlsafe

from bot.made import Made
from handlers.telegram.channel import TelegramSettings
from handlers.telegram.profile import Profile
from locales import LANGUAGES, Catalogue
from storage.cases.files import MEGABYTE

COMMANDS = ("start", "menu", "status", "help", "mydata", "language", "hide", "forget", "cancel")


def telegram_settings(made: Made) -> TelegramSettings:
    """The channel's, from the deployment's; Telegram must be on."""
    settings, public = made.settings, made.settings.public_url
    token = settings.telegram_bot_token
    return TelegramSettings(
        token=token.get_secret_value() if token else "",
        api_url=settings.telegram_api_url,
        webhook_url=f"{public}/telegram" if public else "",
        webhook_secret=_webhook_secret(made) if public else "",
        max_bytes=settings.max_file_mb * MEGABYTE,
        profiles={language: _profile(made.catalogue, language) for language in LANGUAGES if language != "ary"}
        | {"": _profile(made.catalogue, "ar")},
        captions=_captions(made),
        case_link=made.case_link,
    )


def _captions(made: Made) -> dict[str, str]:
    on = made.config.receipts.link
    return {each: made.catalogue.label(each, "receipt-picture") for each in LANGUAGES if on}


def _webhook_secret(made: Made) -> str:
    """The one given, or one made at the first start."""
    given = made.settings.telegram_webhook_secret
    if given:
        return given.get_secret_value()
    with made.storage.write() as unit:
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
