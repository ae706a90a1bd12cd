"""Reads typed words that name no option: yes or no, an unwilling answer, a name that shall not be given."""

import re

from flows.lexicon.commands import listed
from flows.reading import names, negation
from flows.reading.answers import command, normalise

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


_OTHERS = re.compile(
    r"\b(?:son|leur|sa) (?:vrai |propre )?(?:pre)?(?:nom|identite)|(?<!\w)(?:اسمه|اسمها|هويته|هويتها)(?!\w)"
)
"""Somebody else's name: `je ne connais pas son nom` says nothing of the writer's."""


def said(text: str) -> list[str]:
    """The words of a text for matching."""
    return _WORD.findall(normalise(text))


def unwilling(text: str) -> str | None:
    """`no` for a refusal in a sentence or less."""
    return "no" if len(text.split()) <= _SENTENCE and negation.refuses(text) else None


def unnamed(text: str) -> str | None:
    """`anonymous` for a text that says that the name shall not be given."""
    if _UNNAMED.search(normalise(text)) or _NAMING.isdisjoint(said(text)) or _OTHERS.search(normalise(text)):
        return None
    if negation.asks(text) or negation.supposes(text) or not names.declines(text):
        return None
    return "anonymous"


_SHORT = 6
_TURNS = frozenset(
    map(
        normalise,
        listed("""
            mais, sauf, bon, peut, sais, crois, but, maybe, know, لكن, ولكن, ربما, يمكن, عرفت, أعرف, أدري,
            أعلم, walakin, walakine, ymken, 3reft, 3raft, 3rft
        """),
    )
)
"""Words after which yes or no is no longer plain."""


def yes_or_no(text: str) -> str | None:
    """`yes` or `no` by the first of a few words, unless the others contradict it."""
    words = said(text)
    if not words or len(words) > _SHORT or negation.marked(text):
        return None
    first, rest = command(words[0]), words[1:]
    if first not in {"yes", "no"} or (first == "no" and words[0] not in _NOES) or not _TURNS.isdisjoint(rest):
        return None
    if words[0] in _LA and rest and not negation.says_la(text):
        return None
    against = "no" if first == "yes" else "yes"
    if any(command(word) == against for word in rest):
        return None
    return None if first == "yes" and negation.refuses(" ".join(rest)) else first


_LA = frozenset(("la", "lla", "laa"))
_NOES = _LA | frozenset(map(normalise, listed("non, nan, no, nope, لا, كلا, لالا, lala, walo, walou, والو")))
"""Noes that may stand before other words; `rien` and `jamais` begin sentences."""
