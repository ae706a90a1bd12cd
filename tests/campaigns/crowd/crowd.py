"""Many people report one scam, in three channels and three languages, and hear of one decision once each.

    python -m tests.campaigns.crowd.crowd [--people 300] [--kill]

The server runs as a process of its own against fakes of Telegram and of Twilio; the web chat is its own. Each
person forwards a copy of the scam, with a sum of their own, and sends it. Beside them a few people report
other things. In the end:

- all of them are in one campaign, and nobody else is;
- the officer, who is told of campaigns from half of the people on, was told once;
- after `main.py campaign decide` each of them heard of it once, in the language of their report, and that it
  helped; with `--kill` the server is killed in the middle of that and started again.
"""

import argparse
import asyncio
import json
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.campaigns.canary.mouths import InTelegram, InWeb, InWhatsApp, Mouth
from tests.campaigns.kill.house import House, Server
from tests.campaigns.kill.process import MANY_VISITORS
from tests.databases import reading
from tests.dialogue import words
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio
from tests.product.product import ANSWERED_AT_ONCE, free_port

CHANNELS = ("telegram", "whatsapp", "web")
SCAM = {
    "fr": "Amana : votre colis est bloqué à la douane, payez {} DH sur amana-suivi.top ou appelez 0612345678",
    "ar": "أمانة: طردكم محجوز لدى الجمارك، المرجو أداء {} درهم عبر amana-suivi.top أو الاتصال ب 0612345678",
    "ary": "الكولي ديالكم محبوس فالديوانة، خلصو {} درهم ف amana-suivi.top ولا عيطو ل 0612345678 دابا",
}
OTHERS = (
    "Il me demande 2000 dirhams par virement et menace de publier mes photos, son numéro est 0698765432",
    "Une fausse annonce de location sur logement-pas-cher.xyz m'a pris 1500 dirhams d'avance hier soir",
)
AT_ONCE = 12
PATIENCE = 300.0


@dataclass
class Someone:
    """A reporter: where and in which language, and the messages that came after the report."""

    mouth: Mouth
    channel: str
    language: str
    heard: list[str] = field(default_factory=list)


@dataclass
class Seen:
    """The outcome of a campaign."""

    campaigns: list[dict[str, object]]
    alerts: int
    told: Counter[int]
    """How many people heard of the decision so many times."""
    languages: Counter[str]
    """In which language they were thanked."""
    strangers: int
    """Messages about the decision to people of other cases."""
    resent: int
    """Notices that may have gone out before a kill."""
    seconds: float


