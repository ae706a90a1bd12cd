"""Whether a text refuses, asks or supposes: such a text never acts by resemblance.

Read from words anywhere in the text, in French, Arabic and Darija, in Arabic and Latin letters. The readers
are meant to find too much rather than too little: the person is asked again, with buttons.
"""

import re
from collections.abc import Iterable

from flows.lexicon.doubt_words import ASKING, LA, POLITE, REFUSING, SUPPOSING
from flows.reading.answers import normalise

_WORD = re.compile(r"[^\W_]+")


def _said(text: str) -> str:
    """The words of a text, a space around each."""
    return f" {' '.join(_WORD.findall(normalise(text)))} "


def _any_of(phrases: Iterable[str], beside: str = "") -> re.Pattern[str]:
    """One expression for all phrases; an Arabic `و` or `ف` may be written against the first word."""
    spoken = sorted({_said(phrase).strip() for phrase in phrases}, key=len, reverse=True)
    either = "|".join(map(re.escape, spoken))
    return re.compile(rf" (?:{beside}[وف]?(?:{either}))(?= )")


# `ولا` is "or"; `مراكش` and `marrakech` only look like a verb between the two halves of "not".
_NEGATED_VERB = (
    r"[وف]?(?:ما\w{2,}|م(?!راك)\w{3,})ش|m(?!a?r+a?k|uni)a?[a-z0-9]{3,}(?:ch|sh|x)|ma \w+(?:ch|sh|x)"
)
_REFUSES = _any_of(REFUSING, rf"(?!ولا )(?:{_NEGATED_VERB})(?= )|(?!ولا )")
_REFUSES_IN_A_WORD = _any_of(REFUSING, "(?!ولا )")
_ASKS = _any_of(ASKING)
_SUPPOSES = _any_of(SUPPOSING)
_POLITE = _any_of(POLITE)
_LA = re.compile(rf" ll?aa? (?:(?:{'|'.join(LA)}) |\w*[379])")
_LA_ALONE = re.compile(r"\s*ll?aa?\s*(?:[,،.!;…]|$)", re.IGNORECASE)


def _plainly(text: str) -> str:
    return _POLITE.sub("", _said(text))


def refuses(text: str, *, verbs: bool = True) -> bool:
    """Whether a negation stands anywhere in the text; without `verbs`, one that is no verb's form.

    A verb such as `mabghitch` is known by its ends, as some family names are.
    """
    said = _plainly(text)
    found = (_REFUSES if verbs else _REFUSES_IN_A_WORD).search(said)
    return bool(found) or says_la(text)


def says_la(text: str) -> bool:
    """Whether the text begins with the Darija `la` and not with the French article."""
    return bool(_LA.match(_said(text)) or _LA_ALONE.match(text))


def marked(text: str) -> bool:
    """Whether the text has a question mark of any script."""
    return "?" in text or "؟" in text


def asks(text: str) -> bool:
    """Whether the text is or holds a question."""
    return marked(text) or bool(_ASKS.search(_said(text)))


def supposes(text: str) -> bool:
    """Whether the text names a condition, or a later time."""
    return bool(_SUPPOSES.search(_plainly(text)))


def doubtful(text: str) -> bool:
    """Whether the text refuses, asks or supposes."""
    return refuses(text) or asks(text) or supposes(text)
