"""Links in a text, written whole or bare (`amazon-job.top`), each with the host that a browser would open."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.indicators.marks import any_of
from flows.indicators.web.hosts import Host, known_ending, read_host, suffix_length

# Letters beside ASCII ones end a path, as Arabic words stand close to links; after a sign they belong to it.
_PATH = (
    r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+;=%,À-ɏ]"
    r"|(?<=[/=&_+\-])[^\W\d_]++|(?<=[^\W\d_\x00-\x7f])[^\W\d_\x00-\x7f]++)"
)
_LABEL = r"[^\W_][\w-]{0,62}"
_SCHEME = r"(?<![A-Za-z0-9])(?:(?P<web>h(?:tt|xx|\*\*)ps?|ftp)|(?P<app>tg|whatsapp|viber|intent|signal|fb)):"
_WHOLE = re.compile(
    rf"{_SCHEME}[/\\]{{2}}(?P<authority>[^\s<>\"«»/\\?#\x00]{{1,255}})(?P<path>(?:[/\\?#]{_PATH}*+)?)",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![^\W_])(?<![@.\-])(?P<authority>{_LABEL}(?:\.{_LABEL}){{1,20}}\.?)(?P<port>(?::\d{{1,5}}(?!\d))?)"
    rf"(?P<path>(?:[/?#]{_PATH}*+)?)"
)
_HOST = re.compile(r"\[[0-9a-f:.]{2,45}\](?::\d{1,5})?|[\w.-]+(?::\d{1,5})?", re.IGNORECASE)
_TRAILING = ".,;:!?'\"*_~-،؛؟…»"
_CLOSING = {")": "(", "]": "["}

# Endings that no sentence holds by chance: a bare name with one of them is a link.
_SURE = frozenset(
    "com net org info biz top xyz shop store online site website club vip icu cc ly gl io app dev click uk ru cn"
    " tk ml gq buzz cyou sbs cfd bond lol eu nl ch ae eg dz tn ws gg tech cloud host mobi asia gov edu ma fr sa"
    " qa jo sn ci bank finance ink gd ee re".split()
)
# Endings that are a word, or a file's: the first word of the next sentence, or `notes.zip`.
_WORDS = frozenset(
    "me de it es in to co us be ca la id tv is at im so so do no my as am et il ne se si mu ni ai pm ga al an"
    " je tu va ma pro page today life world win loan tel now here how one you cool fun best love live help work"
    " rest press space name date moi sa ou je zip mov md py sh rs ps pl cf ms pn st hm ye day call like open".split()
) - {"ma", "sa"}
_CUE = re.compile(
    r"(?:li[ea]n|links?|url|site|web|clique\w*|click|visit\w*|adresse|page|رابط|الرابط|موقع|الموقع|لينك|ليان)"
    r"[^\w\n]{1,4}$",
    re.IGNORECASE,
)
_OTHER_SCRIPT = re.compile(rf"({any_of(('[؀-ۿ]+', '[一-鿿]+'))})(?=[a-z0-9])|(?<=[a-z0-9])[؀-ۿ]", re.IGNORECASE)


class Link(NamedTuple):
    """A link's place in a plain text, its value (host and path, without scheme) and its host."""

    start: int
    end: int
    value: str
    host: Host | None


def whole_links(text: str) -> Iterator[Link]:
    """Links with a scheme."""
    for match in _WHOLE.finditer(text):
        if match["app"]:
            yield _app_link(match)
        elif link := _web_link(match):
            yield link


def _app_link(match: re.Match[str]) -> Link:
    """A link that opens an app: its value is all that follows the scheme."""
    start = match.start("authority")
    value = without_punctuation(match["authority"] + match["path"])
    return Link(match.start(), start + len(value), value, None)


def _web_link(match: re.Match[str]) -> Link | None:
    """The host stands after the last `@`; what is no part of a host ends the link."""
    user, at, written = match["authority"].rpartition("@")
    named = _HOST.match(_one_script(written))
    host_port = named[0] if named else ""
    path = match["path"] if len(host_port) == len(written) else ""
    start = match.start("authority") + len(user) + len(at)
    return _link(match.start(), start, host_port, path)


