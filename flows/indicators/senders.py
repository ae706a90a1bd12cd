"""The sender of a forwarded SMS: a name that the operator let through, or a short code."""

import re
from collections.abc import Iterator

from flows.indicators.marks import Mark

_MESSAGE = r"(?:sms|texto|message|msg|mssg|رسالة|الرسالة|مساج|ميساج|مسج)"
_FIRM = (
    r"exp[ée]diteur|exp[ée]diteur du (?:sms|message)|[ée]metteur|sender(?: id)?|sender name"
    r"|المرسل|مرسل الرسالة|اسم المرسل|envoy[ée]e? par|envoyeur"
)
_OF = r"(?:de la part de|au nom de|de|du|d'|from|venant de|provenant de|par|mn|men|من|ديال)"
_CAME = r"(?:جاني|جاتني|وصلني|وصلتني|توصلت|تلقيت|صيفطو ليا|صيفط ليا)"
_CAME_LATIN = r"(?:jani|jatni|wselni|wslni|wsalni|weslatni|sifto(?:u)?(?: liya)?|sifet liya|t?sift liya)"
_FROM = (
    rf"{_MESSAGE}s? (?:frauduleux |suspect )?(?:re[çc]ue?s? )?{_OF}"
    r"|re[çc]u(?:e|s)? (?:un |une |le |ce )?(?:sms |message |texto )?(?:de la part de|de|du|from)"
    r"|received (?:a |an )?(?:sms|text|message) from|text from"
    rf"|{_CAME} ?(?:ب?رسالة |ب?ميساج |sms )?(?:من طرف|من عند|من|ب)"
    rf"|{_CAME_LATIN} ?(?:sms |msg |message )?(?:mn 3end|mn|men|min)"
    r"|(?<!\w)de la part de|(?<!\w)من طرف"
)
_NUMBER = r"(?:num[ée]ro court|num[ée]ro|num|n°|short ?code|النمرة|نمرة|الرقم|رقم|nemra|nmra|nnmra)"
_NAME = r"[A-Za-z][A-Za-z0-9]*(?:[-_.&+][A-Za-z0-9]+)*"
_SECOND = r"(?: (?-i:[A-Z][A-Z0-9]{1,10}(?![a-z])))?"
_LINE = re.compile(
    rf"(?<!\w)(?:(?P<firm>{_FIRM})|(?P<loose>{_FROM}))(?: (?:est|is|هو|:))?[ :=\-]{{0,3}}"
    rf"(?:(?:le |la |l'|du |{_NUMBER})[ :]{{0,2}}){{0,2}}[\"«“'(\[]?[ ]?"
    rf"(?P<sender>{_NAME}{_SECOND}|\d{{3,6}})(?![\w@])(?!\.\w|[.,:/-]?\d|/)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    rf"(?:^|\n)[>* ]{{0,3}}(?:de|from|من|المرسل|exp) ?: ?(?P<sender>{_NAME}|\d{{3,6}}) {{0,2}}(?=\n|$)",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?:num[ée]ro court|short ?code|الرقم القصير|رقم قصير) ?:? ?(?P<sender>\d{3,6})(?!\d)"
    r"|(?<![\d+.,/:-])(?P<wrote>\d{4,6}) "
    r"(?:m'a envoy[ée]|m'a [ée]crit|sifet liya|sift liya|sifto liya|صيفط ليا|بعث لي|أرسل لي)",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r" ?(?:dhs?|dirhams?|mad|درهم|euros?|€|\$|fois|sms|messages?|personnes?|jours?|ans)(?!\w)", re.IGNORECASE
)
_LONGEST = 11


def senders(work: str) -> Iterator[Mark]:
    """Senders of a flat text, as written."""
    for pattern in (_LINE, _HEADER, _SHORT):
        for match in pattern.finditer(work):
            facts = match.groupdict()
            group = "sender" if facts.get("sender") else "wrote"
            written = _whole(match[group])
            sure = pattern is not _LINE or bool(facts.get("firm"))
            end = match.start(group) + len(written)
            if _is_sender(written, sure=sure) and not _UNIT.match(work, end):
                yield Mark(match.start(group), end, "sender", written)


def _whole(written: str) -> str:
    """The name, with its second word where both are written in capitals and fit the length of a sender."""
    first, space, second = written.partition(" ")
    both = space and first.isupper() and second.isupper() and len(written) <= _LONGEST
    return written if both else first


def _is_sender(written: str, *, sure: bool) -> bool:
    """A short code, or a name written as operators' customers are: capitals, digits or a hyphen in it."""
    if written.isdecimal():
        return True
    if not 3 <= len(written) <= _LONGEST or not written.isascii():
        return False
    capitals = sum(map(str.isupper, written))
    if sure:
        return capitals > 0 or not written.isalpha()
    return capitals > 1 or (capitals > 0 and not written.isalpha())
