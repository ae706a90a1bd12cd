"""What typed words mean, in every way people type them."""

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.answers.choose import pick
from flows.lexicon.commands import CATEGORY_WORDS, COMMAND_WORDS, LANGUAGE_NAMES, SIGNS
from flows.reading import answers as words

texts = st.text(max_size=200)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("  Où   EST-IL ?! ", "ou est-il"),
        ("أُرِيدُ التَّبْليـــغ", "اريد التبليغ"),
        ("إلى آخره، ٱلآن", "الي اخره، الان"),
        ("شكاية مؤقتة بئر", "شكايه موقته بير"),
        ("گاليا ڭاع", "كاليا كاع"),
        ("\u202b٠٦١٢\u202c", "0612"),
        ("۱۲۳", "123"),
        ("3️⃣", "3"),
        ("🔟", "10"),
        ("👍 oui 👍🏽", "oui"),
        ("l’œuvre", "l'oeuvre"),
        ("/START", "start"),
        ("300 $", "300 $"),
        ("... !!", ""),
        ("", ""),
    ],
)
def test_one_plain_form(written, plain):
    assert words.normalise(written) == plain


@given(texts)
@example("İıſ \u0345\U0001d7d9")
def test_plain_stays_plain(text):
    once = words.normalise(text)
    assert words.normalise(once) == once


@pytest.mark.long
def test_every_character_folds_to_what_folds_no_further():
    for code in range(sys.maxunicode + 1):
        folded = chr(code).translate(words._FOLD)
        assert folded.translate(words._FOLD) == folded


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Salma  ", "Salma"),
        ("\u200f\u202bسلمى\u202c\u200f", "سلمى"),
        ("un\r\ndeux\x00", "un\ndeux"),
        ("a\tb\u2069c", "a\tbc"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("half \ud800 pair", "half  pair"),
        ("", ""),
        ("\u200e", ""),
    ],
)
def test_clean_keeps_content(typed, kept):
    assert words.clean(typed) == kept


@given(texts)
def test_clean_is_storable_and_stays_clean(text):
    kept = words.clean(text)
    kept.encode()
    assert "\0" not in kept
    assert words.clean(kept) == kept


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        *[(t, "yes") for t in ("oui", "Oui !", "ouiii", "OUI svp", "نعم", "ايه", "إيه", "آه", "واه", "واخا")],
        *[(t, "yes") for t in ("wakha", "ah", "na3am", "d’accord", "👍", "👍🏾", "✅", "ok merci")],
        *[
            (t, "no")
            for t in (
                "non",
                "لا",
                "لا شكرا",
                "la",
                "la chokran",
                "Non merci",
                "walo",
                "والو",
                "ma3ndich",
                "👎",
            )
        ],
        *[(t, "done") for t in ("safi", "صافي", "c'est tout", "ساليت", "terminé", "تم", "hadchi li kayn")],
        *[
            (t, "status")
            for t in ("fin wsel dossier dyali", "فين وصل الدوسي ديالي", "où en est mon dossier ?", "تتبع")
        ],
        *[(t, "new") for t in ("bghit nblegh", "بغيت نبلغ", "Je veux signaler", "تبليغ", "أريد التبليغ")],
        *[(t, "send") for t in ("sift", "صيفط", "Envoyer", "إرسال", "صيفط عافاك")],
        *[(t, "back") for t in ("rje3", "رجع", "retour", "/back", "رجوع", "🔙")],
        *[
            (t, "anonymous")
            for t in ("bla smiya", "sans nom", "بلا سميتي", "بدون اسم", "Sans donner mon nom")
        ],
        *[(t, "skip") for t in ("passer", "تخطٍّ", "فوّت", "ma3reftch", "je sais pas", "لا أعرف")],
        *[(t, "edit") for t in ("modifier", "تعديل", "بدّل", "beddel")],
        *[(t, "cancel") for t in ("annuler", "إلغاء", "بلاش", "/cancel")],
        *[
            (t, "stop")
            for t in ("STOP", "s.t.o.p", "Stop !", "ARRÊT", "ARRET", "تَوَقَّفْ", "وقف", "سطوب", "we9ef", "🛑")
        ],
        *[(t, "start") for t in ("START", "/start", "DÉMARRER", "إبدأ", "ابدأ")],
        *[(t, "help") for t in ("aide", "?", "؟", "مساعدة", "3awnouni", "/help")],
        *[(t, "menu") for t in ("menu", "القائمة")],
        *[(t, "language") for t in ("langue", "اللغة", "lougha")],
        *[(t, "hide") for t in ("cacher", "إخفاء", "خبي هاد المحادثة", "hide this chat", "khebbi")],
        *[(t, "resume") for t in ("continuer", "كمل", "متابعة", "kemmel")],
        *[(t, "restart") for t in ("recommencer", "من جديد", "mn jdid", "من اللول")],
        *[(t, "withdraw") for t in ("retirer mon signalement", "سحب التبليغ", "ntnazel")],
        *[(t, "more") for t in ("ajouter", "إضافة", "zid", "نزيد")],
        *[(t, None) for t in ("", "😀", "il me menace", "oui mais il a dit non", "الله", "oui " * 30, "1")],
    ],
)
def test_commands(text, meaning):
    assert words.command(text) == meaning


@pytest.mark.parametrize(("name", "ways"), COMMAND_WORDS.items())
def test_every_listed_way_is_understood(name, ways):
    assert {words.command(way) for way in ways} == {name}
    assert {words.command(f"/{way.upper()} ") for way in ways} == {name}


