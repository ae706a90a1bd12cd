"""Rendering: values and their isolation, plurals, dates, layout, and what is kept in memory."""

import re

import pytest

from flows.core.effects import Args, Code, Label, Line, Option, Say, When
from locales import LANGUAGES, BadLocale, Catalogue
from locales.language import FOLDER, variables
from tests.locales.samples import VALUES, args_of, every

LINES: dict[str, str | int] = {
    "police": 19,
    "police_mobile": "112",
    "gendarmerie": "177",
    "ambulance": "15",
    "children": "2511",
    "women": "8350",
    "trafficking": "0800004747",
    "platform": "www.e-blagh.ma",
    "consulate": "www.consulat.ma",
    "images_adults": "StopNCII.org",
    "images_minors": "Take It Down",
    "listening": "",
}
FSI, PDI = "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("ar", 0, "لم يصل أي مرفق بعد."),
        ("ar", 1, "وصل مرفق واحد."),
        ("ar", 2, "وصل مرفقان."),
        ("ar", 3, f"وصلت {FSI}3{PDI} مرفقات."),
        ("ar", 10, f"وصلت {FSI}10{PDI} مرفقات."),
        ("ar", 11, f"وصل {FSI}11{PDI} مرفقا."),
        ("ar", 99, f"وصل {FSI}99{PDI} مرفقا."),
        ("ar", 100, f"وصل {FSI}100{PDI} مرفق."),
        ("ar", 103, f"وصلت {FSI}103{PDI} مرفقات."),
        ("fr", 0, "Aucun fichier n’est encore arrivé."),
        ("fr", 1, f"{FSI}1{PDI} fichier est bien arrivé."),
        ("fr", 2, f"{FSI}2{PDI} fichiers sont bien arrivés."),
        ("fr", 1000000, f"{FSI}1000000{PDI} fichiers sont bien arrivés."),
        ("ary", 0, "باقي ما وصل حتى ملف."),
        ("ary", 1, "وصل ملف واحد."),
        ("ary", 2, "وصلو جوج ملفات."),
        ("ary", 4, f"وصلو {FSI}4{PDI} ديال الملفات."),
        ("ary", 12345, f"وصلو {FSI}12345{PDI} ملف."),
    ],
)
def test_counts(catalogue: Catalogue, language, count, said):
    assert catalogue.text(language, "understood-pieces", {"count": count}) == said


@pytest.mark.parametrize(
    ("language", "hours", "said"),
    [
        ("ar", 0, "مال خرج، أُبلغ عنه قبل أقل من ساعة"),
        ("ar", 3, f"مال خرج، أُبلغ عنه قبل {FSI}3{PDI} س"),
        ("fr", 0, "Argent parti, signalé il y a moins d’une heure"),
        ("fr", 1, f"Argent parti, signalé il y a {FSI}1{PDI} h"),
        ("ary", 0, "فلوس خرجو، وصلنا الخبر هادي قل من ساعة"),
        ("ary", 47, f"فلوس خرجو، وصلنا الخبر هادي {FSI}47{PDI} س"),
    ],
)
def test_money_that_left_within_the_hour_is_not_told_as_of_no_hours(
    catalogue: Catalogue, language, hours, said
):
    row = VALUES | {"hours": hours}
    assert catalogue.text(language, "case-money", {"hours": hours}) == said
    assert catalogue.text(language, "case-row-money", row).startswith(f"{FSI}{said}{PDI} · ")


@pytest.mark.parametrize(
    ("language", "date"),
    [("ar", "1 غشت 2025، 15:05"), ("fr", "1 août 2025 à 15:05"), ("ary", "1 غشت 2025، 15:05")],
)
def test_moments_are_local_and_in_western_digits(catalogue: Catalogue, language, date):
    assert date in catalogue.label(language, "digest-oldest", {"date": When(1_754_057_100.0)})


