"""Whether a text says that its writer, or the child it is about, is under 18.

In the tables `xx` stands for any number from 1 to 17, in figures or in words, and `ans` for any word for
years after it.
"""

import re

from flows.lexicon.commands import listed
from flows.reading.phrases import Index, Words, holds, index, spans, without, written

_AGE, _YEARS = "xx", "ans"
_FIGURES = frozenset(form for age in range(1, 18) for form in (f"{age}", f"{age:02}"))
_UNITS = frozenset(
    word
    for unit in listed("""
        an, ans, année, années, عام, عاما, سنة, سنوات, سنين, أعوام, عوام, ربيعا, 3am, 3aam, 3awam, 3wam,
        snin, snine, sna, sana, snawat, year, years, yrs, yo
    """)
    for word in written(unit)
)
_NUMBERS = listed("""
    deux, trois, quatre, cinq, six, sept, huit, neuf, dix, onze, douze, treize, quatorze, quinze, seize,
    dix sept, three, four, five, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen,
    sixteen, seventeen, ثلاث, أربع, خمس, ست, سبع, ثمان, ثماني, تسع, عشر, إحدى عشرة, أحد عشر, اثنا عشر,
    اثني عشر, اثنتا عشرة, اثنتي عشرة, ثلاثة/أربعة/خمسة/ستة/سبعة/ثمانية عشر, ثلاث/أربع/خمس/ست/سبع/ثماني
    عشرة, تلت, ربع, تمن, تمنية, حداش, حضاش, تناش, طناش, تناعش, طناعش, تلتاش, تلطاش, تلطعش, ربعطاش,
    اربعطاش, ربعتاش, خمسطاش, خمستاش, خمسطعش, ستاش, سطاش, سطعش, ستطاش, سبعطاش, سبعتاش, سبعطعش, 7dach,
    hdach, tnach, tna3ch, tnac, tltach, teltach, tlettach, rb3tach, reb3tach, arba3tach, khmstach,
    khamstach, khemstach, 5mstach, sttach, settach, stach, sb3tach, seb3tach, sab3tach, 3chr, 3acher,
    tes3, tmn, sb3, seb3
""")
# After one of these, the units were but the small part of a larger number.
_TENS = frozenset(
    word
    for ten in listed("""
        vingt, vingts, عشرين, عشرون, ثلاثين, ثلاثون, تلاتين, أربعين, أربعون, ربعين, خمسين, خمسون, ستين,
        ستون, سبعين, سبعون
    """)
    for word in written(ten)
)
_STUCK = re.compile(r"(\d{1,2})(\D+)")

