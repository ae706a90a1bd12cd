"""`python -m bench.campaigns.copies`: how many near-copies are found, and how many others.

A seeded generator makes campaigns from templates of scams in French, Arabic and Darija, and copies each with
one kind of change. The templates are the author's own: real campaigns differ more.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations

from flows.indicators.near import SHARED, bands

TEMPLATES = (
    "Barid Al-Maghrib: votre colis {n} est en attente. Payez {m} DH de frais de douane sur {u} ce soir.",
    "CIH BANK: votre carte est suspendue suite à un incident. Mettez à jour vos données ici {u} sous 24h.",
    "Félicitations ! Votre numéro a gagné {m} DH au tirage Maroc Telecom. Appelez le {p} avec le code {n}.",
    "Bonjour, je recrute pour un travail à domicile, {m} DH par jour pour aimer des vidéos. Écrivez au {p}.",
    "Maman c'est moi, mon téléphone est cassé, voici mon nouveau numéro {p}. Envoie {m} DH par Wafacash.",
    "Investissez {m} DH en USDT et recevez le double en sept jours, garanti. Rejoignez le groupe {u}",
    "CNSS: vous avez droit à une aide sociale de {m} DH. Remplissez le formulaire {u} avec votre carte.",
    "J'ai tes photos et la liste de tes contacts. Envoie {m} DH sur le {p} ou je publie tout cette nuit.",
    "بريد المغرب: طردكم رقم {n} في الانتظار، المرجو أداء {m} درهم عبر الرابط {u} قبل نهاية اليوم.",
    "مبروك، لقد ربحت معنا جائزة قدرها {m} درهم. للحصول عليها اتصل بالرقم {p} وأرسل الرمز {n} حالا.",
    "تم توقيف حسابكم البنكي لأسباب أمنية، المرجو تحيين معطياتكم في أقرب وقت عبر الرابط التالي {u}",
    "الدعم الاجتماعي المباشر: لديكم مبلغ {m} درهم لم يُسحب بعد، أدخلوا رقم البطاقة الوطنية هنا {u}",
    "سلام خويا، عندي ليك خدمة فالدار ب {m} درهم فالنهار، غير صيفط ليا السمية ولاكارط فالواتساب {p}",
    "خويا نسيت الكود ديالي، غادي يوصلك واحد الميساج فيه {n}، صيفطو ليا عفاك دغيا على {p}",
    "سلام، شفت الإعلان ديالك، بغيت نشري، غير صيفط ليا نمرة لاكارط والكود باش نحول ليك {m} درهم {u}",
    "salam khouya rbe7ti m3ana {m} dh f jaiza dyal had chher, sifet lina lcode {n} f had nmra {p} daba",
)
FILLERS = ("svp", "merci", "urgent", "عاجل", "عفاك", "cher client", "info", "السلام عليكم")
LOOKALIKES = str.maketrans({"a": "а", "e": "е", "o": "о", "i": "і"})  # Cyrillic


def values(draw: random.Random) -> dict[str, str]:
    """A number, a sum, a link and a phone."""
    name = "".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=8))
    end = draw.choice(("xyz", "top", "shop", "ma"))
    return {
        "n": str(draw.randrange(1000, 99_999)),
        "m": str(draw.randrange(10, 9000)),
        "u": f"https://{name}.{end}/{draw.randrange(99)}",
        "p": f"06{draw.randrange(10**8):08}",
    }


def _filled(template: str, draw: random.Random) -> str:
    return template.format(**values(draw))


def _words(text: str, draw: random.Random, share: float) -> str:
    """The text with a share of its words replaced or dropped."""
    kept = [word if draw.random() > share else draw.choice(("", *FILLERS)) for word in text.split(" ")]
    return " ".join(filter(None, kept))


def _dotted(text: str, draw: random.Random) -> str:
    return " ".join(
        f"{word[:2]}.{word[2:]}" if word.isalpha() and len(word) > 4 and draw.random() < 0.3 else word
        for word in text.split(" ")
    )


def _told(text: str, draw: random.Random) -> str:
    before = draw.choice(("J'ai reçu ce message hier : ", "وصلتني هذه الرسالة: ", "جاني هاد الميساج: "))
    return f"{before}{text} {draw.choice(('Que faire ?', 'ماذا أفعل؟', 'شنو ندير؟'))}"


CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "numbers and links": lambda text, _: text,
    "case, accents, spaces": lambda text, _: text.upper().replace("É", "E").replace(" ", "  "),
    "dots inside words": _dotted,
    "letters that look alike": lambda text, _: text.translate(LOOKALIKES),
    "a sentence around it": _told,
    "a tenth of the words": lambda text, draw: _words(text, draw, 0.1),
    "a fifth of the words": lambda text, draw: _words(text, draw, 0.2),
    "a third of the words": lambda text, draw: _words(text, draw, 0.33),
}


def copied(one: str, other: str) -> bool:
    """Whether two texts are near-copies."""
    return len({*bands(one)} & {*bands(other)}) >= SHARED


def recall(seed: int, copies: int) -> dict[str, tuple[int, int]]:
    """For each change: the copies found, and all of them."""
    draw = random.Random(seed)  # a corpus, no secret
    found: defaultdict[str, int] = defaultdict(int)
    for template in TEMPLATES:
        original = _filled(template, draw)
        for name, change in CHANGES.items():
            for _ in range(copies):
                found[name] += copied(original, change(_filled(template, draw), draw))
    return {name: (found[name], copies * len(TEMPLATES)) for name in CHANGES}


def attached(seed: int, copies: int) -> tuple[int, int]:
    """The pairs of copies of different campaigns that are taken for copies, and all pairs."""
    draw = random.Random(seed)  # a corpus, no secret
    texts = [
        (place, {*bands(_told(_filled(template, draw), draw))})
        for place, template in enumerate(TEMPLATES)
        for _ in range(copies)
    ]
    pairs = [len(one[1] & other[1]) >= SHARED for one, other in combinations(texts, 2) if one[0] != other[0]]
    return sum(pairs), len(pairs)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=4711)
    parser.add_argument("--copies", type=int, default=25)
    given = parser.parse_args()
    print("| changed | copies | found |")
    print("| --- | --: | --: |")
    for name, (found, count) in recall(given.seed, given.copies).items():
        print(f"| {name} | {count} | {found / count:.1%} |")
    wrong, pairs = attached(given.seed, given.copies)
    print(f"\nOf {pairs:,} pairs of different campaigns {wrong} were taken for copies.")


if __name__ == "__main__":
    main()