class Crowd:
    """Everything that runs, and everybody who takes part."""

    def __init__(self, people: int, folder: Path, telegram: FakeTelegram, twilio: FakeTwilio) -> None:
        self._people = people
        self._telegram, self._twilio = telegram, twilio
        self.house = House(folder)
        self.server = Server(self.house)
        self._labels = {label: key for key, labels in words().names().items() for label in labels}
        self._connect()

    def _connect(self) -> None:
        """The providers know where the server is, and the server where they are."""
        port = free_port()
        public = f"http://127.0.0.1:{port}"
        config = self.house.folder / "ballegh.toml"
        limits = f"{MANY_VISITORS}reporters_for_alert = {self._people // 2 + 1}\n"
        config.write_text(f"{ANSWERED_AT_ONCE}{limits}", "utf-8")
        self._twilio.serves(public, public)
        self.house.settings = {
            "BALLEGH_CONFIG": str(config),
            "BALLEGH_LISTEN": f"127.0.0.1:{port}",
            "BALLEGH_PUBLIC_URL": public,
            "TELEGRAM_BOT_TOKEN": self._telegram.token,
            "TELEGRAM_API_URL": self._telegram.url,
            "TWILIO_ACCOUNT_SID": self._twilio.account_sid,
            "TWILIO_AUTH_TOKEN": self._twilio.auth_token,
            "TWILIO_WHATSAPP_FROM": self._twilio.sender,
            "TWILIO_API_URL": self._twilio.url,
        }

    async def mouth(self, channel: str, number: int, language: str) -> Mouth:
        """Somebody new in this channel."""
        if channel == "telegram":
            return InTelegram(self._telegram.chat(1000 + number, language=language))
        if channel == "whatsapp":
            return InWhatsApp(self._twilio.person(f"+2126{number:08}"), self._labels)
        return await InWeb(self.server.url, language).opens()

    async def reports(self, number: int, text: str, language: str) -> Someone:
        """Somebody forwards this and sends it."""
        channel = CHANNELS[number % len(CHANNELS)]
        mouth = await self.mouth(channel, number, language)
        if channel == "web":
            await mouth.starts()
            await mouth.sees()
        await mouth.says(text)
        shown = await mouth.sees()
        await mouth.taps(next(one for one in shown.buttons if one.endswith(":send")))
        await mouth.sees()
        return Someone(mouth, channel, language)

    async def all_report(self) -> list[Someone]:
        """Everybody reports, a dozen at a time, the first two one after the other."""
        turns = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> Someone:
            language = list(SCAM)[number // len(CHANNELS) % len(SCAM)]
            async with turns:
                return await self.reports(number, SCAM[language].format(10 + number), language)

        first = [await one(number) for number in range(2)]
        return [*first, *await asyncio.gather(*map(one, range(2, self._people)))]

    def command(self, *arguments: str) -> str:
        """A command on the server; what it prints."""
        (said,) = self.house.runs(("-q", *arguments))
        assert said.status == 0, said.text
        return said.text

    def listed(self) -> list[dict[str, object]]:
        """The campaigns."""
        found: list[dict[str, object]] = json.loads(self.command("campaign", "list", "--json"))["campaigns"]
        return found

    def count(self, query: str) -> int:
        """The number that a query on the server's database finds."""
        with reading(self.house.data) as connection:
            return int(connection.exec_driver_sql(query).fetchall()[0][0])

    async def reached(self, people: int) -> None:
        """Wait until the decision has reached so many. Raises TimeoutError."""
        await self._until(
            lambda: self.count("SELECT count(*) FROM decided_cases WHERE state = 'told'") >= people
        )

    async def settled(self) -> None:
        """Wait until every case is decided on and every message is out. Raises TimeoutError."""
        waits = (
            "SELECT (SELECT count(*) FROM decided_cases WHERE state = 'waiting') "
            "+ (SELECT count(*) FROM outbox WHERE state = 'queued')"
        )
        await self._until(lambda: not self.count(waits))

    async def _until(self, true: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not true():  # noqa: ASYNC110  # what is waited for happens in another process
                await asyncio.sleep(0.05)


async def drained(mouth: Mouth) -> list[str]:
    """The texts of all messages that nobody has looked at yet."""
    texts: list[str] = []
    while True:
        try:
            texts.append((await mouth.sees(0.1)).text)
        except TimeoutError:
            return texts


async def campaign(people: int, folder: Path, *, kill: bool = False) -> Seen:
    """Play it in this folder; what was seen."""
    began = time.monotonic()
    async with FakeTelegram() as telegram, FakeTwilio() as twilio:
        crowd = Crowd(people, folder, telegram, twilio)
        *_, added = crowd.house.runs(("init",), ("officer", "add", "Salma"))
        await crowd.server.start()
        try:
            officer = InTelegram(telegram.chat(900))
            await officer.says(added.text.split()[-1])
            await officer.sees()
            everybody = await crowd.all_report()
            strangers = [
                await crowd.reports(people + number, text, "fr") for number, text in enumerate(OTHERS)
            ]
            await crowd.settled()
            for one in (*everybody, *strangers):
                await drained(one.mouth)
            found = crowd.listed()
            crowd.command("campaign", "decide", str(found[0]["code"]), "referred")
            if kill:
                await _killed(crowd, everybody, people // 3)
            await crowd.settled()
            return await _seen(crowd, officer, everybody, strangers, time.monotonic() - began)
        finally:
            await crowd.server.stop()


async def _killed(crowd: Crowd, everybody: list[Someone], reached: int) -> None:
    """Kill the server once the decision has reached so many, and start it again."""
    await crowd.reached(reached)
    await crowd.server.kill()
    await crowd.server.start()
    for one in everybody:
        if isinstance(one.mouth, InWeb):
            await one.mouth.listens_again()


async def _seen(
    crowd: Crowd, officer: Mouth, everybody: list[Someone], strangers: list[Someone], seconds: float
) -> Seen:
    thanks = {language: words().text(language, "notice-helped") for language in SCAM}
    told: Counter[int] = Counter()
    languages: Counter[str] = Counter()
    for one in everybody:
        texts = await drained(one.mouth)
        here = [language for text in texts for language, said in thanks.items() if said in text]
        told[len(here)] += 1
        languages.update(here[:1])
        await one.mouth.leaves()
    others = 0
    for one in strangers:
        others += sum(said in text for text in await drained(one.mouth) for said in thanks.values())
        await one.mouth.leaves()
    campaigns = crowd.listed()
    alerts = sum(str(campaigns[0]["code"]) in text for text in await drained(officer))
    resent = crowd.count("SELECT count(*) FROM outbox WHERE resent")
    return Seen(campaigns, alerts, told, languages, others, resent, seconds)


def main() -> int:
    """Play it from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--kill", action="store_true", help="kill the server in the middle of the decision")
    given = parser.parse_args()
    logging.getLogger("aiohttp").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        seen = asyncio.run(campaign(given.people, Path(folder) / "crowd", kill=given.kill))
    cases = [one["cases"] for one in seen.campaigns]
    print(
        f"{seen.seconds:.0f} s: campaigns of {cases} cases, {seen.alerts} alert, "
        f"the decision was heard (times: people) {dict(seen.told)}, in {dict(seen.languages)}, "
        f"by {seen.strangers} others; {seen.resent} messages in doubt"
    )
    right = cases == [given.people] and seen.alerts == 1 and not seen.strangers and not seen.told[0]
    return 0 if right and sum(seen.told.values()) - seen.told[1] <= seen.resent else 1


if __name__ == "__main__":
    sys.exit(main())
