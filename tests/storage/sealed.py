"""Cases filed with evidence and sealed to officers whose keys the tests hold."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.core.effects import Fetch, FileCase
from flows.core.events import Event, Media, MediaKind, Text
from flows.said import Origin
from storage.cases.files import EvidenceStore, FileLimits
from storage.cases.views import Case, Reporter
from storage.sealing.age import fresh_key
from storage.unit import Storage

NOW = 1_000_000.0
CHAT = "telegram:212600000001"
FILED = FileCase("AB23CD45", "s3cr3t-s3cr3t-s3cr3t", "fraud", False, True, "casablanca", (("story", "قصة"),))


@dataclass
class Line:
    """A reporting line whose officer's key and recovery key are elsewhere: with the test."""

    storage: Storage
    files: EvidenceStore
    officer: str = ""
    recovery: str = ""
    pieces: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def opened(cls, storage: Storage, folder: Path) -> "Line":
        store = EvidenceStore(folder / "evidence", storage.seals, FileLimits(reserve=0))
        line = cls(storage, store)
        (line.officer, officer), (line.recovery, recovery) = fresh_key(), fresh_key()
        with storage.write() as unit:
            unit.keys.add("officer1", officer, NOW)
            unit.keys.add("recovery", recovery, NOW)
        return line

    def receive(
        self, piece: str, data: bytes, name: str = "photo.png", kind: MediaKind = "photo"
    ) -> None:  # a file's four
        """A piece of evidence of a draft: promised, fetched, stored."""
        media = Media(kind, "file-7", name=name, size=len(data))
        event = Event(f"event {piece}", CHAT, NOW, Text(""), message="m7")
        with self.storage.write() as unit:
            unit.evidence.expect(Fetch(piece, media, Origin("someone", 5.0)), event)
        self.fetch(piece, data)

    def fetch(self, piece: str, data: bytes) -> None:
        """The file arrives."""
        self.pieces[piece] = data
        incoming = self.files.open_write(piece)
        for place in range(0, len(data), 100_000):
            incoming.write(data[place : place + 100_000])
        kept = incoming.finish()
        with self.storage.write() as unit:
            unit.evidence.stored(piece, kept, NOW)

    def file(self, reference: str = "AB23CD45", *evidence: str, chat: str = CHAT, **changes: object) -> Case:
        effect = replace(FILED, reference=reference, evidence=evidence, **changes)  # type: ignore[arg-type]  # as given
        with self.storage.write() as unit:
            return unit.filing.open(effect, Reporter(chat, "ary"), NOW)
