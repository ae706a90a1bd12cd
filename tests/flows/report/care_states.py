"""How a person comes to each state of a conversation, for the matrix of care."""

from collections.abc import Callable, Mapping

from flows.report.content import RESUME_AFTER
from tests.dialogue import Person

Way = Callable[[Person], object]

HOUR = 3600.0
STORY = "Hier un inconnu a publié une annonce avec mon numéro sur un groupe"
FORWARDED = "Votre colis est bloqué, payez 25 DH sur http://poste-ma.top"


def _begun(who: Person) -> Person:
    return who.starts().taps("fr").sees("ask-category")


def _at(*taps: str, asks: str) -> Way:
    """The guided way by taps, each an option or `"words"` to type, to the question `asks`."""

    def come(who: Person) -> None:
        _begun(who)
        for tap in taps:
            who.says(tap.strip('"')) if tap.startswith('"') else who.taps(tap)
        who.sees(f"ask-{asks}")

    return come


_TOLD = ("other", f'"{STORY}"')
_PLACED = (*_TOLD, '"passer"', '"passer"')


def _suspects(who: Person) -> None:
    _at(*_TOLD, '"passer"', asks="suspects")(who)


def _reviewed(who: Person) -> Person:
    _at(*_PLACED, '"passer"', '"passer"', asks="confirm")(who)
    return who


def _filed(who: Person) -> Person:
    return _reviewed(who).taps("send").sees("filed")


def _quick(who: Person) -> Person:
    return who.forwards(FORWARDED).sees("ask-quick")


def _enriching(who: Person) -> Person:
    return _quick(who).taps("send").sees("ask-more")


def _lost_money(who: Person) -> Person:
    return _enriching(who).taps("yes").taps("sms").taps("earlier")


def _status(who: Person) -> Person:
    return _filed(who).taps("status").sees("case-status")


def _away(who: Person) -> None:
    _at("blackmail", "no", asks="aggressor")(who)
    who.waits(RESUME_AFTER / HOUR + 0.1)


UNBEGUN: Mapping[str, Way] = {
    "first contact": lambda who: None,
    "language question": lambda who: who.starts().sees("ask-language"),
    "category question": _begun,
    "menu at rest": lambda who: _begun(who).says("menu").sees("ask-menu"),
    "question about the service": lambda who: _begun(who).says("qui lit ça ?"),
    "hidden at first": lambda who: _begun(who).says("cacher").sees("hidden"),
}
"""States without a draft: the words begin one."""

DRAFTS: Mapping[str, Way] = {
    "danger": _at("threat", asks="danger"),
    "held": _at("trafficking", asks="held"),
    "held where": _at("trafficking", "yes", asks="held_where"),
    "safe": _at("trafficking", "no", asks="safe"),
    "under 18": _at("blackmail", asks="minor"),
    "aggressor": _at("blackmail", "no", asks="aggressor"),
    "via": _at("fraud", asks="via"),
    "money": _at("fraud", "sms", asks="money"),
    "payment": _at("fraud", "sms", "earlier", asks="payment"),
    "harm": _at("defamation", asks="harm"),
    "stolen": _at("hacking", asks="stolen"),
    "account": _at("child", "no", asks="account"),
    "story": _at("other", asks="story"),
    "evidence": _at(*_TOLD, asks="evidence"),
    "suspects": _suspects,
    "where": _at(*_PLACED, asks="where"),
    "region": _at(*_PLACED, "morocco", asks="region"),
    "city": _at(*_PLACED, "morocco", '"passer"', asks="city"),
    "town": _at(*_PLACED, "morocco", '"passer"', '"ajdir"', asks="town"),
    "country": _at(*_PLACED, "abroad", asks="country"),
    "identity": _at(*_PLACED, '"passer"', asks="identity"),
    "name": _at(*_PLACED, '"passer"', "named", asks="name"),
    "contact": _at(*_PLACED, '"passer"', "named", '"Salma"', asks="contact"),
    "review": _reviewed,
    "quick": _quick,
    "quick, its category": lambda who: _quick(who).taps("category").sees("ask-category"),
    "story, edited": lambda who: _reviewed(who).taps("edit").taps("story").sees("ask-story"),
    "menu": lambda who: _reviewed(who).says("menu").sees("ask-menu"),
    "edit": lambda who: _reviewed(who).taps("edit").sees("ask-edit"),
    "drop": lambda who: _reviewed(who).taps("cancel").sees("ask-drop"),
    "language, in a draft": lambda who: _reviewed(who).says("langue").sees("ask-language"),
    "resume": lambda who: _reviewed(who).says("nouveau").sees("ask-resume"),
    "forget": lambda who: _reviewed(who).says("oubliez-moi").sees("ask-forget"),
    "hidden": lambda who: _reviewed(who).says("cacher").sees("hidden"),
    "back after a pause": _away,
    "urgent already": _at("threat", "yes", asks="aggressor"),
    "a second report": lambda who: _filed(who).taps("new").taps("other").sees("ask-story"),
}
"""States with a draft: the words are kept in it, and it is urgent."""

FILED: Mapping[str, Way] = {
    "more": _enriching,
    "more, a choice": lambda who: _enriching(who).taps("yes").sees("ask-via"),
    "more, hidden": lambda who: _enriching(who).says("cacher").sees("hidden"),
    "more, a text": lambda who: _lost_money(who).sees("ask-payment"),
    "more, evidence": lambda who: _lost_money(who).says("passer").taps("no").sees("ask-evidence"),
    "more, menu": lambda who: _enriching(who).says("menu").sees("ask-menu"),
    "more, without a trace": lambda who: _enriching(who).taps("traceless").sees("ask-untie"),
    "add": lambda who: _status(who).taps("add").sees("ask-addition"),
}
"""States of a case that is being added to: the words go to the case, and officers are alerted."""

RESTING: Mapping[str, Way] = {
    "after filing": _filed,
    "after filing, menu": lambda who: _filed(who).says("menu").sees("ask-menu"),
    "after filing, hidden": lambda who: _filed(who).says("cacher").sees("hidden"),
    "status": _status,
    "withdraw": lambda who: _status(who).taps("withdraw").sees("ask-withdraw"),
    "untie": lambda who: _status(who).taps("traceless").sees("ask-untie"),
}
"""States after filing where nothing is being added: the words begin another report."""

ALL: dict[str, Way] = {**UNBEGUN, **DRAFTS, **FILED, **RESTING}
