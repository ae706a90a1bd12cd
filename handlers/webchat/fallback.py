"""The lines of a page that cannot begin: other ways to report and numbers to call, without a script."""

import html
import re
from collections.abc import Iterable

from handlers.webchat.settings import Elsewhere, WebSettings

FALLBACK_KEYS = ("web-fallback", "web-fallback-call", "web-fallback-elsewhere")
NUMBER = re.compile(r"\+?[\d ]{2,20}")
SITE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


def fallback(settings: WebSettings, first: str) -> str:
    """Return the lines in every language, beginning with `first`: who cannot start it cannot choose one."""
    languages = sorted(settings.texts, key=lambda language: language != first)
    return "".join(_section(settings, language) for language in languages)


def linked(text: str, lines: Iterable[str]) -> str:
    """Return the text as HTML in which the numbers to call and the sites are links."""
    known = [line for line in lines if NUMBER.fullmatch(line) or SITE.fullmatch(line)]
    if not known:
        return html.escape(text)
    either = "|".join(re.escape(line) for line in known)
    parts = re.split(rf"(?<!\w)({either})(?!\w)", text)
    return "".join(_link(part) if at % 2 else html.escape(part) for at, part in enumerate(parts))


def _section(settings: WebSettings, language: str) -> str:
    return ways(settings, language, settings.texts[language]["web-fallback"])


def ways(settings: WebSettings, language: str, said: str) -> str:
    """Return what is `said`, then the other channels and the numbers to call, in this language."""
    texts = settings.texts[language]
    lines = [linked(said, settings.lines)]
    if elsewhere := settings.elsewhere():
        named = " · ".join(map(_anchor, elsewhere))
        lines.append(f"{html.escape(texts['web-fallback-elsewhere'])} {named}")
    lines.append(linked(texts["web-fallback-call"], settings.lines))
    shown = "".join(f"<p>{line}</p>" for line in lines)
    direction = html.escape(texts["web-direction"])
    return f'<section lang="{html.escape(language)}" dir="{direction}">{shown}</section>'


def _link(line: str) -> str:
    address = f"tel:{line.replace(' ', '')}" if NUMBER.fullmatch(line) else f"https://{line}"
    return _anchor(Elsewhere(line, address))


def _anchor(place: Elsewhere) -> str:
    address, name = html.escape(place.address), html.escape(place.name)
    return f'<a href="{address}" dir="ltr" rel="noopener noreferrer">{name}</a>'