@pytest.mark.parametrize(
    ("language", "date"), [("ar", "1 غشت 2025"), ("fr", "1 août 2025"), ("ary", "1 غشت 2025")]
)
def test_what_is_kept_for_years_is_said_to_the_day(catalogue: Catalogue, language, date):
    for key in ("held-until", "case-until"):
        assert catalogue.label(language, key, {"date": When(1_754_057_100.0)}).endswith(date)


def test_every_date_is_written_out(catalogue: Catalogue, written):
    dated = [
        (language, key) for language in LANGUAGES for key in written[language] if takes_date(written, key)
    ]
    for language, key in dated:
        text = catalogue.label(language, key, args_of(written[language][key]))
        assert re.search(r"21 (septembre|شتنبر) 2026", text), (language, key)
    assert len(dated) == 3 * 24


def takes_date(written, key):
    return "date" in set(variables(written["fr"][key]))


def test_the_clock_of_ramadan_is_followed(catalogue: Catalogue):
    """Morocco goes back to UTC for that month."""
    assert "12:00" in catalogue.text("fr", "digest-oldest", {"date": When(1_772_280_000.0)})
    assert "13:00" in catalogue.text("fr", "digest-oldest", {"date": When(1_775_044_800.0)})


def test_labels_are_said_in_the_same_language(catalogue: Catalogue):
    args = {"category": Label("category-fraud")}
    said = {language: catalogue.text(language, "understood-category", args) for language in LANGUAGES}
    assert f"{FSI}Arnaque{PDI}" in said["fr"]
    assert f"{FSI}نصب واحتيال{PDI}" in said["ar"]
    assert f"{FSI}النصب{PDI}" in said["ary"]


def test_lines_to_call_come_through_untouched():
    there = Catalogue.load(LINES | {"trafficking": "0800 00-47 47"}, "Ligne ⁨A⁩", "UTC")
    assert f"{FSI}0800 00-47 47{PDI}" in there.text("fr", "help")
    assert f"{FSI}19{PDI}" in there.text("fr", "help")
    assert "\nwww.e-blagh.ma\n" in there.text("ar", "help")


def test_no_value_reaches_beyond_itself(catalogue: Catalogue):
    value = "\u202eabc\u2069\u2066 سلام"
    said = catalogue.text("ar", "review-answer", {"label": Label("label-story"), "value": value})
    assert said.endswith(f"{FSI}abc سلام{PDI}")
    assert said.count(FSI) == said.count(PDI) == 2


def test_marks_are_balanced_and_never_around_a_whole_line(catalogue: Catalogue, written):
    for language, key, text in every(catalogue, written):
        assert text.count(FSI) == text.count(PDI), (language, key)
        assert not re.search(f"^{FSI}[^{PDI}]*{PDI}$", text, re.MULTILINE), (language, key)


def test_buttons_have_no_marks(catalogue: Catalogue):
    for language in LANGUAGES:
        assert catalogue.label(language, "case-option", {"reference": "K7M29QXA"}) == "K7M29QXA"
        assert FSI in catalogue.text(language, "welcome")
        assert FSI not in catalogue.label(language, "welcome")
        assert FSI not in catalogue.label(language, "ask-opened", {"count": 12})


@pytest.mark.parametrize(
    ("language", "key", "args"),
    [
        ("fr", "no-such-key", {}),
        ("fr", "no-such-key", {"count": 1}),
        ("fr", "understood-pieces", {}),
        ("fr", "review-answer", {"label": Label("no-such-key"), "value": "x"}),
        ("es", "welcome", {}),
    ],
)
def test_a_wrong_key_is_our_bug(catalogue: Catalogue, language, key, args):
    with pytest.raises(KeyError):
        catalogue.text(language, key, args)
    with pytest.raises(KeyError):
        catalogue.label(language, key, args)


def test_counts_are_kept_and_nobodys_words_are_not(catalogue: Catalogue):
    count = {"count": 3}
    assert catalogue.text("fr", "review-notes", count) is catalogue.text("fr", "review-notes", count)
    words: Args = {"label": Label("label-story"), "value": "mot pour mot"}
    assert catalogue.text("fr", "review-answer", words) is not catalogue.text("fr", "review-answer", words)


