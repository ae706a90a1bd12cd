"""The quarter to reproduce: the reports of the first three months, and a smaller quarter alike."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import cycle, islice

from flows.figures.period import Period
from flows.lexicon.places import REGIONS

PERIOD = Period(date(2024, 6, 1), date(2024, 8, 31))
KINDS = {
    "fraud": 4073,
    "blackmail": 1358,
    "defamation": 679,
    "threat": 339,
    "incitement": 130,
    "drugs": 110,
    "child": 60,
    "weapons": 39,
    "terrorism": 295,
}
GROUP = 85
"""Reports of terrorism that name one group."""
NAMED = 4117
COUNTRIES = {
    "France": 126,
    "Espagne": 90,
    "Italie": 60,
    "Belgique": 40,
    "Allemagne": 20,
    "Émirats arabes unis": 45,
    "Arabie saoudite": 32,
    "Qatar": 20,
    "Turquie": 17,
    "Myanmar": 15,
    "Thaïlande": 10,
    "Chine": 15,
    "": 24,
    "Tunisie": 20,
    "Algérie": 20,
    "Égypte": 10,
}
"""The 564 from abroad, of whom some name no country. How they were spread over the regions is not known."""
HERE = "Maroc"
SUSPECTS = {"justice": 23, "wanted": 9, "identified": 50}
SMALLEST = Fraction(1, 500)
"""Below, there are fewer reports than countries: rounded up to one each, they do not fit into the total."""
CHANNELS = ("telegram", "whatsapp", "web")
LANGUAGES = ("ar", "fr", "ary")


@dataclass(frozen=True)
class Report:
    """A report to be made on a day of the quarter; a case with a `suspect` gets one, of this outcome.

    The `country` is HERE for a report from Morocco, and empty for one from abroad that names none. The
    `region` is told in a report from Morocco.
    """

    day: int
    channel: str
    language: str
    category: str
    group: bool
    named: bool
    country: str
    region: str
    suspect: str


@dataclass(frozen=True)
class Quarter:
    """The counts, all of them scaled alike."""

    kinds: dict[str, int]
    group: int
    named: int
    countries: dict[str, int]
    suspects: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.kinds.values())

    def reports(self) -> list[Report]:
        """Every report, spread evenly over the quarter in whatever it says."""
        kinds = spread(self.kinds, self.total)
        countries = spread({**self.countries, HERE: self.total - sum(self.countries.values())}, self.total)
        named = spread({"named": self.named, "": self.total - self.named}, self.total)
        suspects = spread({**self.suspects, "": self.total - sum(self.suspects.values())}, self.total)
        groups = iter(
            spread({"group": self.group, "": self.kinds["terrorism"] - self.group}, self.kinds["terrorism"])
        )
        ways = islice(
            cycle([(channel, language) for language in LANGUAGES for channel in CHANNELS]), self.total
        )
        return [
            Report(
                day=at * PERIOD.days // self.total,
                channel=channel,
                language=language,
                category=kinds[at],
                group=kinds[at] == "terrorism" and next(groups) == "group",
                named=named[at] == "named",
                country=countries[at],
                region=REGIONS[at % len(REGIONS)],
                suspect=suspects[at],
            )
            for at, (channel, language) in enumerate(ways)
        ]


def quarter(scale: Fraction = Fraction(1)) -> Quarter:
    """Return the quarter, or one so much smaller, with nothing left out that the whole has."""

    def less(count: int) -> int:
        return max(1, round(count * scale))

    kinds = {kind: less(count) for kind, count in KINDS.items()}
    return Quarter(
        kinds=kinds,
        group=min(less(GROUP), kinds["terrorism"]),
        named=less(NAMED),
        countries={country: less(count) for country, count in COUNTRIES.items()},
        suspects={outcome: less(count) for outcome, count in SUSPECTS.items()},
    )


def scale_of(text: str) -> Fraction:
    """Return how much of the quarter is to be played. Raises ValueError with the reason where none can be."""
    try:
        scale = Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{text} is no number: write for example 0.01") from None
    if not SMALLEST <= scale <= 1:
        raise ValueError(
            f"{text} is no scale to compare at: from {float(SMALLEST)}, where every country still has "
            "a report, to 1, the whole quarter"
        )
    return scale


def spread(counts: dict[str, int], total: int) -> list[str]:
    """Return each value as often as counted, as evenly as may be: at each place the one most behind."""
    given = Counter[str]()
    found = []
    for place in range(1, total + 1):
        value = max(
            (value for value in counts if given[value] < counts[value]),
            key=lambda value: counts[value] * place - given[value] * total,
        )
        given[value] += 1
        found.append(value)
    return found
