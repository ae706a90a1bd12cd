"""A new choice of a digest, checked: from the command line and from the desk."""

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.settings.addresses import mail_address
from flows.lexicon.places import REGIONS
from flows.report.categories import CATEGORIES
from locales import LANGUAGES
from storage.digests.choices import EVERY, DigestChoice

PLACES = (*REGIONS, "morocco", "abroad")
"""The places by which cases are chosen: regions, and what reporters name in their stead."""


class BadChoice(Exception):
    """A part of a choice cannot be; `part` names it, `fits` is what could be."""

    def __init__(self, part: str, fits: str) -> None:
        super().__init__(part)
        self.part = part
        self.fits = fits


def checked(choice: DigestChoice, before: DigestChoice, now: float) -> DigestChoice:
    """The choice in place of the one before. Raises BadChoice."""
    _among("every", [choice.every], EVERY)
    _among("categories", choice.categories, CATEGORIES)
    _among("places", choice.places, PLACES)
    _among("language", [choice.language] if choice.language else [], LANGUAGES)
    if choice.email:
        try:
            mail_address(choice.email)
        except ValueError:
            raise BadChoice("email", "an address such as salma@example.org") from None
    if choice.zone:
        _zone(choice.zone)
    return replace(choice, changed=now, sent=before.sent)


def _among(part: str, given: Sequence[str], known: Sequence[str]) -> None:
    if any(one not in known for one in given):
        raise BadChoice(part, ", ".join(known))


def _zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadChoice("zone", "the name of a time zone, such as Africa/Casablanca") from None
