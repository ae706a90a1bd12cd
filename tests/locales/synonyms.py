"""Words that the texts do not use, because another word stands for the same thing: what to write instead.

Arabic words are found with the article and the one-letter prepositions before them, and without vowel marks.
"""

import re
import unicodedata

INSTEAD: dict[str, dict[str, str]] = {
    "fr": {
        "conversation": "discussion",
        "chat": "discussion",
        "plainte": "signalement",
        "dénonciation": "signalement",
        "récépissé": "preuve d’envoi",
        "accusé de réception": "preuve d’envoi",
        "code de suivi": "code secret",
        "code du reçu": "code secret",
        "chiffré": "scellé",
        "crypté": "scellé",
        "mis sous clé": "scellé",
        "copie d’écran": "capture d’écran",
        "screenshot": "capture d’écran",
        "pièce jointe": "fichier",
        "note vocale": "message vocal",
        "courriel": "e-mail",
        "portable": "mobile",
        "affaire": "dossier",
        "avant 18 ans": "la faute n’est jamais du côté de la victime",
    },
    "ar": {
        "دردشة": "محادثة",
        "شكاية": "تبليغ",
        "شكوى": "تبليغ",
        "بلاغ": "تبليغ",
        "قضية": "ملف",
        "مشفر": "مختوم",
        "مشفرة": "مختومة",
        "تشفير": "ختم",
        "إغلاق بالمفتاح": "ختم",
        "إيصال الإرسال": "إثبات الإرسال",
        "وصل الإرسال": "إثبات الإرسال",
        "رمز التتبع": "الرمز السري",
        "كود": "رمز",
        "لينك": "رابط",
        "إيميل": "بريد إلكتروني",
        "بياناتي": "معطياتي",
        "جوال": "هاتف",
        "موبايل": "هاتف",
        "صورة الشاشة": "لقطة شاشة",
        "تلغرام": "تيليغرام",
        "تيليگرام": "تيليغرام",
        "رقم موجود": "رقم مذكور",
        "تحت سن 18": "الذنب ليس أبدا ذنب الضحية",
    },
    "ary": {
        "نمر": "نوامر",
        "روسي": "توصيل",
        "وصل الإيداع": "توصيل",
        "فيشي": "ملف",
        "فيشيي": "ملف",
        "فيشييات": "ملفات",
        "بروييون": "مسودة",
        "نافيگاتور": "متصفح",
        "نافيكاتور": "متصفح",
        "كولي": "كوليس",
        "خبارات": "إشعارات",
        "معطياتي": "المعطيات ديالي",
        "مسطرة": "بحث ولا إجراءات",
        "مسدود": "مقفول",
        "مسدودين": "مقفولين",
        "مشفر": "مقفول",
        "مشفرين": "مقفولين",
        "كود ديال التتبع": "الكود السرّي",
        "سينياليو": "بلّغو",
        "سينياليوه": "بلّغو عليه",
        "إيه": "اه",
        "رقم": "نمرة",
        "أرقام": "نوامر",
        "رابط": "ليان",
        "حساب": "كونط",
        "رسالة": "ميساج",
        "لقطة": "كابتير",
        "صورة": "تصويرة",
        "هاتف": "تيليفون",
        "شرطة": "البوليس",
        "شكاية": "تبليغ",
        "بلاغ": "تبليغ",
        "ملف القضية": "الدوسي",
        "قضية": "الدوسي",
        "دردشة": "محادثة",
        "شات": "محادثة",
        "مجموعة": "گروب",
        "تيليغرام": "تيليگرام",
        "تلغرام": "تيليگرام",
        "إنترنت": "الأنترنت",
        "مول الكونط": "بطلب من عندو",
        "قبل 18 عام": "الضحية عمرها ما كتكون هي الغالطة",
    },
}

ALLOWED = {
    ("ar", "venue-group", "دردشة"): "a place where things happen, not the conversation with us",
    ("ary", "ask-held_where", "حساب"): "«على حساب» is an idiom: as far as one knows",
}
"""(language, key, word): why the word may stand there."""

_LETTER = "\u0621-\u063a\u0641-\u064a\u067e\u0686\u06a4\u06af"
_BEFORE = f"(?<![{_LETTER}])و?[فبكل]?(?:ال|لل)?"
_ISOLATES = re.compile(r"[\u2066-\u2069]")


def unvowelled(text: str) -> str:
    """The text in small letters without vowel marks, isolation marks and long spaces."""
    plain = "".join(char for char in text if unicodedata.category(char) != "Mn")
    return _ISOLATES.sub("", plain).replace("\u00a0", " ").lower()


def synonyms(language: str, text: str) -> list[str]:
    """Return the words of the table that stand in the text."""
    plain = unvowelled(text)
    return [word for word in INSTEAD[language] if _pattern(language, word).search(plain)]


def _pattern(language: str, word: str) -> re.Pattern[str]:
    plain = re.escape(unvowelled(word))
    if language == "fr":
        return re.compile(rf"(?<!\w){plain}(?:e?s|e)?(?!\w)")
    return re.compile(f"{_BEFORE}{plain}(?![{_LETTER}])")