def _one_script(written: str) -> str:
    """A host without the Arabic word that stands close behind it."""
    for cut in _OTHER_SCRIPT.finditer(written):
        if cut[1] is None:
            return written[: cut.start()]
    return written


def _link(begin: int, start: int, host_port: str, path: str) -> Link | None:
    """The link of a host that begins at `start`; None where no browser would find a host."""
    if not path:
        host_port = without_punctuation(host_port)
    name, colon, port = host_port.rpartition(":") if not host_port.endswith("]") else (host_port, "", "")
    if not port.isdecimal():
        name, colon, port = host_port, "", ""
    host = read_host(name)
    if host is None or not (host.domain or "." in host.name):
        return None
    path = without_punctuation(path)
    shown = host.name.removeprefix("www.") + colon + port
    value = (shown + path.replace("\\", "/")).rstrip("/")
    return Link(begin, start + len(host_port) + len(path), value, host)


def without_punctuation(link: str) -> str:
    """Without the sentence's own punctuation; a bracket stays where its pair is inside."""
    opened = {sign: link.count(sign) for sign in "()[]"}
    end = len(link)
    while end and (link[end - 1] in _TRAILING or _unpaired(link[end - 1], opened)):
        end -= 1
        if link[end] in opened:
            opened[link[end]] -= 1
    return link[:end]


def _unpaired(sign: str, opened: dict[str, int]) -> bool:
    return sign in _CLOSING and opened[sign] > opened[_CLOSING[sign]]


def bare_links(text: str) -> Iterator[Link]:
    """Links without a scheme, where their name is likelier than two sentences without a space."""
    for match in _BARE.finditer(text):
        if link := _bare_link(text, match):
            yield link


def _bare_link(text: str, match: re.Match[str]) -> Link | None:
    written = match["authority"].rstrip(".")
    start = match.start() + _foreign_lead(written)
    written = _one_script(text[start : match.start() + len(written)])
    kept = _known_part(written)
    whole = start + len(kept) == match.end("authority")
    after = match["port"] + match["path"] if whole else ""
    if not kept or (not after and text[match.end() : match.end() + 1] == "@"):
        return None
    cued = bool(_CUE.search(text[max(0, start - 24) : start]))
    if not _likely(kept, after, cued=cued):
        return None
    port = match["port"] if whole else ""
    return _link(start, start, kept + port, match["path"] if whole else "")


def _foreign_lead(written: str) -> int:
    """The length of the Arabic words that stand close before a Latin name."""
    ends = [cut.end() for cut in _OTHER_SCRIPT.finditer(written) if cut[1] is not None]
    return max(ends, default=0)


def _known_part(written: str) -> str:
    """The name up to the last label that is an ending; four numbers as they are; or empty."""
    labels = written.split(".")
    if len(labels) == 4 and all(label.isdecimal() for label in labels):
        return written
    for count in range(len(labels), max(1, len(labels) - 3), -1):
        if known_ending(labels[count - 1]):
            return ".".join(labels[:count])
    return ""


def _likely(name: str, after: str, *, cued: bool) -> bool:
    """True for a name that is a link: by its ending, or by what stands around it."""
    labels = name.split(".")
    ending = labels[-1]
    path = len(after) > 1 or labels[0].lower() == "www" or cued
    if ending.isdecimal():
        return path
    if not path and (_a_sentence(labels) or len(labels[-2]) < 2):
        return False
    if path or ending.lower() in _SURE:
        return not (labels[-2].isdecimal() and len(labels) == 2 and not path)
    return ending.lower() not in _WORDS and _named_like_a_site(name, labels)


def _a_sentence(labels: list[str]) -> bool:
    """True for `payé.Je`: a capital begins a word after a small letter ended one."""
    return labels[-1][0].isupper() and labels[-1][1:].islower() and labels[-2][-1:].islower()


def _named_like_a_site(name: str, labels: list[str]) -> bool:
    """True for a hyphen, a digit, or more labels than a sentence would join."""
    marked = "-" in name or any(letter.isdecimal() for letter in labels[-2])
    return marked or len(labels) > 3 or suffix_length(name.lower()) > 1
