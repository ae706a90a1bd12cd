"""Commands and categories in other words: what the model takes a text for, where no exact word says it."""

import re

from flows.answers.choose import adds
from flows.core import receipts
from flows.core.conversation import has_draft
from flows.core.events import Body, Tap, Text
from flows.core.language import FEW_WORDS, SENTENCE
from flows.core.questions import Choice, Question, Rejected
from flows.core.step import Step
from flows.dialogue.commands import COMMANDS, answer, obey
from flows.indicators.find import find
from flows.lexicon.commands import CATEGORY_WORDS
from flows.reading import answers as words
from flows.reading import signals
from flows.reading.answers import normalise
from flows.report.care import calls_for_care
from flows.report.content import begin_with, keep_beside
from flows.report.evidence import filed, keep_text
from flows.report.filled import take_story
from flows.report.table import CATEGORY, QUICK

FEW = 8
"""A command has at most so many words; a longer text tells a story."""

SURE = 1.0
"""The score from which a text is obeyed; `zzz` is near to nothing, and a little nearer to one command."""

ANYWHERE = frozenset({"help", "back", "skip"})
"""Commands that are obeyed in other words even where a text of one's own is asked for."""

ASKS_FIRST = frozenset({"cancel", "forget", "withdraw", "restart", "new"})
"""Commands that do nothing for good before a further yes."""

PLAIN = frozenset({"back", "cancel", "edit", "language", "withdraw"})
"""Commands that are neither a question about the service nor a part of a report."""

HARMLESS = frozenset(
    {"back", "edit", "menu", "help", "language", "hide", "data", "status", "skip", "done", "no"}
)


def obey_meant(step: Step, question: Question | None, text: str) -> bool:
    """Carry out a command that the text stands for; False for none, or one that takes exact words."""
    if step.event.origin or len(text.split()) > FEW or find(text):
        return False
    if step.conversation.flow == "officer":
        return False
    guess = signals.intent(text, SURE)
    command = "data" if guess == "my-data" else guess
    if command is None or command not in _allowed(step, question):
        return False
    if command == "hide" and (not names_hiding(text) or erased_by_others(text)):
        return False
    return (command in COMMANDS or question is not None) and obey(step, command)


def obeys_at_once(step: Step, question: Question, text: str) -> bool:
    """Carry out a command in other words that is not to be kept: any of them where no report has begun."""
    unbegun = question is CATEGORY and not has_draft(step.conversation)
    if calls_for_care(text) or not (unbegun or signals.intent(text, SURE) in PLAIN):
        return False
    return obey_meant(step, question, text)


def names_hiding(text: str) -> bool:
    """True for a text with a word for hiding or erasing, however it is spelled."""
    return bool(_HIDING.search(normalise(text)))


_HIDING = re.compile(
    r"(?<!\w)(?:ca+ch+|ka+ch+[eé]|eff?ac|supp?rim|mas[qk]|hid|delet|eras|k+h+[ae]*b+[aei3]|m[ae]*ss?[ae]*[7h]"
    r"|[وفن]?(?:ال)?(?:[اتين]?خب[يعو]|[اتين]?مسح|حيد|[اتين]?حذف|[اتين]?خفي|اخف))"
)


def erased_by_others(text: str) -> bool:
    """Whether a text tells that somebody else erases an account or messages: it asks for nothing."""
    return bool(_ERASED.search(normalise(text)))


_ERASED = re.compile(
    r"\b(?:l ?)?(?:compte|profil|page|publication|kont)|(?<!\w)(?:ال|ل)?(?:كونط|حساب|صفح)"
    r"|\b(?:il|elle|ils|elles)(?: \w+)? (?:eff?ac|supp?rim)"
)


