"""The places that take an alert: a chat of the operator's, and a webhook."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Protocol

from bot.settings.environment import Settings
from flows.channels import channel_of
from flows.record import record
from handlers.channel import Channel, Message, SendError

PATIENCE = timedelta(seconds=10)


@record
class Alert:
    """A trouble that began, or is over. `line` is for people."""

    trouble: str
    over: bool
    line: str


class Target(Protocol):
    """A place that takes alerts; `name` is chat or webhook."""

    name: str

    async def tell(self, alert: Alert) -> None:
        """Deliver an alert. Raises an error of any kind where that fails."""


class Chat:
    """A chat, told past the outbox, which the trouble may have stopped."""

    name = "chat"

    def __init__(self, channel: Channel, chat: str) -> None:
        self._channel = channel
        self._chat = chat

    async def tell(self, alert: Alert) -> None:
        """Send the alert's line. Raises SendError."""
        await self._channel.send(self._chat, Message(alert.line, language="en"), 0)


class Webhook:
    """An address that is given JSON: `text` for people, `trouble` and `state` (begun, over) for programs."""

    name = "webhook"

    def __init__(self, url: str) -> None:
        self._url = url

    async def tell(self, alert: Alert) -> None:
        """Post the alert. Raises SendError where the answer is no success, PyreqwestError."""
        from pyreqwest.client import ClientBuilder  # for deployments with a webhook alone

        body = {"text": alert.line, "trouble": alert.trouble, "state": "over" if alert.over else "begun"}
        builder = ClientBuilder().no_proxy().follow_redirects(False).timeout(PATIENCE)
        async with builder.build() as client:
            answer = await client.post(self._url).body_json(body).build().send()
        if not 200 <= answer.status < 300:
            raise SendError(str(answer.status))


def targets(settings: Settings, channels: Mapping[str, Channel]) -> tuple[Target, ...]:
    """The places that the settings name."""
    found: list[Target] = []
    if settings.alert_chat:
        found.append(Chat(channels[channel_of(settings.alert_chat)], settings.alert_chat))
    if settings.alert_webhook:
        found.append(Webhook(settings.alert_webhook.get_secret_value()))
    return tuple(found)
