"""Two cases from the first word in Darija to the outcome, on a clock that runs through months.

The server is a process of its own, with Telegram, WhatsApp and a mail server around it. It is ended and
started again at each step of the clock, as a deployment that is updated often.
"""

import base64
import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from storage.sealing import age, bare_wraps
from tests.campaigns.canary.mouths import InTelegram, InWhatsApp, Mouth, Shown
from tests.campaigns.kill.house import played
from tests.campaigns.kill.prompts import Prompts
from tests.campaigns.replay.people import Reporter
from tests.campaigns.replay.quarter import HERE, Report
from tests.campaigns.replay.scene import Scene
from tests.dialogue import words
from tests.fakes.desk import Browser, encoded
from tests.fakes.mail import FakeMail
from tests.fakes.telegram.chat import Chat
from tests.fakes.telegram.server import FakeTelegram
from tests.fakes.twilio.server import FakeTwilio

SERVICES = """
[[services]]
id = "central"
name = { fr = "Unité centrale", ar = "الوحدة المركزية" }
city = { fr = "Rabat", ar = "الرباط" }
central = true

[[services]]
id = "fes"
name = { fr = "Police judiciaire", ar = "الشرطة القضائية" }
city = { fr = "Fès", ar = "فاس" }
provinces = ["Fès"]
officers = ["Karim"]
shown = true
"""
BLACKMAIL = "واحد كيهددني بلي غادي ينشر تصاوري، سميتو khalid.canari فانستغرام"
FRAUD = "شريت تيليفون من عند واحد فالفايسبوك هادي شهر وما صيفط ليا والو، سميتو bay3.canari"
QUESTIONS = {"yassine": "واش باقي عندكم المحادثة معاه؟", "nadia": "شحال خلصتو وكيفاش؟"}
ANSWERS = {"yassine": "إيه باقا عندي، سميتو canari-laqab", "nadia": "خلصت 900 درهم canari-cash"}
SECRET = ("canari", "تصاوري", "تيليفون", "المحادثة", "+2126", "telegram:", "whatsapp:")
"""Words of the cases and of who reported: none of them is in a letter."""
MONDAY, WEEK, OVERDUE, JUSTICE = 2, 9, 13, 40
"""Days of the scene, counted from 0: a Monday, the next one, after a deadline, and at the end."""


class Reports(Reporter):
    """A reporter who begins with the story, wants to add details, and is from Fès."""

    async def _open(self) -> None:
        self.said += 1
        await self.mouth.says(BLACKMAIL if self.report.category == "blackmail" else FRAUD)

    def _chosen(self) -> dict[str, str]:
        return super()._chosen() | {"quick": "details"}

    def _words(self) -> dict[str, str]:
        return super()._words() | {"city": "فاس"}


def report(channel: str, category: str) -> Report:
    return Report(MONDAY, channel, "ary", category, False, False, HERE, "fes", "")


