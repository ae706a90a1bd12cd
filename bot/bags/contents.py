"""An opened case as the files of a bag tell it: facts and answers, the thread, the custody log with names."""

from collections.abc import Iterator
from typing import Any

import msgspec

from flows.record import record
from storage.audit.bundle import Opened
from storage.cases.entries import Entry, Item
from storage.sealing.age import Trailer

Json = dict[str, Any]  # Any: what JSON holds
SUFFIXES = {
    "application/pdf": ".pdf",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "text/plain": ".txt",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
}
"""By the type that was read from the content; another file is `.bin`, which no program opens by itself."""


class Facts(msgspec.Struct, frozen=True):
    """The facts that the server sealed into the bag (`facts.py`)."""

    reference: str
    category: str
    status: str
    urgent: bool
    anonymous: bool
    place: str
    channel: str
    language: str
    pseudonym: str
    created: float
    updated: float
    organisation: str
    exported: float
    exported_by: str
    officers: dict[str, str]
    thread: list[Json]
    files: list[Json]


read_facts = msgspec.json.Decoder(Facts).decode


@record
class OpenedCase:
    """A case that was opened: the bundle's contents, and the server's facts."""

    opened: Opened
    facts: Facts

    def case(self) -> Json:
        """Return the content of `case.json`."""
        known = msgspec.to_builtins(self.facts)
        told = {name: known[name] for name in known if name not in ("officers", "thread", "files")}
        return told | {
            "signer": self.opened.signer,
            "entries": [_entry(entry) for entry in self.opened.entries],
            "files": [self._file(trailer) for trailer in self.opened.files],
        }

    def thread(self) -> list[Json]:
        """Return questions, statuses and the reporter's own words, oldest first."""
        found = [
            {"time": entry.time, "from": "reporter", "kind": entry.kind, "answers": _answers(entry)}
            for entry in self.opened.entries
        ]
        found += [
            {"time": one["time"], "from": "officer"}
            | {name: one[name] for name in ("officer", "kind", "status", "note")}
            for one in self.facts.thread
            if one["kind"] != "answer"
        ]
        return sorted(found, key=lambda one: one["time"])

    def custody(self) -> list[Json]:
        """Return the custody log with the names of officers."""
        return [
            {
                "seq": link.seq,
                "time": link.time,
                "event": link.event,
                "actor": link.actor,
                "name": self.facts.officers.get(link.actor, ""),
                "purpose": link.purpose,
                "digest": link.digest,
                "hash": link.hash,
            }
            for link in self.opened.chain
        ]

    def answers(self, *names: str) -> list[str]:
        """Return what was said to these questions, the newest last."""
        return [
            value
            for entry in self.opened.entries
            for question, value in entry.answers
            if question in names and value
        ]

    def _file(self, trailer: Trailer) -> Json:
        item = self.opened.items().get(trailer.evidence)
        told = {one["id"]: one for one in self.facts.files}.get(trailer.evidence, {})
        return {
            "id": trailer.evidence,
            "path": f"originals/{file_name(trailer)}",
            "media_type": trailer.media_type,
            "size": trailer.size,
            "sha256": trailer.sha256,
            "received": told.get("received", 0.0),
            "sealed_sha256": told.get("sealed_sha256", ""),
        } | (_item(item) if item else {})


def file_name(trailer: Trailer) -> str:
    """Return the name of an original in a bag: its id, and the suffix of its type."""
    return trailer.evidence + SUFFIXES.get(trailer.media_type, ".bin")


def _item(item: Item) -> Json:
    origin = {"name": item.origin.name, "time": item.origin.time} if item.origin else None
    return {"kind": item.kind, "name": item.name, "origin": origin, "sent": item.sent}


def _entry(entry: Entry) -> Json:
    return {
        "kind": entry.kind,
        "time": entry.time,
        "answers": _answers(entry),
        "files": [item.id for item in entry.evidence],
    }


def _answers(entry: Entry) -> list[Json]:
    return [
        {"question": question, "value": value, "sent": sent}
        for question, value, sent in timed(entry)
        if value
    ]


def timed(entry: Entry) -> Iterator[tuple[str, str, float]]:
    """Yield each question, answer, and the provider's time of its message, 0 where it is unknown."""
    times = entry.sent or (0.0,) * len(entry.answers)
    for (question, value), sent in zip(entry.answers, times, strict=True):
        yield question, value, sent
