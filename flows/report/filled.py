"""Answers that a text gives beside its own question, so that they are not asked again.

Only exact words count, and only for a question that applies and is still open.
"""

import re
from collections.abc import Iterable, Iterator

from flows.answers import facts
from flows.answers.banks import asked_bank
from flows.answers.read import said
from flows.core.questions import Question
from flows.core.step import Step
from flows.lexicon.answer_words import AGGRESSOR_WORDS, MINE
from flows.lexicon.commands import listed
from flows.money.card import gave_card
from flows.money.questions import MONEY, MOST_WORDS, just_left
from flows.money.told import AMOUNT, BANK, FACTS, WHEN, bare_sum, facts_told, tells_loss, when_left
from flows.reading.answers import normalise
from flows.reading.negation import asks
from flows.report.evidence import keep_text
from flows.report.table import QUICK, own_texts, tells_undated_loss

_TELLING = re.compile(
    r"(?<!\w)(?:m[oae]n?s? \w+|زوج|خطيب|طليق|راجل|مرا?تي|حبيب|خو?يا |ابي |اخي |عمي |rajli|mrati|khouya|khoya"
    r"|j[ ']?ai \d|j'habite|je (?:suis|vis)|عندي|عمري"
    r"|انا |اسكن|ساكن|كنسكن|ana |saken|sakna|kanskon|3a?ndi|3mri)"
)
"""A quick look: without one of these words a text tells none of the facts below."""

_HARMING = (
    r"(?:(?:me|m|nous) (?:a |ont )?(?:menac|fait (?:du )?chant|fait peur|harcel|insult|frapp|pirat|vol)"
    r"|menace de|\w*(?:هدد|بتز|سب|ضرب|عاير|شتم)\w*ني(?!\w)"
    r"|(?:kay|ky|tay|y)?(?:hd|hed|btz|seb|sb|drb|dreb|3ayr)\w*ni(?!\w))"
)
_AGGRESSORS = {
    option: re.compile(
        rf"(?<!\w)(?:{'|'.join(' '.join(said(phrase)) for phrase in AGGRESSOR_WORDS[option])})"
        rf" (?:toujours |encore |ديما |دابا |daba |dima )?{_HARMING}"
    )
    for option in sorted(MINE)
}
_LIVES = re.compile(
    r"(?<!\w)(?:j habite|je (?:suis|vis)|nous sommes|انا|اسكن|اقيم|ساكن|ساكنه|كنسكن|نسكن|ana|saken|sakna"
    r"|kanskon|rani)"
    r" (?:(?:a|au|en|aux|de|في|ف|من|ب|f|fi|mn|b|daba|دابا|الان) ){0,2}((?:\w+ ?){1,4})"
)
_AGED = re.compile(
    r"(?<!\w)(?:j ai|عندي|عمري|3ndi|3andi|3endi|3mri) (\d{2}) ?(?:ans|سنه|عام|3am)(?!\w)"
    r"(?! (?:d |de |en |experience|خبره|ديال|زواج))"
)
_CHILD = frozenset(
    listed("fille, fils, enfant, soeur, frere, بنتي, ولدي, ختي, خويا, ابني, ابنتي, طفل, bnti, weldi, khti")
)


def take(step: Step, told: Iterable[tuple[str, str]], *, anew: bool = False) -> None:
    """Give the answers that are told to the open questions; `anew` replaces answers too.

    A question that is being edited stays on show, unless it is answered, or the report was sent.
    """
    begun, editing = step.conversation.flow, step.conversation.editing
    for name, value in told:
        question = step.flow.question(name) if step.flow else None
        if step.flow is None or question is None or not question.ask_if(step.conversation):
            continue
        if anew or step.conversation.answer(name) is None:
            step.give(name, value)
            step.flow.answered(step, question, value)
            editing = "" if name == editing else editing
    if editing and step.conversation.flow == begun:
        step.change(editing=editing)


def take_story(step: Step, text: str, asked: str = "") -> None:
    """Give the answers that a story tells: the aggressor, when money was lost, the age, the place.

    The question `asked`, which the text did not answer, stays open.
    """
    take(step, (answer for answer in _of_money(step, text) if answer[0] != asked))
    _warn_of_card(step, text)
    if _TELLING.search(normalise(text)):
        told = _told(" ".join(said(text)))
        take(step, (answer for answer in told if answer[0] != asked))


def _warn_of_card(step: Step, text: str) -> None:
    """Say once that the bank can block a card that was given away, unless the bank is called anyhow."""
    if gave_card(text) and not just_left(step.conversation):
        before = [told for told in own_texts(step.conversation) if told != text]
        if not any(map(gave_card, before)):
            step.line("money-card")


def _of_money(step: Step, text: str) -> Iterator[tuple[str, str]]:
    """Tells when money left; where it has just left, the facts that a bank needs, too."""
    if when := when_left(text, step.event.time) or _dated(step, text):
        yield MONEY, when
    if tells_loss(text) and just_left(step.conversation):
        yield from facts_told(text, step.banks)


def take_draft_facts(step: Step) -> None:
    """Take the facts about money that just left from what the person has written so far."""
    told = own_texts(step.conversation)
    for text in sorted(told, key=lambda text: not tells_loss(text)):  # a sum that is demanded comes last
        take(step, facts_told(text, step.banks))


def _dated(step: Step, text: str) -> str | None:
    """The time that a few words tell of a loss that was told without one."""
    asked = step.conversation.asked.startswith(QUICK.id)
    if not asked or len(text.split()) > MOST_WORDS or asks(text) or not tells_undated_loss(step.conversation):
        return None
    return facts.time_told(" ".join(said(text)))


def take_facts(step: Step, question: Question, text: str) -> bool:
    """Take the facts that an answer tells where one of them was asked; False where it tells none."""
    if question.id not in FACTS or step.event.origin:
        return False
    told = dict(facts_told(text, step.banks))
    if question.id == BANK and (bank := asked_bank(text, step.banks)):
        told[BANK] = bank
    if question.id == AMOUNT and (amount := bare_sum(text)):
        told[AMOUNT] = amount
    if not told or told.keys() == {WHEN}:
        return False
    if question.id in told and step.conversation.answer(question.id) is not None:
        step.rewind_one(question.id)
    told |= {question.id: told.pop(question.id)} if question.id in told else {}
    if len(text.split()) > MOST_WORDS:
        keep_text(step, text)
    take(step, told.items())
    return True


def take_place(step: Step, place: facts.Whereabouts) -> None:
    """Give the region, the city or the country that an answer about the place names."""
    take(step, ((name, value) for name, value in place.answers() if name != "where"), anew=True)


def _told(plain: str) -> Iterator[tuple[str, str]]:
    aggressors = [option for option, pattern in _AGGRESSORS.items() if pattern.search(plain)]
    if len(aggressors) == 1:
        yield "aggressor", aggressors[0]
    ages = {int(age) for age in _AGED.findall(plain)}
    if ages and min(ages) >= facts.ADULT and _CHILD.isdisjoint(plain.split()):
        yield "minor", "no"
    yield from _lives(plain)


def _lives(plain: str) -> Iterator[tuple[str, str]]:
    """The place where the writer says to be."""
    found = [facts.leading_place(lead[1].split()) for lead in _LIVES.finditer(plain)]
    places = [place for place in found if place]
    if len(places) == 1:
        yield from places[0].answers()
