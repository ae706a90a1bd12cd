"""The numbers to call for help in each country, by its first name in `places.COUNTRIES`.

Where the police and the ambulance have numbers of their own, the police comes first. 112 reaches help in
every country of the European Union, and from a mobile in most others; it stands where no better number is
known. Each number here is one that the metadata of phonenumbers knows as an emergency number of its country
(`docs/outside-checks.md`). A deployment checks these numbers again, and can replace them (`[lines.abroad]`).
"""

from collections.abc import Mapping

ANYWHERE = "112"

EMERGENCY: dict[str, str] = {
    "France": "17 / 112",
    "Belgique": "101 / 112",
    "Royaume-Uni": "999",
    "Irlande": "999 / 112",
    "Russie": "102 / 112",
    "Canada": "911",
    "États-Unis": "911",
    "Émirats arabes unis": "999",
    "Arabie saoudite": "911",
    "Qatar": "999",
    "Bahreïn": "999",
    "Oman": "9999",
    "Jordanie": "911",
    "Égypte": "122 / 123",
    "Tunisie": "197 / 190",
    "Algérie": "17 / 14",
    "Mauritanie": "17 / 18",
    "Sénégal": "17 / 18",
    "Côte d'Ivoire": "110",
    "Mali": "17 / 15",
    "Cameroun": "117",
    "Myanmar": "199",
    "Thaïlande": "191 / 1669",
    "Cambodge": "117 / 119",
    "Laos": "1191 / 191",
    "Malaisie": "999",
    "Indonésie": "112",
    "Philippines": "911",
    "Viêt Nam": "113 / 115",
    "Chine": "110 / 120",
    "Japon": "110 / 119",
    "Brésil": "190 / 192",
    "Australie": "000",
}


def help_in(country: str, numbers: Mapping[str, str]) -> str:
    """The number for help in a country; empty for Morocco, which has no name here."""
    return numbers.get(country, ANYWHERE) if country else ""
