"""The languages: one table with a row for each. The messages of a language are in `locales/<code>.ftl`."""

from collections.abc import Mapping

from flows.record import record


@record
class LanguageTraits:
    """The properties of a language.

    `region`: the locale whose plural forms, digits and months the language uses. Morocco's Arabic writes
    0-9 and `غشت`.
    `stand_in`: the language in its place at Telegram and Meta, which do not know every language.
    `latin`: names are written in Latin letters, else in Arabic ones.
    """

    region: str
    stand_in: str = ""
    latin: bool = False


LANGUAGES: Mapping[str, LanguageTraits] = {
    "ar": LanguageTraits("ar-MA"),
    "fr": LanguageTraits("fr", latin=True),
    "ary": LanguageTraits("ar-MA", stand_in="ar"),
}
"""By BCP 47 code, in the order in which they are offered."""

STAND_IN = {code: traits.stand_in for code, traits in LANGUAGES.items() if traits.stand_in}
