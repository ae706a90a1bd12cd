"""The questions of a report, in order. A new question is one row here and its labels."""

from collections.abc import Callable

from flows.answers import facts
from flows.answers.read import unnamed, yes_or_no
from flows.channels import channel_of
from flows.core.conversation import Conversation
from flows.core.effects import Code, Label, Line
from flows.core.questions import YES_NO, Choice, Contact, Evidence, Name, Prompt, Question, Story, Text
from flows.core.step import REVISION
from flows.indicators.find import find
from flows.indicators.own import own_details
from flows.lexicon import answer_words as also
from flows.lexicon.commands import CATEGORY_WORDS
from flows.lexicon.places import REGIONS
from flows.lexicon.rights_words import IDENTITY_WORDS
from flows.money.questions import complete
from flows.money.told import tells_loss
from flows.places import told
from flows.places.asking import CITY, in_morocco
from flows.record import changed
from flows.report.categories import CATEGORIES
from flows.report.categories import TABLE as CATEGORY_TABLE
from flows.report.evidence import could_tell_more, piece_lines
from flows.report.found import indicator_lines, own_lines, reviewed_lines, sortable, texts

AGGRESSORS = ("partner", "ex", "family", "friend", "colleague", "stranger", "other")
VENUES = ("group", "social", "site", "hidden", "street", "other")
IDENTITIES = ("anonymous", "traceless", "signed", "named")
PRIVATE = frozenset({"blackmail", "child", "defamation"})
"""Categories whose evidence may be an intimate image: the bot never asks for the image."""


def _own(question: str) -> frozenset[str]:
    """The categories that have this question."""
    return frozenset(one.id for one in CATEGORY_TABLE if question in one.questions)


def _when(question: str, *values: str) -> Callable[[Conversation], bool]:
    return lambda conversation: conversation.answer(question) in values


def _may_tell_more(conversation: Conversation) -> bool:
    """True where somebody is or may be held, and answering is not said to be dangerous."""
    return conversation.answer("held") in ("yes", "unsure") and conversation.answer("safe") != "no"


def _offers_quick(conversation: Conversation) -> bool:
    """True where sending is offered before any question: content came first, or answering is not safe."""
    return conversation.quick or conversation.answer("safe") == "no" or complete(conversation)


def _quick_prompt(conversation: Conversation) -> Prompt:
    """All that is known, when sending is offered first; after that only what the last message brought."""
    before = conversation.asked.startswith(f"quick{REVISION}")
    same = conversation.asked == f"quick{REVISION}{conversation.revision}"  # nothing came since it was said
    again = {"again": int(before)}
    told = not same and any(map(str.strip, texts(conversation)))
    lines: list[Line | Code] = [Line("understood-text", again)] if told else []
    lines += [] if same else piece_lines(conversation)
    lines += _new_lines(conversation, same=same) if before else reviewed_lines(conversation)
    category = conversation.answer("category")
    if category and not same and (not before or _just_known(conversation)):
        lines.append(Line("understood-category", {"category": Label(f"category-{category}")}))
    if complete(conversation):
        lines.append(Line("money-goes-soon"))
    elif tells_undated_loss(conversation) and not (before and not tells_loss(_last(conversation))):
        lines.append(Line("money-if-recent"))
    return (*lines, Line("ask-quick-checked") if conversation.checking else Line("ask-quick", again))


def _last(conversation: Conversation) -> str:
    """The text that came last beside the story, all codes of a picture together; empty where none did."""
    last = conversation.notes[-1] if conversation.notes else None
    if last is None or last.kind == "note":
        return last.text if last else ""
    return "\n".join(note.text for note in conversation.notes if note.message == last.message)


def _new_lines(conversation: Conversation, *, same: bool) -> Prompt:
    """The lines about numbers and details, where the last message or a picture brought one."""
    last = _last(conversation)
    if same and conversation.notes and conversation.notes[-1].kind == "note":
        return ()
    return reviewed_lines(conversation) if find(last) or own_details(last) else ()


def _just_known(conversation: Conversation) -> bool:
    """Whether the category is known since the last message."""
    last = max((note.sent for note in conversation.notes), default=0.0)
    return any(one.question == "category" and one.sent >= last for one in conversation.answers)


def own_texts(conversation: Conversation) -> list[str]:
    """The story and the notes in the person's own words."""
    told = [one.value for one in conversation.answers if one.question == "story"]
    mine = told if "story" not in conversation.relayed else []
    return mine + [note.text for note in conversation.notes if note.kind == "note" and not note.forwarded]


def tells_undated_loss(conversation: Conversation) -> bool:
    """Whether the person's own words tell that money left, and not when."""
    if conversation.answer("money") is not None:
        return False
    return any(map(tells_loss, own_texts(conversation)))


def _quick_options(conversation: Conversation) -> tuple[str, ...]:
    join = ("join",) if conversation.case else ()
    recent = ("recent",) if tells_undated_loss(conversation) else ()
    return ("send", *join, *recent, "details", "cancel", "category", *sortable(conversation))


def _quick_apart(conversation: Conversation) -> frozenset[str]:
    """WhatsApp shows three answers without a list; the others are words below the text."""
    full = conversation.case or tells_undated_loss(conversation)
    return frozenset({"category", "found"} | ({"cancel"} if full else set()))


def evidence_prompt(conversation: Conversation) -> Prompt:
    """Ask for evidence; where images of a body may exist, say that none is needed."""
    if conversation.count:
        more = (Line("evidence-as-file"),) if could_tell_more(conversation) else ()
        return (*piece_lines(conversation), Line("evidence-so-far"), *more)
    private = conversation.answer("category") in PRIVATE
    return (Line("ask-evidence-private" if private else "ask-evidence"),)


