"""Accounts, invitations and phone numbers that a link leads to."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urlsplit

from flows.indicators.marks import Kind

Lead = tuple[Kind, str, str]
"""A kind, a value and the platform."""

_TELEGRAM = frozenset({"t.me", "telegram.me", "telegram.dog", "telegram.org"})
_PROFILES = {
    "instagram.com": "instagram",
    "instagr.am": "instagram",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "fb.me": "facebook",
    "m.me": "facebook",
    "messenger.com": "facebook",
    "tiktok.com": "tiktok",
    "twitter.com": "x",
    "x.com": "x",
    "snapchat.com": "snapchat",
    "youtube.com": "youtube",
    "threads.net": "threads",
    "threads.com": "threads",
    "linkedin.com": "linkedin",
    "t.me": "telegram",
    "telegram.me": "telegram",
    "telegram.dog": "telegram",
    "pinterest.com": "pinterest",
}
_BEFORE_A_NAME = frozenset({"add", "in", "_u", "c", "user", "s", "u", "t"})
_PAGES = (
    "p reel reels stories story share sharer groups group watch events marketplace photo photos photo.php"
    " story.php l.php joinchat addstickers explore tv video videos hashtag i home login pages people help"
    " privacy permalink.php profile.php search settings about company jobs feed shorts playlist channel"
    " results live public intent messages messages.php addlist proxy socks bg setlanguage confirmphone iv"
    " status gaming sharer.php discover"
)
_NO_NAMES = frozenset(_PAGES.split())
"""First steps of a path that name no account."""

_AT_SIGN = frozenset({"tiktok", "youtube", "threads"})
_NAME = re.compile(r"@?([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,60}[A-Za-z0-9_])?)")
_CODE = re.compile(r"[A-Za-z0-9_-]{5,64}")
_CALLED = re.compile(r"[1-9]\d{7,14}")
_NOT_DIGIT = re.compile(r"\D")


def leads(value: str) -> Iterator[Lead]:
    """All that a link (its host and path, without scheme) leads to."""
    parts = urlsplit(f"//{value}" if _has_host(value) else f"//app.link/{value}")
    host = parts.netloc.lower().rpartition("@")[2].partition(":")[0]
    path = [unquote(step) for step in parts.path.split("/") if step]
    query = dict(parse_qsl(parts.query.replace("+", "%2B")))
    yield from _called(host, path, query)
    yield from _invitations(host, path, query)
    yield from _accounts(host, path, query)


def _has_host(value: str) -> bool:
    return "." in re.split(r"[/?#]", value, maxsplit=1)[0]


def _called(host: str, path: list[str], query: dict[str, str]) -> Iterator[Lead]:
    """A number that `wa.me`, `whatsapp.com/send`, `t.me/+212…` or an app's link calls."""
    written = ""
    if (host == "wa.me" and path) or (
        host in _TELEGRAM and path and path[0].startswith("+") and path[0][1:].isdecimal()
    ):
        written = path[0]
    elif host.endswith("whatsapp.com") or host == "app.link":
        written = query.get("phone") or query.get("number") or ""
    number = _NOT_DIGIT.sub("", written)
    if _CALLED.fullmatch(number) and not re.search("[A-Za-z]", written):
        yield "phone", f"+{number}", ""


def _invitations(host: str, path: list[str], query: dict[str, str]) -> Iterator[Lead]:
    code = ""
    if (host == "chat.whatsapp.com" and path) or (host.endswith("whatsapp.com") and path[:1] == ["channel"]):
        code, platform = path[-1], "whatsapp"
    elif host == "app.link" and path[:1] == ["chat"]:
        code, platform = query.get("code", ""), "whatsapp"
    elif host == "app.link" and path[:1] == ["join"]:
        code, platform = query.get("invite", ""), "telegram"
    elif host in _TELEGRAM and path[:1] == ["joinchat"]:
        code, platform = path[-1], "telegram"
    elif host in _TELEGRAM and path and path[0].startswith("+") and not path[0][1:].isdecimal():
        code, platform = path[0][1:], "telegram"
    if code not in {"joinchat", "channel", "invite"} and _CODE.fullmatch(code):
        yield "group", f"{platform}:{code}", platform


def _accounts(host: str, path: list[str], query: dict[str, str]) -> Iterator[Lead]:
    platform = _PROFILES.get(".".join(host.split(".")[-2:]), "")
    name = _account(platform, path, query) if platform else ""
    if host == "app.link" and path[:1] == ["resolve"]:
        platform, name = "telegram", query.get("domain", "")
    if (named := _NAME.fullmatch(name)) and len(named[1]) > 2:
        yield "handle", f"@{named[1].lower()}", platform


def _account(platform: str, path: list[str], query: dict[str, str]) -> str:
    """The account's name as the path gives it; empty where the link leads to something else."""
    if path[:1] == ["profile.php"]:
        return query.get("id", "")
    if len(path) > 1 and path[0] in _BEFORE_A_NAME:
        path = path[1:]
    if not path or path[0].lower() in _NO_NAMES or path[0].startswith("+"):
        return ""
    return path[0] if platform not in _AT_SIGN or path[0].startswith("@") else ""
