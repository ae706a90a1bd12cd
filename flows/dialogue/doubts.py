"""Refusals and questions where an answer would act: they are answered as such, and nothing is done."""

import re
from collections.abc import Iterator

from flows.answers import sending
from flows.answers.asked import asked_topic, asks_what_to_do, of_paying
from flows.answers.read import said, unnamed
from flows.answers.telling import knows_not, tells
from flows.core.language import FEW_WORDS, SENTENCE
from flows.core.questions import Choice, Question, Rejected
from flows.core.step import Step, asked_as
from flows.dialogue.asides import ASIDES
from flows.dialogue.commands import answer, current
from flows.dialogue.meant import erased_by_others
from flows.dialogue.topics import FIRM, topic_of
from flows.follow.between import SENDING
from flows.indicators.find import find
from flows.money.first import declines
from flows.money.told import FACTS
from flows.places.asking import CITY
from flows.places.match import match
from flows.reading import answers as words
from flows.reading import names, negation, signals
from flows.report.evidence import keep_text
from flows.report.filled import take, take_story
from flows.report.report import ask_drop

LONG_SENTENCE = 12
_OF_BEING_KNOWN = re.compile(
    r"\b(?:nom|anonym|sa[vu]|sach|conna|voi[rt]|lir|lis|lu|famille|parents|mari|smi|y?[t]?3[e]*r[e]?f)"
    r"|اسم|سمي|هوي|يعرف|تعرف|عرف|يقرا|يشوف|يري|عايل"
)
SURE = 1.0
"""The score from which a wish to stop is believed."""
_ACTING = frozenset({"send", "yes", "done", "restart"})
_DANGER_ITSELF = re.compile(r"\b(?:danger|l?f?l?[ck]?kh?atar)\b|[وف]?(?:ال)?خطر")


def command_is_asked(step: Step, command: str, text: str) -> bool:
    """True where a command would act for good and is a question (`envoyer ?`), or says more than no.

    `safi` is the town where a town of its region is asked for.
    """
    question = current(step)
    if command == "hide" and erased_by_others(text):
        return True
    if question is CITY:
        region = step.conversation.answer("region") or ""
        return bool(region) and match(text, region).sure
    if not (isinstance(question, Choice) and question.exact):
        return False
    if declines(step, text) and command != "cancel":
        return True
    if command == "skip" and question.id in SENDING:
        return negation.supposes(text)
    if command == "no":
        return question.id in SENDING and len(text.split()) > 1
    return negation.marked(text) and (command in _ACTING or command in question.exact)


def declined(step: Step, question: Question, text: str) -> bool:
    """Ask whether to drop a report that would go by itself, where its reporter does not want that."""
    if not isinstance(question, Choice) or question.id in ASIDES or not declines(step, text):
        return False
    ask_drop(step)
    return True


def settled(step: Step, question: Question | None, text: str) -> bool:
    """Answer a text that names no option, but refuses, asks or ends; False for others."""
    if sure_again(step, text):
        return True
    if question is None or step.event.origin:
        return False
    return (
        _nameless(step, question, text)
        or _tells_early(step, question, text)
        or _keeps_quiet(step, question, text)
        or _knows_not(step, question, text)
        or not_sent(step, question, text)
    )


def _nameless(step: Step, question: Question, text: str) -> bool:
    """Say that the report has no name, where a name was not asked for."""
    if question.id not in _UNASKED or find(text):
        return False
    if "anonymous" not in {words.command(text), unnamed(text)}:
        return False
    if question.id == "quick":
        take(step, [("identity", "anonymous")])
        step.change(asked=asked_as(step.conversation, question))  # nothing came that is to be shown
    step.line("name-not-kept")
    return True


_UNASKED = frozenset({"quick", "more", *FACTS})
_OWN = ("aggressor", "stolen", "harm")
_MOST_WORDS = 4


def _tells_early(step: Step, question: Question, text: str) -> bool:
    """Take a few words as the answer to a later question: `16`, `mon ex`."""
    if question.id != "quick" or len(text.split()) > _MOST_WORDS or negation.doubtful(text) or find(text):
        return False
    told = dict(_early(step, text))
    if len(told) != 1:
        return False
    keep_text(step, text)
    take(step, told.items())
    return True


