"""The people of the quarter: each reports in a channel and a language, up to the receipt."""

from dataclasses import dataclass, field

from flows.figures.world import name_of
from tests.campaigns.canary.mouths import Mouth, Shown
from tests.campaigns.kill.prompts import Prompts, asked_in, at_rest, ways_in
from tests.campaigns.kill.reporters import RECEIPT
from tests.campaigns.replay.quarter import HERE, Report
from tests.dialogue import words

STORIES = {
    "fr": "Le compte @{} m'a écrit plusieurs fois ces derniers jours.",
    "ar": "كتب لي صاحب الحساب @{} عدة مرات في الأيام الأخيرة.",
    "ary": "مول الكونط @{} كتب ليا بزاف ديال المرات هاد ليامات.",
}
FIRST = {"fr": "Bonjour", "ar": "السلام عليكم", "ary": "سلام، بغيت نبلّغ"}
GROUP = {"fr": "Daech", "ar": "تنظيم داعش", "ary": "داعش"}
NAMES = {"fr": "Salma Berrada", "ar": "سلمى برادة", "ary": "سلمى برادة"}
SKIP = {"fr": "Passer", "ar": "تخطٍّ", "ary": "فوّت"}
ALIKE = {
    "menu": "report",
    "danger": "no",
    "minor": "no",
    "via": "whatsapp",
    "money": "no",
    "exposed": "no",
    "aggressor": "stranger",
    "harm": "insult",
    "venue": "social",
    "confirm": "send",
}
"""The answers that all give alike."""
ENDLESS = 40


@dataclass
class Reporter:
    """One person with one report; `number` tells it from all others. `heard` counts messages to them."""

    mouth: Mouth
    report: Report
    number: int
    prompts: Prompts
    reference: str = ""
    said: int = 0
    heard: int = 0
    _told: set[str] = field(default_factory=set)

    async def reports(self) -> str:
        """Report, up to the receipt; return the case's reference."""
        await self._open()
        while True:
            shown = await self._sees()
            if found := RECEIPT.search(shown.text):
                self.reference = found[1]
            if not shown.buttons:
                continue
            if at_rest(shown) and self.reference:
                return self.reference
            assert self.said < ENDLESS, f"this does not end: {shown}"
            await self._answer(shown)

    async def _open(self) -> None:
        self.said += 1
        if self.report.channel == "whatsapp":
            await self.mouth.says(FIRST[self.report.language])
        else:
            await self.mouth.starts()

    async def _sees(self) -> Shown:
        shown = await self.mouth.sees()
        self.heard += 1
        return shown

    async def _answer(self, shown: Shown) -> None:
        """Answer what is asked as this report has it; pass over everything else."""
        self.said += 1
        for question, options in asked_in(shown).items():
            if wanted := self._chosen().get(question):
                await self._choose(question, wanted, options.get(wanted))
                return
        ways, question = ways_in(shown), self.prompts.of(shown.text)
        if (words := self._words().get(question)) and question not in self._told:
            self._told.add(question)
            await self.mouth.says(words)
        elif way := ways.get("skip") or ways.get("done") or ways.get("new"):
            await self.mouth.taps(way)
        else:
            await self.mouth.says(SKIP[self.report.language])

    async def _choose(self, question: str, wanted: str, button: str | None) -> None:
        """Tap the answer; the last ones of a long list in WhatsApp have no button, and are typed."""
        if button:
            await self.mouth.taps(button)
        else:
            await self.mouth.says(words().label(self.report.language, f"{question}-{wanted}"))

    def _chosen(self) -> dict[str, str]:
        report = self.report
        return ALIKE | {
            "language": report.language,
            "category": report.category,
            "where": "morocco" if report.country == HERE else "abroad",
            "region": report.region,
            "identity": "named" if report.named else "anonymous",
        }

    def _words(self) -> dict[str, str]:
        """The answers in words; what is empty is passed over."""
        report, language = self.report, self.report.language
        country = name_of(report.country, language) if report.country not in ("", HERE) else ""
        return {
            "story": STORIES[language].format(f"inconnu.{self.number:05}"),
            "group": GROUP[language] if report.group else "",
            "country": country,
            "name": NAMES[language] if report.named else "",
            "contact": f"06{self.number:08}" if report.named else "",
        }
