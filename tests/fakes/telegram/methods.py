"""The effect of each Bot API method, named as on the wire; parameters were checked before."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.rules import Json, Refused, bad, check_sent, png_size

if TYPE_CHECKING:
    from tests.fakes.telegram.server import FakeTelegram

FILE_LIMIT = 20 * 1024 * 1024
DELETABLE = 48 * 3600
TAP_LIFE = 150


@dataclass
class Methods:
    """Each answers with its result, or raises Refused."""

    server: "FakeTelegram"

    def getMe(self, _: Json) -> Json:
        return self.server.bot

    async def getUpdates(self, params: Json) -> list[Json]:
        return await self.server.delivery.poll(params)

    def setWebhook(self, params: Json) -> bool:
        self.server.delivery.webhook(params)
        return True

    def deleteWebhook(self, _: Json) -> bool:
        self.server.delivery.webhook({"url": ""})
        return True

    def getWebhookInfo(self, _: Json) -> Json:
        return {
            "url": self.server.delivery.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.server.delivery.pending),
        }

    def sendMessage(self, params: Json) -> Json:
        chat = self._reachable(params["chat_id"])
        kept: Json = {name: params[name] for name in ("entities", "reply_markup") if name in params}
        message = chat.receives({"text": params["text"].strip(), **kept})
        check_sent("Message", message)
        return message

    def sendPhoto(self, params: Json) -> Json:
        """A picture, shown beside the messages and never among the replies."""
        chat = self._reachable(params["chat_id"])
        width, height = png_size(params["photo"])
        size = {**self.server.keep(params["photo"]), "width": width, "height": height}
        shown: Json = {name: params[name] for name in ("caption",) if name in params}
        spoiler = {"has_media_spoiler": True} if params.get("has_spoiler") else {}
        message = chat.receives_picture({"photo": [size], **shown, **spoiler}, params)
        check_sent("Message", message)
        return message

    def sendChatAction(self, params: Json) -> bool:
        self._reachable(params["chat_id"])
        return True

    def leaveChat(self, params: Json) -> bool:
        self._reachable(params["chat_id"]).inside = False
        return True

    def answerCallbackQuery(self, params: Json) -> bool:
        tapped = self.server.taps.get(params["callback_query_id"])
        if tapped is None or self.server.now() - tapped > TAP_LIFE:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        self.server.answered.append(params["callback_query_id"])
        return True

    def getFile(self, params: Json) -> Json:
        content = self.server.files.get(params["file_id"])
        if content is None:
            raise bad("invalid file_id")
        if len(content) > FILE_LIMIT:
            raise bad("file is too big")
        name = params["file_id"]
        return {
            "file_id": name,
            "file_unique_id": name.replace("file-", "u"),
            "file_size": len(content),
            "file_path": f"documents/{name}",
        }

    def deleteMessages(self, params: Json) -> bool:
        chat = self._reachable(params["chat_id"])
        found = [message for message in chat.messages if message["message_id"] in params["message_ids"]]
        if any(self.server.now() - message["date"] > DELETABLE for message in found):
            raise bad("message can't be deleted for everyone")
        for message in found:
            chat.messages.remove(message)
        return True

    def deleteMessage(self, params: Json) -> bool:
        return self.deleteMessages({**params, "message_ids": [params["message_id"]]})

    def setMyCommands(self, params: Json) -> bool:
        return self._present("commands", params)

    def setMyDescription(self, params: Json) -> bool:
        return self._present("description", params)

    def setMyShortDescription(self, params: Json) -> bool:
        return self._present("short_description", params)

    def _present(self, what: str, params: Json) -> bool:
        self.server.profile[what, params.get("language_code", "")] = params.get(what)
        return True

    def _reachable(self, id: int) -> Chat:
        chat = self.server.chats.get(id)
        if chat is None or not chat.known:
            raise bad("chat not found")
        if not chat.inside:
            raise Refused(403, chat.forbidden)
        return chat
