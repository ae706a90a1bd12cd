"""Events that are taken even from a chat beyond its limit: danger, despair, a child, and ways out."""

from flows.core.events import Edited, Event, Media, Reachability, Tap, Text
from flows.reading import answers as words
from flows.report.care import URGENT, calls_for_care
from flows.waiting.person import PERSON_BUTTON, wants_person

WAYS_OUT = frozenset({"hide", "cancel", "help", "stop"})
HEARD = 400
"""Characters of a text that are read: reading takes time, and a call for help comes early in a text."""


def cannot_wait(event: Event) -> bool:
    """True for danger, despair or a child at risk; to ask for a person, hide, cancel, stop; a block."""
    match event.body:
        case Reachability():
            return True
        case Tap(button=button):
            return _answers_urgently(button)
        case Text(text=said) | Edited(text=said) | Media(caption=said):
            return _urgent(said)
    return False


def _answers_urgently(button: str) -> bool:
    """Reads the question and the option from a button's id, `run:question:option`."""
    _, _, rest = button.partition(":")
    question, _, option = rest.partition(":")
    return (
        (question, option) in URGENT or question == PERSON_BUTTON or (question == "do" and option in WAYS_OUT)
    )


def _urgent(said: str) -> bool:
    if words.command(said) in WAYS_OUT:
        return True
    heard = said[:HEARD]
    return bool(heard) and (calls_for_care(heard) or wants_person(heard))
