"""One step: the only mutable object in `flows`. It lives from an event to the effects of the event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flows.answers.banks import BANKS, Bank
from flows.core.conversation import Answer, Conversation
from flows.core.effects import Args, Code, Effect, Line, LookUp, Option, Part, Say
from flows.core.events import Event
from flows.core.flow import Flow, ReportQuota
from flows.core.found import LookedUp
from flows.core.questions import Choice, Names, Question
from flows.lexicon.emergency import EMERGENCY, help_in
from flows.record import changed

STANDING = "-"
"""In place of a run's number, for buttons that stay valid because they change no answer: menu, help."""

REVISION = "~"
"""In `Conversation.asked` and button ids, before the revision that a volatile question was shown for."""


@dataclass(slots=True)
class Step:
    """The conversation as changed so far, and the effects so far.

    `lines` are said before the next prompt, in the same message, and `ways` are offered with it. `aside` is
    the aside to ask next. `found` is the answer to the question's look-up. A `silent` step asks no question.
    `emergency` is the number for help by country, `banks` has their lines. A step that is `deferred` only
    looks up how to read the message: the person counts as unheard until the message is read, so that what
    they had seen when they wrote it stays known. `early` is True for a bare yes that came so soon after
    the last message that what was shown in between cannot have been read.
    """

    conversation: Conversation
    event: Event
    names: Names
    flows: Mapping[str, Flow]
    quota: ReportQuota = field(default_factory=ReportQuota)
    emergency: Mapping[str, str] = field(default_factory=lambda: EMERGENCY)
    banks: Mapping[str, Bank] = field(default_factory=lambda: BANKS)
    effects: list[Effect] = field(default_factory=list)
    lines: list[Line | Code] = field(default_factory=list)
    ways: list[Option] = field(default_factory=list)
    found: LookedUp | None = None
    silent: bool = False
    aside: str = ""
    early: bool = False
    deferred: bool = False

    @property
    def flow(self) -> Flow | None:
        """The flow under way; None at rest, or where a new version of the program removed the flow."""
        return self.flows.get(self.conversation.flow)

    @property
    def emergency_there(self) -> str:
        """The number for help where the person is; empty for Morocco, and while no other place is known."""
        return help_in(self.conversation.abroad, self.emergency)

    def change(self, **fields: Any) -> None:
        """Replace fields of the conversation."""
        self.conversation = changed(self.conversation, **fields)

    def defer(self, look: LookUp) -> None:
        """Look up how the message must be read; it is read in the same turn, when the answer comes."""
        self.effects.append(look)
        self.silent = self.deferred = True

    def line(self, key: str, **args: Any) -> None:
        """Add a line to the next message, before its prompt."""
        self.lines.append(Line(key, args))

    def first(self, key: str, args: Args | None = None) -> None:
        """Put a line at the very top of the next message, once."""
        top = Line(key, args or {})
        self.lines = [top, *(line for line in self.lines if line != top)]

    def say(self, *lines: Line | Code, options: tuple[Option, ...] = (), purpose: str = "") -> None:
        """Send a message now: the waiting lines, then these."""
        said = (*self.lines, *lines)
        self.effects.append(Say(said, options, purpose=purpose, emergency=self.emergency_there))
        self.lines.clear()

    def give(self, question: str, value: str) -> None:
        """Record or replace an answer."""
        old, new = self.conversation.answers, Answer(question, value, self.event.sent)
        if self.conversation.answer(question) is None:
            answers = (*old, new)
        else:
            answers = tuple(new if one.question == question else one for one in old)
        self.found = None
        self.change(answers=answers, editing="", misses=0, revision=self.conversation.revision + 1)
        others = tuple(one for one in self.conversation.relayed if one != question)
        relayed = (*others, question) if self.event.origin else others
        if relayed != self.conversation.relayed:
            self.change(relayed=relayed)

    def rewind_one(self, question: str) -> None:
        """Drop the answer to a question."""
        kept = tuple(one for one in self.conversation.answers if one.question != question)
        self.change(answers=kept, revision=self.conversation.revision + 1)

    def rewind(self, question: str) -> None:
        """Drop the answer to a question and all later answers."""
        asked = [answer.question for answer in self.conversation.answers]
        if question in asked:
            kept = self.conversation.answers[: asked.index(question)]
            self.found = None
            self.change(answers=kept, editing="", misses=0, revision=self.conversation.revision + 1)

    def begin(self, flow: str, **fields: Any) -> None:
        """Start a run of a flow, without the answers, notes and pieces of the last run.

        A guest (who opened a case by its receipt) leaves the case, unless `case` names the same one; then the
        chat is parted from, so that no record tells which case was opened here.
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
            stopped=before.stopped,
            announced=before.announced,
            updated=before.updated,
            reachable=before.reachable,
            missed=before.missed,
            abroad="" if before.guest else before.abroad,
        )
        self.conversation = changed(fresh, **fields)

    def rest(self) -> None:
        """End the flow. The conversation still knows its case and language."""
        self.begin("")


def buttons(
    conversation: Conversation, question: Question, found: LookedUp | None = None
) -> tuple[Option, ...]:
    """The buttons of the answers. Their ids hold what was shown: of a volatile question, the revision.

    `found` is the answer to the question's look-up.
    """
    run = STANDING if question.unending else str(conversation.run)
    shown = f"{REVISION}{question.shown(conversation)}" if question.shown else ""
    head = f"{run}:{asked_as(conversation, question)}{shown}"
    options = question.options(conversation)
    apart = question.apart(conversation) if isinstance(question, Choice) else ()
    named = question.look.label if question.look and found else None
    labels = [named(found, one) for one in options] if named else question.labels(conversation, options)
    labelled = zip(options, labels, strict=True)
    return tuple([Option(f"{head}:{one}", *label, nav=one in apart) for one, label in labelled])


def asked_as(conversation: Conversation, question: Question) -> str:
    """The question's name inside button ids and `Conversation.asked`."""
    return f"{question.id}{REVISION}{conversation.revision}" if question.volatile else question.id


def escape(step: Step, command: str) -> Option:
    """The button of a command, valid in this run only."""
    return Option(f"{step.conversation.run}:do:{command}", f"do-{command}", nav=True)


@cache
def standing(command: str) -> Option:
    """The button of a command, valid for ever."""
    return Option(f"{STANDING}:do:{command}", f"do-{command}", nav=True)