def _allowed(step: Step, question: Question | None) -> frozenset[str]:
    if question is None:
        return HARMLESS | ASKS_FIRST
    if not isinstance(question, Choice):
        return ANYWHERE
    aliases = question.commands(step.conversation)
    options = {*question.options(step.conversation), *aliases}
    ends = "done" in aliases
    skipping = {"no"} - options | ({"done"} if "yes" in options and not ends else set())
    return (HARMLESS | ASKS_FIRST) - question.exact - skipping


def named_category(step: Step, text: str) -> str | None:
    """The category that a text names: a sentence by all its words, a word or two by the name alone."""
    if words.number(text) is not None:
        return None
    if len(text.split()) >= FEW_WORDS and (guess := signals.guess_category(text)):
        return guess
    try:
        return CATEGORY.parse(step.conversation, text, step.names)
    except Rejected:
        return signals.guess_category(text)


def adds_to(text: str, category: str) -> bool:
    """Whether a text that names this category says more, be it a number alone."""
    return adds(text, CATEGORY_WORDS[category]) or bool(find(text))


def is_content(step: Step, text: str) -> bool:
    """True for a text with content, more than a greeting or the name of a category."""
    if step.event.origin or find(text):
        return True
    count = len(text.split())
    if count > SENTENCE:
        return True
    return count > FEW_WORDS and not words.opens_with_greeting(text) and named_category(step, text) is None


def tells_category(step: Step, question: Question, text: str) -> bool:
    """Take a text that names the category and says more: it begins the report, or is kept beside it."""
    category = named_category(step, text)
    if category is None or not adds_to(text, category):
        return False
    if step.conversation.flow == "report" and not has_draft(step.conversation):
        begin_with(step, text, category)
        return True
    keep_text(step, text)
    answer(step, question, category)
    take_story(step, text)
    return True


_STILL = re.compile(r"\b(?:encore|toujours|mazal|ba9i)\b|(?<!\w)(?:باقي|مازال|مزال|ما زال)(?!\w)")
"""Words that something goes on: they tell of it, and name no other category (`باقي كيهددني`)."""


def take_category(step: Step, question: Question | None, text: str, category: str) -> None:
    """Take a few words that name a category; they are kept too where they say more: `mes nudes`."""
    more, known = adds_to(text, category), step.conversation.answer("category")
    goes_on = _STILL.search(normalise(text))
    if question is QUICK and known is not None and (more or goes_on or known == category):
        keep_beside(step, question, text)
        return
    if more:
        keep_text(step, text)
    answer(step, CATEGORY, category)


NEWS = "news"
"""In a button's id: the button under a template, which names the case that has news."""

_LOOKING = frozenset({None, "yes", "no", "done", "skip", "status", "answer"})
"""Commands by which people answer a template, whatever they mean at a question."""


def news_asked(step: Step, body: Body) -> str:
    """The case whose news a tap or a few words ask for, after a template announced them; empty for others.

    The question that was on show before is not answered by them, for the person sees the template only.
    """
    if isinstance(body, Tap):
        _, _, rest = body.button.partition(":")
        name, _, reference = rest.partition(":")
        return reference if name == NEWS else ""
    if not isinstance(body, Text) or step.event.origin or not _only_looks(step, body.text):
        return ""
    return step.conversation.announced


def _only_looks(step: Step, text: str) -> bool:
    """True for a few words with nothing to keep, to obey or to care for."""
    if words.courtesy(text):
        return True
    if len(text.split()) > FEW_WORDS or receipts.read(text) or words.command(text) not in _LOOKING:
        return False
    if words.language(text) or find(text) or calls_for_care(text):
        return False
    return named_category(step, text) is None


def open_news(step: Step, reference: str) -> None:
    """Show the news of a case of this chat, before a report under way goes on; the look-up checks access."""
    if has_draft(step.conversation) or filed(step):
        COMMANDS["status"](step)
    else:
        step.begin("status")
        step.give("which", reference)


def wishes_to_report(step: Step, text: str) -> bool:
    """True for the wish to report something that has a category: `je veux signaler une arnaque`."""
    return signals.intent(text) == "new" and named_category(step, text) not in {None, "other"}
