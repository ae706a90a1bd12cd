"""Twilio's hosts over HTTP: login, form of the request, the call itself, and its faults."""

import base64
import json
import re
import secrets
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from aiohttp import web

from tests.fakes.twilio import rules
from tests.fakes.twilio.faults import Call, Fault
from tests.fakes.twilio.rules import Json, Refused, check_answer, check_request, template

if TYPE_CHECKING:
    from tests.fakes.twilio.server import FakeTwilio

Answer = tuple[int, Json | None]


class Wire:
    """`serve` is the api, content and messaging hosts in one; `download` is the host of the files."""

    def __init__(self, server: "FakeTwilio") -> None:
        self._server = server
        account = f"{server.account_sid}:{server.auth_token}".encode()
        self._login = f"Basic {base64.b64encode(account).decode()}"
        self._tickets: dict[str, str] = {}

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of the bot's."""
        method, path, sent = request.method, request.path, {}
        try:
            path = template(request.path)
            sent = await self._read(request, path)
            status, body = await self._perform(request, path, sent)
        except Refused as refused:
            self._record(method, path, sent, refused.status)
            return web.json_response(refused.body, status=refused.status, headers=refused.headers)
        except ConnectionAbortedError:
            self._record(method, path, sent, 0)
            return cut(request)
        self._record(method, path, sent, status)
        if status == 307 and body is not None:
            return web.Response(status=307, headers={"Location": body["Location"]})
        return web.Response(status=status) if body is None else web.json_response(body, status=status)

    async def _read(self, request: web.Request, path: str) -> Json:
        if request.headers.get("Authorization") != self._login:
            raise Refused(401, 20003, "Authenticate")
        if (request.method, path) not in rules.PARAMETERS:
            raise Refused(405, 20004, "Method not allowed")
        mine = re.search(rf"/Accounts/{self._server.account_sid}[./]", request.path)
        if mine is None and "Accounts" in path:
            raise Refused(404, 20404, "The requested resource was not found")
        if request.method != "POST":
            return dict(request.query)
        wanted = "application/json" if path == rules.CONTENTS else "application/x-www-form-urlencoded"
        if request.content_type != wanted:
            raise Refused(415, 20001, f"the body must be {wanted}")
        return parsed(await request.text(), wanted)

    async def _perform(self, request: web.Request, path: str, sent: Json) -> Answer:
        fault = self._fault(request.method, path, str(sent.get("To", "")))
        if fault is not None and not fault.accepted:
            await fault.suffer()
        check_request(request.method, path, sent)
        status, body = self._do(request, path, sent)
        if status != 307:
            check_answer(request.method, path, status, body)
        if fault is not None and fault.accepted:
            await fault.suffer()
        return status, body

    def _do(self, request: web.Request, path: str, sent: Json) -> Answer:
        messages, ids = self._server.messages, request.path.removesuffix(".json").split("/")
        match request.method, path:
            case "GET", rules.OWN_ACCOUNT:
                return 200, {"sid": self._server.account_sid, "status": "active", "type": "Full"}
            case "POST", rules.MESSAGES:
                return 201, messages.create(sent)
            case "GET", rules.MESSAGES:
                return 200, messages.page(sent)
            case "POST", rules.MESSAGE:
                return 200, messages.empty(ids[-1], sent)
            case "GET", rules.MESSAGE:
                return 200, messages.get(ids[-1])
            case "GET", rules.MEDIA:
                return 200, messages.media(ids[-2])
            case "GET", rules.BYTES:
                return 307, {"Location": self._ticket(messages.file(ids[-3], ids[-1]).sid)}
            case "DELETE", rules.FILE:
                messages.delete_file(ids[-3], ids[-1])
                return 204, None
            case "POST", rules.TYPING:
                return self._typing(sent)
        return self._content(request, path, sent)

    def _content(self, request: web.Request, path: str, sent: Json) -> Answer:
        contents, sid = self._server.contents, request.path.rpartition("/")[2]
        if request.method == "POST":
            return 201, contents.create(sent, self._server.iso())
        if path == rules.CONTENTS:
            return 200, self._contents(sent)
        if sid not in contents.made:
            raise Refused(404, 20404, "The requested resource was not found")
        if request.method == "DELETE":
            del contents.made[sid]
            return 204, None
        return 200, contents.made[sid]

    def _contents(self, query: Json) -> Json:
        url, size, page = (
            f"{self._server.url}/v1/Content",
            int(query.get("PageSize", 50)),
            int(query.get("Page", 0)),
        )
        made = [*self._server.contents.made.values()]
        more = f"{url}?PageSize={size}&Page={page + 1}&PageToken=PT{page + 1}"
        end = (page + 1) * size
        meta = {"key": "contents", "page": page, "page_size": size, "url": url, "first_page_url": url}
        nearby = {"next_page_url": more if end < len(made) else None, "previous_page_url": None}
        return {"contents": made[page * size : end], "meta": meta | nearby}

    def _typing(self, sent: Json) -> Answer:
        known = self._server.messages.kept.get(sent.get("messageId", ""), {})
        if sent.get("channel") != "whatsapp" or known.get("direction") != "inbound":
            raise Refused(400, 20001, "no such message")
        self._server.typed.append(sent["messageId"])
        return 200, {"success": True}

    def _fault(self, method: str, path: str, to: str) -> Fault | None:
        for fault in self._server.faults:
            if fault.fits(method, path, to):
                if fault.passing:
                    fault.passing -= 1
                    continue
                fault.times -= 1
                self._server.wake()
                return fault
        return None

    def _record(self, method: str, path: str, sent: Json, status: int) -> None:
        self._server.calls.append(Call(method, path, sent, status))
        self._server.wake()

    # The other host

    def _ticket(self, sid: str) -> str:
        ticket = secrets.token_hex(8)
        self._tickets[ticket] = sid
        return f"{self._server.elsewhere}/{ticket}?Expires=60"

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Send a file, by an address that works once. A request with credentials counts as a leak."""
        if "Authorization" in request.headers:
            self._server.leaks.append(request.path)
            return web.Response(status=400)
        sid = self._tickets.pop(request.path.removeprefix("/"), "")
        file = self._server.messages.files.get(sid)
        if file is None or self._server.expired:
            return web.Response(status=403)
        fault = self._fault("GET", "download", "")
        if fault is None:
            return web.Response(body=file.data, content_type=file.type.partition(";")[0])
        return await self._spoilt(request, file.data, fault)

    async def _spoilt(self, request: web.Request, data: bytes, fault: Fault) -> web.StreamResponse:
        if fault.status:
            return web.Response(status=fault.status)
        answer = web.StreamResponse(headers={"Content-Length": str(len(data))})
        await answer.prepare(request)
        await answer.write(data[: len(data) // 2])
        return cut(request)


def parsed(text: str, wanted: str) -> Any:
    """A body as JSON or as a form. Raises Refused."""
    if wanted.endswith("json"):
        try:
            return json.loads(text)
        except ValueError:
            raise Refused(400, 20001, "not JSON") from None
    return dict(parse_qsl(text, keep_blank_values=True))


def cut(request: web.Request) -> web.Response:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)
