"""The indicators of a draft, the details about the reporter in it, and the question that sorts them.

An indicator is about the suspect, unless it is the reporter's own or the reporter removed it from the list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from zlib import crc32

from flows.core.conversation import Conversation
from flows.core.effects import Args, Code, Line
from flows.core.questions import Choice, Names, Prompt, Rejected
from flows.core.step import Step
from flows.indicators import find as indicators
from flows.indicators import traces
from flows.indicators.introductions import Detail
from flows.indicators.listed import ListNames, on_lists
from flows.indicators.own import MASK, own_details, without
from flows.reading.answers import number
from flows.record import record
from flows.remembered import remembered

WRITTEN = ("held_where", "payment", "account", "group", "delivery", "story", "suspects")
TEXTS = frozenset(WRITTEN)
_ABOUT_SUSPECTS = ("account", "suspects")
SHOWN = 8
"""So many indicators are shown and can be tapped: a list in WhatsApp has ten rows, and two are ways on."""
NO_TRAITS = frozenset({"amount", "date"})
"""Kinds that lead to nobody, so that they are no line about a suspect."""
MINE = "mine"
CONTEST = "contest"
"""The kind of a note with values that the reporter says are no scam."""
NAMED = frozenset({"named", "signed"})
"""Answers to the question of identity by which the reporter is known to investigators."""


def texts(conversation: Conversation) -> tuple[str, ...]:
    """The texts of the draft."""
    written = [answer.value for answer in conversation.answers if answer.question in TEXTS]
    return (*written, *[note.text for note in conversation.notes])


@record
class Read:
    """Readings of a draft's texts: each indicator by its id, and the details about the reporter."""

    indicators: Mapping[str, indicators.Indicator]
    own: tuple[Detail, ...]
    own_ids: frozenset[str]


def read_draft(conversation: Conversation) -> Read:
    """The readings of the draft's texts."""
    answers, relayed = conversation.answers, conversation.relayed
    mine = [one.value for one in answers if one.question in TEXTS and one.question not in relayed]
    mine += [note.text for note in conversation.notes if not (note.forwarded or note.kind == CONTEST)]
    about = tuple([one.value for one in answers if one.question in _ABOUT_SUSPECTS])
    contact = "".join([one.value for one in answers if one.question == "contact"])
    read = _of_texts(texts(conversation), tuple(mine), about, contact, conversation.signature)
    return _sorted_out(read, conversation) if conversation.claimed or conversation.restored else read


def _sorted_out(read: Read, conversation: Conversation) -> Read:
    """The readings as the reporter corrected them: what is claimed is their own, what is put back is not."""
    own = {id_of(one.kind, one.value): one for one in read.own}
    for name in conversation.claimed:
        if one := read.indicators.get(name):
            own[name] = Detail(one.kind, one.value, 0, 0)
    own = {name: one for name, one in own.items() if name not in conversation.restored}
    return Read(read.indicators, tuple(own.values()), frozenset(own))


@remembered()
def _of_texts(
    all_texts: tuple[str, ...], mine: tuple[str, ...], about: tuple[str, ...], contact: str, signature: str
) -> Read:
    """Read each text by itself; `mine` are the reporter's own words, `about` the answers about suspects.

    An indicator that an answer gives as a suspect's is no detail about the reporter.
    """
    suspects = {id_of(one.kind, one.value) for text in about for one in indicators.find_all(text)}
    suspects -= {id_of(one.kind, one.value) for text in about for one in own_details(text)}
    told = {id_of(one.kind, one.value): one for text in mine for one in own_details(text)}
    told = {name: one for name, one in told.items() if name not in suspects}
    if signature:
        told.setdefault(id_of("name", signature), Detail("name", signature, 0, 0))
    reached = {one.value for one in indicators.find_all(contact)}
    found = {
        id_of(one.kind, one.value): one
        for one in indicators.find_in_all(all_texts)
        if one.value not in reached
    }
    return Read(found, tuple(told.values()), frozenset(told))


def own(conversation: Conversation) -> tuple[Detail, ...]:
    """The details about the reporter in what the reporter wrote, each once; none of what was forwarded."""
    return read_draft(conversation).own


def id_of(kind: str, value: str) -> str:
    """A short name of an indicator: inside a button's id there is no room for a link."""
    return f"{crc32(f'{kind}:{value}'.encode()):08x}"


def _left_out(conversation: Conversation, read: Read) -> frozenset[str]:
    """The ids of those that are the reporter's own, or that the reporter removed."""
    return read.own_ids.union(conversation.removed)


def found(conversation: Conversation) -> tuple[indicators.Indicator, ...]:
    """The numbers, links, accounts and days in the draft, without the reporter's own and the removed ones."""
    read = read_draft(conversation)
    left_out = _left_out(conversation, read)
    return tuple([one for name, one in read.indicators.items() if name not in left_out])


def found_traces(conversation: Conversation) -> traces.Traces:
    """The traces of a draft: of what leads to the suspect, and of its messages, each pair once."""
    told = [conversation.answer("story") or "", *[note.text for note in conversation.notes]]
    pairs = (*traces.of_indicators(found(conversation)), *traces.of_texts(told))
    return tuple(dict.fromkeys(pairs))


