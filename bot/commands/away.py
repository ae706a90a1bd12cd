"""Writes the page that a proxy shows while this server is away: `make away`.

The program does not run then, so the page is a file, in every language. A deployment with other lines to call
makes its own page: `python -m bot.commands.away CONFIG > away.html`, where CONFIG is the file that
`BALLEGH_CONFIG` names.
"""

import html
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from bot.settings.config import load_config
from flows.record import record
from handlers.webchat.fallback import fallback
from handlers.webchat.settings import Elsewhere, Texts
from handlers.webchat.static import FALLBACK
from locales import Catalogue

PAGE = Path(__file__).parents[2] / "deploy/pages/away.html"
_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="30">
<title>{title}</title>
<style>body{{font:1.1em/1.6 sans-serif;margin:auto;max-width:36em;padding:1em}}</style>
{sections}
</html>
"""


@record
class _Words:
    """The words and the lines of the page. It names no other channel: those are served by this server too."""

    texts: Texts
    lines: Sequence[str]
    elsewhere: Callable[[], Sequence[Elsewhere]] = tuple


def page(config: Path | None = None) -> str:
    """Return the page, with the lines to call of this configuration. Raises BadConfig."""
    lines = asdict(load_config(config).lines)
    texts = Catalogue.load(lines, organisation="", zone="UTC").web_texts()
    sections = fallback(_Words(texts, [line for line in lines.values() if line]), FALLBACK, "web-away")
    return _PAGE.format(
        language=FALLBACK,
        direction=html.escape(texts[FALLBACK]["web-direction"]),
        title=html.escape(texts[FALLBACK]["web-title"]),
        sections=sections.replace("<section", "\n<section").strip(),
    )


if __name__ == "__main__":
    sys.stdout.write(page(*map(Path, sys.argv[1:])))
