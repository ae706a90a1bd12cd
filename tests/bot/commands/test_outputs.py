"""P2: whatever comes out for officers and operators, an anonymous reporter is a pseudonym in it.

The server and every command run in processes of their own, with logs at DEBUG; what they write is searched
for all that Telegram tells of the reporter.
"""

import asyncio
import json
import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.bot.commands.typed import Typed
from tests.fakes.telegram.chat import Chat, Seen
from tests.fakes.telegram.server import FakeTelegram

ROOT = Path(__file__).parents[3]
NUMBER = 77_123_456_789
CANARIES = ("Zineb", "Canariya", "zineb_canary", str(NUMBER), "telegram:")
OWN = "Il est devant ma porte et me demande 2000 dirhams, je ne sais plus quoi faire"


@dataclass
class Outside:
    """Everything that came out, by where it did."""

    telegram: FakeTelegram
    folder: Path
    typed: Typed
    seen: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "BALLEGH_DATA_DIR": str(self.folder / "data"),
            "BALLEGH_LISTEN": "127.0.0.1:0",
            "BALLEGH_LOG_LEVEL": "DEBUG",
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
        }

    async def command(self, *arguments: str) -> str:
        """Run a command of `main.py`; its output, kept with its logs."""
        said = await asyncio.to_thread(self.typed, self.folder, *arguments, more=self.environment)
        self.seen[" ".join(arguments)] = said.out + said.errors
        return said.out

    def found(self) -> list[tuple[str, str]]:
        """The places of canaries, with each canary."""
        return [
            (where, canary)
            for where, text in self.seen.items()
            for canary in CANARIES
            if canary.lower() in text.lower()
        ]


def data(seen: Seen, option: str) -> str:
    """The button of this option."""
    return next(found for row in seen.rows for _, found in row if found.rpartition(":")[2] == option)


def reporter(telegram: FakeTelegram) -> Chat:
    """Someone of whom Telegram tells everything."""
    someone = telegram.chat(NUMBER, name="Zineb")
    someone.person |= {"last_name": "Canariya", "username": "zineb_canary"}
    someone.shown |= {"last_name": "Canariya", "username": "zineb_canary"}
    return someone


async def reports(someone: Chat, identity: str) -> tuple[str, str]:
    """Their own words forwarded, a file, and the whole of the questions; reference and code."""
    me = {"type": "user", "sender_user": someone.person, "date": int(someone.server.now())}
    hidden = {"type": "hidden_user", "sender_user_name": "Zineb Canariya", "date": int(someone.server.now())}
    someone.forwards(OWN, origin=me)
    offered = await someone.sees()
    someone.forwards("Et ceci, que j'ai écrit hier soir à une amie", origin=hidden)
    await someone.sees()
    someone.sends_document(b"\xff\xd8\xff\xe0 photo", name="IMG_1.jpg")
    offered = await someone.sees()
    someone.taps(data(offered, "details"))
    asked = await someone.sees()
    while not has(asked, "traceless"):
        someone.taps(first(asked))
        asked = await someone.sees()
    someone.taps(data(asked, identity))
    someone.taps(data(await someone.sees(), "send"))
    receipt = next(seen for seen in await someone.sees_all(2) if len(seen.codes) > 1)
    return receipt.codes[0], receipt.codes[1]


def has(seen: Seen, option: str) -> bool:
    return any(found.rpartition(":")[2] == option for row in seen.rows for _, found in row)


def first(seen: Seen) -> str:
    """The way past a question."""
    return next(data(seen, option) for option in ("skip", "done", "other") if has(seen, option))


async def officer(outside: Outside) -> Chat:
    """Enrolled by the command's code."""
    printed = await outside.command("officer", "add", "Salma")
    salma = outside.telegram.chat(900)
    salma.says(re.search(r"officer_\S+", printed)[0])  # type: ignore[index]  # printed by the command
    await salma.sees()
    return salma


async def looks(salma: Chat, reference: str) -> None:
    """Alert, list, case, hold, status with a note, digest."""
    salma.says("bureau")
    desk = await salma.sees()
    salma.taps(data(desk, "open"))
    opened = await salma.sees()
    salma.taps(data(opened, "hold"))
    salma.taps(data(await salma.sees(), "status"))
    salma.taps(data(await salma.sees(), "examined"))
    await salma.sees()
    salma.says("un mot pour vous")
    told = await salma.sees()
    assert reference in opened.text
    salma.taps(data(told, "digest"))
    await salma.sees()


async def commands(outside: Outside, reference: str) -> None:
    """Every command that tells anything of a case."""
    bundle = outside.folder / f"{reference}.tar"
    for line in (
        "doctor",
        "stats",
        "digest",
        "officer list",
        "keys list",
        "verify",
        f"case show {reference}",
        f"case hold {reference} --reason order-7",
        f"case release {reference} --reason order-7",
        f"export {reference} {bundle}",
    ):
        await outside.command(*line.split())
    outside.seen["bundle"] = bundle.read_bytes().decode("latin-1")
    files = (path for path in (outside.folder / "data").rglob("*") if path.is_file())
    key = next(path for path in files if b"AGE-SECRET-KEY-" in path.read_bytes())
    signer = (await outside.command("keys", "list")).split("signs as ")[1].strip()
    opened = await outside.command("case", "open", str(bundle), "--key", str(key), "--signer", signer)
    assert OWN in opened


@pytest.mark.parametrize("identity", ["anonymous", "traceless"])
@pytest.mark.long
async def test_an_anonymous_reporter_is_a_pseudonym_in_every_output(
    tmp_path: Path, typed: Typed, identity: str
) -> None:
    async with FakeTelegram() as telegram:
        outside = Outside(telegram, tmp_path, typed)
        server, address, salma = await officer_and_server(outside)
        try:
            someone = reporter(telegram)
            reference, code = await reports(someone, identity)
            await salma.sees()
            await looks(salma, reference)
            someone.says(code)
            await someone.sees()
            await telegram.settled()
            for route in ("metrics", "ready", "health"):
                outside.seen[route] = await asyncio.to_thread(got, f"{address}/{route}")
            await commands(outside, reference)
        finally:
            server.terminate()
            out, errors = await server.communicate()
        outside.seen["server"] = (out + errors).decode()
        to_officer = [call.params for call in telegram.calls if call.params.get("chat_id") == 900]
        outside.seen["officer's chat"] = json.dumps(to_officer, ensure_ascii=False)
        assert outside.found() == []
        for where in ("officer's chat", f"case show {reference}"):
            assert re.search(r"Pseudonyme\s*:\s*\S{6}", outside.seen[where]), where
        assert '"level"' in outside.seen["server"], "there were logs to be searched"


def got(url: str) -> str:
    with urlopen(url, timeout=10) as answer:  # noqa: S310 - loopback, our own
        return str(answer.read().decode())


async def officer_and_server(outside: Outside):
    """The server under way, its address, and an officer at their desk."""
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, str(ROOT / "main.py")),
        env=os.environ | outside.environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=1 << 24,
    )
    address = ""
    assert server.stdout
    while not address:
        line = (await server.stdout.readline()).decode()
        outside.seen["banner"] = outside.seen.get("banner", "") + line
        address = line.partition("open")[2].strip() if "  open  " in line else ""
    return server, address, await officer(outside)