@dataclass
class Life:
    """Everybody: reporters by name, officers' browsers by name, and the supervisor's own chat."""

    scene: Scene
    telegram: FakeTelegram
    mail: FakeMail
    people: dict[str, Mouth]
    chat: Chat
    officers: dict[str, Browser] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    seen: dict[str, list[Shown]] = field(default_factory=lambda: {"yassine": [], "nadia": []})

    async def begins(self) -> None:
        """Two officers arrive: a supervisor with a chat too, and one of the service in Fès."""
        self.scene.set_clock(MONDAY, 9)
        invite = [("officer", "invite", name, "--role", role) for name, role in TEAM.items()]
        _, *invited, chat = self.scene.runs(("init",), *invite, ("officer", "chat", "Salma"))
        await self.scene.start()
        for name, line in zip(TEAM, invited, strict=True):
            browser = self.officers[name] = Browser(self.scene.url)
            await browser.enters(line.strip().rpartition("/")[2])
            self.scene.runs(("officer", "confirm", name, browser.fingerprint))
            digest = {"every": "weekly", "email": f"{name.lower()}@example.org", "language": TONGUES[name]}
            await self.posts(name, "digest", **digest, zone="Africa/Casablanca")
        (code,) = re.findall(r"officer_\w+", chat)
        self.chat.says(f"/start {code}")
        await self.chat.sees()

    async def moves(self, day: int, hour: int = 9) -> None:
        """Set the clock on, start the server anew, and sign in again."""
        await self.scene.stop()
        self.scene.set_clock(day, hour)
        await self.scene.start()
        for browser in self.officers.values():
            assert (await browser.signs_in()).status_code == 200
            assert (await browser.proves("sheet")).status_code == 200

    async def posts(self, officer: str, path: str, **body: Any) -> Any:
        answer = await self.officers[officer].post(path, body)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        return answer.json()

    async def acts(self, officer: str, person: str, action: str, **body: Any) -> Any:
        """Change the case of a person."""
        return await self.posts(officer, f"cases/{self.cases[person]}/{action}", **body)

    async def looks(self, officer: str, person: str) -> Any:
        return (await self.officers[officer].get(f"cases/{self.cases[person]}")).json()

    async def sees(self, person: str) -> Shown:
        shown = await self.people[person].sees(30)
        self.seen[person].append(shown)
        return shown

    async def hears(self, person: str, *keys: str) -> Shown:
        """Read a person's messages up to one that says all of this in Darija."""
        wanted = [said(key) for key in keys]
        await self.sees(person)
        while not all(one in self.seen[person][-1].text for one in wanted):
            try:
                await self.sees(person)
            except TimeoutError:
                texts = [one.text for one in self.seen[person][-3:]]
                raise AssertionError(f"{person} never read {wanted}, last {texts}") from None
        return self.seen[person][-1]

    async def taps(self, person: str, shown: Shown, option: str) -> None:
        await self.people[person].taps(next(one for one in shown.buttons if option in one))

    def reads(self, officer: str, told: Any) -> str:
        """What the case says, opened with the officer's own key."""
        own = str(self.officers[officer].identity)
        private = bare_wraps.unwrap(base64.b64decode(told["wraps"]["case"]), own)
        return "\n".join(
            age.unseal(base64.b64decode(one["age"]), (told["case"]["reference"], one["id"]), private).decode()
            for one in told["entries"]
        )

    async def wraps(self, officer: str, person: str, service: str) -> list[dict[str, str]]:
        """The case's keys for whoever has it next, as the page makes them."""
        browser, path = self.officers[officer], f"cases/{self.cases[person]}"
        held = (await self.looks(officer, person))["wraps"]
        made = []
        for key in (await browser.get(f"{path}/services/{service}")).json()["keys"]:
            for content in key["lacking"]:
                private = bare_wraps.unwrap(base64.b64decode(held[content]), str(browser.identity)).strip()
                wrap = encoded(bare_wraps.wrap(private, age.recipient(key["recipient"])))
                made.append({"content": content, "to": key["fingerprint"], "age": wrap})
        return made


TEAM = {"Salma": "supervisor", "Karim": "investigator"}
TONGUES = {"Salma": "fr", "Karim": "ar"}


def said(key: str) -> str:
    """A message in Darija; a text that is no key is itself."""
    return words().text("ary", key) if key in words().names() else key


@asynccontextmanager
async def life(folder: Path) -> AsyncIterator[Life]:
    async with FakeTelegram() as telegram, FakeTwilio() as twilio, FakeMail() as mail:
        more = {"SMTP_URL": mail.url(), "DIGEST_FROM": "ballegh@example.org"}
        scene = Scene(folder, telegram, twilio, toml=SERVICES, more=more)
        labels = {label: key for key, found in words().names().items() for label in found}
        people: Mapping[str, Mouth] = {
            "yassine": InTelegram(telegram.chat(8, language="ar")),
            "nadia": InWhatsApp(twilio.person("+212611111111"), labels),
        }
        lived = Life(scene, telegram, mail, dict(people), telegram.chat(900, language="fr"))
        try:
            yield lived
        finally:
            for browser in lived.officers.values():
                await browser.close()
            await scene.close()


