"""Links in a text, written whole or bare (`amazon-job.top`), each with the host that a browser would open."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.indicators.web.hosts import Host, known_ending, read_host
from flows.indicators.web.likely import likely

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

_OTHER_SCRIPT = re.compile(r"([؀-ۿ]+|[一-鿿]+)(?=[a-z0-9])|(?<=[a-z0-9])[؀-ۿ]", re.IGNORECASE)


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
    cuts = (cut.start() for cut in _OTHER_SCRIPT.finditer(written) if cut[1] is None)
    return written[: next(cuts, len(written))]


def _link(begin: int, start: int, host_port: str, path: str) -> Link | None:
    """The link of a host that begins at `start`; None where no browser would find a host."""
    if not path:
        host_port = without_punctuation(host_port)
    name, colon, port = host_port.rpartition(":") if not host_port.endswith("]") else (host_port, "", "")
    if not (colon and port.isdecimal()):
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
    if not likely(kept, after, text[max(0, start - 24) : start]):
        return None
    port = match["port"] if whole else ""
    return _link(start, start, kept + port, match["path"] if whole else "")


def _foreign_lead(written: str) -> int:
    """The length of the Arabic words that stand close before a Latin name."""
    ends = [cut.end() for cut in _OTHER_SCRIPT.finditer(written) if cut[1] is not None]
    return max(ends, default=0)


def _known_part(written: str) -> str:
    """The name up to the last label that is an ending; four numbers as they are; or empty."""
    labels = written.rstrip("_").split(".")
    if len(labels) == 4 and all(label.isdecimal() for label in labels):
        return written
    for count in range(len(labels), max(1, len(labels) - 3), -1):
        if known_ending(labels[count - 1]):
            return ".".join(labels[:count])
    return ""
