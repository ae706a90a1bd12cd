"""What is heard even from a chat that sends faster than anyone can: someone in need, and the way out."""

from flows.core.events import Edited, Event, Media, Reachability, Tap, Text
from flows.reading import answers as words
from flows.reading import language as signals
from flows.report.care import URGENT

WAYS_OUT = frozenset({"hide", "cancel", "help"})
HEARD = 400
"""Letters of a text that are listened to: who is in need says so at once, and listening has its price."""


def cannot_wait(event: Event) -> bool:
    """Danger, despair or a child at risk in someone's words or answer; leaving; being reachable or not."""
    match event.body:
        case Reachability():
            return True
        case Tap(button=button):
            return _answers_urgently(button)
        case Text(text=said) | Edited(text=said) | Media(caption=said):
            return _urgent(said)
    return False


def _answers_urgently(button: str) -> bool:
    """A button is `run:question:option`."""
    _, _, rest = button.partition(":")
    question, _, option = rest.partition(":")
    return (question, option) in URGENT or (question == "do" and option in WAYS_OUT)


def _urgent(said: str) -> bool:
    if words.command(said) in WAYS_OUT:
        return True
    heard = said[:HEARD]
    return bool(heard) and (signals.despair(heard) or signals.danger(heard) or signals.minor(heard))
