"""`main.py link`: links and QR codes that open the chat at a category, for posters, SMS and missed calls."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import segno
import typer

from bot.commands.answer import Listing, Refused, WrongUsage
from bot.commands.options import Force
from bot.settings.config import load_config
from bot.settings.environment import Settings
from flows.channels import CHANNELS
from flows.languages import LANGUAGES
from flows.record import record
from flows.report.categories import CATEGORIES
from flows.roads.links import Road, address, text_key
from locales import Catalogue

SCALE = 16
"""Pixels, or units of an SVG, along the side of a square of a QR code."""


@record
class Link:
    """One link, and what it opens."""

    channel: str
    category: str
    language: str
    address: str


def link(
    settings: Settings,
    category: Annotated[
        str, typer.Option(metavar="ID", help="Only this category. Example: --category fraud")
    ] = "",
    channel: Annotated[
        str, typer.Option(metavar="NAME", help="Only this channel. Example: --channel whatsapp")
    ] = "",
    lang: Annotated[str, typer.Option(metavar="CODE", help="Only this language. Example: --lang ar")] = "",
    bot: Annotated[
        str,
        typer.Option(metavar="NAME", help="The bot's name, else Telegram is asked. Example: --bot a_bot"),
    ] = "",
    qr: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the one link, as .svg or .png. Example: --qr fraud-ar.svg"),
    ] = None,
    force: Force = False,
) -> Listing:
    """Print the links that open the chat at a category's first question, or draw one as a QR code.

    Without an option, all of them: each channel that is on, category and language.
    Example: main.py link --category fraud --channel whatsapp --lang ar --qr fraud-ar.svg
    """
    _check("category", category, CATEGORIES)
    _check("channel", channel, tuple(CHANNELS))
    _check("lang", lang, tuple(LANGUAGES))
    found = [
        one
        for one in _links(settings, channel, bot)
        if category in {"", one.category} and lang in {"", one.language}
    ]
    if qr is not None:
        _draw(found, qr, force=force)
    lines = [f"{one.channel:<10}{one.category:<13}{one.language:<5}{one.address}" for one in found]
    return Listing(tuple(lines), data=[asdict(one) for one in found])


def _check(option: str, given: str, known: tuple[str, ...]) -> None:
    if given and given not in known:
        raise WrongUsage(f"--{option}: there is no {given!r}, there are {', '.join(known)}")


def _links(settings: Settings, channel: str, bot: str) -> Iterator[Link]:
    """The links of the channels that are on. Raises Refused for a channel that was named and is off."""
    config = load_config(settings.config_file)
    words = Catalogue.load(asdict(config.lines), settings.organisation, settings.timezone.key)
    bases = {name: _base(settings, name, bot) for name in CHANNELS if channel in {"", name}}
    if not any(bases.values()):
        raise Refused(f"{channel or 'no channel is on'}: {_OFF.get(channel, 'main.py doctor says why')}")
    for name, base in bases.items():
        for category in CATEGORIES if base else ():
            for language in LANGUAGES:
                text = words.label(language, text_key(category))
                yield Link(name, category, language, address(name, base, Road(category, language), text))


_OFF = {
    "telegram": "set TELEGRAM_BOT_TOKEN, or name the bot with --bot",
    "whatsapp": "set TWILIO_WHATSAPP_FROM and what belongs to it",
    "web": "set BALLEGH_PUBLIC_URL: a link needs the public address",
}


def _base(settings: Settings, channel: str, bot: str) -> str:
    """The channel's own address; empty where the channel is off or its address is not known."""
    if channel == "web":
        return settings.public_url or ""
    if channel == "whatsapp":
        number = re.sub(r"\D", "", settings.twilio_whatsapp_from or "")
        return number and f"https://wa.me/{number}"
    name = bot.removeprefix("@") or _asked(settings)
    return name and f"https://t.me/{name}"


def _asked(settings: Settings) -> str:
    """The bot's name, by asking Telegram for five seconds at most; empty where Telegram does not answer."""
    if settings.telegram_bot_token is None:
        return ""
    from handlers.telegram.bot import bot_name  # with python-telegram-bot, which others do without

    return asyncio.run(bot_name(settings.telegram_api_url, settings.telegram_bot_token.get_secret_value()))


def _draw(found: list[Link], path: Path, *, force: bool) -> None:
    if len(found) != 1:
        raise WrongUsage(f"--qr draws one link, and these options leave {len(found)}: name all three of them")
    if path.suffix not in {".svg", ".png"}:
        raise WrongUsage("--qr: the file's name must end in .svg or .png")
    if path.exists() and not force:
        raise Refused(f"{path} exists: --force overwrites it")
    segno.make_qr(found[0].address, error="q").save(str(path), scale=SCALE, border=4)
