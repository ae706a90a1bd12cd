"""Questions about the service are answered, not filed: who reads this, is it free, where is my case.

Each answer offers *This is a report*, which files the words after all.
"""

import re
from collections.abc import Mapping

from flows.answers.read import said
from flows.channels import channel_of, traits_of
from flows.core.conversation import has_draft
from flows.core.effects import Line
from flows.core.questions import Choice, Question
from flows.core.step import Step, standing
from flows.dialogue.commands import obey
from flows.dialogue.meant import PLAIN, SURE, names_hiding
from flows.indicators.find import find
from flows.lexicon.doubt_words import AROUND_QUESTIONS
from flows.reading import answers as words
from flows.reading import signals
from flows.reading.negation import asks, marked, supposes
from flows.report.care import calls_for_care, grave, placed
from flows.waiting.person import ask_person, wants_person

MOST_WORDS = 16
"""A longer text tells a story."""

AT_REST = frozenset({"insult-or-test"})
"""Topics that are no question: during a report such a text is an answer that was not understood."""

COMMAND_OF: Mapping[str, str] = {"where-is-my-case": "status", "delete-data": "data"}
"""Topics that a command answers best."""

FEW_WORDS = 8
"""So many words at most tell that someone looks at the phone, and no more."""

FEW = 3
"""Fewer words than these name a thing beside a report, and no accident: `une voiture`."""

PERSON, NEXT, TO_ADD, TO_DO = "talk-to-person", "what-next", "add-later", "what-to-do"
TOPICS = (
    "accident",
    TO_ADD,
    "free",
    "how-long",
    "insult-or-test",
    "lost-code",
    "passport",
    "police",
    "safe",
    PERSON,
    "what-can-i-report",
    "what-is-this",
    NEXT,
    TO_DO,
    "who-reads",
)
"""Topics with a line of their own, `topic-<name>`."""


_NEXT = re.compile(
    r"(?<!\w)(?:(?:qu|que|quoi|il) (?:est ce qui |va t il )?(?:va )?se passe\w*|qu est ce qui va (?:m |"
    r"nous )?arriver"
    r"|se passe quoi|(?:quoi|quelle est) la suite|apres quoi"
    r"|vous allez (?:l |le |la |les )?(?:arreter|trouver|attraper|faire)"
    r"|(?:je vais|vais je|on va|je peux|puis je) (?:\w+ )?(?:recuperer|ravoir|revoir|rembours\w*)"
    r"|(?:ماذا|ما الذي) (?:س?ي(?:حدث|حصل|قع|جري)|بعد)|الخطوه التاليه"
    r"|هل (?:س\w*|يمكن\w*|استطيع)? ?(?:ان )?س?(?:استرجع|استرجاع|استعيد|استعاده|يرجع|تعود|يعود|توقف\w*|"
    r"تعتقل\w*)(?: (?:ال)?(?:مال|نقود|فلوس|مبلغ|حساب|صور)\w*)?"
    r"|(?:شنو|اش|اشنو|شنوا) (?:اللي )?(?:غادي |غا ?|غ)?(?:يوقع|يطرا|كيوقع)|شنو من بعد"
    r"|واش (?:غادي |غا ?|غ|نقدر )?(?:ي|ت|ن)?رج\w* (?:ليا |لينا )?(?:ال)?فلوس\w*|واش (?:غادي |غا ?|"
    r"غ)(?:تشدو|يتشد|تلقاو|يشدو)\w*"
    r"|(?:chno|chnou|chnu|ach|achno|ash) (?:li )?(?:ghadi |gha ?|gh)?(?:i|y)[aeo]?(?:w[9q]e?3|[9q]e3|"
    r"tra)\w*"
    r"|w[ae][cs]?h (?:ghadi |gha ?|gh|n9der )?[ytn]?a?rj[ae]?3?\w* (?:liya |lia |lina )?(?:l|el)?flo?u?s\w*"
    r"|w[ae]c?h (?:ghadi |gha ?|gh)(?:tch[ae]?d|ytch[ae]?d|tl[9q]a)\w*)(?!\w)"
)
_TO_DO = re.compile(
    r"(?<!\w)(?:fais quoi|(?:que|quoi) (?:dois je |puis je |je dois |je peux )?faire|"
    r"est ce que je (?:dois |peux )?fai\w+"
    r"|(?:ماذا|ما) (?:علي ان |يجب ان |علي )?(?:افعل|نفعل|العمل|عساي افعل)"
    r"|(?:شنو|اش|اشنو|كيفاش|ما) ?(?:خاصني |خصني |يخصني |غادي )?(?:نديرو?|نعمل)"
    r"|(?:chno|chnou|chnu|ach|achno|ash|kifach|ma) ?(?:khasni |khassni |ghadi )?(?:nd[ie]+r|n3mel))(?!\w)"
)
_THEN = re.compile(
    r"(?:(?:ok|bon|merci|oui) )?(?:(?:et|puis|alors|donc) )?"
    r"(?:maintenant|apres(?: (?:ca|cela|quoi))?|ensuite|la suite)"
    r"|(?:c est )?quoi (?:la suite|maintenant|ensuite|apres)"
    r"|(?:و|ثم )?(?:ماذا )?(?:الان|بعد(?: ذلك|ها)?)|و?ثم ماذا"
    r"|و?(?:شنو |اش |اشنو )?(?:دابا|دبا|من ?بعد)"
    r"|(?:(?:w|o|ou|wa) )?(?:chno |ach |achno )?(?:daba|dba|db|m[ae]?n ?be?3d)"
)
"""So few words that they can only ask what comes next: `et maintenant ?`."""
_LEADS_ON = re.compile(r"(?:et|puis|alors|donc|quoi|c est|w|o|ou|wa|chno|achno|ach) |و|ثم|ماذا|شنو|اش")
"""How such words begin where no mark shows the question: `maintenant` alone may answer something."""
_TO_ADD = (
    r"(?:r?ajouter|completer|preciser|corriger|(?:re)?envoyer (?:d )?autres?|donner (?:plus|d autres)"
    r"|اضافه|اضيف|نضيف|تكميل|اكمل|(?:ان ارسل|ارسال) المزيد|نزيد\w*|نكمل\w*|n?zid\w*|nke?mme?l\w*)"
)
_ADDS = re.compile(
    r"(?<!\w)(?:(?:je (?:peux|pourrai|pourrais)|(?:puis|pourrai) je|on (?:peut|pourra)|peut on|possible de?"
    r"|هل (?:يمكن\w*|استطيع|بامكاني|ممكن)(?: (?:من|ان))?|واش (?:نقدر|يمكن ليا|يمكنلي|ممكن)"
    r"|w[ae][cs]?h (?:n[9q]e?d[ae]?r|ymke?n (?:liya|lia)|momkin)|n[9q]e?d[ae]?r)"
    rf" (?:\w+ )?{_TO_ADD})(?!\w)(?! (?:qu\w*|بان|ان|بلي|belli|bli) )"
)
"""Whether something can be added, now or later; `je peux ajouter qu'il me suit` adds it."""
_AROUND = frozenset(word for phrase in AROUND_QUESTIONS for word in said(phrase))


