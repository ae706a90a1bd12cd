"""Names and addresses by which the writer of a text introduces themselves: `je m'appelle…`, `سميتي…`.

Words that somebody else said, or that stand in quotation marks, say nothing of the writer.
"""

import re
from collections.abc import Iterator
from itertools import chain

from flows.lexicon.commands import listed
from flows.record import record


@record
class Detail:
    """A detail about the writer, and its place in the text.

    `kind` is a kind of indicator, `name`, `address` or `idcard`; `value` is as an indicator's.
    """

    kind: str
    value: str
    start: int
    end: int


_SAID = re.compile(
    r"(?:\b(?:dit|disait|disant|[ée]crit|r[ée]pond(?:u|ait)?|said|says|saying|wrote|texted"
    r"|ki?[ea]?tbe?t?|gal(?:t|o|ya|iya)?|[gk]?ay?gol\w*|9al(?:t|o|iya)?)"
    r"|(?<![ء-ي])(?:و|ف)?(?:قال|گال|كال|يقول|تقول|كيقول|كيگول|كتب|يكتب|كاتب|جاوب)[ء-ي]*(?: لي[اه]?)?)"
    r"(?: (?:que?|li|liya|moi|me|that|ليا|لي|بأن|بلي))?[ :«\",'-]*$",
    re.IGNORECASE,
)
_QUOTES = (("«", "»"), ("“", "”"))
BEFORE = 90
"""Characters before a detail that are read."""


def quoted(before: str) -> bool:
    """True where the text breaks off inside quotation marks."""
    return before.count('"') % 2 == 1 or any(before.count(a) > before.count(b) for a, b in _QUOTES)


def by_another(before: str) -> bool:
    """True where the words that follow this text are quoted, or are what somebody else said."""
    return quoted(before) or bool(_SAID.search(before))


_NOT_SO = re.compile(
    r"(?:(?<![ء-ي])(?:بلا|بدون|لا|ما|ماب|دون|غير)|\b(?:sans|bla|ma|pas|que|no|without))(?: \S+){0,2} $",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:\bje m'appell?e |\bmoi c'est |\b(?:mon nom|mon nom complet|mon pr[ée]nom)(?: est(?!-)| c'est| ?:) ?"
    r"|\bje,? sous?sign[ée]+e?,? |\bmy (?:full )?name(?: is| ?:|'s) ?"
    r"|\b(?:smi?[iy]?[iy]?ti|ismi) (?:ho?w+a |hi?ya |: ?)"
    r"|(?<![ء-ي])(?:[اإأ]سمي|سمي?يتي)(?: الكامل| الشخصي)?(?: هو| هي| ?:) |(?<![ء-ي])أنا الموقعة? أسفله )",
    re.IGNORECASE,
)
_NAMED_FIRST = re.compile(
    r"(?:^|[.,;:!\n]|سلام(?: عليكم)?|\bs[ae]lam|\bbonjour|\bana|\bأنا|\bانا) ?"
    r"(?:(?:\bsmi?[iy]?[iy]?ti|\bismi) (?!gh|ka[ytn]|ma|wa|kh[ae]l+iw|fach|bgh|tk|tb|ah\b|oui|lka)"
    r"|(?:[اإأ]سمي|سمي?يتي)(?: الكامل)? (?![فبلك]ال|لل|غ[اتين]|ك[تين]|ما|وا|خلي|فاش|نعم|اه)"
    r"|معكم (?=[ء-ي]+ [ء-ي]+))",
    re.IGNORECASE,
)
"""Cues without a word for "is": they name somebody only where a sentence begins."""
_NAME_WORD = r"[A-Za-zÀ-ÖØ-öø-ÿ'-]{2,20}|[ء-يٱ-ۓ]{2,15}"
_NAME = re.compile(rf"(?:{_NAME_WORD})(?: (?:{_NAME_WORD})){{0,2}}")
_NO_NAME = frozenset(
    listed("""
    pas, comment, encore, aussi, est, sur, dans, comme, et, mais, par, souvent, partout, soit, reste, mon, ma,
    mes, je, j'ai, suis, ai, il, elle, on, un, une, le, la, les, de, du, à, au, en, qui, que, pour, car,
    parce, c'est, cite, not, is, in, and, but, for, i, w, wla, walakin, f, b, ghir, bla, 3la, mn, hit, bach,
    o, ana,
    li, kan, kayn, tban, في, على, من, مكتوب, هو, هي, لا, ما, غير, ولا, لن, ظهر, موجود, منشور, باش, حيت, ديالي,
    تبان, يبان, تظهر, يظهر, تكون, يكون, يعرف, تعرف, أن, و, بلا, بدون, عند, لكن, أنا, كنت, عندي, ساكن, ساكنة,
    فهاد, فعقد, راه, باقي, مع, عن, إلى, أسكن, واحد
    """)
)
_LOOSE = re.compile(r"mon |my ", re.IGNORECASE)
"""Cues that stand before many other words: `mon nom est partout`; a name then has a capital."""


def _ends_name(word: str, at: int) -> bool:
    """True for a word that no name holds; an Arabic `و` before a further word is "and"."""
    return word.lower() in _NO_NAME or (at > 0 and word[0] == "و")


def names(plain: str) -> Iterator[Detail]:
    for cue in chain(_NAMED.finditer(plain), _NAMED_FIRST.finditer(plain)):
        before = plain[max(0, cue.start() - BEFORE) : cue.start()]
        found = _NAME.match(plain, cue.end())
        if (
            found is None
            or plain[found.end() : found.end() + 1].isdecimal()
            or quoted(before)
            or _SAID.search(before)
            or _NOT_SO.search(before)
        ):
            continue
        words = found[0].split()
        told = next((at for at, word in enumerate(words) if _ends_name(word, at)), len(words))
        if _LOOSE.match(cue[0]) and words[0][:1].islower():
            continue
        if told:
            name = " ".join(words[:told])
            yield Detail("name", name, found.start(), found.start() + len(name))


_LIVES = re.compile(
    r"(?:\bmon adresse(?: est| c'est| ?:)|\bj'habite|\bje (?:r[ée]side|loge|demeure)|\bmy address(?: is| ?:)"
    r"|\bi live (?:at|in)"
    r"|(?<![ء-ي])(?:عنواني|العنوان ديالي)(?: هو| ?:)?|(?<![ء-ي])(?:كنسكن|ساكنة?|أسكن|اسكن|أقطن)(?= ?[فبـ])"
    r"|\bl?adresse dyali(?: hi?ya)?|\bl3onwan dyali|\b(?:sake?na?|kanskon))[ :]+(?P<place>[^.;!?\n]{4,80})",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:rue|avenue|av|bd|boulevard|lot(?:issement)?|r[ée]sidence|immeuble|imm|appt?|appartement|derb|bloc|villa"
    r"|street|road|zn9a|zan9a)\b|(?<![ء-ي])[فب]?(?:ال)?(?:زنقة|شارع|درب|إقامة|اقامة|عمارة|بلوك|تجزئة|حي)(?![ء-ي])",
    re.IGNORECASE,
)


def addresses(plain: str) -> Iterator[Detail]:
    """The writer's address, to street and number; a town alone says little."""
    for found in _LIVES.finditer(plain):
        before = plain[max(0, found.start() - BEFORE) : found.start()]
        place = found["place"].rstrip(" ,")
        exact = _STREET.search(place) and any(map(str.isdecimal, place)) and "@" not in place
        if exact and not by_another(before):
            yield Detail("address", place, found.start("place"), found.start("place") + len(place))