def _suspects_prompt(conversation: Conversation) -> Prompt:
    codes = indicator_lines(conversation)
    return (Line("suspects-found"), *codes, Line("ask-suspects-more")) if codes else (Line("ask-suspects"),)


def _identity_prompt(conversation: Conversation) -> Prompt:
    """One line for each choice, and a line on the data that stays in any case."""
    means = (Line("means-anonymous"), Line("means-traceless"), Line("means-named"))
    stays = Line(f"stays-{channel_of(conversation.chat)}")
    told = own_lines(conversation) or ((Line("own-told"),) if conversation.told else ())
    return (Line("ask-identity"), *means, *told, stays)


def _identity_options(conversation: Conversation) -> tuple[str, ...]:
    signed = conversation.signed or conversation.signature
    return tuple(one for one in IDENTITIES if one != "signed" or signed)


QUICK = Choice(
    "quick",
    aliases={"yes": "send"},
    synonyms=also.SENDING_WORDS,
    exact=frozenset({"send", "join"}),
    apart=_quick_apart,
    ask_if=_offers_quick,
    volatile=True,
    listed=_quick_options,
    show=_quick_prompt,
)
CATEGORY = Choice("category", fixed=CATEGORIES, synonyms=CATEGORY_WORDS)


OWN: tuple[Question, ...] = (
    Choice("danger", categories=_own("danger"), fixed=YES_NO, names="answer", optional=True, reads=yes_or_no),
    Choice(
        "held",
        categories=_own("held"),
        fixed=("yes", "no", "unsure"),
        names="answer",
        optional=True,
        synonyms=also.UNSURE_WORDS,
        reads=yes_or_no,
    ),
    Text(
        "held_where",
        categories=_own("held_where"),
        ask_if=_when("held", "yes", "unsure"),
        optional=True,
        max_chars=300,
    ),
    Choice("safe", categories=_own("safe"), fixed=YES_NO, names="answer", optional=True, reads=yes_or_no),
    Text("held_count", categories=_own("held_count"), ask_if=_may_tell_more, optional=True, max_chars=120),
    Text("held_speaks", categories=_own("held_speaks"), ask_if=_may_tell_more, optional=True, max_chars=120),
    Text("held_told", categories=_own("held_told"), ask_if=_may_tell_more, optional=True, max_chars=300),
    Choice(
        "minor", categories=_own("minor"), fixed=YES_NO, names="answer", optional=True, reads=facts.under_age
    ),
    Choice(
        "via",
        categories=_own("via"),
        fixed=("sms", "whatsapp", "call", "social", "site", "email", "other"),
        synonyms=also.VIA_WORDS,
        optional=True,
    ),
    Choice(
        "money",
        categories=_own("money"),
        fixed=("recent", "earlier", "no"),
        reads=facts.when_lost,
        optional=True,
    ),
    Text(
        "payment",
        categories=_own("payment"),
        ask_if=_when("money", "earlier"),
        optional=True,
        max_chars=500,
    ),
    Choice(
        "exposed",
        categories=_own("exposed"),
        fixed=("no", "link", "data"),
        synonyms=also.EXPOSED_WORDS,
        optional=True,
    ),
    Choice(
        "aggressor",
        categories=_own("aggressor"),
        fixed=AGGRESSORS,
        synonyms=also.AGGRESSOR_WORDS,
        optional=True,
    ),
    Choice(
        "harm",
        categories=_own("harm"),
        fixed=("insult", "images", "impersonation", "deepfake", "other"),
        synonyms=also.HARM_WORDS,
        optional=True,
    ),
    Choice(
        "stolen",
        categories=_own("stolen"),
        fixed=("whatsapp", "facebook", "instagram", "email", "bank", "other"),
        synonyms=also.STOLEN_WORDS,
        optional=True,
    ),
    Choice("access", categories=_own("access"), fixed=YES_NO, names="answer", optional=True, reads=yes_or_no),
    Choice("venue", categories=_own("venue"), fixed=VENUES, synonyms=also.VENUE_WORDS, optional=True),
    Text("account", categories=_own("account"), optional=True, max_chars=500),
    Text("group", categories=_own("group"), optional=True, max_chars=300),
    Text("delivery", categories=_own("delivery"), optional=True, max_chars=500),
)

STORY = Story("story", optional=True)
UNTOLD = changed(STORY, ask_if=_when("money", "recent"))
"""The story is asked after the filing where a report of money that just left went out without one."""
EVIDENCE = Evidence("evidence", optional=True, show=evidence_prompt)
SUSPECTS = Text("suspects", optional=True, max_chars=1000, show=_suspects_prompt)

WHERE: tuple[Question, ...] = (
    Choice("where", fixed=("morocco", "abroad"), reads=told.where, optional=True),
    Choice("region", ask_if=in_morocco, fixed=REGIONS, reads=told.region, optional=True),
    CITY,
    Text("country", ask_if=_when("where", "abroad"), optional=True, max_chars=80),
)

IDENTITY: tuple[Question, ...] = (
    Choice(
        "identity",
        optional=True,
        aliases={"yes": "named", "no": "anonymous"},
        synonyms=IDENTITY_WORDS,
        exact=frozenset({"named", "signed", "traceless"}),
        reads=unnamed,
        listed=_identity_options,
        show=_identity_prompt,
    ),
    Name("name", ask_if=_when("identity", "named"), optional=True),
    Contact("contact", ask_if=_when("identity", "named", "signed"), optional=True, max_chars=300),
)
