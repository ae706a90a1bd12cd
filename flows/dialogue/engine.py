"""Theory of operation.

A conversation is a list of answers. Its position is computed and never stored: the next question is the first
one of the flow that applies and has no answer. One event makes one step, in two parts:

1. `receive` reads the event. A command (back, menu, language…) comes first, typed or tapped. Then despair and
   danger. Then the answer to the question on show: an aside, else the question of the flow. A text that is no
   answer is kept as a note or as evidence, and the question is asked again.
2. `settle` asks the next question, in one message that begins with the lines of this event. A question that
   needs something from storage emits a `LookUp` first, and is asked when the `Found` event comes, in the same
   turn.

A button is valid in the run in which it was shown, for the question on show or for a question that has an
answer. The button of a volatile question is also bound to the answers at that time; files alone do not change
what the button sends.
The same (conversation, event) always gives the same (conversation, effects).
"""

from collections.abc import Mapping
from dataclasses import field

from flows.answers.banks import BANKS, Bank
from flows.core.burst import gather
from flows.core.conversation import Conversation, has_draft
from flows.core.effects import Effect, LookUp, Option
from flows.core.events import Edited, Event, Media, Reachability, Text
from flows.core.flow import Flow, ReportQuota
from flows.core.questions import Choice, Evidence, Names, Question
from flows.core.step import Step, asked_as, buttons, escape, standing
from flows.dialogue.asides import ASIDES
from flows.dialogue.receive import NOT_THE_PERSON, receive
from flows.follow.between import SENDING, assents, holds_back, standing_offer
from flows.lexicon.emergency import EMERGENCY, help_in
from flows.money.first import goes_by_itself
from flows.pictures.words import thrown_away
from flows.record import record
from flows.report.care import hear_place
from flows.report.evidence import filed

HOUR = 3600.0
OFFERS_REPORT = frozenset({"topic", "checked"})
"""Asides that offer to report the text that waits in `Conversation.about`."""
_WITHOUT_BACK = OFFERS_REPORT | {"menu", "language", "resume"}
_SAYS_NOTHING = (*NOT_THE_PERSON, Reachability)


@record
class Engine:
    """The flows by id, the names of all options in every language, and times in seconds.

    A burst is answered `burst_quiet` after its last message; with 0, each message at once. A typed answer
    that comes sooner than that after another message sends nothing: its question cannot have been read.
    `emergency` is the number to call for help in each country, `banks` the banks with their lines. A report
    of money that just left is sent after a silence of `money_after`.
    """

    flows: Mapping[str, Flow]
    names: Names
    remind_after: float = HOUR
    expire_after: float = 24 * HOUR
    quota: ReportQuota = field(default_factory=ReportQuota)
    burst_quiet: float = 2.0
    emergency: Mapping[str, str] = field(default_factory=lambda: EMERGENCY)
    banks: Mapping[str, Bank] = field(default_factory=lambda: BANKS)
    money_after: float = 180.0

    def step(self, conversation: Conversation, event: Event) -> tuple[Conversation, tuple[Effect, ...]]:
        """The conversation after the event, and the effects."""
        step = Step(conversation, event, self.names, self.flows, self.quota, self.emergency, self.banks)
        step.early = assents(event.body) and event.time - conversation.updated < self.burst_quiet
        _hear_place(step)
        receive(step)
        if (offer := standing_offer(step, conversation)) != step.conversation.offer:
            step.change(offer=offer)
        gather(step, wait=self.burst_quiet > 0)
        settle(step)
        if step.conversation.about and step.conversation.asked not in OFFERS_REPORT:
            step.change(about="")
        step.conversation = thrown_away(step.conversation)
        by_person = not (step.deferred or isinstance(step.event.body, _SAYS_NOTHING))
        updated = event.time if by_person else step.conversation.updated
        reminded = step.conversation.reminded and not by_person
        wait = self._wait(step.conversation, reminded)
        step.change(updated=updated, reminded=reminded, due=updated + wait if wait else 0.0)
        return step.conversation, tuple(step.effects)

    def help_for(self, conversation: Conversation) -> str:
        """The number for help where the person is; empty for Morocco, and while no other place is known."""
        return help_in(conversation.abroad, self.emergency)

    def _wait(self, conversation: Conversation, reminded: bool) -> float:
        """Seconds of silence until a burst's answer, the draft's reminder, or its end; 0 for never."""
        if conversation.owed is not None:
            return self.burst_quiet
        if not (conversation.flow or conversation.about or conversation.read):
            return 0.0
        if goes_by_itself(conversation):
            return self.money_after
        remind = has_draft(conversation) and not (reminded or conversation.quiet)
        return self.remind_after if remind else self.expire_after


