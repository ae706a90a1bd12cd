"""A whole complaint pasted as one message: whether a text is one, and who signed it."""

import re
from itertools import pairwise

from flows.lexicon.commands import listed
from flows.reading.phrases import holds, index, written

# What a complainant asks or states.
_ASKS = listed("""
    plainte, plaintes, porter/porte/portons à votre connaissance, signalement, signaler, soussigné,
    soussignée, ouvrir une enquête, ouverture d'une enquête, enquête, diligenter, victime, ma protection,
    me protéger, prendre les mesures, j'ai été contacté/contactée, شكاية, شكايتي, شكوى, شكواي, بشكاية,
    بشكايتي, بشكوى, أتقدم, نتقدم, أنا الموقع/الموقعة, الموقع/الموقعة أسفله, فتح تحقيق, بفتح تحقيق, إجراء
    بحث, التحقيق, تبليغ, التبليغ, أبلغكم, أبلغ عن, بلاغ, ضحية, ألتمس, نلتمس, حمايتي, الحماية, المشتكي,
    المشتكية, المشتكى به
""")
# How a letter opens and closes.
_FORMAL = listed("""
    madame, monsieur, messieurs, mesdames, j'ai l'honneur, objet, je vous prie, veuillez
    agréer/recevoir/trouver, cordialement, bien à vous, respectueusement, salutations, sincères
    salutations, soussigné, soussignée, à qui de droit, dans l'attente, je soussigné/soussignée, سيدي,
    سيدتي, السيد, السيدة, السادة, إلى السيد, الموضوع, يشرفني, تحية طيبة, تحية واحترام, وتفضلوا, تفضلوا
    بقبول, تقبلوا, مع فائق, فائق الاحترام, والسلام, وعليكم السلام, السلام عليكم ورحمة, بعد التحية, وبعد,
    خالص التقدير, الموقع أسفله, الموقعة أسفله, مع خالص, لكم جزيل الشكر, أما بعد
""")
# A line that ends a letter; the name follows.
_CLOSING = listed("""
    cordialement, salutations, respectueusement, bien à vous, sincèrement, sincères salutations,
    considération distinguée, mes salutations, merci d'avance, fait à, signature, ma haute considération,
    sentiments distingués, sentiments les meilleurs, avec mes remerciements, en vous remerciant, merci de
    votre attention, والسلام, السلام عليكم, فائق الاحترام, الاحترام والتقدير, التقدير والاحترام, فائق
    التقدير, خالص التقدير, خالص التحية, مع التحية, تحياتي, وتقبلوا, تقبلوا, وشكرا, شكرا, جزيل الشكر,
    تفضلوا بقبول, الإمضاء, التوقيع, احتراماتي
""")
# No name holds these: organisations, offices, brands, places, and the words around a name.
_NOT_A_NAME = frozenset(
    word
    for phrase in listed("""
    banque, bank, société, societe, entreprise, amazon, service, services, équipe, team, client, clients,
    clientèle, support, direction, directeur, directrice, agence, poste, barid, police, gendarmerie,
    sûreté, nationale, ministère, ministre, sarl, sa, groupe, group, company, recrutement, recruiting,
    recruitment, recruteur, rh, hr, maroc, morocco, telecom, télécom, inwi, orange, cih, attijari,
    attijariwafa, wafacash, bmce, bmci, chaabi, populaire, crédit, agricole, administration, préfecture,
    tribunal, procureur, royaume, roi, monsieur, madame, docteur, maître, avocat, association, dhl,
    chronopost, amana, aramex, jumia, avito, facebook, whatsapp, instagram, telegram, google, microsoft,
    apple, netflix, paypal, western, union, binance, manager, responsable, conseiller, conseillère, agent,
    admin, plateforme, centre, center, douane, douanes, customs, livraison, delivery, bureau, department,
    département, hotline, assistance, sécurité, security, casablanca, rabat, fès, marrakech, tanger,
    agadir, meknès, oujda, tétouan, kénitra, salé, france, paris, merci, bonne, journée, soirée,
    cordialement, salutations, distinguées, respectueusement, date, lieu, tél, téléphone, email, mail,
    adresse, nom, prénom, cin, signature, signé, objet, fait, le, la, les, mes, nos, votre, notre, et,
    pour, avec, dans, the, best, regards, kind, sincerely, yours, crypto, invest, trading, vip, job, jobs,
    online, pièces, jointes, copie, victime, plaignant, plaignante, citoyen, citoyenne, un, une, شركة,
    بنك, مصرف, خدمة, خدمات, فريق, مصلحة, مصالح, وكالة, إدارة, البريد, بريد, وزارة, مديرية, الأمن, الوطني,
    الوطنية, أمازون, مؤسسة, مجموعة, المدير, مدير, مديرة, العملاء, الزبناء, التوظيف, توظيف, قسم, مكتب,
    جمعية, محكمة, المحكمة, النيابة, العامة, وكيل, الملك, السيد, السيدة, سيدي, الدرك, الملكي, الشرطة,
    المغرب, المغربية, المملكة, الدار, البيضاء, الرباط, فاس, مراكش, طنجة, أكادير, مكناس, وجدة, سلا, تطوان,
    القنيطرة, شكرا, جزيلا, الشكر, جزيل, والسلام, السلام, عليكم, ورحمة, وبركاته, تعالى, تحياتي, التحية,
    تحية, الاحترام, الإحترام, التقدير, والتقدير, فائق, خالص, تقبلوا, وتقبلوا, تفضلوا, بقبول, مع, من, في,
    إلى, عن, هذا, هذه, ذلك, التي, الذي, الاسم, الكامل, الإمضاء, التوقيع, الهاتف, العنوان, رقم,
    البطاقة, التاريخ, حرر, ب, بتاريخ, المرفقات, مرفقات, ملاحظة, مواطن, مواطنة, مواطنون, ضحية, المشتكي,
    المشتكية, جوائز, الجوائز, ربحت, مبروك, دعم, الدعم, الزبون, المستهلك, الجمارك, التوصيل, و, ثم, أو, كل,
    لكم, لك, وشكرا
""")
    for word in written(phrase)
)
_LABEL = re.compile(
    r"\s*(?:signée?|signature|le plaignant|la plaignante|nom(?: complet| et prénom| & prénom)?|prénom et nom"
    r"|ال[اإ]سم(?: الكامل| الشخصي والعائلي)?|اسمي|ال[اإ]مضاء|التوقيع|توقيع|الموقعة?|المشتكية?|المبلغة?)"
    r"\s{0,3}[:\uff1a]\s{0,3}",
    re.IGNORECASE,
)
_LATIN_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ÿ'’-]{1,30}")
_ARABIC_NAME = re.compile(r"[ء-يٱ-ۓ\u064b-\u0652]{2,20}")
_PARTICLES = frozenset(
    ("el", "al", "ben", "bent", "bint", "ait", "aït", "de", "du", "ould", "bel", "ou", "لـ")
)
_AROUND_NAME = " .,;:!-–—_*()«»\"'،؛\u200e\u200f\u202a\u202b\u202c"
_CLOSING_LINES = 8
_MAX_LINE = 60
_MIN_WORDS, _MANY_WORDS, _PARAGRAPHS = 25, 60, 3


