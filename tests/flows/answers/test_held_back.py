"""A yes after a line that says that nothing was sent agrees to that line, and files nothing."""

from collections.abc import Callable

import pytest

from tests.dialogue import Person

STORY = "Un inconnu menace de publier mes photos intimes si je ne paye pas"
BEFORE = {
    "not-sent": ("je ne veux pas envoyer", "لا أريد الإرسال", "ما بغيتش نصيفط", "machi sift"),
    "if-sent": ("comment envoyer ?", "هل أرسل الآن؟", "علاش نصيفط", "wach ila sift ghay3rfouni?"),
    "unsent": ("passer", "تخطي", "صافي", "safi"),
    "topic-who-reads": (
        "qui lit mes messages ?",
        "من يقرأ رسائلي؟",
        "شكون كيقرا المساجات ديالي؟",
        "chkon kay9ra lmessages dyali?",
    ),
    "name-not-kept": ("sans nom svp", "بدون اسم", "بلا سمية", "la mabghitch n3ti smiti"),
}
AGREED = ("ok", "d'accord", "oui", "ok merci", "حسنا", "نعم", "واخا", "wakha", "👍")
SENT = ("envoyer", "oui envoyez", "أرسل", "نعم أرسل", "صيفط", "safi sifto", "je confirme l'envoi")
LINES = [
    pytest.param(line, said, id=f"{line}-{language}")
    for line, texts in BEFORE.items()
    for language, said in zip(("fr", "ar", "ary", "latn"), texts, strict=True)
]


@pytest.fixture
def offered(person: Callable[..., Person]) -> Person:
    return person().says(STORY).sees("ask-quick")


@pytest.fixture
def reviewing(person: Callable[..., Person]) -> Person:
    someone = person(chat="telegram:7").starts().taps("fr").taps("other").says("Mon récit de départ")
    someone.taps("skip").taps("skip").taps("skip")
    return someone.taps("anonymous").sees("review-title")


@pytest.mark.parametrize("agreed", AGREED)
@pytest.mark.parametrize(("line", "said"), LINES)
def test_a_yes_to_such_a_line_gets_the_offer_again(
    offered: Person, line: str, said: str, agreed: str
) -> None:
    offered.says(said).sees(line, "ask-quick").says(agreed).sees("ask-quick").misses("filed")
    offered.says(agreed).misses("filed").taps("send").sees("filed")


@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize(("line", "said"), LINES)
def test_words_of_sending_file_all_the_same(offered: Person, line: str, said: str, sent: str) -> None:
    offered.says(said).sees(line).says(sent).sees("filed")


@pytest.mark.parametrize("agreed", AGREED)
@pytest.mark.parametrize("said", ["je ne veux pas envoyer", "comment envoyer ?"])
def test_a_yes_at_the_review_gets_the_review_again(reviewing: Person, said: str, agreed: str) -> None:
    reviewing.says(said).says(agreed).sees("ask-confirm").misses("filed")
    reviewing.says("envoyer").sees("filed")


def test_without_such_a_line_a_yes_sends(offered: Person) -> None:
    offered.says("ok").sees("filed")
