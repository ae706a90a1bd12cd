"""Links in a text, written whole, bare (`amazon-job.top`) or defanged (`hxxp://evil[.]top`)."""

import re
from collections.abc import Iterator

from flows.indicators.marks import Mark

_DOT = r"(?:\.|\[\.\]|\(\.\))"
_LABEL = r"[A-Za-z0-9-]{1,63}"
_HOST = rf"(?:{_LABEL}{_DOT}){{1,5}}"
_PATH = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+;=%,]"
# Endings that are no word of French, English or Latin-letter Darija.
_ENDINGS = (
    "com|net|org|info|biz|top|xyz|shop|store|online|site|website|live|club|vip|icu|cc|ly|gl|io|app|dev|link"
    "|click|work|uk|ru|cn|tk|ml|gq|buzz|fun|rest|cyou|sbs|cfd|bond|lol|monster|eu|nl|ch|tr|ae|eg|dz|tn|ws|gg"
    "|tech|cloud|space|press|host|mobi|asia|network|finance|bank|jobs|center|help|gov|edu|ma|fr|sa|qa|jo|goo"
)
# These may be the first word of the next sentence, so a path must follow.
_WORDLIKE_ENDINGS = (
    "me|de|it|es|in|to|co|us|be|ca|la|id|tv|pro|page|today|life|world|win|loan|ga|cf|tel|ai|im|so|is|at"
)
_LINK = re.compile(
    rf"(?<![A-Za-z0-9])h(?:tt|xx)ps?(?::|\[:\])//[^\s<>\"«»/?#]{{1,255}}(?:[/?#]{_PATH}*)?"
    r"|(?<![A-Za-z0-9@._-])(?:"
    rf"(?:www|WWW){_DOT}{_HOST}[A-Za-z]{{2,24}}(?::\d+)?(?:[/?]{_PATH}*)?"
    rf"|{_HOST}(?:{_ENDINGS}|{_ENDINGS.upper()})(?![A-Za-z0-9@_-])(?!\.[a-z])(?::\d+)?(?:[/?]{_PATH}*)?"
    rf"|{_HOST}(?:{_WORDLIKE_ENDINGS})(?::\d+)?/{_PATH}+)"
)
_SCHEME = re.compile(r"^h(?:tt|xx)ps?(?::|\[:\])//", re.IGNORECASE)
_DEFANGED = re.compile(r"\[\.\]|\(\.\)")
_TRAILING = ".,;:!?'\"*_~-،؛؟…»"
_PHONE_LINK = re.compile(r"^(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\D{0,3}([1-9][0-9]{7,14})")


def _bare(link: str) -> str:
    """A link in the form in which two are compared."""
    link = _DEFANGED.sub(".", _SCHEME.sub("", link))
    host, slash, path = link.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def _unpaired(link: str) -> bool:
    if link.endswith(")"):
        return link.count(")") > link.count("(")
    return link.endswith("]") and "[" not in link


def _without_punctuation(link: str) -> str:
    """Without the sentence's own punctuation; a bracket stays where its pair is inside."""
    link = link.rstrip(_TRAILING)
    while _unpaired(link):
        link = link[:-1].rstrip(_TRAILING)
    return link


def links(work: str) -> Iterator[Mark]:
    """Links of a flat text, and the phone number that a WhatsApp link calls."""
    for match in _LINK.finditer(work):
        written = _without_punctuation(match[0])
        value = _bare(written)
        if not value:
            continue
        yield Mark(match.start(), match.start() + len(written), "link", value)
        if phone := _PHONE_LINK.match(value):
            at = match.start() + written.rindex(phone[1])
            yield Mark(at, at + len(phone[1]), "phone", f"+{phone[1]}")
