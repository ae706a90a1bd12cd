"""One step under way: the only mutable thing in `flows`, alive from an event to its effects."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flows.core.conversation import Answer, Conversation
from flows.core.effects import Code, Effect, Line, Option, Part, Say
from flows.core.events import Event
from flows.core.questions import Data, Names, Question
from flows.record import record

STANDING = "-"
"""The run of buttons that harm nothing and so never grow stale: menu, language, help."""


@record
class Flow:
    """A table of questions. `answered` may act on an answer; `done` when nothing is left to ask
    (or, where `early`, when the person says so). In a `linear` flow a new answer voids the later ones."""

    id: str
    questions: tuple[Question, ...]
    answered: Callable[["Step", Question, str], None]
    done: Callable[["Step"], None]
    early: bool = False
    linear: bool = False

    def position(self, conversation: Conversation) -> Question | None:
        """The question being edited, else the first that applies and has no answer."""
        if conversation.editing:
            return self.question(conversation.editing)
        given = {answer.question for answer in conversation.answers}
        for question in self.questions:
            if question.id not in given and question.ask_if(conversation):
                return question
        return None

    def question(self, name: str) -> Question | None:
        """The question of this id, if the flow (still) has it."""
        return next((question for question in self.questions if question.id == name), None)


@record
class Quota:
    """What one report may hold of files: how many, and how many bytes of them."""

    pieces: int = 40
    size: int = 400 << 20


@dataclass(slots=True)
class Step:
    """`lines` wait to be said before the next prompt, in the same message, and `ways` to be offered with it;
    `aside` is to be asked next."""

    conversation: Conversation
    event: Event
    names: Names
    flows: Mapping[str, "Flow"]
    quota: Quota = field(default_factory=Quota)
    effects: list[Effect] = field(default_factory=list)
    lines: list[Line | Code] = field(default_factory=list)
    ways: list[Option] = field(default_factory=list)
    found: Data | None = None
    silent: bool = False
    aside: str = ""

    @property
    def flow(self) -> "Flow | None":
        """The flow under way; None at rest, or when a deploy removed it."""
        return self.flows.get(self.conversation.flow)

    def change(self, **fields: Any) -> None:
        """Replace fields of the conversation."""
        self.conversation = self.conversation.changed(fields)

    def line(self, key: str, **args: Any) -> None:
        """Say this first, in the message that goes out next."""
        self.lines.append(Line(key, args))

    def first(self, key: str) -> None:
        """Say this before anything else in the next message."""
        self.lines.insert(0, Line(key))

    def say(self, *lines: Line | Code, options: tuple[Option, ...] = (), purpose: str = "") -> None:
        """A message now, after whatever was waiting to be said."""
        self.effects.append(Say((*self.lines, *lines), options, purpose=purpose))
        self.lines.clear()

    def give(self, question: str, value: str) -> None:
        """Record or replace an answer."""
        old, new = self.conversation.answers, Answer(question, value)
        if self.conversation.answer(question) is None:
            answers = (*old, new)
        else:
            answers = tuple(new if one.question == question else one for one in old)
        self.found = None
        self.change(answers=answers, editing="", misses=0, revision=self.conversation.revision + 1)

    def rewind_one(self, question: str) -> None:
        """Forget the answer to a question."""
        kept = tuple(one for one in self.conversation.answers if one.question != question)
        self.change(answers=kept, revision=self.conversation.revision + 1)

    def rewind(self, question: str) -> None:
        """Forget the answer to a question and all that came after it."""
        asked = [answer.question for answer in self.conversation.answers]
        if question in asked:
            kept = self.conversation.answers[: asked.index(question)]
            self.found = None
            self.change(answers=kept, editing="", misses=0, revision=self.conversation.revision + 1)

    def begin(self, flow: str, **fields: Any) -> None:
        """Start a run of a flow; what the last one held is gone from the conversation.

        A guest of a case leaves with it: nothing here goes on to tell which case it was.
        """
        before = self.conversation
        stays = before.guest and fields.get("case") == before.case
        if before.guest and not stays:
            self.effects.append(Part())
        fresh = Conversation(
            chat=before.chat,
            language=before.language,
            guessed=before.guessed,
            officer=before.officer,
            run=before.run + 1,
            flow=flow,
            case="" if before.guest else before.case,
            guest=stays,
            album="" if before.guest else before.album,
            updated=before.updated,
            reachable=before.reachable,
            missed=before.missed,
        )
        self.conversation = fresh.changed(fields)

    def rest(self) -> None:
        """No flow: at rest, the case and language still known."""
        self.begin("")


def button(step: Step, question: Question, option: str) -> Option:
    """An answer's button. A volatile question's carries the revision it was shown for."""
    key, args = question.label(option)
    run = STANDING if question.unending else str(step.conversation.run)
    return Option(f"{run}:{asked_as(step.conversation, question)}:{option}", key, args)


def asked_as(conversation: Conversation, question: Question) -> str:
    """The question's name inside button ids and `Conversation.asked`."""
    return f"{question.id}~{conversation.revision}" if question.volatile else question.id


def escape(step: Step, command: str) -> Option:
    """A way out, beside the answers."""
    return Option(f"{step.conversation.run}:do:{command}", f"do-{command}", nav=True)


@cache
def standing(command: str) -> Option:
    """A way on that stays good for ever."""
    return Option(f"{STANDING}:do:{command}", f"do-{command}", nav=True)
