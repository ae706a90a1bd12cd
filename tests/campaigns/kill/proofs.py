"""What is found afterwards: by whoever searches, whoever stole the server, and whoever holds a key."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.base import Base
from storage.audit.bundle import signer_of
from storage.cases.entries import IDENTITY
from tests.campaigns.canary.needles import contents, files
from tests.campaigns.canary.officers import differences, opened_by_age, reads, reads_there
from tests.campaigns.canary.scene import Scene
from tests.campaigns.canary.thief import Box, Thief, provider_references
from tests.campaigns.kill.house import Said, played
from tests.databases import POSTGRES

ADDRESSES = {"cases.address", "officers.address", "conversations.body", "whatsapp_chats.address"}
"""Where the server may read whom to answer (`docs/security.md`)."""

BY_AGE = 20
ENDED = "end"
"""The name of what was copied of the Postgres once the server had ended."""


def searched(scene: Scene) -> Iterator[str]:
    """Every canary that lies about on the server, and whatever shows that the search did not look."""
    house = scene.house
    yield from (str(hit) for hit in scene.needles.folder(house.server))
    yield from _receipts(scene)
    raw = files(house.server / "postgres" / ENDED) if POSTGRES else [house.data / "ballegh.db"]
    there = b"".join(path.read_bytes() for path in raw)
    unseen = [reference for reference in scene.references() if reference.encode() not in there]
    yield from (f"the search sees no database: {reference} is not in it" for reference in unseen)
    for log in house.told.glob("server-*.log"):
        if b'"level": "debug"' not in log.read_bytes():
            yield f"{log.name} holds nothing at DEBUG"
    every = files(house.server)
    size = sum(path.stat().st_size for path in every) / 1e6
    print(f"searched {len(every)} files, {size:.0f} MB, for {len(scene.needles)} needles")


def _receipts(scene: Scene) -> Iterator[str]:
    """The secrets by which reporters come back."""
    secrets = {one.told.receipt.partition("-")[2]: one.told.reference for one in scene.reporters}
    for place, data in contents(scene.house.server):
        for secret, reference in secrets.items():
            if secret.encode() in data or secret.replace("-", "").encode() in data:
                yield f"{place} holds the receipt's secret of {reference}"


def shown(scene: Scene) -> Iterator[str]:
    """What officers of a sealed server were shown of reporters in the chat: nothing that was told."""
    for officer in scene.officers:
        told = scene.canaries.words_in("\n".join(officer.seen).encode())
        yield from (f"an officer was shown {word}" for word in sorted(told))


def desk(scene: Scene) -> Iterator[str]:
    """Cases at the desk in the browser: as they were told, and nothing that could be read on the way.

    Who the reporter is stands in none of them: one officer alone is not shown that.
    """
    yield from scene.desk.leaks(scene.needles)
    whole = 0
    made = scene.made(scene.house.data)
    try:
        for reference in scene.references():
            told, named = scene.told(reference), _naming(made, reference, scene.key())
            told = replace(told, expected=[text for text in told.expected if text not in named])
            found = [*differences(told, scene.desk.readings[reference], scene.needles)]
            whole += not found
            yield from (f"desk: {what}" for what in found)
    finally:
        made.database.close()
    answers = len(scene.desk.bodies)
    print(
        f"at the desk {whole} of {len(scene.reporters)} cases open, as they were told, in {answers} answers"
    )


def _naming(made: Base, reference: str, key: str) -> set[str]:
    """What a case's own entry says of who the reporter is."""
    entries = reads_there(made, reference, key).entries
    return {value for entry in entries if entry.kind == IDENTITY for _, value in entry.answers}


def stolen(scene: Scene, data: Path, ended: bool) -> Iterator[str]:
    """What the server's secrets open of this copy of its data; `ended`: no draft is open any more."""
    made = scene.made(data)
    try:
        thief = Thief(made, scene.house.server)
        found, every = thief.opened(), thief.references()
        print(f"with the server's secrets {len(found)} of {len(every)} cases open")
        yield from (f"{reference} opens without an officer's key" for reference in found)
        if sorted(every) != sorted(scene.references()):
            yield f"{len(every)} cases, but {len(scene.references())} receipts"
        for box in thief.boxes():
            yield from _told_by(scene, box, ended)
        if ended:
            yield from (f"{piece} could be asked for again" for piece in provider_references(made))
    finally:
        made.database.close()


