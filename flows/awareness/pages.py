"""A page for each category: the signs, advice, numbers to call. Reading one changes no report.

A page is a message of its own without buttons, so that a person can forward it. `signs` lists the pages, and
`signs-<category>` opens one: commands, typed or tapped.
"""

from collections.abc import Callable, Mapping
from functools import partial

from flows.answers.choose import adds
from flows.core.conversation import Conversation
from flows.core.effects import Line
from flows.core.questions import Choice, Names, Rejected
from flows.core.step import Step, standing
from flows.lexicon.commands import CATEGORY_WORDS
from flows.record import record
from flows.report.categories import CATEGORIES


@record
class PageChoice(Choice):
    """The category of a page, tapped or typed; a text that says more than a category is none."""

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        picked = Choice.parse(self, conversation, text, names)
        if adds(text, self.spoken((picked,), names)[picked]):
            raise Rejected("choose-one")
        return picked


SIGNS = PageChoice("signs", names="category", fixed=CATEGORIES, synonyms=CATEGORY_WORDS, unending=True)


def show_page(step: Step, category: str) -> None:
    """Say the page; then the open question stands again, or ways on are offered."""
    step.say(Line(f"signs-{category}"))
    step.line("signs-forward")
    if step.flow is None:
        step.say(options=(standing("signs"), standing("new"), standing("menu")))


def _list_pages(step: Step) -> None:
    step.aside = SIGNS.id


PAGES: Mapping[str, Callable[[Step], None]] = {
    "signs": _list_pages,
    **{f"signs-{one}": partial(show_page, category=one) for one in CATEGORIES},
}
"""The commands."""
