"""Despair, danger and a child are heard in every state, in every language, at any length."""

from collections.abc import Iterator, Mapping

import pytest

from bot.turn.alerts import MINUTE
from flows.core.conversation import Conversation
from flows.core.effects import Line
from flows.lexicon.emergency import ANYWHERE
from tests.brief import few
from tests.dialogue import House, Person
from tests.flows.report.care_states import ALL, DRAFTS, FILED, RESTING, UNBEGUN

CRIES: Mapping[str, tuple[str, ...]] = {
    "care-despair": (
        "je veux mourir",
        "أريد أن أموت",
        "بغيت نموت",
        "bghit nmout",
        "je ne dors plus, tout le monde a vu mes photos et depuis ce matin je veux mourir",
        "لم أعد أحتمل ما يقع لي منذ أسابيع، الجميع رأى صوري وأريد أن أموت اليوم",
        "عييت من هادشي كلو، شافو تصاوري كاملين وبغيت نموت ما بقا ليا ما ندير",
        "3yit mn hadchi kamel, chafo tsawri kamlin w bghit nmout ma b9a lia ma ndir",
    ),
    "care-overdose": (
        "j'ai avalé des cachets",
        "ابتلعت علبة دواء كاملة",
        "شربت الدوا كامل",
        "chrebt dwa kaml",
        "j'ai avalé toute la boîte de cachets il y a dix minutes et je ne veux plus vivre",
        "ابتلعت كل الحبوب التي في البيت قبل قليل ولا أريد أن أعيش بعد اليوم",
        "شربت الدوا كامل اللي فالدار دابا شوية وما بغيتش نعيش مزال",
        "chrebt dwa kaml li kan f dar w ma bghitch n3ich, safi ma b9a lia walo f had denya",
    ),
    "care-danger": (
        "il est devant ma porte avec un couteau",
        "هو أمام بابي ومعه سكين",
        "راه قدام الباب وفيدو موس",
        "rajli kaydrebni daba",
        "il est devant ma porte avec un couteau depuis une heure et il menace d'entrer, envoyez la police",
        "النجدة، إنه أمام باب بيتي ومعه سكين منذ ساعة ويصرخ أنه سيدخل ويقتلني",
        "راه واقف قدام باب الدار وفيدو موس هادي ساعة وكيغوت بلي غادي يدخل عليا، عيطو للبوليس",
        "rajli kaydrebni daba f dar, hazz mous w kaygol liya ghadi y9telni, 3ayto lboulis dghya 3afakom",
    ),
    "care-minor": (
        "j'ai 13 ans on me menace",
        "عمري 13 سنة ويهددونني",
        "عندي 14 عام وكيهددوني",
        "3ndi 14 3am o kayhddoni",
        "je suis collégienne, j'ai 13 ans et un homme que je ne connais pas me menace de publier mes photos",
        "أنا تلميذة في الإعدادي، عمري 13 سنة ورجل لا أعرفه يطلب مني صوري كل يوم",
        "أنا تلميذة فالكوليج، عندي 13 عام وواحد الراجل ما كنعرفوش كيهددني يحط تصاوري للناس",
        "ana tilmida f collège, 3ndi 13 3am w wahd rajel ma kan3erfoch kaytleb mni tsawri",
    ),
}
"""Each line of care and the words that call for it: in French, Arabic, Darija in both scripts."""

HIDING = (
    "cache vite",
    "خبي دغيا",
    "khbi dghya",
    "بسرعة إخفاء",
    "efface tout vite svp",
    "vite il arrive cache",
)


def come(house: House, state: str) -> Iterator[tuple[str, str, Person]]:
    """A new person in the state for each cry, or some: its line of care, its words, and the person."""
    every = [(line, words) for line, listed in CRIES.items() for words in listed]
    cries = few(every, 6, state)
    for number, (line, words) in enumerate(cries, 1):
        who = house.person(f"telegram:{number}")
        ALL[state](who)
        house.now += MINUTE  # so that the officer's alert is not gathered with the one before
        yield line, words, who


def conversation(who: Person) -> Conversation:
    """The conversation as it is stored."""
    with who.house.storage.read() as unit:
        return unit.conversations.get(who.chat)


def kept(draft: Conversation) -> list[str]:
    """All that the draft holds of the person's words and files, each answer with its question."""
    answers = [f"{one.question}: {one.value}" for one in draft.answers]
    return [*answers, *(note.text for note in draft.notes), *(piece.id for piece in draft.pieces)]


