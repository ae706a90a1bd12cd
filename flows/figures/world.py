"""The regions of the world, with their countries by the first name in `places.COUNTRIES`."""

from collections.abc import Mapping

from flows.lexicon.places import COUNTRIES

UNNAMED = ""
"""The country, or the region of the world, of a report from abroad that names none."""

WORLD: Mapping[str, tuple[str, ...]] = {
    "europe": (
        *("France", "Espagne", "Italie", "Belgique", "Pays-Bas", "Allemagne", "Royaume-Uni", "Suisse"),
        *("Portugal", "Suède", "Norvège", "Danemark", "Finlande", "Autriche", "Irlande", "Luxembourg"),
        *("Grèce", "Pologne", "Russie", "Ukraine", "Chypre", "Malte"),
    ),
    "asia": (
        *("Myanmar", "Thaïlande", "Cambodge", "Laos", "Malaisie", "Philippines", "Viêt Nam"),
        *("Indonésie", "Chine", "Japon", "Inde"),
    ),
    "middle-east": (
        *("Turquie", "Émirats arabes unis", "Arabie saoudite", "Qatar", "Koweït", "Bahreïn", "Oman"),
        *("Jordanie", "Liban"),
    ),
    "north-africa": ("Égypte", "Tunisie", "Algérie", "Libye", "Mauritanie"),
    "africa": ("Sénégal", "Côte d'Ivoire", "Mali", "Gabon", "Guinée", "Cameroun"),
    "america": ("Canada", "États-Unis", "Brésil"),
    "oceania": ("Australie",),
}
"""Mauritania counts as North Africa and Turkey as the Middle East, as Moroccan statements have it."""

_REGION = {country: region for region, countries in WORLD.items() for country in countries}
_NAMES = {names[0]: names[:2] for names in COUNTRIES}


def region_of(country: str) -> str:
    """Return the region of the world in which a country lies, or UNNAMED."""
    return _REGION.get(country, UNNAMED)


def name_of(country: str, language: str) -> str:
    """Return a country's name in French or Arabic."""
    french, arabic = _NAMES[country]
    return french if language == "fr" else arabic
