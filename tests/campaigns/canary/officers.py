"""Officers: what they do at their desk in the chat, and how they open cases on a machine of their own."""

import json
import random
import shutil
import subprocess
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.base import Base
from flows.indicators import find as indicators
from flows.reading.complaint import signature
from storage.audit.bundle import open_bundle
from storage.cases.entries import Entry
from storage.sealing.bare_wraps import owners
from tests.campaigns.canary.canaries import Canaries
from tests.campaigns.canary.mouths import Mouth, Shown
from tests.campaigns.canary.needles import Needles
from tests.campaigns.kill.prompts import asked_in, ways_in
from tests.campaigns.kill.reporters import Told


@dataclass
class Officer:
    """At the desk: opens cases, changes their status, leaves a word. `seen` is all that was shown.

    `begun`: the cases of all officers. Of two who give one case its status the second one is refused.
    """

    mouth: Mouth
    canaries: Canaries
    dice: random.Random
    seen: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    _desk: str = ""

    async def enrols(self, code: str) -> None:
        """The chat becomes this officer's desk."""
        await self.mouth.says(code)
        while "desk" not in (asked := asked_in(await self._sees())):
            pass
        self._desk = asked["desk"]["new"]

    async def works(self, cases: int) -> None:
        """So many of those that wait, one after the other."""
        await self.mouth.taps(self._desk)
        reference = ""
        while len(self.notes) < cases or reference:
            asked = asked_in(shown := await self._sees())
            if "desk" in asked:
                await self.mouth.taps(asked["desk"]["new"])
            elif "opened" in asked and (free := sorted(asked["opened"].keys() - self.begun)):
                reference = self.dice.choice(free)
                self.begun.add(reference)
                await self.mouth.taps(asked["opened"][reference])
            elif "opened" in asked:
                await self.mouth.taps("-:do:desk")
            elif "action" in asked:
                await self.mouth.taps(asked["action"]["status"])
            elif "set_status" in asked:
                await self.mouth.taps(asked["set_status"]["examined"])
            elif reference and any(one.endswith(":do:skip") for one in shown.buttons):
                self.notes[reference] = (
                    f"{self.canaries.name()} {self.canaries.arabic()} {self.canaries.phone()}"
                )
                await self.mouth.says(self.notes[reference])
                reference = ""
            elif not asked and (desk := ways_in(shown).get("desk")):
                await self.mouth.taps(desk)  # after a while without a word the desk is closed

    async def _sees(self) -> Shown:
        shown = await self.mouth.sees()
        self.seen.append(shown.text)
        return shown


@dataclass(frozen=True, slots=True)
class Reading:
    """A case as it was opened: entries, the files as received, and what did not fit."""

    entries: tuple[Entry, ...]
    files: tuple[bytes, ...]
    wrong: tuple[str, ...] = ()


def reads(bundle: Path, key: str, folder: Path) -> Reading:
    """Open a bundle; its files go to the folder."""
    opened = open_bundle(bundle, key, folder)
    files = tuple((folder / file.evidence).read_bytes() for file in opened.files)
    return Reading(opened.entries, files, opened.wrong)


def reads_there(made: Base, reference: str, key: str) -> Reading:
    """Open a case where it is stored."""
    with made.storage.read() as unit:
        entries = tuple(unit.cases.contents(reference, key))
        pieces = [piece.id for piece in unit.evidence.of_case(reference) if piece.state == "stored"]
    store = made.store("evidence")
    return Reading(entries, tuple(b"".join(store.read(piece, key)) for piece in pieces))


def differences(told: Told, reading: Reading, needles: Needles) -> Iterator[str]:
    """How what was opened differs from what was told; nothing, where it is the same."""
    values = [value for entry in reading.entries for _, value in entry.answers]
    counts = Counter(values)
    for text in told.expected:
        if counts[text] != 1:
            yield f"{told.reference}: told once, there {counts[text]} times: {text!r}"
    derived = {one.told for text in told.expected for one in indicators.find_all(text)}
    derived |= {name for text in told.expected if (name := signature(text))}
    known = derived | {*told.expected}
    unknown = [one for one in values if one not in known and not known.issuperset(one.split(" · "))]
    strange = [one for one in unknown if needles.text("", one)]
    yield from (f"{told.reference}: there, and not told so: {text!r}" for text in strange)
    yield from (f"{told.reference}: {what}" for what in reading.wrong)
    sent, kept = Counter(one.data for one in told.files if not one.lost), Counter(reading.files)
    if sent != kept:
        lost, more = (sent - kept).total(), (kept - sent).total()
        yield f"{told.reference}: of {sent.total()} files {lost} are not there, and {more} were never sent"
    names = Counter(item.name for entry in reading.entries for item in entry.evidence)
    if names != Counter(file.name for file in told.files):
        yield f"{told.reference}: other names of files than those that were told"


def opened_by_age(bundle: Path, key: Path) -> list[str] | None:
    """What Debian's own program reads in a bundle's entries, by the case's key; None where it is missing."""
    program = shutil.which("age")
    if program is None:
        return None
    with tarfile.open(bundle) as tar:
        whole = {each.name: tar.extractfile(each).read() for each in tar.getmembers()}  # type: ignore[union-attr]  # files alone
    (name,) = owners(key.read_text("utf-8"))
    own = key.with_suffix(".case")
    own.write_bytes(_age(program, key, whole[f"keys/case/{name}.age"]))
    entries = [_age(program, own, data) for file, data in whole.items() if file.startswith("entries/")]
    return [value for entry in entries for _, value in json.loads(entry)["content"]["answers"]]


def _age(program: str, key: Path, sealed: bytes) -> bytes:
    command = [program, "-d", "-i", str(key)]
    return subprocess.run(command, input=sealed, capture_output=True, check=True).stdout