async def reported(lived: Life) -> None:
    """Both report in Darija, from Fès."""
    prompts = Prompts.read(words())
    for number, (name, channel, category) in enumerate(
        (("yassine", "telegram", "blackmail"), ("nadia", "whatsapp", "fraud"))
    ):
        reporter = Reports(lived.people[name], report(channel, category), number, prompts)
        lived.cases[name] = await reporter.reports()
        told = (await lived.looks("Salma", name))["case"]
        assert (told["category"], told["place"], told["province"]) == (
            category,
            "fes",
            {"fr": "Fès", "ar": "فاس"},
        )
        assert (told["language"], told["urgent"]) == ("ary", False)


async def asked(lived: Life) -> None:
    """A question to each, which shows no word of itself before it is opened; each answers where they are."""
    for name, question in QUESTIONS.items():
        await lived.acts("Salma", name, "take")
        await lived.acts("Salma", name, "status", status="examined")
        await lived.hears(name, "status-examined")
        await lived.acts("Salma", name, "ask", question=question)
        shown = await lived.hears(name, "notice-waits")
        assert question not in shown.text
        await lived.taps(name, shown, ":answer:")
        await lived.hears(name, question)
        await lived.people[name].says(ANSWERS[name])
        await lived.hears(name, "ask-addition")
        await lived.people[name].says("صافي")
        await lived.hears(name, "enrich-done")
        assert ANSWERS[name] in lived.reads("Salma", await lived.looks("Salma", name))


async def mailed(lived: Life) -> None:
    """The week's letters came once, over TLS, with counts and no word of a case or of who reported."""
    letters = {taken.address: taken for taken in await lived.mail.until(len(TEAM))}
    assert len(lived.mail.taken) == len(letters) == len(TEAM)
    assert all(taken.tls and taken.user for taken in letters.values())
    for name, title, new in (("salma", "Bilan de la semaine", "2"), ("karim", "حصيلة الأسبوع", "2")):
        message = letters[f"{name}@example.org"].message
        parts = [message.get_body((kind,)) for kind in ("plain", "html")]
        for text in [part.get_content() for part in parts if part]:
            assert title in text
            assert re.search(rf"\b{new}\b", text)
            assert not [one for one in (*SECRET, *lived.cases.values()) if one in text]


async def reminded(lived: Life) -> None:
    """The referral is overdue: the supervisor's chat hears it once, across two starts."""
    passed = words().text("fr", "deadline-passed", {"count": 2})
    await lived.moves(OVERDUE)
    await lived.telegram.until(lambda: any(passed in one.text for one in lived.chat.unseen))
    await lived.moves(OVERDUE, 12)
    await lived.telegram.settled()
    told = [one.text for one in await lived.chat.sees_all(len(lived.chat.unseen))]
    assert len([one for one in told if passed in one]) == 1
    assert all(reference in "".join(told) for reference in lived.cases.values())


async def referred(lived: Life) -> None:
    """Fès gets the case, its officer opens it with the wrap that was made, and nobody else's."""
    before = await lived.looks("Karim", "yassine")
    services = (await lived.looks("Salma", "yassine"))["services"]
    assert (before["readable"], services["proposed"], services["why"]) == (False, "fes", "province")
    wraps = await lived.wraps("Salma", "yassine", "fes")
    await lived.acts("Salma", "yassine", "refer", service="fes", wraps=wraps)
    shown = await lived.hears("yassine", "status-referred")
    await lived.taps("yassine", shown, "status")
    await lived.hears("yassine", "meaning-referred", "فاس")
    story = lived.reads("Karim", await lived.looks("Karim", "yassine"))
    assert BLACKMAIL in story
    assert ANSWERS["yassine"] in story
    assert (await lived.looks("Karim", "nadia"))["readable"] is False