def test_done_agrees_where_only_yes_or_no_is_asked():
    assert words.means_yes("صافي")
    assert words.means_yes("oui")
    assert not words.means_yes("non")
    assert words.means_no("la")
    assert not words.means_no("safi")


@pytest.mark.parametrize(("code", "names"), LANGUAGE_NAMES.items())
def test_languages_by_name(code, names):
    assert {words.language(name) for name in names} == {code}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[(t, "ar") for t in ("bel 3arbiya", "en arabe", "بالعربية", "باللغة العربية", "je veux en arabe")],
        *[(t, "ar") for t in ("parle moi en arabe", "هضرو معايا بالعربية", "in arabic please", "ARABE !")],
        *[(t, "fr") for t in ("en français", "bel français", "بالفرنسية", "en francais svp", "b fransawiya")],
        *[(t, "ary") for t in ("b darija", "بالدارجة", "bel darija", "bghit darija", "هضر معايا بالدارجة")],
        *[(t, "ary") for t in ("en arabe marocain", "arabe marocaine", "derja")],
        *[(t, None) for t in ("en", "je veux", "il parle français avec moi", "bghit", "un site en arabe")],
    ],
)
def test_languages_asked_for(text, code):
    assert words.language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        *[
            "bonjour",
            "Salut !",
            "merci beaucoup",
            "Merciiii 🙏",
            "ok merci",
            "d'accord merci",
            "bonsoir madame",
        ],
        *["bonne journée", "merci pour votre aide", "thank you", "hello", "salam", "salam ça va ?", "slm"],
        *["chokran", "chokran bzaf", "lah ykhlik", "salam 3alikom", "assalamo alaykom wa rahmato allah"],
        *["شكرا", "شكرا جزيلا لكم", "السلام عليكم ورحمة الله", "وعليكم السلام", "صباح الخير", "الله يحفظكم"],
        *["بارك الله فيكم", "جزاكم الله خيرا", "السلام عليكم ورحمة الله تعالى وبركاته", "الله يعطيكم الصحة"],
    ],
)
def test_courtesies_say_nothing_else(text):
    assert words.courtesy(text)


@pytest.mark.parametrize(
    "text",
    [
        *["", "ok", "oui", "safi", "baraka", "nuit", "123", "👍", "merci de me rappeler", "merci 0612345678"],
        *["non merci", "la chokran", "لا شكرا", "الله", "صباح", "الله ياخد فيه الحق", "salam bghit nblegh"],
        *["bonjour on m'a arnaqué", "السلام عليكم شفرو ليا فلوسي", "bonjour j'ai 15 ans", "merci " * 40],
    ],
)
def test_answers_and_content_are_no_courtesy(text):
    assert not words.courtesy(text)


@pytest.mark.parametrize("text", ["", "anglais", "je parle avec lui en français depuis longtemps " * 3])
def test_no_language(text):
    assert words.language(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[("3", 3), ("٣", 3), ("۳", 3), ("3️⃣", 3), ("3.", 3), (" 12) ", 12), ("٣)", 3), ("0", 0), ("３", 3)],
        *[("", None), ("3a", None), ("3 4", None), ("trois", None), ("1" * 16, None), ("+5", None)],
    ],
)
def test_numbers_alone(text, value):
    assert words.number(text) == value


OPTIONS = tuple(CATEGORY_WORDS)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        *[
            ("1", "fraud"),
            ("٢", "blackmail"),
            ("12", "other"),
            ("3️⃣", "defamation"),
            ("0", None),
            ("13", None),
        ],
        *[
            ("fraud", "fraud"),
            ("Arnaque", "fraud"),
            ("نصب", "fraud"),
            ("ابتزاز بالصور", "blackmail"),
            ("arna", "fraud"),
        ],
        *[
            ("chant", "blackmail"),
            ("c'est du chantage", "blackmail"),
            ("هادشي ديال المخدرات", "drugs"),
            ("autre", "other"),
        ],
        *[
            ("خدمة مزوّرة فالخارج، ناس محبوسين", "trafficking"),
            ("شي درّي (ولا درّية) فخطر", "child"),
            ("la drogue", "drugs"),
        ],
        *[("", None), ("ar", None), ("menace et chantage", None), ("bonjour", None)],
        ("il y a un an que je subis un chantage de sa part chaque jour", None),
    ],
)
def test_an_option_by_number_or_name(text, chosen):
    assert pick(text, OPTIONS, CATEGORY_WORDS) == chosen


def test_every_category_name_picks_its_category():
    for category, names in CATEGORY_WORDS.items():
        assert {pick(name, OPTIONS, CATEGORY_WORDS) for name in names} == {category}


def test_options_without_names_go_by_their_id():
    assert pick("Sms", ("sms", "call"), {}) == "sms"
    assert pick("both", ("a", "b"), {"a": ["both"], "b": ["both"]}) is None


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text):
    assert words.command(text) in {None, *COMMAND_WORDS, *SIGNS.values()}
    assert words.language(text) in {None, *LANGUAGE_NAMES}
    assert pick(text, OPTIONS, CATEGORY_WORDS) in {None, *OPTIONS}
    assert (words.number(text) or 0) >= 0
    assert not (words.courtesy(text) and words.command(text) == "no")
    assert not (words.means_yes(text) and words.means_no(text))
