"""Care: danger, captivity, a child or despair is answered before anything else."""

from collections.abc import Mapping

from flows.answers.abroad import country_told
from flows.answers.facts import SURE, country_named
from flows.core.conversation import Conversation
from flows.core.effects import AlertOfficers, AmendCase, Line
from flows.core.step import Step
from flows.money.first import bank_lines
from flows.money.questions import MONEY, RECENT
from flows.money.told import BANK
from flows.reading import signals
from flows.report.categories import BY_ID
from flows.waiting.person import offer_person

URGENT: Mapping[tuple[str, str], str] = {
    ("danger", "yes"): "care-danger",
    ("held", "yes"): "care-held",
    ("minor", "yes"): "care-minor",
}
"""Answers that make the case urgent, and the line that is said at once."""

GENTLE: Mapping[tuple[str, str], str] = {
    ("safe", "no"): "care-unsafe",
    ("money", "recent"): "money-first",
}
"""Answers that call for advice and are not urgent."""


ABROAD = "abroad"
"""The answer to where it happened, and the place of someone in a country that is not known."""

PLACED = frozenset(
    {"care-danger", "care-despair", "care-overdose", "care-held", "care-minor", "filed-urgent"}
)
"""Lines of care with a line in its place for someone abroad. `locales` puts the number into all others."""


def hear_place(step: Step, text: str) -> None:
    """Note the country where the writer of the text is, where the text tells one, or that it is Morocco."""
    country = country_told(text)
    if country is not None and country != step.conversation.abroad:
        step.change(abroad=country)
        if step.conversation.urgent:
            _say_abroad(step)  # the numbers that were said are of no use there


def _hear_answer(step: Step, question: str, value: str) -> None:
    """Note what the answer to a question about the place tells."""
    known = step.conversation.abroad
    if question == "where":
        step.change(abroad=(known or ABROAD) if value == ABROAD else "")
    elif question == "country":
        step.change(abroad=country_named(value) or known)


def placed(step: Step, line: Line) -> Line:
    """The line of care, or the one in its place for someone abroad, who reaches no number of Morocco."""
    number = step.emergency_there if line.key in PLACED else ""
    return Line(f"{line.key}-abroad", {"emergency": number}) if number else line


def abroad_lines(step: Step) -> tuple[Line, ...]:
    """The number for help and the consulate, for someone abroad."""
    number = step.emergency_there
    return (Line("abroad-help", {"emergency": number}),) if number else ()


WITH_LINES = {"blackmail": Line("opening-blackmail-lines"), "child": Line("opening-child-lines")}
"""Categories that open with numbers to call, and the line that names them."""
_NAMES_HELP = PLACED - {"filed-urgent"}


def _names_help(step: Step) -> bool:
    """Whether a line of care in the message says whom to call."""
    keys = {line.key.removesuffix("-abroad") for line in step.lines if isinstance(line, Line)}
    return not keys.isdisjoint(_NAMES_HELP)


def call_lines(step: Step, category: str) -> None:
    """Say whom to call; not where a line of care of the same message says so."""
    if category in WITH_LINES and not _names_help(step):
        step.lines.append(WITH_LINES[category])


def _say_abroad(step: Step) -> None:
    """Say whom to call abroad, once in a message."""
    if not _names_help(step):
        step.lines += [line for line in abroad_lines(step) if line not in step.lines]


_OTHER_LINES = frozenset({*(line.key for line in WITH_LINES.values()), "abroad-help"})


def _say_first(step: Step, key: str) -> None:
    line = placed(step, Line(key))
    step.lines = [one for one in step.lines if not (isinstance(one, Line) and one.key in _OTHER_LINES)]
    step.first(line.key, line.args)


def grave(conversation: Conversation) -> bool:
    """Whether somebody is in danger, held, a child or in despair: more than a lead of an urgent kind."""
    category = conversation.answer("category") or "other"
    told = any(conversation.answer(question) == value for question, value in URGENT)
    lead = category in BY_ID and BY_ID[category].urgent and category != "child"
    return conversation.urgent and (told or conversation.despair or not lead)


def mark_urgent(step: Step) -> None:
    """Mark the draft, or the filed case, as urgent; the officers are told once."""
    conversation = step.conversation
    if conversation.urgent:
        return
    step.change(urgent=True)
    if conversation.case and conversation.flow != "report":
        category = conversation.answer("category") or ""
        step.effects.append(AmendCase(conversation.case, urgent=True))
        step.effects.append(AlertOfficers(conversation.case, category))
        offer_person(step, conversation.case)


def _tell_of_money(step: Step) -> None:
    """Tell the officers that money of a case that is filed left just now."""
    conversation = step.conversation
    if conversation.case and conversation.flow != "report":
        step.effects.append(AmendCase(conversation.case, urgent=True))
        category = conversation.answer("category") or ""
        step.effects.append(AlertOfficers(conversation.case, category, money=True))


def meet_answer(step: Step, question: str, value: str) -> None:
    """Note the place that an answer tells; say the line of care that it calls for, before the next."""
    _hear_answer(step, question, value)
    if key := URGENT.get((question, value)):
        _say_first(step, key)
        mark_urgent(step)
    elif question == "country" and step.conversation.urgent:
        _say_abroad(step)
    elif key := GENTLE.get((question, value)):
        step.first(key)
    elif question == BANK:
        step.lines += bank_lines(value, step.banks)
    if (question, value) == (MONEY, RECENT):
        _tell_of_money(step)
    if (question, value) == ("safe", "no"):
        step.change(hushed=True)


def meet_text(step: Step, text: str) -> bool:
    """Say the lines of care for despair, danger or a child in a text; False for other texts."""
    keys, child = _care(text), signals.minor(text)
    if not keys and (not child or step.conversation.answer("minor") == "yes"):
        return False
    if child:
        _meet_child(step, keys, sure=signals.minor(text, SURE))
    for key in reversed(keys):
        _say_first(step, key)
    step.change(despair=step.conversation.despair or not _OF_DESPAIR.isdisjoint(keys))
    mark_urgent(step)
    return True


_OF_DESPAIR = frozenset({"care-despair", "care-overdose"})


def _care(text: str) -> tuple[str, ...]:
    """The lines for despair or danger in a text, the one that is said first in front.

    The line for danger stands alone, or before the one for despair where danger is the stronger reading; else
    the line for despair is enough, since it names the police and the ambulance too.
    """
    danger, despair = signals.danger(text), signals.despair(text)
    if danger and signals.danger_outweighs(text):
        return ("care-danger", "care-despair") if despair else ("care-danger",)
    if signals.overdose(text):
        return ("care-overdose",)
    return ("care-despair",) if despair else ()


def _meet_child(step: Step, beside: tuple[str, ...], *, sure: bool) -> None:
    """Answer a child. Beside an act already begun, the ambulance alone is named."""
    if "care-overdose" not in beside:
        _say_first(step, "care-minor")
    if sure and step.conversation.answer("category") == "blackmail":
        step.give("minor", "yes")


def calls_for_care(text: str) -> bool:
    """True for despair, danger or a child in a text."""
    return bool(_care(text)) or signals.minor(text)
