"""The traces of a text: the pairs (kind, value) by which two cases name the same sender or the same message.

Storage keeps keyed tokens of them and never the pairs.
"""

from collections.abc import Iterable, Iterator

from flows.indicators.find import Indicator
from flows.indicators.near import bands

NEAR = "near"
"""The kind of a band of a text's MinHash."""

Traces = tuple[tuple[str, str], ...]

_AS_THEY_ARE = frozenset({"phone", "email", "group", "rib", "iban", "crypto"})
_TEXTS = 4
"""So many texts of a report have bands: the story and the first messages that were passed on."""

_PUBLIC = """
    google.com google.fr google.co.ma youtube.com youtu.be facebook.com fb.com fb.me m.me messenger.com
    instagram.com instagr.am tiktok.com twitter.com x.com snapchat.com telegram.org t.me telegram.me
    telegram.dog whatsapp.com wa.me linkedin.com pinterest.com threads.net threads.com discord.com discord.gg
    skype.com zoom.us microsoft.com live.com office.com outlook.com apple.com icloud.com amazon.com amazon.fr
    aliexpress.com paypal.com netflix.com wikipedia.org yahoo.com yahoo.fr gmail.com bing.com reddit.com
    avito.ma jumia.ma hespress.com le360.ma e-blagh.ma poste.ma barid.ma cnss.ma iam.ma
    inwi.ma orange.ma attijariwafabank.com bankofafrica.ma cihbank.ma binance.com dropbox.com wetransfer.com
"""
PUBLIC = frozenset(_PUBLIC.split())
"""Services that everybody uses: their host tells nothing of who sent a link."""

_SHORT = """
    bit.ly tinyurl.com t.co goo.gl is.gd v.gd ow.ly buff.ly cutt.ly rebrand.ly rb.gy shorturl.at shorturl.asia
    tiny.cc s.id t.ly lnkd.in qrco.de urlz.fr linktr.ee n9.cl u.to bl.ink shrtco.de l.ead.me soo.gd
"""
SHORTENERS = frozenset(_SHORT.split())
"""Services whose links hide where they lead: the whole link is the trace."""


_GOVERNMENT = ".gov.ma"


def host_of(one: Indicator) -> str:
    """The registered domain of a link, or its host where that is an address; empty where there is none."""
    if domain := dict(one.about).get("domain"):
        return domain
    return one.value.partition("/")[0] if "." in one.value.partition("/")[0] else ""


def is_public(host: str) -> bool:
    """True for a service that everybody uses, or a site of the state."""
    return host in PUBLIC or host.endswith(_GOVERNMENT)


def of_indicators(found: Iterable[Indicator]) -> Iterator[tuple[str, str]]:
    """The traces of indicators that lead to one sender; others (amounts, days, public services) have none."""
    for one in found:
        if value := _strong(one):
            yield one.kind, value


def _strong(one: Indicator) -> str:
    if one.kind in _AS_THEY_ARE:
        return one.value
    if one.kind == "handle":
        return f"{dict(one.about).get('platform', '')}:{one.value}"
    if one.kind == "sender":
        return one.value.casefold()
    if one.kind == "link":
        host = host_of(one)
        return one.value if host in SHORTENERS else "" if is_public(host) else host
    return ""


def of_texts(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The bands of the first few texts that are long enough to be copied."""
    banded = [found for text in texts if (found := bands(text))]
    yield from ((NEAR, band) for found in banded[:_TEXTS] for band in found)