_MINOR = listed("""
    j'ai/jai/g/moi xx ans, moi j'ai xx ans, j'ai seulement/juste/encore/bientôt/presque/environ xx
    ans, j'ai à peine xx ans, n'ai que xx ans, ai que xx ans, viens d'avoir xx ans, ai eu xx ans, je
    suis âgé/âgée de xx ans, suis une/un
    fille/garçon/ado/adolescente/adolescent/élève/collégienne/collégien de xx ans, n'ai pas 18 ans,
    n'ai pas encore/même 18 ans, ai pas 18 ans, ai pas encore 18 ans, n'a pas 18 ans, n'a pas encore
    18 ans, j'ai/a moins de 18 ans, suis mineur/mineure, suis encore/toujours/un/une mineur/mineure,
    suis un/une enfant, suis encore un/une enfant,
    fille/fils/sœur/frère/cousine/cousin/nièce/neveu/amie/ami/copine mineur/mineure,
    fille/fils/sœur/frère/cousine/cousin/nièce/neveu/amie/ami/copine est _ mineur/mineure, victime
    mineur/mineure, victime est _ mineur/mineure, mineur/mineure de/âgé/âgée _ xx ans, i am/m xx ans,
    i am/m only/just xx, i am/m xx ans old, i am/m a minor/child, i am/m under 18, i am/m not 18, عندي
    xx ans, عندي غير/يالاه/يله/دابا/تقريبا/حوالي/فقط xx ans, عمري xx, فعمري xx, عمري
    غير/هو/دابا/حوالي/يالاه/تقريبا xx, سني xx ans, سني هو xx, أبلغ xx ans, أبلغ من العمر xx, أنا _ في
    سن xx, عنديش 18, عندي 18 مازال, عندي/عمري أقل من 18, عندي/عمري قل من 18, عمري تحت 18, لم أبلغ 18,
    أنا/راني/حنا قاصر/قاصرة/قاصرا, أنا/راني مازال/مازالت/مازلت/لازلت/باقي/باقا قاصر/قاصرة/قاصرا, زلت
    قاصرا/قاصر/قاصرة, مازلت/لازلت قاصرا/قاصر/قاصرة, أنا/راني طفل/طفلة,
    بنتي/ولدي/ابني/ابنتي/ختي/أختي/خويا/أخي/صاحبتي/صديقتي/الضحية قاصر/قاصرة,
    بنتي/ولدي/ابني/ابنتي/ختي/أختي/خويا/أخي/صاحبتي/صديقتي/الضحية راها/راه/هي/هو/مازالت/مازال/باقا/باقي
    قاصر/قاصرة, 3ndi/3andi/3endi/3ndy/3andy/3indi/endi xx ans, 3ndi/3andi/3endi/3ndy/3andy
    ghir/yalah/yallah/daba xx ans, 3mri/3omri/3amri/3emri/3mry/f3mri/f3omri xx, 3mri/3omri/3amri
    ghir/yalah/daba xx, 3ndich/3andich/3endich/ma3ndich/ma3andich/ma3endich 18, ana/rani
    mineur/mineure/9asir/9asira/9aser/9asser/qasir, ana mazal/ba9i/ba9a mineur/mineure/9asir/9asira,
    bnti/benti/weldi/wldi/khti/khouya/khoya mineur/mineure/9asir/9asira
""")
# Of someone else: counted where the text also names a child.
_OF_ANOTHER = listed("""
    a xx ans, n'a que xx ans, a que xx ans, a seulement/juste/bientôt/à peine/encore xx ans, âgé/âgée
    de xx ans, aged/is/are/only/just xx, xx ans old, عندو/عندها/عندهم/عنده/لديه/لديها/فيه/فيها xx ans,
    عندو/عندها غير/يالاه/يله/دابا xx ans, عمره/عمرها/عمرو/فعمرو/فعمرها/فعمره xx, عمره/عمرها/عمرو لا
    يتجاوز/يتعدى/تتجاوز xx, عمره/عمرها/عمرو غير/يالاه/حوالي xx, يبلغ/تبلغ xx ans, يبلغ/تبلغ من العمر
    xx, بالغ/بالغة من العمر xx, بالغ/بالغة xx ans, في سن xx, سنه/سنها xx ans,
    3ndo/3ando/3endo/3ndou/3andou/3ndha/3andha/3endha xx ans, 3ndo/3ando/3ndha/3andha ghir/yalah/daba
    xx ans, 3mro/3omro/3mrou/3mrha/3omrha/3amrha/f3mro/f3mrha xx
""")
_CHILD = listed("""
    fille, filles, fils, sœur, frère, enfant, enfants, bébé, cousine, cousin, nièce, neveu, fillette,
    garçon, petite, petit, ado, adolescente, adolescent, élève, collégienne, collégien, écolière,
    écolier, gamin, gamine, mineur, mineure, copine, amie, daughter, son, sister, brother, child, kid,
    girl, boy, niece, nephew, student, بنتي, بنت, بنات, بنيتي, ولدي, ولد, وليدي, ولاد, ابني, ابنتي,
    ابن, ابنة, طفل, طفلة, طفلي, طفلتي, أطفال, ختي, أختي, أخت, خويا, أخي, دري, درية, دراري, تلميذ,
    تلميذة, قاصر, قاصرة, فتاة, صبي, حفيدي, حفيدتي, صديقتي, صاحبتي, bnti, benti, bent, bnt, bniti,
    weldi, wldi, weld, wlidi, khti, okhti, khouya, khoya, derri, dri, derriya, driya, drari, telmida,
    tilmida, telmid
""")
_CHILD_AGED = ("{} xx ans", "{} de xx ans", "{} ديال xx ans", "{} د xx ans", "{} dyal xx ans", "{} d xx ans")
# Years that are not an age.
_OTHER_YEARS = listed("""
    y a xx ans, ya xx ans, xx ans d'/de/en
    expérience/service/services/métier/prison/retard/travail/carrière/plus/moins, xx ans d'/de
    mariage/garantie/différence/relation/ancienneté/cotisation/crédit/silence/souffrance/galère/vie,
    xx ans que/dans/chez, xx ans خبرة/تجربة/ديال/أقدمية/خدمة/زواج/سجن, xx ans من/في/ف
    خبرة/تجربة/عمل/خدمة/زواج/سجن/معاناة/حبس, xx ans د خدمة/خبرة/زواج/حبس/تجربة, xx ans وانا
    خدام/خدامة/مزوج/مزوجة/متزوج/متزوجة/ساكن/ساكنة/كنخدم/كنخلص, xx ans dyal/d
    khedma/khebra/lkhedma/expérience/zwaj/7ebs, xx ans experience, xx ans of
""")


def _reading(text: str) -> Words:
    """The words of a text, a unit written against its number apart from it: `15ans`."""
    words: list[str] = []
    for word in written(text):
        stuck = _STUCK.fullmatch(word)
        words += stuck.groups() if stuck and stuck[2] in _UNITS else (word,)
    return tuple(words)


def _table(phrases: tuple[str, ...]) -> Index[bool]:
    return index(((phrase, True) for phrase in phrases), written)


_NUMBER_TABLE = _table(_NUMBERS)
_MINOR_TABLE, _CHILD_TABLE, _OTHER_TABLE = map(_table, (_MINOR, _CHILD, _OTHER_YEARS))
_AGED = tuple(form.format(child) for child in _CHILD for form in _CHILD_AGED)
_OF_ANOTHER_TABLE = _table((*_OF_ANOTHER, *_AGED))


def _under_age(words: Words) -> dict[int, int]:
    """Return the start of each number under 18, and the end of the longest that begins there."""
    spelled = {start: end for start, end, _ in sorted(spans(_NUMBER_TABLE, words))}
    numbers = {start: end for start, end in spelled.items() if _TENS.isdisjoint(words[end : end + 1])}
    return numbers | {at: at + 1 for at, word in enumerate(words) if word in _FIGURES}


def _ages(words: Words) -> Words:
    """The words with every number under 18 as `xx`, the unit after it as `ans`."""
    numbers, read, at = _under_age(words), list[str](), 0
    if not numbers:
        return words
    while at < len(words):
        end = numbers.get(at, at)
        read.append(_AGE if end > at else words[at])
        at = max(end, at + 1)
        if read[-1] == _AGE and words[at : at + 1] and words[at] in _UNITS:
            read.append(_YEARS)
            at += 1
    return tuple(read)


def _says(table: Index[bool], words: Words) -> bool:
    return holds(table, words) and holds(table, without(_OTHER_TABLE, words))


def minor(text: str) -> bool:
    """Whether the writer, or the child the text is about, is said to be under 18."""
    words = _ages(_reading(text))
    return _says(_MINOR_TABLE, words) or (holds(_CHILD_TABLE, words) and _says(_OF_ANOTHER_TABLE, words))
