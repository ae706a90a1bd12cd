"""The questions that the reader learns to answer, and the sentences for each."""

from collections.abc import Iterable
from dataclasses import dataclass

from bench.reader.sentences import MISREAD, Sentence, read
from flows.lexicon.commands import CATEGORY_WORDS
from flows.reading.bare import bare

SIGNALS = ("despair", "danger", "minor", "category", "intent", "topic", "everyday")
NONE = "none"
CALM = frozenset(("fraud", "hacking", "defamation", "drugs", "weapons", "incitement", "other"))
"""Categories whose reports tell of nobody in danger, and of no child."""
NOTICES = frozenset(("sms", "notices", "deadlines"))
"""Names of files that hold messages of shops, banks and offices."""


@dataclass(frozen=True)
class Head:
    """One question to a text.

    Yes or no where `yes` names the labels that mean yes; else one of the labels of its signal, or `none`.
    `others` are signals whose sentences are no examples of this one. `strength` is how closely the weights
    follow the sentences.
    """

    name: str
    strength: float
    others: tuple[str, ...]
    yes: frozenset[str] = frozenset()
    signal: str = ""
    """The signal whose sentences it learns from, where it has another name."""


HEADS = (
    Head("despair", 10, ("everyday", "intent", "topic"), frozenset(("yes", "done"))),
    Head("overdose", 10, ("everyday",), frozenset(("done",)), "despair"),
    Head("danger", 10, ("everyday", "intent", "topic"), frozenset(("yes",))),
    Head("minor", 10, ("everyday", "intent", "topic"), frozenset(("yes",))),
    Head("category", 10, ("everyday", "intent", "topic")),
    Head("intent", 20, ("everyday", "category")),
    Head("topic", 20, ("everyday", "category")),
    Head("language", 20, ()),
)


@dataclass(frozen=True)
class Task:
    """The texts of a head, the label of each, and its group: variants of one sentence."""

    head: Head
    texts: tuple[str, ...]
    labels: tuple[str, ...]
    groups: tuple[str, ...]
    counts: tuple[float, ...]
    """How much each text counts."""

    @property
    def columns(self) -> list[str]:
        """The labels, sorted; a head of yes or no has one column without a name."""
        return [""] if self.head.yes else sorted(set(self.labels))


def _elsewhere(head: Head) -> Iterable[Sentence]:
    """The sentences of other signals; what is `none` there may well be an example of this signal."""
    for signal in head.others:
        yield from (one for one in read(signal) if one.label != NONE or signal == "everyday")
    if head.yes:
        yield from (one for one in read("category") if one.label in CALM or _is_notice(one))
        names = (
            name for category in sorted(CALM | {"blackmail", "threat"}) for name in CATEGORY_WORDS[category]
        )
        yield from (Sentence(name, NONE, "mixed", "names of categories", MISREAD) for name in names)


def _is_notice(sentence: Sentence) -> bool:
    """True for a notice of a bank, a parcel, a line: no scam, and nobody's cry."""
    return not NOTICES.isdisjoint(sentence.group.split(" ")[0].split("."))


def _by_language() -> Iterable[tuple[Sentence, str]]:
    """Every sentence with its language; `mixed` are phrases of several."""
    for sentence in read("language"):
        yield sentence, sentence.label
    for signal in SIGNALS:
        for sentence in read(signal):
            if sentence.language != "mixed":
                yield sentence, "other" if sentence.language == "en" else sentence.language


def _labelled(head: Head) -> Iterable[tuple[Sentence, str]]:
    if head.name == "language":
        yield from _by_language()
        return
    negative = "no" if head.yes else NONE
    for sentence in read(head.signal or head.name):
        yield sentence, ("yes" if sentence.label in head.yes else "no") if head.yes else sentence.label
    for sentence in _elsewhere(head):
        yield sentence, negative


def task(head: Head) -> Task:
    """The sentences of a head, each text once: its first label counts. Yes or no is told of bare texts."""
    found: dict[str, tuple[str, str, float]] = {}
    for sentence, label in _labelled(head):
        text = bare(sentence.text) if head.yes else sentence.text
        found.setdefault(text, (label, sentence.group, sentence.count))
    labels, groups, counts = zip(*found.values(), strict=True)
    return Task(head, tuple(found), labels, groups, counts)
