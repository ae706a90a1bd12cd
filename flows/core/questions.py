"""The kinds of question. A kind knows its options and how to read a typed answer; it never asks by itself."""

from collections.abc import Callable, Mapping
from dataclasses import field

from flows.core.conversation import Conversation
from flows.core.effects import Args, Code, Line, LookUp
from flows.indicators import find as indicators
from flows.reading import answers as words
from flows.record import record

Data = Mapping[str, object]
Names = Mapping[str, tuple[str, ...]]
"""Every option's labels in every language, by the option's message key: what a person may type back."""

Prompt = tuple[Line | Code, ...]

YES_NO = ("yes", "no")


class Rejected(Exception):
    """The answer does not fit; `key` names the line that says what would."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def always(_: Conversation) -> bool:
    return True


def no_offer(_: Data) -> tuple[str, ...]:
    return ()


def no_look(_: Conversation) -> LookUp | None:
    return None


@record
class Question:
    """A row of a flow.

    `volatile` answers are acted on and never kept; the buttons of an `unending` question never
    grow stale. `look` names what must be known before the
    question can be shown; `offer` takes the options from what was found and `show` makes the
    prompt of it. A looked-up question with nothing to choose ends its flow once shown; with one
    case to choose it answers itself. The message keys are
    `ask-<id>` for the prompt, `<names or id>-<option>` for an option, `label-<id>` in the review.
    """

    id: str
    names: str = ""
    ask_if: Callable[[Conversation], bool] = always
    optional: bool = False
    volatile: bool = False
    unending: bool = False
    look: Callable[[Conversation], LookUp | None] = no_look
    offer: Callable[[Data], tuple[str, ...]] = no_offer
    show: Callable[[Conversation, Data], Prompt] | None = None

    def prompt(self, conversation: Conversation, found: Data) -> Prompt:
        """What to say when asking."""
        return self.show(conversation, found) if self.show else (Line(f"ask-{self.id}"),)

    def options(self, conversation: Conversation) -> tuple[str, ...]:
        """The ids of the answers that can be tapped."""
        return ()

    def label(self, option: str) -> tuple[str, Args]:
        """The message key and values of an option's button."""
        return f"{self.names or self.id}-{option}", {}

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        """The answer's value; raises Rejected."""
        raise Rejected("not-understood")


@record
class Choice(Question):
    """One of a few options, fixed or found (`conversation.offered`); `synonyms` are other words for them.

    `aliases` are commands that mean an option here, as "yes" means to send what was just shown.
    """

    fixed: tuple[str, ...] = ()
    synonyms: Names = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    listed: Callable[[Conversation], tuple[str, ...]] | None = None

    def options(self, conversation: Conversation) -> tuple[str, ...]:
        return self.listed(conversation) if self.listed else self.fixed

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        options = self.options(conversation)
        spoken = {
            option: (*names.get(self.label(option)[0], ()), *self.synonyms.get(option, ()))
            for option in options
        }
        if (picked := words.pick(text, options, spoken)) is None:
            raise Rejected("choose-one")
        return picked


@record
class CaseChoice(Choice):
    """One of the cases a look-up found; its buttons show the reference."""

    def label(self, option: str) -> tuple[str, Args]:
        return "case-option", {"reference": option}


@record
class Text(Question):
    """Free words."""

    max_chars: int = 4000

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        value = words.clean(text)
        if not value:
            raise Rejected("not-understood")
        if len(value) > self.max_chars:
            raise Rejected("too-long")
        return value


@record
class Story(Text):
    """The account in the person's own words; a voice note will do. No channel carries more."""

    max_chars: int = 20_000


@record
class Evidence(Question):
    """Many pieces, until done; texts sent meanwhile are kept as notes."""


@record
class Contact(Text):
    """Any of phone, e-mail and identity card number, in one message."""

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        found = (indicators.phone(text), indicators.email(text), indicators.card(text))
        if not any(found):
            raise Rejected("contact-expected")
        return " · ".join(value for value in found if value)
