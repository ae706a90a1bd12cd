"""Reporting: the effects of answers, the short way of a forwarded message, and filing."""

from flows.answers.facts import country_named
from flows.channels import channel_of
from flows.core.conversation import Answer, Conversation
from flows.core.effects import AlertOfficers, AmendCase, Code, FileCase, Line, Option
from flows.core.flow import Flow
from flows.core.language import FEW_WORDS
from flows.core.questions import Choice, Question
from flows.core.receipts import draw, show
from flows.core.step import STANDING, Step, standing
from flows.follow.traceless import part
from flows.lexicon.emergency import ANYWHERE
from flows.money.first import goes_by_itself, to_read
from flows.money.questions import MONEY, RECENT, SEND, Fact, complete, just_left
from flows.money.questions import QUESTIONS as MONEY_FACTS
from flows.money.told import FACTS
from flows.places.asking import CITY, TOWN, TOWNS, province, take_town
from flows.reading import complaint, signals
from flows.report import summary
from flows.report.care import abroad_lines, call_lines, grave, mark_urgent, meet_answer, placed
from flows.report.categories import BY_ID
from flows.report.evidence import untold_lines
from flows.report.filled import take_draft_facts, take_story
from flows.report.found import (
    NAMED,
    contests,
    found,
    found_names,
    found_traces,
    own,
    texts,
)
from flows.report.summary import CONFIRM
from flows.report.table import (
    CATEGORY,
    EVIDENCE,
    IDENTITY,
    OWN,
    QUICK,
    STORY,
    SUSPECTS,
    WHERE,
)
from flows.said import Answers
from flows.waiting.person import offer_person


def begin_quick(step: Step, text: str, category: str | None = None) -> None:
    """Begin a draft with content, of a category where one is known, and offer to send the report at once."""
    step.begin("report", quick=True)
    if not text:
        return
    step.give("story", text)
    if category := category or signals.guess_category(text):
        step.give("category", category)
        _meet_category(step, category)
    if not step.event.origin:
        take_story(step, text)
    if complaint.is_whole_complaint(text) and (name := complaint.signature(text)):
        step.change(signature=name)


def learn_category(step: Step, text: str) -> None:
    """Take the category that a later message tells, where none is known yet; a word or two tell none."""
    open_ = step.conversation.answer("category") is None and len(text.split()) >= FEW_WORDS
    if open_ and (category := signals.guess_category(text)):
        step.give("category", category)
        _meet_category(step, category)


def begin_guided(step: Step, category: str = "") -> None:
    """Begin the guided way, with or without a category."""
    step.begin("report")
    if category:
        step.give("category", category)
        _meet_category(step, category)


def _meet_category(step: Step, category: str) -> None:
    row = BY_ID[category]
    if row.opening:
        step.line(f"opening-{category}")
    call_lines(step, category)
    if row.urgent:
        mark_urgent(step)


def _answered(step: Step, question: Question, value: str) -> None:
    if question.id == "quick":
        _QUICK[value](step)
    elif question.id == "confirm":
        _CONFIRM[value](step)
    elif question.id == "category":
        _meet_category(step, value)
        if story := step.conversation.answer("story"):
            take_story(step, story)
    elif question.id == "story":
        take_story(step, value)
    elif question.id in TOWNS:
        step.give(CITY.id, take_town(step, question, value))
    elif value == SEND:
        step.rewind_one(question.id)
        file(step)
    else:
        meet_answer(step, question.id, value)
        if (question.id, value) == (MONEY, RECENT):
            take_draft_facts(step)
        if question.id in FACTS and step.conversation.asked in FACTS and complete(step.conversation):
            file(step)


def has_substance(conversation: Conversation) -> bool:
    """True for a draft with a text or a piece of evidence: a report needs no more."""
    return bool(conversation.count or any(map(str.strip, texts(conversation))))


def _told(conversation: Conversation) -> tuple[Answers, tuple[float, ...]]:
    """All that was said, for the case: answers, notes, the numbers and links in them; when each was sent."""
    times = {answer.question: answer.sent for answer in conversation.answers}
    told = [(question, value, times[question]) for question, value in summary.applicable(conversation)]
    name = conversation.signature if conversation.answer("identity") == "signed" else ""
    told.sort(key=lambda one: one[0] not in FACTS)
    told += [("name", name, 0.0)] if name else []
    told += [(note.kind, note.told, note.sent) for note in conversation.notes]
    told += [(one.kind, one.told, 0.0) for one in found(conversation)]
    return tuple([(question, value) for question, value, _ in told]), tuple([sent for *_, sent in told])


def place(conversation: Conversation) -> str:
    """The place of the report: a region's id, `morocco`, `abroad` or empty."""
    where = conversation.answer("where") or ""
    return (conversation.answer("region") or where) if where == "morocco" else where


