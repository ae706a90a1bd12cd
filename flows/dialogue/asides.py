"""Asides: questions outside any flow, as the menu, the language, "go on or start over?", "really drop?".

An aside is asked in place of the flow's question; once answered, the flow's question is asked again.
"""

from flows.answers.read import unwilling
from flows.awareness.pages import SIGNS
from flows.channels import traits_of
from flows.check.check import CHECK, CHECKED
from flows.core.conversation import Conversation, has_draft
from flows.core.effects import Args
from flows.core.questions import YES_NO, Choice, Question
from flows.languages import LANGUAGES
from flows.money.told import FACTS
from flows.pictures.words import READING
from flows.record import record
from flows.report.found import FOUND

KEPT_ELSEWHERE = frozenset({*FACTS, "more", "category"})
"""Choices of a report whose typed answer is kept as it is, so that nothing of it is a note."""


def _menu(conversation: Conversation) -> tuple[str, ...]:
    hide = ("hide",) if traits_of(conversation.chat).hides else ()
    if has_draft(conversation):
        return ("resume", "edit", "status", "check", "signs", "help", "language", "data", *hide, "cancel")
    if conversation.officer:
        return ("desk", "new", "status", "help", "language", *hide)
    return ("new", "check", "status", "signs", "help", "language", "data", *hide)


def _editable(conversation: Conversation) -> tuple[str, ...]:
    return tuple(answer.question for answer in conversation.answers if answer.question not in HIDDEN)


HIDDEN = frozenset({"quick", "evidence"})
"""Questions whose answers hold no information and cannot be edited."""


@record
class EditChoice(Choice):
    """One of the answers so far, by its name in the review."""

    def label(self, option: str) -> tuple[str, Args]:
        return f"label-{option}", {}


def _sure(name: str) -> Choice:
    """Asks before something that cannot be undone."""
    return Choice(name, fixed=YES_NO, names="answer", exact=frozenset({"yes"}), reads=unwilling)


ASIDES: dict[str, Question] = {
    "menu": Choice("menu", listed=_menu, unending=True),
    "language": Choice("language", fixed=tuple(LANGUAGES), unending=True),
    "resume": Choice(
        "resume", fixed=("resume", "restart"), aliases={"yes": "resume"}, exact=frozenset({"restart"})
    ),
    "edit": EditChoice("edit", listed=_editable),
    "found": FOUND,
    "signs": SIGNS,
    "check": CHECK,
    "checked": CHECKED,
    "read": READING,
    "topic": Choice("topic", fixed=("report",), aliases={"yes": "report"}, show=lambda _: ()),
    **{name: _sure(name) for name in ("drop", "withdraw", "untie", "forget")},
}
