"""Reads a text beyond its answer: language, despair, danger, a minor, likely category, intent, topic.

All of it is weighed by the trained model; a text is read once in a step, whatever is asked of it.
"""

import re

from flows.languages import LANGUAGES
from flows.reading import rules
from flows.reading.answers import normalise
from flows.reading.bare import bare
from flows.reading.features import split
from flows.reading.model import Weighed, model
from flows.remembered import remembered

DESPAIR, OVERDOSE, DANGER, MINOR = 0.12, 0.0, 0.6, 0.3
"""Scores from which a text is taken for one of these; docs/understanding.md shows how they were chosen."""
DESPAIR_IN_LOSS = 1.5
"""The same of despair in a loss that names no death: `j'ai payé la semaine dernière, il ne répond plus`."""
LOSSES = frozenset(("fraud", "hacking"))
DANGER_IN_BLACKMAIL = 1.0
"""The same of danger in blackmail that names no death: `il me menace et veut 2000 dh` threatens no life."""
DANGER_IN_DEMAND = 4.0
"""The same where money is demanded with a threat and no violence: `un homme me menace et veut 500 euros`."""
CATEGORY, INTENT, TOPIC = -0.5, 0.0, 1.0
"""Scores from which the likeliest label is believed."""

SHORT_ANSWERS = frozenset(("yes", "no", "skip", "done"))
"""Intents of a person who answers, and asks nothing: `peut-être` is no question about the service."""

_WORD = re.compile(r"[^\W_]+")
_DEADLY = re.compile(
    r"tue[rz]?\b|mort|egorg|couteau|arme|brul|kill|قتل|ذبح|موت|سكين|جنوي|حرق|[9q]+[ae]?t[ae]?l|mou?t\b|dbe?[7h]|[7h]r[9q]"
)
_ADDRESS = re.compile(r"(?<!\S)\S*[/@]\S*")
"""A link, an e-mail address or an account: no word of the writer's language."""
_ARABIC = "\u0600"
_ARABIC_SCRIPT = {"ar": "ar", "ary": "ary", "other": None}
_LATIN_SCRIPT = {"fr": "fr", "ary-Latn": "ary", "other": None}


@remembered()
def _weighed(text: str) -> Weighed:
    return model().weigh(split(text))


def _told(text: str, head: str, enough: float) -> bool:
    """True where a text tells of something; the numbers and links in it tell nothing of its writer."""
    return _weighed(bare(text)).score(head) > enough


def despair(text: str) -> bool:
    """True where a person despairs of life, or speaks of someone who does."""
    if not _told(text, "despair", DESPAIR) or rules.notice(text):
        return False
    lost = guess_category(text) in LOSSES and not _DEADLY.search(normalise(text))
    return not lost or _told(text, "despair", DESPAIR_IN_LOSS)


def overdose(text: str) -> bool:
    """True where a person has begun to take their life: pills swallowed, veins cut, standing at the edge."""
    return despair(text) and _told(text, "overdose", OVERDOSE)


def danger(text: str) -> bool:
    """True where someone is in danger of life or limb, or is held."""
    if rules.held(text) or rules.threatened(text):
        return True
    if not (text := rules.without_figures(text)):
        return False
    deadly = _DEADLY.search(normalise(text))
    if not deadly and rules.demands_money(text):
        return _told(text, "danger", DANGER_IN_DEMAND)
    extorted = guess_category(text) == "blackmail" and not deadly
    return _told(text, "danger", DANGER_IN_BLACKMAIL if extorted else DANGER)


def danger_outweighs(text: str) -> bool:
    """True where danger is a stronger reading of the text than despair."""
    if rules.held(text) or (rules.threatened(text) and not overdose(text)):
        return True
    weighed = _weighed(bare(text))
    return weighed.score("danger") > weighed.score("despair")


def minor(text: str, enough: float = MINOR) -> bool:
    """True where the person who is harmed is under 18; `enough` is the score from which it is believed."""
    return _told(rules.without_doer(text), "minor", enough)


def _likeliest(text: str, head: str, enough: float) -> str | None:
    score, label = _weighed(text).ranked(head)[0]
    return None if label == "none" or score < enough else label


def guess_category(text: str) -> str | None:
    """The likeliest category; None where the text says too little."""
    guess = _likeliest(text, "category", CATEGORY)
    if guess is None and rules.held(text):
        return "trafficking"
    return "threat" if guess is None and rules.demands_money(text) else guess


def intent(text: str, enough: float = INTENT) -> str | None:
    """The likeliest command or short answer that a text stands for, as `help` or `yes`; None for others.

    `enough` is the score from which it is believed.
    """
    return _likeliest(text, "intent", enough)


def topic(text: str) -> str | None:
    """The topic of a question about the service, as `who-reads`; None for any other text."""
    weighed = _weighed(text)
    (score, _), (sure, short) = weighed.ranked("topic")[0], weighed.ranked("intent")[0]
    if short in SHORT_ANSWERS and sure > score:
        return None
    return _likeliest(text, "topic", TOPIC)


def guess_language(text: str) -> str | None:
    """The language of a text: `ar`, `fr` or `ary`.

    None for another language, and where nothing tells, as in a code, a number, a sum or a link.
    """
    if "/" in text or "@" in text:
        text = _ADDRESS.sub(" ", text)
    words = [word for word in _WORD.findall(normalise(text)) if not word.isdecimal()]
    arabic = sum(word[0] >= _ARABIC for word in words)
    if not words:
        return None
    script = _ARABIC_SCRIPT if arabic * 2 >= len(words) else _LATIN_SCRIPT
    return next(script[label] for _, label in _weighed(text).ranked("language") if label in script)


def language_from_code(code: str) -> str | None:
    """Our language for a BCP 47 tag, such as a phone's `fr-FR`."""
    language = code.replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else None
