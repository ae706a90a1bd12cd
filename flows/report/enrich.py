"""After the receipt: further questions about the filed case. Every answer goes to the case at once."""

from flows.core.effects import AmendCase
from flows.core.flow import Flow
from flows.core.questions import Choice, Evidence, Question, Text
from flows.core.step import Step, standing
from flows.follow.traceless import ask_untie, untie
from flows.lexicon.rights_words import IDENTITY_WORDS
from flows.money.first import to_read
from flows.money.questions import QUESTIONS as MONEY_FACTS
from flows.money.questions import Fact, complete
from flows.money.told import FACTS
from flows.places.asking import CITY, TOWN, TOWNS, province, take_town
from flows.report.care import meet_answer
from flows.report.found import WRITTEN, text_traces
from flows.report.report import place
from flows.report.table import CATEGORY, EVIDENCE, IDENTITY, OWN, SUSPECTS, UNTOLD, WHERE
from flows.said import NAMING

_PLACES = frozenset({"where", "region", "city"})


def _answered(step: Step, question: Question, value: str) -> None:
    if question.id == "more":
        if act := _MORE.get(value):
            act(step)
        return
    name = question.id
    if name in TOWNS:
        name, value = CITY.id, take_town(step, question, value)
    if value and not isinstance(question, Evidence):
        _amend(step, name, value)
    meet_answer(step, question.id, value)
    if value == "traceless":
        untie(step, step.conversation.case)
    elif question.id in FACTS and step.conversation.asked in FACTS and complete(step.conversation):
        step.lines += to_read(step.conversation)
    if isinstance(question, Text) or (isinstance(question, Fact) and value not in question.fixed):
        step.give(question.id, "")  # it is in the case now, and no longer here


def _amend(step: Step, question: str, value: str) -> None:
    """Add the answer to the case. A signature that the person agrees to is in the case's story already."""
    conversation = step.conversation
    traces, listed = text_traces(value) if question in WRITTEN else ((), ())
    step.effects.append(
        AmendCase(
            conversation.case,
            ((question, value),),
            category=value if question == "category" else "",
            place=place(conversation) if question in _PLACES else "",
            province=province(conversation) if question == CITY.id else "",
            named=value == "signed" or question in NAMING,  # a name or an address, and not only the wish
            sent=(step.event.sent,),
            traces=traces,
            listed=listed,
        )
    )


def _done(step: Step) -> None:
    step.rest()
    step.line("enrich-done")
    step.say(options=(standing("status"), standing("new")))


def _traceless(step: Step) -> None:
    step.rewind_one("more")
    ask_untie(step)


_MORE = {"no": _done, "traceless": _traceless}

ENRICH = Flow(
    "enrich",
    (
        Choice(
            "more",
            fixed=("yes", "no", "traceless"),
            aliases={"done": "no", "skip": "no"},
            synonyms=IDENTITY_WORDS,
            exact=frozenset({"traceless"}),
        ),
        *MONEY_FACTS,
        CATEGORY,
        *OWN,
        UNTOLD,
        EVIDENCE,
        SUSPECTS,
        *WHERE,
        TOWN,
        *IDENTITY,
    ),
    answered=_answered,
    done=_done,
    early=True,
)

ADD = Flow("add", (Evidence("addition"),), answered=lambda *_: None, done=_done, early=True)