def _early(step: Step, text: str) -> Iterator[tuple[str, str]]:
    aged = "%" not in text and _AGE.search(words.normalise(text).strip(" .!,،…"))
    for name in ("minor",) if aged else _OWN:
        asked = step.flow.question(name) if step.flow else None
        if (
            asked is None
            or not asked.applies(step.conversation)
            or step.conversation.answer(name) is not None
        ):
            continue
        try:
            yield name, asked.parse(step.conversation, text, step.names)
        except Rejected:
            continue


_YEARS = r"(?:[5-9]|[1-9]\d)"
_AGE = re.compile(
    rf"^(?:j'? ?ai |elle a |(?:ana )?3a?ndi |(?:ana )?3a?ndha |(?:انا )?عندي |عندها |عمري |"
    rf"عمرها )?{_YEARS}$"
    r"|^(?!.*\b(?:depuis|il y a|pendant|dans|apres|avant|hadi|had|mn|men|mo?dda|9bel|prison)\b)"
    r"(?!.*(?<!\w)(?:منذ|مند|هادي|هذي|من|مده|قبل|بعد|خلال|حبس|سجن)(?!\w))"
    r"(?!.*(?<!\w)(?:il|ex|homme|3ndo|3andou?|عندو|عنده|راجل|رجل) (?:\w+ )?(?:1[89]|[2-9]\d))"
    rf".*(?<![\w.,:/]){_YEARS} ?(?:ans?\b|3am\b|عام|سنه)"
)
"""An age: years that are no length of time and no grown man's, or a number with at most `j'ai` before it."""


def _keeps_quiet(step: Step, question: Question, text: str) -> bool:
    """Pass over a question that somebody would rather not answer: `je préfère pas dire`."""
    if not (isinstance(question, Choice) and question.optional) or question.id in _NO_SECRETS or find(text):
        return False
    if len(text.split()) > SENTENCE or negation.asks(text) or not negation.refuses(text):
        return False
    if not _RATHER_NOT.search(words.normalise(text)):
        return False
    answer(step, question, "")
    return True


_NO_SECRETS = frozenset({*FACTS, "identity"})
_RATHER_NOT = re.compile(
    r"\b(?:prefer\w*|(?:veux|peux|voudrais|envie)(?: \w+)? (?:pas|rien)? ?(?:de |d |le |la |"
    r"vous )*(?:dire|repondre|preciser))\b"
    r"|(?<!\w)(?:نقول\w*|نجاوب\w*|[اأ]قول\w*|[اأ]جيب|الجواب|الاجابه|افضل)(?!\w)|\b(?:n ?9o?u?l\w*|"
    r"ngo?u?l\w*|njaw[ei]?b\w*)\b"
)


def _knows_not(step: Step, question: Question, text: str) -> bool:
    """Keep what is not known of a suspect: `je ne le connais pas` ends and passes over nothing."""
    if question.id not in {"more", *SENDING} or words.command(text) or not tells(text):
        return False
    plain = " ".join(said(text))
    if not (knows_not(plain) or signals.intent(text) == "skip"):
        return False
    if find(text) or asked_topic(text) or sending.of_sending(plain):
        return False
    _keep(step, question, text)
    return True


def _keep(step: Step, question: Question, text: str) -> None:
    """Keep a text, and say so where the question does not say it by itself, as the offer to send does."""
    keep_text(step, text)
    take_story(step, text)
    if question.id != "quick":
        step.line("note-kept")