def told_anew(one: str, state: str) -> bool:
    """True for an answer that the words may replace: a child's category and age, the story that is edited."""
    return one.startswith(("minor: ", "category: ")) or (
        state == "story, edited" and one.startswith("story: ")
    )


def contents(who: Person, case: str) -> list[str]:
    """All texts of a case."""
    with who.house.storage.read() as unit:
        entries = unit.cases.contents(case)
    return [value for entry in entries for _, value in entry.answers]


def alerts(officer: Person, case: str) -> int:
    """How often officers were told of the case."""
    return sum("alert-urgent" in seen.keys and case in seen.codes for seen in officer.messages)


ABROAD = "country"
"""The state of someone who answered that they are abroad: the help there is named in place of Morocco's."""


def heard(who: Person, line: str, words: str, state: str = "") -> None:
    """Say the words; the line of care is the first that is said."""
    before = len(who.messages)
    who.says(words)
    first = who.messages[before].say.lines
    care = Line(f"{line}-abroad", {"emergency": ANYWHERE}) if state == ABROAD else Line(line)
    assert first[0] == care, (words, first)
    assert first.count(care) == 1, (words, first)


def sent(who: Person, officer: Person, words: str, state: str = "") -> None:
    """Send the draft: the words are in the case, which is urgent, and officers are told once."""
    if "send" not in who.options:
        who.says("envoyer")
    who.taps("send").sees("filed", "filed-urgent-abroad" if state == ABROAD else "filed-urgent")
    assert who.case.urgent, words
    assert any(words in text for text in contents(who, who.case.reference)), words
    assert alerts(officer, who.case.reference) == 1, words


@pytest.mark.parametrize("state", UNBEGUN)
def test_a_cry_begins_a_report_that_can_be_sent_at_once(house: House, officer: Person, state: str) -> None:
    for line, words, who in come(house, state):
        heard(who, line, words)
        who.sees("understood-text", "ask-quick").misses("welcome-short")
        assert "send" in who.options, words
        assert f"story: {words}" in kept(conversation(who))
        sent(who, officer, words)


@pytest.mark.parametrize("state", DRAFTS)
def test_a_cry_is_kept_in_the_draft(house: House, officer: Person, state: str) -> None:
    for line, words, who in come(house, state):
        before = kept(conversation(who))
        heard(who, line, words, state)
        draft = conversation(who)
        assert [one for one in before if one not in kept(draft) and not told_anew(one, state)] == [], words
        assert any(words in one for one in kept(draft)), (words, kept(draft))
        assert draft.urgent, words
        assert not any(
            words in answer.value for answer in draft.answers if answer.question in {"name", "city"}
        )
        sent(who, officer, words, state)


@pytest.mark.parametrize("state", FILED)
def test_a_cry_after_filing_goes_to_the_case(house: House, officer: Person, state: str) -> None:
    for line, words, who in come(house, state):
        before = contents(who, who.case.reference)
        assert alerts(officer, who.case.reference) == 0, words
        heard(who, line, words)
        assert len(who.cases) == 1, words
        assert who.case.urgent, words
        now = contents(who, who.case.reference)
        assert now[: len(before)] == before, words
        assert any(words in text for text in now), words
        assert alerts(officer, who.case.reference) == 1, words
        who.says(words)
        assert alerts(officer, who.case.reference) == 1, words


@pytest.mark.parametrize("state", RESTING)
def test_a_cry_at_rest_begins_another_report(house: House, officer: Person, state: str) -> None:
    for line, words, who in come(house, state):
        first = who.case.reference
        heard(who, line, words)
        who.sees("ask-quick")
        assert [case.reference for case in who.cases] == [first], words
        assert f"story: {words}" in kept(conversation(who)), words
        who.taps("join")
        assert who.case.urgent, words
        assert words in contents(who, first), words
        assert alerts(officer, first) == 1, words


@pytest.mark.parametrize("state", ALL)
def test_hiding_is_obeyed_however_it_is_said(house: House, state: str) -> None:
    for number, words in enumerate(HIDING):
        who = house.person(f"telegram:{number + 1}")
        ALL[state](who)
        before = kept(conversation(who))
        who.says(words).sees("hidden")
        assert len(who.messages) == who.checked + 1, words
        assert kept(conversation(who)) == before, words
