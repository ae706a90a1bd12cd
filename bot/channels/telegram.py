"""The Telegram channel's settings, from those of the deployment."""

import asyncio
from collections.abc import Sequence
from secrets import token_urlsafe

import structlog

from bot.base import Base
from bot.turn.jobs import Piece, write
from flows.languages import STAND_IN
from handlers.channel import SendError
from handlers.telegram.settings import Profile, TelegramSettings
from locales import LANGUAGES, Catalogue
from storage.cases.files import MEGABYTE
from storage.delivery.parts import note_parts, noted_parts
from storage.errors import LEASE_OVER
from storage.unit import Storage, Unit
from storage.writer import Writer

log = structlog.get_logger()

COMMANDS = ("start", "menu", "status", "help", "mydata", "language", "hide", "forget", "cancel")


class SentParts:
    """The parts of long messages that are out, in the outbox."""

    def __init__(self, storage: Storage, writer: Writer) -> None:
        self._storage = storage
        self._writer = writer

    async def note(self, row: int, sent: Sequence[str]) -> None:
        """Note the ids of a row's parts that are out, durably; where that fails only this server knows.

        Raises SendError where another server has the row by now, and sends the rest.
        """
        ids, node = tuple(sent), self._storage.database.ids.node
        try:
            mine = await write(self._writer, Piece(lambda unit: note_parts(unit.transaction, row, ids, node)))
        except Exception as error:  # of any kind: the parts are out all the same
            log.warning("sent parts are not noted", row=row, error=type(error).__name__)
            return
        if not mine:
            raise SendError(LEASE_OVER)

    async def noted(self, row: int) -> list[str]:
        """Return the ids of a row's parts that are out."""

        def read() -> list[str]:
            with self._storage.read() as unit:
                return noted_parts(unit.transaction, row)

        return await asyncio.to_thread(read)


def telegram_settings(base: Base, writer: Writer) -> TelegramSettings:
    """The channel's settings. Telegram must be on."""
    parts = SentParts(base.storage, writer)
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
        note_parts=parts.note,
        noted_parts=parts.noted,
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
        return remembered_secret(unit)


def remembered_secret(unit: Unit) -> str:
    """Return the secret that the first server made; the first one makes it."""
    unit.custody.lock()  # of two that start at once, the second finds that of the first
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
