"""Canaries: words, numbers, names, links and bytes that occur nowhere else in the world.

Each holds the mark of its kind, drawn from the seed, and an end of its own; so looking for a few marks, in
every encoding that `tests.campaigns.canary.needles` knows, finds any canary, whole or in part.
"""

import random
import re
from dataclasses import dataclass

CONSONANTS, VOWELS = "bdfgkmprvz", "aeiou"
ARABIC = "بتجدرسطعفقكلمن"
"""Letters that nothing folds into others."""

FIRST = ("Nadia", "Yassine", "Salma", "Omar", "Imane", "Karim")
FIRST_ARABIC = ("مريم", "يوسف", "سلمى", "عمر", "ليلى", "كريم")
SHAPES = ("0{0}", "0{0}", "+212{0}", "00212{0}")
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
HEADS = {"photo": PHOTO, "image": PNG, "voice": b"OggS\x00\x02", "document": b"%PDF-1.7\n"}


@dataclass(frozen=True, slots=True)
class Marks:
    """What every canary of a kind holds. `phone` are the digits after a mobile's 6, `person` begins an id."""

    latin: str
    arabic: str
    phone: str
    person: str
    raw: bytes


class Canaries:
    """Draws canaries; equal seeds give equal ones in equal order."""

    def __init__(self, seed: int) -> None:
        self._dice = dice = random.Random(f"canaries {seed}")
        self.marks = Marks(
            latin="".join(dice.choice(CONSONANTS if at % 2 == 0 else VOWELS) for at in range(7)),
            arabic="".join(dice.choice(ARABIC) for _ in range(6)),
            phone="".join(dice.choice("123456789") for _ in range(4)),
            person=f"{dice.randrange(10**11, 9 * 10**11)}",
            raw=dice.randbytes(16),
        )
        self._drawn = 0
        self._phones = dice.sample(range(10_000), 10_000)
        self.people: set[str] = set()
        """Of these the server may read, where it has to answer."""

    def word(self) -> str:
        """A word in Latin letters."""
        return self.marks.latin + self._end(CONSONANTS)

    def arabic(self) -> str:
        """A word in Arabic letters."""
        return self.marks.arabic + self._end(ARABIC)

    def name(self, arabic: bool = False) -> str:
        """A person's first name and family name."""
        if arabic:
            return f"{self._dice.choice(FIRST_ARABIC)} {self.arabic()}"
        return f"{self._dice.choice(FIRST)} {self.word().title()}"

    def phone(self) -> str:
        """A mobile number in one of the ways in which they are written; in E.164 by `e164`."""
        digits = f"6{self.marks.phone}{self._phones.pop():04}"
        written = self._dice.choice(SHAPES).format(digits)
        if written.startswith("06") and self._dice.random() < 0.5:
            gap = self._dice.choice(" -.")
            return gap.join(written[at : at + 2] for at in range(0, 10, 2))
        return written

    def link(self) -> str:
        """An address of a page."""
        return f"https://{self.word()}.top/p?id={self._dice.randrange(99)}"

    def email(self) -> str:
        """An e-mail address."""
        return f"{self.word()}@example.org"

    def handle(self) -> str:
        """An account's name."""
        return f"@{self.word()}"

    def file_name(self, ending: str) -> str:
        """A file's name, in both scripts."""
        return f"{self.arabic()} {self.word()}.{ending}"

    def content(self, kind: str) -> bytes:
        """A file that begins as its kind does; words and marked bytes lie somewhere inside."""
        dice = self._dice
        text = f"{self.word()} {self.arabic()} {self.phone()}".encode() if dice.random() < 0.3 else b""
        body = self.marks.raw + dice.randbytes(8) + text
        before, after = dice.randbytes(dice.randrange(20, 6000)), dice.randbytes(dice.randrange(40_000))
        return HEADS[kind] + before + body + after

    def person(self) -> int:
        """Somebody's number at Telegram."""
        self.people.add(f"{self.marks.person}{len(self.people):03}")
        return int(f"{self.marks.person}{len(self.people) - 1:03}")

    def subscriber(self) -> str:
        """Somebody's number at WhatsApp."""
        number = e164(self.phone())
        self.people.add(number[-9:])
        return number

    def words_in(self, data: bytes) -> set[str]:
        """The canaries in plain text; phone numbers as nine digits, the numbers of people whole."""
        text, marks = data.decode("utf-8", "ignore"), self.marks
        latin = re.findall(rf"{marks.latin}[{CONSONANTS}]{{4}}", text.lower())
        phones = re.findall(rf"6{marks.phone}\d{{4}}", re.sub(r"[ .\-]", "", text))
        people = re.findall(rf"{marks.person}\d{{3}}", text)
        return {*latin, *phones, *people, *re.findall(rf"{marks.arabic}[{ARABIC}]{{4}}", text)}

    def _end(self, letters: str) -> str:
        """Four letters that no other canary ends with."""
        self._drawn += 1
        number, end = self._drawn * 7919 % len(letters) ** 4, ""
        for _ in range(4):
            number, rest = divmod(number, len(letters))
            end += letters[rest]
        return end


def e164(phone: str) -> str:
    """A Moroccan number as the world writes it."""
    digits = "".join(letter for letter in phone if letter.isdigit())
    return f"+212{digits[-9:]}"
