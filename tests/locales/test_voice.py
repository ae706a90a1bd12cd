"""How it is said: what a reader of the texts would mark with a pencil."""

import re
import unicodedata

import pytest

from flows.answers.choose import pick
from flows.dialogue.commands import COMMANDS
from flows.reading import answers as words
from locales import LANGUAGES, Catalogue
from tests.locales.flow_keys import offers
from tests.locales.samples import args_of, every
from tests.locales.source_keys import from_source

WORD = re.compile(r"[^\W\d_]+")
QUOTED = re.compile(r"«\s*([^»]+?)\s*»")
SENTENCE = re.compile(r"[.؟?]")

OFFICIALESE = {
    "fr": ("veuillez", "nous vous prions", "procéder", "meilleurs délais", "dans le cadre", "susmentionn"),
    "ar": ("يتعين", "القيام ب", "سيادتكم", "حضرتكم", "يرجى العلم", "في أقرب الآجال", "المذكور أعلاه"),
    "ary": ("يتعين", "المرجو", "القيام ب", "سيادتكم", "يرجى"),
}
BLAME = {
    "fr": ("pourquoi", "erreur", "invalide", "incorrect", "malheureusement", "auriez dû"),
    "ar": ("لماذا", "خطأ", "غير صحيح", "للأسف", "كان عليك"),
    "ary": ("علاش", "غلطتو", "للأسف", "كان خاصكم"),
}
TO_ONE_MAN = {
    *("أرسل", "اكتب", "اختر", "اضغط", "انقر", "اتصل", "أدخل", "قم", "حدد", "تواصل", "احذر", "تأكد", "احتفظ"),
    *("انسخ", "انتظر", "حاول", "عد", "ابدأ", "أضف", "أعد", "أخبر", "صف", "اذكر", "لاحظ", "تحدث", "أجب"),
    *("تدفع", "تحذف", "ترسل", "تشارك", "ترد", "تخف", "تريد", "تستطيع", "عزيزي", "سيدي", "متأكد", "قلق"),
}
"""Forms that take the reader for a man; button labels are nouns and hold none of them either."""

NOT_DARIJA = {
    *("سوف", "الذي", "التي", "هذا", "هذه", "ليس", "لماذا", "ماذا", "أين", "متى", "لديكم", "نحن", "الآن"),
    *("ازاي", "عايز", "مش", "دلوقتي", "برشا", "نتاع", "تاع", "كاش", "واشنو", "إذا", "يوجد", "جدا"),
}
"""Standard, Egyptian, Tunisian and Algerian words."""

TO_ONE = {"كتبو": "كتب", "صيفطو": "صيفط", "عيطو": "عيط", "رجعو": "رجع", "هضرو": "هضر", "خلّيو": "خلّي"}


def sentences(catalogue, written):
    """Whole sentences: what is no button and no heading."""
    return [one for one in every(catalogue, written) if SENTENCE.search(one[2])]


def test_nothing_is_shouted(catalogue: Catalogue, written):
    assert [key for _, key, text in every(catalogue, written) if re.search("[!！]|ـ{2,}", text)] == []


@pytest.mark.parametrize("table", [OFFICIALESE, BLAME], ids=["officialese", "blame"])
def test_nobody_is_lectured_or_blamed(catalogue: Catalogue, written, table):
    found = [
        (language, key, phrase)
        for language, key, text in every(catalogue, written)
        for phrase in table[language]
        if phrase in text.lower()
    ]
    assert found == []


def plain(word):
    return "".join(char for char in word if unicodedata.category(char) != "Mn")


def test_standard_arabic_guesses_nobodys_gender(catalogue: Catalogue, written):
    found = [
        (key, word)
        for language, key, text in every(catalogue, written)
        if language == "ar"
        for word in map(plain, WORD.findall(text))
        if word in TO_ONE_MAN or (word[:1] in "وف" and word[1:] in TO_ONE_MAN)
    ]
    assert found == []