async def closed(lived: Life) -> None:
    """A case without enough to go on; after the day of WhatsApp's window the news comes as a template."""
    await lived.acts("Salma", "nadia", "status", status="insufficient")
    shown = await lived.hears("nadia", "كاين جديد")
    assert said("status-insufficient") not in shown.text
    await lived.taps("nadia", shown, ":news:")
    shown = await lived.hears("nadia", "status-insufficient", "ask-feedback")
    await lived.taps("nadia", shown, ":unhelped:")
    await lived.hears("nadia", "ask-feedback_words")


async def judged(lived: Life) -> None:
    """The prosecutor, the inquiry, a suspect, justice: each is told, and in the end one question is asked."""
    steps: Sequence[tuple[int, str]] = ((16, "informed"), (20, "investigated"), (33, "identified"))
    for day, status in (*steps, (JUSTICE, "justice")):
        await lived.moves(day)
        await lived.acts("Karim", "yassine", "status", status=status)
        shown = await lived.hears("yassine", f"status-{status}")
        if status in ("identified", "justice"):
            number = 0 if status == "identified" else 1
            await lived.acts("Karim", "yassine", "suspect", number=number, outcome=status)
    assert said("ask-feedback") in shown.text
    await lived.taps("yassine", shown, ":helped:")
    await lived.hears("yassine", "ask-feedback_words")
    await lived.people["yassine"].says("شكرا بزاف")
    await lived.hears("yassine", "feedback-thanks")
    assert len([one for one in lived.seen["yassine"] if said("ask-feedback") in one.text]) == 1
    await lived.taps("yassine", shown, ":helped:")
    await lived.hears("yassine", "feedback-over")


def once(lived: Life) -> None:
    """No letter of any week came twice."""
    letters = [(one.address, one.message["Subject"]) for one in lived.mail.taken]
    assert len(letters) == len(set(letters)) > len(TEAM)


def exported(lived: Life, folder: Path) -> None:
    """The opened bag holds the whole thread, and is whole where nothing else is."""
    key, bag = folder / "salma.key", folder / "bag"
    key.write_text(f"{lived.officers['Salma'].identity}\n", "utf-8")
    given = ("--to", str(bag), "--key", str(key), "--language", "ar")
    lived.scene.runs(("export", "case", lived.cases["yassine"], *given))
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    ((checked,), _) = played([("verify", str(bag))], elsewhere, {})
    assert checked.status == 0, checked.text
    assert "WRONG" not in checked.text
    thread = (bag / "data" / "thread.json").read_text("utf-8")
    assert QUESTIONS["yassine"] in thread
    assert ANSWERS["yassine"] in thread
    assert (bag / "data" / "statement.pdf").read_bytes().startswith(b"%PDF")


def counted(lived: Life) -> None:
    """The figures have the suspect, the outcomes and the answers; the log is as the rows are."""
    period = ("--from", "2024-06-01", "--to", "2024-08-31", "--json", "--exact")
    told = json.loads(lived.scene.runs(("stats", *period), ("verify",))[0])
    assert told["all"] == 2
    assert {name: count for name, count in told["suspects"].items() if count} == {"justice": 1}
    tables = {
        name: {row["value"]: row["count"] for row in told["tables"][name]["rows"] if row["count"]}
        for name in ("outcome", "helped", "channel", "place")
    }
    assert tables == {
        "outcome": {"justice": 1, "insufficient": 1},
        "helped": {"yes": 1, "no": 1},
        "channel": {"telegram": 1, "whatsapp": 1},
        "place": {"fes": 2},
    }


@pytest.mark.long
async def test_from_a_report_in_darija_to_justice(tmp_path: Path) -> None:
    async with life(tmp_path) as lived:
        await lived.begins()
        await reported(lived)
        await asked(lived)
        await lived.moves(WEEK)
        await mailed(lived)
        await reminded(lived)
        await referred(lived)
        await closed(lived)
        await judged(lived)
        once(lived)
        exported(lived, tmp_path)
        counted(lived)
