"""Messages and their media as Twilio keeps them: created, listed, fetched, redacted, deleted."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from tests.fakes.twilio.content import LONGEST_TEXT, Shown
from tests.fakes.twilio.rules import Json, Refused

if TYPE_CHECKING:
    from tests.fakes.twilio.person import Person
    from tests.fakes.twilio.server import FakeTwilio

WINDOW = 24 * 3600.0
ADDRESS = re.compile(r"whatsapp:(\+\d{5,15}|[A-Z]{2}\.[A-Za-z0-9]{1,128})")
FINAL = frozenset(("delivered", "undelivered", "failed", "read", "received"))


@dataclass
class File:
    """One attachment."""

    sid: str
    message: str
    type: str
    data: bytes
    made: str


@dataclass
class MessageStore:
    """All messages of one account, oldest first."""

    server: "FakeTwilio"
    kept: dict[str, Json] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    callbacks: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    # What persons and the server add

    def arrive(self, person: "Person", body: str, files: list[tuple[bytes, str]]) -> tuple[Json, list[File]]:
        """Keep an inbound message and its files."""
        message = self._add("MM" if files else "SM", {"body": body, "direction": "inbound"})
        message |= {"from": person.address, "to": self.server.sender, "status": "received"}
        message |= {"num_media": str(len(files)), "date_sent": message["date_created"]}
        return message, [self._file(message["sid"], *file) for file in files]

    def _file(self, message: str, data: bytes, declared: str) -> File:
        sid = f"ME{next(self.numbers):032x}"
        self.files[sid] = File(sid, message, declared, data, self.stamp())
        return self.files[sid]

    def _add(self, prefix: str, fields: Json) -> Json:
        sid = f"{prefix}{len(self.kept) + 1:032x}"
        root = f"/2010-04-01/Accounts/{self.server.account_sid}/Messages/{sid}"
        nothing = dict.fromkeys(
            ("price", "price_unit", "error_code", "error_message", "messaging_service_sid")
        )
        when = self.stamp()
        self.kept[sid] = {
            **nothing,
            "sid": sid,
            "account_sid": self.server.account_sid,
            "api_version": "2010-04-01",
            "num_media": "0",
            "num_segments": "1",
            "uri": f"{root}.json",
            "date_sent": None,
            "date_created": when,
            "date_updated": when,
            "subresource_uris": {"media": f"{root}/Media.json"},
            **fields,
        }
        return self.kept[sid]

    def stamp(self) -> str:
        """The time now, as the API writes it."""
        return format_datetime(datetime.fromtimestamp(self.server.now(), UTC))

    # What the bot calls

    def create(self, sent: Json) -> Json:
        """`POST Messages.json`. Later failures come in a callback. Raises Refused."""
        self._check(sent)
        shown = self._shown(sent)
        person = self.server.people.get(sent["To"])
        if person is not None and person.stopped and self.server.keeps_stops:
            raise Refused(400, 21610, "Attempt to send to unsubscribed recipient")
        message = self._add("SM", {"body": shown.body, "direction": "outbound-api", "status": "queued"})
        message |= {"from": sent["From"], "to": sent["To"]}
        self.callbacks[message["sid"]] = sent.get("StatusCallback", "")
        self.server.deliver(dict(message), shown, self._problem(sent, person))
        return dict(message)

    def _check(self, sent: Json) -> None:
        if sent.get("From") != self.server.sender:
            raise Refused(400, 63007, "no channel with this From address")
        if not ADDRESS.fullmatch(sent.get("To", "")):
            raise Refused(400, 21211, "Invalid 'To' Phone Number")
        if ("Body" in sent) == ("ContentSid" in sent):
            raise Refused(400, 21619, "A text message body or media urls must be specified")
        if len(sent.get("Body", "")) > LONGEST_TEXT:
            raise Refused(400, 21617, "The concatenated message body exceeds the 1600 character limit")
        if not sent.get("Body", "-").strip():
            raise Refused(400, 21619, "A message body must be specified")

    def _shown(self, sent: Json) -> Shown:
        if "ContentSid" not in sent:
            return Shown(sent["Body"])
        values = json.loads(sent.get("ContentVariables", "{}"))
        return self.server.contents.show(sent["ContentSid"], values)

    def _problem(self, sent: Json, person: "Person | None") -> int:
        """The error code for the status callback, or 0."""
        if person is None:
            return 63024
        approved = sent.get("ContentSid") in self.server.contents.approved
        if not approved and self.server.now() - person.wrote >= WINDOW:
            return 63016
        return self.server.undelivered.get(sent["To"], 0)

    def get(self, sid: str) -> Json:
        """`GET Messages/{Sid}.json`. Raises Refused."""
        if sid not in self.kept:
            raise Refused(404, 20404, "The requested resource was not found")
        return self.kept[sid]

    def empty(self, sid: str, sent: Json) -> Json:
        """`POST Messages/{Sid}.json`, which may only delete the text. Raises Refused."""
        message = self.get(sid)
        if sent != {"Body": ""}:
            raise Refused(400, 20001, "only an empty Body")
        if message["status"] not in FINAL:
            raise Refused(400, 20009, "cannot redact a message in progress")
        message["body"] = ""
        return message

    def page(self, query: Json) -> Json:
        """`GET Messages.json`: newest first; a page's token names the last message of the page before."""
        size = int(query.get("PageSize", 50))
        found = [each for each in reversed(self.kept.values()) if self._listed(each, query)]
        token = query.get("PageToken", "")
        start = next((n + 1 for n, each in enumerate(found) if f"PA{each['sid']}" == token), 0)
        shown, page = found[start : start + size], int(query.get("Page", 0))
        root = f"/2010-04-01/Accounts/{self.server.account_sid}/Messages.json"
        onward = {**query, "Page": page + 1, "PageToken": f"PA{shown[-1]['sid']}"} if shown else {}
        more = start + size < len(found)
        return {
            "messages": shown,
            "page": page,
            "page_size": size,
            "start": start,
            "end": start + len(shown),
            "uri": root,
            "first_page_uri": root,
            "previous_page_uri": None,
            "next_page_uri": f"{root}?{urlencode(onward, quote_via=quote)}" if more else None,
        }

    def _listed(self, message: Json, query: Json) -> bool:
        for name, key in (("To", "to"), ("From", "from")):
            if name in query and message[key] != query[name]:
                return False
        sent, since = message["date_sent"], query.get("DateSent>")
        if since is None:
            return True
        return sent is not None and parsedate_to_datetime(sent) >= datetime.fromisoformat(since)

    def media(self, sid: str) -> Json:
        """`GET Messages/{Sid}/Media.json`. Raises Refused."""
        root = self.get(sid)["uri"].removesuffix(".json")
        account = self.server.account_sid
        found = [
            {"sid": file.sid, "account_sid": account, "parent_sid": sid, "content_type": file.type}
            | {"date_created": file.made, "date_updated": file.made, "uri": f"{root}/Media/{file.sid}.json"}
            for file in self.files.values()
            if file.message == sid
        ]
        uris = {"uri": f"{root}/Media.json", "first_page_uri": f"{root}/Media.json"}
        paging = {"page": 0, "page_size": 50, "start": 0, "end": len(found)}
        return {"media_list": found, **uris, **paging, "next_page_uri": None, "previous_page_uri": None}

    def file(self, message: str, sid: str) -> File:
        """One attachment. Raises Refused."""
        file = self.files.get(sid)
        if file is None or file.message != message:
            raise Refused(404, 20404, "The requested resource was not found")
        return file

    def delete_file(self, message: str, sid: str) -> None:
        """`DELETE` of an attachment. Raises Refused."""
        del self.files[self.file(message, sid).sid]
