"""The question "which town?", and the choice between towns that an answer may mean."""

from collections.abc import Sequence

from flows.core.conversation import Conversation
from flows.core.effects import Args
from flows.core.questions import Choice, Names, Question, Rejected, Text
from flows.core.step import Step
from flows.languages import LANGUAGES
from flows.places.gazetteer import Town, gazetteer
from flows.places.match import match
from flows.reading.answers import normalise, number
from flows.record import record
from flows.said import Named

OTHER = "other"


def town_name(town: Town) -> Named:
    """The name of a place; with the city or province where the name alone does not tell it apart."""
    known = gazetteer()
    around = known.towns.get(town.within) or known.provinces[town.province]
    if around.french == town.french:
        return Named(town.french, town.arabic)
    return Named(f"{town.french} ({around.french})", f"{town.arabic} ({around.arabic})")


def _labels(options: Sequence[str]) -> list[tuple[str, Args]]:
    towns = gazetteer().towns
    return [
        ("town-other", {}) if one == OTHER else ("town-option", {"town": town_name(towns[one])})
        for one in options
    ]


@record
class TownText(Text):
    """A town, typed or one of the largest of the region that was chosen, which can be tapped."""

    def options(self, conversation: Conversation) -> tuple[str, ...]:
        region = conversation.answer("region")
        return tuple(town.code for town in gazetteer().cities[region]) if region else ()

    def labels(self, conversation: Conversation, options: tuple[str, ...]) -> Sequence[tuple[str, Args]]:
        towns = [gazetteer().towns[one] for one in options]
        return [("town-option", {"town": Named(town.french, town.arabic)}) for town in towns]

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        chosen, options = number(text), self.options(conversation)
        if chosen is not None and 1 <= chosen <= len(options):
            return options[chosen - 1]
        return Text.parse(self, conversation, text, names)


@record
class TownChoice(Choice):
    """One of the towns that the answer may mean. A text that names none of them is another town."""

    def options(self, conversation: Conversation) -> tuple[str, ...]:
        return (*conversation.towns, OTHER)

    def labels(self, conversation: Conversation, options: tuple[str, ...]) -> Sequence[tuple[str, Args]]:
        return _labels(options)

    def spoken(self, options: tuple[str, ...], names: Names) -> dict[str, tuple[str, ...]]:
        towns = gazetteer().towns
        known = {one: town_name(towns[one]) for one in options if one != OTHER}
        return {
            OTHER: names.get("town-other", ()),
            **{
                one: (towns[one].french, towns[one].arabic, name.latin, name.arabic)
                for one, name in known.items()
            },
        }

    def parse(self, conversation: Conversation, text: str, names: Names) -> str:
        try:
            return Choice.parse(self, conversation, text, names)
        except Rejected:
            return CITY.parse(conversation, text, names)


def in_morocco(conversation: Conversation) -> bool:
    """Whether it happened in Morocco."""
    return conversation.answer("where") == "morocco"


def asks_which(conversation: Conversation) -> bool:
    """Whether a town was named that may be several."""
    return bool(conversation.towns) and in_morocco(conversation)


def province(conversation: Conversation) -> str:
    """The code of the province of the place, or empty: of a town in the region that was chosen."""
    town = gazetteer().towns.get(conversation.town) if conversation.town else None
    if town is None or not in_morocco(conversation):
        return ""
    region = conversation.answer("region")
    return town.province if not region or town.region == region else ""


def take_town(step: Step, question: Question, value: str) -> str:
    """Take an answer to `CITY` or `TOWN`, and keep the region of the town; return the name to keep."""
    if value in ("", OTHER):
        step.change(towns=(), town="")
        return (step.conversation.answer("city") or "") if question.id == TOWN.id else value
    named = gazetteer().towns.get(value)
    if named is None:
        return _take_typed(step, value)
    _keep(step, named)
    return named.name(arabic=not LANGUAGES[step.conversation.speaks].latin)


def _take_typed(step: Step, text: str) -> str:
    found = match(text, step.conversation.answer("region") or "")
    if not found.sure:
        step.change(towns=tuple(town.code for town in found.towns), town="")
        return text
    _keep(step, found.towns[0])
    if not found.whole:
        return text
    name = found.towns[0].name(arabic=text[:1] >= "\u0600")
    if normalise(name) != normalise(text):
        step.line("town-understood", town=town_name(found.towns[0]))
    return name


def _keep(step: Step, town: Town) -> None:
    step.change(towns=(), town=town.code)
    if step.conversation.answer("region") != town.region:
        step.give("region", town.region)


CITY = TownText("city", ask_if=in_morocco, optional=True, max_chars=80)
TOWN = TownChoice("town", ask_if=asks_which, optional=True, volatile=True)
TOWNS = frozenset({CITY.id, TOWN.id})