def test_what_is_constant_is_said_without_being_made_again(catalogue: Catalogue):
    assert catalogue.text("ary", "welcome") is catalogue.text("ary", "welcome")
    assert catalogue.label("ary", "welcome") is catalogue.label("ary", "welcome")


def test_paragraphs_and_rows(catalogue: Catalogue):
    answer = Line("review-answer", {"label": Label("label-city"), "value": "Fès"})
    say = Say((Line("review-title"), answer, answer, Line("review-notes", {"count": 2}), Line("ask-confirm")))
    row = f"{FSI}Ville{PDI}\u00a0: {FSI}Fès{PDI}"
    assert catalogue.rendered(say, "fr").text.split("\n") == [
        "Voici ce qui sera envoyé\u00a0:",
        row,
        row,
        f"Messages joints\u00a0: {FSI}2{PDI}",
        "",
        catalogue.text("fr", "ask-confirm"),
    ]


def test_codes_stand_alone_and_close_to_what_names_them(catalogue: Catalogue):
    say = Say(
        (Line("filed"), Code("K7M29QXA"), Line("filed-next"), Line("receipt-keep"), Code("K7M29QXA-2345"))
    )
    for language in LANGUAGES:
        rendered = catalogue.rendered(say, language)
        lines = rendered.text.split("\n")
        assert rendered.codes == ("K7M29QXA", "K7M29QXA-2345")
        assert lines[1:3] == ["K7M29QXA", ""]
        assert lines[-1] == "K7M29QXA-2345"
        assert lines[-2].endswith(":")


def test_found_numbers_are_a_list(catalogue: Catalogue):
    say = Say(
        (Line("understood-numbers"), Code("+212612345678"), Code("bit.ly/x"), Line("ask-quick", {"again": 0}))
    )
    text = catalogue.rendered(say, "ar").text
    assert text.split("\n")[1:4] == ["+212612345678", "bit.ly/x", ""]


def test_each_case_keeps_its_own_lines(catalogue: Catalogue):
    status = Line("case-status", {"status": Label("status-received"), "date": When(0.0)})
    text = catalogue.rendered(Say((Code("AAAA2222"), status, Code("CCCC3333"), status)), "fr").text
    assert [part.split("\n")[0] for part in text.split("\n\n")] == ["AAAA2222", "CCCC3333"]


def test_buttons_keep_their_order_and_side(catalogue: Catalogue):
    options = (
        Option("1:confirm:send", "confirm-send"),
        Option("1:which:K7M29QXA", "case-option", {"reference": "K7M29QXA"}),
        Option("-:do:menu", "do-menu", nav=True),
    )
    rendered = catalogue.rendered(Say((Line("ask-confirm"),), options), "ary")
    assert rendered.buttons == (
        ("1:confirm:send", "صيفط", False),
        ("1:which:K7M29QXA", "K7M29QXA", False),
        ("-:do:menu", "المنيو", True),
    )


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("\nbroken line without a sign\n", "line"),
        ("\nwelcome = again\n", "welcome stands twice"),
        ("\n-receipt = again\n", "receipt stands twice"),
    ],
)
def test_a_broken_file_is_named(tmp_path, added, told):
    for language in LANGUAGES:
        text = (FOLDER / f"{language}.ftl").read_text("utf-8")
        (tmp_path / f"{language}.ftl").write_text(text + (added if language == "fr" else ""), "utf-8")
    with pytest.raises(BadLocale, match=f"fr.ftl.*{told}"):
        Catalogue.load(LINES, "Ballegh", "UTC", tmp_path)


def test_a_message_without_words_is_found_at_the_start(tmp_path):
    for language in LANGUAGES:
        text = (FOLDER / f"{language}.ftl").read_text("utf-8")
        (tmp_path / f"{language}.ftl").write_text(text + "\nhollow =\n    .title = x\n", "utf-8")
    with pytest.raises(KeyError, match="hollow"):
        Catalogue.load(LINES, "Ballegh", "UTC", tmp_path)
