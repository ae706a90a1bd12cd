"""Documents in Arabic and French: the order of their parts, their lines, their pages, and foreign text."""

import re
from datetime import UTC, datetime

import pytest
from fpdf.enums import TextDirection
from hypothesis import given
from hypothesis import strategies as st

from bot.pdf import fonts
from bot.pdf.document import Document, Hash
from bot.pdf.text import FSI, PDI, foreign, island, own_direction, visual, without_isolates, wrapped

LTR, RTL = TextDirection.LTR, TextDirection.RTL
MADE = datetime(2026, 11, 30, tzinfo=UTC)
WORDS = st.lists(st.sampled_from(["ملف", "K7M2-9QXA", "(300)", "نص", "a"]), min_size=1, max_size=30)


def seen(line: str, base: TextDirection) -> str:
    """A line from left to right, as it is seen."""
    return "".join(run if towards is LTR else run[::-1] for run, towards in visual(line, base))


@pytest.mark.parametrize(
    ("line", "base", "expected"),
    [
        (f"الملف {island('K7M2-9QXA')} (1)", RTL, ")1( K7M2-9QXA فلملا"),
        (f"هاتف {island('+212 6 12 34')}.", RTL, ".+212 6 12 34 فتاه"),
        (f"Nom {FSI}محمد علي{PDI} : 2", LTR, "Nom يلع دمحم : 2"),
        (f"{island('a/b')} {island('c/d')} ثم", RTL, "مث c/d a/b"),
    ],
)
def test_a_line_in_its_visual_order(line, base, expected):
    assert seen(line, base) == expected


@given(WORDS, st.integers(4, 40))
def test_lines_fit_and_keep_every_letter(words, width):
    text = " ".join(words)
    for written in (text, foreign(text), f"نص {foreign(text)}"):
        lines = list(wrapped(written, width, lambda line: len(without_isolates(line))))
        assert all(len(without_isolates(line)) <= width for line in lines)
        kept = re.sub(r"\s", "", without_isolates("".join(lines)))
        assert kept == re.sub(r"\s", "", without_isolates(written))


def test_a_long_foreign_sentence_keeps_its_order_on_each_line():
    told = foreign("واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة")
    inside, base = own_direction(told, LTR)
    assert base is RTL
    lines = list(wrapped(f"Récit : {told}", 30, lambda line: len(without_isolates(line))))
    assert without_isolates(lines[0]) == "Récit : واحد اثنان ثلاثة أربعة"
    assert seen(lines[0], LTR) == "Récit : ةعبرأ ةثالث نانثا دحاو"
    assert "عشرة" in lines[-1]
    assert inside in told


def test_foreign_text_cannot_rule_the_order():
    assert foreign("a\u202eb\u2066c\x1bd") == f"{FSI}a[U+202E]b[U+2066]c[U+001B]d{PDI}"


@pytest.mark.skipif(not fonts.FOLDER.is_dir(), reason="the officers' page is not built: make desk")
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_pages_are_numbered_and_headers_repeated(language):
    document = Document(language=language, title="K7M2-9QXA", made=MADE)
    document.title("الملف" if language == "ar" else "Dossier")
    document.facts([("SHA-256", Hash("f" * 64)), ("😀", foreign("Привет \u202e"))])
    document.table(["N°", "رقم"], [[str(number), Hash("0" * 64)] for number in range(70)], [0.2, 0.8])
    told: list[tuple[int, int]] = []

    def foot(number: int, count: int) -> tuple[str, str]:
        told.append((number, count))
        return island("K7M2-9QXA"), f"{number}/{count}"

    data = document.written(foot)
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", data)) == 3
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert f"/Lang ({language})".encode() in data


def test_a_computer_without_the_typeface_says_so(tmp_path):
    with pytest.raises(fonts.NoFonts):
        fonts.found(tmp_path)
