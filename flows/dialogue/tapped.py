"""Taps: valid in their run, for the question on show or a question that has an answer."""

from flows.core import receipts
from flows.core.conversation import has_draft
from flows.core.language import guess_language
from flows.core.questions import CaseChoice, Question
from flows.core.step import REVISION, STANDING, Step
from flows.desk.officer import open_named, take_named
from flows.dialogue.asides import ASIDES
from flows.dialogue.commands import ALWAYS, COMMANDS, answer, obey
from flows.dialogue.meant import NEWS, open_news
from flows.follow import feedback
from flows.follow.answering import ANSWER, ask_question
from flows.follow.between import sends_as_offered
from flows.follow.traceless import PARTED, hide_parted
from flows.money.questions import SEND
from flows.pictures.words import READING
from flows.waiting.person import PERSON_BUTTON, ask_person


def take_tap(step: Step, tapped: str) -> None:
    """Act on a button's id; say kindly that an old or foreign button has no effect."""
    guess_language(step)
    run, _, rest = tapped.partition(":")
    name, _, option = rest.partition(":")
    current_run = run == str(step.conversation.run)
    if name == "do" and (option in ALWAYS or current_run):
        _do(step, option)
        return
    if name == PARTED:
        hide_parted(step)
        return
    if name == NEWS:
        open_news(step, option)
        return
    if name == ANSWER:
        ask_question(step, option)
        return
    if name == PERSON_BUTTON:
        ask_person(step, option)
        return
    if name in feedback.HELPED:
        feedback.ask_tapped(step, option)
        return
    if name == "take" and step.conversation.officer:
        take_named(step, option)
        return
    if name == "alert" and step.conversation.officer and not has_draft(step.conversation):
        open_named(step, option)
        return
    question = _tapped(step, name, option) if current_run or run == STANDING else None
    if question is None or not _offers(step, question, option) or question.unending != (run == STANDING):
        _tell_old(step, run, option)
        step.aside = again if (again := step.conversation.asked) == READING.id else ""
    elif name != step.conversation.asked and step.conversation.answer(question.id) == option:
        step.silent = not isinstance(question, CaseChoice)
        answer(step, question, option)
    else:
        answer(step, question, option)


def _do(step: Step, option: str) -> None:
    if (option not in COMMANDS and option not in {"skip", "done"}) or not obey(step, option):
        step.line("tap-old")


def _tell_old(step: Step, run: str, option: str) -> None:
    """Say that the button is old; of one that sends, whether the report is sent, where that is known."""
    conversation = step.conversation
    if option == SEND and conversation.flow == "enrich" and run == str(conversation.run - 1):
        step.line("already-sent")
        return
    if option == SEND and has_draft(conversation) and run == str(conversation.run):
        step.line("unsent")
    step.line("tap-old")


def _tapped(step: Step, name: str, option: str) -> Question | None:
    """The question of a button; None where the button may not answer the question any more."""
    conversation = step.conversation
    plain, _, shown = name.partition(REVISION)
    if aside := ASIDES.get(plain):
        fits = shown == (aside.shown(conversation) if aside.shown else "")
        return aside if fits and (aside.unending or conversation.asked == plain) else None
    question = step.flow.question(plain) if step.flow else None
    if question is not None and question.shown:
        return question if conversation.asked == plain and shown == question.shown(conversation) else None
    if question is not None and shown and sends_as_offered(step, question, option, shown):
        return question
    if question is None or conversation.asked in {"", name}:
        return question if conversation.asked == name else None
    answered = conversation.answer(question.id) is not None
    return question if answered and not question.volatile else None


def _offers(step: Step, question: Question, option: str) -> bool:
    """True where the question has this option. One of an earlier list counts: access is checked later."""
    if isinstance(question, CaseChoice) and option not in question.others:
        return option in {receipts.read_reference(option), receipts.read_campaign(option)} - {""}
    if option == SEND and not question.volatile:
        return step.conversation.asked == question.id
    return option in question.options(step.conversation)
