"""A reporter who wants to talk to a person: the offer, the wait with the lines to call, and its end."""

from flows.core.effects import Code, Line, Option, Say, When
from flows.core.step import STANDING, Step, standing
from flows.duty import AskPerson
from flows.reading.answers import normalise
from flows.said import NoticeContent
from flows.waiting.words import PERSON

PERSON_BUTTON = "person"
"""In a button's id: the button that asks for a person, which names the case."""

_SAID = frozenset(map(normalise, PERSON))
_OUT = (standing("status"), standing("menu"))


def wants_person(text: str) -> bool:
    """Return whether a text says in so many words that its writer wants to talk to a person."""
    return normalise(text) in _SAID


def ask_person(step: Step, reference: str) -> None:
    """Ask for an officer on duty; what is said depends on whether there is one."""
    step.effects.append(AskPerson(reference, "ask"))
    step.silent = True


def offer_person(step: Step, reference: str) -> None:
    """Say that an officer on duty can be asked for, unless answering may not be safe."""
    if not step.conversation.hushed:
        step.effects.append(AskPerson(reference, "offer"))


def offer(reference: str, minutes: int) -> Say:
    """For the reporter: somebody is there."""
    button = Option(f"{STANDING}:{PERSON_BUTTON}:{reference}", "person-talk")
    return Say((Line("person-offer", {"count": minutes}),), (button,))


def asked(minutes: int) -> Say:
    """For the reporter: officers were told, and somebody answers within so many minutes."""
    return Say((Line("person-asked", {"count": minutes}), Line("person-lines")), _OUT)


def waits(since: float) -> Say:
    """For a reporter who asks again: the wish is known."""
    return Say((Line("person-waits", {"date": When(since)}), Line("person-lines")), _OUT)


def off_duty(read_at: float | None) -> Say:
    """For the reporter: nobody is there to answer; when the case is read, None where no officer reads it."""
    off = Line("person-nobody") if read_at is None else Line("person-off", {"date": When(read_at)})
    return Say((off, Line("person-lines")), _OUT)


def not_here() -> Say:
    """For a reporter without an urgent case: the lines on which people answer."""
    return Say((Line("topic-talk-to-person"),), (standing("menu"),))


def late() -> Say:
    """For the reporter: nobody could answer in time."""
    return Say((Line("person-late"), Line("person-lines")), _OUT)


def coming() -> Say:
    """For the reporter: an officer has taken the case."""
    return Say((Line("person-coming"),), _OUT)


def wanted(reference: str, category: str, minutes: int) -> Say:
    """For officers on duty: a person wants to talk to one of them."""
    return _for_officers(Line("person-wanted", {"count": minutes}), reference, category)


def unanswered(reference: str, category: str, minutes: int) -> Say:
    """For supervisors and officers on duty: a person has waited so long, and nobody answered."""
    return _for_officers(Line("person-unanswered", {"count": minutes}), reference, category)


def _for_officers(line: Line, reference: str, category: str) -> Say:
    buttons = (
        Option(f"{STANDING}:take:{reference}", "take-case", {"reference": reference}),
        Option(f"{STANDING}:alert:{reference}", "case-option", {"reference": reference}),
        standing("desk"),
    )
    lines = (line, Code(reference), Line("person-how"))
    return Say(lines, buttons, purpose="alert", notice=(NoticeContent(reference, category=category),))
