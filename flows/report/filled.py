"""Answers that a text gives beside its own question, so that they are not asked again.

Only exact words count, and only for a question that applies and is still open.
"""

import re
from collections.abc import Iterable, Iterator

from flows.answers import facts
from flows.answers.read import said
from flows.core.step import Step
from flows.lexicon.answer_words import AGGRESSOR_WORDS, MINE
from flows.lexicon.commands import listed
from flows.reading import negation
from flows.reading.answers import normalise

_TELLING = re.compile(
    r"(?<!\w)(?:m[oae]n?s? \w+|زوج|خطيب|طليق|راجل|مرا?تي|حبيب|خو?يا |ابي |اخي |عمي |rajli|mrati|khouya|khoya"
    r"|j[ ']?ai (?:\d|deja|paye|verse|vire|envoye|donne|transfere|perdu)|j'habite|je (?:suis|vis)|عندي|عمري"
    r"|انا |اسكن|ساكن|كنسكن|ana |saken|sakna|kanskon|3a?ndi|3mri|دفعت|حولت|خلصت|صيفطت|khell?est|khlst|sift)"
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
_PAID = re.compile(
    r"(?<!\w)(?:j ?ai (?:deja )?(?:paye|verse|vire|envoye|donne|transfere|perdu)|دفعت|حولت"
    r"|ارسلت (?:له|لهم|اليه)|خلصت|صيفطت (?:ليه|ليهم|ليها)|عطيتو|khell?e?st|khlst|sift (?:lih|lihom|liha)"
    r"|3titou|dfe3t)(?!\w)"
)
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
    """Give the answers that are told to the open questions; `anew` replaces answers too."""
    editing = step.conversation.editing
    for name, value in told:
        question = step.flow.question(name) if step.flow else None
        if step.flow is None or question is None or not question.ask_if(step.conversation):
            continue
        if anew or step.conversation.answer(name) is None:
            step.give(name, value)
            step.flow.answered(step, question, value)
    if editing:
        step.change(editing=editing)


def take_story(step: Step, text: str, asked: str = "") -> None:
    """Give the answers that a story tells: the aggressor, when money was lost, the age, the place.

    The question `asked`, which the text did not answer, stays open.
    """
    if _TELLING.search(normalise(text)):
        told = _told(" ".join(said(text)), text)
        take(step, (answer for answer in told if answer[0] != asked))


def take_place(step: Step, place: facts.Whereabouts) -> None:
    """Give the region, the city or the country that an answer about the place names."""
    take(step, ((name, value) for name, value in place.answers() if name != "where"), anew=True)


def _told(plain: str, text: str) -> Iterator[tuple[str, str]]:
    aggressors = [option for option, pattern in _AGGRESSORS.items() if pattern.search(plain)]
    if len(aggressors) == 1:
        yield "aggressor", aggressors[0]
    if _PAID.search(plain) and not negation.refuses(text) and (when := facts.time_told(plain)):
        yield "money", when
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
