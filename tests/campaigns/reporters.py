"""Reporters who tell canaries: each answers whatever is asked, by what its buttons and words say.

A reporter knows no script, so a question that is added is simply answered. What was told is kept beside,
to be held against what an officer reads in the end.
"""

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from flows.receipts import ALPHABET
from locales import LANGUAGES, Catalogue
from tests.campaigns.canaries import Canaries, e164
from tests.campaigns.mouths import File, InTelegram, Mouth, Shown

RECEIPT = re.compile(rf"(?<!\w)([{ALPHABET}]{{8}})((?:-[{ALPHABET}]{{4}}){{4}})(?!\w)")
WORDS = (
    "held_where",
    "payment",
    "account",
    "group",
    "delivery",
    "suspects",
    "city",
    "country",
    "name",
    "contact",
)
OPENINGS = ("guided", "guided", "forward", "complaint", "photo", "document", "voice", "contact")
NEEDED = {"forward": "forward", "contact": "contact", "photo": "caption"}
"""What a channel must have for an opening."""

ENDLESS = 80
"""Answers: whoever is asked more than that is led in a circle."""

ENDINGS = {"photo": "jpg", "image": "png", "voice": "ogg", "document": "pdf"}
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
J'ai l'honneur de porter plainte contre {other}, connu sous le nom de {word}, qui m'a pris 500 dirhams le mois
dernier pour {arabic} et qui ne répond plus à mes messages depuis, ni au {phone} ni sur {link}.
Je vous prie d'ouvrir une enquête, de prendre les mesures qui s'imposent et de me tenir au courant de la suite.
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

    @property
    def said(self) -> bytes:
        """All of it, as one text."""
        names = [file.name for file in self.files]
        return "\n".join((*self.expected, *self.origins, *names)).encode()


@dataclass(frozen=True, slots=True)
class Prompts:
    """By what a question for words is known: its text in each language."""

    texts: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, catalogue: Catalogue) -> "Prompts":
        keys = [(question, f"ask-{question}") for question in (*WORDS, "story")]
        keys += [
            ("suspects", "ask-suspects-more"),
            ("evidence", "ask-evidence"),
            ("addition", "ask-addition"),
        ]
        keys += [("evidence", "ask-evidence-private")]
        return cls(
            tuple((question, catalogue.label(one, key)) for question, key in keys for one in LANGUAGES)
        )

    def of(self, text: str) -> str:
        """The question that a message asks; empty where it is another one."""
        return next((question for question, asked in self.texts if asked in text), "")


