"""What is found afterwards: by whoever searches, whoever stole the server, and whoever holds a key."""

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from storage.errors import Unopened
from tests.campaigns.house import played
from tests.campaigns.needles import columns, files, forms
from tests.campaigns.officers import differences, opened_by_age, reads
from tests.campaigns.scene import Scene
from tests.campaigns.thief import Thief, provider_references

ADDRESSES = {"cases.address", "officers.address", "conversations.body"}
"""Where the server may read who to answer (`docs/security.md`)."""

BY_AGE = 20
EVERYWHERE = "nothing but an officer's key"


def searched(scene: Scene) -> Iterator[str]:
    """Every canary that lies about on the server, and whatever shows that the search did not look."""
    house, database = scene.house, scene.house.data / "ballegh.db"
    yield from (str(hit) for hit in scene.needles.folder(house.server))
    yield from _receipts(scene)
    there = database.read_bytes()
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
    secrets = [(one.told.reference, one.told.receipt.partition("-")[2]) for one in scene.reporters]
    for path in files(scene.house.server):
        data = path.read_bytes()
        for reference, secret in secrets:
            if secret.encode() in data or secret.replace("-", "").encode() in data:
                yield f"{path.name} holds the receipt's secret of {reference}"


def shown(scene: Scene) -> Iterator[str]:
    """What officers of a sealed server were shown of reporters in the chat: nothing that was told."""
    for officer in scene.officers:
        told = scene.canaries.words_in("\n".join(officer.seen).encode())
        yield from (f"an officer was shown {word}" for word in sorted(told))


def stolen(scene: Scene, data: Path, ended: bool) -> Iterator[str]:
    """What the server's secrets open of this copy of its data; `ended`: no draft is open any more."""
    made = scene.made(data)
    try:
        thief = Thief(made, scene.house.server)
        opened, every = thief.opened(), thief.references()
        yield from (f"{reference} opens without an officer's key" for reference in opened)
        print(f"with the server's secrets {len(opened)} of {len(every)} cases open")
        filed = scene.canaries.words_in(b"\n".join(one.told.said for one in scene.reporters))
        filed |= scene.canaries.words_in(scene.telegram_names())
        notes = "\n".join(note for one in scene.officers for note in one.notes.values())
        allowed = scene.canaries.words_in(notes.encode())
        for box in thief.boxes():
            words = scene.canaries.words_in(box.inside) - allowed
            found = words if ended else words & filed
            if found:
                yield f"the server can read {sorted(found)} in {box.place}"
            if scene.canaries.people_in(box.inside) and box.place not in ADDRESSES:
                yield f"the server can read an address in {box.place}"
            if scene.canaries.marks.raw in box.inside:
                yield f"the server can read a file in {box.place}"
        if ended:
            yield from (f"{piece} could be asked for again" for piece in provider_references(made))
    finally:
        made.database.close()


def opened(scene: Scene) -> Iterator[str]:
    """Every case on an officer's machine, from its export; some with the program `age` alone."""
    house, told = scene.house, {one.told.reference: one.told for one in scene.reporters}
    key, wrong = house.officer / "officer.key", house.officer / "stranger.key"
    exports = {reference: house.server / "exports" / f"{reference}.tar" for reference in told}
    commands = [("case", "open", str(path), "--key", str(key)) for path in exports.values()]
    commands += [
        ("case", "open", str(path), "--key", str(each))
        for path in exports.values()
        for each in (wrong, house.key)
    ]
    said, _ = played(commands, house.officer, {})
    whole = 0
    for (reference, path), screen in zip(exports.items(), said, strict=False):
        found = [
            *differences(told[reference], reads(path, scene.key(), house.officer / reference), scene.needles)
        ]
        found += [
            f"{reference}: not on the screen: {text!r}"
            for text in told[reference].expected
            if text not in screen.text
        ]
        found += [f"{reference}: opened with {screen.status}"] if screen.status else []
        whole += not found
        yield from found
    yield from (
        f"a wrong key opened {command[2]}"
        for command, each in zip(commands, said, strict=True)
        if command[4] != str(key) and not each.status
    )
    print(f"with an officer's key {whole} of {len(told)} cases open, as they were told")
    yield from _by_age(scene, exports)


def _by_age(scene: Scene, exports: dict[str, Path]) -> Iterator[str]:
    count = 0
    for one in scene.reporters[:BY_AGE]:
        values = opened_by_age(exports[one.told.reference], scene.house.officer / "recovery.key")
        if values is None:
            return print("the program age is not here: apt-get install age")
        count += 1
        yield from (
            f"{one.told.reference}: age does not read {text!r}"
            for text in one.told.expected
            if text not in values
        )
    return print(f"the program age opens {count} of {count} with the recovery key")


def restored(scene: Scene) -> Iterator[str]:
    """A backup put into an empty folder: it verifies, and every case opens from it as it was told."""
    house, folder = scene.house, scene.house.folder / "restored"
    shutil.copytree(house.server / "backup", folder)
    for each in (house.server / "backup-erasure").iterdir():
        shutil.copy(each, folder)
    every = scene.references()
    commands = [("verify",), *(("export", one, str(folder / f"{one}.tar")) for one in every)]
    said = house.runs(*commands, data=folder)
    yield from (f"restored: {each.text.strip()}" for each in said if each.status)
    whole = 0
    for one in scene.reporters:
        bundle = folder / f"{one.told.reference}.tar"
        found = [
            *differences(
                one.told,
                reads(bundle, scene.key("recovery"), folder / "opened" / one.told.reference),
                scene.needles,
            )
        ]
        whole += not found
        yield from (f"restored: {what}" for what in found)
    print(f"from the restored backup {whole} of {len(every)} cases open, as they were told")