def _told_by(scene: Scene, box: Box, ended: bool) -> Iterator[str]:
    """What a box tells that it must not: of a filed case anything, in the end anything at all.

    Not meant are officers' words, which are for the reporters, and where those are.
    """
    canaries = scene.canaries
    notes = "\n".join(note for one in scene.officers for note in one.notes.values())
    words = canaries.words_in(box.inside)
    told = words - canaries.people - canaries.words_in(notes.encode())
    if not ended:
        told &= scene.filed
    if told:
        yield f"the server can read {sorted(told)} in {box.place}"
    if words & canaries.people and box.place not in ADDRESSES:
        yield f"the server can read an address in {box.place}"
    if canaries.marks.raw in box.inside and (ended or box.place != "uploads"):
        yield f"the server can read a file in {box.place}"


def opened(scene: Scene) -> Iterator[str]:
    """Cases on an officer's machine, from their exports, and with wrong keys; some with `age` alone."""
    house, tried = scene.house, scene.tried
    keys = [house.officer / "officer.key", house.officer / "stranger.key", house.key]
    exports = {reference: house.server / "exports" / f"{reference}.tar" for reference in tried}
    commands = [("case", "open", str(exports[one]), "--key", str(key)) for key in keys for one in tried]
    signed = ("--signer", signer_of(next(iter(exports.values()))))
    said, _ = played([(*each, *signed) for each in commands], house.officer, {})
    wrong = [each for each in said[len(tried) :] if not each.status]
    yield from ("a wrong key opened a case" for _ in wrong)
    print(f"with wrong keys {len(wrong)} of {len(tried)} exports open")
    whole = 0
    for reference, screen in zip(tried, said, strict=False):
        reading = reads(exports[reference], scene.key(), house.officer / reference)
        found = [
            *differences(scene.told(reference), reading, scene.needles),
            *_unread(scene, reference, screen),
        ]
        whole += not found
        yield from found
    print(f"with an officer's key {whole} of {len(tried)} exports open, as it was told")
    yield from _by_age(scene, exports)


def _unread(scene: Scene, reference: str, screen: Said) -> Iterator[str]:
    """What `case open` does not show of a case."""
    words = scene.canaries.words_in
    unread = words("\n".join(scene.told(reference).expected).encode()) - words(screen.text.encode())
    if unread or screen.status:
        yield f"{reference}: not on the screen ({screen.status}): {sorted(unread)}"


def _by_age(scene: Scene, exports: dict[str, Path]) -> Iterator[str]:
    count, some, key = 0, [*exports.items()][:BY_AGE], scene.house.officer / "recovery.key"
    for reference, bundle in some:
        values = opened_by_age(bundle, key)
        if values is None:
            return print("the program age is not here: apt-get install age")
        unread = [text for text in scene.told(reference).expected if text not in values]
        count += not unread
        yield from (f"{reference}: age does not read {text!r}" for text in unread)
    return print(f"the program age opens {count} of {len(some)} with the recovery key")


def restored(scene: Scene) -> Iterator[str]:
    """A backup put into an empty folder: it verifies, and every case opens from it as it was told."""
    house, folder = scene.house, scene.house.folder / "restored"
    house.restore(folder)
    first = scene.references()[0]
    said = house.runs(("verify",), ("export", first, str(folder / "first.tar")), data=folder)
    yield from (f"restored: {each.text.strip()}" for each in said if each.status)
    yield from differences(
        scene.told(first), reads(folder / "first.tar", scene.key("recovery"), folder / "first"), scene.needles
    )
    made, whole = scene.made(folder), 0
    for reference in scene.references():
        reading = reads_there(made, reference, scene.key("recovery"))
        found = [*differences(scene.told(reference), reading, scene.needles)]
        whole += not found
        yield from (f"restored: {what}" for what in found)
    made.database.close()
    print(f"from the restored backup {whole} of {len(scene.reporters)} cases open, as they were told")