def _whole(asked: re.Pattern[str], plain: str) -> bool:
    """Whether these words are asked, and nothing but filling words stands around them."""
    return bool(asked.search(plain)) and _AROUND.issuperset(asked.sub(" ", plain).split())


def _asks_on(text: str) -> str | None:
    """The topic of a text that asks what happens next, what to do, or whether more can be added."""
    plain = " ".join(said(text))
    if _ADDS.search(plain) and asks(text):
        return TO_ADD
    leads_on = marked(text) or _LEADS_ON.match(plain)
    if (leads_on and _THEN.fullmatch(plain)) or (_whole(_NEXT, plain) and not supposes(text)):
        return NEXT
    return TO_DO if _whole(_TO_DO, plain) else None


def topic_of(text: str) -> str | None:
    """The topic of a question about the service; None for other texts, and for a lead or a crime."""
    if wants_person(text):
        return PERSON
    if len(text.split()) > MOST_WORDS or not any(map(str.isalpha, text)) or find(text):
        return None
    if words.courtesy(text) or words.command(text):
        return None
    if asked := _asks_on(text):
        return asked
    if signals.guess_category(text):
        return None
    if not watched(text) and signals.intent(text, SURE) in PLAIN:
        return None
    return "safe" if watched(text) else signals.topic(text)


def watched(text: str) -> bool:
    """True for a few words that ask whether this chat is safe, or say that someone looks or comes."""
    if len(text.split()) > FEW_WORDS or not any(map(str.isalpha, text)) or _asks_on(text):
        return False
    return signals.topic(text) == "safe" or (signals.intent(text) == "hide" and not names_hiding(text))


def keep_safe(step: Step) -> None:
    """Say how the phone is kept safe, with a Hide button, unless that was said or the chat is quiet."""
    hides = traits_of(step.conversation.chat).hides
    line = Line("topic-safe" if hides else "hide-yourself")
    if step.silent or line in step.lines:
        return
    step.lines.append(line)
    if hides:
        step.ways.append(standing("hide"))


def take_topic(step: Step, topic: str, text: str) -> None:
    """Answer a question about the service; outside a report, offer to file the words after all."""
    conversation = step.conversation
    if command := COMMAND_OF.get(topic):
        obey(step, command)
        return
    if topic == PERSON and conversation.case and not (conversation.guest or has_draft(conversation)):
        ask_person(step, conversation.case)
        return
    if topic == "safe":
        keep_safe(step)
    elif topic == TO_DO and conversation.despair:
        step.lines.append(placed(step, Line("care-despair")))
    else:
        step.line(f"topic-{topic}")
        if topic == "free" and conversation.answer("category") == "blackmail":
            step.line("opening-blackmail")  # "must I pay?" may ask about the blackmailer
    if topic == PERSON and grave(conversation) and has_draft(conversation):
        step.line("person-after")
    if topic == "who-reads":
        step.line(f"anonymity-{channel_of(conversation.chat)}")
    if not conversation.flow:
        step.change(about=text)
        step.ways.append(standing("menu"))
        step.aside = "topic"


def asks_topic(step: Step, question: Question | None, text: str) -> str | None:
    """The topic of a text that answers no question of the report on show, and calls for no care."""
    if step.event.origin or not isinstance(question, Choice) or calls_for_care(text):
        return None
    topic = topic_of(text)
    told = topic in AT_REST or (topic == "accident" and len(text.split()) < FEW)
    return None if told and step.conversation.flow else topic
