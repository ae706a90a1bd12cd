"""The kinds of question: which answers each one offers, and how each reads a typed answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Any, Generic, TypeVar

from flows.answers.choose import pick
from flows.core.conversation import Conversation
from flows.core.effects import Args, Code, Line, LookUp
from flows.core.found import LookedUp
from flows.indicators import find as indicators
from flows.reading import answers as words
from flows.record import record

F = TypeVar("F", bound=LookedUp)

Names = Mapping[str, tuple[str, ...]]
"""The labels of every option in every language, by the option's message key: a person may type them."""

Prompt = tuple[Line | Code, ...]

YES_NO = ("yes", "no")


class Rejected(Exception):
    """A typed answer does not fit its question; `key` names the line that says what fits.

    Raised by `Question.parse`. Caught in `flows/dialogue/typed.py`, which asks again or keeps the text.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def always(_: Conversation) -> bool:
    return True


def no_offer(_: Any) -> tuple[str, ...]:
    return ()


def none_apart(_: Conversation) -> frozenset[str]:
    return frozenset()


def unread(_: str) -> str | None:
    return None


@record
class Look(Generic[F]):
    """For a question that needs something from storage.

    `query` is the look-up; `show` makes the prompt from its answer, `offer` the options, and `label` an
    option's button where the answer names it.
    """

    query: Callable[[Conversation], LookUp]
    show: Callable[[F], Prompt]
    offer: Callable[[F], tuple[str, ...]] = no_offer
    label: Callable[[F, str], tuple[str, Args]] | None = None


@record
class Question:
    """A row of a flow, asked where `ask_if` holds, in reports of these `categories` (None: of all).

    The answer to a `volatile` question is acted on and not kept. The buttons of an `unending` question stay
    valid. A question with a `look` is asked once the look-up is answered; where the answer offers nothing to
    choose, the flow ends with the prompt, and where it offers one case, that case is chosen. `shown` names
    what the question shows: its buttons are valid for that alone. The message
    keys are `ask-<id>` for the prompt (unless `show` makes it), `<names or id>-<option>` for an option and
    `label-<id>` in the review.
    """

    id: str
    names: str = ""
    categories: frozenset[str] | None = None
    ask_if: Callable[[Conversation], bool] = always
    optional: bool = False
    volatile: bool = False
    unending: bool = False
    look: Look[Any] | None = None
    show: Callable[[Conversation], Prompt] | None = None
    shown: Callable[[Conversation], str] | None = None

    def applies(self, conversation: Conversation) -> bool:
        """Whether the question is asked in this conversation."""
        fits = self.categories is None or conversation.answer("category") in self.categories
        return fits and self.ask_if(conversation)

    def prompt(self, conversation: Conversation, found: LookedUp | None) -> Prompt:
        """The lines that ask the question; `found` is the answer to its look-up."""
        if self.look and found:
            return self.look.show(found)
        return self.show(conversation) if self.show else (Line(f"ask-{self.id}"),)

    def offered(self, found: LookedUp) -> tuple[str, ...]:
        """The options that the answer to the look-up leaves."""
        return self.look.offer(found) if self.look else ()

    def options(self, conversation: Conversation) -> tuple[str, ...]:
        """The ids of the answers that can be tapped."""
        return ()

    def label(self, option: str) -> tuple[str, Args]:
        """The message key and values of an option's button."""
        return f"{self.names or self.id}-{option}", {}

    def labels(self, conversation: Conversation, options: tuple[str, ...]) -> Sequence[tuple[str, Args]]:
        """The labels of these options' buttons, where they depend on the conversation too."""
        return [self.label(option) for option in options]

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        """The value of a typed answer. Raises Rejected."""
        raise Rejected("not-understood")


@record
class Choice(Question):
    """One of a few options: the `fixed` ones, or those that `listed` takes from the conversation.

    `synonyms` are other words for an option. `aliases` are commands that mean an option here, as "yes" means
    to send the report that was just shown. The options in `exact` act for good: only their exact name, an
    exact yes or a tap chooses them. Options that stand `apart` come last and are shown
    as ways out are. `reads` finds an option in words that name none; None where it finds
    none. `taken_alone`: the only option of a look-up is chosen without being asked for.
    """

    fixed: tuple[str, ...] = ()
    synonyms: Names = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    exact: frozenset[str] = frozenset()
    apart: Callable[[Conversation], frozenset[str]] = none_apart
    reads: Callable[[str], str | None] = unread
    listed: Callable[[Conversation], tuple[str, ...]] | None = None
    taken_alone: bool = False

    def options(self, conversation: Conversation) -> tuple[str, ...]:
        return self.listed(conversation) if self.listed else self.fixed

    def commands(self, conversation: Conversation) -> dict[str, str]:
        """The aliases of the options that are offered now; any other command keeps its own meaning."""
        offered = self.options(conversation)
        return {command: option for command, option in self.aliases.items() if option in offered}

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        options = self.options(conversation)
        picked = pick(text, options, self.spoken(options, names), self.exact) or self.reads(text)
        if picked is None or picked not in options:
            raise Rejected("choose-one")
        return picked

    def spoken(self, options: tuple[str, ...], names: Names) -> dict[str, tuple[str, ...]]:
        """Each option's labels in every language and its synonyms."""
        return {
            option: (*names.get(self.label(option)[0], ()), *self.synonyms.get(option, ()))
            for option in options
        }


def acts_for_good(question: Question | None, value: str) -> bool:
    """Whether this answer does what cannot be undone."""
    return isinstance(question, Choice) and value in question.exact


@record
class CaseChoice(Choice):
    """One of the cases that a look-up found; each button shows the reference.

    `others` are options that are no case, such as the next page.
    """

    others: tuple[str, ...] = ()
    taken_alone: bool = True

    def label(self, option: str) -> tuple[str, Args]:
        if option in self.others:
            return f"{self.names or self.id}-{option}", {}
        return "case-option", {"reference": option}


@record
class Text(Question):
    """A free text of at most `max_chars` characters."""

    max_chars: int = 4000

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        value = words.clean(text)
        if not value:
            raise Rejected("not-understood")
        if len(value) > self.max_chars:
            raise Rejected("too-long")
        return value


@record
class Name(Text):
    """A name of a few words; a sentence is none."""

    max_chars: int = 120
    max_words: int = 6

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        if len(text.split()) > self.max_words:
            raise Rejected("too-long")
        return Text.parse(self, conversation, text, names)


@record
class Story(Text):
    """The account in the person's own words, or as a voice note; no channel carries a longer text."""

    max_chars: int = 20_000


@record
class Evidence(Question):
    """Any number of pieces until the person says "done"; texts sent meanwhile are kept as notes."""


@record
class Contact(Text):
    """A phone number, an e-mail address, an identity card number, or several of them in one message."""

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        found = (indicators.phone(text), indicators.email(text), indicators.card(text))
        if not any(found):
            raise Rejected("contact-expected")
        return " · ".join(value for value in found if value)