_ASKS_INDEX, _FORMAL_INDEX, _CLOSING_INDEX = map(index, (_ASKS, _FORMAL, _CLOSING))


def _lines(text: str) -> list[str]:
    return [line for written_line in text.splitlines() if (line := written_line.strip())]


def is_whole_complaint(text: str) -> bool:
    """Whether a text is a complaint written out: it asks as one does, in a letter's form, at length."""
    words = written(text)
    long = len(words) > _MANY_WORDS or (len(words) >= _MIN_WORDS and len(_lines(text)) >= _PARAGRAPHS)
    return long and holds(_ASKS_INDEX, words) and holds(_FORMAL_INDEX, words)


def _is_name_word(word: str) -> bool:
    return _LATIN_NAME.fullmatch(word) is not None or word.lower() in _PARTICLES


def _named(line: str) -> str | None:
    """The line where it can be nothing but a person's name of two to four words."""
    name = line.strip(_AROUND_NAME)
    words = name.split()
    if not 2 <= len(words) <= 5 or len(name) > _MAX_LINE or _NOT_A_NAME & set(written(name)):
        return None
    latin = all(map(_is_name_word, words)) and _LATIN_NAME.fullmatch(words[-1]) is not None
    arabic = len(words) <= 4 and all(map(_ARABIC_NAME.fullmatch, words))
    return " ".join(words) if latin or arabic else None


def _labelled(lines: list[str]) -> str | None:
    for line in lines:
        if (label := _LABEL.match(line)) and (name := _named(line[label.end() :])):
            return name
    return None


def _closes(line: str) -> bool:
    """Whether a line is a closing formula, perhaps the end of a sentence that leads to one."""
    return holds(_CLOSING_INDEX, written(line))


def _after_closing(lines: list[str]) -> str | None:
    """The name on the last line, or on that of the closing formula: `Cordialement, Salma Idrissi`."""
    for before, line in pairwise(lines):
        if _closes(before) and (name := _named(line)):
            return name
    head, comma, tail = lines[-1].replace("،", ",").rpartition(",")
    return _named(tail) if comma and _closes(head) else None


def signature(text: str) -> str | None:
    """The name under a complaint, as written, to be offered and never assumed; never an organisation."""
    if not holds(_ASKS_INDEX, written(text)):
        return None
    lines = _lines(text)[-_CLOSING_LINES:]
    return _labelled(lines) or _after_closing(lines)
