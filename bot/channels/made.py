"""The channels that are on in this deployment."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.base import Base
from bot.channels.telegram import telegram_settings
from bot.channels.webchat import web_settings
from bot.channels.whatsapp import WhatsAppMemory, channel_settings
from bot.intake.uploads import Uploads
from bot.nodes.node import ThisNode
from flows.record import record
from handlers.channel import Channel
from handlers.networks import Networks
from handlers.webchat.channel import WebChat
from storage.writer import Writer


@record
class MadeChannels:
    """Makes the channels. `keeping` keeps WhatsApp's data, where WhatsApp is on."""

    base: Base
    writer: Writer
    uploads: Uploads
    networks: Networks
    node: ThisNode
    keeping: WhatsAppMemory | None

    def made(self) -> Mapping[str, Channel]:
        """The channels by name; Telegram's address is asked for once it is known."""
        others = [each for each in (self._telegram(), self._whatsapp()) if each]
        return {channel.name: channel for channel in (self._web(_address(others)), *others)}

    def _web(self, telegram: Callable[[], str]) -> Channel:
        settings = web_settings(self.base, self.writer, self.uploads, self.networks, telegram=telegram)
        pages = self.node.pages
        channel = WebChat(replace(settings, tell=pages.tell, opened=pages.opened))
        pages.hear, pages.end = channel.hear, channel.let_go
        return channel

    def _telegram(self) -> Channel | None:
        if not self.base.settings.telegram:
            return None
        from handlers.telegram.channel import Telegram  # with python-telegram-bot, which others do without

        return Telegram(
            replace(telegram_settings(self.base, self.writer), receives=self.node.membership.leads)
        )

    def _whatsapp(self) -> Channel | None:
        if self.keeping is None:
            return None
        from handlers.whatsapp.channel import WhatsApp  # aiohttp and twilio: 25 MB that others do without

        settings = replace(channel_settings(self.base, self.keeping), case_link=self.base.case_link)
        self.keeping.status.line = channel = WhatsApp(
            replace(settings, reconciles=self.node.membership.leads)
        )
        return channel


def _address(channels: list[Channel]) -> Callable[[], str]:
    """The way to Telegram's own address, which is empty until Telegram told it."""
    telegram = next((each for each in channels if each.name == "telegram"), None)
    return lambda: str(getattr(telegram, "address", ""))
