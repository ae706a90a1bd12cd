"""Words about one's own details in a draft: `enlève mon numéro`, `c'est mon numéro`."""

from flows.answers.own import ALL, Wish, claim, removal
from flows.core.conversation import HIDDEN_NOW, has_draft
from flows.core.effects import Code
from flows.core.step import Step
from flows.indicators import find as indicators
from flows.indicators.introductions import Detail
from flows.indicators.own import LEADING
from flows.report.found import FOUND, NAMED, TEXTS, id_of, mask, read_draft, sort, sortable

_OF_THE_NAME = frozenset({"identity", "name", "contact", HIDDEN_NOW})
"""While one of these is asked, "not my name" is the answer; in a hidden chat nothing is answered."""


def take_wish(step: Step, text: str) -> bool:
    """Take out of the draft what a text wants out, or note what it calls its writer's own; else False."""
    conversation = step.conversation
    if step.event.origin or conversation.officer or conversation.asked in _OF_THE_NAME:
        return False
    drafted = has_draft(conversation)
    if wish := removal(text):
        if not drafted and (wish.kinds or wish.ranked) and conversation.case:
            step.line("own-filed")
            return True
        return drafted and _remove(step, wish)
    called = claim(text) if drafted else None
    return called is not None and _claim(step, called)


def _remove(step: Step, wish: Wish) -> bool:
    """Mask the reporter's own details that are named, and take the other indicators off the list."""
    if wish.ranked:
        return _ask_which(step)
    conversation, read = step.conversation, read_draft(step.conversation)
    ids = {id_of(*one) for one in wish.indicators} & read.indicators.keys()
    mine = [one for one in read.own if _wanted(one, wish) or id_of(one.kind, one.value) in ids]
    listed = ids - read.own_ids
    unnamed = conversation.answer("identity") in NAMED and not wish.kinds.isdisjoint(("name", ALL))
    if not (mine or listed or unnamed):
        return bool(wish.kinds) and _ask_which(step)
    if unnamed:
        step.give("identity", "anonymous")
        step.rewind_one("name")
        step.rewind_one("contact")
        step.line("name-not-kept")
    if mine:
        mask(step, mine)
    if listed:
        step.line("found-out")
        step.lines += [Code(read.indicators[name].value) for name in read.indicators if name in listed]
        sort(step, removed={*conversation.removed} | listed)
    step.change(asked="")
    return True


def _wanted(detail: Detail, wish: Wish) -> bool:
    return ALL in wish.kinds or detail.kind in wish.kinds


def _claim(step: Step, wish: Wish) -> bool:
    """Note that the number or account in the newest text is the reporter's own."""
    if wish.ranked:
        return _ask_which(step)
    conversation = step.conversation
    written = [one.value for one in conversation.answers if one.question in TEXTS]
    newest = conversation.notes[-1].text if conversation.notes else "\n".join(written[-1:])
    called = {
        id_of(one.kind, one.value)
        for one in indicators.find(newest)
        if one.kind in LEADING and (ALL in wish.kinds or one.kind in wish.kinds)
    }
    if len(called) != 1:
        return bool(called) and _ask_which(step)
    sort(step, claimed={*conversation.claimed} | called, restored={*conversation.restored} - called)
    step.change(asked="")
    step.line("own-noted")
    return True


def _ask_which(step: Step) -> bool:
    """Ask what is meant, with all that can be taken off the list."""
    step.line("own-unknown")
    if sortable(step.conversation):
        step.aside = FOUND.id
    return True
