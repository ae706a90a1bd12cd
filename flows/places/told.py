"""The place that an answer about the place names: a city as the tables have it, or any commune."""

from flows.answers import facts
from flows.answers.facts import Whereabouts
from flows.places.match import named


def told_place(text: str) -> Whereabouts | None:
    """The place that a short answer names: a city or country of the tables, else the name of a commune."""
    if place := facts.told_place(text):
        return place
    town = named(text)
    name = town.name(arabic=text[:1] >= "\u0600") if town else ""
    return Whereabouts("morocco", region=town.region, city=name) if town else None


def where(text: str) -> str | None:
    """`morocco` or `abroad`, by the place that is named."""
    place = told_place(text)
    return place.where if place else None


def region(text: str) -> str | None:
    """The region of the place that is named."""
    place = told_place(text)
    return place.region or None if place else None
