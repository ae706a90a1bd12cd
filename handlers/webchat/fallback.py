"""The lines of a page that cannot begin: other ways to report and numbers to call, without a script."""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from handlers.webchat.settings import Elsewhere, Texts

FALLBACK_KEYS = ("web-away", "web-fallback", "web-fallback-call", "web-fallback-elsewhere")
NUMBER = re.compile(r"\+?[\d ]{2,20}")
SITE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


class Ways(Protocol):
    """The part of `WebSettings` that is needed here."""

    @property
    def texts(self) -> Texts:
        """The page's texts by language."""

    @property
    def lines(self) -> Sequence[str]:
        """The numbers to call, and the sites."""

    @property
    def elsewhere(self) -> Callable[[], Sequence[Elsewhere]]:
        """Gives the other channels."""


def fallback(settings: Ways, first: str, said: str = "web-fallback") -> str:
    """Return `said` and the lines in every language, beginning with `first`: nobody can choose one here."""
    languages = sorted(settings.texts, key=lambda language: language != first)
    return "".join(ways(settings, language, settings.texts[language][said]) for language in languages)


def linked(text: str, lines: Iterable[str]) -> str:
    """Return the text as HTML in which the numbers to call and the sites are links."""
    known = [line for line in lines if NUMBER.fullmatch(line) or SITE.fullmatch(line)]
    if not known:
        return html.escape(text)
    either = "|".join(re.escape(line) for line in known)
    parts = re.split(rf"(?<!\w)({either})(?!\w)", text)
    return "".join(_link(part) if at % 2 else html.escape(part) for at, part in enumerate(parts))


def ways(settings: Ways, language: str, said: str) -> str:
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