def test_french_guesses_nobodys_gender(catalogue: Catalogue, written):
    guess = re.compile(r"\(e\)|·e|vous êtes \w+é\b|êtes-vous \w+é\b|êtes sûr|\bprêt\b|inquiet|seul\b", re.I)
    found = [
        key for language, key, text in every(catalogue, written) if language == "fr" and guess.search(text)
    ]
    assert found == []


def test_darija_is_no_standard_arabic_and_speaks_to_all(catalogue: Catalogue, written):
    singular = set(TO_ONE.values())
    for language, key, text in sentences(catalogue, written):
        spoken = set(WORD.findall(QUOTED.sub("", text)))
        if language == "ary":
            assert not spoken & NOT_DARIJA, key
            assert not spoken & singular, key


def test_darija_differs_in_every_sentence(catalogue: Catalogue, written):
    standard = {key: text for language, key, text in sentences(catalogue, written) if language == "ar"}
    same = [k for lang, k, text in sentences(catalogue, written) if lang == "ary" and standard.get(k) == text]
    assert same == []


def test_french_is_set_as_french_is_set(catalogue: Catalogue, written):
    wrong = re.compile("'|[^\u00a0\\d] ?[;?»]|[^\u00a0\\d]:(?!\\d)|«[^\u00a0]|\u00a0[^:;?»\\w⁨…]")
    found = [
        (key, wrong.findall(text))
        for language, key, text in every(catalogue, written)
        if language == "fr" and wrong.search(text)
    ]
    assert found == []


def test_arabic_is_set_as_arabic_is_set(catalogue: Catalogue, written):
    latin = re.compile(r"[\u0600-\u06ff][,;?]|[٠-٩۰-۹]|\s[،؛؟:]|'")
    found = [
        (language, key)
        for language, key, text in every(catalogue, written)
        if language != "fr" and latin.search(text)
    ]
    assert found == []


@pytest.mark.parametrize("language", ["ar", "ary"])
def test_lines_of_arabic_run_from_right_to_left(catalogue: Catalogue, written, language):
    """A line's direction follows its first strong letter; what is isolated does not count."""
    for key, message in written[language].items():
        args = args_of(message)
        if not args or key == "case-option":
            continue
        for line in catalogue.text(language, key, args).splitlines():
            outside = re.sub("\u2068[^\u2069]*\u2069", "", line)
            strong = [char for char in outside if unicodedata.bidirectional(char) in {"L", "R", "AL"}]
            assert strong, (key, line)
            assert unicodedata.bidirectional(strong[0]) != "L", (key, line)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["anonymity-whatsapp", "stays-whatsapp"])
def test_who_carries_a_message_is_named(catalogue: Catalogue, language, key):
    assert "Twilio" in catalogue.text(language, key)


def test_words_in_quotes_can_be_typed(catalogue: Catalogue, written):
    quoted = [
        (language, key, word)
        for language, key, text in every(catalogue, written)
        for word in QUOTED.findall(text)
    ]
    assert [one for one in quoted if words.command(one[2]) is None] == []
    assert {key for _, key, _ in quoted} >= {"help", "lost", "care-unsafe"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_ways_out_can_be_typed(catalogue: Catalogue, language):
    ways = {key.removeprefix("do-") for key in from_source().keys if key.startswith("do-")}
    read = {way: words.command(catalogue.label(language, f"do-{way}")) for way in ways}
    assert {way: command for way, command in read.items() if way != command} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_typed_back_is_that_answer(catalogue: Catalogue, language):
    names = catalogue.names()
    wrong = []
    for offer in offers():
        options = {option: key for option, key in offer.options if key in names}
        for option, key in options.items():
            typed = catalogue.label(language, key)
            spoken = {one: names[other] for one, other in options.items()}
            read = obeyed(typed, options) or pick(typed, tuple(options), spoken)
            if read != option:
                wrong.append((offer.question.id, option, typed, read))
    assert wrong == []


def obeyed(typed, options):
    """A typed command comes before the answers: as one of them, or leading away from them."""
    command = words.command(typed)
    if command in options:
        return command
    return f"away: {command}" if command in {*COMMANDS, "skip", "done"} else None
