"""The page and its files, read once at the start, and the security headers."""

import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from flows.record import changed
from handlers import browser
from handlers.webchat.fallback import fallback, linked, ways
from handlers.webchat.intake import MAX_CHARS
from handlers.webchat.settings import Elsewhere, WebSettings

FOLDER = Path(__file__).with_name("page")
FALLBACK = "ar"

# Every text that the page shows; plain words without arguments, `web-direction` being `rtl` or `ltr`.
TEXT_KEYS = (
    "web-attach",
    "web-audio",
    "web-blocked",
    "web-busy",
    "web-cancel",
    "web-choices",
    "web-connecting",
    "web-copied",
    "web-copy",
    "web-crowded",
    "web-direction",
    "web-document",
    "web-draft-ask",
    "web-draft-drop",
    "web-draft-keep",
    "web-drop",
    "web-failed",
    "web-leave",
    "web-leave-hint",
    "web-link-ask",
    "web-link-not",
    "web-link-open",
    "web-log",
    "web-new-messages",
    "web-no-microphone",
    "web-noscript",
    "web-offline",
    "web-photo",
    "web-placeholder",
    "web-qr",
    "web-qr-about",
    "web-qr-save",
    "web-record",
    "web-record-cancel",
    "web-record-send",
    "web-recording",
    "web-refused",
    "web-retry",
    "web-send",
    "web-sending",
    "web-sent",
    "web-slow",
    "web-subtitle",
    "web-tabs",
    "web-title",
    "web-too-big",
    "web-too-long",
    "web-typing",
    "web-unreadable",
    "web-uploading",
    "web-us",
    "web-video",
    "web-voice",
    "web-you",
)


def security_headers(sites: Sequence[str] = ()) -> Mapping[str, str]:
    """Return the page's security headers; `sites` are those that may show the page in a frame."""
    return browser.headers(
        images="img-src 'self' blob: data:",
        types="'none'",
        permissions="microphone=(self), camera=(), geolocation=(), payment=(), usb=()",
        ancestors=sites,
    )


HEADERS = security_headers()

CROWDED = (
    '<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="{after}">'
    "<title>{title}</title>{ways}</html>"
)


class Page:
    """The page in the visitor's language, and its files under an address that changes with their content."""

    def __init__(self, settings: WebSettings) -> None:
        self._settings = settings
        self._template = (FOLDER / "index.html").read_text("utf-8")
        self._files = browser.Files(FOLDER)
        self.version = self._files.version
        self._pages: dict[tuple[str, Sequence[Elsewhere], bool], bytes] = {}

    def page(self, request: Request, *, framed: bool = False) -> Response:
        """Return the page in the first requested language that the catalogue has; `framed`: for a frame."""
        language = preferred(request.headers.get("accept-language", ""), self._settings.texts)
        known = (language, tuple(self._settings.elsewhere()), framed)
        if known not in self._pages:
            self._pages[known] = self._render(language, framed=framed)
        return Response(self._pages[known], media_type="text/html")

    def crowded(self, request: Request, after: int) -> Response:
        """Return a page that says that too many people ask at once, and asks again by itself."""
        language = preferred(request.headers.get("accept-language", ""), self._settings.texts)
        texts = self._settings.texts[language]
        page = CROWDED.format(
            language=html.escape(language),
            direction=html.escape(texts["web-direction"]),
            title=html.escape(texts["web-title"]),
            ways=ways(self._settings, language, texts["web-crowded"]),
            after=after,
        )
        headers = {"Retry-After": str(after)}
        return Response(page, status_code=429, media_type="text/html", headers=headers)

    def file(self, request: Request) -> Response:
        """Return a file of the page."""
        return self._files.answer(request)

    def _render(self, language: str, *, framed: bool) -> bytes:
        """In a frame, links open in new tabs, and a frame that cannot begin names the page itself."""
        texts, settings = self._settings.texts[language], self._settings
        if framed:
            alone = Elsewhere(settings.organisation, f"{settings.origin}/")
            settings = changed(settings, elsewhere=lambda: (alone, *self._settings.elsewhere()))
        values = {key: html.escape(texts[key]) for key in TEXT_KEYS} | {
            "language": html.escape(language),
            "organisation": html.escape(self._settings.organisation),
            "version": self.version,
            "leave_to": html.escape(self._settings.leave_to),
            "web-noscript": linked(texts["web-noscript"], self._settings.lines),
            "fallback": fallback(settings, language),
            "base": '<base target="_blank">' if framed else "",
            "config": self._config(language),
        }
        page = self._template
        for name, value in values.items():
            page = page.replace("{{" + name + "}}", value)
        return page.encode()

    def _config(self, language: str) -> str:
        given = {
            "language": language,
            "texts": {
                each: {key: texts[key] for key in TEXT_KEYS} for each, texts in self._settings.texts.items()
            },
            "maxBytes": self._settings.max_bytes,
            "maxChars": MAX_CHARS,
            "lines": list(self._settings.lines),
            "leaveTo": self._settings.leave_to,
        }
        return json.dumps(given, ensure_ascii=False).replace("<", "\\u003c")


def preferred(accepted: str, spoken: Mapping[str, object]) -> str:
    """Return the first spoken language of an Accept-Language header, which browsers order by preference."""
    for given in accepted.split(","):
        primary = given.partition(";")[0].strip().partition("-")[0].lower()
        if primary in spoken:
            return primary
    return FALLBACK if FALLBACK in spoken else next(iter(spoken))
