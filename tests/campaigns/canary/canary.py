"""Two hundred cases full of canaries, then a search for them in everything that the server left anywhere.

    python -m tests.campaigns.canary.canary [--cases 200] [--drafts 40] [--seed N] [--keep FOLDER]

The product runs as a process of its own, sealed: the officer's key and the recovery key were made on another
machine. Reporters tell canaries through every channel and file, or walk away and let their draft expire;
officers work. Then everything on the server's disks is searched in many encodings (database with its
write-ahead log, erasure keys, with DATABASE=postgres also the files and the log of that Postgres, temporary
files, logs at DEBUG, uploads, evidence, backups, exports, whatever the commands and the addresses for
watching say), as it was in the middle of it and as it is in the end:

- no canary is found anywhere, and the search finds those that are planted in a copy;
- with all of the server's secrets no case opens, and in no box that the server can open is a word of one;
- at the desk in the browser every case opens, and in no answer on the way is a canary;
- with an officer's key every case opens, from its export and from a restored backup, as it was told.
"""

import argparse
import asyncio
import logging
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests import databases
from tests.campaigns.canary.leaks import unfound
from tests.campaigns.canary.mouths import InWeb
from tests.campaigns.canary.scene import Expiry, Plan, Scene, by_the_clock
from tests.campaigns.kill import proofs
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio


async def campaign(plan: Plan, folder: Path, expire: Expiry = by_the_clock) -> list[str]:
    """Run it in this folder; what was found wrong."""
    async with FakeTelegram() as telegram, FakeTwilio() as twilio:
        scene = Scene(plan, folder, (telegram, twilio))
        codes = scene.seal()
        await scene.server.start()
        try:
            await scene.enter_desk()
            await scene.enrol(codes)
            await scene.reports()
            await scene.work()
            wrong = await in_the_middle(scene)
            await scene.watch()
            await expire(scene)
            wrong += commands(scene)
        finally:
            await scene.close()
            status = await scene.server.stop()
            scene.house.keep_postgres(proofs.ENDED)
        wrong += [f"the server ended with {status}"] if status else []
        wrong += [*proofs.searched(scene), *proofs.shown(scene), *proofs.desk(scene), *unfound(scene)]
        wrong += [*proofs.stolen(scene, scene.house.data, ended=True)]
        return [*wrong, *proofs.opened(scene), *proofs.restored(scene)]


async def in_the_middle(scene: Scene) -> list[str]:
    """Everything is filed, drafts are open, an upload is under way: a copy of what lies there now."""
    await scene.settled()
    page = await InWeb(scene.server.url, "fr").opens()
    half = scene.canaries.content("document") + scene.canaries.marks.raw * 50_000
    go_on = await page.sends_half(half)
    copy = scene.house.copy("middle")
    go_on.set()
    await page.sees()
    await page.leaves()
    return [*proofs.stolen(scene, copy, ended=False)]


def commands(scene: Scene) -> Iterator[str]:
    """Everything that a command says and writes, beside the running server; then a backup."""
    house, references = scene.house, scene.tried
    exports = house.server / "exports"
    exports.mkdir(mode=0o700)
    plain = [("doctor",), ("digest",), ("stats",), ("verify",), ("keys", "list"), ("officer", "list")]
    shows = [("case", "show", one) for one in references]
    bundles = [("export", one, str(exports / f"{one}.tar")) for one in references]
    every = [*plain, *shows, *bundles, ("verify",)]
    with databases.syncing():  # or `doctor` finds fault
        answers = house.runs(*every)
    for command, said in zip(every, answers, strict=True):
        if said.status:
            yield f"{' '.join(command)}: {said.text.strip()}"
    house.back_up()


def main() -> int:
    """Run the campaign from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--drafts", type=int, default=40)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--keep", type=Path, help="a new folder in which everything stays, to be looked at")
    given = parser.parse_args()
    print(f"seed {given.seed}", flush=True)
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)
    plan = Plan(given.seed, given.cases, given.drafts)
    with tempfile.TemporaryDirectory() as folder:
        wrong = asyncio.run(campaign(plan, given.keep or Path(folder) / "canary"))
    print("\n".join(wrong) or "nothing is told, everything opens")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
