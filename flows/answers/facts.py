"""Facts that a few words tell: an age, when money was lost, a place. Only exact words count."""

import re
from collections.abc import Iterable, Iterator, Mapping

from flows.answers.read import said, yes_or_no
from flows.lexicon.answer_words import EARLIER, RECENT
from flows.lexicon.places import CITIES, COUNTRIES, MOROCCO, Place
from flows.reading import negation, signals
from flows.reading.answers import normalise
from flows.record import record

ADULT = 18
SURE = 0.6
"""The score from which words without an age are an answer; help is named for less."""
_OLDEST = 99
_YOUNGEST = 3
_FEW = 7
_TIME = 5
"""Words of a time alone."""
_LESS = frozenset(
    map(normalise, ("moins", "under", "less", "أقل", "قل", "تحت", "دون", "9el", "a9el", "a9al", "ta7t"))
)
_MORE = frozenset(
    map(normalise, ("plus", "over", "more", "أكثر", "كثر", "كتر", "فوق", "kter", "ktar", "fo9", "majeur"))
)
_AGE = re.compile(r"(?<![\w.,])(\d{1,2})(?:ans?|3am|عام|سنه)?(?![\w.,%])")
_LONGEST_NAME = 4
_NUMBER = re.compile(r"\d{3}")
"""More than the place of an option has."""


def under_age(text: str) -> str | None:
    """Yes for an age below 18, no for another, alone or in a few words; else the first word counts."""
    if len(text.split()) > _FEW or negation.marked(text):
        return None
    first = yes_or_no(text)
    if signals.minor(text, SURE):
        return None if first == "no" else "yes"
    ages = [int(age) for age in _AGE.findall(normalise(text))]
    if not ages or not all(_YOUNGEST <= age <= _OLDEST for age in ages):
        return first
    young = {_young(text, age) for age in ages}
    if len(young) > 1:
        return None
    read = "yes" if young == {True} else "no"
    return None if first not in {None, read} else read


