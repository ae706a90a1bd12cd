"""Reporters who tell canaries: each answers whatever is asked, by what its buttons and words say.

A reporter knows no script, so a question that is added is simply answered. What was told is kept beside,
to be held against what an officer reads in the end.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.core.receipts import ALPHABET
from flows.follow.answering import ANSWER
from tests.campaigns.canary.canaries import Canaries, e164
from tests.campaigns.canary.mouths import File, Mouth, Shown
from tests.campaigns.kill.prompts import Prompts, asked_in, at_rest, ways_in

RECEIPT = re.compile(rf"(?<!\w)([{ALPHABET}]{{8}})((?:-[{ALPHABET}]{{4}}){{4}})(?!\w)")
OPENINGS = ("guided", "guided", "forward", "complaint", "photo", "document", "voice", "contact")
ENDINGS = {"photo": "jpg", "image": "png", "voice": "ogg", "document": "pdf"}
ENDLESS = 80
"""Answers: whoever is asked more than that is led in a circle."""

STORIES: Mapping[str, str] = {
    "fr": (
        "J'ai reçu un message de {name} qui se dit {word} et demande 500 dirhams pour {arabic}. "
        "Il écrit du {phone}, son lien est {link} et son compte {handle}. Que puis-je faire ?"
    ),
    "ar": (
        "وصلتني رسالة من {name} باسم {arabic} تطلب 500 درهم مقابل {word}، من الرقم {phone} وفيها الرابط "
        "{link} والحساب {handle}، ثم انقطع كل جواب منذ يومين."
    ),
    "ary": (
        "واحد سميتو {name} صيفط ليا ميساج على {arabic} و {word} وبغا 500 درهم، النمرة ديالو {phone} والليان "
        "{link} والكونط {handle}، ومن بعد ما بقاش كيجاوب."
    ),
}
COMPLAINT = """Monsieur le Procureur,
J'ai l'honneur de porter plainte contre {other}, connu sous le nom de {word}, qui m'a pris 500 dirhams le
mois dernier pour {arabic} et qui ne répond plus à mes messages depuis, ni au {phone} ni sur {link}.
Je vous prie d'ouvrir une enquête, de prendre les mesures qui s'imposent et de me tenir au courant.
Cordialement,
{name}"""


@dataclass
class Told:
    """What one reporter told, as it was told. `expected`: what the case must hold, each once."""

    expected: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    added: str = ""
    reference: str = ""
    receipt: str = ""
    traceless: bool = False

    @property
    def said(self) -> bytes:
        """All of it, as one text."""
        names = [file.name for file in self.files]
        return "\n".join((*self.expected, *self.origins, *names)).encode()


@dataclass
class Reporter:
    """One person with one report. `stays`: how many answers until they walk away; 0: they file."""

    mouth: Mouth
    canaries: Canaries
    prompts: Prompts
    dice: random.Random
    language: str = "fr"
    stays: int = 0
    told: Told = field(default_factory=Told)
    _pieces: int = 0
    _answers: int = 0
    _owed: int = 0
    _rests: bool = False
    _skipped: bool = False

    async def report(self) -> Told:
        """From the first word to the receipt and what comes after; or until the draft is left."""
        await self._open(self.dice.choice(OPENINGS))
        while not (self.stays and self._answers >= self.stays):
            shown = await self._next()
            self._rests = at_rest(shown)
            if self._rests:
                break
            self._answers += 1
            assert self._answers < ENDLESS, f"this does not end: {shown}"
            if not await self._answer(shown):
                break
        if self.told.reference and self._rests and self.dice.random() < 0.3:
            await self._add()
        return self.told

    async def hears(self, words: str) -> None:
        """Read until a message says this. A notice says only that something waits: its button opens it."""
        while words not in (shown := await self.mouth.sees()).text:
            for button in shown.buttons:
                if button.split(":")[1] == ANSWER:
                    await self.mouth.taps(button)

    async def _next(self) -> Shown:
        """The next message that wants an answer or ends; a receipt on the way is kept.

        A file that could not be had is told of in a message of its own, which asks again what is asked. So is
        a picture that a program could not read: to answer that too would be to answer twice.
        """
        while True:
            shown = await self.mouth.sees()
            if found := RECEIPT.search(shown.text):
                self.told.reference, self.told.receipt = found[1], found[0]
            if self.prompts.repeats(shown.text):
                continue
            if shown.buttons and not self._owed:
                return shown
            self._owed -= bool(shown.buttons)

    async def _open(self, opening: str) -> None:
        if opening == "guided":
            await self.mouth.starts()
        elif opening == "forward":
            self.told.origins.append(self.canaries.name())
            await self.mouth.forwards(self._expect(self._story()), self.told.origins[0])
        elif opening == "complaint":
            await self.mouth.says(self._expect(self._filled(COMPLAINT, self.canaries.name())))
        elif opening == "contact":
            await self._contact()
        else:
            await self._send(opening, captioned=True)

    # What is answered

    async def _answer(self, shown: Shown) -> bool:
        """Answer what is asked; False where this reporter has nothing more to say."""
        asked = asked_in(shown)
        question = next(iter(asked), "")
        if not question or question in {"evidence", "addition"}:
            await self._words(shown)
            return True
        if (question == "confirm" and self.stays) or (question == "more" and self.dice.random() < 0.15):
            return False
        options = asked[question]
        wanted = self._wants().get(question, "")
        option = wanted if wanted in options else self.dice.choice(sorted(options))
        if (question, option) in {("identity", "traceless"), ("untie", "yes")}:
            self.told.traceless = True
        await self.mouth.taps(options[option])
        return True

    def _wants(self) -> dict[str, str]:
        """What is not left to chance alone."""
        more = self.dice.choices(("yes", "no", "traceless"), (5, 4, 1))[0]
        return {
            "language": self.language,
            "quick": "details" if self.stays or self.dice.random() < 0.3 else "send",
            "confirm": "send",
            "money": "no" if self.stays else "",  # of money that just left the report goes by itself
            "more": more,
            "untie": "yes",
            "resume": "resume",
            "drop": "no",
        }

    async def _words(self, shown: Shown) -> None:
        question = self.prompts.of(shown.text)
        ways = ways_in(shown)
        if question in {"evidence", "addition"} or (not question and "done" in ways):
            await self._evidence(ways)
        elif self.dice.random() < 0.1 and "skip" in ways and self._answers > 4:
            await self.mouth.taps(ways["skip"])
        else:
            await self._say(question)

    async def _evidence(self, ways: Mapping[str, str]) -> None:
        """A few pieces, then the end of them."""
        if self._pieces < 2 and self.dice.random() < 0.6:
            self._pieces += 1
            await self._send(self.dice.choice(tuple(ENDINGS)), captioned=self.dice.random() < 0.5)
        elif "done" in ways:
            await self.mouth.taps(ways["done"])
        elif "skip" in ways and not self._skipped:
            self._skipped = True
            await self.mouth.taps(ways["skip"])
        else:
            await self.mouth.says(self._expect(self._story()))

    async def _say(self, question: str) -> None:
        canaries = self.canaries
        if question == "contact":
            phone, email = canaries.phone(), canaries.email()
            self.told.expected.append(f"{e164(phone)} · {email}")
            await self.mouth.says(f"{phone} {email}")
        elif question == "name":
            await self.mouth.says(self._expect(canaries.name(self.language != "fr")))
        elif question in {"city", "country"}:
            await self.mouth.says(self._expect(self.dice.choice((canaries.word(), canaries.arabic()))))
        elif question in {"suspects", "account"} and self.dice.random() < 0.3:
            await self._contact()
        elif question == "story":
            await self._tell()
        else:
            text = f"{canaries.name()} {canaries.phone()} {canaries.arabic()} {canaries.email()}"
            await self.mouth.says(self._expect(text))

    async def _tell(self) -> None:
        await self.mouth.says(self._expect(self._story()))
        if "edit" in self.mouth.can and self.dice.random() < 0.2:
            await self._next()
            await self.mouth.edits(self._expect(self._story()))

    async def _contact(self) -> None:
        name, phone = self.canaries.name(), self.canaries.phone()
        self._expect(f"{name} {phone}")
        if file := await self.mouth.shares_contact(name, phone):
            self.told.files.append(file)

    async def _send(self, kind: str, captioned: bool) -> None:
        dice, mouth = self.dice, self.mouth
        file = File(
            kind,
            self.canaries.content(kind),
            self.canaries.file_name(ENDINGS[kind]) if mouth.names(kind) else "",
            self._expect(self._story()) if captioned and mouth.captions(kind) else "",
            lost="lose" in mouth.can and dice.random() < 0.15,
            twice="upload" in mouth.can and dice.random() < 0.3,
        )
        self.told.files.append(file)
        self._owed += file.lost
        await mouth.sends(file)

    async def _add(self) -> None:
        """Come back later, by the button or with the receipt alone, and add something to the case."""
        if self.told.traceless:
            await self.mouth.says(self.told.receipt)
        else:
            await self.mouth.taps("-:do:status")
        while not at_rest(shown := await self._next()):
            asked, ways = asked_in(shown), ways_in(shown)
            if options := asked.get("mine"):
                await self.mouth.taps(options["add"])
            elif options := asked.get("which"):
                await self.mouth.taps(options[self.told.reference])
            elif self.told.added:
                await self.mouth.taps(ways["done"])
            else:
                self.told.added = self._expect(self._story())
                await self.mouth.says(self.told.added)

    # What is told

    def _expect(self, text: str) -> str:
        self.told.expected.append(text)
        return text

    def _story(self) -> str:
        return self._filled(STORIES[self.language], self.canaries.name(self.language != "fr"))

    def _filled(self, text: str, name: str) -> str:
        canaries = self.canaries
        return text.format(
            name=name,
            other=canaries.name(),
            word=canaries.word(),
            arabic=canaries.arabic(),
            phone=canaries.phone(),
            link=canaries.link(),
            handle=canaries.handle(),
        )
