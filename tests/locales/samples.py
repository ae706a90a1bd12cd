"""Values for every message, as long as they get; and every message with them."""

from collections.abc import Iterator

from flows.core.effects import Args, Label, Value, When
from flows.said import Named
from locales import LANGUAGES, Catalogue
from locales.language import variables

VALUES: dict[str, Value] = {
    "again": 0,
    "command": "main.py dead list",
    "amount": "3 000 DH",
    "bank": Label("bank-attijari"),
    "category": Label("category-blackmail"),
    "channel": Label("channel-whatsapp"),
    "count": 111,
    "date": When(1_790_000_000.0),
    "days": 1825,
    "emergency": "101 / 112",
    "failed": 12,
    "campaign": "CKM2X7 (Faux colis de la poste)",
    "cases": 1234,
    "more": 12,
    "numbers": ", ".join(["1234"] * 14),
    "period": "Nouveaux dossiers par semaine, depuis 8 semaines",
    "traceless": 12,
    "hours": 24,
    "indicator": "+212612345678",
    "kind": "sticker",
    "label": Label("label-stolen"),
    "language": Label("language-ary"),
    "lists": "cert-ma, dgsn-2026, banque/1",
    "name": "عبد الرحمان بن عبد الواحد الإدريسي",
    "new": 1234,
    "note": "كلمة " * 100,
    "open": 12345,
    "place": Label("region-laayoune"),
    "pseudonym": "K7M29Q",
    "reason": Label("undelivered-other"),
    "reference": "K7M29QXA",
    "page": 2,
    "pages": 3,
    "fingerprint": "3f2a-91bc-0d4e-77a1-58c2-e6b0-1f93-a4d7",
    "status": Label("status-referred"),
    "service": Named("SRPJ, Béni Mellal", "الشرطة القضائية، فاس"),
    "city": Named("Béni Mellal", "بني ملال"),
    "town": Named("Bouskoura (Nouaceur)", "بوسكورة (النواصر)"),
    "unreachable": 1,
    "urgent": 123,
    "years": 11,
    "to": "RIB 007810000112300000012345",
    "when": "cet après-midi à 14h30",
    "value": "كلمة " * 120,
}


def args_of(message: object) -> Args:
    """The values that a message takes, beyond those that every message is given."""
    return {name: VALUES[name] for name in variables(message) if name in VALUES}


def every(catalogue: Catalogue, written: dict) -> Iterator[tuple[str, str, str]]:
    """(language, key, text) of every message."""
    for language in LANGUAGES:
        for key, message in written[language].items():
            yield language, key, catalogue.text(language, key, args_of(message))
