"""What a message asks: by its buttons, or by its words where it has none for the answer."""

from dataclasses import dataclass

from locales import LANGUAGES, Catalogue
from tests.campaigns.canary.mouths import Shown

WORDS = (
    "held_where",
    "held_count",
    "held_speaks",
    "held_told",
    "payment",
    "account",
    "group",
    "delivery",
    "suspects",
    "city",
    "country",
    "name",
)
MORE = (
    ("suspects", "ask-suspects-more"),
    ("contact", "ask-contact"),
    ("story", "ask-story"),
    ("evidence", "ask-evidence"),
    ("evidence", "ask-evidence-private"),
    ("addition", "ask-addition"),
)
PICTURES = 12
"""Nobody sends so many."""


@dataclass(frozen=True, slots=True)
class Prompts:
    """By what a question for words is known: its text in each language. `unread`: the words on a picture in
    which a program read nothing. They come by themselves, and repeat what is asked."""

    texts: tuple[tuple[str, str], ...]
    unread: tuple[str, ...]

    @classmethod
    def read(cls, catalogue: Catalogue) -> "Prompts":
        """As the catalogue words them."""
        keys = (*MORE, *((question, f"ask-{question}") for question in WORDS))
        return cls(
            tuple((name, catalogue.label(one, key)) for name, key in keys for one in LANGUAGES),
            tuple(
                catalogue.text(one, "read-missing", {"count": count})
                for one in LANGUAGES
                for count in range(1, PICTURES)
            ),
        )

    def of(self, text: str) -> str:
        """The question that a message asks; empty where it is another one."""
        return next((question for question, asked in self.texts if asked in text), "")

    def repeats(self, text: str) -> bool:
        """Whether this came by itself, beside a question that is answered for itself."""
        return any(each in text for each in self.unread)


def asked_in(shown: Shown) -> dict[str, dict[str, str]]:
    """The options of each question, by name, with the button of each."""
    found: dict[str, dict[str, str]] = {}
    for button in shown.buttons:
        _, question, option = button.split(":", 2)
        if question not in {"do", "parted"}:
            found.setdefault(question.partition("~")[0], {})[option] = button
    return found


def ways_in(shown: Shown) -> dict[str, str]:
    """The buttons of the ways on and out."""
    return {button.split(":", 2)[2]: button for button in shown.buttons if button.split(":", 2)[1] == "do"}


def at_rest(shown: Shown) -> bool:
    """Nothing is asked any more."""
    ways = ways_in(shown)
    return not asked_in(shown) and not ways.keys() & {"back", "skip", "done"} and bool(ways)