def file(step: Step) -> None:
    """Open the case and show the receipt; after a quick report, offer the further questions."""
    draft = step.conversation
    reference, secret = draw(step.event.fresh)
    money, (answers, sent) = just_left(draft), _told(draft)
    category = draft.answer("category") or ("fraud" if money else "other")
    filing = FileCase(
        reference=reference,
        secret=secret,
        category=category,
        urgent=draft.urgent or money,
        anonymous=draft.answer("identity") not in NAMED,
        place=place(draft),
        province=province(draft),
        answers=answers,
        sent=sent,
        evidence=tuple(piece.id for piece in draft.pieces),
        traceless=draft.answer("identity") == "traceless",
        traces=found_traces(draft),
        contests=contests(draft),
        listed=found_names(draft),
    )
    step.effects.append(filing)
    calm = money and not draft.urgent
    if filing.urgent:
        step.effects.append(AlertOfficers(reference, category, money=calm))
    _receipt(step, filing, Line("filed-money" if calm else "filed-urgent"))
    step.lines += to_read(draft) if money else ()
    if grave(draft) and not filing.traceless:
        offer_person(step, reference)
    step.lines += untold_lines(draft)
    _advise(step, draft, filing)
    if filing.traceless:
        step.line("parted")
        part(step)
    else:
        _afterwards(step, draft, reference)


def _advise(step: Step, draft: Conversation, filing: FileCase) -> None:
    if draft.despair:
        step.lines.append(placed(step, Line("care-despair")))
        return
    step.lines += _help_abroad(step)
    step.line(f"advice-{filing.category}")
    _offer_page(step, filing)


def _offer_page(step: Step, filing: FileCase) -> None:
    """Offer the page on the category, to pass on; not in a chat that is to be hidden."""
    if not filing.traceless:
        step.ways.append(Option(f"{STANDING}:do:signs-{filing.category}", "do-signs", nav=True))


def _help_abroad(step: Step) -> tuple[Line, ...]:
    """The help to call in the country where the reporter is, or where somebody is held."""
    if lines := abroad_lines(step):
        return lines
    country = country_named(step.conversation.answer("held_where") or "")
    return (Line("abroad-help", {"emergency": step.emergency.get(country, ANYWHERE)}),) if country else ()


def file_left_alone(step: Step) -> bool:
    """Send a report of money that just left, once its reporter is silent, as was said; False for others."""
    if step.conversation.owed is None and goes_by_itself(step.conversation):
        file(step)
        return True
    return False


def _receipt(step: Step, filing: FileCase, urgent: Line) -> None:
    told = not (filing.traceless or step.conversation.stopped)
    others = Line("filed-next") if told else Line("filed-traceless")
    step.say(
        Line("filed"),
        Code(filing.reference),
        placed(step, urgent if filing.urgent else others),
        Line("receipt-only" if filing.traceless else "receipt-keep"),
        Code(show(filing.reference, filing.secret)),
        purpose="receipt",
    )


def _afterwards(step: Step, draft: Conversation, reference: str) -> None:
    """Go on with the further questions, or rest. The texts of the draft leave the conversation."""
    if just_left(draft) or (draft.quick and draft.answer("quick") is None):
        step.line(f"anonymity-{channel_of(draft.chat)}")
        kept = tuple(Answer(one.question, _kept(one)) for one in draft.answers)
        signed, told = bool(draft.signature), bool(own(draft))
        if told:
            step.line("own-told")
        step.begin("enrich", answers=kept, case=reference, urgent=draft.urgent, signed=signed, told=told)
        return
    step.rest()
    step.change(case=reference)
    step.say(options=(*step.ways, standing("status"), standing("new")))


def _kept(answer: Answer) -> str:
    """Chosen options stay, because later questions depend on them; texts are in the case alone."""
    question = summary.BY_ID.get(answer.question)
    if isinstance(question, Fact) and answer.value not in question.fixed:
        return ""
    return answer.value if isinstance(question, Choice) else ""


def _join(step: Step) -> None:
    """Add the draft to the case that was filed last."""
    draft = step.conversation
    evidence = tuple(piece.id for piece in draft.pieces)
    answers, sent = _told(draft)
    traces = () if contests(draft) else found_traces(draft)
    step.effects.append(
        AmendCase(
            draft.case,
            answers,
            evidence,
            urgent=draft.urgent or just_left(draft),
            sent=sent,
            traces=traces,
            listed=found_names(draft),
        )
    )
    if draft.urgent or just_left(draft):
        category = draft.answer("category") or ""
        step.effects.append(AlertOfficers(draft.case, category, money=not draft.urgent))
    if grave(draft):
        offer_person(step, draft.case)
    step.rest()
    step.lines += untold_lines(draft)
    step.line("added")
    step.say(Code(draft.case), options=(standing("status"),))


def ask_edit(step: Step) -> None:
    """Ask which answer to change."""
    step.aside = "edit"


def ask_found(step: Step) -> None:
    """Ask which indicator to remove from the list, or to put back."""
    step.aside = "found"


def ask_drop(step: Step) -> None:
    """Ask whether to drop the draft."""
    step.aside = "drop"


def _recent(step: Step) -> None:
    step.give(MONEY, RECENT)
    meet_answer(step, MONEY, RECENT)
    take_draft_facts(step)


_QUICK = {
    "send": file,
    "recent": _recent,
    "details": lambda step: step.give("quick", "details"),
    "category": lambda step: step.change(editing="category"),
    "join": _join,
    "found": ask_found,
    "cancel": ask_drop,
}
_CONFIRM = {"send": file, "edit": ask_edit, "found": ask_found, "cancel": ask_drop}

REPORT = Flow(
    "report",
    (
        *MONEY_FACTS,
        QUICK,
        CATEGORY,
        *OWN,
        STORY,
        EVIDENCE,
        SUSPECTS,
        *WHERE,
        TOWN,
        *IDENTITY,
        CONFIRM,
    ),
    answered=_answered,
    done=file,
)