def _young(text: str, age: int) -> bool:
    if age != ADULT:
        return age < ADULT
    words = frozenset(said(text))
    below = not words.isdisjoint(_LESS) or (negation.refuses(text) and yes_or_no(text) != "no")
    return below and words.isdisjoint(_MORE)


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    ways = sorted((" ".join(said(phrase)) for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)[وف]?(?:{'|'.join(ways)})(?!\w)")


_RECENT, _EARLIER = _any(RECENT), _any(EARLIER)
_SOME_TIME = re.compile(
    r"(?<!\w)(?:(?P<more>plus|over|more|اكثر|كثر|كتر|فوق|kter|ktar|fo9)(?: (?:de|d|than|من|mn|men))?"
    r"|il y a|ya|y a|depuis|قبل|منذ|هادي|هذي|من|hadi|mn)"
    r" (?:chi|شي)? ?(?P<count>\d+|une?|deux|trois|quatre"
    r"|cinq|six|quelques?|plusieurs|ثلاثه|ثلاث|جوج|تلت|joj|tlata|chi|شي"
    r"|(?:une )?demie?|un quart|nos|nes|ness|rob3|reb3|نص|نصف|ربع)? ?(?:d |ديال |dyal )?"
    r"(?P<unit>heures?|h|minutes?|min|mn|jours?|j|semaines?|mois|ans?|annees?|ساعات|ساعتين|ساعه|سوايع|دقايق|دقيقه|دقيقتين|ايام|يوم|يومين|اسبوع"
    r"|اسبوعين"
    r"|سيمانه|سيمانات|شهر|شهرين|شهور|اشهر|سنه|سنين|سنتين|عام|عامين|عوام"
    r"|سنوات|ليام|يام|nhar|ayam|yyam|iyam|simana|simanat|chher|chhor|chhour|3am"
    r"|sa3a|sa3tin|sa3at|swaye3|swaya3|d9aye9|d9ay9|d9i9a)(?!\w)"
)
_WRITTEN = re.compile(r"[^\W_]+")
_SHORT_TIME = re.compile(r"h|heure|min|mn|ساع|سوايع|دقاي|دقيق|sa3|sway|d9")
_MINUTES = re.compile(r"min|mn|دق|d9")
_ONE_DAY = re.compile(r"j|jour|يوم|nhar")
_NOT_PAID = re.compile(
    r"(?<!\w)(?:pay|vers|vir|donn|envoy|perdu|rien)|دفع|خلص|حول|صيفط|عطي|ارسل|والو|khel+[e]?s|khls|sift|3tit|walo"
)


def when_lost(text: str) -> str | None:
    """`recent` or `earlier` for a time at which money was lost, `no` for a payment denied."""
    if negation.marked(text):
        return None
    plain = " ".join(said(text))
    if negation.refuses(text) or yes_or_no(text) == "no":
        return "no" if len(plain.split()) <= _FEW and _denies(text, plain) else None
    # A longer text with a time in it is no answer, unless it speaks of paying: "he insists since yesterday".
    return time_told(plain) if len(plain.split()) <= _TIME or _NOT_PAID.search(plain) else None


def _denies(text: str, plain: str) -> bool:
    return yes_or_no(text) == "no" or bool(_NOT_PAID.search(plain))


def time_told(plain: str) -> str | None:
    """`recent` for less than about a day ago, `earlier` for longer, where one of them is told."""
    told = {_length(found) for found in _SOME_TIME.finditer(plain)}
    if _EARLIER.search(plain):
        told.add("earlier")
    elif _RECENT.search(plain):
        told.add("recent")
    return told.pop() if len(told) == 1 else None


def time_words(text: str) -> str:
    """The words that say when, as they are written; empty where none do, or several times are told."""
    words, written = said(text), _WRITTEN.findall(text)
    plain = " ".join(words)
    found = _EARLIER.search(plain) or _SOME_TIME.search(plain) or _RECENT.search(plain)
    if found is None or time_told(plain) is None:
        return ""
    first, count = plain[: found.start()].count(" "), len(found[0].split())
    return " ".join(written[first : first + count]) if len(written) == len(words) else found[0]


def tells_fact(text: str) -> bool:
    """Whether a few words tell a number, a time or a place, whatever was asked."""
    plain = " ".join(said(text))
    if len(plain.split()) > _FEW or negation.asks(text):
        return False
    return bool(_NUMBER.search(plain) or time_told(plain) or whereabouts(plain.split()))


def _length(found: re.Match[str]) -> str:
    count, unit, more = found["count"] or "", found["unit"], bool(found["more"])
    if _SHORT_TIME.match(unit):
        most = 24 * 60 if _MINUTES.match(unit) else 24
        return "earlier" if count.isdecimal() and int(count) + more > most else "recent"
    if not more and _ONE_DAY.fullmatch(unit) and count in {"", "1", "un", "une"}:
        return "recent"
    return "earlier"


@record
class Whereabouts:
    """`where` is `morocco` or `abroad`; a city has its region."""

    where: str
    region: str = ""
    city: str = ""
    country: str = ""

    def answers(self) -> Iterator[tuple[str, str]]:
        """The answers to the questions about the place, without those that are not told."""
        told = (
            ("where", self.where),
            ("region", self.region),
            ("city", self.city),
            ("country", self.country),
        )
        yield from (answer for answer in told if answer[1])


def _known() -> Mapping[str, tuple[str, Place]]:
    """Every spelling, with the region (or `abroad`, `morocco`) and the two names to keep."""
    rows = [(region, place) for region, places in CITIES.items() for place in places]
    rows += [("abroad", country) for country in COUNTRIES]
    rows.append(("morocco", MOROCCO))
    return {" ".join(said(name)): (kind, place) for kind, place in rows for name in place}


_PLACES = _known()


def _place(words: list[str]) -> tuple[str, Place] | None:
    """The place that some words name, after an Arabic preposition too."""
    name = " ".join(words)
    if found := _PLACES.get(name):
        return found
    return _PLACES.get(name[1:]) if name[:1] in {"ف", "ب", "ل", "و"} else None


def whereabouts(words: list[str]) -> Whereabouts | None:
    """The only place that these words name."""
    found: dict[str, Whereabouts] = {}
    at = 0
    while at < len(words):
        for end in range(min(at + _LONGEST_NAME, len(words)), at, -1):
            if place := _place(words[at:end]):
                found.setdefault(place[1][0], _kept(*place, arabic=words[at] >= "\u0600"))
                at = end - 1
                break
        at += 1
    cities = [place for place in found.values() if place.city or place.country]
    return cities[0] if len(cities) == 1 else next(iter(found.values())) if len(found) == 1 else None


def _kept(kind: str, place: Place, *, arabic: bool) -> Whereabouts:
    name = place[1] if arabic else place[0]
    if kind == "abroad":
        return Whereabouts("abroad", country=name)
    return Whereabouts("morocco") if kind == "morocco" else Whereabouts("morocco", region=kind, city=name)


def told_place(text: str) -> Whereabouts | None:
    """The place that a short answer names; "not in Morocco" is abroad, any other denial tells none."""
    words = said(text)
    if len(words) > _FEW or negation.asks(text):
        return None
    place = whereabouts(words)
    if place and negation.refuses(text):
        return Whereabouts("abroad") if place == Whereabouts("morocco") else None
    return place


def where(text: str) -> str | None:
    """`morocco` or `abroad`, by the city or country that is named."""
    place = told_place(text)
    return place.where if place else None


def region(text: str) -> str | None:
    """The region of the city that is named."""
    place = told_place(text)
    return place.region or None if place else None


def country_named(text: str) -> str:
    """The first name in the table of the only country that the text names; else empty."""
    place = whereabouts(said(text))
    found = _PLACES.get(" ".join(said(place.country))) if place and place.country else None
    return found[1][0] if found else ""


def leading_place(words: list[str]) -> Whereabouts | None:
    """The place that the words begin with."""
    for end in range(min(_LONGEST_NAME, len(words)), 0, -1):
        if place := _place(words[:end]):
            return _kept(*place, arabic=words[0] >= "\u0600")
    return None
