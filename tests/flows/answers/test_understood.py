"""Each reading of a text by name, as `main.py understand` prints it."""

import pytest

from flows.dialogue.asides import ASIDES
from flows.dialogue.understood import understand
from flows.reading.intents import intent
from flows.report.summary import CONFIRM
from flows.report.table import CATEGORY, OWN, QUICK
from tests.dialogue import words

QUESTIONS = {question.id: question for question in (*OWN, QUICK, CATEGORY, CONFIRM, *ASIDES.values())}


@pytest.mark.parametrize(
    ("text", "asked", "meant", "answer"),
    [
        ("safi sift", "confirm", "send", "send"),
        ("oui", "danger", "yes", "yes"),
        ("oui", "confirm", "yes", "send"),
        ("mes données", "", "my-data", None),
        ("recommencer", "", "new", None),
        ("en français", "language", "language", "fr"),
        ("bonjour", "", "courtesy", None),
        ("arnaque", "category", None, "fraud"),
        ("non", "category", "no", None),
        ("800 dirhams par virement hier", "payment", None, "800 dirhams par virement hier"),
        ("zzz", "via", "skip", None),
        ("une tomate rouge", "via", None, None),
    ],
)
def test_intent_and_answer(text: str, asked: str, meant: str | None, answer: str | None) -> None:
    names = words().names()
    read = understand(text, QUESTIONS.get(asked), names)
    assert (read["intent"], read["answer"]) == (meant, answer)


@pytest.mark.parametrize("text", ["je ne veux surtout pas vous l'envoyer", "si je dis oui, vous l'envoyez ?"])
def test_a_refusal_or_a_question_never_acts(text: str) -> None:
    assert intent(text) not in {"send", "yes"}


def test_a_complaint_and_its_numbers() -> None:
    text = "Appelez le 0612345678"
    read = understand(text, None, words().names())
    assert read["indicators"] == [{"kind": "phone", "value": "+212612345678", "text": "0612345678"}]
    assert read["complaint"] == {"whole": False, "signature": None}
