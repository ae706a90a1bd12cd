"""Fear that tells nothing more, in four ways of writing."""

import pytest

from flows.reading.fear import only_afraid

AFRAID = [
    *["jai peur", "J'ai très peur !!", "je panique, aidez moi svp", "bonjour je suis terrifiée"],
    *["khayfa bzaf", "3afakom 3awnoni ana mkhlou3a", "rani khayf bzzaf", "kheft w ma 3reft ma ndir"],
    *["خايفة بزاف", "عافاكم عاونوني راني مخلوعة", "كنترعد", "تخلعت بزاااف"],
    *["أنا خائفة جدا", "ساعدوني من فضلكم أنا خائف", "أشعر بالخوف"],
    *["😭", "😭😭 !!", "💔"],
]
MORE = [
    *["😂", "👍", "?!"],
    *["j'ai peur de mon mari", "j'ai peur il a mes photos", "bonjour", "aidez-moi", "je n'ai rien reçu"],
    *["khayfa mn rajli", "3afakom 3awnoni", "kheft ynchr tsawri", "خايفة من راجلي", "أنا خائفة من زميلي"],
    "j'ai peur " * 20,
]


@pytest.mark.parametrize("text", AFRAID)
def test_fear_alone_is_heard(text: str) -> None:
    assert only_afraid(text)


@pytest.mark.parametrize("text", MORE)
def test_what_tells_more_is_no_fear_alone(text: str) -> None:
    assert not only_afraid(text)
