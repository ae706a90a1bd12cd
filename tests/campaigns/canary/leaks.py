"""The search must be able to fail: leaks are planted in a copy, and each has to be found where it lies."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import create_engine, text

from tests import databases
from tests.campaigns.canary.canaries import Canaries
from tests.campaigns.canary.needles import forms
from tests.campaigns.canary.scene import Scene


def drawn(canaries: Canaries) -> dict[str, str]:
    """One canary of each kind."""
    return {
        "a word": canaries.word(),
        "an Arabic word": canaries.arabic(),
        "a name": canaries.name(),
        "an Arabic name": canaries.name(arabic=True),
        "a number": canaries.phone(),
        "a link": canaries.link(),
        "an address": canaries.email(),
        "a file's name": canaries.file_name("pdf"),
        "a person": str(canaries.person()),
    }


def unfound(scene: Scene) -> Iterator[str]:
    """Leaks in a copy of what the server left, of which the search says nothing."""
    copy, dice = scene.house.folder / "leaking", random.Random(scene.plan.seed)
    expected = dict(_plants(scene, copy, dice))
    found = {hit.place for hit in scene.needles.folder(copy)}
    shutil.rmtree(copy)
    yield from (
        f"the search did not find {plant} in {where}"
        for where, plant in expected.items()
        if where not in found
    )
    print(f"{len(expected)} leaks planted in a copy, {len(expected.keys() & found)} found")


def _plants(scene: Scene, copy: Path, dice: random.Random) -> Iterator[tuple[str, str]]:
    """One in the database, one in the middle of a file for each kind and encoding."""
    data = copy / "data"
    shutil.copytree(scene.house.data, data)
    databases.copied_in_use(scene.house.data, data)
    leak = "x" * 5000 + scene.canaries.name() + "x" * 5000
    engine = create_engine(databases.address(data) or f"sqlite:///{data}/ballegh.db")
    with engine.begin() as connection:
        query = text("INSERT INTO settings (key, value) VALUES ('leak', :leak)")
        connection.execute(query, {"leak": leak.encode()})
    engine.dispose()
    yield f"leaking/data{'' if databases.POSTGRES else '/ballegh.db'}, settings.value", "a name in a row"
    if databases.POSTGRES:
        databases.dumped(data, copy / "ballegh.dump")
        yield "leaking/ballegh.dump, as SQL", "a name in a dump"
    log = (scene.house.told / "server-1.log").read_bytes()[:2000]
    for kind, words in drawn(scene.canaries).items():
        for encoding, needle in dict(forms(words)).items():
            path = copy / f"{len([*copy.iterdir()])}.log"
            at = dice.randrange(len(log))
            path.write_bytes(log[:at] + b" " + needle + b" " + log[at:])
            yield f"leaking/{path.name}", f"{kind}, {encoding}"
