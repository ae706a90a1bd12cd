"""Reads typed words that name no option: an unwilling answer, a name that shall not be given."""

import re

from flows.lexicon.commands import listed
from flows.reading import negation
from flows.reading.answers import normalise

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = 8

_NAMING = frozenset(
    map(
        normalise,
        listed("""
            nom, prénom, noms, identité, sache, sachent, savoir, donner, donne, name, identity, اسم, اسمي,
            الاسم, باسمي, هوية, هويتي, الهوية, يعرف, يعرفوني, يعرفني, أعطي, إعطاء, ذكر, سمية, السمية, سميتي,
            بسميتي, نعطي, نعطيكم, نعطيها, يعرفو, تقولو, تعطيو, smiti, smiyti, smyti, smiya, smiyya, smia,
            smya, ism, ismi, n3ti, n3tikom, n3tiha, y3rfouni, y3erfouni, y3rfoni, y3rf, y3rfo
        """),
    )
)
_UNNAMED = re.compile(r"anonym|مجهول|traceless|\btrace\b|اثر\b|\bat[h]?ar\b")


def said(text: str) -> list[str]:
    """The words of a text for matching."""
    return _WORD.findall(normalise(text))


def unwilling(text: str) -> str | None:
    """`no` for a refusal in a sentence or less."""
    return "no" if len(text.split()) <= _SENTENCE and negation.refuses(text) else None


def unnamed(text: str) -> str | None:
    """`anonymous` for a text that says that the name shall not be given."""
    if _UNNAMED.search(normalise(text)) or _NAMING.isdisjoint(said(text)):
        return None
    if negation.asks(text) or negation.supposes(text) or not negation.refuses(text):
        return None
    return "anonymous"