def found_names(conversation: Conversation) -> ListNames:
    """The names by which lists of known indicators may know what a draft names."""
    return on_lists(found(conversation))


def contests(conversation: Conversation) -> bool:
    """True for a draft that says that what it names is no scam."""
    return any(note.kind == CONTEST for note in conversation.notes)


def text_traces(text: str, *, relayed: bool = False) -> tuple[traces.Traces, ListNames]:
    """The traces of a text that is added to a filed case, and the names by which lists may know them.

    `relayed`: its words are not the reporter's.
    """
    mine = () if relayed else own_details(text)
    reporters = {(one.kind, one.value) for one in mine}
    about = [one for one in indicators.find(text) if (one.kind, one.value) not in reporters]
    pairs = tuple(dict.fromkeys((*traces.of_indicators(about), *traces.of_texts((text,)))))
    return pairs, on_lists(about)


def indicator_lines(conversation: Conversation) -> Prompt:
    """The first few numbers, links and accounts, each alone on its line."""
    shown = [one for one in found(conversation) if one.kind not in NO_TRAITS]
    return tuple([Code(one.value) for one in shown[:SHOWN]])


def found_lines(conversation: Conversation) -> Prompt:
    """The indicators under their title; no line where there are none."""
    codes = indicator_lines(conversation)
    return (Line("understood-numbers"), *codes) if codes else ()


def own_lines(conversation: Conversation) -> Prompt:
    """Say to someone who gives no name what the texts tell of them; no line where they tell nothing."""
    if conversation.answer("identity") in NAMED:
        return ()
    told = own(conversation)
    return (Line("own-seen"), *(Code(one.value) for one in told[:SHOWN])) if told else ()


def reviewed_lines(conversation: Conversation) -> Prompt:
    """The indicators and the details about the reporter, with the way to remove them."""
    mine = own_lines(conversation)
    return (*found_lines(conversation), *mine, *([Line("own-remove")] if mine else ()))


def _listed(conversation: Conversation) -> tuple[str, ...]:
    """The options: each indicator by its id, and one for all details about the reporter."""
    read = read_draft(conversation)
    ids = [name for name, one in read.indicators.items() if one.kind not in NO_TRAITS]
    mine = (MINE,) if read.own and conversation.answer("identity") not in NAMED else ()
    return (*ids[:SHOWN], *mine)


def sortable(conversation: Conversation) -> tuple[str, ...]:
    """The option that opens this question, where there is something to remove or to put back."""
    return ("found",) if _listed(conversation) else ()


@record
class FoundChoice(Choice):
    """An indicator to remove or to put back, tapped or written; or all details about the reporter."""

    def labels(self, conversation: Conversation, options: tuple[str, ...]) -> Sequence[tuple[str, Args]]:
        read = read_draft(conversation)
        left_out = _left_out(conversation, read)
        return [self._labelled(read, option, out=option in left_out) for option in options]

    def _labelled(self, read: Read, option: str, *, out: bool) -> tuple[str, Args]:
        if option == MINE:
            return "found-mine", {}
        return "found-restore" if out else "found-remove", {"indicator": read.indicators[option].value}

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        options, place = self.options(conversation), number(text)
        if place is not None and 1 <= place <= len(options):
            return options[place - 1]
        known = read_draft(conversation).indicators
        written = [name for one in indicators.find(text) if (name := id_of(one.kind, one.value)) in known]
        if len(written) != 1:
            raise Rejected("choose-one")
        return written[0]


FOUND = FoundChoice("found", listed=_listed)


def take_found(step: Step, value: str) -> None:
    """Remove the indicator from the list, or put it back; the texts stay. `mine` masks details in them."""
    conversation = step.conversation
    if value == MINE:
        mask(step, own(conversation))
        return
    read = read_draft(conversation)
    one = read.indicators[value]
    removed, restored = {*conversation.removed} - {value}, {*conversation.restored} - {value}
    claimed = {*conversation.claimed} - {value}
    if value in _left_out(conversation, read):
        restored.add(value)
        step.line("found-back")
    else:
        removed.add(value)
        step.line("found-out")
    step.lines.append(Code(one.value))
    sort(step, removed=removed, restored=restored, claimed=claimed)


def sort(step: Step, **ids: set[str]) -> None:
    """Replace sets of ids that sort the indicators."""
    sorted_ids = {name: tuple(sorted(each)) for name, each in ids.items()}
    step.change(**sorted_ids, revision=step.conversation.revision + 1)


def mask(step: Step, details: Sequence[Detail]) -> None:
    """Put a mark in place of these details about the reporter in the draft's texts."""
    draft = step.conversation
    written = frozenset(WRITTEN) - {*draft.relayed}
    only = {(one.kind, one.value) for one in details}
    claimed = {one for one in only if id_of(*one) in draft.claimed}
    signature = draft.signature if ("name", draft.signature) in only else ""

    def masked(text: str) -> str:
        left = without(text, only, claimed)
        return left.replace(signature, MASK) if signature else left

    step.change(
        answers=tuple(
            replace(one, value=masked(one.value)) if one.question in written else one for one in draft.answers
        ),
        notes=tuple(
            note if note.forwarded else replace(note, text=masked(note.text)) for note in draft.notes
        ),
        signature="" if signature else draft.signature,
        revision=draft.revision + 1,
    )
    step.line("own-masked")
