"""Reporting: the effects of answers, the short way of a forwarded message, and filing."""

from flows.channels import channel_of, traits_of
from flows.core.conversation import Answer, Conversation
from flows.core.effects import AlertOfficers, AmendCase, Answers, Code, FileCase, Line
from flows.core.flow import Flow
from flows.core.questions import Choice, Prompt, Question
from flows.core.receipts import draw, show
from flows.core.step import Step, standing
from flows.follow.traceless import part
from flows.lexicon.answer_words import REVIEWED_WORDS
from flows.reading import complaint, signals
from flows.report import summary
from flows.report.care import mark_urgent, meet_answer
from flows.report.categories import BY_ID
from flows.report.filled import take_story
from flows.report.table import CATEGORY, EVIDENCE, IDENTITY, OWN, QUICK, STORY, SUSPECTS, WHERE, found, texts

NAMED = frozenset({"named", "signed"})


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
    else:
        meet_answer(step, question.id, value)


def _review(conversation: Conversation) -> Prompt:
    most = traits_of(conversation.chat).shown_chars
    lines = [Line("review-title"), *summary.lines(summary.applicable(conversation), most)]
    if conversation.answer("identity") == "signed":
        lines += summary.lines([("name", conversation.signature)])
    if conversation.count:
        lines.append(Line("review-evidence", {"count": conversation.count}))
    if conversation.notes:
        lines.append(Line("review-notes", {"count": len(conversation.notes)}))
    return (*lines, Line("ask-confirm"))


CONFIRM = Choice(
    "confirm",
    volatile=True,
    fixed=("send", "edit", "cancel"),
    aliases={"yes": "send", "no": "edit"},
    synonyms=REVIEWED_WORDS,
    exact=frozenset({"send"}),
    show=_review,
)


def has_substance(conversation: Conversation) -> bool:
    """True for a draft with a text or a piece of evidence: a report needs no more."""
    return bool(conversation.count or texts(conversation).strip())


def _answers(conversation: Conversation) -> Answers:
    """All that was said, for the case: answers, notes, and the numbers and links in them."""
    name = conversation.signature if conversation.answer("identity") == "signed" else ""
    notes = tuple((note.kind, note.told) for note in conversation.notes)
    marks = tuple((one.kind, one.told) for one in found(conversation))
    signed = (("name", name),) if name else ()
    return (*summary.applicable(conversation), *signed, *notes, *marks)


def place(conversation: Conversation) -> str:
    """The place of the report: a region's id, `morocco`, `abroad` or empty."""
    where = conversation.answer("where") or ""
    return (conversation.answer("region") or where) if where == "morocco" else where


def file(step: Step) -> None:
    """Open the case and show the receipt; after a quick report, offer the further questions."""
    draft = step.conversation
    reference, secret = draw(step.event.fresh)
    category = draft.answer("category") or "other"
    filing = FileCase(
        reference=reference,
        secret=secret,
        category=category,
        urgent=draft.urgent,
        anonymous=draft.answer("identity") not in NAMED,
        place=place(draft),
        answers=_answers(draft),
        evidence=tuple(piece.id for piece in draft.pieces),
        traceless=draft.answer("identity") == "traceless",
    )
    step.effects.append(filing)
    if draft.urgent:
        step.effects.append(AlertOfficers(reference, category))
    _receipt(step, filing)
    step.line("care-despair" if draft.despair else f"advice-{category}")
    if filing.traceless:
        step.line("parted")
        part(step)
    else:
        _afterwards(step, draft, reference)


def _receipt(step: Step, filing: FileCase) -> None:
    following = "filed-urgent" if filing.urgent else "filed-traceless" if filing.traceless else "filed-next"
    step.say(
        Line("filed"),
        Code(filing.reference),
        Line(following),
        Line("receipt-only" if filing.traceless else "receipt-keep"),
        Code(show(filing.reference, filing.secret)),
        purpose="receipt",
    )


def _afterwards(step: Step, draft: Conversation, reference: str) -> None:
    """Go on with the further questions, or rest. The texts of the draft leave the conversation."""
    if draft.quick and draft.answer("quick") is None:
        step.line(f"anonymity-{channel_of(draft.chat)}")
        kept = tuple(Answer(one.question, _kept(one)) for one in draft.answers)
        signed = bool(draft.signature)
        step.begin("enrich", answers=kept, case=reference, urgent=draft.urgent, signed=signed)
        return
    step.rest()
    step.change(case=reference)
    step.say(options=(standing("status"), standing("new")))


def _kept(answer: Answer) -> str:
    """Chosen options stay, because later questions depend on them; texts are in the case alone."""
    return answer.value if isinstance(summary.BY_ID.get(answer.question), Choice) else ""


def _join(step: Step) -> None:
    """Add the draft to the case that was filed last."""
    draft = step.conversation
    evidence = tuple(piece.id for piece in draft.pieces)
    step.effects.append(AmendCase(draft.case, _answers(draft), evidence, urgent=draft.urgent))
    if draft.urgent:
        step.effects.append(AlertOfficers(draft.case, draft.answer("category") or ""))
    step.rest()
    step.line("added")
    step.say(Code(draft.case), options=(standing("status"),))


def _details(step: Step) -> None:
    step.give("quick", "details")


def _category(step: Step) -> None:
    step.change(editing="category")


def ask_edit(step: Step) -> None:
    """Ask which answer to change."""
    step.aside = "edit"


def ask_drop(step: Step) -> None:
    """Ask whether to drop the draft."""
    step.aside = "drop"


_QUICK = {"send": file, "details": _details, "category": _category, "join": _join, "cancel": ask_drop}
_CONFIRM = {"send": file, "edit": ask_edit, "cancel": ask_drop}

REPORT = Flow(
    "report",
    (QUICK, CATEGORY, *OWN, STORY, EVIDENCE, SUSPECTS, *WHERE, *IDENTITY, CONFIRM),
    answered=_answered,
    done=file,
)