def not_sent(step: Step, question: Question, text: str) -> bool:
    """Say that nothing was sent, where a text at the review refuses or asks about sending.

    A refusing word stands in accounts too (`he is still there`): what a text tells is kept all the same.
    """
    plain = " ".join(said(text))
    if question.id not in SENDING or find(text) or sending.told(plain):
        return False
    count, plain = len(text.split()), sending.without_others(plain)
    if signals.intent(text, SURE) == "cancel" and not sending.of_sending(plain):
        return False
    of_it = count <= FEW_WORDS or (count <= LONG_SENTENCE and _about_sending(plain))
    topic = topic_of(text)
    if topic in FIRM or (topic and not sending.of_sending(plain)):
        return False
    if asks_what_to_do(text) and tells(text):
        _keep(step, question, text)
        return True
    if negation.asks(text) and (of_it or (count <= SENTENCE and _OF_BEING_KNOWN.search(plain))):
        pays = step.conversation.answer("category") == "blackmail" and of_paying(plain)
        step.line("opening-blackmail" if pays else "if-sent")
        return True
    if not of_it:
        return False
    sends, told = sending.of_sending(plain), tells(text)
    if not (sends or negation.refuses(text) or negation.supposes(text)):
        return False
    if told:
        _keep(step, question, text)
    if not told or sends or _about_sending(plain):
        step.line("not-sent")  # else it tells what happened: `je ne peux plus entrer`
    return True


def _about_sending(plain: str) -> bool:
    """True for a text that speaks of sending, or begins as an answer does: `ok mais pas maintenant`."""
    if sending.of_sending(plain):
        return True
    begins = len(plain.split()) <= SENTENCE and not _CANNOT.match(plain)
    return begins and words.command(plain.split(" ")[0]) in {"yes", "no", "done"}


_CANNOT = re.compile(
    r"(?:لا |لم |ما )+(?:استط|اقدر|يمكنني|تمكن|اتمكن|قدرت)"
    r"|لا (?!اريد|ارغب|احب|نريد|ترسل|تبعث|اوافق|باس|داعي|تقلق|شي|احد|اظن|نعم)[يتان]\w{2,}"
    r"|(?:لا )?ما ?(?:ن|كن)?قد(?:ر|رت)ش"
    r"|(?:la |lla )?ma ?(?:ka)?n?[9q]e?d?d?e?r?t?e?ch"
    r"|(?:باقي|مازال|مزال|ما زال) (?:ك|ت)?ي\w+|(?:mazal|ba9i) (?:k|t)?[ai]?y\w+"
)
"""Words of inability, or of what goes on still, tell something and answer nothing."""


def sure_again(step: Step, text: str) -> bool:
    """Ask again, in other words, before something that cannot be undone."""
    aside = ASIDES.get(step.conversation.asked)
    if not (isinstance(aside, Choice) and aside.exact) or len(text.split()) > FEW_WORDS or find(text):
        return False
    step.line("choose-one")
    step.aside = aside.id
    return True


def is_name(question: Question, text: str) -> bool:
    """Whether the name is asked for, and the text holds one."""
    return question.id == "name" and names.named(text)


def keeps_name(step: Step, text: str) -> bool:
    """Take a refusal or a question in place of the name: no such text is stored as a name."""
    identity = step.flow.question("identity") if step.flow else None
    if negation.asks(text):
        step.line("means-named")
        step.line("means-anonymous")
        return True
    said = words.command(text)
    if identity and (said == "anonymous" or (said is None and _declines(text))):
        answer(step, identity, "anonymous")
        step.line("name-not-kept")
        return True
    return False


def _declines(text: str) -> bool:
    plain = words.normalise(text)
    if "anonym" in plain or "مجهول" in plain:
        return True
    return names.declines(text)


def _only_names(question: Question | None, text: str) -> bool:
    return question is not None and is_name(question, text) and not names.beside(text)


def no_danger(text: str) -> bool:
    """Whether a text denies the danger that was asked about, and names no other."""
    plain = words.normalise(text)
    if not _DANGER_ITSELF.search(plain) or "hors" in plain or negation.marked(text):
        return False
    return negation.refuses(text) and not signals.danger(_DANGER_ITSELF.sub(" ", plain))


def no_cry(question: Question | None, text: str) -> bool:
    """True for the place of an answer (`n° 4` is no age), a name, and a mere no to the question of danger."""
    if words.number(text) is not None or _only_names(question, text):
        return True
    asked = question is not None and question.id == "danger"
    return asked and no_danger(text) and not (signals.despair(text) or signals.minor(text))