@dataclass
class Reporter:
    """One person with one report. `stays`: how many answers until they walk away from the draft; 0: they file."""

    mouth: Mouth
    canaries: Canaries
    prompts: Prompts
    dice: random.Random
    language: str = "fr"
    stays: int = 0
    told: Told = field(default_factory=Told)
    _pieces: int = 0
    _answers: int = 0
    _rests: bool = False
    _skipped: bool = False

    @cached_property
    def opening(self) -> str:
        """What the report begins with."""
        able = [one for one in OPENINGS if one not in NEEDED or NEEDED[one] in self.mouth.can]
        return self.dice.choice(able)

    async def report(self) -> Told:
        """From the first word to the receipt and what comes after; or until the draft is left."""
        await self._open()
        while not (self.stays and self._answers >= self.stays):
            shown = await self._next()
            self._rests = _at_rest(shown)
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
        """Read until a message says this."""
        while words not in (await self.mouth.sees()).text:
            pass

    async def _next(self) -> Shown:
        """The next message that wants an answer or ends; a receipt on the way is kept."""
        while True:
            shown = await self.mouth.sees()
            if found := RECEIPT.search(shown.text):
                self.told.reference, self.told.receipt = found[1], found[0]
            if shown.buttons:
                return shown

    async def _open(self) -> None:
        if self.opening == "guided":
            await self.mouth.says("/start")
        elif self.opening == "forward" and isinstance(self.mouth, InTelegram):
            self.told.origins.append(self.canaries.name())
            await self.mouth.forwards(self._expect(self._story()), self.told.origins[0])
        elif self.opening == "complaint":
            await self.mouth.says(self._expect(self._filled(COMPLAINT, self.canaries.name())))
        elif self.opening == "contact" and isinstance(self.mouth, InTelegram):
            await self._contact()
        else:
            await self._send(self.opening, captioned=True)

    # What is answered

    async def _answer(self, shown: Shown) -> bool:
        """Answer what is asked; False where this reporter has nothing more to say."""
        asked = asked_in(shown)
        question = next(iter(asked), "")
        if question in {"evidence", "addition"} or not asked:
            return await self._words(shown)
        options = asked[question]
        if (question == "confirm" and self.stays) or (question == "more" and self.dice.random() < 0.15):
            return False
        wanted = {
            "language": self.language,
            "quick": "details" if self.stays or self.dice.random() < 0.3 else "send",
            "confirm": "send",
            "more": "yes" if self.dice.random() < 0.6 else "no",
            "resume": "resume",
            "drop": "no",
        }.get(question, "")
        option = wanted if wanted in options else self.dice.choice(sorted(options))
        await self.mouth.taps(options[option])
        return True

    async def _words(self, shown: Shown) -> bool:
        question = self.prompts.of(shown.text)
        ways = {button.rpartition(":")[2]: button for button in shown.buttons}
        if question in {"evidence", "addition"} or (not question and "done" in ways):
            await self._evidence(ways)
        elif self.dice.random() < 0.1 and "skip" in ways and self._answers > 4:
            await self.mouth.taps(ways["skip"])
        else:
            await self._say(question)
        return True

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
        elif question in {"suspects", "account"} and "contact" in self.mouth.can and self.dice.random() < 0.3:
            await self._contact()
        elif question == "story":
            await self._tell()
        else:
            text = f"{canaries.name()} {canaries.phone()} {canaries.arabic()} {canaries.email()}"
            await self.mouth.says(self._expect(text))

    async def _tell(self) -> None:
        await self.mouth.says(self._expect(self._story()))
        if isinstance(self.mouth, InTelegram) and self.dice.random() < 0.2:
            await self._next()
            await self.mouth.edits(self._expect(self._story()))

    async def _contact(self) -> None:
        assert isinstance(self.mouth, InTelegram)
        name, phone = self.canaries.name(), self.canaries.phone()
        self._expect(f"{name} {phone}")
        await self.mouth.shares_contact(name, phone)

    async def _send(self, kind: str, captioned: bool) -> None:
        dice, canaries = self.dice, self.canaries
        speaks = "caption" in self.mouth.can and kind != "voice" and captioned
        named = kind in {"document", "image"} or not isinstance(self.mouth, InTelegram)
        file = File(
            kind,
            canaries.content(kind),
            canaries.file_name(ENDINGS[kind]) if named else "",
            self._expect(self._story()) if speaks else "",
            lost="lose" in self.mouth.can and dice.random() < 0.15,
            twice="upload" in self.mouth.can and dice.random() < 0.3,
        )
        self.told.files.append(file)
        await self.mouth.sends(file)

    async def _add(self) -> None:
        """Come back later and add something to the case."""
        await self.mouth.taps("-:do:status")
        while not _at_rest(shown := await self._next()):
            asked = asked_in(shown)
            if options := asked.get("mine"):
                await self.mouth.taps(options["add"])
            elif options := asked.get("which"):
                await self.mouth.taps(options[self.told.reference])
            elif self.told.added:
                await self.mouth.taps(next(one for one in shown.buttons if one.endswith(":do:done")))
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


def asked_in(shown: Shown) -> dict[str, dict[str, str]]:
    """The options of each question, by name, with the button of each."""
    found: dict[str, dict[str, str]] = {}
    for button in shown.buttons:
        _, question, option = button.split(":", 2)
        if question != "do":
            found.setdefault(question.partition("~")[0], {})[option] = button
    return found


def _at_rest(shown: Shown) -> bool:
    """Nothing is asked any more: only ways on that stay good for ever."""
    return all(button.startswith("-:do:") for button in shown.buttons)