def _hear_place(step: Step) -> None:
    """Note where a person says to be, in any text of their own, before anything is answered."""
    body = step.event.body
    text = body.text if isinstance(body, Text | Edited) else body.caption if isinstance(body, Media) else ""
    if text and not (step.event.origin or step.conversation.officer):
        hear_place(step, text)


def settle(step: Step) -> None:
    """Ask the next question. A flow without a further question ends, and may start another."""
    while not step.silent:
        flow = step.flow
        if step.aside:
            ask(step, ASIDES[step.aside])
        elif flow is None:
            if step.lines:
                step.say(options=_at_rest(step.conversation))
            step.silent = True
        elif (question := flow.position(step.conversation)) is None:
            flow.done(step)
        elif step.found is None and question.look:
            _look_up(step, question.look.query(step.conversation))
        elif not _answers_itself(step, question):
            ask(step, question)


def _look_up(step: Step, look: LookUp) -> None:
    if step.lines:
        step.say()
    step.effects.append(look)
    step.silent = True


def _answers_itself(step: Step, question: Question) -> bool:
    """Choose the only option that the look-up found, where the question takes it alone."""
    if step.found is None:
        return False
    offered = question.offered(step.found)
    step.change(offered=offered)
    if isinstance(question, Choice) and question.taken_alone and len(offered) == 1:
        step.give(question.id, offered[0])
        return True
    return False


def ask(step: Step, question: Question) -> None:
    """Ask in one message: the waiting lines, the prompt, the answers to tap, the commands."""
    conversation = step.conversation
    options = buttons(conversation, question, step.found)
    ended = step.found is not None and not options
    ways_out = _at_rest(conversation) if ended else _ways_out(step, question)
    said = tuple(step.lines)
    step.say(*question.prompt(conversation, step.found), options=(*options, *step.ways, *ways_out))
    if ended:
        step.rest()
    else:
        step.change(asked=asked_as(conversation, question), held_back=holds_back(question, said))
        if question.id in SENDING and conversation.offer < 0:
            step.change(offer=conversation.revision)
    step.silent = True


def _at_rest(conversation: Conversation) -> tuple[Option, ...]:
    if conversation.officer:
        return (standing("desk"), standing("menu"))
    return (standing("new"), standing("status"), standing("menu"))


def _ways_out(step: Step, question: Question) -> tuple[Option, ...]:
    """Back, skip or done where they make sense, and the menu with all other commands."""
    conversation = step.conversation
    if question.id in ASIDES:
        return () if question.id in _WITHOUT_BACK else (escape(step, "back"),)
    ways = []
    if conversation.answers and question.id not in {"quick", "more"}:
        ways.append(escape(step, "back"))
    if isinstance(question, Evidence):
        some = filed(step) or conversation.count or conversation.notes
        ways.append(escape(step, "done" if some else "skip"))
    elif question.optional:
        ways.append(escape(step, "skip"))
    flow = step.flow
    if flow and flow.early and question.id != "more" and not isinstance(question, Evidence):
        ways.append(escape(step, "done"))
    if not conversation.answers and question.id == "category":
        ways.append(standing("status"))
    if not conversation.language:
        ways.append(standing("language"))
    return (*ways, standing("menu"))
