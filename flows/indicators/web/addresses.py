"""E-mail addresses and accounts as a text names them: `salma@example.com`, `@name`, `insta: name`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.indicators.marks import any_of
from flows.indicators.web.hosts import known_ending, read_host

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.+%\-\u0370-\u052f])(?P<name>[A-Za-z0-9_][\w.+%-]{0,63})@"
    r"(?P<host>(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z0-9-]{2,63})",
    re.ASCII,
)
_HANDLE = re.compile(r"(?<![\w@./+-])@([A-Za-z0-9_][\w.]{2,31})(?![\w@-])", re.ASCII)
_SUM = re.compile(r"\d+(?:dhs?|mad|k|h|mn|eur|euros?)?", re.IGNORECASE)
_MAIL_HOSTS = frozenset({"com", "net", "org", "fr", "ma"})
_PLATFORMS = {
    "instagram": (
        "instagram",
        "insta",
        "ig",
        "انستغرام",
        "انستجرام",
        "انستاغرام",
        "أنستغرام",
        "إنستغرام",
        "انستا",
    ),
    "facebook": ("facebook", "fb", "فيسبوك", "فايسبوك", "الفيسبوك", "فيس"),
    "tiktok": ("tiktok", "tik tok", "تيك توك", "تيكتوك"),
    "telegram": (
        "telegram",
        "تيليغرام",
        "تيليجرام",
        "تلغرام",
        "تليغرام",
        "تيليكرام",
        "تلكرام",
        "tele",
        "tlgrm",
    ),
    "snapchat": ("snapchat", "snap", "سناب", "سناب شات", "سنابشات"),
    "x": ("twitter", "تويتر"),
    "discord": ("discord", "ديسكورد"),
    "youtube": ("youtube", "يوتيوب"),
    "skype": ("skype", "سكايب"),
}
PLATFORM_OF = {name: platform for platform, names in _PLATFORMS.items() for name in names}
"""The platform of each of its names, in lower case."""
_BEFORE = re.compile(rf"(?<!\w)({any_of(PLATFORM_OF)})[\s:=()\-]{{0,4}}$", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?<!\w)(?P<platform>{any_of(PLATFORM_OF)}) ?(?P<sign>[:=]?) ?"
    r"(?P<name>[A-Za-z0-9_][\w.]{2,31})(?![\w@/:-])",
    re.ASCII | re.IGNORECASE,
)
# Digits are letters in Darija: one alone makes no name.
_NO_WORD = re.compile(r"[^_][._]|\d\d")
_ENDS = re.compile(r" {0,2}(?:$|[\n,;.!?)(\x00])")


class Address(NamedTuple):
    """An address's place in a plain text, its value in lower case, and its platform where that is told."""

    start: int
    end: int
    value: str
    platform: str = ""


def emails(text: str) -> Iterator[Address]:
    """E-mail addresses whose host ends as hosts do."""
    for match in _EMAIL.finditer(text):
        host = _cut(match["host"])
        if host:
            yield Address(match.start(), match.start("host") + len(host), f"{match['name']}@{host}".lower())


def _cut(host: str) -> str:
    """The host without the first word of a sentence that stands close behind it; or empty."""
    labels = host.split(".")
    for count in (len(labels), len(labels) - 1):
        name = ".".join(labels[:count]).rstrip("-")
        if count > 1 and known_ending(name.rpartition(".")[2]) and read_host(name):
            return name
    return ""


def handles(text: str) -> Iterator[Address]:
    """Accounts: `@name`, and a platform's name before one that can be no common word."""
    for match in _HANDLE.finditer(text):
        written = match[1].rstrip("._")
        if len(written) > 2 and not _SUM.fullmatch(written) and not _is_mail_host(written):
            before = _BEFORE.search(text[max(0, match.start() - 24) : match.start()])
            platform = PLATFORM_OF[before[1].lower()] if before else ""
            yield Address(match.start(), match.start() + 1 + len(written), f"@{written.lower()}", platform)
    for match in _NAMED.finditer(text):
        written = match["name"].rstrip("._")
        if _is_a_name(match, written, text):
            platform = PLATFORM_OF[match["platform"].lower()]
            start = match.start("name")
            yield Address(start, start + len(written), f"@{written.lower()}", platform)


def _is_mail_host(written: str) -> bool:
    return "." in written and written.rpartition(".")[2].lower() in _MAIL_HOSTS


def _is_a_name(match: re.Match[str], written: str, text: str) -> bool:
    """True for `insta karim_99`, and for `insta: karim` where nothing else follows on the line."""
    if len(written) < 3 or written.isdecimal() or _SUM.fullmatch(written) or _is_mail_host(written):
        return False
    if _NO_WORD.search(written):
        return True
    at_end = bool(_ENDS.match(text, match.start("name") + len(written)))
    return bool(match["sign"]) and at_end and written.islower()
