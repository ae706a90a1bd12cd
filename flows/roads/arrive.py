"""Arriving by a link: after the welcome, the first question of the category on the poster."""

from flows.channels import channel_of
from flows.core.conversation import has_draft
from flows.core.step import Step
from flows.languages import LANGUAGES
from flows.report.categories import CATEGORIES
from flows.report.report import begin_guided
from flows.roads.links import Road, road_of, text_key

FEWEST = 2
"""Spaces in the shortest text that a link fills in: every typed text is compared with them."""
_KEYS = tuple((category, text_key(category)) for category in CATEGORIES)


def arrives(step: Step, given: str) -> bool:
    """Begin the report of a link's category; `given` is its payload, or the text that it filled in.

    False for any other text, for an officer, and where a report is under way, which is not lost.
    """
    road = road_of(given) or _spoken(step, given)
    if road is None or step.conversation.officer or step.event.origin or has_draft(step.conversation):
        return False
    if road.language and not step.conversation.language:
        step.change(guessed=road.language)
    if not (step.conversation.run or step.conversation.language):
        step.line("welcome")
        step.line(f"anonymity-{channel_of(step.conversation.chat)}")
    begin_guided(step, road.category)
    return True


def _spoken(step: Step, given: str) -> Road | None:
    """The road whose text in some language is the whole text."""
    sentence = given.strip()
    if sentence.count(" ") < FEWEST:
        return None
    for category, key in _KEYS:
        texts = step.names.get(key, ())
        if sentence in texts:
            return Road(category, tuple(LANGUAGES)[texts.index(sentence)])
    return None
